// A statement's rows as the writer reads them: bytes, and where each cell lies in them. Nothing becomes a string that only
// passes through: on wide answers strings cost more than everything else, the garbage collector's work for them most of all.

import { viewOf } from "./json-buffer";

/**
 * Rows as PostgreSQL's protocol has them, one after the other. Each: a byte, four bytes of length, two of column count,
 * and for each column four bytes of length (-1: null) and so many of UTF-8. All rows have the same columns.
 */
export interface RowBytes {
  readonly bytes: Buffer;
  readonly count: number;
}

/** What an operation without a statement has. */
export const noRows: RowBytes = { bytes: Buffer.alloc(0), count: 0 };

/** A row of the answer by its number; this one is not there, and all its cells are null. */
export const noRow = -1;

const headerLength = 5;
const maxCachedBytes = 1_000_000;

// Writing is synchronous, so that one list of offsets serves all answers.
let shared = new Int32Array(8192);

/** Cells by row and column. Good until the next one is made. */
export class Cells {
  readonly bytes: Buffer;
  readonly view: DataView;
  readonly rows: number;
  private readonly columns: number;
  /** Begin and end of each cell; the begin is -1 for null. */
  private readonly places: Int32Array;

  constructor({ bytes, count }: RowBytes) {
    this.bytes = bytes;
    this.view = viewOf(bytes);
    this.rows = count;
    this.columns = count === 0 ? 0 : (bytes[headerLength]! << 8) | bytes[headerLength + 1]!;
    this.places = placesFor(2 * count * this.columns);
    let at = 0;
    let from = 0;
    for (let row = 0; row < count; row += 1) {
      from += headerLength + 2;
      for (let column = 0; column < this.columns; column += 1) {
        const length = intAt(bytes, from);
        from += 4;
        this.places[at] = length < 0 ? -1 : from;
        if (length > 0) from += length;
        this.places[at + 1] = from;
        at += 2;
      }
    }
  }

  /** Where a cell begins; -1: it is null. */
  begin(row: number, column: number): number {
    return row < 0 ? -1 : this.places[2 * (row * this.columns + column)]!;
  }

  /** Behind a cell's last byte. */
  end(row: number, column: number): number {
    return this.places[2 * (row * this.columns + column) + 1]!;
  }

  /** A cell as a string; null where it is null. */
  text(row: number, column: number): string | null {
    const begin = this.begin(row, column);
    if (begin < 0) return null;
    return this.bytes.toString("utf8", begin, this.end(row, column));
  }

  /** A cell that holds a whole number of at most 15 digits. */
  integer(row: number, column: number): number {
    let at = this.begin(row, column);
    const end = this.end(row, column);
    const isNegative = this.bytes[at] === minus;
    if (isNegative) at += 1;
    let value = 0;
    for (; at < end; at += 1) value = value * 10 + this.bytes[at]! - zero;
    return isNegative ? -value : value;
  }
}

const minus = 0x2d;
const zero = 0x30;

function intAt(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

function placesFor(count: number): Int32Array {
  if (count > maxCachedBytes) return new Int32Array(count);
  if (count > shared.length) shared = new Int32Array(2 * count);
  return shared;
}
