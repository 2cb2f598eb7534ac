// Writes connections: the page's rows, edges with their cursors, page information, totals.
import { encodeCursor, markOf } from "../plan/cursor";
import type { ConnectionEntry, ConnectionOutput, EdgeEntry, Output, PageInfoEntry } from "../plan/plan";
import { constant } from "./json-buffer";
import {
  firstCell,
  type LevelRows,
  noFields,
  rangeBelow,
  type Write,
  type WriteState,
  writeRows,
} from "./level-rows";

/** How outputs in general are written; the writer gives itself. */
type WriteOutput = (output: Output) => Write;

/** The rows of the page at hand: from `start` to `end`, and whether a row beyond it was fetched. */
interface PageRows {
  readonly level: LevelRows | null;
  readonly start: number;
  readonly end: number;
  readonly more: boolean;
}

type WritePart = (state: WriteState, row: number, page: PageRows, number: number) => void;

/** How a connection is written. */
export function writeConnection(connection: ConnectionOutput, writeOutput: WriteOutput): Write {
  if (connection.fields.length === 0) return noFields;
  const keys = keysOf(connection.fields);
  const parts = connection.fields.map((field) => writeConnectionField(field, connection, writeOutput));
  return (state, row, number) => {
    const page = pageRows(state, connection, number);
    for (let at = 0; at < parts.length; at += 1) {
      state.out.constant(keys[at]!);
      parts[at]!(state, row, page, number);
    }
    state.out.constant(objectEnd);
  };
}

function keysOf(fields: readonly { readonly key: string }[]): Uint8Array[] {
  return fields.map(({ key }, at) => constant(`${at === 0 ? "{" : ","}${JSON.stringify(key)}:`));
}

const objectEnd = constant("}");

function writeConstant(json: string): (state: WriteState) => void {
  const bytes = constant(json);
  return ({ out }) => out.constant(bytes);
}

function pageRows(state: WriteState, { level, page, extraRow }: ConnectionOutput, number: number): PageRows {
  if (level === null) return { level: null, start: 0, end: 0, more: false };
  const rows = state.levels[level.index]!;
  const start = rangeBelow(rows, number);
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
      return writeConstant(field.json);
    case "totalCount": {
      const cell = field.cell + firstCell;
      return ({ out, cells }, row) => out.part(cells.bytes, cells.begin(row, cell), cells.end(row, cell));
    }
    case "facets": {
      const write = writeOutput(field.output);
      return (state, row, _, number) => write(state, row, number);
    }
    case "nodes": {
      const write = writeOutput(field.object);
      return (state, _, page) => writeRows(state, page.level!, page.start, page.end, write);
    }
    case "edges": {
      const write = writeEdge(field.fields, connection, writeOutput);
      return (state, _, page) => writeRows(state, page.level!, page.start, page.end, write);
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
  const keys = keysOf(fields);
  const parts = fields.map((field): Write => {
    if (field.kind === "constant") return writeConstant(field.json);
    if (field.kind === "node") return writeOutput(field.object);
    return (state, row) => writeCursor(state, row, connection);
  });
  return (state, row, number) => {
    for (let at = 0; at < parts.length; at += 1) {
      state.out.constant(keys[at]!);
      parts[at]!(state, row, number);
    }
    state.out.constant(objectEnd);
  };
}

function writePageInfo(fields: readonly PageInfoEntry[], connection: ConnectionOutput): WritePart {
  if (fields.length === 0) return noFields;
  const parts = fields.map((field): WritePart => {
    switch (field.kind) {
      case "constant":
        return writeConstant(field.json);
      case "hasMore":
        return ({ out, cells }, row, page) =>
          out.text(
            String(
              (field.extra && page.more) ||
                (field.beyond !== null && cells.text(row, field.beyond + firstCell) === "true"),
            ),
          );
      case "startCursor":
        return (state, _, { level, start, end }) =>
          writeCursor(state, start < end ? level!.rows[start]! : null, connection);
      case "endCursor":
        return (state, _, { level, start, end }) =>
          writeCursor(state, start < end ? level!.rows[end - 1]! : null, connection);
    }
  });
  const keys = keysOf(fields);
  return (state, row, page) => {
    for (let at = 0; at < parts.length; at += 1) {
      state.out.constant(keys[at]!);
      parts[at]!(state, row, page, 0);
    }
    state.out.constant(objectEnd);
  };
}

function writeCursor(
  { out, cells, binding }: WriteState,
  row: number | null,
  { identity, keyCells }: ConnectionOutput,
): void {
  if (row === null) {
    out.text("null");
    return;
  }
  const keys = keyCells.map((cell) => cells.text(row, cell + firstCell));
  out.text(`"${encodeCursor(markOf(identity, binding), keys)}"`);
}
