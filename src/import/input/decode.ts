// Bytes to text, as declared by a byte order mark or by the caller, never by a guess that could be wrong.
// A byte that is no UTF-8 arrives as U+DC80 to U+DCFF, which no storable text holds: whoever reads that cell rejects it.
import { isUtf8 } from "node:buffer";
import { InputError } from "./input-error";

export const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

/** Bytes on which the encoding is judged: so many are awaited, so that the answer does not depend on how a stream is cut. */
const sampled = 64;

/** Text of a stream of bytes, chunk by chunk, byte order mark left out. */
export async function* decode(bytes: AsyncIterable<Buffer>, declared?: Encoding): AsyncGenerator<string> {
  let decoder: Decoder | undefined;
  let first: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of bytes) {
    if (first !== undefined) {
      first = Buffer.concat([first, chunk]);
      if (first.length < sampled) continue;
      decoder = start(first, declared);
      yield decoder.push(first.subarray(decoder.mark));
      first = undefined;
    } else yield decoder!.push(chunk);
  }
  if (first !== undefined) {
    decoder = start(first, declared);
    yield decoder.push(first.subarray(decoder.mark));
  }
  yield decoder!.end();
}

/** Text of a whole file in memory. */
export async function decodeAll(bytes: AsyncIterable<Buffer>, declared?: Encoding): Promise<string> {
  const parts: string[] = [];
  for await (const part of decode(bytes, declared)) parts.push(part);
  return parts.join("");
}

interface Decoder {
  /** Bytes of the byte order mark. */
  readonly mark: number;
  push(chunk: Buffer): string;
  end(): string;
}

function start(head: Buffer, declared: Encoding | undefined): Decoder {
  const [marked, mark] = byteOrderMark(head);
  if (declared !== undefined && marked !== undefined && marked !== declared)
    throw new InputError(`The file is marked as ${marked}, but ${declared} was declared.`);
  const encoding = declared ?? marked ?? "utf-8";
  if (encoding === "utf-8") {
    if (declared === undefined && looksLikeUtf16(head))
      throw new InputError(
        "The file looks like UTF-16 without a byte order mark; name it: --encoding utf-16le or utf-16be.",
      );
    return new Utf8Decoder(mark);
  }
  return encoding === "windows-1252"
    ? { mark, push: decodeWindows1252, end: () => "" }
    : new Utf16Decoder(mark, encoding);
}

function byteOrderMark(head: Buffer): [Encoding | undefined, number] {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return ["utf-8", 3];
  if (head[0] === 0xff && head[1] === 0xfe) return ["utf-16le", 2];
  if (head[0] === 0xfe && head[1] === 0xff) return ["utf-16be", 2];
  return [undefined, 0];
}

function looksLikeUtf16(head: Buffer): boolean {
  const sample = head.subarray(0, sampled);
  const zeros = [0, 1].map((odd) => sample.filter((byte, index) => index % 2 === odd && byte === 0).length);
  return sample.length >= 4 && Math.max(...zeros) > sample.length / 4 && Math.min(...zeros) === 0;
}

class Utf8Decoder implements Decoder {
  private rest: Buffer = Buffer.alloc(0);
  constructor(readonly mark: number) {}

  push(chunk: Buffer): string {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const whole = bytes.length - unfinished(bytes);
    this.rest = bytes.subarray(whole);
    const ready = bytes.subarray(0, whole);
    return isUtf8(ready) ? ready.toString("utf8") : escapeBytes(ready);
  }

  end(): string {
    return escapeBytes(this.rest);
  }
}

/** How many bytes at the end begin a character that the next chunk may finish. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needs > back ? back : 0;
  }
  return 0;
}

function escapeBytes(bytes: Buffer): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at);
    if (length > 0) at += length;
    else {
      parts.push(bytes.toString("utf8", from, at), String.fromCharCode(0xdc00 + bytes[at]!));
      from = ++at;
    }
  }
  parts.push(bytes.toString("utf8", from));
  return parts.join("");
}

/** Length of the valid UTF-8 sequence at a place; 0 when there is none. */
function sequenceAt(bytes: Buffer, at: number): number {
  const byte = bytes[at]!;
  if (byte < 0x80) return 1;
  const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
  const sequence = bytes.subarray(at, at + length);
  return length > 0 && sequence.length === length && isUtf8(sequence) ? length : 0;
}

class Utf16Decoder implements Decoder {
  private rest: Buffer = Buffer.alloc(0);
  constructor(
    readonly mark: number,
    private readonly encoding: "utf-16le" | "utf-16be",
  ) {}

  push(chunk: Buffer): string {
    const bytes = Buffer.concat([this.rest, chunk]);
    const whole = bytes.length - (bytes.length % 2);
    this.rest = bytes.subarray(whole);
    const ready = Buffer.from(bytes.subarray(0, whole));
    return (this.encoding === "utf-16be" ? ready.swap16() : ready).toString("utf16le");
  }

  end(): string {
    return this.rest.length === 0 ? "" : escapeBytes(Buffer.from([0x80 | this.rest[0]!]));
  }
}

// By our own table: Node's TextDecoder reads "windows-1252" as Latin-1 in some releases and makes ’ a control character.
// The five bytes that the code page leaves undefined become what no text can hold.
const upperHalf =
  "\u20ac\udc81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\udc8d\u017d\udc8f\udc90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\udc9d\u017e\u0178";

function decodeWindows1252(chunk: Buffer): string {
  return chunk
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (character) => upperHalf[character.charCodeAt(0) - 0x80]!);
}
