// JSON as it is being written: bytes in one growing buffer.
const smallest = 65_536;
const maxCachedBytes = 2_000_000;
// Below this, a loop costs less than a call that leaves JavaScript.
const shortest = 40;

export class JsonBuffer {
  private bytes: Buffer = Buffer.allocUnsafeSlow(smallest);
  private view = viewOf(this.bytes);
  private at = 0;

  get length(): number {
    return this.at;
  }

  /** Begins anew; what an earlier answer left behind is forgotten. */
  begin(): void {
    this.at = 0;
    if (this.bytes.length > maxCachedBytes) this.use(Buffer.allocUnsafeSlow(smallest));
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

  /**
   * A string of UTF-8 bytes, in quotes and escaped as JSON.stringify does it. `view` is of the same bytes: four at a time
   * are copied while none of them has to be escaped.
   */
  quoted(bytes: Buffer, view: DataView, begin: number, end: number): void {
    this.reserve(maxEscaped * (end - begin) + 2);
    const { bytes: target, view: targetView } = this;
    let { at } = this;
    target[at++] = quote;
    for (let from = begin; from < end; ) {
      while (from < end - 3) {
        const four = view.getInt32(from, true);
        if (hasEscaped(four)) break;
        targetView.setInt32(at, four, true);
        from += 4;
        at += 4;
      }
      if (from === end) break;
      const byte = bytes[from++]!;
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
    this.use(larger);
  }

  private use(bytes: Buffer): void {
    this.bytes = bytes;
    this.view = viewOf(bytes);
  }
}

/** For reading and state several bytes at once, at any place. */
export function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

// Whether one of four bytes is a control character, a quote or a backslash. For each of the three: the highest bit of a
// byte is set where it was in no byte before and subtracting borrowed.
function hasEscaped(four: number): boolean {
  const quotes = four ^ 0x22222222;
  const backslashes = four ^ 0x5c5c5c5c;
  const borrowed =
    ((four - 0x20202020) & ~four) |
    ((quotes - 0x01010101) & ~quotes) |
    ((backslashes - 0x01010101) & ~backslashes);
  return (borrowed & 0x80808080) !== 0;
}

const quote = 0x22;
const backslash = 0x5c;
const space = 0x20;
/** A control character becomes six bytes. */
const maxEscaped = 6;

// What stands for a byte that may not stand for itself.
const escapes: readonly Uint8Array[] = Array.from({ length: backslash + 1 }, (_, byte) =>
  Buffer.from(JSON.stringify(String.fromCharCode(byte)).slice(1, -1)),
);

/** A constant part of an answer. No Buffer: a small one would keep a slab that it shares with others in memory. */
export function constant(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text));
}
