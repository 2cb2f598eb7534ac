// What import tests share: text in, outcome and rejects out; questions to the database.

import type { Database } from "../../src/database/database";
import { exportGraph } from "../../src/import/export";
import { type FileOptions, type FileOutcome, importFile } from "../../src/import/import-file";
import { bytesOf } from "../../src/import/input/bytes";
import type { Reject } from "../../src/import/records/items";
import type { CanonicalRecord } from "../../src/import/records/records";

export interface Imported extends FileOutcome {
  readonly rejects: readonly Reject[];
}

export async function importText(
  database: Database,
  content: string | Buffer,
  options: FileOptions = {},
  fileName = "test",
  how: { readonly dryRun?: boolean } = {},
): Promise<Imported> {
  const rejects: Reject[] = [];
  const outcome = await importFile(database, await bytesOf(content, fileName), options, {
    ...how,
    onReject: (reject) => rejects.push(reject),
  });
  return { ...outcome, rejects };
}

/** Canonical records as a file. */
export function importRecords(database: Database, records: readonly CanonicalRecord[]): Promise<Imported> {
  return importText(database, records.map((record) => JSON.stringify(record)).join("\n"), {
    format: "canonical",
  });
}

export async function exported(database: Database): Promise<string> {
  const parts: string[] = [];
  await exportGraph(database, async (lines) => void parts.push(lines));
  return parts.join("");
}

/** Rows of a select, every column as text. */
export function ask(
  database: Database,
  text: string,
  values: readonly unknown[] = [],
): Promise<(string | null)[][]> {
  return database.rows({ text, values });
}

/** Sum of what changed. */
export function changes({ counts }: Pick<FileOutcome, "counts">): {
  inserted: number;
  updated: number;
  removed: number;
} {
  const sum = { inserted: 0, updated: 0, removed: 0 };
  for (const tally of Object.values(counts)) {
    sum.inserted += tally.inserted;
    sum.updated += tally.updated;
    sum.removed += tally.removed;
  }
  return sum;
}
