// Attacks that are HTTP: bodies, headers, connections, floods. Each returns the statuses that it met; 0 = cut off.
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { open, rawPost, sendRaw } from "./raw-http";

export interface RequestAttack {
  readonly name: string;
  readonly send: (url: string) => Promise<readonly number[]>;
}

const typename = JSON.stringify({ query: "{ __typename }" });
const first100 = JSON.stringify({ query: "{ reports(first: 100) { nodes { number title } } }" });
const raw = async (url: string, parts: (string | Buffer)[], waitMs?: number) =>
  (await sendRaw(url, parts, waitMs)).statuses;
const many = async (count: number, send: (index: number) => Promise<readonly number[]>) =>
  (await Promise.all(Array.from({ length: count }, (_, index) => send(index)))).flat();

async function post(url: string, body: string): Promise<readonly number[]> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  await response.arrayBuffer();
  return [response.status];
}

async function get(url: string, headers: Record<string, string> = {}): Promise<readonly number[]> {
  const response = await fetch(url, { headers });
  await response.arrayBuffer();
  return [response.status];
}

/** Opens many sockets, writes to each, and leaves: what is left open must not hurt anybody. */
function abandon(count: number, parts: readonly (string | Buffer)[], forMs: number, each = 1) {
  return async (url: string): Promise<readonly number[]> => {
    const sockets = Array.from({ length: count }, () => open(url));
    for (const socket of sockets) for (const part of parts) socket.write(part);
    await new Promise((resolve) => setTimeout(resolve, forMs));
    for (const socket of sockets) socket.destroy();
    return Array<number>(count * each).fill(0);
  };
}

const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024, 0x20), { level: 9 });
const apq = (n: number, query?: string) => {
  const sha256Hash = createHash("sha256").update(`{ a${n}: __typename }`).digest("hex");
  return JSON.stringify({ query, extensions: { persistedQuery: { version: 1, sha256Hash } } });
};

