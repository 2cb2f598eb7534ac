// Makes the first load of a table fast: its secondary indexes and foreign keys are put aside while rows come in, and made
// anew in one pass, in the same transaction. Only for rows that outnumber what is there, and only while nobody else is
// connected: a table whose indexes are being replaced can't be read. See docs/decisions/0031-first-loads-stand-aside.md.
import { SqlState, StatementRejected } from "../../database/errors";
import type { Loading } from "./loading";

/** Fewer rows are in before the indexes would be back. */
const worthwhile = 5_000;
/** What triggers read while rows come in. */
const needed: ReadonlySet<string> = new Set(["status_events_history"]);

interface Part extends Record<string, unknown> {
  readonly name: string;
  readonly drop: string;
  readonly restore: string;
}

/**
 * Where there is no report yet: makes the tables of reports and of all that hangs on them anew. What a transaction writes
 * into files that it made itself needs no write-ahead log where wal_level is minimal, as it is on the embedded server:
 * they are flushed when it ends. Returns what has to be done after the load.
 */
export async function renewEmptyTables(load: Loading, rows: number): Promise<() => Promise<void>> {
  const nothing = async () => {};
  if (rows < worthwhile || !(await isAlone(load, "reports"))) return nothing;
  const tables = (await load.query<{ name: string }>(hangingOnReports)).map(({ name }) => name);
  if (await load.holds(tables.map((table) => `select from ${table}`).join(" union all "))) return nothing;
  // Triggers write every count twice: when its report comes and when its recommendations do.
  const counts = await partsOf(load, "report_counts");
  const isDone = await tried(
    load,
    // History is never truncated: there is none.
    `alter table status_events disable trigger status_events_no_truncate; truncate ${tables.join(", ")};
     alter table status_events enable trigger status_events_no_truncate; ${dropping(counts)}`,
  );
  return isDone ? () => putBack(load, counts) : nothing;
}

/**
 * Adds `rows` rows to the table, the fast way where that may be, and returns how many it wrote. `insert` is the statement
 * without its end and selects nothing that is there: what others add meanwhile is no conflict, and where the table is
 * locked nobody can.
 */
export async function insertMany(
  load: Loading,
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

async function partsOf(load: Loading, table: string): Promise<readonly Part[]> {
  const indexes = await load.query<Part>(secondaryIndexes(table));
  return [
    ...indexes.filter(({ name }) => !needed.has(name)),
    ...(await load.query<Part>(foreignKeys(table))),
  ];
}

const dropping = (parts: readonly Part[]) => parts.map(({ drop }) => drop).join("; ");

async function putBack(load: Loading, parts: readonly Part[]): Promise<void> {
  await load.script("set local maintenance_work_mem = '256MB'");
  for (const { restore } of parts) await load.script(restore);
}

/**
 * Whether nobody else is connected, here or to a replica, and the table is ours to change. What kind of client another
 * role's session is can be hidden: then it counts.
 */
async function isAlone(load: Loading, table: string): Promise<boolean> {
  const [found] = await load.query<{ yes: boolean }>(
    `select not exists (
         select from pg_stat_activity
         where datname = current_database() and coalesce(backend_type, 'client backend') = 'client backend' and pid <> pg_backend_pid())
       and not exists (select from pg_stat_replication)
       and pg_has_role((select relowner from pg_class where oid = '${table}'::regclass), 'usage') as yes`,
  );
  return found?.yes === true;
}

async function holdsMore(load: Loading, table: string, rows: number): Promise<boolean> {
  const [found] = await load.query<{ n: number }>(
    `select count(*) as n from (select from ${table} limit ${rows + 1}) known`,
  );
  return (found?.n ?? 0) > rows;
}

/** Runs statements that lock tables; false, with nothing done, where somebody who came meanwhile is reading. */
async function tried(load: Loading, statements: string): Promise<boolean> {
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

const foreignKeys = (table: string) => `
  select conname as name, format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as restore
  from pg_constraint where contype = 'f' and conrelid = '${table}'::regclass order by conname`;

// Those that keep rows unique stay: they refuse what is there already. A comment is lost with its index.
const secondaryIndexes = (table: string) => `
  select indexrelid::regclass::text as name, format('drop index %s', indexrelid::regclass) as drop,
    pg_get_indexdef(indexrelid) || coalesce(format('; comment on index %s is %L', indexrelid::regclass, obj_description(indexrelid, 'pg_class')), '') as restore
  from pg_index where indrelid = '${table}'::regclass and not indisunique order by 1`;
