// Nothing is lost on export: every field of every kind of record, and with it every column of every imported table, comes back.
// Values are made from the descriptions of the kinds, so that a new field is covered without a change here.
import { type ExportedKind, isExported, tableOf } from "../../src/import/export";
import {
  type CanonicalRecord,
  columnOf,
  type Field,
  fieldsOf,
  kindNames,
} from "../../src/import/records/records";
import { createTestDatabase, testDatabase } from "../support/database";
import { ask, exported, importText } from "./importing";

const db = testDatabase();
const kinds = kindNames.filter(isExported);
const sha256 = "5".repeat(64);
const source = `${sha256} test`;
const summary = "The quoted words stand here.";
const quote = { sourceQuote: "quoted words", quoteStart: 4, quoteEnd: 16 };
const report = { office: "x-oig", report: "R-1", reportTitle: null };
const target = { targetOffice: "x-oig", targetReport: "R-2", targetTitle: null };

/** Values that have to fit other records; all others are made from their field's type. */
const fitting: Readonly<Partial<Record<ExportedKind, Readonly<Record<string, unknown>>>>> = {
  source: { sha256, format: "test" },
  agency: { slug: "part", parent: "whole" },
  agency_alias: { alias: "The part", agency: "part" },
  office: { slug: "x-oig" },
  office_agency: { office: "x-oig", agency: "part" },
  topic: { slug: "a-topic" },
  report: { office: "x-oig", number: "R-1", summary, sourceStart: 2000, sourceEnd: 2001 },
  report_link: { ...target, targetRaw: "R 2" },
  report_agency: { agency: "part" },
  report_topic: { topic: "a-topic" },
  finding: { number: "1", ...quote },
  finding_award: { finding: "1" },
  finding_link: { ...target, finding: "1", targetRaw: "1 of R-2", targetFinding: "1" },
  // Either words or the reason for their absence.
  recommendation: {
    number: "1",
    ...quote,
    textMissingReason: null,
    // What the decision below says.
    disallowedCosts: "4.00",
    allowedCosts: "0.00",
  },
  recommendation_finding: { recommendation: "1", finding: "1" },
  recommendation_agency: { recommendation: "1", agency: "part" },
  recommendation_share: { agency: "part" },
  // The parts are no more than the whole.
  status_tally: {
    totalCount: 9,
    openCount: 4,
    closedCount: 5,
    resolvedCount: 3,
    unresolvedCount: 1,
    publisher: "another",
  },
  response: { recommendation: "1", agency: "part" },
  // A revision moves dollars from one side to the other.
  management_decision: { recommendation: "1", sustainedAmount: "4.00", notSustainedAmount: "-4.00" },
  final_action: { recommendation: "1" },
  sum_change: { recommendation: "1" },
  target_event: { recommendation: "1" },
  retraction: { recommendation: "1" },
  printed_value: { recommendation: "1", field: "recommendation.questionedCosts", currency: "EUR" },
  recommendation_link: { ...target, recommendation: "1", targetRaw: "R-2#1", targetRecommendation: "1" },
  // A publisher other than the source's own.
  status_event: { recommendation: "1", kind: "STATUS", status: "CLOSED_IMPLEMENTED", publisher: "another" },
};

/** What the records above refer to, and the fields that exclude others. */
const others: readonly CanonicalRecord[] = [
  { record: "agency", slug: "whole", name: "Whole" },
  { record: "report", office: "x-oig", number: "R-2", source },
  { record: "report", office: "x-oig", title: "Known by its title alone", source },
  { record: "finding", office: "x-oig", report: "R-2", number: "1", source },
  { record: "recommendation", office: "x-oig", report: "R-2", number: "1", text: "Do it.", source },
  {
    record: "recommendation",
    office: "x-oig",
    reportTitle: "Known by its title alone",
    number: "1",
    textMissingReason: "WITHHELD",
    source,
  },
  {
    record: "report_link",
    office: "x-oig",
    report: "R-2",
    kind: "REFERENCES",
    targetRaw: "it",
    targetOffice: "x-oig",
    targetTitle: "Known by its title alone",
    source,
  },
];

/** The first of these that a field's type accepts, and that is not its way of saying "not known". */
const candidates: readonly unknown[] = [
  true,
  2000,
  0.5,
  "2021-03-31",
  "2021-03-31T12:00:00.250000Z",
  "12.50",
  "some words",
];

