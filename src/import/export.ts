// Writes the whole graph as canonical NDJSON, in an order that depends on the data alone: the same graph, the same bytes.
// It reads one snapshot, table by table, by cursor; memory does not grow with the graph.
import type { Database, Transaction } from "../database";
import { columnOf, type Field, fieldsOf, type Kind, kindNames } from "./records/records";

const page = 2000;

/** Lines of the export, each ending in a line feed. */
export async function exportGraph(
  database: Database,
  write: (lines: string) => Promise<void>,
  onProgress: (records: number, kind: Kind, share: number | undefined) => void = () => {},
): Promise<number> {
  return database.transaction(
    async (transaction) => {
      let records = 0;
      // Dates and moments have to look the same whatever the server's settings.
      await transaction.script("set local timezone = 'UTC'; set local datestyle = 'ISO'");
      const expected = await rowsAbout(transaction);
      for (const kind of kindNames)
        if (isExported(kind))
          records += await exportKind(transaction, kind, async (lines, count) => {
            await write(lines);
            onProgress(records + count, kind, expected > 0 ? (records + count) / expected : undefined);
          });
      return records;
    },
    { readOnly: true, isolation: "repeatable read", timeoutMs: 0 },
  );
}

/** An open list is an instruction to the loader: it leaves status events behind, and those are exported. */
export type ExportedKind = Exclude<Kind, "open_list">;

export function isExported(kind: Kind): kind is ExportedKind {
  return kind !== "open_list";
}

/** The table that holds the records of a kind. */
export function tableOf(kind: ExportedKind): string {
  return layouts[kind].table;
}

/** How many records there will be, by the planner's counts: good enough to tell how long it takes. */
async function rowsAbout(transaction: Transaction): Promise<number> {
  const tables = Object.values(layouts).map(({ table }) => table);
  const [row] = await transaction.query<{ count: number }>(
    "select coalesce(sum(greatest(c.reltuples, 0)), 0)::float8 as count from unnest($1::text[]) t (name) join pg_class c on c.oid = to_regclass(t.name)",
    [tables],
  );
  return row?.count ?? 0;
}

async function exportKind(
  transaction: Transaction,
  kind: ExportedKind,
  write: (lines: string, count: number) => Promise<void>,
): Promise<number> {
  await transaction.script(`declare exported no scroll cursor for ${selectOf(kind)}`);
  let records = 0;
  for (;;) {
    const rows = await transaction.query<Record<string, unknown>>(`fetch ${page} from exported`);
    records += rows.length;
    if (rows.length > 0) await write(rows.map((row) => line(kind, row)).join(""), records);
    if (rows.length < page) break;
  }
  await transaction.script("close exported");
  return records;
}

// Null fields are left out: a line says what is known.
function line(kind: Kind, row: Readonly<Record<string, unknown>>): string {
  const record: Record<string, unknown> = { record: kind };
  for (const [name, value] of Object.entries(row))
    if (value !== null && value !== undefined && value !== "") record[name] = value;
  return `${JSON.stringify(record)}\n`;
}

