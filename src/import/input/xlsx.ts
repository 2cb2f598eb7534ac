// Excel workbooks (XLSX): sheets as rows of text. Streams a sheet; holds its shared strings alone. Dates come as ISO days,
// formulas as their cached values, merged cells filled from their first. Knows nothing of what columns mean.
import type { CsvRow } from "./csv";
import { InputError } from "./input-error";
import { dateStyles, mergedCells, place, type Range, sharedStrings, unescaped } from "./xlsx-parts";
import { type Handlers, parse, parsed } from "./xlsx-xml";
import { type ZipEntry, zipEntries } from "./zip";

export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** Rows in batches, numbered as in the sheet; rows without any text are left out. */
  rows(): AsyncGenerator<CsvRow[]>;
}

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
