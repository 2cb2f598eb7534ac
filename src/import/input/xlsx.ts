// Excel workbooks (XLSX): sheets as rows of text. Streams a sheet; holds its shared strings alone. Dates come as ISO days,
// formulas as their cached values, merged cells filled from their first. Knows nothing of what columns mean.
import { SaxesParser } from "saxes";
import type { CsvRow } from "./csv";
import { InputError } from "./input-error";
import { type ZipEntry, zipEntries } from "./zip";

export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** Rows in batches, numbered as in the sheet; rows without any text are left out. */
  rows(): AsyncGenerator<CsvRow[]>;
}

const maxSharedText = 256_000_000;
const maxColumns = 16_384;
const batchRows = 500;

/** Whether the archive's entries are those of a workbook. */
export function isWorkbook(entries: readonly ZipEntry[]): boolean {
  return entries.some(({ name }) => name === "xl/workbook.xml");
}

export async function openWorkbook(archive: Buffer): Promise<Sheet[]> {
  const entries = new Map((await zipEntries(archive)).map((entry) => [entry.name, entry]));
  const named: { readonly name: string; readonly id: string; readonly isHidden: boolean }[] = [];
  let is1904 = false;
  await parse(need(entries, "xl/workbook.xml"), {
    open(tag, attributes) {
      if (tag === "workbookPr") is1904 = /^(?:1|true)$/.test(attributes.date1904 ?? "");
      if (tag === "sheet")
        named.push({
          name: attributes.name ?? "",
          id: attributes.id ?? "",
          isHidden: attributes.state !== undefined && attributes.state !== "visible",
        });
    },
  });
  const targets = new Map<string, string>();
  await parse(need(entries, "xl/_rels/workbook.xml.rels"), {
    open(tag, { Id, Target = "" }) {
      if (tag === "Relationship" && Id !== undefined)
        targets.set(Id, Target.startsWith("/") ? Target.slice(1) : `xl/${Target.replace(/^\.\//, "")}`);
    },
  });
  let shared: Promise<readonly string[]> | undefined;
  let dates: Promise<ReadonlySet<number>> | undefined;
  return named.map(({ name, id, isHidden }) => ({
    name,
    isHidden,
    async *rows() {
      const path = targets.get(id);
      const entry = path === undefined ? undefined : entries.get(path);
      if (entry === undefined) throw new InputError(`The workbook's sheet ${name} is missing.`);
      shared ??= sharedStrings(entries.get("xl/sharedStrings.xml"));
      dates ??= dateStyles(entries.get("xl/styles.xml"));
      const merged = await mergedCells(entry);
      yield* sheetRows(entry, { shared: await shared, dates: await dates, merged, is1904 });
    },
  }));
}

function need(entries: ReadonlyMap<string, ZipEntry>, name: string): ZipEntry {
  const found = entries.get(name);
  if (found === undefined) throw new InputError(`The file is no Excel workbook: ${name} is missing.`);
  return found;
}

type Attributes = Readonly<Record<string, string | undefined>>;

interface Handlers {
  open?(tag: string, attributes: Attributes): void;
  close?(tag: string): void;
  text?(text: string): void;
}

/** Feeds an XML file to the handlers; names come without their prefix. After each chunk `after` may wait. */
async function* parsed<T>(
  entry: ZipEntry,
  handlers: Handlers,
  after: () => T | undefined,
): AsyncGenerator<T> {
  const parser = new SaxesParser();
  let failed: Error | undefined;
  parser.on("error", (error) => (failed ??= error));
  parser.on("doctype", () => (failed ??= new Error("it holds a document type")));
  parser.on("opentag", ({ name, attributes }) => {
    const plain: Record<string, string> = {};
    for (const [key, value] of Object.entries(attributes)) plain[local(key)] = value as string;
    handlers.open?.(local(name), plain);
  });
  parser.on("closetag", ({ name }) => handlers.close?.(local(name)));
  parser.on("text", (text) => handlers.text?.(text));
  const decoder = new TextDecoder("utf-8");
  for await (const chunk of await entry.read()) {
    parser.write(decoder.decode(chunk, { stream: true }));
    if (failed) break;
    const given = after();
    if (given !== undefined) yield given;
  }
  if (!failed) parser.close();
  if (failed) throw new InputError(`The workbook is damaged: ${entry.name}: ${(failed as Error).message}.`);
  const rest = after();
  if (rest !== undefined) yield rest;
}