interface Layout {
  /** Its alias in the statement is t. */
  readonly table: string;
  /** Tables that hold the natural keys of what a record refers to. */
  readonly joins?: string;
  readonly where?: string;
  readonly order: string;
  /** The key of the source that a record names, where it is not the row's own. */
  readonly sourceId?: string;
  /** Fields that are neither a column of the table nor a reference by one of the usual aliases, as SQL. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** Every field of the kind is a column of the result; one that has no column in the table fails here, not silently. */
function selectOf(kind: ExportedKind): string {
  const {
    table,
    joins = "",
    where,
    order,
    sourceId = "t.source_id",
    fields: own = {},
  }: Layout = layouts[kind];
  const fields = Object.entries(fieldsOf(kind)).filter(([name]) => name !== "mention");
  const columns = fields.map(
    ([name, field]) => `${own[name] ?? references[name] ?? columnText(name, field)} as "${name}"`,
  );
  const source = "source" in fieldsOf(kind) ? `left join sources s on s.id = ${sourceId}` : "";
  return `select ${columns.join(", ")} from ${table} t ${joins} ${source} ${where ? `where ${where}` : ""} order by ${order}`;
}

/** A column as JSON holds it: what JavaScript has no type for as text. */
function columnText(name: string, { type }: Field): string {
  const column = `t."${columnOf(name)}"`;
  if (type.sql === "timestamptz")
    return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  return type.sql === "date" || type.sql.startsWith("numeric") ? `${column}::text` : column;
}

/** References by natural key, over the aliases that the joins below give. */
const references: Readonly<Record<string, string>> = {
  source: "s.sha256 || ' ' || s.format",
  office: "o.slug",
  agency: "a.slug",
  topic: "k.slug",
  report: "r.number",
  reportTitle: "case when r.number is null then r.title end",
  finding: "f.number",
  recommendation: "c.number",
  targetOffice: "x.slug",
  targetReport: "p.number",
  targetTitle: "case when p.number is null then p.title end",
  targetFinding: "g.number",
  targetRecommendation: "g.number",
};

const reportOf = (alias: string) =>
  `join reports r on r.id = ${alias}.report_id join offices o on o.id = r.office_id`;
const ofReport = reportOf("t");
const ofFinding = `join findings f on f.id = t.finding_id ${reportOf("f")}`;
const ofRecommendation = `join recommendations c on c.id = t.recommendation_id ${reportOf("c")}`;
const theAgency = "join agencies a on a.id = t.agency_id";
const targetOf = (table: string) =>
  `left join ${table} g on g.id = t.target_${table.slice(0, -1)}_id left join reports p on p.id = g.report_id left join offices x on x.id = p.office_id`;

const byReport = "o.slug, r.number_key";
const byFinding = `${byReport}, f.sort_key, f.number`;
const byRecommendation = `${byReport}, c.sort_key, c.number`;

const eventsOf = (table: string): Layout => ({
  table,
  joins: ofRecommendation,
  order: `${byRecommendation}, t.id`,
});
/** What a sum was at issue; its changes are records of their own. */
const issuedSum = (kind: string, column: string, otherwise: string) =>
  `(case when ${kind}.id is null then t.${otherwise} else ${kind}.${column} end)::text`;
const firstChange = (alias: string, kind: string) =>
  `left join lateral (select x.* from sum_changes x where x.recommendation_id = t.id and x.kind = '${kind}' order by x.id limit 1) ${alias} on true`;

const layouts: Readonly<Record<ExportedKind, Layout>> = {
  source: { table: "sources", where: "t.retracted_at is null", order: "t.imported_at, t.id" },
  agency: {
    table: "agencies",
    joins: "left join agencies p on p.id = t.parent_id",
    order: "t.slug",
    fields: { parent: "p.slug" },
  },
  agency_alias: { table: "agency_aliases", joins: theAgency, order: "t.alias_key" },
  office: { table: "offices", order: "t.slug" },
  office_agency: {
    table: "office_agencies",
    joins: `join offices o on o.id = t.office_id ${theAgency}`,
    order: "o.slug, a.slug",
  },
  topic: { table: "topics", order: "t.slug" },
  report: {
    table: "reports",
    joins: "join offices o on o.id = t.office_id",
    order: "o.slug, t.number_key",
  },
  report_source: {
    table: "report_sources",
    joins: ofReport,
    order: `${byReport}, s.sha256, s.format`,
  },
  report_agency: {
    table: "report_agencies",
    joins: `${ofReport} ${theAgency}`,
    order: `${byReport}, a.slug`,
  },
  report_topic: {
    table: "report_topics",
    joins: `${ofReport} join topics k on k.id = t.topic_id`,
    order: `${byReport}, k.slug`,
  },
  report_link: {
    table: "report_links",
    joins: `${ofReport} left join reports p on p.id = t.target_report_id left join offices x on x.id = p.office_id`,
    order: `${byReport}, t.kind, t.target_raw`,
  },
  finding: { table: "findings", joins: ofReport, order: `${byReport}, t.sort_key, t.number` },
  finding_award: { table: "finding_awards", joins: ofFinding, order: `${byFinding}, t.award_reference` },
  finding_link: {
    table: "finding_links",
    joins: `${ofFinding} ${targetOf("findings")}`,
    order: `${byFinding}, t.target_raw`,
  },
  recommendation: {
    table: "recommendations",
    joins: `${ofReport} ${firstChange("q", "QUESTIONED_COSTS")} ${firstChange("b", "BETTER_USE")}`,
    order: `${byReport}, t.sort_key, t.number`,
    fields: {
      questionedCosts: issuedSum("q", "issued_amount", "questioned_costs"),
      unsupportedCosts: issuedSum("q", "issued_unsupported_amount", "unsupported_costs"),
      fundsPutToBetterUse: issuedSum("b", "issued_amount", "funds_put_to_better_use"),
    },
  },
  recommendation_finding: {
    table: "recommendation_findings",
    joins: `${ofRecommendation} join findings f on f.id = t.finding_id`,
    order: `${byRecommendation}, f.sort_key, f.number`,
  },
  recommendation_agency: {
    table: "recommendation_agencies",
    joins: `${ofRecommendation} ${theAgency}`,
    order: `${byRecommendation}, a.slug`,
    fields: { isInferred: "nullif(t.is_inferred, false)" },
  },
  recommendation_share: {
    table: "recommendation_shares",
    joins: `${ofReport} left join agencies a on a.id = t.agency_id`,
    order: `${byReport}, t.party, t.position`,
  },
  status_tally: {
    table: "status_tallies",
    joins: ofReport,
    order: `${byReport}, t.as_of_key, t.publisher`,
    fields: { publisher: "nullif(t.publisher, s.publisher)" },
  },
  response: {
    table: "responses",
    joins: `${ofRecommendation} ${theAgency}`,
    order: `${byRecommendation}, a.slug, t.period`,
  },
  recommendation_link: {
    table: "recommendation_links",
    joins: `${ofRecommendation} ${targetOf("recommendations")}`,
    order: `${byRecommendation}, t.kind, t.target_raw`,
  },
  // One record for each source by which the statement came.
  status_event: {
    table: "status_events",
    joins: `${ofRecommendation} join event_sources x on x.event_id = t.id join sources f on f.id = t.source_id`,
    sourceId: "x.source_id",
    order: `${byRecommendation}, t.as_of_key, t.observed_at, t.id, s.id <> t.source_id, s.sha256`,
    fields: { publisher: "coalesce(t.publisher, nullif(f.publisher, s.publisher))" },
  },
  printed_value: {
    table: "printed_values",
    joins: `${ofReport} left join recommendations c on c.id = t.recommendation_id`,
    order: `${byReport}, c.sort_key nulls first, c.number, t.field, t.raw, s.sha256, s.format`,
  },
  management_decision: eventsOf("management_decisions"),
  final_action: eventsOf("final_actions"),
  sum_change: eventsOf("sum_changes"),
  target_event: eventsOf("target_events"),
  retraction: {
    ...eventsOf("retractions"),
    joins: `${ofRecommendation} left join status_events e on e.id = t.status_event_id left join management_decisions d on d.id = t.management_decision_id
      left join final_actions y on y.id = t.final_action_id left join sum_changes u on u.id = t.sum_change_id left join target_events v on v.id = t.target_event_id`,
    fields: {
      retracted: `case when e.kind = 'STATUS' then 'STATUS' when e.id is not null then 'RESOLUTION' when d.is_revision then 'REVISED_DECISION' when d.id is not null then 'DECISION'
        when y.id is not null then 'FINAL_ACTION' when u.id is not null then 'SUM_CHANGE' when v.id is not null then 'TARGET' end`,
      retractedOn: "coalesce(e.as_of, d.happened_on, y.happened_on, u.happened_on, v.happened_on)::text",
    },
  },
};
