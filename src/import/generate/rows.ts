// The rows of generated reports as COPY reads them: a text for each table, its columns in a fixed order.

/** Tables in the order in which their rows can be written: what is referred to comes first. */
export const tables = {
  reports: [
    "id",
    "office_id",
    "number",
    "title",
    "type",
    "summary",
    "issued_on",
    "fiscal_year",
    "declared_recommendation_count",
    "questioned_costs",
    "unsupported_costs",
    "funds_put_to_better_use",
    "is_released",
    "location",
    "source_id",
    "created_at",
    "updated_at",
  ],
  report_sources: ["report_id", "source_id"],
  report_agencies: ["report_id", "agency_id", "role", "is_inferred", "issued_key", "fiscal_key"],
  report_topics: ["report_id", "topic_id", "issued_key", "fiscal_key"],
  findings: [
    "id",
    "report_id",
    "number",
    "is_number_printed",
    "statement",
    "class",
    "condition",
    "criteria",
    "cause",
    "effect",
    "source_quote",
    "quote_start",
    "quote_end",
    "questioned_costs",
    "is_material_weakness",
    "is_significant_deficiency",
    "has_questioned_costs",
    "is_repeat",
    "source_id",
  ],
  finding_awards: [
    "id",
    "finding_id",
    "award_reference",
    "assistance_listing",
    "program_name",
    "amount_expended",
    "is_direct",
    "is_major",
  ],
  recommendations: [
    "id",
    "report_id",
    "number",
    "text",
    "text_missing_reason",
    "status",
    "status_raw",
    "status_as_of",
    "resolution",
    "resolution_raw",
    "closed_on",
    "is_closing_date_unknown",
    "target_on",
    "questioned_costs",
    "unsupported_costs",
    "funds_put_to_better_use",
    "disallowed_costs",
    "allowed_costs",
    "is_significant",
    "source_id",
    "created_at",
    "updated_at",
    "report_issued_key",
  ],
  recommendation_findings: ["recommendation_id", "finding_id"],
  recommendation_agencies: [
    "recommendation_id",
    "agency_id",
    "report_issued_key",
    "is_open",
    "is_unresolved",
  ],
  responses: [
    "id",
    "recommendation_id",
    "agency_id",
    "position",
    "position_raw",
    "text",
    "planned_action",
    "responded_on",
    "target_on",
    "revised_target_on",
    "source_id",
  ],
  status_events: [
    "id",
    "recommendation_id",
    "kind",
    "status",
    "status_raw",
    "resolution",
    "resolution_raw",
    "closed_on",
    "basis",
    "as_of",
    "observed_at",
    "source_id",
  ],
  report_links: ["id", "report_id", "kind", "target_raw", "target_report_id", "source_id"],
  finding_links: ["id", "finding_id", "target_raw", "target_finding_id", "source_id"],
  recommendation_links: [
    "id",
    "recommendation_id",
    "kind",
    "target_raw",
    "target_recommendation_id",
    "source_id",
  ],
} as const;

export type TableName = keyof typeof tables;
export type Value = string | number | boolean | null;
export const tableNames = Object.keys(tables) as readonly TableName[];

/** Collects rows, table by table. */
export class Rows {
  private readonly texts = new Map<TableName, string>();
  readonly counts = new Map<TableName, number>();

  add(table: TableName, values: readonly Value[]): void {
    if (values.length !== tables[table].length)
      throw new Error(`${table} has ${tables[table].length} columns, ${values.length} values came`);
    let line = this.texts.get(table) ?? "";
    for (let at = 0; at < values.length; at += 1) line += (at === 0 ? "" : "\t") + encode(values[at]!);
    this.texts.set(table, `${line}\n`);
    this.counts.set(table, (this.counts.get(table) ?? 0) + 1);
  }

  text(table: TableName): string {
    return this.texts.get(table) ?? "";
  }
}

function encode(value: Value): string {
  if (value === null) return "\\N";
  if (typeof value === "boolean") return value ? "t" : "f";
  if (typeof value === "number") return String(value);
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, escaped) : value;
}

function escaped(character: string): string {
  return character === "\t" ? "\\t" : character === "\n" ? "\\n" : character === "\r" ? "\\r" : "\\\\";
}