async function parse(entry: ZipEntry, handlers: Handlers): Promise<void> {
  for await (const _ of parsed(entry, handlers, () => undefined));
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

async function sharedStrings(entry: ZipEntry | undefined): Promise<readonly string[]> {
  const strings: string[] = [];
  if (entry === undefined) return strings;
  let [text, isText, isPhonetic, length] = ["", false, false, 0];
  await parse(entry, {
    open(tag) {
      if (tag === "si") text = "";
      if (tag === "rPh") isPhonetic = true;
      isText = tag === "t" && !isPhonetic;
    },
    close(tag) {
      if (tag === "rPh") isPhonetic = false;
      if (tag === "t") isText = false;
      if (tag !== "si") return;
      length += text.length;
      if (length > maxSharedText)
        throw new InputError("The workbook holds more text than can be read at once.");
      strings.push(unescaped(text));
    },
    text(part) {
      if (isText) text += part;
    },
  });
  return strings;
}

/** Cell styles whose numbers are days. */
async function dateStyles(entry: ZipEntry | undefined): Promise<ReadonlySet<number>> {
  const styles = new Set<number>();
  if (entry === undefined) return styles;
  const custom = new Map<number, string>();
  let [isCell, index] = [false, 0];
  await parse(entry, {
    open(tag, { numFmtId, formatCode = "" }) {
      if (tag === "numFmt") custom.set(Number(numFmtId), formatCode);
      if (tag === "cellXfs") isCell = true;
      if (tag === "xf" && isCell) {
        if (isDateFormat(Number(numFmtId), custom)) styles.add(index);
        index++;
      }
    },
    close(tag) {
      if (tag === "cellXfs") isCell = false;
    },
  });
  return styles;
}

function isDateFormat(id: number, custom: ReadonlyMap<number, string>): boolean {
  const code = custom.get(id);
  if (code === undefined)
    return (
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
    );
  // What stands in quotes, brackets or behind a backslash is printed as it is.
  return /[ymdh]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, "").replace(/general/gi, ""));
}

interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  value?: string;
}

/** Merged ranges stand behind the rows; the text is looked through without parsing it. */
async function mergedCells(entry: ZipEntry): Promise<readonly Range[]> {
  const found: Range[] = [];
  const decoder = new TextDecoder("utf-8");
  let rest = "";
  for await (const chunk of await entry.read()) {
    const text = rest + decoder.decode(chunk, { stream: true });
    const last = text.lastIndexOf("<");
    const whole = last < 0 ? "" : text.slice(0, last);
    rest = last < 0 ? text.slice(-4096) : text.slice(last).slice(0, 4096);
    if (!whole.includes("mergeCell ")) continue;
    for (const [, from = "", to = ""] of whole.matchAll(/mergeCell [^>]*?ref="([A-Z]+\d+):([A-Z]+\d+)"/g)) {
      const [a, b] = [place(from), place(to)];
      found.push({ top: a.row, bottom: b.row, left: a.column, right: b.column });
      if (found.length > 200_000) throw new InputError("The sheet has more merged cells than can be read.");
    }
  }
  return found.sort((a, b) => a.top - b.top);
}

interface SheetContext {
  readonly shared: readonly string[];
  readonly dates: ReadonlySet<number>;
  readonly merged: readonly Range[];
  readonly is1904: boolean;
}

