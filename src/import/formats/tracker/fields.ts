// How one field of a record is read from a row: the column, what its values mean, and the source's own words beside it.

import { listSeparator } from "../../input/json-rows";
import { fieldsOf, type Kind } from "../../records/records";
import { boolean, date, money } from "../../records/values";
import {
  type Cell,
  type Printed,
  readBoolean,
  readDate,
  readInteger,
  readMoney,
  readNumber,
  readYear,
} from "./cells";
import type { Columns, Row } from "./columns";
import { foldValue, type Mapping, type Source } from "./mapping";

export type Value = string | number | boolean | null;
/** Adds to `values`; a cell that cannot be read adds null there, and itself to `flaws`. */
export type Reader = (row: Row, values: Record<string, Value>, flaws: CellFlaw[]) => void;

/** A cell that says something which cannot be taken. The rest of its row can. */
export interface CellFlaw {
  readonly kind: Kind;
  readonly field: string;
  readonly column: string;
  readonly reason: string;
  readonly value: string;
  /** What it says, where that is understood: it is kept as such, and is no error. */
  readonly printed?: Printed;
}

/** A column's meanings are few; whatever a file holds, no more ways to write them are remembered. */
const maxKnown = 1000;

/** A cell without which its row cannot be placed: the row is rejected. */
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
  const read = columns.reader(source);
  if (read === undefined) return (_, values) => void (values[name] = source.absent ?? source.default ?? null);
  const column = source.columns.find((one) => columns.has(one)) ?? name;
  const isNumber = name === "number" && kind === "recommendation";
  const rawName = `${name}Raw` in fieldsOf(kind) ? `${name}Raw` : undefined;
  const meaning = meaningOf(mapping, kind, name, source, (value) =>
    onUnmapped({ field: name, column, value }),
  );
  return (row, values, flaws) => {
    let cell = read(row);
    if (cell?.includes(listSeparator)) cell = cell.replaceAll(listSeparator, "; ");
    if (source.pattern && cell !== null) cell = source.pattern.exec(cell)?.[1] ?? cell;
    if (source.present !== undefined || source.absent !== undefined) {
      values[name] = (cell === null ? source.absent : source.present) ?? null;
      return;
    }
    if (cell === null) {
      values[name] = source.values?.[""] ?? source.default ?? null;
      return;
    }
    if (isNumber) {
      values[name] = readNumber(cell);
      return;
    }
    const found = meaning(cell);
    if ("flaw" in found) {
      const { flaw: reason, printed } = found;
      flaws.push({ kind, field: name, column, reason, value: cell, ...(printed ? { printed } : {}) });
      values[name] = dayOf(source, printed);
      return;
    }
    values[name] = found.value;
    if (rawName !== undefined && found.value !== null) values[rawName] = cell;
  };
}

/** The day that the mapping takes a month, quarter or year for; null where it says nothing of that. */
function dayOf({ partial }: Source, printed: Printed | undefined): string | null {
  if (partial === undefined) return null;
  return (partial === "first" ? printed?.earliestOn : printed?.latestOn) ?? null;
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
  const { values } = source;
  if (values !== undefined && type.sql === "text")
    return (cell) => ({ value: values[foldValue(cell)] ?? null });
  if (type === date) return (cell) => readDate(cell, mapping.dates, mapping.fiscalYearStart);
  if (type === money) return (cell) => readMoney(cell, mapping.decimalComma, mapping.currency);
  if (type === boolean) return readBoolean;
  if (name === "fiscalYear") return readYear;
  if (type.sql === "integer") return readInteger;
  return (cell) => ({ value: cell });
}
