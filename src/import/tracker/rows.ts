// One row of a tracker as canonical records, by a mapping that was compiled for the file's columns once.
import { agencyNamed, mentionsOf, slugOf } from "../federal";
import { InputError } from "../input-error";
import { flawOf, type Item, reject } from "../items";
import type { CanonicalRecord, Kind } from "../records";
import { Columns, type Row } from "./columns";
import { BadCell, fieldReader, type Reader, type Unmapped, type Value } from "./fields";
import type { Fields, Mapping, Source } from "./mapping";

type Values = Readonly<Record<string, Value>>;

export interface RowReader {
  /** Records of one row, or a reject. */
  read(row: Row, line: number): readonly Item[];
  /** Records that hold for the whole file. */
  readonly first: readonly CanonicalRecord[];
  /** Columns of the file that no field reads. */
  readonly unread: readonly string[];
  /** Columns that the mapping names and the file lacks. */
  readonly missing: readonly string[];
}

export interface RowOptions {
  readonly office: string | undefined;
  readonly asOf: string | undefined;
  readonly onUnmapped: (unmapped: Unmapped) => void;
  /** Agencies by the labels seen so far. */
  readonly bodies: Map<string, Body>;
}

export function compileRows(header: readonly string[], mapping: Mapping, options: RowOptions): RowReader {
  const columns = new Columns(header, mapping.blanks);
  const group = (kind: Kind, fields: Fields): Reader[] =>
    Object.entries(fields).map(([name, source]) =>
      fieldReader(columns, mapping, kind, name, source, options.onUnmapped),
    );
  const report = group("report", mapping.report);
  const recommendation = group("recommendation", mapping.recommendation);
  const response = group("response", mapping.response);
  const event = group("status_event", mapping.event);
  const office = officeReader(columns, mapping, options);
  const agencies = mapping.agency && listReader(columns, mapping.agency.source);
  const topics = mapping.topics && listReader(columns, mapping.topics);
  const repeats = mapping.repeats && listReader(columns, mapping.repeats);
  columns.need(mapping.report.number ?? mapping.report.title);
  if (mapping.recommendation.number) columns.need(mapping.recommendation.number);
  const collect = (readers: readonly Reader[], row: Row): Record<string, Value> => {
    const values = {};
    for (const reader of readers) reader(row, values);
    return values;
  };
  return {
    first: mapping.isOpenList
      ? [
          {
            record: "open_list",
            office: options.office ?? mapping.office.slug!,
            asOf: options.asOf ?? mapping.asOf ?? "",
          },
        ]
      : [],
    unread: columns.unread(),
    missing: columns.missing,
    read(row, line) {
      try {
        const bodies = agencies ? agencies(row) : [];
        const records = recordsOf(mapping, options, {
          office: office(row),
          report: collect(report, row),
          recommendation: collect(recommendation, row),
          response: collect(response, row),
          event: collect(event, row),
          agencies: bodies,
          topics: topics ? topics(row) : [],
          repeats: repeats ? repeats(row) : [],
        });
        return typeof records === "string" ? [reject(line, null, records)] : checked(mapping, records, line);
      } catch (error) {
        if (error instanceof BadCell) return [reject(line, error.column, error.message, error.value)];
        throw error;
      }
    },
  };
}

/** All records of a row, or none: half a row would be worse than none. */
function checked(mapping: Mapping, records: readonly CanonicalRecord[], line: number): Item[] {
  for (const record of records) {
    const flaw = flawOf(record);
    if (flaw === undefined) continue;
    const fields = {
      report: mapping.report,
      recommendation: mapping.recommendation,
      response: mapping.response,
      status_event: mapping.event,
    };
    const source = (fields as Readonly<Record<string, Fields>>)[record.record]?.[flaw.column ?? ""];
    return [reject(line, source?.columns[0] ?? flaw.column, flaw.reason, flaw.value)];
  }
  return records.map((record) => ({ row: line, record, isChecked: true }));
}

interface Facts {
  readonly office: string;
  readonly report: Values;
  readonly recommendation: Values;
  readonly response: Values;
  readonly event: Values;
  readonly agencies: readonly string[];
  readonly topics: readonly string[];
  readonly repeats: readonly string[];
}

