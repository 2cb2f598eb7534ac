// Load by raw keep-alive connections, light enough to offer many times what the service can do from one process.
// Closed: each client asks again when it has its answer. Open: requests start at a rate, whatever becomes of the others.
import { connect, type Socket } from "node:net";

export interface Outcome {
  seconds: number;
  /** Requests sent. */
  offered: number;
  answered: number;
  refused: number;
  /** Of the answered ones, in milliseconds. */
  latencies: number[];
  wrong: string[];
}

interface Line {
  readonly socket: Socket;
  busy: boolean;
  sent: number;
  text: string;
  onReply: (status: number, ms: number) => void;
}

export class OpenLoop {
  private readonly bytes: Buffer;
  private readonly lines: Line[];

  constructor(url: string, query: string, connections: number) {
    const body = JSON.stringify({ query });
    this.bytes = Buffer.from(
      `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    const { hostname, port } = new URL(url);
    this.lines = Array.from({ length: connections }, () => newLine(connect(Number(port), hostname)));
  }

  async closed(clients: number, seconds: number): Promise<Outcome> {
    const outcome = newOutcome();
    const end = performance.now() + seconds * 1000;
    await Promise.all(
      this.lines.slice(0, clients).map(async (line) => {
        while (performance.now() < end) await this.send(line, outcome);
      }),
    );
    return { ...outcome, seconds };
  }

  /** Requests that find every connection busy are not sent: they count as offered and refused by the client itself. */
  async open(perSecond: number, seconds: number): Promise<Outcome> {
    const outcome = newOutcome();
    const started = performance.now();
    const open: Promise<void>[] = [];
    let due = 0;
    while (performance.now() - started < seconds * 1000) {
      const wanted = ((performance.now() - started) / 1000) * perSecond;
      for (; due < wanted; due++) {
        const line = this.lines.find(({ busy }) => !busy);
        if (!line) break;
        open.push(this.send(line, outcome));
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
      if (open.length > 10_000) open.splice(0, 5_000);
    }
    await Promise.all(open);
    return { ...outcome, seconds };
  }

  close(): void {
    for (const { socket } of this.lines) socket.destroy();
  }

  private send(line: Line, outcome: Outcome): Promise<void> {
    line.busy = true;
    line.sent = performance.now();
    outcome.offered++;
    return new Promise((resolve) => {
      line.onReply = (status, ms) => {
        line.busy = false;
        if (status === 200) {
          outcome.answered++;
          outcome.latencies.push(ms);
        } else if (status === 503) outcome.refused++;
        else outcome.wrong.push(String(status));
        resolve();
      };
      line.socket.write(this.bytes);
    });
  }
}

function newOutcome(): Outcome {
  return { seconds: 0, offered: 0, answered: 0, refused: 0, latencies: [], wrong: [] };
}

function newLine(socket: Socket): Line {
  const line: Line = { socket, busy: false, sent: 0, text: "", onReply: () => {} };
  socket.setNoDelay(true);
  socket.on("error", () => {});
  socket.on("close", () => line.onReply(0, 0));
  socket.on("data", (chunk) => {
    line.text += chunk.toString("latin1");
    const head = line.text.indexOf("\r\n\r\n");
    if (head < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(line.text.slice(0, head))?.[1] ?? 0);
    if (line.text.length < head + 4 + length) return;
    const status = Number(line.text.slice(9, 12));
    line.text = "";
    line.onReply(status, performance.now() - line.sent);
  });
  return line;
}
