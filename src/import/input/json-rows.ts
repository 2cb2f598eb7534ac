// Rows of JSON, however they are wrapped: one object a line, an array of objects, or an array inside an object. Read as it
// streams; only one row is held at a time. Knows nothing of what rows say.
import { excerpt } from "../records/items";
import { type JsonLine, readJsonLines } from "./ndjson";

/** A row is no longer than this. */
const maxRowLength = 16_000_000;

/** Whether text begins as JSON does that holds rows. */
export function isJsonRows(sample: string): boolean {
  return /^\s*(?:\{|\[\s*(?:\{|\]))/.test(sample);
}

/** The rows of a JSON text in batches. `sample` is its beginning, by which lines are told from an array. */
export function readJsonRows(text: AsyncIterable<string>, sample: string): AsyncGenerator<JsonLine[]> {
  return isLines(sample) ? readJsonLines(text) : arrayRows(text);
}

// Lines are objects that are whole on their line; an array, or an object over several lines, is not.
function isLines(sample: string): boolean {
  const [first = ""] = sample.trimStart().split(/\r?\n/, 1);
  if (!first.startsWith("{")) return false;
  try {
    const value = JSON.parse(first) as Record<string, unknown>;
    return !Object.values(value).some(isRowList);
  } catch {
    // A line that is cut or damaged among others is still a line.
    return /\}\s*\r?\n\s*\{/.test(sample) && !/^\s*\{\s*\r?\n/.test(sample);
  }
}

function isRowList(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "object" && one !== null)
  );
}

/** The objects that stand in the outermost array: the root itself, or the first array of objects inside it. */
async function* arrayRows(text: AsyncIterable<string>): AsyncGenerator<JsonLine[]> {
  const cutter = new RowCutter();
  for await (const chunk of text) {
    const rows = cutter.take(chunk);
    if (rows.length > 0) yield rows;
  }
  const rest = cutter.end();
  if (rest !== undefined) yield [rest];
}

class RowCutter {
  /** Brackets that are open, outermost first. */
  private readonly open: string[] = [];
  private inString = false;
  private isEscaped = false;
  private line = 1;
  /** The row that is being read, and the line it began on. */
  private row: string | undefined;
  private rowLine = 0;
  private rowDepth = 0;
  private isTooLong = false;

  take(chunk: string): JsonLine[] {
    const found: JsonLine[] = [];
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const character = chunk[at]!;
      if (character === "\n") this.line++;
      if (this.inString) {
        if (this.isEscaped) this.isEscaped = false;
        else if (character === "\\") this.isEscaped = true;
        else if (character === '"') this.inString = false;
        continue;
      }
      if (character === '"') this.inString = true;
      else if (character === "{" || character === "[") {
        if (character === "{" && this.row === undefined && this.isRowPlace()) {
          this.row = "";
          this.rowLine = this.line;
          this.rowDepth = this.open.length;
          from = at;
        }
        this.open.push(character);
      } else if (character === "}" || character === "]") {
        this.open.pop();
        if (this.row !== undefined && this.open.length === this.rowDepth) {
          this.row += chunk.slice(from, at + 1);
          found.push(this.isTooLong ? tooLong(this.rowLine) : parse(this.rowLine, this.row));
          this.row = undefined;
          this.isTooLong = false;
        }
      }
    }
    if (this.row !== undefined) {
      if (!this.isTooLong) this.row += chunk.slice(from);
      if (this.row.length > maxRowLength) {
        this.isTooLong = true;
        this.row = "";
      }
    }
    return found;
  }

  end(): JsonLine | undefined {
    return this.row === undefined && this.open.length === 0
      ? undefined
      : {
          line: this.row === undefined ? this.line : this.rowLine,
          flaw: "is cut off: the JSON ends before it is closed",
        };
  }

  /** Directly inside an array, which is the root or a value of the root or of an object in it. */
  private isRowPlace(): boolean {
    const { open } = this;
    if (open.at(-1) !== "[" || open.length > 3) return false;
    return open.slice(0, -1).every((bracket) => bracket === "{");
  }
}

function tooLong(line: number): JsonLine {
  return { line, flaw: `is longer than ${maxRowLength} characters` };
}

function parse(line: number, text: string): JsonLine {
  try {
    return { line, value: JSON.parse(text) as Readonly<Record<string, unknown>> };
  } catch (error) {
    return { line, flaw: `is not JSON: ${excerpt((error as Error).message)}` };
  }
}

/** Separates the values of a list that travels as one cell. */
export const listSeparator = "\u001e";

/** An object as named cells: nested objects by dotted names, lists of plain values with `listSeparator` between. */
export function flatten(value: Readonly<Record<string, unknown>>, prefix = ""): Map<string, string> {
  const cells = new Map<string, string>();
  for (const [name, one] of Object.entries(value)) {
    const key = `${prefix}${name}`;
    if (one === null || one === undefined) cells.set(key, "");
    else if (Array.isArray(one))
      cells.set(
        key,
        one
          .map((each) => (typeof each === "object" ? JSON.stringify(each) : String(each)))
          .join(listSeparator),
      );
    else if (typeof one === "object")
      for (const [inner, text] of flatten(one as Record<string, unknown>, `${key}.`)) cells.set(inner, text);
    else cells.set(key, String(one));
  }
  return cells;
}
