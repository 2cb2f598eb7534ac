// How one field of a record is read from a row: the column, what its values mean, and the source's own words beside it.
import { fieldsOf, type Kind } from "../../records/records";
import { boolean, date, money } from "../../records/values";
import { type Cell, readBoolean, readDate, readInteger, readMoney, readYear } from "./cells";
import type { Columns, Row } from "./columns";
import { foldValue, type Mapping, type Source } from "./mapping";

export type Value = string | number | boolean | null;
/** Adds to `values`, or throws BadCell. */
export type Reader = (row: Row, values: Record<string, Value>) => void;

/** A column's meanings are few; whatever a file holds, no more ways to write them are remembered. */
const maxKnown = 1000;

/** A cell that can't be read: its row is rejected. */
export class BadCell extends Error {
  constructor(
    readonly column: string,
    reason: string,
    readonly value: string,
  ) {
    super(reason);
  }
}

/** A value that no mapping knows. */
export interface Unmapped {
  readonly field: string;
  readonly column: string;
  readonly value: string;
}

export function fieldReader(
  columns: Columns,
  mapping: Mapping,
  kind: Kind,
  name: string,
  source: Source,
  onUnmapped: (unmapped: Unmapped) => void,
): Reader {
  if (source.constant !== undefined) return (_, values) => void (values[name] = source.constant!);
  const place = columns.place(source);
  if (place === undefined) return (_, values) => void (values[name] = source.absent ?? null);
  const column = source.columns.find((one) => one !== undefined) ?? name;
  const rawName = `${name}Raw` in fieldsOf(kind) ? `${name}Raw` : undefined;
  const meaning = meaningOf(mapping, kind, name, source, (value) =>
    onUnmapped({ field: name, column, value }),
  );
  return (row, values) => {
    let cell = columns.text(row, place);
    if (source.pattern && cell !== null) cell = source.pattern.exec(cell)?.[1] ?? cell;
    if (source.present !== undefined || source.absent !== undefined) {
      values[name] = (cell === null ? source.absent : source.present) ?? null;
      return;
    }
    if (cell === null) {
      values[name] = source.values?.[""] ?? null;
      return;
    }
    const found = meaning(cell);
    if ("flaw" in found) throw new BadCell(column, found.flaw, cell);
    values[name] = found.value;
    if (rawName !== undefined && found.value !== null) values[rawName] = cell;
  };
}

function meaningOf(
  mapping: Mapping,
  kind: Kind,
  name: string,
  source: Source,
  onUnmapped: (value: string) => void,
): (cell: string) => Cell<Value> {
  const type = fieldsOf(kind)[name]!.type;
  const vocabulary = (type as { readonly values?: readonly string[] }).values;
  if (vocabulary !== undefined) {
    const own = new Map(vocabulary.map((value) => [foldValue(value), value]));
    const unknown = vocabulary.includes("UNKNOWN") ? "UNKNOWN" : "OTHER";
    const known = new Map<string, Cell<Value>>();
    return (cell) => {
      const found = known.get(cell);
      if (found !== undefined) return found;
      const key = foldValue(cell);
      const value = source.values === undefined ? own.get(key) : source.values[key];
      if (value === undefined) {
        onUnmapped(cell);
        return { value: unknown };
      }
      if (known.size < maxKnown) known.set(cell, { value });
      return { value };
    };
  }
  if (type === date) return (cell) => readDate(cell, mapping.dates);
  if (type === money) return (cell) => readMoney(cell, mapping.decimalComma);
  if (type === boolean) return readBoolean;
  if (name === "fiscalYear") return readYear;
  if (type.sql === "integer") return readInteger;
  return (cell) => ({ value: cell });
}
