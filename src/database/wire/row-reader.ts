// Takes data rows straight from the socket's bytes; everything else goes on to pg's own parser untouched, but for two
// messages of which nobody takes notice while rows are taken here.
import { dataRow, type RowCollector } from "./rows";

const headerLength = 5;
const maxCachedBytes = 1_000_000;
/** Before a statement's rows and after them; pg would make an object and an event of each, which end nowhere. */
const bindComplete = 0x32;
const commandComplete = 0x43;

type Listener = (chunk: Buffer) => void;

export class RowReader {
  /** Where rows go; while undefined, pg sees them. */
  sink: RowCollector<unknown> | undefined;
  private held: Buffer = Buffer.alloc(0);
  private heldLength = 0;

  private constructor(private readonly passOn: Listener) {}

  /** Puts a reader between a connected socket and pg. Undefined where pg listens in an unknown way. */
  static install(stream: NodeJS.EventEmitter): RowReader | undefined {
    const [original, ...others] = stream.listeners("data") as Listener[];
    if (original === undefined || others.length > 0) return undefined;
    const reader = new RowReader((chunk) => original.call(stream, chunk));
    stream.removeListener("data", original);
    stream.on("data", (chunk: Buffer) => reader.read(chunk, false));
    return reader;
  }

  /** Takes bytes that will be overwritten, while rows are expected: then nobody else looks at them. */
  readonly takeBorrowed = (bytes: Buffer): boolean => {
    if (this.sink === undefined) return false;
    this.read(bytes, true);
    return true;
  };

  private read(chunk: Buffer, isChunkBorrowed: boolean): void {
    const data = this.heldLength === 0 ? chunk : this.append(chunk);
    const isBorrowed = isChunkBorrowed || data !== chunk;
    const length = data.length;
    let place = 0;
    // pg's parser only ever gets whole messages, so it never holds back bytes that would be missing here.
    let passFrom = 0;
    while (place + headerLength <= length) {
      const end = endOf(data, place);
      if (end > length) break;
      const code = data[place];
      const isUnheard = code === bindComplete || code === commandComplete;
      if (this.sink === undefined || (code !== dataRow && !isUnheard)) {
        place = end;
        continue;
      }
      if (passFrom < place) this.passOn(data.subarray(passFrom, place));
      if (isUnheard) {
        place = passFrom = end;
        continue;
      }
      const from = place;
      let count = 1;
      place = end;
      while (place + headerLength <= length && data[place] === dataRow) {
        const next = endOf(data, place);
        if (next > length) break;
        place = next;
        count += 1;
      }
      this.sink?.take(data, from, place, count, isBorrowed);
      passFrom = place;
    }
    if (passFrom < place) this.passOn(data.subarray(passFrom, place));
    this.hold(data, place);
  }

  /** Keeps the beginning of a message until its rest arrives. */
  private hold(data: Buffer, from: number): void {
    this.heldLength = data.length - from;
    if (this.heldLength === 0) {
      if (this.held.length > maxCachedBytes) this.held = Buffer.alloc(0);
    } else if (data.buffer === this.held.buffer) this.held.copyWithin(0, from, data.length);
    else {
      const announced = this.heldLength < headerLength ? headerLength : data.readInt32BE(from + 1) + 1;
      if (this.held.length < announced) this.held = Buffer.allocUnsafeSlow(Math.max(announced, 65_536));
      data.copy(this.held, 0, from);
    }
  }

  private append(chunk: Buffer): Buffer {
    const length = this.heldLength + chunk.length;
    if (length > this.held.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(length, 2 * this.held.length));
      this.held.copy(larger, 0, 0, this.heldLength);
      this.held = larger;
    }
    chunk.copy(this.held, this.heldLength);
    return this.held.subarray(0, length);
  }
}

/** Where the message at `place` ends. */
function endOf(data: Buffer, place: number): number {
  const length =
    (data[place + 1]! << 24) | (data[place + 2]! << 16) | (data[place + 3]! << 8) | data[place + 4]!;
  return place + 1 + length;
}
