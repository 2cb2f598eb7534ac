// Migrations: applies every file of sql/migrations/ once, in order, forward only, each in its own transaction. Safe to run
// in several processes at once. And readiness: is everything applied?

import type { Database } from "../database";
import { DatabaseError, SqlState, StatementRejected } from "../errors";
import type { Transaction } from "../transaction";
import { type MigrationFile, readMigrations } from "./migration-files";
import { showMistake } from "./sql-caret";

export type Migrations = readonly MigrationFile[];

/** A migration cannot be applied, or what was applied is not what is in the folder. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

// "oversight graph migrations" as a number that no other program is likely to choose. Taken per transaction: a lock
// held by a session would be lost or kept at random behind PgBouncer.
const lockKey = "7526153488211904331";

/** Limit of the readiness check. */
const readinessLimitMs = 2000;

const table = `
create table if not exists public.migrations (
  name text primary key,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  applied_at timestamptz not null default now()
);
comment on table public.migrations is 'Which files of sql/migrations have been applied to this database.';
comment on column public.migrations.name is 'File name; files are applied in the order of their names.';
comment on column public.migrations.sha256 is 'Fingerprint of the file as it was applied; an applied file must never change.';
comment on column public.migrations.applied_at is 'When it was applied.';`;

// A migration may change answers, by a view or a function too, and no trigger fires for it.
const newRevision = `
do $$ begin
  if to_regclass('data_revision') is not null then
    update data_revision set revision = revision + 1, changed_at = now();
    perform pg_notify('data_revision', '');
  end if;
end $$`;

/** Applies what is missing; returns the names of the files it applied itself. */
export async function migrate(database: Database, files: Migrations = readMigrations()): Promise<string[]> {
  const applied: string[] = [];
  for (;;) {
    const name = await database.transaction((transaction) => applyNext(transaction, files), { timeoutMs: 0 });
    if (name === undefined) return applied;
    applied.push(name);
  }
}

type Reader = Pick<Database, "rows">;

/** Names of the files not applied yet. Throws MigrationError when the applied ones differ from the folder's. */
export async function pendingMigrations(database: Reader, files: Migrations = bundled()): Promise<string[]> {
  try {
    const statement = { text: "select name, sha256 from public.migrations", values: [] };
    const rows = await database.rows(statement, { timeoutMs: readinessLimitMs });
    return pendingOf(files, new Map(rows.map(([name, sha256]) => [name ?? "", sha256 ?? ""]))).map(
      (file) => file.name,
    );
  } catch (error) {
    if (error instanceof StatementRejected && error.sqlState === SqlState.undefinedTable)
      return files.map((file) => file.name);
    throw error;
  }
}

export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string };

/** Does the database answer, and is it migrated to what this release needs? Never throws. */
export async function checkReadiness(database: Reader, migrations?: Migrations): Promise<Readiness> {
  try {
    const pending = await pendingMigrations(database, migrations);
    if (pending.length === 0) return { ready: true };
    return { ready: false, reason: `migrations are behind: ${pending.join(", ")}` };
  } catch (error) {
    return { ready: false, reason: (error as Error).message };
  }
}

let readOnce: Migrations | undefined;

// Asked at every readiness check; a release's own files don't change while it runs.
function bundled(): Migrations {
  readOnce ??= readMigrations();
  return readOnce;
}

async function applyNext(transaction: Transaction, files: Migrations): Promise<string | undefined> {
  await transaction.query(`select pg_advisory_xact_lock(${lockKey})`);
  await transaction.script(table);
  const rows = await transaction.query<{ name: string; sha256: string }>(
    "select name, sha256 from public.migrations",
  );
  const [next] = pendingOf(files, new Map(rows.map((row) => [row.name, row.sha256])));
  if (next === undefined) return undefined;
  const before = await transactionId(transaction);
  try {
    await transaction.script(next.text);
  } catch (error) {
    if (error instanceof StatementRejected)
      throw new MigrationError(showMistake(next.name, next.text, error), { cause: error });
    throw error;
  }
  if ((await transactionId(transaction)) !== before)
    throw new MigrationError(
      `${next.name} ends its own transaction (commit or rollback); a migration must not.`,
    );
  await transaction.script(newRevision);
  await transaction.query("insert into public.migrations (name, sha256) values ($1, $2)", [
    next.name,
    next.sha256,
  ]);
  return next.name;
}

async function transactionId(transaction: Transaction): Promise<string | undefined> {
  try {
    const [row] = await transaction.query<{ id: string }>("select pg_current_xact_id()::text as id");
    return row?.id;
  } catch (error) {
    if (error instanceof DatabaseError) return undefined;
    throw error;
  }
}

function pendingOf(files: Migrations, applied: ReadonlyMap<string, string>): MigrationFile[] {
  const problems: string[] = [];
  const known = new Map(files.map((file) => [file.name, file]));
  const last = [...applied.keys()].sort().at(-1);
  for (const [name, sha256] of applied) {
    const file = known.get(name);
    if (file === undefined)
      problems.push(`${name} was applied to this database but is not in this release: is the release older?`);
    else if (file.sha256 !== sha256)
      problems.push(
        `${name} was changed after it was applied: restore it and write a new migration instead.`,
      );
  }
  const pending = files.filter((file) => !applied.has(file.name));
  for (const file of pending)
    if (last !== undefined && file.name < last)
      problems.push(`${file.name} comes before ${last}, which is applied already: give it a later number.`);
  if (problems.length > 0) throw new MigrationError(problems.join("\n"));
  return pending;
}
