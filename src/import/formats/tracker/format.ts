// Trackers of recommendations as CSV or NDJSON, read by a mapping: the caller's, or the shipped one whose columns fit.
import type { Bytes } from "../../input/bytes";
import { delimiterOf, readCsv } from "../../input/csv";
import { decode } from "../../input/decode";
import { InputError } from "../../input/input-error";
import { type Item, reject } from "../../records/items";
import type { Format, ImportOptions, Reading } from "../format";
import { readJsonLines } from "../ndjson";
import type { Unmapped } from "./fields";
import { foldValue, type Mapping } from "./mapping";
import { shippedMappings } from "./mapping-file";
import { compileRows, type RowReader } from "./rows";

const version = "1";
const maxNotes = 30;
const maxHeaderLength = 1_000_000;

export const tracker: Format = {
  name: "tracker",
  version,
  about: "a tracker of recommendations as CSV or NDJSON, by a mapping",
  detects: (sample) => fitting(headerOf(sample)) !== undefined,
  read,
};

function read(bytes: Bytes, options: ImportOptions): Reading {
  const sample = bytes.sample.toString("utf8");
  const isJson = /^\s*\{/.test(sample);
  let mapping = options.mapping;
  const notes = new Notes();
  let rows: RowReader | undefined;
  const compile = (header: readonly string[]) => {
    mapping ??= fitting(header);
    if (mapping === undefined)
      throw new InputError(
        "No shipped mapping fits the file's columns: describe them with --mapping FILE (--suggest-mapping writes a draft).",
      );
    if (mapping.isOpenList && (options.asOf ?? mapping.asOf) === undefined)
      throw new InputError("A list of what is open needs its day: --as-of YYYY-MM-DD.");
    const made = compileRows(header, mapping, {
      office: options.office,
      asOf: options.asOf,
      onUnmapped: (one) => notes.unmapped(one),
      bodies: new Map(),
    });
    notes.columns(made.unread, made.missing);
    rows = made;
    return made;
  };
  const text = decode(bytes.all, options.encoding);
  return {
    items: isJson ? jsonItems(text, compile) : csvItems(text, options.mapping?.delimiter, compile),
    source: () => ({
      publisher: mapping?.publisher ?? bytes.fileName,
      fileName: bytes.fileName,
      format: `tracker ${mapping?.name ?? ""}`.trim(),
      importerVersion: version,
      asOf: options.asOf ?? mapping?.asOf ?? null,
    }),
    notes: () => (rows === undefined ? [] : notes.all()),
  };
}

async function* csvItems(
  text: AsyncIterable<string>,
  delimiter: string | undefined,
  compile: (header: readonly string[]) => RowReader,
): AsyncGenerator<readonly Item[]> {
  let rows: RowReader | undefined;
  let width = 0;
  let count = 0;
  const { separator, whole } = await separatorOf(text, delimiter);
  for await (const batch of readCsv(whole, separator)) {
    const items: Item[] = [];
    for (const { line, cells, flaw } of batch) {
      if (rows === undefined) {
        if (flaw !== undefined) throw new InputError(`The header cannot be read: ${flaw}.`);
        width = cells.length;
        rows = compile(cells.map((cell) => cell.trim()));
        items.push(...rows.first.map((record) => ({ row: line, record })));
        continue;
      }
      count++;
      const ragged = flaw ?? raggedness(cells, width);
      if (ragged !== undefined) items.push(reject(line, null, ragged, cells.join(" | ")));
      else items.push(...rows.read(cells, line));
    }
    yield items;
  }
  if (count === 0)
    throw new InputError(rows === undefined ? "The file is empty." : "The file has a header and no rows.");
}

/** Reads as much as the header needs and gives the text back whole. */
async function separatorOf(
  text: AsyncIterable<string>,
  given: string | undefined,
): Promise<{ separator: string; whole: AsyncIterable<string> }> {
  if (given !== undefined) return { separator: given, whole: text };
  const source = text[Symbol.asyncIterator]();
  let head = "";
  for (let next = await source.next(); !next.done; next = await source.next()) {
    head += next.value;
    if (/[\r\n]/.test(next.value.trimStart()) || head.length > maxHeaderLength) break;
  }
  const stated = /^\s*sep=(.)/i.exec(head)?.[1];
  async function* whole(): AsyncGenerator<string> {
    yield head;
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
  }
  return { separator: stated ?? delimiterOf(head.trimStart().split(/[\r\n]/, 1)[0] ?? ""), whole: whole() };
}

function raggedness(cells: readonly string[], width: number): string | undefined {
  if (cells.length === width) return undefined;
  // Spreadsheets pad rows with empty cells; a cell too many that says something shows that the row has slipped.
  if (cells.length > width && cells.slice(width).every((cell) => cell.trim() === "")) return undefined;
  return `has ${cells.length} cells; the header has ${width}`;
}

async function* jsonItems(
  text: AsyncIterable<string>,
  compile: (header: readonly string[]) => RowReader,
): AsyncGenerator<readonly Item[]> {
  let rows: RowReader | undefined;
  let header: readonly string[] = [];
  for await (const batch of readJsonLines(text)) {
    const items: Item[] = [];
    for (const line of batch) {
      if ("flaw" in line) {
        items.push(reject(line.line, null, line.flaw));
        continue;
      }
      if (rows === undefined) {
        header = Object.keys(line.value);
        rows = compile(header);
        items.push(...rows.first.map((record) => ({ row: line.line, record })));
      }
      const nested = header.find((name) => typeof line.value[name] === "object" && line.value[name] !== null);
      if (nested !== undefined)
        items.push(
          reject(line.line, nested, "holds an object or a list; a tracker's fields are plain values"),
        );
      else
        items.push(
          ...rows.read(
            header.map((name) =>
              line.value[name] === null || line.value[name] === undefined ? "" : String(line.value[name]),
            ),
            line.line,
          ),
        );
    }
    yield items;
  }
  if (rows === undefined) throw new InputError("The file holds no rows.");
}

/** The column names at the beginning of a CSV or NDJSON file. */
export function headerOf(sample: string): readonly string[] {
  const line =
    sample
      .trimStart()
      .replace(/^sep=.[\r\n]+/i, "")
      .split(/\r\n|\n|\r/, 1)[0] ?? "";
  if (line.startsWith("{")) {
    try {
      return Object.keys(JSON.parse(line) as object);
    } catch {
      return [];
    }
  }
  const delimiter = delimiterOf(line);
  return line.split(delimiter).map((cell) => cell.trim().replace(/^"|"$/g, ""));
}

/** The shipped mapping whose telling columns all are there; the one with the most of them. */
function fitting(header: readonly string[]): Mapping | undefined {
  const names = new Set(header.map(foldValue));
  const fits = shippedMappings().filter(
    ({ detect }) => detect.length > 0 && detect.every((column) => names.has(foldValue(column))),
  );
  return fits.reduce<Mapping | undefined>(
    (best, next) => (best === undefined || next.detect.length > best.detect.length ? next : best),
    undefined,
  );
}

class Notes {
  private readonly values = new Map<string, number>();
  private readonly lines: string[] = [];

  columns(unread: readonly string[], missing: readonly string[]): void {
    if (unread.length > 0)
      this.lines.push(
        `Columns that the mapping does not read: ${unread.map((name) => name || "(without a name)").join(", ")}`,
      );
    if (missing.length > 0)
      this.lines.push(`Columns of the mapping that the file lacks: ${missing.join(", ")}`);
  }

  unmapped({ field, column, value }: Unmapped): void {
    const key = `${column}: ${JSON.stringify(value.slice(0, 80))} (${field})`;
    const count = this.values.get(key);
    if (count !== undefined || this.values.size < 1000) this.values.set(key, (count ?? 0) + 1);
  }

  all(): string[] {
    const most = [...this.values].sort((a, b) => b[1] - a[1]);
    const shown = most
      .slice(0, maxNotes)
      .map(([value, count]) => `No meaning is mapped for ${value}, ${count} times; its own words are kept`);
    return [
      ...this.lines,
      ...shown,
      ...(most.length > maxNotes ? [`… and ${most.length - maxNotes} more values without a meaning`] : []),
    ];
  }
}
