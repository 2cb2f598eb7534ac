// The rows of a statement on their way into the answer: by level, in the answer's order, below one parent at a time.
import { tooLarge } from "./errors";
import { constant, type JsonBytes } from "./json-bytes";
import { siblings } from "./print";
import type { Cells } from "./rows";
import type { Binding } from "./sql";

/** One level's rows in the answer's order, by their numbers, their ordinals, and how far the writing has come. */
export interface LevelRows {
  readonly rows: number[];
  readonly ordinals: number[];
  at: number;
}

export interface Writing {
  readonly out: JsonBytes;
  readonly cells: Cells;
  readonly levels: readonly LevelRows[];
  readonly binding: Binding;
  readonly introspection: Readonly<Record<string, unknown>>;
  /** In bytes. */
  readonly maximum: number;
}

/** Writes one part of the answer; `row` is its row's number and `ordinal` that row's ordinal. */
export type Write = (writing: Writing, row: number, ordinal: number) => void;

/** A row's cells begin after its level and its ordinal. */
export const firstCell = 2;

/** The rows by level, each level in the order of its ordinals. */
export function sortRows(cells: Cells, count: number): LevelRows[] {
  const levels: LevelRows[] = [];
  for (let at = 0; at < count; at += 1) levels.push({ rows: [], ordinals: [], at: 0 });
  const unsorted = new Set<LevelRows>();
  for (let row = 0; row < cells.rows; row += 1) {
    const level = levels[cells.integer(row, 0)]!;
    const ordinal = cells.integer(row, 1);
    if (level.ordinals.length > 0 && ordinal < level.ordinals[level.ordinals.length - 1]!)
      unsorted.add(level);
    level.rows.push(row);
    level.ordinals.push(ordinal);
  }
  for (const level of unsorted) {
    level.rows.sort((a, b) => cells.integer(a, 1) - cells.integer(b, 1));
    level.ordinals.sort((a, b) => a - b);
  }
  return levels;
}

/** The range of a level's rows below one parent. Parents come in order, so each range begins where the last one ended. */
export function rangeBelow(level: LevelRows, parent: number): number {
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

/** Rows as a JSON list; throws QUERY_TOO_LARGE when it grows beyond the most an answer may hold. */
export function writeRows(
  writing: Writing,
  { rows, ordinals }: LevelRows,
  start: number,
  end: number,
  write: Write,
): void {
  const { out, maximum } = writing;
  out.constant(opening);
  for (let at = start; at < end; at += 1) {
    if (at > start) out.constant(comma);
    write(writing, rows[at]!, ordinals[at]!);
    if (out.length > maximum) throw responseTooLarge(maximum);
  }
  out.constant(closing);
}

const opening = constant("[");
const comma = constant(",");
const closing = constant("]");

export function responseTooLarge(maximum: number): Error {
  return tooLarge(`The answer is larger than ${maximum} bytes. Ask for smaller pages or fewer fields.`);
}

/** An object all of whose fields are skipped by directives. */
export const noFields = ({ out }: Writing): void => out.constant(empty);

const empty = constant("{}");
