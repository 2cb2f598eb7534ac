// What a row of a tracker says, as canonical records: its report and whom it concerns, then its recommendation.
import type { CanonicalRecord } from "../../records/records";
import { slugOf } from "../federal-records";
import { type Body, bodyNamed } from "./bodies";
import type { Printed } from "./cells";
import type { Value } from "./fields";
import type { Mapping } from "./mapping";

export type Values = Readonly<Record<string, Value>>;

/** What the caller says of the whole file. */
export interface RecordOptions {
  readonly asOf: string | undefined;
  /** Agencies by the labels seen so far. */
  readonly bodies: Map<string, Body>;
}

/** What a row says of its report and whom it concerns. */
export interface Setting {
  readonly office: string;
  readonly report: Values;
  readonly agencies: readonly string[];
  readonly topics: readonly string[];
  /** The day of issue where only a month, quarter or year is printed. */
  readonly issued: Printed | undefined;
}

/** The same as records, with what the row's own records refer to. */
export interface Scene {
  readonly ref: { readonly office: string; readonly report?: string; readonly reportTitle?: string };
  readonly issuedOn: Value;
  readonly agencies: readonly string[];
  readonly records: readonly CanonicalRecord[];
}

/** What a row says of its recommendation. */
export interface Facts {
  readonly recommendation: Values;
  readonly responses: readonly Values[];
  readonly events: readonly Values[];
  readonly repeats: readonly string[];
}

/** The scene of a row, or why it cannot be placed. */
export function setScene(mapping: Mapping, options: RecordOptions, setting: Setting): Scene | string {
  const { office } = setting;
  const report = withFiscalYear(mapping, setting);
  const number = report.number ?? null;
  if (number === null && !report.title) return "names no report";
  const ref = (
    number === null ? { office, reportTitle: report.title } : { office, report: number }
  ) as Scene["ref"];
  const bodies: Body[] = [];
  for (const label of setting.agencies) {
    const body = bodyNamed(mapping, label, options.bodies);
    if (body === undefined) return `the agency ${label} has no letter or digit`;
    bodies.push(body);
  }
  const agencies = [...new Set(bodies.map(({ slug }) => slug))];
  const records: Record<string, unknown>[] = [
    {
      record: "office",
      slug: office,
      name: mapping.office.name ?? office,
      kind: mapping.office.kind,
      mention: true,
    },
    ...bodies.flatMap((body) => body.records),
    { record: "report", office, ...report },
    ...agencies.map((agency) => ({ record: "report_agency", ...ref, agency })),
  ];
  for (const name of setting.topics) {
    const slug = slugOf(name);
    if (slug !== undefined)
      records.push(
        { record: "topic", slug, name, mention: true },
        { record: "report_topic", ...ref, topic: slug },
      );
  }
  return {
    ref,
    issuedOn: report.issuedOn ?? null,
    agencies,
    records: records as unknown as CanonicalRecord[],
  };
}

/** An office's own fiscal year from the day of issue, where the mapping says when it begins. */
function withFiscalYear({ fiscalYearStart }: Mapping, { report, issued }: Setting): Values {
  const { fiscalYear } = report;
  if (fiscalYearStart === undefined || fiscalYear) return report;
  const yearOf = (day: Value | undefined) =>
    typeof day === "string" ? fiscalYearOf(day, fiscalYearStart) : undefined;
  // A month or a quarter lies in one year, most often; then the year is known though the day is not.
  const [first, last] = [
    yearOf(report.issuedOn ?? issued?.earliestOn),
    yearOf(report.issuedOn ?? issued?.latestOn),
  ];
  return first === undefined || first !== last ? report : { ...report, fiscalYear: first };
}

function fiscalYearOf(issuedOn: string, start: number): number {
  const [year, month] = [Number(issuedOn.slice(0, 4)), Number(issuedOn.slice(5, 7))];
  return start > 1 && month >= start ? year + 1 : year;
}

/** The records of the row's recommendation, or why there can be none. */
export function ownRecords(
  mapping: Mapping,
  options: RecordOptions,
  { ref, issuedOn, agencies }: Scene,
  facts: Facts,
): readonly CanonicalRecord[] | string {
  const recommendation = facts.recommendation.number;
  if (recommendation === null || recommendation === undefined) return "names no recommendation";
  const { text = null } = facts.recommendation;
  const reason =
    text === null
      ? (facts.recommendation.textMissingReason ??
        (mapping.recommendation.text ? "NOT_PUBLISHED" : "NOT_IMPORTED"))
      : null;
  const of = { ...ref, recommendation };
  const records: Record<string, unknown>[] = [
    { record: "recommendation", ...ref, ...facts.recommendation, text, textMissingReason: reason },
    ...agencies.map((agency) => ({ record: "recommendation_agency", ...of, agency })),
  ];
  for (const response of facts.responses)
    if (Object.values(response).some((value) => value !== null))
      for (const agency of agencies) records.push({ record: "response", ...of, agency, ...response });
  for (const [index, one] of facts.events.entries()) {
    const event = eventOf(mapping, options, one, issuedOn, index === 0);
    if (event) records.push({ record: "status_event", ...of, ...event });
  }
  for (const raw of facts.repeats)
    records.push({ record: "recommendation_link", ...of, kind: "REPEATS", targetRaw: raw });
  return records as unknown as CanonicalRecord[];
}

function eventOf(
  mapping: Mapping,
  options: RecordOptions,
  event: Values,
  issuedOn: Value,
  isMain: boolean,
): Record<string, unknown> | undefined {
  // A further round that names no day is not of the file's day: it would be the last word.
  const asOf = event.asOf ?? (isMain ? (options.asOf ?? mapping.asOf ?? null) : null);
  if (event.status === "NOT_SHOWN") {
    const { note = null, publisher = null } = event;
    return { kind: "NOT_SHOWN", asOf, note, publisher };
  }
  if (event.status === null || event.status === undefined) {
    if (event.resolution) return { ...event, status: "UNKNOWN", closedOn: null, asOf };
    return isMain && mapping.opensByRule ? { status: "OPEN", basis: "RULE", asOf: issuedOn } : undefined;
  }
  // A closing date beside an open status is what some trackers leave from an earlier round.
  const isClosed = typeof event.status === "string" && event.status.startsWith("CLOSED");
  return { ...event, closedOn: isClosed ? (event.closedOn ?? null) : null, asOf };
}
