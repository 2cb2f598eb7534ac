// One keep-alive connection of the overload campaign: sends prebuilt bytes, finds the end of each answer, and compares
// the good ones with what they must be. As little work as possible, since client and service share the machine.
import { connect, type Socket } from "node:net";

export interface Sent {
  /** Which of the prepared requests. */
  readonly which: number;
  /** When it should have gone out; differs from `at` where the client was late or had no free connection. */
  readonly due: number;
  readonly at: number;
}

export interface Answer {
  readonly status: number;
  readonly hasRetryAfter: boolean;
  /** A 200 whose body is not the expected one. */
  readonly isWrong: boolean;
}

/** The bytes of a POST to /graphql. */
export function requestBytes(body: string): Buffer {
  return Buffer.from(
    `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

// All connections read into the same memory: what arrives is looked at before the next one reads.
const shared = Buffer.allocUnsafe(256 * 1024);

export class Line {
  private socket: Socket | undefined;
  private readonly open: Sent[] = [];
  private head = "";
  private status = 0;
  private hasRetryAfter = false;
  private isLast = false;
  private isRight = true;
  private length = 0;
  private seen = -1;

  /** `onAnswer` hears status 0 for each request that was lost with its connection. */
  constructor(
    private readonly port: number,
    private readonly expected: readonly (Buffer | undefined)[],
    private readonly onAnswer: (line: Line, sent: Sent, answer: Answer) => void,
    private readonly onOpen: () => void = () => {},
  ) {
    this.socket = this.connect();
  }

  get outstanding(): number {
    return this.open.length;
  }

  send(bytes: Buffer, ...requests: Sent[]): void {
    this.open.push(...requests);
    this.socket ??= this.connect();
    this.socket.write(bytes);
  }

  close(): void {
    this.leave();
  }

  private leave(): void {
    this.isLast = false;
    this.seen = -1;
    this.head = "";
    this.socket?.destroy();
    this.socket = undefined;
    for (const sent of this.open.splice(0))
      this.onAnswer(this, sent, { status: 0, hasRetryAfter: false, isWrong: false });
  }

  private connect(): Socket {
    const socket = connect({
      port: this.port,
      host: "127.0.0.1",
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (bytes) => {
          this.take(bytes);
          return true;
        },
      },
    });
    socket.once("connect", this.onOpen);
    socket.on("error", () => {});
    socket.once("close", () => this.socket === socket && this.leave());
    return socket;
  }

  private take(bytes: number): void {
    let at = 0;
    while (at < bytes) at = this.seen < 0 ? this.takeHead(at, bytes) : this.takeBody(at, bytes);
  }

  private takeHead(at: number, bytes: number): number {
    const text = this.head + shared.toString("latin1", at, Math.min(bytes, at + 2048));
    const end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      this.head = text;
      return bytes;
    }
    const next = at + end + 4 - this.head.length;
    const head = text.slice(0, end).toLowerCase();
    this.head = "";
    this.status = Number(head.slice(9, 12));
    this.hasRetryAfter = head.includes("\r\nretry-after: ");
    this.isLast = head.includes("\r\nconnection: close");
    const length = head.indexOf("\r\ncontent-length: ");
    this.length = length < 0 ? 0 : Number.parseInt(head.slice(length + 18), 10);
    this.isRight = this.status !== 200 || this.expected[this.open[0]?.which ?? 0]?.length === this.length;
    this.seen = 0;
    if (this.length === 0) this.finish();
    return next;
  }

  private takeBody(at: number, bytes: number): number {
    const part = Math.min(bytes - at, this.length - this.seen);
    const expected = this.expected[this.open[0]?.which ?? 0];
    if (this.status === 200 && this.isRight && expected)
      this.isRight = shared.compare(expected, this.seen, this.seen + part, at, at + part) === 0;
    this.seen += part;
    if (this.seen === this.length) this.finish();
    return at + part;
  }

  private finish(): void {
    this.seen = -1;
    const sent = this.open.shift();
    // The next request opens another connection.
    if (this.isLast) this.leave();
    const { status, hasRetryAfter, isRight } = this;
    if (sent) this.onAnswer(this, sent, { status, hasRetryAfter, isWrong: !isRight });
  }
}
