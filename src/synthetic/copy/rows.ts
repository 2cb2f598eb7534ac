// The rows of generated reports, table by table, their columns in a fixed order.
import { CopyBytes, type Kind, type Value } from "./binary-copy";
import type { Ask, Part, TsvectorCache } from "./tsvectors";

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
    "status_basis",
    "resolution",
    "resolution_raw",
    "resolution_basis",
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
    "report_fiscal_key",
  ],
  recommendation_findings: ["recommendation_id", "finding_id"],
  recommendation_agencies: [
    "recommendation_id",
    "agency_id",
    "report_issued_key",
    "is_open",
    "unresolved_key",
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
    "publisher",
    "as_of",
    "observed_at",
    "source_id",
  ],
  status_tallies: [
    "id",
    "report_id",
    "publisher",
    "as_of",
    "total_count",
    "open_count",
    "closed_count",
    "resolved_count",
    "unresolved_count",
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
/** The types of each table's columns, as PostgreSQL has them. */
export type Kinds = Readonly<Record<TableName, readonly Kind[]>>;
export const tableNames = Object.keys(tables) as readonly TableName[];

interface Row {
  readonly table: TableName;
  readonly values: readonly Value[];
}

const place = {
  number: tables.reports.indexOf("number"),
  title: tables.reports.indexOf("title"),
  summary: tables.reports.indexOf("summary"),
  statement: tables.findings.indexOf("statement"),
  text: tables.recommendations.indexOf("text"),
};
const text = (value: Value | undefined) => value as string | null;
/** The texts of a row whose words are searched: what keep_report_words and its like in sql/ read. */
const searched: { readonly [table in TableName]?: (values: readonly Value[]) => readonly Part[] } = {
  reports: (values) => [
    { text: `${values[place.number]} ${values[place.title]}`, weight: "A" },
    { text: text(values[place.summary]), weight: "B" },
  ],
  findings: (values) => [{ text: text(values[place.statement]), weight: "D" }],
  recommendations: (values) => [{ text: text(values[place.text]), weight: "D" }],
};

/** The columns that COPY reads, those of words last where the rows bring them. */
export function columnsOf(table: TableName, withWords: boolean): readonly string[] {
  return withWords && searched[table] ? [...tables[table], "words"] : tables[table];
}

/** Collects rows, table by table. */
export class Rows {
  private waiting: Row[] = [];
  private readonly written = new Map<TableName, CopyBytes>();

  /**
   * `lexicon` makes the words for full-text search; without one a trigger does, row by row. `sizes`: how many bytes each
   * table's rows are likely to become.
   */
  constructor(
    private readonly kinds: Kinds,
    private readonly lexicon: TsvectorCache | null,
    private readonly sizes: ReadonlyMap<TableName, number> = new Map(),
  ) {}

  add(table: TableName, values: readonly Value[]): void {
    if (values.length !== tables[table].length)
      throw new Error(`${table} has ${tables[table].length} columns, ${values.length} values came`);
    this.waiting.push({ table, values });
  }

  /** Writes the rows that were added since the last time. */
  async write(ask: Ask): Promise<void> {
    const rows = this.waiting;
    this.waiting = [];
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at]!;
      let words = this.wordsOf(row);
      if (words === undefined) {
        // Rare: nearly all is known after the first few reports. All that follow are asked about at once.
        for (const later of rows.slice(at + 1)) this.wordsOf(later);
        await this.lexicon!.learn(ask);
        words = this.wordsOf(row)!;
      }
      let bytes = this.written.get(row.table);
      if (bytes === undefined) {
        bytes = new CopyBytes(this.kinds[row.table], this.sizes.get(row.table));
        this.written.set(row.table, bytes);
      }
      bytes.add(row.values, words);
    }
  }

  count(table: TableName): number {
    return this.written.get(table)?.count ?? 0;
  }

  /** What COPY reads. */
  bytes(table: TableName): Buffer<ArrayBuffer> | undefined {
    return this.written.get(table)?.bytes();
  }

  private wordsOf({ table, values }: Row) {
    const parts = this.lexicon && searched[table]?.(values);
    return parts ? this.lexicon!.words(parts) : null;
  }
}
