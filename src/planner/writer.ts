// Writes the answer's JSON text from a statement's rows. Made once for an operation: constant texts and cell numbers.
import { encodeCursor, markOf } from "./cursor";
import { badInput, tooLarge } from "./errors";
import type {
  ConnectionEntry,
  ConnectionOutput,
  EdgeEntry,
  Entry,
  Level,
  Output,
  PageInfoEntry,
  Plan,
} from "./plan";
import { siblings } from "./print";
import { project } from "./projection";
import { resolve } from "./scope";
import type { Binding } from "./sql";

export type Row = readonly (string | null)[];

/** One level's rows in the answer's order, their ordinals, and how far the writing has come. */
interface LevelRows {
  readonly rows: Row[];
  ordinals: number[];
  at: number;
}

interface Writing {
  readonly levels: readonly LevelRows[];
  readonly binding: Binding;
  readonly introspection: Readonly<Record<string, unknown>>;
  readonly maximum: number;
}

/** Writes one part of the answer; `row` is its row and `ordinal` that row's ordinal. */
type Write = (writing: Writing, row: Row, ordinal: number) => string;

export type Writer = (
  rows: readonly Row[],
  binding: Binding,
  introspection: Readonly<Record<string, unknown>>,
) => string;

/** A row's cells begin after its level and its ordinal. */
const firstCell = 2;
const noRow: Row = [];

export function makeWriter(plan: Plan, maximum: number): Writer {
  const write = writeFields(plan.fields);
  const levels = plan.levels.length;
  return (rows, binding, introspection) => {
    const writing: Writing = { levels: sortRows(rows, levels), binding, introspection, maximum };
    const root = writing.levels[plan.root.index]!;
    return write(writing, root.rows[0] ?? noRow, 0);
  };
}

function sortRows(rows: readonly Row[], count: number): LevelRows[] {
  const levels: LevelRows[] = [];
  for (let at = 0; at < count; at += 1) levels.push({ rows: [], ordinals: [], at: 0 });
  const unsorted = new Set<LevelRows>();
  for (const row of rows) {
    const level = levels[Number(row[0])]!;
    const ordinal = Number(row[1]);
    if (level.ordinals.length > 0 && ordinal < level.ordinals[level.ordinals.length - 1]!)
      unsorted.add(level);
    level.rows.push(row);
    level.ordinals.push(ordinal);
  }
  for (const level of unsorted) {
    level.rows.sort((a, b) => Number(a[1]) - Number(b[1]));
    level.ordinals.sort((a, b) => a - b);
  }
  return levels;
}

/** The range of a level's rows below one parent. Parents come in order, so each range begins where the last one ended. */
function rangeBelow(level: LevelRows, parent: number): number {
  const { ordinals } = level;
  const from = parent * siblings;
  let start = level.at;
  // Rows below a parent that the answer leaves out (the row beyond a page) are passed over.
  while (start < ordinals.length && ordinals[start]! < from) start += 1;
  let end = start;
  while (end < ordinals.length && ordinals[end]! < from + siblings) end += 1;
  level.at = end;
  return start;
}

function writeOutput(output: Output): Write {
  switch (output.kind) {
    case "constant":
      return () => output.json;
    case "cell": {
      const cell = output.cell + firstCell;
      if (output.type === "raw") return (_, row) => row[cell] ?? "null";
      return (_, row) => quoteOrNull(row[cell]!);
    }
    case "id": {
      const cell = output.cell + firstCell;
      const before = `"${output.prefix}_`;
      return (_, row) => `${before}${row[cell]}"`;
    }
    case "json": {
      const cell = output.cell + firstCell;
      return (_, row) => JSON.stringify(project(JSON.parse(row[cell] ?? "null"), output.projection));
    }
    case "object": {
      const fields = writeFields(output.fields);
      if (output.nullCell === null) return fields;
      const cell = output.nullCell + firstCell;
      return (writing, row, ordinal) => (row[cell] === null ? "null" : fields(writing, row, ordinal));
    }
    case "connection":
      return writeConnection(output.connection);
    case "list":
      return writeList(output.level, writeOutput(output.object), output.whole ?? false);
    case "one":
      return writeOne(output.level, writeOutput(output.object), output.ambiguous);
    case "byIds":
      return writeByIds(output);
    case "introspection":
      return (writing) => JSON.stringify(writing.introspection[output.key] ?? null);
  }
}

