// What can be taken off tables for a large load and put back after it: how each thing is dropped, and the definition that
// brings it back as it was, its comment included. Whether a load may do that is for the load to know.
import type { Transaction } from "../../database";

export interface Part {
  readonly name: string;
  readonly drop: string;
  readonly restore: string;
}
export interface Index extends Part {
  readonly unique: boolean;
}

/** Indexes that belong to no constraint; none that replication or clustering rests on. */
export const indexesOf = (transaction: Transaction, tables: readonly string[]) =>
  transaction.query<Index & Record<string, unknown>>(plainIndexes, [tables]);

/** Primary and unique keys. Drop the foreign keys of both sides before. */
export const keysOf = (transaction: Transaction, tables: readonly string[]) =>
  parts(transaction, uniqueKeys, tables);

/** Foreign keys of the tables; with "both", also those of others that refer to them. */
export const foreignKeysOf = (transaction: Transaction, tables: readonly string[], sides: "own" | "both") =>
  parts(transaction, foreignKeys, tables, sides === "both");

/** The enabled ones among the named triggers: `names[i]` on `tables[i]`. */
export const triggersOf = (transaction: Transaction, tables: readonly string[], names: readonly string[]) =>
  parts(transaction, namedTriggers, tables, names);

function parts(transaction: Transaction, text: string, ...values: unknown[]): Promise<readonly Part[]> {
  return transaction.query<Part & Record<string, unknown>>(text, values);
}

export const dropping = (taken: readonly Part[]) => taken.map(({ drop }) => drop).join("; ");

/**
 * Puts parts back one after the other: indexes are built and keys are validated, each in one pass. Tables are read without
 * other processes that read ahead (PostgreSQL 18): what was written a moment ago is in memory, and they would only take a
 * fifth more of the processors.
 */
export async function putBackParts(
  transaction: Transaction,
  taken: readonly Part[],
  memory: "128MB" | "256MB",
  say: (step: string) => void = () => {},
): Promise<void> {
  await transaction.script(
    `set local maintenance_work_mem = '${memory}'; set local effective_io_concurrency = 0`,
  );
  for (const { restore } of taken) {
    say(restore.slice(0, 90));
    await transaction.script(restore);
  }
}

/**
 * The statements that make empty tables anew, past the triggers that refuse it: what is not there is not erased. What a
 * transaction writes into files that it made itself needs no write-ahead log where wal_level is minimal, as it is on the
 * embedded server: they are flushed when it commits. Null where a table holds something.
 */
export async function truncation(
  transaction: Transaction,
  tables: readonly string[],
): Promise<string | null> {
  const held = tables.map((table) => `exists (select from ${table})`).join(" or ");
  const [found] = await transaction.query<{ any: boolean }>(`select ${held} as any`);
  if (found!.any) return null;
  const guards = await transaction.query<{ table: string; trigger: string }>(truncateGuards, [tables]);
  const turn = (way: "enable" | "disable") =>
    guards.map(({ table, trigger }) => `alter table ${table} ${way} trigger ${trigger}`);
  return [...turn("disable"), `truncate ${tables.join(", ")}`, ...turn("enable")].join("; ");
}

// Bits of tgtype: 2 is before, 32 is truncate.
const truncateGuards = `
  select tgrelid::regclass::text as table, quote_ident(tgname) as trigger from pg_trigger
  where tgrelid = any ($1::regclass[]) and tgenabled = 'O' and not tgisinternal and tgtype & 34 = 34`;

// Comments would be lost with what they are on; one that is null is put back as none.
const constraintComment =
  "format('; comment on constraint %I on %s is %L', conname, conrelid::regclass, obj_description(c.oid, 'pg_constraint'))";
const indexComment =
  "format('; comment on index %s is %L', indexrelid::regclass, obj_description(indexrelid, 'pg_class'))";

// Dropped, not disabled: for one that sees the rows of its statement, PostgreSQL collects them even when it is disabled.
const namedTriggers = `
  select format('drop trigger %I on %s', tgname, tgrelid::regclass) as drop, tgname::text as name,
    pg_get_triggerdef(t.oid)
      || format('; comment on trigger %I on %s is %L', tgname, tgrelid::regclass, obj_description(t.oid, 'pg_trigger')) as restore
  from pg_trigger t join unnest($1::regclass[], $2::name[]) rule (table_name, trigger_name)
    on tgrelid = table_name and tgname = trigger_name
  where tgenabled = 'O' and not tgisinternal
  order by 1`;

// Those by which other tables refer to these hold on to the keys.
const foreignKeys = `
  select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop, conname::text as name,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(c.oid))
      || ${constraintComment} as restore
  from pg_constraint c
  where contype = 'f' and (conrelid = any ($1::regclass[]) or $2 and confrelid = any ($1::regclass[]))
  order by 1`;

// Only plain ones: a view can rest on a key, replication too, and what a definition does not tell would be lost.
const uniqueKeys = `
  select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop, conname::text as name,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(c.oid))
      || ${constraintComment} || ${indexComment} as restore
  from pg_constraint c join pg_index i on indexrelid = conindid join pg_class x on x.oid = indexrelid
  where contype in ('p', 'u') and conrelid = any ($1::regclass[])
    and not indisreplident and not indisclustered and x.reloptions is null and x.reltablespace = 0
    and not exists (select from pg_depend d
      where refclassid = 'pg_constraint'::regclass and refobjid = c.oid and classid = 'pg_rewrite'::regclass)
  order by 1`;

// pg_get_indexdef names the schema, so the definition holds whatever the search path.
const plainIndexes = `
  select format('drop index %s', indexrelid::regclass) as drop, indexrelid::regclass::text as name,
    pg_get_indexdef(indexrelid) || ${indexComment} as restore,
    indisunique as unique
  from pg_index i
  where indrelid = any ($1::regclass[]) and not indisreplident and not indisclustered
    and not exists (select from pg_constraint where conindid = indexrelid)
  order by 1`;
