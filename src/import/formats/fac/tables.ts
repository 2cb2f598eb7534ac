// The tables of the Federal Audit Clearinghouse that can be read, told by their columns. They come as CSV from its
// downloads and as JSON from its interface, with the same names.

/** `report_id` stands in each of them. */
export type Table = "findings" | "findings_text" | "corrective_action_plans" | "general";

/** What proves a table; extracts that join others to it have more. */
const needed: Readonly<Record<Table, readonly string[]>> = {
  findings: [
    "report_id",
    "reference_number",
    "auditee_uei",
    "award_reference",
    "is_repeat_finding",
    "prior_finding_ref_numbers",
  ],
  findings_text: ["report_id", "finding_ref_number", "finding_text"],
  corrective_action_plans: ["report_id", "finding_ref_number", "planned_action"],
  general: ["report_id", "auditee_uei", "auditee_name", "fac_accepted_date"],
};

/** The table that has these columns. */
export function tableOf(columns: readonly string[]): Table | undefined {
  const names = new Set(columns);
  return (Object.keys(needed) as Table[]).find((table) => needed[table].every((column) => names.has(column)));
}

/** What the nearest table lacks, for whoever named the format. */
export function missingIn(columns: readonly string[]): readonly string[] {
  const names = new Set(columns);
  return Object.values(needed)
    .map((list) => list.filter((column) => !names.has(column)))
    .reduce((best, next) => (next.length < best.length ? next : best));
}
