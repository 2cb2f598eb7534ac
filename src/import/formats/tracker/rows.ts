// One row of a tracker as canonical records, by a mapping that was compiled for the file's columns once.

import { InputError } from "../../input/input-error";
import { type Item, reject, validate } from "../../records/items";
import type { CanonicalRecord, Kind } from "../../records/records";
import { slugOf } from "../federal-records";
import { type Body, bodyNamed } from "./bodies";
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
  let unmapped = 0;
  const onUnmapped = (one: Unmapped) => {
    unmapped++;
    options.onUnmapped(one);
  };
  const group = (kind: Kind, fields: Fields): Reader[] =>
    Object.entries(fields).map(([name, source]) =>
      fieldReader(columns, mapping, kind, name, source, onUnmapped),
    );
  const collect = (readers: readonly Reader[], row: Row): Record<string, Value> => {
    const values = {};
    for (const reader of readers) reader(row, values);
    return values;
  };
  const office = officeReader(columns, mapping, options);
  const agencies = mapping.agency && listReader(columns, mapping.agency.source);
  const topics = mapping.topics && listReader(columns, mapping.topics);
  const report = group("report", mapping.report);
  const places = columns.read;
  const recommendation = group("recommendation", mapping.recommendation);
  const response = group("response", mapping.response);
  const event = group("status_event", mapping.event);
  const repeats = mapping.repeats && listReader(columns, mapping.repeats);
  columns.need(mapping.report.number ?? mapping.report.title);
  if (mapping.recommendation.number) columns.need(mapping.recommendation.number);
  const sceneOf = (row: Row) => {
    const labels = agencies ? agencies(row) : [];
    const of = office(row);
    const values = collect(report, row);
    return setScene(mapping, options, {
      office: of,
      report: values,
      agencies: labels,
      topics: topics?.(row) ?? [],
    });
  };
  const ownFacts = (row: Row): Facts => ({
    recommendation: collect(recommendation, row),
    response: collect(response, row),
    event: collect(event, row),
    repeats: repeats ? repeats(row) : [],
  });
  let last: { readonly row: Row; readonly scene: Scene } | undefined;
  const read = (row: Row, line: number): readonly Item[] => {
    // A report's rows stand together and say the same of it: what was said is not read, checked and staged again.
    const known =
      last !== undefined && places.every((place) => row[place] === last!.row[place]) ? last.scene : undefined;
    const before = unmapped;
    const scene = known ?? sceneOf(row);
    const isPlain = unmapped === before;
    if (typeof scene === "string") return [reject(line, null, scene)];
    const own =
      mapping.recommendation.number === undefined ? [] : ownRecords(mapping, options, scene, ownFacts(row));
    if (typeof own === "string") return [reject(line, null, own)];
    // A row that says nothing of its own is counted by what it repeats.
    const records = known === undefined || own.length === 0 ? [...scene.records, ...own] : own;
    const flaw = flawIn(mapping, records, line);
    if (flaw !== undefined) return [flaw];
    // Values without a meaning are counted row by row.
    if (known === undefined) last = isPlain ? { row, scene } : undefined;
    return records.map((record) => ({ row: line, record, isChecked: true }));
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
        return read(row, line);
      } catch (error) {
        if (error instanceof BadCell) return [reject(line, error.column, error.message, error.value)];
        throw error;
      }
    },
  };
}

/** All records of a row, or none: half a row would be worse than none. */
function flawIn(mapping: Mapping, records: readonly CanonicalRecord[], line: number): Item | undefined {
  for (const record of records) {
    const flaw = validate(record);
    if (flaw === undefined) continue;
    const fields = {
      report: mapping.report,
      recommendation: mapping.recommendation,
      response: mapping.response,
      status_event: mapping.event,
    };
    const source = (fields as Readonly<Record<string, Fields>>)[record.record]?.[flaw.column ?? ""];
    return reject(line, source?.columns[0] ?? flaw.column, flaw.reason, flaw.value);
  }
  return undefined;
}

/** What a row says of its report and whom it concerns. */
interface Setting {
  readonly office: string;
  readonly report: Values;
  readonly agencies: readonly string[];
  readonly topics: readonly string[];
}

/** The same as records, with what the row's own records refer to. */
interface Scene {
  readonly ref: { readonly office: string; readonly report?: string; readonly reportTitle?: string };
  readonly issuedOn: Value;
  readonly agencies: readonly string[];
  readonly records: readonly CanonicalRecord[];
}

/** What a row says of its recommendation. */
interface Facts {
  readonly recommendation: Values;
  readonly response: Values;
  readonly event: Values;
  readonly repeats: readonly string[];
}

function setScene(mapping: Mapping, options: RowOptions, setting: Setting): Scene | string {
  const { office, report } = setting;
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
  const agencies = bodies.map(({ slug }) => slug);
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

function ownRecords(
  mapping: Mapping,
  options: RowOptions,
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
  if (Object.values(facts.response).some((value) => value !== null))
    for (const agency of agencies) records.push({ record: "response", ...of, agency, ...facts.response });
  const event = eventOf(mapping, options, facts.event, issuedOn);
  if (event) records.push({ record: "status_event", ...of, ...event });
  for (const raw of facts.repeats)
    records.push({ record: "recommendation_link", ...of, kind: "REPEATS", targetRaw: raw });
  return records as unknown as CanonicalRecord[];
}

function eventOf(
  mapping: Mapping,
  options: RowOptions,
  event: Values,
  issuedOn: Value,
): Record<string, unknown> | undefined {
  const asOf = event.asOf ?? options.asOf ?? mapping.asOf ?? null;
  if (event.status === "NOT_SHOWN") return { kind: "NOT_SHOWN", asOf, note: event.note ?? null };
  if (event.status === null || event.status === undefined) {
    if (event.resolution) return { ...event, status: "UNKNOWN", asOf };
    return mapping.opensByRule ? { status: "OPEN", basis: "RULE", asOf: issuedOn } : undefined;
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
