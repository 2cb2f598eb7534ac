// Makes a large load fast: what PostgreSQL would do row by row is set aside and done once for all rows at the end, in
// the same transaction, so that nobody ever sees a table without its indexes, keys or rules.
import type { Transaction } from "../../database";
import {
  dropping,
  foreignKeysOf,
  indexesOf,
  keysOf,
  type Part,
  putBackParts,
  triggersOf,
  truncation,
} from "../../import/loader/detached-indexes";
import { check, type Loaded } from "./check";
import { keptTables, type Rule, rules } from "./trigger-equivalents";

export interface SetAside {
  /** Whether they held nothing and were made anew: then rows can be copied as if they had always been there. */
  readonly renewed: boolean;
  readonly indexes: readonly Part[];
  /** Of the tables that are filled from those that were loaded, once these have indexes. */
  readonly keptIndexes: readonly Part[];
  readonly references: readonly Part[];
  readonly triggers: readonly Part[];
  readonly rules: readonly Rule[];
}

/** What PostgreSQL would do instead of walking along two indexes. */
const walking = ["enable_seqscan", "enable_hashjoin"];

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
  const references = await foreignKeysOf(transaction, tables, "both");
  const indexes = await allIndexesOf(transaction, loaded);
  const keptIndexes = await allIndexesOf(transaction, keptTables);
  // Dropped, not disabled: for one that sees the rows of its statement, PostgreSQL collects them even when it is disabled.
  const triggers = await triggersOf(
    transaction,
    rules.map(({ table }) => table),
    rules.map(({ trigger }) => trigger),
  );
  const names = new Set(triggers.map(({ name }) => name));
  const renewal = await truncation(transaction, tables);
  await transaction.script(dropping([...triggers, ...references, ...indexes, ...keptIndexes]));
  if (renewal !== null) await transaction.script(renewal);
  return {
    renewed: renewal !== null,
    indexes,
    keptIndexes,
    references,
    triggers,
    rules: rules.filter(({ trigger }) => names.has(trigger)),
  };
}

/** Keys first: what refers to them needs them. */
async function allIndexesOf(transaction: Transaction, tables: readonly string[]): Promise<readonly Part[]> {
  return [...(await keysOf(transaction, tables)), ...(await indexesOf(transaction, tables))];
}

/** Puts everything back, counts what triggers count, and checks a sample of what they check. */
export async function putBack(
  transaction: Transaction,
  aside: SetAside,
  loaded: Loaded,
  say: (step: string) => void,
): Promise<void> {
  await transaction.script("set local work_mem = '128MB'");
  await putBackParts(transaction, aside.indexes, "128MB", say);
  for (const { setBased, keys } of aside.rules) {
    if (setBased === undefined) continue;
    say(setBased.trim().slice(0, 60));
    await transaction.query(setBased, [loaded.first[keys]]);
  }
  await putBackParts(transaction, aside.keptIndexes, "128MB", say);
  // Two indexes read side by side tell whether a key exists in half the time of hashing one; without statistics,
  // PostgreSQL doesn't know. Where rows are not frozen each would have to be looked up.
  if (aside.renewed) await transaction.script(`set local ${walking.join(" = off; set local ")} = off`);
  await putBackParts(transaction, aside.references, "128MB", say);
  await transaction.script(`set local ${walking.join(" = default; set local ")} = default`);
  await putBackParts(transaction, aside.triggers, "128MB", say);
  await check(transaction, aside.rules, loaded, say);
}
