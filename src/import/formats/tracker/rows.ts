// One row of a tracker as canonical records, by a mapping that was compiled for the file's columns once.

import { InputError } from "../../input/input-error";
import { listSeparator } from "../../input/json-rows";
import { type Item, reject, validate } from "../../records/items";
import { type CanonicalRecord, fieldsOf, type Kind } from "../../records/records";
import { slugOf } from "../federal-records";
import { Columns, type Row } from "./columns";
import { BadCell, type CellFlaw, fieldReader, type Reader, type Unmapped, type Value } from "./fields";
import type { Fields, Mapping, Source } from "./mapping";
import { foldValue } from "./mapping";
import { RecommendationNumbers } from "./numbering";
import { ownRecords, type RecordOptions, type Scene, setScene, type Values } from "./row-records";

export interface RowReader {
  /** Records of one row, or a reject; nothing for a row that is none. */
  read(row: Row, line: number): readonly Item[];
  /** Records that hold for the whole file. */
  readonly first: readonly CanonicalRecord[];
  /** Columns of the file that no field reads. */
  readonly unread: readonly string[];
  /** Columns that the mapping names and the file lacks. */
  readonly missing: readonly string[];
}

export interface RowOptions extends RecordOptions {
  readonly office: string | undefined;
  readonly onUnmapped: (unmapped: Unmapped) => void;
  /** A row that is left out: a total, or one that the mapping says to skip. */
  readonly onSkipped: (why: string) => void;
  /** A cell that is kept as printed: a date without a day, a sum in another currency. */
  readonly onPrinted: (flaw: CellFlaw) => void;
  /** Recommendations numbered so far, for those that have no number. */
  readonly numbers: RecommendationNumbers;
}

