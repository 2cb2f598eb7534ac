// Rows as binary COPY reads them. PostgreSQL spends half as long on those as on text: it need not look for the ends of
// values, nor read days, numbers and words.
import { dayOf } from "./days";
import type { Lexeme } from "./lexicon";

/** PostgreSQL's names of the types that can be written; a label of an enum is sent as text. */
export type Kind = "bool" | "date" | "int4" | "int8" | "numeric" | "text" | "timestamptz";
export const kinds: ReadonlySet<string> = new Set<Kind>([
  "bool",
  "date",
  "int4",
  "int8",
  "numeric",
  "text",
  "timestamptz",
]);

export type Value = string | number | boolean | null;

const header = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
/** No value but a text is longer, the length before it included. */
const longestFixed = 32;
const shortText = 24;
/** PostgreSQL counts days and moments from here. */
const firstDay = dayOf("2000-01-01");
const dayMicroseconds = 86_400_000_000;
const weights = { D: 0, C: 1, B: 2, A: 3 };

/** The bits of a place in a tsvector: its weight, then where it is. */
export function placeBits(place: number, weight: keyof typeof weights): number {
  return (weights[weight] << 14) | place;
}

/** A tsvector as PostgreSQL receives it. */
export function wordBytes(lexemes: readonly Lexeme[]): Buffer {
  const bytes = new CopyBytes();
  bytes.add([], [], lexemes);
  return bytes.bytes().subarray(header.length + 2 + 4, -2);
}

export class CopyBytes {
  private buffer = Buffer.from(new ArrayBuffer(1 << 20));
  private length = header.copy(this.buffer);
  count = 0;

  /** Adds a row, its words last where it has some. */
  add(values: readonly Value[], types: readonly Kind[], words: readonly Lexeme[] | null): void {
    const columns = values.length + (words === null ? 0 : 1);
    this.room(2 + columns * longestFixed);
    this.int16(columns);
    for (let at = 0; at < values.length; at += 1) this.value(values[at]!, types[at]!);
    if (words !== null) this.words(words);
    this.count += 1;
  }

  /** All of it; nothing may be added afterwards. */
  bytes(): Buffer<ArrayBuffer> {
    this.room(2);
    this.int16(-1);
    return this.buffer.subarray(0, this.length);
  }

  private readonly write: { readonly [kind in Kind]: (value: never) => void } = {
    bool: (value: boolean) => {
      this.int32(1);
      this.buffer[this.length++] = value ? 1 : 0;
    },
    date: (value: string) => {
      this.int32(4);
      this.int32(daysOf(value));
    },
    int4: (value: number) => {
      this.int32(4);
      this.int32(value);
    },
    int8: (value: number) => this.int64(value),
    numeric: (value: string) => this.money(value),
    text: (value: string) => this.text(value),
    timestamptz: (value: string) => this.int64(microsecondsOf(value)),
  };

  private value(value: Value, type: Kind): void {
    if (value === null) this.int32(-1);
    else this.write[type](value as never);
  }

  private text(value: string): void {
    this.room(3 * value.length + longestFixed);
    const { buffer } = this;
    const start = this.length + 4;
    let size = 0;
    // A call into the runtime for each label would take longer than the label.
    if (value.length <= shortText)
      for (; size < value.length; size += 1) {
        const code = value.charCodeAt(size);
        if (code > 0x7f) break;
        buffer[start + size] = code;
      }
    if (size < value.length) size = buffer.write(value, start);
    this.int32(size);
    this.length += size;
  }

  /** Dollars and cents: groups of four digits, as many before the point as needed, one after it. */
  private money(value: string): void {
    const point = value.length - 3;
    const cents = Number(value.slice(point + 1)) * 100;
    const groups: number[] = [];
    for (let left = Number(value.slice(0, point)); left > 0; left = Math.floor(left / 10_000))
      groups.unshift(left % 10_000);
    const weight = groups.length - 1;
    groups.push(cents);
    while (groups.at(-1) === 0) groups.pop();
    this.room(longestFixed + 2 * groups.length);
    this.int32(8 + 2 * groups.length);
    this.int16(groups.length);
    this.int16(groups.length === 0 ? 0 : weight);
    this.int16(0);
    this.int16(2);
    for (const group of groups) this.int16(group);
  }

  private words(lexemes: readonly Lexeme[]): void {
    const start = this.length;
    this.length += 4;
    this.int32(lexemes.length);
    for (const { bytes, places, count } of lexemes) {
      this.room(bytes.length + 2 * count + longestFixed);
      const { buffer } = this;
      let end = this.length;
      for (let at = 0; at < bytes.length; at += 1) buffer[end++] = bytes[at]!;
      buffer[end++] = count >> 8;
      buffer[end++] = count;
      for (let at = 0; at < count; at += 1) {
        const place = places[at]!;
        buffer[end++] = place >> 8;
        buffer[end++] = place;
      }
      this.length = end;
    }
    this.buffer.writeInt32BE(this.length - start - 4, start);
  }

  private int16(value: number): void {
    const { buffer, length } = this;
    buffer[length] = value >> 8;
    buffer[length + 1] = value;
    this.length = length + 2;
  }

  private int32(value: number): void {
    const { buffer, length } = this;
    buffer[length] = value >> 24;
    buffer[length + 1] = value >> 16;
    buffer[length + 2] = value >> 8;
    buffer[length + 3] = value;
    this.length = length + 4;
  }

  /** With its length before it. */
  private int64(value: number): void {
    this.int32(8);
    this.int32(Math.floor(value / 2 ** 32));
    this.int32(value % 2 ** 32);
  }

  private room(size: number): void {
    if (this.length + size <= this.buffer.length) return;
    const larger = Buffer.from(new ArrayBuffer(2 * (this.length + size)));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}

/** Without this a day's text would be read a million times. */
const days = new Map<string, number>([["-infinity", -(2 ** 31)]]);
function daysOf(text: string): number {
  let day = days.get(text);
  if (day === undefined) days.set(text, (day = dayOf(text) - firstDay));
  return day;
}

const moments = new Map<string, number>();
function microsecondsOf(text: string): number {
  let moment = moments.get(text);
  if (moment === undefined) {
    const milliseconds = Date.parse(text.replace(/\+00$/, "Z"));
    moments.set(text, (moment = milliseconds * 1000 - firstDay * dayMicroseconds));
  }
  return moment;
}
