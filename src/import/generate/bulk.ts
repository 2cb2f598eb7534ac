// Makes a large load fast: what PostgreSQL would do row by row is set aside and done once for all rows at the end, in
// the same transaction, so that nobody ever sees a table without its indexes, keys or rules.
import type { Transaction } from "../../database/transaction";
import { keptTables, type Rule, rules } from "./bulk-rules";

export interface SetAside {
  readonly tables: readonly string[];
  /** Whether they held nothing and were made anew: then rows can be copied as if they had always been there. */
  readonly renewed: boolean;
  readonly restore: readonly string[];
  readonly rules: readonly Rule[];
}

/** Whether we may: only who owns a table, or what refers to it, may take away what hangs on it. */
export async function maySetAside(transaction: Transaction, loaded: readonly string[]): Promise<boolean> {
  const [found] = await transaction.query<{ may: boolean }>(
    `select bool_and(pg_has_role(relowner, 'usage')) as may from pg_class
     where oid = any ($1::regclass[])
       or oid in (select conrelid from pg_constraint where contype = 'f' and confrelid = any ($1::regclass[]))`,
    [[...loaded, ...keptTables]],
  );
  return found!.may;
}

/** Drops indexes, keys and foreign keys of the tables, and the triggers that `rules` stand for. */
export async function setAside(transaction: Transaction, loaded: readonly string[]): Promise<SetAside> {
  const tables = [...loaded, ...keptTables];
  const pairs = (text: string, ...values: unknown[]) =>
    transaction.query<{ drop: string; restore: string; name: string }>(`${text} order by 1`, values);
  const references = await pairs(foreignKeys, tables);
  const keys = await pairs(uniqueKeys, tables);
  const indexes = await pairs(plainIndexes, tables);
  const triggers = await pairs(
    ruleTriggers,
    rules.map(({ table }) => table),
    rules.map(({ trigger }) => trigger),
  );
  const names = new Set(triggers.map(({ name }) => name));
  const renewing = await emptied(transaction, tables);
  await run(transaction, [
    ...[...triggers, ...references, ...keys, ...indexes].map(({ drop }) => drop),
    ...renewing,
  ]);
  return {
    tables,
    renewed: renewing.length > 0,
    // Keys first: what refers to them needs them.
    restore: [...keys, ...indexes, ...references, ...triggers].map(({ restore }) => restore),
    rules: rules.filter(({ trigger }) => names.has(trigger)),
  };
}

/** Puts everything back: indexes are built and keys are validated, each in one pass. Then checks the silenced rules. */
export async function putBack(
  transaction: Transaction,
  aside: SetAside,
  first: Readonly<Record<Rule["keys"], number>>,
  say: (step: string) => void,
): Promise<void> {
  await run(transaction, ["set local maintenance_work_mem = '512MB'", "set local work_mem = '128MB'"]);
  for (const { instead, keys } of aside.rules) {
    if (instead === undefined) continue;
    say(instead.trim().slice(0, 60));
    await transaction.query(instead, [first[keys]]);
  }
  for (const statement of aside.restore) {
    say(statement.slice(0, 60));
    await transaction.script(statement);
  }
  const checked = new Set<string>();
  for (const { trigger, broken, keys } of aside.rules) {
    if (broken === undefined || checked.has(broken)) continue;
    checked.add(broken);
    say(`checking ${trigger}`);
    // Not "limit 1": expecting to find one at once, PostgreSQL would choose a plan that is slow when there is none.
    const [found] = await transaction.query<{ count: number; first: number }>(
      `select count(*), min(id) as first from (${broken}) broken`,
      [first[keys]],
    );
    if (found!.count > 0)
      throw new Error(`generated data breaks ${trigger} ${found!.count} times, first at ${found!.first}`);
  }
}

/**
 * Where the tables hold nothing: makes them anew. What a transaction writes into files that it made itself needs no
 * write-ahead log (with wal_level = minimal, as the embedded server has it): the files are flushed when it commits.
 */
async function emptied(transaction: Transaction, tables: readonly string[]): Promise<readonly string[]> {
  const held = tables.map((table) => `exists (select from ${table})`).join(" or ");
  const [found] = await transaction.query<{ any: boolean }>(`select ${held} as any`);
  if (found!.any) return [];
  const guards = await transaction.query<{ table: string; trigger: string }>(
    `select tgrelid::regclass::text as table, quote_ident(tgname) as trigger from pg_trigger
     where tgrelid = any ($1::regclass[]) and tgenabled = 'O' and not tgisinternal and tgtype & 32 <> 0`,
    [tables],
  );
  const turn = (way: "enable" | "disable") =>
    guards.map(({ table, trigger }) => `alter table ${table} ${way} trigger ${trigger}`);
  return [...turn("disable"), `truncate ${tables.join(", ")}`, ...turn("enable")];
}

async function run(transaction: Transaction, statements: readonly string[]): Promise<void> {
  if (statements.length > 0) await transaction.script(statements.join("; "));
}

// Comments would be lost with what they are on; one that is null is put back as none.
const constraintComment =
  "format('; comment on constraint %I on %s is %L', conname, conrelid::regclass, obj_description(c.oid, 'pg_constraint'))";
const indexComment =
  "format('; comment on index %s is %L', indexrelid::regclass, obj_description(indexrelid, 'pg_class'))";

// Dropped, not disabled: for one that sees the rows of its statement, PostgreSQL collects them even when it is disabled.
const ruleTriggers = `
  select format('drop trigger %I on %s', tgname, tgrelid::regclass) as drop, tgname::text as name,
    pg_get_triggerdef(t.oid)
      || format('; comment on trigger %I on %s is %L', tgname, tgrelid::regclass, obj_description(t.oid, 'pg_trigger')) as restore
  from pg_trigger t join unnest($1::regclass[], $2::name[]) rule (table_name, trigger_name)
    on tgrelid = table_name and tgname = trigger_name
  where tgenabled = 'O' and not tgisinternal`;

// Both ways: those by which other tables refer to these hold on to the keys.
const foreignKeys = `
  select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop, conname::text as name,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(c.oid))
      || ${constraintComment} as restore
  from pg_constraint c
  where contype = 'f' and (conrelid = any ($1::regclass[]) or confrelid = any ($1::regclass[]))`;

// Only plain ones: a view can rest on a key, replication too, and what a definition does not tell would be lost.
const uniqueKeys = `
  select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop, conname::text as name,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(c.oid))
      || ${constraintComment} || ${indexComment} as restore
  from pg_constraint c join pg_index i on indexrelid = conindid join pg_class x on x.oid = indexrelid
  where contype in ('p', 'u') and conrelid = any ($1::regclass[])
    and not indisreplident and not indisclustered and x.reloptions is null and x.reltablespace = 0
    and not exists (select from pg_depend d
      where refclassid = 'pg_constraint'::regclass and refobjid = c.oid and classid = 'pg_rewrite'::regclass)`;

// pg_get_indexdef names the schema, so the definition holds whatever the search path.
const plainIndexes = `
  select format('drop index %s', indexrelid::regclass) as drop, indexrelid::regclass::text as name,
    pg_get_indexdef(indexrelid) || ${indexComment} as restore
  from pg_index i
  where indrelid = any ($1::regclass[]) and not indisreplident and not indisclustered
    and not exists (select from pg_constraint where conindid = indexrelid)`;
