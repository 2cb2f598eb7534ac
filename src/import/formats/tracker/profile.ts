// What a tracker's file holds, read to its end: its columns, and for each the values that stand there with their counts.
import type { Bytes } from "../../input/bytes";
import { decode, type Encoding } from "../../input/decode";
import { InputError } from "../../input/input-error";
import { flatten, isJsonRows, listSeparator, readJsonRows } from "../../input/json-rows";
import { guessesFor } from "./guesses";
import { tableRows } from "./table";

/** A column with more different values than this is no vocabulary; they are not kept then. */
const maxValues = 2000;
const maxValueLength = 200;

export interface Column {
  readonly values: ReadonlyMap<string, number>;
  /** Whether there are more values than are kept, or such as no vocabulary has. */
  readonly isFree: boolean;
  readonly shapes: DayShapes;
}

/** Whether days such as 3/31/2021 and 31/3/2021 stand in a column, and such as could be both. */
export interface DayShapes {
  monthFirst: boolean;
  dayFirst: boolean;
  either: boolean;
}

export interface Profile {
  /** Columns that can be named: neither empty nor standing twice. */
  readonly header: readonly string[];
  readonly twice: readonly string[];
  readonly columns: ReadonlyMap<string, Column>;
  readonly rows: number;
}

export async function profileOf(bytes: Bytes, encoding: Encoding | undefined): Promise<Profile> {
  const seen = new Map<string, Values>();
  const twice = new Set<string>();
  let rows = 0;
  const valuesOf = (name: string) => {
    const found = seen.get(name) ?? new Values();
    seen.set(name, found);
    return found;
  };
  const sample = bytes.sample.toString("utf8");
  if (isJsonRows(sample))
    for await (const batch of readJsonRows(decode(bytes.all, encoding), sample))
      for (const line of batch) {
        if ("flaw" in line) continue;
        rows++;
        for (const [name, cell] of flatten(line.value))
          for (const one of cell.split(listSeparator)) valuesOf(name).see(one);
      }
  else {
    let header: readonly string[] = [];
    const table = tableRows(bytes, {
      delimiter: undefined,
      encoding,
      sheet: undefined,
      isHeader: looksLikeHeader,
      onHeader: (cells) => {
        header = cells;
        for (const [at, name] of cells.entries()) {
          if (cells.indexOf(name) < at) twice.add(name);
          valuesOf(name);
        }
      },
    });
    for await (const batch of table)
      for (const { cells } of batch) {
        rows++;
        for (const [at, name] of header.entries()) valuesOf(name).see(cells[at] ?? "");
      }
  }
  const header = [...seen.keys()].filter((name) => name.trim() !== "" && !twice.has(name));
  if (header.length === 0) throw new InputError("The file has no header to make a mapping from.");
  return { header, twice: [...twice].filter((name) => name.trim() !== ""), columns: seen, rows };
}

/** Two names that trackers use, in different columns. */
function looksLikeHeader(cells: readonly string[]): boolean {
  return cells.filter((cell) => cell !== "").length > 1 && guessesFor(cells).size > 1;
}

class Values implements Column {
  readonly values = new Map<string, number>();
  readonly shapes: DayShapes = { monthFirst: false, dayFirst: false, either: false };
  isFree = false;

  see(cell: string): void {
    const value = cell.trim();
    if (value === "") return;
    const day = /^(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{2}|\d{4})$/.exec(value);
    if (day !== null) this.seeDay(Number(day[1]), Number(day[2]));
    if (this.isFree) return;
    const count = this.values.get(value);
    if (count === undefined && (value.length > maxValueLength || this.values.size >= maxValues)) {
      this.isFree = true;
      this.values.clear();
    } else this.values.set(value, (count ?? 0) + 1);
  }

  private seeDay(first: number, second: number): void {
    if (first > 12) this.shapes.dayFirst = true;
    else if (second > 12) this.shapes.monthFirst = true;
    else this.shapes.either = true;
  }
}
