// By what rows are grouped: the keys of every dimension, worked out for one row.
import { column } from "./model";
import type { Graph, Row } from "./rows";
import { compareCodePoints, type Value } from "./values";

/** One way a row comes into groups: with one of its agencies, one answer of that agency, one of its topics. */
export interface Context {
  readonly row: Row;
  readonly report: Row;
  readonly agency: Value;
  readonly position: Value;
  readonly topic: Value;
}

export interface Dimension {
  readonly field: string;
  readonly key: (context: Context, graph: Graph) => Value;
  readonly compare: (a: string, b: string) => number;
  /** The noun that the key stands for. */
  readonly noun?: string;
  readonly isNumber?: boolean;
  readonly overlaps?: boolean;
  /** Where a filter speaks of the same thing. */
  readonly filter?: readonly string[];
  /** Of keys that are periods: the one after it. */
  readonly next?: (key: string) => string;
}

const byNumber = (a: string, b: string) => Number(a) - Number(b);
const among = (values: readonly string[]) => (a: string, b: string) => values.indexOf(a) - values.indexOf(b);

const statuses = [
  "OPEN",
  "OPEN_PARTIALLY_ADDRESSED",
  "CLOSED_IMPLEMENTED",
  "CLOSED_ALTERNATIVE",
  "CLOSED_NOT_IMPLEMENTED",
  "CLOSED_NO_LONGER_VALID",
  "CLOSED_SUPERSEDED",
  "CLOSED_UNSPECIFIED",
  "UNKNOWN",
];
const resolutions = ["RESPONSE_NOT_YET_DUE", "UNRESOLVED", "RESOLVED", "ON_HOLD", "UNKNOWN"];
const positions = ["CONCUR", "PARTIALLY_CONCUR", "NON_CONCUR", "NO_POSITION", "NOT_YET_DUE", "UNKNOWN"];
const types = ["AUDIT", "INSPECTION_EVALUATION", "INVESTIGATION", "MANAGEMENT_ALERT", "OTHER"];
const classes = ["DEFICIENCY", "COMPLIANT", "CONCLUSION", "OBSERVATION"];

function quarter(day: string): string {
  const [year, month] = day.split("-").map(Number) as [number, number];
  return month >= 10 ? `${year + 1}-Q1` : `${year}-Q${Math.floor((month + 2) / 3) + 1}`;
}

function periodEnd(day: string): string {
  const [year, month] = day.split("-").map(Number) as [number, number];
  if (month >= 4 && month <= 9) return `${year}-09-30`;
  return `${month >= 10 ? year + 1 : year}-03-31`;
}

function yearAfter(year: string): string {
  return String(Number(year) + 1);
}

function monthAfter(first: string): string {
  const [year, month] = first.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

function quarterAfter(key: string): string {
  const [year, number] = key.split("-Q").map(Number) as [number, number];
  return number === 4 ? `${year + 1}-Q1` : `${year}-Q${number + 1}`;
}

function periodEndAfter(end: string): string {
  const year = Number(end.slice(0, 4));
  return end.endsWith("03-31") ? `${year}-09-30` : `${year + 1}-03-31`;
}

function fiscalYear(day: string): string {
  const [year, month] = day.split("-").map(Number) as [number, number];
  return String(month >= 10 ? year + 1 : year);
}

/** So many months before a day; the last day of the month where that day does not exist. */
function before(day: string, months: number): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const index = year * 12 + month - 1 - months;
  const last = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate();
  const number = (value: number, length: number) => String(value).padStart(length, "0");
  return `${number(Math.floor(index / 12), 4)}-${number((index % 12) + 1, 2)}-${number(Math.min(date, last), 2)}`;
}

const ageBuckets = [
  "UNDER_6_MONTHS",
  "FROM_6_TO_12_MONTHS",
  "FROM_1_TO_3_YEARS",
  "FROM_3_TO_5_YEARS",
  "OVER_5_YEARS",
];

function ageBucket(day: string, today: string): string {
  if (day > before(today, 6)) return "UNDER_6_MONTHS";
  if (day > before(today, 12)) return "FROM_6_TO_12_MONTHS";
  if (day > before(today, 36)) return "FROM_1_TO_3_YEARS";
  return day > before(today, 60) ? "FROM_3_TO_5_YEARS" : "OVER_5_YEARS";
}

function ofIssue(key: (day: string, graph: Graph) => string): Dimension["key"] {
  return ({ report }, graph) => {
    const day = column(report, "issued_on");
    return day === null ? null : key(day, graph);
  };
}

