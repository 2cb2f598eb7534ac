// Comma-separated values, row by row, with the line each row begins on. It knows RFC 4180 and what spreadsheets make of it:
// any line ends, line ends inside quotes, another delimiter. It does not know what columns mean.
import { InputError } from "./input-error";

export interface CsvRow {
  /** Line on which the row begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Why the row can't be trusted; its cells then are what could be read. */
  readonly flaw?: string;
}

/** One row can't be longer: beyond it, a quotation mark was opened and never closed. */
const maxRowLength = 10_000_000;

/** Rows in batches, one batch for each chunk of text. Blank lines are left out. */
export async function* readCsv(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<CsvRow[]> {
  let rest = "";
  let line = 1;
  let isFirst = true;
  // A row that is not finished is looked at again when twice as much of it is there: once a chunk would take the square of its length.
  let enough = 0;
  const parser = new RowParser(delimiter);
  for await (const chunk of text) {
    rest = rest === "" ? chunk : rest + chunk;
    if (rest.length < enough) continue;
    const { rows, end } = parser.parse(rest, line, false);
    line = parser.line;
    rest = rest.slice(end);
    enough = rows.length > 0 ? 0 : 2 * rest.length;
    if (rest.length > maxRowLength)
      throw new InputError(
        `The row that begins on line ${line} is longer than ${maxRowLength} characters: is a quotation mark left open?`,
      );
    if (rows.length > 0) yield isFirst ? withoutSeparatorLine(rows) : rows;
    if (rows.length > 0) isFirst = false;
  }
  const { rows } = parser.parse(rest, line, true);
  if (rows.length > 0) yield isFirst ? withoutSeparatorLine(rows) : rows;
}

/** The delimiter that a header line uses: the most frequent of the usual ones outside quotes. */
export function delimiterOf(header: string): string {
  const bare = header.replace(/"(?:[^"]|"")*"/g, "");
  const counts = [",", "\t", ";", "|"].map((delimiter) => [bare.split(delimiter).length, delimiter] as const);
  return counts.reduce((best, next) => (next[0] > best[0] ? next : best))[1];
}

// Spreadsheets may put "sep=;" before the header.
function withoutSeparatorLine(rows: CsvRow[]): CsvRow[] {
  return /^sep=/i.test(rows[0]?.cells[0] ?? "") ? rows.slice(1) : rows;
}

const lineFeed = 10;

interface Parsed {
  readonly cells: string[];
  readonly end: number;
  readonly lines: number;
  readonly flaw?: string;
}

class RowParser {
  line = 1;
  private text = "";
  private isLast = false;
  private places = new Places("");
  constructor(private readonly delimiter: string) {}

  /** Reads whole rows. `end` is where the first unfinished one begins; `line` then is its line. */
  parse(text: string, firstLine: number, isLast: boolean): { rows: CsvRow[]; end: number } {
    const rows: CsvRow[] = [];
    this.line = firstLine;
    this.text = text;
    this.isLast = isLast;
    this.places = new Places(text);
    let at = 0;
    while (at < text.length) {
      if (text.charCodeAt(at) === lineFeed) {
        at++;
        this.line++;
        continue;
      }
      const row = this.row(at);
      if (row === undefined) break;
      const { cells, flaw } = row;
      if (cells.length > 1 || cells[0] !== "" || flaw)
        rows.push({ line: this.line, cells, ...(flaw ? { flaw } : {}) });
      this.line += row.lines;
      at = row.end;
    }
    return { rows, end: at };
  }

  private row(start: number): Parsed | undefined {
    const lineEnd = this.places.endOfLine(start);
    if (lineEnd === undefined && !this.isLast) return undefined;
    // Most rows hold no quotation mark: one split does.
    if (lineEnd !== undefined && this.places.next('"', start) > lineEnd.at)
      return { cells: this.text.slice(start, lineEnd.at).split(this.delimiter), end: lineEnd.next, lines: 1 };
    return this.quotedRow(start);
  }

  private quotedRow(start: number): Parsed | undefined {
    const { text, isLast } = this;
    const cells: string[] = [];
    let [at, lines, flaw] = [start, 1, undefined as string | undefined];
    for (;;) {
      let cell = "";
      if (text[at] === '"') {
        const close = closingQuote(text, at + 1);
        if (close === undefined) {
          if (!isLast) return undefined;
          return { cells, end: text.length, lines, flaw: "a quotation mark is opened and never closed" };
        }
        cell = text.slice(at + 1, close).replaceAll('""', '"');
        lines += cell.includes("\n") || cell.includes("\r") ? cell.split(/\r\n|\n|\r/).length - 1 : 0;
        at = close + 1;
        if (at >= text.length && !isLast) return undefined;
      }
      const next = this.boundary(at);
      if (next.at >= text.length && !isLast) return undefined;
      if (next.at > at) {
        if (cell !== "") flaw ??= "there is text after a closing quotation mark";
        cell += text.slice(at, next.at);
      }
      cells.push(cell);
      if (next.at >= text.length) return { cells, end: text.length, lines, ...(flaw ? { flaw } : {}) };
      at = next.at + 1;
      if (next.isDelimiter) continue;
      if (text[next.at] === "\r") {
        if (at >= text.length && !isLast) return undefined;
        if (text[at] === "\n") at++;
      }
      return { cells, end: at, lines, ...(flaw ? { flaw } : {}) };
    }
  }

  private boundary(from: number): { at: number; isDelimiter: boolean } {
    const end = this.places.endOfLine(from)?.at ?? this.text.length;
    const delimiter = this.places.next(this.delimiter, from);
    return delimiter < end ? { at: delimiter, isDelimiter: true } : { at: end, isDelimiter: false };
  }
}

/** Where characters stand next. Remembered: a character that a text lacks would be looked for to its end once for every row. */
class Places {
  private readonly known = new Map<string, number>();
  constructor(private readonly text: string) {}

  /** The next place at or after `from`; beyond the text when there is none. Must be asked in growing order. */
  next(character: string, from: number): number {
    const last = this.known.get(character);
    if (last !== undefined && last >= from) return last;
    const found = this.text.indexOf(character, from);
    const place = found < 0 ? Number.POSITIVE_INFINITY : found;
    this.known.set(character, place);
    return place;
  }

  /** The end of the line that goes on at `from`; undefined where more text may be needed to see it. */
  endOfLine(from: number): { at: number; next: number } | undefined {
    const newline = this.next("\n", from);
    const carriage = this.next("\r", from);
    if (carriage < newline) {
      if (carriage + 1 === this.text.length) return undefined;
      return { at: carriage, next: newline === carriage + 1 ? carriage + 2 : carriage + 1 };
    }
    return newline === Number.POSITIVE_INFINITY ? undefined : { at: newline, next: newline + 1 };
  }
}

function closingQuote(text: string, from: number): number | undefined {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at;
  return undefined;
}
