// The row reader: takes DataRow messages from the socket's bytes, before pg's parser. While rows are expected, BindComplete
// and CommandComplete are dropped too, because no listener needs them; all other messages go on to pg.
import { dataRow, type RowCollector } from "./rows";

const headerLength = 5;
const maxCachedBytes = 1_000_000;
/** Before a statement's rows and after them; pg would make an object and an event of each, which end nowhere. */
const bindComplete = 0x32;
const commandComplete = 0x43;

type Listener = (chunk: Buffer) => void;

export class RowReader {
  /** Collects the rows; while undefined, they go to pg. */
  collector: RowCollector<unknown> | undefined;
  private partial: Buffer = Buffer.alloc(0);
  private partialLength = 0;

  private constructor(private readonly forward: Listener) {}

  /** Puts a reader between a connected socket and pg. Undefined where pg listens in an unknown way. */
  static install(stream: NodeJS.EventEmitter): RowReader | undefined {
    const [original, ...others] = stream.listeners("data") as Listener[];
    if (original === undefined || others.length > 0) return undefined;
    const reader = new RowReader((chunk) => original.call(stream, chunk));
    stream.removeListener("data", original);
    stream.on("data", (chunk: Buffer) => reader.read(chunk, false));
    return reader;
  }

  /** Reads borrowed bytes, which will be overwritten; only while rows are expected, when nobody else reads them. */
  readonly takeBorrowed = (bytes: Buffer): boolean => {
    if (this.collector === undefined) return false;
    this.read(bytes, true);
    return true;
  };

  private read(chunk: Buffer, isChunkBorrowed: boolean): void {
    const data = this.partialLength === 0 ? chunk : this.append(chunk);
    const isBorrowed = isChunkBorrowed || data !== chunk;
    const length = data.length;
    let offset = 0;
    // pg's parser only ever gets whole messages, so it never holds back bytes that would be missing here.
    let forwardFrom = 0;
    while (offset + headerLength <= length) {
      const end = endOf(data, offset);
      if (end > length) break;
      const code = data[offset];
      const isDropped = code === bindComplete || code === commandComplete;
      if (this.collector === undefined || (code !== dataRow && !isDropped)) {
        offset = end;
        continue;
      }
      if (forwardFrom < offset) this.forward(data.subarray(forwardFrom, offset));
      if (isDropped) {
        offset = forwardFrom = end;
        continue;
      }
      const from = offset;
      let count = 1;
      offset = end;
      while (offset + headerLength <= length && data[offset] === dataRow) {
        const next = endOf(data, offset);
        if (next > length) break;
        offset = next;
        count += 1;
      }
      this.collector?.take(data, from, offset, count, isBorrowed);
      forwardFrom = offset;
    }
    if (forwardFrom < offset) this.forward(data.subarray(forwardFrom, offset));
    this.keepPartial(data, offset);
  }

  /** Keeps the beginning of a message until the rest arrives. */
  private keepPartial(data: Buffer, from: number): void {
    this.partialLength = data.length - from;
    if (this.partialLength === 0) {
      if (this.partial.length > maxCachedBytes) this.partial = Buffer.alloc(0);
    } else if (data.buffer === this.partial.buffer) this.partial.copyWithin(0, from, data.length);
    else {
      const announced = this.partialLength < headerLength ? headerLength : data.readInt32BE(from + 1) + 1;
      if (this.partial.length < announced) this.partial = Buffer.allocUnsafeSlow(Math.max(announced, 65_536));
      data.copy(this.partial, 0, from);
    }
  }

  private append(chunk: Buffer): Buffer {
    const length = this.partialLength + chunk.length;
    if (length > this.partial.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(length, 2 * this.partial.length));
      this.partial.copy(larger, 0, 0, this.partialLength);
      this.partial = larger;
    }
    chunk.copy(this.partial, this.partialLength);
    return this.partial.subarray(0, length);
  }
}

/** Where the message at `offset` ends. */
function endOf(data: Buffer, offset: number): number {
  const length =
    (data[offset + 1]! << 24) | (data[offset + 2]! << 16) | (data[offset + 3]! << 8) | data[offset + 4]!;
  return offset + 1 + length;
}
