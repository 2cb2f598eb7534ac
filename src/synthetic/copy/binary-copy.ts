// Rows as binary COPY reads them. PostgreSQL spends half as long on those as on text: it need not look for the ends of
// values, nor read days, numbers and words. Written for a hundred million values: no call into the runtime, no object and
// no look-up for one of them, but for a long text.
import { dayOf } from "../days";
import type { Lexeme } from "./lexeme";

/** PostgreSQL's names of the types that can be written; a label of an enum is sent as text. */
const kindNames = ["bool", "date", "int4", "int8", "numeric", "text", "timestamptz"] as const;
export type Kind = (typeof kindNames)[number];
export const kinds: ReadonlySet<string> = new Set<Kind>(kindNames);
const kindNumbers = Object.fromEntries(kindNames.map((kind, at) => [kind, at])) as Record<Kind, number>;

/** A date is a day since 1970, or -Infinity; a timestamptz is in milliseconds since then; a numeric is money as text. */
export type Value = string | number | boolean | null;

const header = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
/** No value but a text is longer, the length before it included. */
const maxFixedLength = 48;
const shortText = 24;
const smallest = 1 << 16;
/** PostgreSQL counts days and moments from here. */
const firstDay = dayOf("2000-01-01");
const firstMillisecond = firstDay * 86_400_000;

/** A tsvector as PostgreSQL receives it. */
export function wordBytes(lexemes: readonly Lexeme[]): Buffer {
  const bytes = new CopyBytes([]);
  bytes.add([], lexemes);
  return bytes.bytes().subarray(header.length + 2 + 4, -2);
}

export class CopyBytes {
  private buffer: Buffer<ArrayBuffer>;
  private length: number;
  private readonly kinds: readonly number[];
  private readonly texts: readonly number[];
  count = 0;

  /** `size`: how long it is likely to become. Each time it proves too short, all of it is copied. */
  constructor(types: readonly Kind[], size = 0) {
    this.buffer = Buffer.from(new ArrayBuffer(Math.max(size, smallest)));
    this.length = header.copy(this.buffer);
    this.kinds = types.map((type) => kindNumbers[type]);
    this.texts = types.flatMap((type, at) => (type === "text" ? [at] : []));
  }

  /** Adds a row, its words last where it has some. */
  add(values: readonly Value[], words: readonly Lexeme[] | null): void {
    const columns = values.length + (words === null ? 0 : 1);
    let size = 2 + columns * maxFixedLength;
    for (const at of this.texts) size += 3 * ((values[at] as string | null)?.length ?? 0);
    for (const { bytes, count } of words ?? []) size += bytes.length + 2 + 2 * count;
    this.room(size);
    const { buffer, kinds } = this;
    let end = putInt16(buffer, this.length, columns);
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at]!;
      end = value === null ? putInt32(buffer, end, -1) : put(buffer, end, kinds[at]!, value);
    }
    this.length = words === null ? end : putWords(buffer, end, words);
    this.count += 1;
  }

  /** All of it; nothing may be added afterwards. */
  bytes(): Buffer<ArrayBuffer> {
    this.room(2);
    return this.buffer.subarray(0, putInt16(this.buffer, this.length, -1));
  }

  private room(size: number): void {
    if (this.length + size <= this.buffer.length) return;
    const larger = Buffer.from(new ArrayBuffer(2 * (this.length + size)));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}

// Each of these writes a value at `at`, its length before it, and returns where it ends.

function put(buffer: Buffer, at: number, kind: number, value: Exclude<Value, null>): number {
  switch (kind) {
    case kindNumbers.text:
      return putText(buffer, at, value as string);
    case kindNumbers.int8:
      return putInt64(buffer, at, value as number);
    case kindNumbers.int4:
      return putInt32(buffer, putInt32(buffer, at, 4), value as number);
    case kindNumbers.date:
      return putInt32(
        buffer,
        putInt32(buffer, at, 4),
        value === -Infinity ? -(2 ** 31) : (value as number) - firstDay,
      );
    case kindNumbers.timestamptz:
      return putInt64(buffer, at, ((value as number) - firstMillisecond) * 1000);
    case kindNumbers.numeric:
      return putMoney(buffer, at, value as string);
    case kindNumbers.bool:
      putInt32(buffer, at, 1);
      buffer[at + 4] = value ? 1 : 0;
      return at + 5;
    default:
      throw new Error(`no such type: ${kind}`);
  }
}

function putText(buffer: Buffer, at: number, value: string): number {
  const start = at + 4;
  let size = 0;
  // A call into the runtime for each label would take longer than the label.
  if (value.length <= shortText)
    for (; size < value.length; size += 1) {
      const code = value.charCodeAt(size);
      if (code > 0x7f) break;
      buffer[start + size] = code;
    }
  if (size < value.length) size = buffer.write(value, start);
  putInt32(buffer, at, size);
  return start + size;
}

/** Dollars and cents: groups of four digits, as many before the point as needed, one after it. */
function putMoney(buffer: Buffer, at: number, value: string): number {
  const point = value.length - 3;
  const cents = Number(value.slice(point + 1)) * 100;
  const groups: number[] = [];
  for (let left = Number(value.slice(0, point)); left > 0; left = Math.floor(left / 10_000))
    groups.unshift(left % 10_000);
  const weight = groups.length - 1;
  groups.push(cents);
  while (groups.at(-1) === 0) groups.pop();
  let end = putInt32(buffer, at, 8 + 2 * groups.length);
  for (const part of [groups.length, groups.length === 0 ? 0 : weight, 0, 2, ...groups])
    end = putInt16(buffer, end, part);
  return end;
}

function putWords(buffer: Buffer, start: number, lexemes: readonly Lexeme[]): number {
  let end = putInt32(buffer, start + 4, lexemes.length);
  for (const { bytes, places, count } of lexemes) {
    for (let at = 0; at < bytes.length; at += 1) buffer[end++] = bytes[at]!;
    end = putInt16(buffer, end, count);
    for (let at = 0; at < count; at += 1) end = putInt16(buffer, end, places[at]!);
  }
  putInt32(buffer, start, end - start - 4);
  return end;
}

function putInt64(buffer: Buffer, at: number, value: number): number {
  const start = putInt32(buffer, at, 8);
  return putInt32(buffer, putInt32(buffer, start, Math.floor(value / 2 ** 32)), value % 2 ** 32);
}

function putInt32(buffer: Buffer, at: number, value: number): number {
  buffer[at] = value >> 24;
  buffer[at + 1] = value >> 16;
  buffer[at + 2] = value >> 8;
  buffer[at + 3] = value;
  return at + 4;
}

function putInt16(buffer: Buffer, at: number, value: number): number {
  buffer[at] = value >> 8;
  buffer[at + 1] = value;
  return at + 2;
}
