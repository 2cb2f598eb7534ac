// What a route is: a path, how it is protected, and what answers it. A new route is one object like this, in a file of
// its own, and one line where the service is put together.
import type { IncomingMessage } from "node:http";
import type { CancelSignal } from "../database";
import type { RequestContext, RequestStats } from "./protocol/request-context";
import type { ServiceResponse } from "./protocol/response";

/**
 * Which limits `admit` applies.
 *   operation  rate limit, a place among the operations in flight, REQUEST_TIMEOUT_MS
 *   page       rate limit, REQUEST_TIMEOUT_MS: answered from memory
 *   download   rate limit, a place among the downloads, STREAM_TIMEOUT_MS
 *   stream     rate limit, a place among the streams of changes, an hour
 *   probe      REQUEST_TIMEOUT_MS alone: must be answered whatever the load is
 */
export type RouteKind = "operation" | "page" | "download" | "stream" | "probe";

export interface Route {
  /** As find-my-way has it: `/data/:table.csv`. Also the route's label in metrics, so it must not hold a client's text. */
  readonly path: string;
  /** Default: GET. Whatever answers GET answers HEAD. */
  readonly methods?: readonly ("GET" | "POST")[];
  readonly kind: RouteKind;
  /** Pages of other origins may call it: CORS headers, and OPTIONS for the browser's preflight. */
  readonly isCrossOrigin?: boolean;
  /** While the service is overloaded, refuse with a prepared JSON answer before the request is looked at. */
  readonly isShedEarly?: boolean;
  /** Answers. What it throws becomes a JSON error; once the head has been sent, the connection is cut instead. */
  handle(exchange: Exchange): void | Promise<void>;
}

/** One request on its way through a route. */
export interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServiceResponse;
  /** The values of the path's parameters, percent-decoded. */
  readonly params: Readonly<Record<string, string | undefined>>;
  /** What follows the question mark; "" for nothing. */
  readonly search: string;
  readonly requestId: string;
  readonly stats: RequestStats;
  /** The media type that errors are sent as. Default: application/json. */
  errorType?: string | undefined;
  /** Applies the limits of the route's kind, or throws the refusal. Call it once, before any work is done. */
  admit(): Promise<Lease<undefined>>;
  /** `receive` reads what the client has yet to send: after the rate limit, before a place is taken. */
  admit<T>(receive: () => T | Promise<T>): Promise<Lease<T>>;
}

/** Permission to work on a request. The router ends it when the route has answered, however it did. */
export interface Lease<T = unknown> {
  readonly context: RequestContext;
  /** Aborts when the deadline passes or the client goes away. */
  readonly signal: CancelSignal;
  /** As Date.now() counts. */
  readonly deadline: number;
  /** What `receive` gave. */
  readonly received: T;
  /**
   * Takes points from the client's rate limit, as often as something is spent. Called before the head is sent, it adds
   * the headers that say what is left.
   */
  charge(points: number): Promise<void>;
  /** Gives everything back; may be called more than once. */
  done(): void;
}

export function methodsOf(route: Route): readonly string[] {
  const methods: readonly string[] = route.methods ?? ["GET"];
  const all = methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  return route.isCrossOrigin ? [...all, "OPTIONS"] : all;
}
