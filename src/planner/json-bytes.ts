// JSON as it is being written: bytes in one growing buffer.
const smallest = 65_536;
const largestKept = 2_000_000;
// Below this, a loop costs less than a call that leaves JavaScript.
const shortest = 40;

export class JsonBytes {
  private bytes: Buffer = Buffer.allocUnsafeSlow(smallest);
  private at = 0;

  get length(): number {
    return this.at;
  }

  /** Begins anew; what an earlier answer left behind is forgotten. */
  begin(): void {
    this.at = 0;
    if (this.bytes.length > largestKept) this.bytes = Buffer.allocUnsafeSlow(smallest);
  }

  /** A copy of all that was written. */
  take(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.at));
  }

  /** Bytes that are JSON already. */
  constant(bytes: Uint8Array): void {
    const { length } = bytes;
    this.reserve(length);
    const { bytes: target, at } = this;
    if (length > shortest) target.set(bytes, at);
    else for (let offset = 0; offset < length; offset += 1) target[at + offset] = bytes[offset]!;
    this.at = at + length;
  }

  /** The same, from the midst of others. */
  part(bytes: Buffer, begin: number, end: number): void {
    const length = end - begin;
    this.reserve(length);
    const { bytes: target, at } = this;
    if (length > shortest) target.set(bytes.subarray(begin, end), at);
    else for (let offset = 0; offset < length; offset += 1) target[at + offset] = bytes[begin + offset]!;
    this.at = at + length;
  }

  /** A string of UTF-8 bytes, in quotes and escaped as JSON.stringify does it. */
  quoted(bytes: Buffer, begin: number, end: number): void {
    this.reserve(mostEscaped * (end - begin) + 2);
    const { bytes: target } = this;
    let { at } = this;
    target[at++] = quote;
    for (let from = begin; from < end; from += 1) {
      const byte = bytes[from]!;
      if (byte > backslash || (byte >= space && byte !== quote && byte !== backslash)) target[at++] = byte;
      else {
        const escape = escapes[byte]!;
        for (let offset = 0; offset < escape.length; offset += 1) target[at++] = escape[offset]!;
      }
    }
    target[at++] = quote;
    this.at = at;
  }

  /** Text that is JSON already. */
  text(text: string): void {
    this.reserve(3 * text.length);
    this.at += this.bytes.write(text, this.at);
  }

  private reserve(more: number): void {
    const needed = this.at + more;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.bytes.length));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }
}

const quote = 0x22;
const backslash = 0x5c;
const space = 0x20;
/** A control character becomes six bytes. */
const mostEscaped = 6;

// What stands for a byte that may not stand for itself.
const escapes: readonly Uint8Array[] = Array.from({ length: backslash + 1 }, (_, byte) =>
  Buffer.from(JSON.stringify(String.fromCharCode(byte)).slice(1, -1)),
);

/** A constant part of an answer. No Buffer: a small one would keep a slab that it shares with others in memory. */
export function constant(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text));
}