/** Those of the report; `path` leads from the noun to its report in filters. */
function reportDimensions(path: readonly string[]): Record<string, Dimension> {
  return {
    OFFICE: {
      field: "office",
      noun: "Office",
      key: ({ report }) => report.office_id!,
      compare: byNumber,
      filter: [...path, "office"],
    },
    TOPIC: {
      field: "topic",
      noun: "Topic",
      key: ({ topic }) => topic,
      compare: byNumber,
      overlaps: true,
      filter: [...path, "topics"],
    },
    FISCAL_YEAR: {
      field: "fiscalYear",
      isNumber: true,
      key: ({ report }) => column(report, "fiscal_year"),
      next: yearAfter,
      compare: byNumber,
      filter: [...path, "fiscalYear"],
    },
    MONTH: {
      field: "month",
      key: ofIssue((day) => `${day.slice(0, 7)}-01`),
      next: monthAfter,
      compare: compareCodePoints,
    },
    FISCAL_QUARTER: {
      field: "fiscalQuarter",
      key: ofIssue(quarter),
      next: quarterAfter,
      compare: compareCodePoints,
    },
    SEMIANNUAL_PERIOD: {
      field: "semiannualPeriod",
      key: ofIssue(periodEnd),
      next: periodEndAfter,
      compare: compareCodePoints,
    },
    REPORT_TYPE: {
      field: "reportType",
      key: ({ report }) => column(report, "type"),
      compare: among(types),
      filter: [...path, "type"],
    },
  };
}

function agencies(filter: readonly string[]): Record<string, Dimension> {
  const shared = { noun: "Agency", compare: byNumber, overlaps: true, filter };
  return {
    AGENCY: { field: "agency", key: (context) => context.agency, ...shared },
    DEPARTMENT: { field: "department", key: ({ agency }, graph) => topOf(agency, graph), ...shared },
  };
}

function topOf(agency: Value, graph: Graph): Value {
  for (let id = agency; ; ) {
    const parent = graph.one("agencies", id)?.parent_id ?? null;
    if (parent === null) return id;
    id = parent;
  }
}

const dimensions: Readonly<Record<string, Readonly<Record<string, Dimension>>>> = {
  Report: { ...agencies(["agencies"]), ...reportDimensions([]) },
  Finding: {
    ...agencies(["report", "agencies"]),
    ...reportDimensions(["report"]),
    CLASS: {
      field: "class",
      key: ({ row }) => column(row, "class"),
      compare: among(classes),
      filter: ["class"],
    },
  },
  Recommendation: {
    ...agencies(["agencies"]),
    CLOSED_FISCAL_YEAR: {
      field: "closedFiscalYear",
      isNumber: true,
      key: ({ row }) => {
        const day = column(row, "closed_on");
        return day === null ? null : fiscalYear(day);
      },
      next: yearAfter,
      compare: byNumber,
    },
    ...reportDimensions(["report"]),
    STATUS: { field: "status", key: ({ row }) => row.status!, compare: among(statuses), filter: ["status"] },
    RESOLUTION: {
      field: "resolution",
      key: ({ row }) => row.resolution!,
      compare: among(resolutions),
      filter: ["resolution"],
    },
    POSITION: {
      field: "position",
      key: ({ position }) => position,
      compare: among(positions),
      overlaps: true,
      filter: ["responses"],
    },
    AGE_BUCKET: {
      field: "ageBucket",
      key: ofIssue((day, { today }) => ageBucket(day, today)),
      compare: among(ageBuckets),
    },
  },
};

export function dimensionsOf(noun: string): Readonly<Record<string, Dimension>> {
  return dimensions[noun]!;
}

/** Every combination of a row's agencies (with their answers) and topics; unknown where there is none. */
export function contextsOf(noun: string, row: Row, wanted: readonly Dimension[], graph: Graph): Context[] {
  const asks = (field: string) => wanted.some((dimension) => dimension.field === field);
  const report = noun === "Report" ? row : graph.one("reports", column(row, "report_id"))!;
  const topics = asks("topic")
    ? graph.where("report_topics", "report_id", report.id!).map(({ topic_id }) => topic_id!)
    : [];
  const asksAgencies = ["agency", "department", "position"].some(asks);
  const answers = asksAgencies ? answersOf(noun, row, report, graph) : [];
  const none = { agency: null, position: null };
  return (answers.length > 0 ? answers : [none]).flatMap((answer) =>
    (topics.length > 0 ? topics : [null]).map((topic): Context => ({ row, report, topic, ...answer })),
  );
}

function answersOf(noun: string, row: Row, report: Row, graph: Graph): { agency: Value; position: Value }[] {
  if (noun !== "Recommendation") {
    return graph
      .where("report_agencies", "report_id", report.id!)
      .map(({ agency_id }) => ({ agency: agency_id!, position: null }));
  }
  const responses = graph.where("responses", "recommendation_id", row.id!);
  return graph.where("recommendation_agencies", "recommendation_id", row.id!).flatMap(({ agency_id }) => {
    const own = responses.filter((response) => response.agency_id === agency_id);
    const said: Value[] = own.length > 0 ? own.map((response) => response.position!) : [null];
    return said.map((position) => ({ agency: agency_id!, position }));
  });
}
