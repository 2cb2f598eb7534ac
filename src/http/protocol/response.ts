// Responses: JSON bodies and errors, never HTML, never a stack trace. Headers are collected in one list and written at once:
// a response has a dozen, and setting each one separately costs Node most of a microsecond.
import { type IncomingMessage, ServerResponse } from "node:http";
import type { GraphQLFormattedError } from "graphql";
import { type Presented, present } from "../../errors";

/** On every answer of the service, names and values in turn. */
export const commonHeaders: readonly string[] = [
  "x-content-type-options",
  "nosniff",
  "referrer-policy",
  "no-referrer",
];

/** The first entries of the list are for the headers of a body. */
const bodyHeaders = 4;

/** Pairs of a name in lower case and a value. */
export type Headers = Iterable<readonly [string, string]>;

/** What the listener hands to every handler. Headers that are added here go out with whatever answers the request. */
export class ServiceResponse<
  Request extends IncomingMessage = IncomingMessage,
> extends ServerResponse<Request> {
  // Begins with room for what is known last: readers look for type and length first.
  private readonly added: string[] = ["content-type", "", "content-length", "", ...commonHeaders];

  /** Adds a header; each name once. */
  add(name: string, value: string): this {
    this.added.push(name, value);
    return this;
  }

  addAll(headers: Headers): this {
    for (const [name, value] of headers) this.added.push(name, value);
    return this;
  }

  /** The same for names and values in turn. */
  addList(headers: readonly string[]): this {
    for (let index = 0; index < headers.length; index += 1) this.added.push(headers[index]!);
    return this;
  }

  /** Writes the head alone, with all that was added: for bodies that come in pieces, or never. */
  head(status: number): this {
    return this.writeHead(status, this.added.slice(bodyHeaders));
  }

  /** Writes the whole answer. Nothing happens when one was written before, or nobody is there to read it. */
  answer(status: number, contentType: string, body: string | Buffer): void {
    if (this.headersSent || this.destroyed) return;
    if (status === 304) return void this.head(status).end();
    const length = typeof body === "string" ? Buffer.byteLength(body) : body.length;
    this.added[1] = contentType;
    this.added[3] = String(length);
    this.writeHead(status, this.added);
    if (this.req.method === "HEAD") this.end();
    else this.end(body);
  }
}

export function send(
  res: ServiceResponse,
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: Headers = [],
): void {
  res.addAll(headers).answer(status, contentType, body);
}

export function sendJson(res: ServiceResponse, status: number, body: unknown, headers?: Headers): void {
  send(res, status, "application/json; charset=utf-8", JSON.stringify(body), headers);
}

/** A refusal outside any GraphQL operation, in the shape of a GraphQL answer so that clients have one thing to read. */
export function sendError(
  res: ServiceResponse,
  error: unknown,
  requestId: string,
  type = "application/json",
): Presented {
  const presented = present(error);
  const body = { errors: [withRequestId(presented.formatted, requestId)] };
  send(res, presented.status, `${type}; charset=utf-8`, JSON.stringify(body), [
    ...presented.headers,
    ["cache-control", "no-store"],
  ]);
  return presented;
}

export function withRequestId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  return { ...error, extensions: { ...error.extensions, requestId } };
}
