// Reads request bodies: bounded, UTF-8 JSON, never compressed (a few kilobytes can unpack to gigabytes).
import { isAscii } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { refusal } from "../../errors";
import { limits } from "../../limits";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/** The parsed body. Throws or rejects with a refusal: 400, 413 or 415; rejects when the client goes away. */
export function readJson(req: IncomingMessage): Promise<unknown> {
  refuseByHeaders(req);
  return readAll(req);
}

function refuseByHeaders(req: IncomingMessage): void {
  const encoding = req.headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity")
    throw refusal("BAD_USER_INPUT", "Compressed bodies are not accepted.", {
      status: 415,
      hint: "Send the body as it is, without Content-Encoding.",
      headers: new Map([["accept-encoding", "identity"]]),
    });
  if (Number(req.headers["content-length"] ?? 0) > limits.bodyBytes.value) {
    discardRest(req);
    throw tooLarge();
  }
}

const hint = 'Send a JSON object such as { "query": "{ __typename }" }.';

function readAll(req: IncomingMessage): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limits.bodyBytes.value && chunks.push(chunk) <= maxChunks) return;
      req.off("data", onData);
      discardRest(req);
      reject(chunks.length > maxChunks ? tooManyChunks() : tooLarge());
    };
    req.on("data", onData);
    req.on("end", () => {
      try {
        resolve(parse(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
      } catch (refused) {
        reject(refused);
      }
    });
    req.on("error", reject);
    // Every request closes: an error, whose stack is taken down, is made for those alone that close too early.
    req.on("close", () => {
      if (!req.readableEnded) reject(new ClientGone());
    });
  });
}

// A body in chunks of one byte costs a hundred times one that comes whole.
const maxChunks = 2_000;

// Closing at once would lose the refusal on its way: a client reads it when it has sent what it wanted to send, within
// reason.
const maxDiscarded = 16 * 1024 * 1024;

function discardRest(req: IncomingMessage): void {
  let size = 0;
  req.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxDiscarded) req.socket.destroy();
  });
}

/** The client closed the connection: nobody is left to answer. */
export class ClientGone extends Error {
  override readonly name = "ClientGone";
}

function parse(bytes: Buffer): unknown {
  if (bytes.length === 0) throw refusal("BAD_USER_INPUT", "The body is empty.", { hint });
  let text: string;
  try {
    // Most bodies are ASCII, for which the plainest of the decoders will do.
    text = isAscii(bytes) ? bytes.toString("latin1") : decoder.decode(bytes);
  } catch {
    throw refusal("BAD_USER_INPUT", "The body is not UTF-8.", { hint });
  }
  try {
    return JSON.parse(text);
  } catch {
    // V8's message quotes the body; the sender has it already.
    throw refusal("BAD_USER_INPUT", "The body is not JSON.", { hint });
  }
}

function tooManyChunks() {
  return refusal("QUERY_TOO_LARGE", `The body came in more than ${maxChunks} pieces.`, {
    status: 413,
    hint: "Send it whole, with a Content-Length.",
  });
}

function tooLarge() {
  return refusal("QUERY_TOO_LARGE", `The body is larger than ${limits.bodyBytes.value} bytes.`, {
    status: 413,
    hint: "Split the operation, or register it as a persisted query.",
  });
}
