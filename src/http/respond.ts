// Writing answers: JSON bodies and refusals. Never HTML, never a stack.
import type { GraphQLFormattedError } from "graphql";
import { type Presented, present } from "../errors";
import type { Headers, ServiceResponse } from "./protocol/response";

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
