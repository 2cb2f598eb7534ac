// Trackers of recommendations as CSV, XLSX, JSON or NDJSON, read by a mapping: the caller's, or the shipped one whose
// columns fit.
import type { Bytes } from "../../input/bytes";
import { delimiterOf } from "../../input/csv";
import { decode } from "../../input/decode";
import { InputError } from "../../input/input-error";
import { flatten, isJsonRows, readJsonRows } from "../../input/json-rows";
import { type Item, reject } from "../../records/items";
import type { Format, ImportOptions, Reading } from "../format";
import { foldValue, type Mapping } from "./mapping";
import { shippedMappings } from "./mapping-file";
import { Notes } from "./notes";
import { RecommendationNumbers } from "./numbering";
import { compileRows, type RowReader } from "./rows";
import { tableRows } from "./table";

const version = "2";

export const tracker: Format = {
  name: "tracker",
  version,
  about: "a tracker of recommendations as CSV, XLSX, JSON or NDJSON, by a mapping",
  proof: "the columns of a shipped mapping",
  detects: (sample) => fitting(headerOf(sample)) !== undefined,
  read,
};

function read(bytes: Bytes, options: ImportOptions): Reading {
  let mapping = options.mapping;
  const notes = new Notes();
  const numbers = new RecommendationNumbers();
  let rows: RowReader | undefined;
  const compile = (header: readonly string[]) => {
    mapping ??= fitting(header);
    if (mapping === undefined)
      throw new InputError(
        "No shipped mapping fits the file's columns: describe them with --mapping FILE (--suggest-mapping writes a draft).",
      );
    if (mapping.isOpenList && (options.asOf ?? mapping.asOf) === undefined)
      throw new InputError("A list of what is open needs its day: --as-of YYYY-MM-DD.");
    const compiled = compileRows(header, mapping, {
      office: options.office,
      asOf: options.asOf,
      onUnmapped: (one) => notes.unmapped(one),
      onPrinted: (one) => notes.printed(one),
      onSkipped: (why) => notes.skipped(why),
      bodies: new Map(),
      numbers,
    });
    notes.columns(compiled.unread, compiled.missing);
    rows = compiled;
    return compiled;
  };
  return {
    items: isJsonRows(bytes.sample.toString("utf8"))
      ? jsonItems(bytes, options, compile)
      : tableItems(bytes, options, compile, notes),
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

type Compile = (header: readonly string[]) => RowReader;

async function* tableItems(
  bytes: Bytes,
  options: ImportOptions,
  compile: Compile,
  notes: Notes,
): AsyncGenerator<readonly Item[]> {
  let rows: RowReader | undefined;
  let first: Item[] = [];
  const { mapping } = options;
  const table = tableRows(bytes, {
    delimiter: mapping?.delimiter,
    sheet: mapping?.sheet,
    encoding: options.encoding,
    isHeader: (cells) => (mapping ? isHeaderOf(mapping, cells) : fitting(cells) !== undefined),
    onHeader: (header, line, passed) => {
      rows = compile(header);
      first = rows.first.map((record) => ({ row: line, record }));
      notes.passed(passed);
    },
  });
  for await (const batch of table) {
    const items: Item[] = first;
    first = [];
    for (const { line, cells, flaw } of batch) {
      if (flaw !== undefined) items.push(reject(line, null, flaw, cells.join(" | ")));
      else items.push(...rows!.read(cells, line));
    }
    yield items;
  }
}

/** A header has the columns by which the mapping tells reports and recommendations. */
function isHeaderOf(mapping: Mapping, cells: readonly string[]): boolean {
  const names = new Set(cells.map(foldValue));
  const report = mapping.report.number ?? mapping.report.title;
  const sources = [report, mapping.recommendation.number ?? mapping.recommendation.text];
  return sources.every(
    (source) =>
      source === undefined ||
      source.constant !== undefined ||
      source.columns.some((name) => names.has(foldValue(name))),
  );
}

async function* jsonItems(
  bytes: Bytes,
  options: ImportOptions,
  compile: Compile,
): AsyncGenerator<readonly Item[]> {
  let rows: RowReader | undefined;
  const header: string[] = [];
  const known = new Set<string>();
  const text = decode(bytes.all, options.encoding);
  for await (const batch of readJsonRows(text, bytes.sample.toString("utf8"))) {
    const items: Item[] = [];
    // Rows need not have the same fields; those that come later are columns too.
    const cells = batch.map((line) => ("flaw" in line ? undefined : flatten(line.value)));
    const before = header.length;
    for (const row of cells)
      for (const name of row?.keys() ?? [])
        if (!known.has(name)) {
          known.add(name);
          header.push(name);
        }
    if (rows === undefined && header.length > 0) {
      rows = compile(header);
      items.push(...rows.first.map((record) => ({ row: batch[0]!.line, record })));
    } else if (header.length > before) rows = compile(header);
    batch.forEach((line, index) => {
      const row = cells[index];
      if ("flaw" in line || row === undefined)
        items.push(reject(line.line, null, "flaw" in line ? line.flaw : ""));
      else
        items.push(
          ...rows!.read(
            header.map((name) => row.get(name) ?? ""),
            line.line,
          ),
        );
    });
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