async function* sheetRows(entry: ZipEntry, context: SheetContext): AsyncGenerator<CsvRow[]> {
  let batch: CsvRow[] = [];
  let [row, column, cells]: [number, number, string[]] = [0, 0, []];
  let [type, style, value, isValue, isPhonetic] = ["n", 0, "", false, false];
  const merged = new MergedCells(context.merged);
  const handlers: Handlers = {
    open(tag, { r, t = "n", s = "0" }) {
      if (tag === "row") [row, column, cells] = [r === undefined ? row + 1 : Number(r), 0, []];
      else if (tag === "c") {
        column = r === undefined ? column + 1 : place(r).column;
        [type, style, value] = [t, Number(s), ""];
      } else if (tag === "rPh") isPhonetic = true;
      else if (tag === "v" || tag === "t") isValue = !isPhonetic;
    },
    text(text) {
      if (isValue) value += text;
    },
    close(tag) {
      if (tag === "v" || tag === "t") isValue = false;
      else if (tag === "rPh") isPhonetic = false;
      else if (tag === "c" && column <= maxColumns) {
        while (cells.length < column) cells.push("");
        cells[column - 1] = cellText(type, style, value, context);
      } else if (tag === "row") {
        merged.fill(row, cells);
        if (cells.some((cell) => cell.trim() !== "")) batch.push({ line: row, cells });
      }
    },
  };
  yield* parsed(entry, handlers, () => {
    if (batch.length < batchRows) return undefined;
    const given = batch;
    batch = [];
    return given;
  });
  if (batch.length > 0) yield batch;
}

/** Fills merged cells from their first while rows go by; only ranges that reach the current row are looked at. */
class MergedCells {
  private next = 0;
  private active: Range[] = [];

  constructor(private readonly ranges: readonly Range[]) {}

  fill(row: number, cells: string[]): void {
    for (; this.next < this.ranges.length && this.ranges[this.next]!.top <= row; this.next++)
      this.active.push(this.ranges[this.next]!);
    if (this.active.length === 0) return;
    this.active = this.active.filter(({ bottom }) => bottom >= row);
    for (const range of this.active) {
      if (range.top === row) range.value = cells[range.left - 1] ?? "";
      if (!range.value) continue;
      for (let at = range.left; at <= Math.min(range.right, maxColumns); at++) {
        while (cells.length < at) cells.push("");
        cells[at - 1] = range.value;
      }
    }
  }
}

function cellText(
  type: string,
  style: number,
  value: string,
  { shared, dates, is1904 }: SheetContext,
): string {
  if (type === "s") return shared[Number(value)] ?? "";
  if (type === "inlineStr" || type === "str") return unescaped(value);
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  // #N/A, #REF! and their like say nothing.
  if (type === "e") return "";
  if (type === "d") return value;
  const number = Number(value);
  if (value === "" || !Number.isFinite(number)) return value;
  return dates.has(style) && number >= 1 ? dayText(number, is1904) : plainNumber(number);
}

function dayText(serial: number, is1904: boolean): string {
  // Day 60 is 29 February 1900, which spreadsheets believe in; days from March 1900 on are off by that one.
  const epoch = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const moment = new Date(epoch + Math.round(serial * 86_400) * 1000);
  if (Number.isNaN(moment.getTime())) return String(serial);
  const text = moment.toISOString();
  return Number.isInteger(serial) ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
}

/** Without an exponent, as a person would write it. */
function plainNumber(value: number): string {
  const text = String(value);
  return /e/i.test(text)
    ? value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 })
    : text;
}

/** _x000D_ is how workbooks write characters that XML cannot hold. */
function unescaped(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => {
        const character = String.fromCharCode(Number.parseInt(code, 16));
        return character === "\0" ? "" : character;
      })
    : text;
}

function place(reference: string): { readonly row: number; readonly column: number } {
  const [, letters = "", digits = "0"] = /^([A-Z]+)(\d+)?/.exec(reference) ?? [];
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits), column };
}
