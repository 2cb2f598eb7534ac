// The rows of a statement on their way into the answer: by level, in the answer's order, below one parent at a time.
import { tooLarge } from "../errors";
import type { Level } from "../plan/plan";
import { rowKeyRadix } from "../print/statement";
import type { Binding } from "../sql";
import { constant, type JsonBuffer } from "./json-buffer";
import type { Cells } from "./wire-rows";

/** One level's rows in the answer's order, by their places on the wire, and how far the state has come. */
export interface LevelRows {
  readonly rows: number[];
  /** For each row its parent's number; they grow. */
  readonly parents: number[];
  /** For each row its own number, by which those below it name it; 0 where nothing does. */
  readonly numbers: number[];
  at: number;
}

export interface WriteState {
  readonly out: JsonBuffer;
  readonly cells: Cells;
  readonly levels: readonly LevelRows[];
  readonly binding: Binding;
  readonly introspection: Readonly<Record<string, unknown>>;
  /** In bytes. */
  readonly maximum: number;
}

/** Writes one part of the answer; `row` is its row's place on the wire and `number` its number in its level. */
export type Write = (state: WriteState, row: number, number: number) => void;

/** A row's cells begin after its level and its mark. */
export const firstCell = 2;

/** The rows by level, each level in the answer's order. */
export function sortRows(cells: Cells, planned: readonly Level[]): LevelRows[] {
  const levels: LevelRows[] = [];
  for (let at = 0; at < planned.length; at += 1) levels.push({ rows: [], parents: [], numbers: [], at: 0 });
  const unsorted = new Set<LevelRows>();
  for (let row = 0; row < cells.rows; row += 1) {
    const level = levels[cells.integer(row, 0)]!;
    const mark = cells.integer(row, 1);
    const parent = Math.floor(mark / rowKeyRadix);
    const number = mark - parent * rowKeyRadix;
    const last = level.rows.length - 1;
    if (
      last >= 0 &&
      (parent < level.parents[last]! || (parent === level.parents[last] && number < level.numbers[last]!))
    )
      unsorted.add(level);
    level.rows.push(row);
    level.parents.push(parent);
    level.numbers.push(number);
  }
  for (const level of unsorted) sort(level);
  for (let at = 0; at < levels.length; at += 1)
    if (isReversed(planned[at]!)) reverseBelowParents(levels[at]!);
  return levels;
}

function isReversed({ origin }: Level): boolean {
  return origin.kind === "list" && origin.page.fromEnd;
}

/** By parent and number; rows without a number stay as they came. */
function sort({ rows, parents, numbers }: LevelRows): void {
  const order = rows
    .map((_, at) => at)
    .sort((a, b) => parents[a]! - parents[b]! || numbers[a]! - numbers[b]!);
  for (const list of [rows, parents, numbers]) {
    const before = [...list];
    for (let at = 0; at < order.length; at += 1) list[at] = before[order[at]!]!;
  }
}

function reverseBelowParents({ rows, parents, numbers }: LevelRows): void {
  for (let start = 0, end = 0; start < rows.length; start = end) {
    while (end < rows.length && parents[end] === parents[start]) end += 1;
    for (let low = start, high = end - 1; low < high; low += 1, high -= 1) {
      [rows[low], rows[high]] = [rows[high]!, rows[low]!];
      [numbers[low], numbers[high]] = [numbers[high]!, numbers[low]!];
    }
  }
}

/** The range of a level's rows below one parent. It begins where the last one ended, unless parents are left out or come backwards. */
export function rangeBelow(level: LevelRows, parent: number): number {
  const { parents } = level;
  const start = parents[level.at] === parent ? level.at : firstFrom(parents, parent);
  let end = start;
  while (end < parents.length && parents[end] === parent) end += 1;
  level.at = end;
  return start;
}

/** The first place from which on parents are not smaller. */
function firstFrom(parents: readonly number[], parent: number): number {
  let low = 0;
  let high = parents.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (parents[middle]! < parent) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows as a JSON list; throws QUERY_TOO_LARGE when it grows beyond the most an answer may hold. */
export function writeRows(
  state: WriteState,
  { rows, numbers }: LevelRows,
  start: number,
  end: number,
  write: Write,
): void {
  const { out, maximum } = state;
  out.constant(opening);
  for (let at = start; at < end; at += 1) {
    if (at > start) out.constant(comma);
    write(state, rows[at]!, numbers[at]!);
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
export const noFields = ({ out }: WriteState): void => out.constant(empty);

const empty = constant("{}");
