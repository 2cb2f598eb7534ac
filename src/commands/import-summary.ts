// What an import did, for people and for machines.
import type { FileOutcome } from "../import/import-file";
import type { RowCounts } from "../import/loader/load";

const columns = [
  "inserted",
  "updated",
  "unchanged",
  "rejected",
  "removed",
] as const satisfies readonly (keyof RowCounts)[];

/** A table of counts with what is worth telling below. */
export function asText(file: string, outcome: FileOutcome, isDry: boolean, ms: number): string {
  const tables = Object.entries(outcome.counts).filter(([, tally]) =>
    columns.some((column) => tally[column] > 0),
  );
  const shown = columns.filter(
    (column) => column !== "removed" || tables.some(([, tally]) => tally.removed > 0),
  );
  const width = Math.max(8, ...tables.map(([name]) => name.length));
  const rate =
    ms > 0 && outcome.rows > 1000
      ? `, ${Math.round((outcome.rows / ms) * 1000).toLocaleString("en")} rows/s`
      : "";
  return [
    `${file}: ${outcome.format}, ${outcome.rows.toLocaleString("en")} rows in ${(ms / 1000).toFixed(1)} s${rate}${isDry ? " (dry run: nothing was kept)" : ""}`,
    `  ${"".padEnd(width)} ${shown.map((column) => column.padStart(10)).join("")}`,
    ...tables.map(
      ([name, tally]) =>
        `  ${name.padEnd(width)} ${shown.map((column) => tally[column].toLocaleString("en").padStart(10)).join("")}`,
    ),
    ...outcome.links.map(
      ({ table, linked, dangling }) =>
        `  ${table} in all: ${linked.toLocaleString("en")} linked, ${dangling.toLocaleString("en")} waiting for their target`,
    ),
    ...(outcome.rejected > 0 ? [`  ${outcome.rejected.toLocaleString("en")} rejected`] : []),
    ...outcome.notes.map((note) => `  ${note}`),
  ].join("\n");
}

export function asJson(file: string, outcome: FileOutcome, isDry: boolean, ms: number): string {
  return JSON.stringify({ file, dryRun: isDry, ms, ...outcome });
}
