// Makes a large load fast: what PostgreSQL would do row by row is set aside and done once for all rows at the end, in
// the same transaction, so that nobody ever sees a table without its indexes, keys or rules.
import type { Transaction } from "../../database/transaction";
import {
  dropping,
  foreignKeysOf,
  indexesOf,
  keysOf,
  type Part,
  putBackParts,
  renewing,
  triggersOf,
} from "../bare-tables";
import { keptTables, type Rule, rules } from "./bulk-rules";

export interface SetAside {
  /** Whether they held nothing and were made anew: then rows can be copied as if they had always been there. */
  readonly renewed: boolean;
  readonly taken: readonly Part[];
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
  const references = await foreignKeysOf(transaction, tables, "both");
  const keys = await keysOf(transaction, tables);
  const indexes = await indexesOf(transaction, tables);
  // Dropped, not disabled: for one that sees the rows of its statement, PostgreSQL collects them even when it is disabled.
  const triggers = await triggersOf(
    transaction,
    rules.map(({ table }) => table),
    rules.map(({ trigger }) => trigger),
  );
  const names = new Set(triggers.map(({ name }) => name));
  const renewal = await renewing(transaction, tables);
  await transaction.script(dropping([...triggers, ...references, ...keys, ...indexes]));
  if (renewal !== null) await transaction.script(renewal);
  return {
    renewed: renewal !== null,
    // Keys first: what refers to them needs them.
    taken: [...keys, ...indexes, ...references, ...triggers],
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
  await transaction.script("set local work_mem = '128MB'");
  for (const { instead, keys } of aside.rules) {
    if (instead === undefined) continue;
    say(instead.trim().slice(0, 60));
    await transaction.query(instead, [first[keys]]);
  }
  await putBackParts(transaction, aside.taken, "512MB", say);
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
