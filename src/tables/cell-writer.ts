// Rows as they come from PostgreSQL become the text of a file, batch by batch. Cells are copied as bytes; hardly any
// becomes a string.
import type { RowBytes } from "../database";
import { constant, JsonBuffer } from "../planner/write/json-buffer";
import { Cells } from "../planner/write/wire-rows";
import type { CellColumn } from "./table";

/** One format: what a file begins with, and the text of a batch of its rows. */
export interface RowFormat {
  readonly contentType: string;
  header(columns: readonly CellColumn[]): string;
  rows(columns: readonly CellColumn[], batch: RowBytes): Buffer;
}

// Writing is synchronous, so that one buffer serves all files.
const out = new JsonBuffer();
const comma = constant(",");
const newline = constant("\n");
const quote = constant('"');
const emptyText = constant('""');
const nullText = constant("null");

/**
 * CSV as RFC 4180 has it, with a newline behind each row: null is an empty cell, an empty text is "" in quotes; a cell is
 * quoted where it must be.
 */
export const csv: RowFormat = {
  contentType: "text/csv; charset=utf-8; header=present",
  header: (columns) => `${columns.map(({ name }) => name).join(",")}\n`,
  rows(columns, batch) {
    const cells = new Cells(batch);
    const parts = columns.map((column) => ({
      prefix: column.idPrefix === undefined ? null : constant(`${column.idPrefix}_`),
      mayNeedQuotes: column.isFreeText,
    }));
    out.begin();
    for (let row = 0; row < cells.rows; row += 1) {
      for (let at = 0; at < parts.length; at += 1) {
        if (at > 0) out.constant(comma);
        const begin = cells.begin(row, at);
        if (begin < 0) continue;
        const { prefix, mayNeedQuotes } = parts[at]!;
        const end = cells.end(row, at);
        if (prefix) out.constant(prefix);
        if (begin === end) out.constant(emptyText);
        else if (mayNeedQuotes && needsQuotes(cells.bytes, begin, end)) writeQuoted(cells.bytes, begin, end);
        else out.part(cells.bytes, begin, end);
      }
      out.constant(newline);
    }
    return out.take();
  },
};

/** One JSON object on each line: null is null, money a string of its digits, as in GraphQL. */
export const ndjson: RowFormat = {
  contentType: "application/x-ndjson; charset=utf-8",
  header: () => "",
  rows(columns, batch) {
    const cells = new Cells(batch);
    const keys = columns.map(({ name }, at) => constant(`${at === 0 ? "{" : ","}${JSON.stringify(name)}:`));
    const prefixes = columns.map(({ idPrefix }) =>
      idPrefix === undefined ? null : constant(`"${idPrefix}_`),
    );
    const close = constant("}\n");
    out.begin();
    for (let row = 0; row < cells.rows; row += 1) {
      for (let at = 0; at < keys.length; at += 1) {
        out.constant(keys[at]!);
        const begin = cells.begin(row, at);
        const end = cells.end(row, at);
        const prefix = prefixes[at]!;
        if (begin < 0) out.constant(nullText);
        else if (prefix) {
          out.constant(prefix);
          out.part(cells.bytes, begin, end);
          out.constant(quote);
        } else if (columns[at]!.isRawJson) out.part(cells.bytes, begin, end);
        else out.quoted(cells.bytes, cells.view, begin, end);
      }
      out.constant(close);
    }
    return out.take();
  },
};

const quoteByte = 0x22;
const commaByte = 0x2c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;

// Blanks at an end are quoted too: some readers take them off an unquoted cell.
function needsQuotes(bytes: Buffer, begin: number, end: number): boolean {
  if (bytes[begin] === space || bytes[end - 1] === space) return true;
  for (let at = begin; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte === commaByte || byte === quoteByte || byte === lineFeed || byte === carriageReturn) return true;
  }
  return false;
}

function writeQuoted(bytes: Buffer, begin: number, end: number): void {
  out.constant(quote);
  let from = begin;
  for (let at = begin; at < end; at += 1) {
    if (bytes[at] !== quoteByte) continue;
    out.part(bytes, from, at + 1);
    out.constant(quote);
    from = at + 1;
  }
  out.part(bytes, from, end);
  out.constant(quote);
}
