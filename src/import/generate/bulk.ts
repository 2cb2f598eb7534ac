// Makes a large load fast: what PostgreSQL would do row by row is set aside and done once for all rows at the end, in
// the same transaction, so that nobody ever sees a table without its indexes, keys or rules.
import type { Transaction } from "../../database/transaction";
import { keptTables, type Rule, rules } from "./bulk-rules";

export interface SetAside {
  readonly restore: readonly string[];
  readonly rules: readonly Rule[];
}

/** Drops secondary indexes and foreign keys of the tables and silences the triggers that `rules` stand for. */
export async function setAside(transaction: Transaction, loaded: readonly string[]): Promise<SetAside> {
  const tables = [...loaded, ...keptTables];
  const keys = await transaction.query<{ drop: string; restore: string }>(foreignKeys, [tables]);
  const indexes = await transaction.query<{ drop: string; restore: string }>(secondaryIndexes, [tables]);
  const present = await transaction.query<{ name: string }>(
    "select tgname as name from pg_trigger where tgenabled = 'O' and not tgisinternal",
  );
  const names = new Set(present.map(({ name }) => name));
  const silenced = rules.filter(({ trigger }) => names.has(trigger));
  const silence = silenced.map(({ table, trigger }) => `alter table ${table} disable trigger ${trigger}`);
  await run(transaction, [...silence, ...[...keys, ...indexes].map(({ drop }) => drop)]);
  const speak = silenced.map(({ table, trigger }) => `alter table ${table} enable trigger ${trigger}`);
  return { restore: [...indexes, ...keys].map(({ restore }) => restore).concat(speak), rules: silenced };
}

/** Puts everything back: indexes are built and keys are validated, each in one pass. Then checks the silenced rules. */
export async function putBack(
  transaction: Transaction,
  aside: SetAside,
  first: Readonly<Record<Rule["keys"], number>>,
  say: (step: string) => void,
): Promise<void> {
  await run(transaction, ["set local maintenance_work_mem = '512MB'", "set local work_mem = '128MB'"]);
  for (const { instead, keys } of aside.rules) if (instead) await transaction.query(instead, [first[keys]]);
  for (const statement of aside.restore) {
    say(statement.slice(0, 60));
    await transaction.script(statement);
  }
  await run(transaction, [
    "analyze status_events",
    "analyze recommendations",
    "analyze findings",
    "analyze responses",
  ]);
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

async function run(transaction: Transaction, statements: readonly string[]): Promise<void> {
  if (statements.length > 0) await transaction.script(statements.join("; "));
}

const foreignKeys = `
  select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(c.oid)) as restore
  from pg_constraint c
  where contype = 'f' and conrelid = any ($1::regclass[])
  order by conrelid::regclass::text, conname`;

// Those that keep rows unique stay: rows arrive in the order of their keys, which is cheap. pg_get_indexdef names the
// schema, so the definition holds whatever the search path; comments would be lost with the index.
const secondaryIndexes = `
  select format('drop index %s', indexrelid::regclass) as drop,
    pg_get_indexdef(indexrelid) || coalesce(format('; comment on index %s is %L', indexrelid::regclass, obj_description(indexrelid, 'pg_class')), '') as restore
  from pg_index i
  where indrelid = any ($1::regclass[]) and not indisunique
    and not exists (select from pg_constraint where conindid = indexrelid)
  order by indrelid::regclass::text, indexrelid::regclass::text`;
