// Writes connections: the page's rows, edges with their cursors, page information, totals.
import { encodeCursor, markOf } from "./cursor";
import {
  firstCell,
  type LevelRows,
  noFields,
  type Row,
  rangeBelow,
  type Write,
  type Writing,
  writeRows,
} from "./moving-rows";
import type { ConnectionEntry, ConnectionOutput, EdgeEntry, Output, PageInfoEntry } from "./plan";

/** How outputs in general are written; the writer gives itself. */
type WriteOutput = (output: Output) => Write;

/** The rows of the page at hand: from `start` to `end`, and whether a row beyond it was fetched. */
interface PageRows {
  readonly level: LevelRows | null;
  readonly start: number;
  readonly end: number;
  readonly more: boolean;
}

type WritePart = (writing: Writing, row: Row, page: PageRows, ordinal: number) => string;

/** How a connection is written. */
export function writeConnection(connection: ConnectionOutput, writeOutput: WriteOutput): Write {
  if (connection.fields.length === 0) return noFields;
  const keys = connection.fields.map(({ key }, at) => `${at === 0 ? "{" : ","}${JSON.stringify(key)}:`);
  const parts = connection.fields.map((field) => writeConnectionField(field, connection, writeOutput));
  return (writing, row, ordinal) => {
    const page = pageRows(writing, connection, ordinal);
    let text = "";
    for (let at = 0; at < parts.length; at += 1) text += keys[at]! + parts[at]!(writing, row, page, ordinal);
    return `${text}}`;
  };
}

function pageRows(writing: Writing, { level, page, extraRow }: ConnectionOutput, ordinal: number): PageRows {
  if (level === null) return { level: null, start: 0, end: 0, more: false };
  const rows = writing.levels[level.index]!;
  const start = rangeBelow(rows, ordinal);
  const end = rows.at;
  const more = extraRow && end - start > page.size;
  if (!more) return { level: rows, start, end, more };
  return page.fromEnd
    ? { level: rows, start: start + 1, end, more }
    : { level: rows, start, end: end - 1, more };
}

function writeConnectionField(
  field: ConnectionEntry,
  connection: ConnectionOutput,
  writeOutput: WriteOutput,
): WritePart {
  switch (field.kind) {
    case "constant":
      return () => field.json;
    case "totalCount": {
      const cell = field.cell + firstCell;
      return (_, row) => row[cell]!;
    }
    case "facets": {
      const write = writeOutput(field.output);
      return (writing, row, _, ordinal) => write(writing, row, ordinal);
    }
    case "nodes": {
      const write = writeOutput(field.object);
      return (writing, _, page) => writeRows(writing, page.level!, page.start, page.end, write);
    }
    case "edges": {
      const write = writeEdge(field.fields, connection, writeOutput);
      return (writing, _, page) => writeRows(writing, page.level!, page.start, page.end, write);
    }
    case "pageInfo":
      return writePageInfo(field.fields, connection);
  }
}

function writeEdge(
  fields: readonly EdgeEntry[],
  connection: ConnectionOutput,
  writeOutput: WriteOutput,
): Write {
  if (fields.length === 0) return noFields;
  const keys = fields.map(({ key }, at) => `${at === 0 ? "{" : ","}${JSON.stringify(key)}:`);
  const parts = fields.map((field): Write => {
    if (field.kind === "constant") return () => field.json;
    if (field.kind === "node") return writeOutput(field.object);
    return (writing, row) => cursorText(writing, row, connection);
  });
  return (writing, row, ordinal) => {
    let text = "";
    for (let at = 0; at < parts.length; at += 1) text += keys[at]! + parts[at]!(writing, row, ordinal);
    return `${text}}`;
  };
}

function writePageInfo(fields: readonly PageInfoEntry[], connection: ConnectionOutput): WritePart {
  if (fields.length === 0) return noFields;
  const parts = fields.map((field): WritePart => {
    switch (field.kind) {
      case "constant":
        return () => field.json;
      case "hasMore":
        return (_, row, page) =>
          String(
            (field.extra && page.more) || (field.beyond !== null && row[field.beyond + firstCell] === "true"),
          );
      case "startCursor":
        return (writing, _, { level, start, end }) =>
          start < end ? cursorText(writing, level!.rows[start]!, connection) : "null";
      case "endCursor":
        return (writing, _, { level, start, end }) =>
          start < end ? cursorText(writing, level!.rows[end - 1]!, connection) : "null";
    }
  });
  const keys = fields.map(({ key }, at) => `${at === 0 ? "{" : ","}${JSON.stringify(key)}:`);
  return (writing, row, page) =>
    `${keys.map((key, at) => key + parts[at]!(writing, row, page, 0)).join("")}}`;
}

function cursorText(writing: Writing, row: Row, { identity, keyCells }: ConnectionOutput): string {
  const keys = keyCells.map((cell) => row[cell + firstCell] ?? null);
  return `"${encodeCursor(markOf(identity, writing.binding), keys)}"`;
}
