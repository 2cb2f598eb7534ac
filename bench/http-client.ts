// A keep-alive HTTP/1.1 connection that costs the machine as little as possible: it only looks for the end of each
// answer. One request at a time, no pipelining.
import { connect, type Socket } from "node:net";

export interface Answered {
  readonly status: number;
  readonly bytes: number;
  readonly body: Buffer;
}

export class HttpConnection {
  private readonly socket: Socket;
  private chunks: Buffer[] = [];
  private received = 0;
  /** Where the answer ends; unknown until its head is read, and for chunked answers until their end is seen. */
  private end = -1;
  private head = -1;
  private settle: { resolve(answer: Answered): void; reject(error: Error): void } | null = null;

  constructor(port: number) {
    this.socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.socket.on("data", (chunk) => this.take(chunk));
    this.socket.on("error", (error) => this.settle?.reject(error));
    this.socket.on("close", () => this.settle?.reject(new Error("the connection was closed")));
  }

  send(request: Buffer): Promise<Answered> {
    this.chunks = [];
    this.received = 0;
    this.end = -1;
    this.head = -1;
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.settle = null;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.received += chunk.length;
    if (this.end < 0) this.findEnd(chunk);
    if (this.end < 0 || this.received < this.end) return;
    const whole = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
    const settle = this.settle;
    this.settle = null;
    settle?.resolve({
      status: Number(whole.toString("latin1", 9, 12)),
      bytes: this.received,
      body: whole.subarray(this.head + 4),
    });
  }

  private findEnd(chunk: Buffer): void {
    const first = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks);
    if (this.head < 0) this.head = first.indexOf("\r\n\r\n");
    if (this.head < 0) return;
    const length = /\r\ncontent-length: *(\d+)/i.exec(first.toString("latin1", 0, this.head + 2));
    if (length) this.end = this.head + 4 + Number(length[1]);
    else if (first.subarray(-5).toString("latin1") === "0\r\n\r\n") this.end = this.received;
  }
}

/** The bytes of a POST with a JSON body. */
export function postRequest(path: string, headers: Readonly<Record<string, string>>, body: string): Buffer {
  const lines = Object.entries({
    host: "127.0.0.1",
    "content-type": "application/json",
    accept: "application/json",
    ...headers,
    "content-length": String(Buffer.byteLength(body)),
  });
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`,
  );
}

/** The JSON of an answer, chunked or not. */
export function jsonOf({ body }: Answered): unknown {
  const text = body.toString("utf8");
  if (text.startsWith("{")) return JSON.parse(text);
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const line = body.indexOf("\r\n", at);
    const size = Number.parseInt(body.toString("latin1", at, line), 16);
    parts.push(body.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
    if (size === 0) break;
  }
  return JSON.parse(Buffer.concat(parts).toString("utf8"));
}