function recordsOf(mapping: Mapping, options: RowOptions, facts: Facts): CanonicalRecord[] | string {
  const { office } = facts;
  const number = facts.report.number ?? null;
  if (number === null && !facts.report.title) return "names no report";
  const ref = number === null ? { office, reportTitle: facts.report.title } : { office, report: number };
  const bodies: Body[] = [];
  for (const label of facts.agencies) {
    const body = bodyNamed(mapping, label, options.bodies);
    if (body === undefined) return `the agency ${label} has no letter or digit`;
    bodies.push(body);
  }
  const slugs = bodies.map(({ slug }) => slug);
  const records: Record<string, unknown>[] = [
    {
      record: "office",
      slug: office,
      name: mapping.office.name ?? office,
      kind: mapping.office.kind,
      mention: true,
    },
    ...bodies.flatMap((body) => body.records),
    { record: "report", office, ...facts.report },
    ...slugs.map((agency) => ({ record: "report_agency", ...ref, agency })),
  ];
  for (const name of facts.topics) {
    const slug = slugOf(name);
    if (slug !== undefined)
      records.push(
        { record: "topic", slug, name, mention: true },
        { record: "report_topic", ...ref, topic: slug },
      );
  }
  if (mapping.recommendation.number !== undefined) {
    const recommendation = facts.recommendation.number;
    if (recommendation === null || recommendation === undefined) return "names no recommendation";
    const { text = null } = facts.recommendation;
    const reason =
      text === null
        ? (facts.recommendation.textMissingReason ??
          (mapping.recommendation.text ? "NOT_PUBLISHED" : "NOT_IMPORTED"))
        : null;
    records.push({
      record: "recommendation",
      ...ref,
      ...facts.recommendation,
      text,
      textMissingReason: reason,
    });
    const of = { ...ref, recommendation };
    for (const agency of slugs) records.push({ record: "recommendation_agency", ...of, agency });
    if (Object.values(facts.response).some((value) => value !== null))
      for (const agency of slugs) records.push({ record: "response", ...of, agency, ...facts.response });
    const event = eventOf(mapping, options, facts);
    if (event) records.push({ record: "status_event", ...of, ...event });
    for (const raw of facts.repeats)
      records.push({ record: "recommendation_link", ...of, kind: "REPEATS", targetRaw: raw });
  }
  return records as unknown as CanonicalRecord[];
}

interface Body {
  readonly slug: string;
  readonly records: readonly CanonicalRecord[];
}

const mostBodies = 10_000;

/** The agency that a label means, with the records that make it known; remembered, for most rows name the same few. */
function bodyNamed(mapping: Mapping, label: string, known: Map<string, Body>): Body | undefined {
  const found = known.get(label);
  if (found !== undefined) return found;
  const federal = agencyNamed(label);
  const slug = federal ?? slugOf(label);
  if (slug === undefined) return undefined;
  const parent = mapping.agency?.parent;
  const own: CanonicalRecord = {
    record: "agency",
    slug,
    name: label,
    kind: mapping.agency?.kind ?? null,
    parent: parent ?? null,
    mention: true,
  };
  const body = {
    slug,
    records: federal === undefined ? [...mentionsOf(parent ? [parent] : []), own] : mentionsOf([federal]),
  };
  if (known.size >= mostBodies) known.clear();
  known.set(label, body);
  return body;
}

function eventOf(
  mapping: Mapping,
  options: RowOptions,
  { event, report }: Facts,
): Record<string, unknown> | undefined {
  const asOf = event.asOf ?? options.asOf ?? mapping.asOf ?? null;
  if (event.status === "NOT_SHOWN") return { kind: "NOT_SHOWN", asOf, note: event.note ?? null };
  if (event.status === null || event.status === undefined) {
    if (event.resolution) return { ...event, status: "UNKNOWN", asOf };
    return mapping.opensByRule ? { status: "OPEN", basis: "RULE", asOf: report.issuedOn ?? null } : undefined;
  }
  // A closing date beside an open status is what some trackers leave from an earlier round.
  const isClosed = typeof event.status === "string" && event.status.startsWith("CLOSED");
  return { ...event, closedOn: isClosed ? (event.closedOn ?? null) : null, asOf };
}

function officeReader(columns: Columns, mapping: Mapping, options: RowOptions): (row: Row) => string {
  const slug = options.office ?? mapping.office.slug;
  if (slug !== undefined) return () => slug;
  const place = mapping.office.column && columns.place(mapping.office.column);
  if (place === undefined)
    throw new InputError("Whose material is it? The mapping names no office: say --office SLUG.");
  return (row) => {
    const label = columns.text(row, place);
    const found = label === null ? undefined : slugOf(label);
    if (found === undefined)
      throw new BadCell(mapping.office.column!.columns[0]!, "names no office", label ?? "");
    return found;
  };
}

function listReader(columns: Columns, source: Source): (row: Row) => string[] {
  if (source.constant !== undefined) return () => [String(source.constant)];
  const place = columns.place(source);
  if (place === undefined) return () => [];
  return (row) => {
    const cell = columns.text(row, place);
    if (cell === null) return [];
    const parts = source.split === undefined ? [cell] : cell.split(source.split).map((part) => part.trim());
    return [...new Set(parts.filter((part) => part !== ""))];
  };
}
