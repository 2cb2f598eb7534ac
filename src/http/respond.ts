// Writing answers: the headers that every answer carries, JSON bodies, refusals. Never HTML, never a stack.
import type { ServerResponse } from "node:http";
import type { GraphQLFormattedError } from "graphql";
import { type Presented, present } from "../errors";

/** On every answer of the service. */
export const commonHeaders: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

export type Headers = Iterable<readonly [string, string]>;

export function send(
  res: ServerResponse,
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: Headers = [],
): void {
  if (res.headersSent || res.destroyed) return;
  res.statusCode = status;
  res.setHeader("content-type", contentType);
  for (const [name, value] of headers) res.setHeader(name, value);
  if (status === 304) res.removeHeader("content-type");
  if (res.req.method !== "HEAD") res.end(body);
  else res.setHeader("content-length", Buffer.byteLength(body)).end();
}

export function sendJson(res: ServerResponse, status: number, body: unknown, headers?: Headers): void {
  send(res, status, "application/json; charset=utf-8", JSON.stringify(body), headers);
}

/** A refusal outside any GraphQL operation, in the shape of a GraphQL answer so that clients have one thing to read. */
export function sendError(
  res: ServerResponse,
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
