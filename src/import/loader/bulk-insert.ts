// Makes the first load of a table fast: its secondary indexes and foreign keys are put aside while rows come in, and made
// anew in one pass, in the same transaction. Only for rows that outnumber what is there, and only while nobody else is
// connected: a table whose indexes are being replaced can't be read. See docs/decisions/0031-first-loads-stand-aside.md.
import { SqlState, StatementRejected } from "../../database";
import type { LoadContext } from "./context";
import { dropping, foreignKeysOf, indexesOf, type Part, putBackParts, truncation } from "./detached-indexes";

/** Fewer rows are in before the indexes would be back. */
const worthwhile = 5_000;
/** What triggers read while rows come in. */
const needed: ReadonlySet<string> = new Set(["status_events_history"]);

/**
 * Where there is no report yet: makes the tables of reports and of all that hangs on them anew. Returns what has to be
 * done after the load.
 */
export async function detachEmptyTables(load: LoadContext, rows: number): Promise<() => Promise<void>> {
  const nothing = async () => {};
  if (rows < worthwhile || !(await isAlone(load, "reports"))) return nothing;
  const tables = (await load.query<{ name: string }>(hangingOnReports)).map(({ name }) => name);
  const renewal = await truncation(load.transaction, tables);
  if (renewal === null) return nothing;
  // Triggers write every count twice: when its report comes and when its recommendations do.
  const counts = await partsOf(load, "report_counts");
  const isDone = await tried(load, `${renewal}; ${dropping(counts)}`);
  return isDone ? () => putBack(load, counts) : nothing;
}

/**
 * Adds `rows` rows to the table, the fast way where that may be, and returns how many it wrote. `insert` is the statement
 * without its end and selects nothing that is there: what others add meanwhile is no conflict, and where the table is
 * locked nobody can.
 */
export async function insertMany(
  load: LoadContext,
  table: string,
  rows: number,
  insert: string,
): Promise<number> {
  const besideOthers = () => load.write(`${insert} on conflict do nothing returning 1`);
  if (rows < worthwhile || !(await isAlone(load, table)) || (await holdsMore(load, table, rows)))
    return besideOthers();
  const parts = await partsOf(load, table);
  if (!(await tried(load, dropping(parts)))) return besideOthers();
  const inserted = await load.write(`${insert} returning 1`);
  await putBack(load, parts);
  return inserted;
}

/** Keys that keep rows unique stay: they refuse what is there already. */
async function partsOf({ transaction }: LoadContext, table: string): Promise<readonly Part[]> {
  const indexes = await indexesOf(transaction, [table]);
  return [
    ...indexes.filter(({ name, unique }) => !unique && !needed.has(name)),
    ...(await foreignKeysOf(transaction, [table], "own")),
  ];
}

const putBack = ({ transaction }: LoadContext, parts: readonly Part[]) =>
  putBackParts(transaction, parts, "256MB");

/**
 * Whether nobody else is connected, here or to a replica, and the table is ours to change. What kind of client another
 * role's session is can be hidden: then it counts.
 */
async function isAlone(load: LoadContext, table: string): Promise<boolean> {
  const [found] = await load.query<{ yes: boolean }>(
    `select not exists (
         select from pg_stat_activity
         where datname = current_database() and coalesce(backend_type, 'client backend') = 'client backend' and pid <> pg_backend_pid())
       and not exists (select from pg_stat_replication)
       and pg_has_role((select relowner from pg_class where oid = '${table}'::regclass), 'usage') as yes`,
  );
  return found?.yes === true;
}

async function holdsMore(load: LoadContext, table: string, rows: number): Promise<boolean> {
  const [found] = await load.query<{ n: number }>(
    `select count(*) as n from (select from ${table} limit ${rows + 1}) known`,
  );
  return (found?.n ?? 0) > rows;
}

/** Runs statements that lock tables; false, with nothing done, where somebody who came meanwhile is reading. */
async function tried(load: LoadContext, statements: string): Promise<boolean> {
  await load.script("savepoint aside; set local lock_timeout = '500ms'");
  try {
    await load.script(statements);
    await load.script("set local lock_timeout = default; release savepoint aside");
    return true;
  } catch (error) {
    if (!(error instanceof StatementRejected && error.sqlState === SqlState.lockNotAvailable)) throw error;
    await load.script("rollback to savepoint aside; release savepoint aside");
    return false;
  }
}

const hangingOnReports = `
  with recursive hanging as (
    select 'reports'::regclass::oid as id
    union
    select conrelid from pg_constraint k join hanging on k.confrelid = hanging.id where contype = 'f')
  select id::regclass::text as name from hanging order by 1`;
