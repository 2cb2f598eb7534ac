// HTTP as bytes on a socket: for what no well-behaved client sends.
import { connect, type Socket } from "node:net";

export interface RawReply {
  /** Statuses of all answers on the connection; 0 when it was closed without one. */
  readonly statuses: readonly number[];
  readonly bytes: number;
  /** The first megabyte of what came. */
  readonly text: string;
}

/** Sends the parts one after the other, reads until the server closes or `waitMs` pass without anything. */
export function sendRaw(url: string, parts: readonly (string | Buffer)[], waitMs = 500): Promise<RawReply> {
  return new Promise((resolve) => {
    const socket = open(url);
    let text = "";
    let bytes = 0;
    const done = () => {
      socket.destroy();
      const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
      resolve({ statuses: statuses.length > 0 ? statuses : [0], bytes, text });
    };
    socket.setTimeout(waitMs, done);
    socket.on("close", done);
    socket.on("data", (chunk) => {
      bytes += chunk.length;
      if (text.length < 1_000_000) text += chunk.toString("latin1");
    });
    for (const part of parts) socket.write(part);
  });
}

/** A connection whose errors nobody minds. */
export function open(url: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  return socket;
}

/** A POST of a body as it stands in a request, with whatever headers are added or replaced. */
export function rawPost(
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): (string | Buffer)[] {
  const all = {
    host: "x",
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return [`POST /graphql HTTP/1.1\r\n${lines.join("")}\r\n`, body];
}