/** An object all of whose fields are skipped by directives. */
const noFields = (): string => "{}";

function writeFields(fields: readonly Entry[]): Write {
  const keys = fields.map(({ key }, at) => `${at === 0 ? "{" : ","}${JSON.stringify(key)}:`);
  const values = fields.map(({ value }) => writeOutput(value));
  const count = fields.length;
  if (count === 0) return noFields;
  return (writing, row, ordinal) => {
    let text = "";
    for (let at = 0; at < count; at += 1) text += keys[at]! + values[at]!(writing, row, ordinal);
    return `${text}}`;
  };
}

function writeOne(level: Level, write: Write, ambiguous: string | null): Write {
  return (writing, _, ordinal) => {
    const rows = writing.levels[level.index]!;
    const start = rangeBelow(rows, ordinal);
    if (start === rows.at) return "null";
    if (ambiguous !== null && rows.at - start > 1) throw badInput(ambiguous);
    return write(writing, rows.rows[start]!, rows.ordinals[start]!);
  };
}

function writeByIds(output: Output & { kind: "byIds" }): Write {
  const kinds = output.of.map(({ level, object }) => ({ index: level.index, write: writeOutput(object) }));
  return (writing) => {
    const count = (resolve(output.ids, writing.binding) as unknown[]).length;
    const found = new Array<string>(count).fill("null");
    for (const { index, write } of kinds) {
      const { rows, ordinals } = writing.levels[index]!;
      rows.forEach((row, at) => (found[ordinals[at]! - 1] = write(writing, row, ordinals[at]!)));
    }
    return `[${found.join(",")}]`;
  };
}

function writeList(level: Level, write: Write, whole: boolean): Write {
  return (writing, _, ordinal) => {
    const rows = writing.levels[level.index]!;
    if (whole) return writeRows(writing, rows, 0, rows.rows.length, write);
    const start = rangeBelow(rows, ordinal);
    return writeRows(writing, rows, start, rows.at, write);
  };
}

function writeRows(
  writing: Writing,
  { rows, ordinals }: LevelRows,
  start: number,
  end: number,
  write: Write,
): string {
  if (start >= end) return "[]";
  let text = "[";
  for (let at = start; at < end; at += 1) {
    if (at > start) text += ",";
    text += write(writing, rows[at]!, ordinals[at]!);
    if (text.length > writing.maximum) throw responseTooLarge(writing.maximum);
  }
  return `${text}]`;
}

export function responseTooLarge(maximum: number): Error {
  return tooLarge(`The answer is larger than ${maximum} bytes. Ask for smaller pages or fewer fields.`);
}

/** The rows of the page at hand: from `start` to `end`, and whether a row beyond it was fetched. */
interface PageRows {
  readonly level: LevelRows | null;
  readonly start: number;
  readonly end: number;
  readonly more: boolean;
}

type WritePart = (writing: Writing, row: Row, page: PageRows, ordinal: number) => string;

function writeConnection(connection: ConnectionOutput): Write {
  if (connection.fields.length === 0) return noFields;
  const keys = connection.fields.map(({ key }, at) => `${at === 0 ? "{" : ","}${JSON.stringify(key)}:`);
  const parts = connection.fields.map((field) => writeConnectionField(field, connection));
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

function writeConnectionField(field: ConnectionEntry, connection: ConnectionOutput): WritePart {
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
      const write = writeEdge(field.fields, connection);
      return (writing, _, page) => writeRows(writing, page.level!, page.start, page.end, write);
    }
    case "pageInfo":
      return writePageInfo(field.fields, connection);
  }
}

function writeEdge(fields: readonly EdgeEntry[], connection: ConnectionOutput): Write {
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

// JSON.stringify is right for every text but slow to call for the many that need no escape.
const needsEscape = /[\u0000-\u001f"\\\ud800-\udfff]/;

function quoteOrNull(text: string | null): string {
  if (text === null) return "null";
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}