function valueOf(kind: ExportedKind, name: string, field: Field): unknown {
  const own = { ...("reportTitle" in fieldsOf(kind) ? report : {}), source, ...fitting[kind] };
  if (name in own) return own[name as keyof typeof own];
  const ofType = "values" in field.type ? (field.type.values as readonly unknown[]) : candidates;
  const value = ofType.find(
    (one) => field.type.problem(one) === undefined && one !== field.unknown && !isDay(field, one),
  );
  if (value === undefined) throw new Error(`No value is known for ${kind}.${name}: say one in "fitting".`);
  return value;
}

/** A day and an amount are words too: text fields get words that could be nothing else. */
function isDay({ type }: Field, value: unknown): boolean {
  return type.sql === "text" && typeof value === "string" && /^\d/.test(value);
}

const full = kinds.map((kind): Record<string, unknown> => {
  const fields = Object.entries(fieldsOf(kind)).filter(([name]) => name !== "mention");
  return {
    record: kind,
    ...Object.fromEntries(fields.map(([name, field]) => [name, valueOf(kind, name, field)])),
  };
});

const columnsOf = async (table: string) =>
  (
    await ask(
      db.database,
      `select column_name from information_schema.columns where table_schema = 'public' and table_name = $1
         and is_generated = 'NEVER' and is_identity = 'NO' order by ordinal_position`,
      [table],
    )
  ).map(([name]) => name!);

/** Columns that triggers maintain from other rows: after an import they are what they were. */
const maintained: Readonly<Record<string, readonly string[]>> = {
  sources: ["retracted_at", "retraction_note"],
  agency_aliases: ["alias_key"],
  reports: ["words"],
  report_agencies: ["issued_key", "fiscal_key"],
  report_topics: ["issued_key", "fiscal_key"],
  findings: ["words"],
  recommendations: [
    "status",
    "status_raw",
    "status_as_of",
    "resolution",
    "resolution_raw",
    "closed_on",
    "is_closing_date_unknown",
    "status_basis",
    "resolution_basis",
    "report_issued_key",
    "report_fiscal_key",
    "words",
  ],
  // Which event: told by its sort and day.
  retractions: [
    "status_event_id",
    "management_decision_id",
    "final_action_id",
    "sum_change_id",
    "target_event_id",
  ],
  recommendation_agencies: ["report_issued_key", "is_open", "unresolved_key"],
};

let text: string;

beforeAll(async () => {
  const outcome = await importText(
    db.database,
    [...full, ...others].map((record) => JSON.stringify(record)).join("\n"),
    { format: "canonical" },
  );
  expect(outcome.rejects).toEqual([]);
  text = await exported(db.database);
});

test.each(kinds.map((kind, at) => [kind, full[at]!] as const))(
  "every field of a %s comes back as it was given",
  (kind, record) => {
    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const given = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
    expect(lines.filter((line) => line.record === kind)).toContainEqual(given);
  },
);

test.each(kinds.map((kind) => [tableOf(kind), kind] as const))(
  "every column of %s is a field of the record, a reference, or maintained from other rows",
  async (table, kind) => {
    const fields = Object.keys(fieldsOf(kind));
    const known = new Set([
      ...fields.map(columnOf),
      ...fields.map((name) => `${columnOf(name)}_id`),
      ...(maintained[table] ?? []),
    ]);
    const columns = await columnsOf(table);
    expect(columns.length).toBeGreaterThan(1);
    expect(columns.filter((column) => !known.has(column))).toEqual([]);
    // What no row holds was not tested.
    for (const column of columns.filter((one) => !maintained[table]?.includes(one)))
      expect([column, await ask(db.database, `select count("${column}") > 0 from ${table}`)]).toEqual([
        column,
        [["t"]],
      ]);
  },
);

test("an import of the export makes the same tables, maintained columns included, and exports the same bytes", async () => {
  const other = await createTestDatabase();
  try {
    expect((await importText(other.database, text, {}, "export.ndjson")).rejects).toEqual([]);
    expect(await exported(other.database)).toBe(text);
    for (const kind of kinds) {
      const columns = (await columnsOf(tableOf(kind))).filter((column) => !column.endsWith("_id"));
      const rows = `select ${columns.map((column) => `"${column}"::text`).join(", ")} from ${tableOf(kind)} order by 1, 2`;
      if (columns.length > 1)
        expect([kind, await ask(other.database, rows)]).toEqual([kind, await ask(db.database, rows)]);
    }
  } finally {
    await other.drop();
  }
});
