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

/** What is new and what changes; the rest is as it was. */
const heads: Readonly<Record<keyof RowCounts, string>> = {
  inserted: "new",
  updated: "changed",
  unchanged: "unchanged",
  rejected: "rejected",
  removed: "removed",
};

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
    `  taken for ${outcome.taken.about} (told by ${outcome.taken.toldBy})`,
    `  ${whose(outcome)}`,
    `  ${"".padEnd(width)} ${shown.map((column) => heads[column].padStart(10)).join("")}`,
    ...tables.map(
      ([name, tally]) =>
        `  ${name.padEnd(width)} ${shown.map((column) => tally[column].toLocaleString("en").padStart(10)).join("")}`,
    ),
    ...outcome.links.map(
      ({ table, linked, dangling }) =>
        `  ${table} in all: ${linked.toLocaleString("en")} linked, ${dangling.toLocaleString("en")} waiting for their target`,
    ),
    ...outcome.changes.map(
      ({ row, table, field, before, after }) =>
        `  ${isDry ? "would change" : "changed"}, row ${row}: ${table}.${field} from ${shortened(before)} to ${shortened(after)}`,
    ),
    ...outcome.doubts.map((doubt) => `  in doubt: ${doubt}`),
    ...(outcome.rejected > 0 ? [`  ${outcome.rejected.toLocaleString("en")} rejected`] : []),
    ...outcome.notes.map((note) => `  ${note}`),
  ].join("\n");
}

/** Whose the file became: its offices with their reports, and who published it. */
function whose({ offices, taken }: FileOutcome): string {
  const shares = offices.map(
    ({ slug, name, reports, isNew }) =>
      `${slug}${name === slug ? "" : ` (${name})`}${isNew ? ", new here" : ""}: ${reports.toLocaleString("en")} ${reports === 1 ? "report" : "reports"}`,
  );
  const shown = shares.slice(0, 5).join("; ");
  const more = shares.length > 5 ? `; and ${shares.length - 5} more offices` : "";
  return `${shares.length === 0 ? "speaks of no report" : `of ${shown}${more}`}; published by ${taken.publisher}${taken.asOf === null ? "" : `, as of ${taken.asOf}`}`;
}

function shortened(value: string | null): string {
  if (value === null) return "nothing";
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
}

export function asJson(file: string, outcome: FileOutcome, isDry: boolean, ms: number): string {
  return JSON.stringify({ file, dryRun: isDry, ms, ...outcome });
}
