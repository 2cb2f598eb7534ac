// The rows of a statement on their way into the answer: by level, in the answer's order, below one parent at a time.
import { tooLarge } from "./errors";
import { siblings } from "./print";
import type { Binding } from "./sql";

export type Row = readonly (string | null)[];

/** One level's rows in the answer's order, their ordinals, and how far the writing has come. */
export interface LevelRows {
  readonly rows: Row[];
  ordinals: number[];
  at: number;
}

export interface Writing {
  readonly levels: readonly LevelRows[];
  readonly binding: Binding;
  readonly introspection: Readonly<Record<string, unknown>>;
  readonly maximum: number;
}

/** Writes one part of the answer; `row` is its row and `ordinal` that row's ordinal. */
export type Write = (writing: Writing, row: Row, ordinal: number) => string;

/** A row's cells begin after its level and its ordinal. */
export const firstCell = 2;

/** The rows by level, each level in the order of its ordinals. */
export function sortRows(rows: readonly Row[], count: number): LevelRows[] {
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

/** An object all of whose fields are skipped by directives. */
export const noFields = (): string => "{}";
