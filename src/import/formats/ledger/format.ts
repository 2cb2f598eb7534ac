// The ledger: reports, recommendations and what happened to them as three CSV files, in a folder or a ZIP archive.
// Each event has the day on which it happened and the day on which it was learned.
import type { Bytes } from "../../input/bytes";
import { type CsvRow, readCsv } from "../../input/csv";
import { decode } from "../../input/decode";
import { InputError } from "../../input/input-error";
import { collect, isZip, zipEntries } from "../../input/zip";
import { type Item, reject } from "../../records/items";
import type { CanonicalRecord } from "../../records/records";
import type { Format, ImportOptions, Reading } from "../format";
import { eventItems } from "./events";
import { Row } from "./row";
import { recommendationItems, reportItems } from "./rows";

const version = "1";
/** Office of a ledger that names none: its reports need one to be told from others'. */
const unnamedOffice = "ledger";

export const ledgerFiles = ["reports.csv", "recommendations.csv", "events.csv"] as const;

/** Columns that each file must have. */
const required: Readonly<Record<string, readonly string[]>> = {
  "reports.csv": ["report"],
  "recommendations.csv": ["report", "rec"],
  "events.csv": ["report", "rec", "kind"],
};

export const ledger: Format = {
  name: "ledger",
  version,
  about:
    "a folder or ZIP with reports.csv, recommendations.csv and events.csv: sums, decisions and statuses by their days",
  proof: "its three files",
  detects: () => false,
  read,
};

async function read(bytes: Bytes, options: ImportOptions): Promise<Reading> {
  const office = options.office ?? unnamedOffice;
  return {
    items: items(bytes, options, office),
    source: () => ({
      publisher: options.office ?? bytes.fileName,
      fileName: bytes.fileName,
      format: "ledger",
      importerVersion: version,
      asOf: options.asOf ?? null,
    }),
  };
}

async function* items(bytes: Bytes, options: ImportOptions, office: string): AsyncGenerator<readonly Item[]> {
  const files = await filesIn(bytes);
  const read = (name: string) => tableOf(name, files, options);
  const [reports, recommendations, events] = [
    await read("reports.csv"),
    await read("recommendations.csv"),
    await read("events.csv"),
  ];
  yield named(office, reports.rows);
  yield [...reports.flaws, ...recommendations.flaws, ...events.flaws];
  const offices = new Map(reports.rows.map((row) => [row.text("report"), row.text("office") || office]));
  const officeOf = (row: Row) => row.text("office") || (offices.get(row.text("report")) ?? office);
  yield* inBatches(reports.rows, (row) => reportItems(row, officeOf(row)));
  const issued = new Map(reports.rows.map((row) => [row.text("report"), row.text("issued_on")]));
  yield* inBatches(recommendations.rows, (row) =>
    recommendationItems(row, officeOf(row), issued.get(row.text("report")) || null),
  );
  yield eventItems(events.rows, recommendations.rows, officeOf);
}

function named(office: string, rows: readonly Row[]): Item[] {
  const offices = new Set([office, ...rows.map((row) => row.text("office")).filter((slug) => slug !== "")]);
  if (rows.length > 0 && rows.every((row) => row.text("office") !== "")) offices.delete(office);
  return [...offices].map((slug): Item => {
    const record: CanonicalRecord = { record: "office", slug, name: slug, kind: "OTHER", mention: true };
    return { row: 0, record };
  });
}

async function* inBatches(
  rows: readonly Row[],
  itemsOf: (row: Row) => Item[],
): AsyncGenerator<readonly Item[]> {
  for (let at = 0; at < rows.length; at += 1000) yield rows.slice(at, at + 1000).flatMap(itemsOf);
}

type Files = ReadonlyMap<string, AsyncIterable<Buffer>>;

async function filesIn(bytes: Bytes): Promise<Files> {
  if (bytes.files) {
    for await (const _ of bytes.all);
    return new Map([...bytes.files].map(([name, content]) => [name, once(content)]));
  }
  if (!isZip(bytes.sample))
    throw new InputError(
      `A ledger is a folder or a ZIP archive with ${ledgerFiles.join(", ")}; ${bytes.fileName} is neither.`,
    );
  const files = new Map<string, AsyncIterable<Buffer>>();
  for (const entry of await zipEntries(await collect(bytes.all))) {
    const name = entry.name.replace(/^.*\//, "").toLowerCase();
    if (name in required && !files.has(name)) files.set(name, await entry.read());
  }
  return files;
}

async function* once(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}

interface Table {
  readonly rows: readonly Row[];
  readonly flaws: readonly Item[];
}

async function tableOf(name: string, files: Files, options: ImportOptions): Promise<Table> {
  const content = files.get(name);
  if (!content) throw new InputError(`The ledger has no ${name}; it needs ${ledgerFiles.join(", ")}.`);
  const rows: Row[] = [];
  const flaws: Item[] = [];
  let header: readonly string[] | undefined;
  const read = ({ line, cells, flaw }: CsvRow) => {
    if (header === undefined) {
      header = cells.map((cell) => cell.trim().toLowerCase());
      const missing = required[name]!.filter((column) => !header!.includes(column));
      if (missing.length > 0)
        throw new InputError(`${name} has no column ${missing.join(", ")}; it has ${header.join(", ")}.`);
    } else if (flaw !== undefined || cells.length > header.length)
      flaws.push(
        reject(
          line,
          name,
          flaw ?? `has ${cells.length} cells; the header has ${header.length}`,
          cells.join(","),
        ),
      );
    else rows.push(new Row(name, line, header, cells));
  };
  for await (const batch of readCsv(decode(content, options.encoding), ","))
    for (const row of batch) read(row);
  if (header === undefined) throw new InputError(`${name} is empty; it needs at least its header.`);
  return { rows, flaws };
}