export const requestAttacks: readonly RequestAttack[] = [
  { name: "gzip bomb of 50 MB", send: (url) => raw(url, rawPost(bomb, { "content-encoding": "gzip" })) },
  { name: "brotli body", send: (url) => raw(url, rawPost("x", { "content-encoding": "br" })) },
  { name: "body of 5 MB", send: (url) => raw(url, rawPost(" ".repeat(5 * 1024 * 1024))) },
  { name: "body of 5 MB in chunks", send: (url) => raw(url, chunked(80, "x".repeat(65_536))) },
  { name: "body of 1-byte chunks", send: (url) => raw(url, chunked(20_000, " ")) },
  {
    name: "content-length of 100 GB",
    send: (url) => raw(url, rawPost(typename, { "content-length": "107374182400" })),
  },
  {
    name: "content-length, negative",
    send: (url) => raw(url, rawPost(typename, { "content-length": "-1" })),
  },
  {
    name: "content-length and chunks",
    send: (url) => raw(url, rawPost("0\r\n\r\nGET / HTTP/1.1\r\n\r\n", { "transfer-encoding": "chunked" })),
  },
  {
    name: "transfer-encoding, unknown",
    send: (url) => raw(url, rawPost(typename, { "transfer-encoding": "xchunked" })),
  },
  { name: "expect: 100-continue", send: (url) => raw(url, rawPost(typename, { expect: "100-continue" })) },
  {
    name: "upgrade to another protocol",
    send: (url) =>
      raw(url, ["GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n"]),
  },
  { name: "headers of 60 KB", send: (url) => raw(url, rawPost(typename, { "x-a": "a".repeat(60_000) })) },
  {
    name: "headers, 1,500 of them",
    send: (url) =>
      raw(
        url,
        rawPost(typename, Object.fromEntries(Array.from({ length: 1_500 }, (_, n) => [`x${n}`, "1"]))),
      ),
  },
  {
    name: "accept of 10 KB",
    send: (url) => raw(url, rawPost(typename, { accept: "a/b;q=0.1,".repeat(1_000) })),
  },
  { name: "URL of 15 KB", send: (url) => get(`${url}/graphql?query=${"%7B".repeat(5_000)}`) },
  { name: "URL of 60 KB", send: (url) => get(`${url}/graphql?query=${"a".repeat(60_000)}`) },
  { name: "URL parameters, 3,000", send: (url) => get(`${url}/graphql?${"query=1&".repeat(1_800)}`) },
  {
    name: "path that climbs",
    send: (url) => raw(url, ["GET /playground/../../../etc/passwd HTTP/1.1\r\nhost: x\r\n\r\n"]),
  },
  { name: "not HTTP at all", send: (url) => raw(url, [Buffer.alloc(5_000, 0xff)]) },
  {
    name: "TLS on the plain port",
    send: (url) => raw(url, [Buffer.from("16030100c8010000c403", "hex"), Buffer.alloc(190)]),
  },
  { name: "HTTP/2 preface", send: (url) => raw(url, ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"]) },
  { name: "body that is not UTF-8", send: (url) => raw(url, rawPost(Buffer.alloc(90_000, 0xc0))) },
  { name: "body in UTF-16", send: (url) => raw(url, rawPost(Buffer.from(typename, "utf16le"))) },
  { name: "body of zero bytes", send: (url) => raw(url, rawPost(Buffer.alloc(90_000))) },
  { name: "body, deep JSON", send: (url) => raw(url, rawPost(`${"[".repeat(50_000)}${"]".repeat(50_000)}`)) },
  {
    name: "body, one key 9,000 times",
    send: (url) => post(url, `{${'"query":"{a}",'.repeat(6_000)}"query":"{__typename}"}`),
  },
  { name: "batch of 2,000", send: (url) => post(url, `[${Array(2_000).fill(typename).join(",")}]`) },
  {
    name: "multipart",
    send: (url) =>
      raw(url, rawPost("--x\r\n\r\n--x--", { "content-type": "multipart/form-data; boundary=x" })),
  },
  {
    name: "100 requests in one write",
    send: (url) => raw(url, [Buffer.concat(Array(100).fill(Buffer.from(rawPost(typename).join(""))))]),
  },
  {
    name: "body that never ends, 50 times",
    send: abandon(50, rawPost(typename, { "content-length": "1000" }), 300),
  },
  {
    name: "headers that never end, 50 times",
    send: abandon(50, ["POST /graphql HTTP/1.1\r\nhost: x\r\nx-a: "], 300),
  },
  { name: "500 connections that say nothing", send: abandon(500, [], 300) },
  { name: "50 clients that leave at once", send: abandon(50, rawPost(first100), 5) },
  {
    name: "50 clients that do not read",
    send: abandon(50, Array(20).fill(rawPost(first100).join("")), 500, 20),
  },
  { name: "persisted queries nobody has, 300", send: (url) => many(300, (n) => post(url, apq(n))) },
  {
    name: "persisted queries, 300 new",
    send: (url) => many(300, (n) => post(url, apq(n, `{ a${n}: __typename }`))),
  },
  {
    name: "documents, 300 different",
    send: (url) =>
      many(300, (n) =>
        post(
          url,
          JSON.stringify({ query: `{ reports(first: ${(n % 99) + 1}) { nodes { a${n}: number } } }` }),
        ),
      ),
  },
  {
    name: "documents, 100 large",
    send: (url) =>
      many(100, (n) =>
        post(
          url,
          JSON.stringify({ query: `query Q${n} { agency(slug: "ice") { ${"name ".repeat(1_900)} } }` }),
        ),
      ),
  },
  { name: "readiness, 300 times", send: (url) => many(300, () => get(`${url}/readyz`)) },
  { name: "metrics, 50 times", send: (url) => many(50, () => get(`${url}/metrics`)) },
  {
    name: "playground unpacked, 10 times",
    send: (url) => many(10, () => get(`${url}/playground/graphiql.js`, { "accept-encoding": "identity" })),
  },
];

function chunked(count: number, text: string): (string | Buffer)[] {
  const chunk = `${text.length.toString(16)}\r\n${text}\r\n`;
  const head =
    "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
  return [head, Buffer.from(chunk.repeat(count)), "0\r\n\r\n"];
}