/** A cell that cannot be read costs itself, not its row. */
const restIsTaken = "; the rest of the row is imported";

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
  const collect = (readers: readonly Reader[], row: Row, flaws: CellFlaw[]): Record<string, Value> => {
    const values = {};
    for (const reader of readers) reader(row, values, flaws);
    return values;
  };
  const office = officeReader(columns, mapping, options);
  const agencies = mapping.agency && listReader(columns, mapping.agency.source);
  const topics = mapping.topics && listReader(columns, mapping.topics);
  const report = group("report", mapping.report);
  const places = columns.read;
  const recommendation = group("recommendation", mapping.recommendation);
  const response = [mapping.response, ...mapping.responses].map((fields) => group("response", fields));
  const event = [mapping.event, ...mapping.events].map((fields) => group("status_event", fields));
  const repeats = mapping.repeats && listReader(columns, mapping.repeats);
  const prepared = rowPreparer(header, mapping);
  const hasRecommendations =
    mapping.recommendation.number !== undefined || mapping.numberByOrder || mapping.recommendation.text;
  columns.need(mapping.report.number ?? mapping.report.title);
  if (mapping.recommendation.number && !mapping.numberByOrder) columns.need(mapping.recommendation.number);
  const sceneOf = (row: Row, flaws: CellFlaw[]) => {
    const labels = agencies ? agencies(row) : [];
    const of = office(row);
    const values = collect(report, row, flaws);
    return setScene(mapping, options, {
      office: of,
      report: values,
      agencies: labels,
      topics: topics?.(row) ?? [],
      issued: flaws.find(({ kind, field }) => kind === "report" && field === "issuedOn")?.printed,
    });
  };
  const ownOf = (scene: Scene, row: Row, flaws: CellFlaw[]) => {
    const values: Record<string, Value> = collect(recommendation, row, flaws);
    values.number = options.numbers.numberOf(scene.ref, values.number ?? null, values.text ?? null);
    const several = (groups: readonly (readonly Reader[])[]): readonly Values[] =>
      groups.map((readers) => collect(readers, row, flaws));
    return ownRecords(mapping, options, scene, {
      recommendation: values,
      responses: several(response),
      events: several(event),
      repeats: repeats ? repeats(row) : [],
    });
  };
  let last: { readonly row: Row; readonly scene: Scene } | undefined;
  const read = (given: Row, line: number): readonly Item[] => {
    const row = prepared(given);
    if (typeof row === "string") {
      options.onSkipped(row);
      return [];
    }
    // A report's rows stand together and say the same of it: what was said is not read, checked and staged again.
    const known =
      last !== undefined && places.every((place) => row[place] === last!.row[place]) ? last.scene : undefined;
    const before = unmapped;
    const flaws: CellFlaw[] = [];
    const scene = known ?? sceneOf(row, flaws);
    const isPlain = unmapped === before && flaws.length === 0;
    if (typeof scene === "string") {
      if (isTotal(row)) {
        options.onSkipped("a row of totals");
        return [];
      }
      return [reject(line, null, scene)];
    }
    const own = hasRecommendations ? ownOf(scene, row, flaws) : [];
    if (typeof own === "string") return [reject(line, null, own)];
    // A row that says nothing of its own is counted by what it repeats.
    const records = known === undefined || own.length === 0 ? [...scene.records, ...own] : own;
    const refused = salvage(mapping, records, line, flaws);
    if (refused !== undefined) return [refused];
    // Values without a meaning, and cells that could not be read, are counted row by row.
    if (known === undefined) last = isPlain ? { row, scene } : undefined;
    return [
      ...flawItems(flaws, scene.ref, own, line, options),
      ...records.map((record) => ({ row: line, record, isChecked: true })),
    ];
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

/** What of the row's cells is kept as printed; those that are not even understood are told too. */
function flawItems(
  flaws: readonly CellFlaw[],
  ref: Scene["ref"],
  own: readonly CanonicalRecord[],
  line: number,
  { onPrinted }: RowOptions,
): Item[] {
  const [first] = own;
  return flaws.flatMap((flaw): Item[] => {
    const { kind, field, column, reason, value, printed } = flaw;
    const number =
      first?.record === "recommendation" && kind !== "report" ? { recommendation: first.number } : {};
    const raw = value.length > 500 ? `${value.slice(0, 499)}…` : value;
    const record: CanonicalRecord = {
      record: "printed_value",
      ...ref,
      ...number,
      field: `${kind}.${field}`,
      raw,
      reason,
      rowNumber: line,
      ...printed,
    };
    // A word that PostgreSQL cannot store, or a sum beyond all bounds, is only told.
    const isKept = validate(record) === undefined;
    if (printed !== undefined && isKept) {
      onPrinted(flaw);
      return [{ row: line, record }];
    }
    return [
      ...(isKept ? [{ row: line, record }] : []),
      reject(line, column, `${reason}${restIsTaken}`, value),
    ];
  });
}

/** Takes values out of records that cannot hold them; a reject where a record cannot be told from others any more. */
function salvage(
  mapping: Mapping,
  records: readonly CanonicalRecord[],
  line: number,
  flaws: CellFlaw[],
): Item | undefined {
  for (const record of records)
    for (let flaw = validate(record); flaw !== undefined; flaw = validate(record)) {
      const values = record as unknown as Record<string, Value>;
      const groups = {
        report: [mapping.report],
        recommendation: [mapping.recommendation],
        response: [mapping.response, ...mapping.responses],
        status_event: [mapping.event, ...mapping.events],
      } as Readonly<Record<string, readonly Fields[]>>;
      const name = flaw.column ?? "";
      const source = groups[record.record]?.map((fields) => fields[name]).find((one) => one !== undefined);
      const column = source?.columns[0] ?? flaw.column;
      const field = fieldsOf(record.record)[name];
      const isFact =
        field?.role === "fact" && !field.required && values[name] !== null && values[name] !== undefined;
      if (!isFact) return reject(line, column, flaw.reason, flaw.value);
      flaws.push({
        kind: record.record,
        field: name,
        column: column ?? name,
        reason: flaw.reason,
        value: String(flaw.value),
      });
      values[name] = null;
      if (name === "text" && record.record === "recommendation") values.textMissingReason = "NOT_IMPORTED";
    }
  return undefined;
}

function isTotal(row: Row): boolean {
  const first = row.find((cell) => cell.trim() !== "");
  return first !== undefined && /^\W*(?:grand |sub[- ]?|overall )?totals?\b/i.test(first);
}

/** Fills empty cells from above where the mapping says so; a text says why a row is left out. */
function rowPreparer(header: readonly string[], mapping: Mapping): (row: Row) => Row | string {
  const placeOf = (name: string) => {
    const place = header.findIndex((one) => foldValue(one) === foldValue(name));
    if (place < 0)
      throw new InputError(`The column ${name} is missing; the columns are ${header.join(", ")}.`);
    return place;
  };
  const filled = mapping.fillDown.map(placeOf);
  const skips = mapping.skip.map((skip) => ({ ...skip, place: placeOf(skip.column) }));
  if (filled.length === 0 && skips.length === 0) return (row) => row;
  const above = new Map<number, string>();
  return (row) => {
    const skipped = skips.find(({ place, values, pattern }) => {
      const cell = row[place] ?? "";
      return values.has(foldValue(cell)) || pattern?.test(cell) === true;
    });
    if (skipped) return `rows whose ${skipped.column} says that they are none`;
    const next = [...row];
    for (const place of filled) {
      const cell = next[place]?.trim() ?? "";
      if (cell === "") next[place] = above.get(place) ?? "";
      else above.set(place, cell);
    }
    return next;
  };
}

function officeReader(columns: Columns, mapping: Mapping, options: RowOptions): (row: Row) => string {
  const slug = options.office ?? mapping.office.slug;
  if (slug !== undefined) return () => slug;
  const label = mapping.office.column && columns.reader(mapping.office.column);
  if (label === undefined)
    throw new InputError("Whose material is it? The mapping names no office: say --office SLUG.");
  return (row) => {
    const text = label(row);
    const found = text === null ? undefined : slugOf(text);
    if (found === undefined)
      throw new BadCell(mapping.office.column!.columns[0]!, "names no office", text ?? "");
    return found;
  };
}

function listReader(columns: Columns, source: Source): (row: Row) => string[] {
  if (source.constant !== undefined) return () => [String(source.constant)];
  const read = columns.reader(source);
  if (read === undefined) return () => (source.default === undefined ? [] : [String(source.default)]);
  return (row) => {
    const cell = read(row) ?? (source.default === undefined ? null : String(source.default));
    if (cell === null) return [];
    const given = cell.split(listSeparator);
    const { split } = source;
    const parts = (split === undefined ? given : given.flatMap((one) => one.split(split))).map((part) =>
      part.trim(),
    );
    return [...new Set(parts.filter((part) => part !== ""))];
  };
}
