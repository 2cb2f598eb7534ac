// Verifies the data: the stated invariants (sql/invariants/, one a file) and every constraint of the catalogue. PostgreSQL
// enforces constraints while it is healthy; a restored or patched copy may differ.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CancelSignal } from "../cancellation";
import type { Database } from "../database";
import { StatementRejected } from "../errors";
import type { Transaction } from "../transaction";
import type { Invariant } from "./invariant";
import { sqlFolder } from "./migration-files";
import { showMistake } from "./sql-caret";
import { constraintChecks } from "./verify-constraints";

export interface Violation {
  readonly name: string;
  readonly sentence: string;
  /** The first rows that break it, as JSON text. */
  readonly rows: readonly string[];
  /** True when there are more rows than shown. */
  readonly more: boolean;
  /** Set when the check itself could not run. */
  readonly problem?: string;
}

export interface Verification {
  readonly checked: number;
  readonly violations: readonly Violation[];
}

const shownRows = 5;
const shownContradictions = 20;

/** Checks all in one snapshot, without writing and without a time limit. */
export function verify(
  database: Database,
  invariants = readInvariants(),
  signal?: CancelSignal,
): Promise<Verification> {
  return database.transaction(
    async (transaction) => {
      const all = [...invariants, ...(await constraintChecks(transaction))];
      const violations: Violation[] = [];
      for (const invariant of all) {
        const violation = await check(transaction, invariant);
        if (violation) violations.push(violation);
      }
      return { checked: all.length, violations };
    },
    { readOnly: true, isolation: "repeatable read", timeoutMs: 0, ...(signal ? { signal } : {}) },
  );
}

/** Where sources contradict each other (sql/contradictions/, one question a file). Nothing is broken there: both are kept. */
export function contradictions(
  database: Database,
  questions = readInvariants(sqlFolder("contradictions")),
  signal?: CancelSignal,
): Promise<readonly Violation[]> {
  return database.transaction(
    async (transaction) => {
      const found: Violation[] = [];
      for (const question of questions) {
        const violation = await check(transaction, question, shownContradictions);
        if (violation) found.push(violation);
      }
      return found;
    },
    { readOnly: true, isolation: "repeatable read", timeoutMs: 0, ...(signal ? { signal } : {}) },
  );
}

/** The files of a folder; a file's first comment line is its sentence. A missing folder means: none stated. */
export function readInvariants(folder = sqlFolder("invariants")): readonly Invariant[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return names.sort().map((name) => {
    const text = readFileSync(join(folder, name), "utf8").replace(/\r\n/g, "\n");
    const sentence = /^\s*--\s*(.+)$/m.exec(text)?.[1]?.trim() ?? name;
    return { name, sentence, select: text.trim().replace(/;\s*(--[^\n]*\s*)*$/, "") };
  });
}

/** A violation for people, bounded however many rows break the rule. */
export function describeViolation(violation: Violation): string {
  const head = `${violation.name}: ${violation.sentence}`;
  if (violation.problem !== undefined) return `${head}\n  could not be checked: ${violation.problem}`;
  const rows = violation.rows.map((row) => `  ${row.length > 300 ? `${row.slice(0, 300)}…` : row}`);
  return [head, ...rows, ...(violation.more ? ["  … and more"] : [])].join("\n");
}

async function check(
  transaction: Transaction,
  invariant: Invariant,
  shown = shownRows,
): Promise<Violation | undefined> {
  // A select with an error must not end the transaction that the others still need.
  await transaction.script("savepoint invariant");
  // Materialized, or the limit would have PostgreSQL look for the first few violations by a nested loop, and an
  // invariant that holds would be looked through to the end in that way: minutes instead of milliseconds.
  const text = `with violation as materialized (\n${invariant.select}\n) select row_to_json(violation)::text from violation limit ${shown + 1}`;
  try {
    const found = await transaction.rows({ text, values: [] });
    await transaction.script("release savepoint invariant");
    if (found.length === 0) return undefined;
    const rows = found.slice(0, shown).map(([row]) => row ?? "");
    return { name: invariant.name, sentence: invariant.sentence, rows, more: found.length > shown };
  } catch (error) {
    if (!(error instanceof StatementRejected)) throw error;
    await transaction.script("rollback to savepoint invariant");
    const problem = showMistake(invariant.name, text, error);
    return { name: invariant.name, sentence: invariant.sentence, rows: [], more: false, problem };
  }
}
