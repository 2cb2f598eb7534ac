// Single audits as the Federal Audit Clearinghouse publishes them: its tables as CSV, and as JSON from its interface.
import type { Bytes } from "../../input/bytes";
import { delimiterOf, readCsv } from "../../input/csv";
import { decode } from "../../input/decode";
import { InputError } from "../../input/input-error";
import { flatten, isJsonRows, readJsonRows } from "../../input/json-rows";
import { type Item, reject } from "../../records/items";
import type { Format, ImportOptions, Reading } from "../format";
import { headerOf } from "../tracker/format";
import { officeRecord, rowItems } from "./rows";
import { missingIn, type Table, tableOf } from "./tables";

const version = "2";
/** Names of columns are looked for in this much of a JSON file's beginning. */
const jsonSample = 200_000;

export const fac: Format = {
  name: "fac-findings",
  version,
  about:
    "a table of the Federal Audit Clearinghouse: findings, their texts, corrective action plans, or general",
  proof: "the clearinghouse's columns",
  detects: (sample) => tableOf(columnsIn(sample)) !== undefined,
  read,
};

function read(bytes: Bytes, options: ImportOptions): Reading {
  const sample = bytes.sample.toString("utf8");
  const text = decode(bytes.all, options.encoding);
  const delimiter = delimiterOf(bytes.sample.toString("latin1").split("\n", 1)[0] ?? ",");
  const seen = { silent: 0 };
  return {
    items: isJsonRows(sample) ? jsonItems(text, sample, seen) : csvItems(text, delimiter, seen),
    notes: () =>
      seen.silent === 0
        ? []
        : [
            `${seen.silent === 1 ? "1 row has no text and was" : `${seen.silent} rows have no text and were`} left out`,
          ],
    source: () => ({
      publisher: "Federal Audit Clearinghouse",
      fileName: bytes.fileName,
      format: "fac-findings",
      importerVersion: version,
      asOf: options.asOf ?? null,
    }),
  };
}

/** The columns of a CSV, or the names in the first objects of JSON. */
function columnsIn(sample: string): readonly string[] {
  if (!isJsonRows(sample)) return headerOf(sample);
  return [...new Set([...sample.slice(0, jsonSample).matchAll(/"(\w+)"\s*:/g)].map(([, name]) => name!))];
}

function tableIn(columns: readonly string[]): Table {
  const table = tableOf(columns);
  if (table === undefined) throw new InputError(`Columns are missing: ${missingIn(columns).join(", ")}.`);
  return table;
}

/** Rows that say nothing: the clearinghouse has none of their text. */
interface Seen {
  silent: number;
}

async function* csvItems(
  text: AsyncIterable<string>,
  delimiter: string,
  seen: Seen,
): AsyncGenerator<readonly Item[]> {
  let header: { table: Table; places: ReadonlyMap<string, number>; width: number } | undefined;
  for await (const batch of readCsv(text, delimiter)) {
    const found: Item[] = [];
    for (const { line, cells, flaw } of batch) {
      if (header === undefined) {
        header = { ...placesOf(cells), width: cells.length };
        found.push({ row: line, record: officeRecord });
      } else if (flaw !== undefined || cells.length !== header.width)
        found.push(reject(line, null, flaw ?? `has ${cells.length} cells; the header has ${header.width}`));
      else {
        const { places } = header;
        const items = rowItems(header.table, { line, cell: (column) => cells[places.get(column) ?? -1] });
        if (items.length === 0) seen.silent++;
        found.push(...items);
      }
    }
    yield found;
  }
  if (header === undefined) throw new InputError("The file is empty.");
}

function placesOf(header: readonly string[]): { table: Table; places: ReadonlyMap<string, number> } {
  const places = new Map(header.map((name, index) => [name.trim(), index]));
  const table = tableIn([...places.keys()]);
  if (places.size < header.length) throw new InputError("A column stands twice in the header.");
  return { table, places };
}

async function* jsonItems(
  text: AsyncIterable<string>,
  sample: string,
  seen: Seen,
): AsyncGenerator<readonly Item[]> {
  const table = tableIn(columnsIn(sample));
  let isFirst = true;
  for await (const batch of readJsonRows(text, sample)) {
    const found: Item[] = isFirst ? [{ row: 1, record: officeRecord }] : [];
    isFirst = false;
    for (const one of batch) {
      if ("flaw" in one) {
        found.push(reject(one.line, null, one.flaw));
        continue;
      }
      const cells = flatten(one.value);
      const items = rowItems(table, { line: one.line, cell: (column) => cells.get(column) });
      if (items.length === 0) seen.silent++;
      found.push(...items);
    }
    yield found;
  }
  if (isFirst) throw new InputError("The file holds no rows.");
}
