// Tables as trackers come: CSV or a workbook's sheet, with whatever stands above the header. Finds the header row by the
// columns that a mapping needs, and gives the rows below it.
import type { Bytes } from "../../input/bytes";
import { type CsvRow, delimiterOf, readCsv } from "../../input/csv";
import { decode, type Encoding } from "../../input/decode";
import { InputError } from "../../input/input-error";
import { openWorkbook, type Sheet } from "../../input/xlsx";
import { collect, isZip } from "../../input/zip";

const maxHeaderLength = 1_000_000;
/** A title, a date and a note stand above a header; not more than this. */
const maxPreambleRows = 50;

export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly flaw?: string;
}

/** Whether a row can be the header, for the reader that is chosen by it. */
export type IsHeader = (cells: readonly string[]) => boolean;

export interface TableOptions {
  readonly delimiter: string | undefined;
  readonly encoding: Encoding | undefined;
  /** A workbook's sheet by name; undefined: the first in which a header is found. */
  readonly sheet: string | undefined;
  readonly isHeader: IsHeader;
  /** Called once with the header, and with what was passed over to find it. */
  readonly onHeader: (header: readonly string[], line: number, passed: readonly string[]) => void;
}

/** The rows below the header in batches, each as wide as the header. Throws InputError where there are none. */
export async function* tableRows(bytes: Bytes, options: TableOptions): AsyncGenerator<TableRow[]> {
  if (!isZip(bytes.sample))
    return yield* below(csvRows(bytes, options), options, { what: "The file", isPadded: false });
  const sheets = await openWorkbook(await collect(bytes.all));
  yield* below((await chosenSheet(sheets, options)).rows(), options, {
    what: "The workbook",
    isPadded: true,
  });
}

async function* csvRows(
  bytes: Bytes,
  { delimiter, encoding, isHeader }: TableOptions,
): AsyncGenerator<CsvRow[]> {
  const { separator, whole } = await separatorOf(decode(bytes.all, encoding), delimiter, isHeader);
  yield* readCsv(whole, separator);
}

/** Reads as much as the header needs and gives the text back whole. */
async function separatorOf(
  text: AsyncIterable<string>,
  given: string | undefined,
  isHeader: IsHeader,
): Promise<{ separator: string; whole: AsyncIterable<string> }> {
  if (given !== undefined) return { separator: given, whole: text };
  const source = text[Symbol.asyncIterator]();
  let head = "";
  for (let next = await source.next(); !next.done; next = await source.next()) {
    head += next.value;
    if (head.split("\n", maxPreambleRows).length >= maxPreambleRows || head.length > maxHeaderLength) break;
  }
  const stated = /^\s*sep=(.)/i.exec(head)?.[1];
  async function* whole(): AsyncGenerator<string> {
    yield head;
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
  }
  return { separator: stated ?? separatorIn(head, isHeader), whole: whole() };
}

/** The separator under which a line is a header; else that of the line with most of them. */
function separatorIn(head: string, isHeader: IsHeader): string {
  const lines = head.trimStart().split(/\r\n|\n|\r/, maxPreambleRows);
  for (const line of lines) {
    const separator = delimiterOf(line);
    if (isHeader(plainCells(line, separator))) return separator;
  }
  return delimiterOf(
    lines.reduce((best, line) => (countOf(line) > countOf(best) ? line : best), lines[0] ?? ""),
  );
}

function plainCells(line: string, separator: string): string[] {
  return line.split(separator).map((cell) => cell.trim().replace(/^"|"$/g, ""));
}

function countOf(line: string): number {
  return line.split(delimiterOf(line)).length;
}

async function chosenSheet(sheets: readonly Sheet[], { sheet, isHeader }: TableOptions): Promise<Sheet> {
  const names = sheets.map(({ name }) => name).join(", ");
  if (sheet !== undefined) {
    const found = sheets.find(({ name }) => name.trim().toLowerCase() === sheet.trim().toLowerCase());
    if (found) return found;
    throw new InputError(`The workbook has no sheet ${sheet}; it has ${names}.`);
  }
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  for (const one of visible) {
    let count = 0;
    for await (const batch of one.rows()) {
      if (
        batch
          .slice(0, maxPreambleRows - count)
          .some(({ cells }) => isHeader(cells.map((cell) => cell.trim())))
      )
        return one;
      if ((count += batch.length) >= maxPreambleRows) break;
    }
  }
  const [first] = visible;
  if (first === undefined) throw new InputError("The workbook has no visible sheet.");
  if (visible.length > 1)
    throw new InputError(`None of the workbook's sheets has the mapping's columns in a header: ${names}.`);
  return first;
}

interface Origin {
  /** As a sentence begins. */
  readonly what: string;
  /** Empty cells at the end of a row are left out. */
  readonly isPadded: boolean;
}

async function* below(
  rows: AsyncIterable<CsvRow[]>,
  { isHeader, onHeader }: TableOptions,
  { what, isPadded }: Origin,
): AsyncGenerator<TableRow[]> {
  let width: number | undefined;
  let waiting: CsvRow[] = [];
  let count = 0;
  const begin = (at: number): CsvRow[] => {
    const header = waiting[at]!;
    if (header.flaw !== undefined) throw new InputError(`The header cannot be read: ${header.flaw}.`);
    width = header.cells.length;
    const passed = waiting
      .slice(0, at)
      .map(({ cells }) => cells.filter((cell) => cell.trim() !== "").join(" "));
    onHeader(
      header.cells.map((cell) => cell.trim()),
      header.line,
      passed,
    );
    return waiting.slice(at + 1);
  };
  for await (const batch of rows) {
    let ready: readonly CsvRow[] = batch;
    if (width === undefined) {
      waiting.push(...batch.filter(({ cells }) => cells.some((cell) => cell.trim() !== "")));
      const found = waiting.findIndex(
        ({ cells }, at) => at < maxPreambleRows && isHeader(cells.map((cell) => cell.trim())),
      );
      if (found < 0 && waiting.length < maxPreambleRows) continue;
      ready = begin(Math.max(0, found));
      waiting = [];
    }
    yield shaped(ready, width!, isPadded);
    count += ready.length;
  }
  if (width === undefined) {
    if (waiting.length === 0) throw new InputError(`${what} is empty.`);
    const rest = begin(0);
    yield shaped(rest, width!, isPadded);
    count += rest.length;
  }
  if (count === 0) throw new InputError(`${what} has a header and no rows.`);
}

function shaped(rows: readonly CsvRow[], width: number, isPadded: boolean): TableRow[] {
  return rows
    .filter(({ cells, flaw }) => flaw !== undefined || cells.some((cell) => cell.trim() !== ""))
    .map((row) => {
      const flaw = row.flaw ?? raggedness(row.cells, width, isPadded);
      return flaw === undefined ? row : { ...row, flaw };
    });
}

function raggedness(cells: readonly string[], width: number, isPadded: boolean): string | undefined {
  if (cells.length === width || (isPadded && cells.length < width)) return undefined;
  // Spreadsheets pad rows with empty cells; a cell too many that says something shows that the row has slipped.
  if (cells.length > width && cells.slice(width).every((cell) => cell.trim() === "")) return undefined;
  return `has ${cells.length} cells; the header has ${width}`;
}
