// Which path is answered by which route, and what is the same for all of them: request id, CORS, errors, one log line, the
// counters, a span.

import type { IncomingMessage } from "node:http";
import type { HTTPMethod } from "find-my-way";
import findMyWay from "find-my-way";
import { refusal } from "../errors";
import type { Door } from "./admit";
import { Debounced, describeError, type Logger, printable } from "./observability/log";
import { labelOf, type Metrics } from "./observability/metrics";
import { traced } from "./observability/tracing";
import { ClientGone } from "./protocol/body";
import { corsHeadersFor, preflightHeaders } from "./protocol/cors";
import { type RequestStats, requestIdOf } from "./protocol/request-context";
import { type ServiceResponse, sendError } from "./protocol/response";
import { type Exchange, type Lease, methodsOf, type Route } from "./route";

export interface RouterOptions {
  readonly routes: readonly Route[];
  readonly door: Door;
  readonly metrics: Metrics;
  readonly log: Logger;
}

/** The handler of every request. */
export function router(options: RouterOptions): (req: IncomingMessage, res: ServiceResponse) => void {
  const { door, metrics, log } = options;
  const find = routeTable(options.routes);
  const failures = new Debounced(log);
  return (req, res) => {
    const { route, params, allowed } = find(req.method ?? "", req.url ?? "");
    // Before anything is read, counted or made: a refusal should cost as little as possible.
    if (route && door.sheds(route, req, res)) return;
    const started = performance.now();
    const exchange = new OpenExchange(req, res, params, route, door);
    const { requestId, stats } = exchange;
    res.add("x-request-id", requestId);
    res.on("close", () => {
      const ms = performance.now() - started;
      const status = res.writableFinished ? res.statusCode : 499;
      metrics.request(route?.path ?? "other", req.method, status);
      if (route && req.method !== "OPTIONS") metrics.work(route.kind, stats, ms);
      if (stats.cause !== undefined)
        failures.error(
          String(stats.codes?.[0]),
          { requestId, cause: describeError(stats.cause) },
          "an operation failed",
        );
      if (log.isLevelEnabled("info")) log.info(line(req, status, requestId, stats, ms), "request");
    });
    void serve(exchange, route, allowed);
  };
}

interface Match {
  /** Also where the path is known and the method is not. */
  readonly route: Route | undefined;
  readonly params: Readonly<Record<string, string | undefined>>;
  /** Undefined where the method is one of the route's. */
  readonly allowed: readonly string[] | undefined;
}

const none: Match = { route: undefined, params: {}, allowed: undefined };

function routeTable(routes: readonly Route[]): (method: string, url: string) => Match {
  // Longer parameters than any of ours: what is no slug and no number is not found.
  const table = findMyWay({ maxParamLength: 300 });
  for (const route of routes) table.on(methodsOf(route) as HTTPMethod[], route.path, () => {}, route);
  return (method, url) => {
    const found = table.find(method as HTTPMethod, url);
    if (found) return { route: found.store as Route, params: found.params, allowed: undefined };
    const other = table.find("GET", url) ?? table.find("POST", url);
    if (!other) return none;
    const route = other.store as Route;
    return { route, params: other.params, allowed: methodsOf(route) };
  };
}

class OpenExchange implements Exchange {
  readonly requestId: string;
  readonly stats: RequestStats = {};
  errorType: string | undefined = undefined;
  lease: Lease | undefined;

  constructor(
    readonly req: IncomingMessage,
    readonly res: ServiceResponse,
    readonly params: Exchange["params"],
    private readonly route: Route | undefined,
    private readonly door: Door,
  ) {
    this.requestId = requestIdOf(req);
  }

  get search(): string {
    const url = this.req.url ?? "";
    const mark = url.indexOf("?");
    return mark < 0 ? "" : url.slice(mark + 1);
  }

  async admit<T>(receive?: () => T | Promise<T>): Promise<Lease<T>> {
    if (!this.route || this.lease) throw new Error("A request is admitted once, by its route.");
    const lease = await this.door.admit(this.route.kind, this, receive ?? (() => undefined as T));
    this.lease = lease;
    return lease;
  }
}

async function serve(
  exchange: OpenExchange,
  route: Route | undefined,
  allowed: readonly string[] | undefined,
): Promise<void> {
  const { req, res, stats, requestId } = exchange;
  try {
    if (route?.isCrossOrigin) res.addList(corsHeadersFor(req));
    if (!route)
      throw refusal("NOT_FOUND", "There is nothing at this path.", { hint: "The service is at /graphql." });
    if (allowed) throw notAllowed(allowed);
    if (req.method === "OPTIONS")
      return void res
        .addAll(preflightHeaders(methodsOf(route)))
        .head(204)
        .end();
    if (route.kind === "operation" || route.kind === "probe") await route.handle(exchange);
    else
      await traced(`${req.method} ${route.path}`, spanAttributes(route), async () => route.handle(exchange));
  } catch (error) {
    if (hasLeft(error, exchange)) return;
    // A body that is cut must not look whole.
    if (res.headersSent) res.destroy();
    const { code, cause } = sendError(res, error, requestId, exchange.errorType);
    stats.codes = [code];
    stats.cause ??= cause;
  } finally {
    exchange.lease?.done();
  }
}

// An error that says nothing but that the client has left: nobody is there to read an answer, and nothing is wrong.
function hasLeft(error: unknown, { lease }: OpenExchange): boolean {
  if (error instanceof ClientGone) return true;
  const isBroken = broken.has(String((error as { code?: unknown } | null)?.code));
  return isBroken && lease?.signal.aborted === true && Date.now() < lease.deadline;
}

const broken: ReadonlySet<string> = new Set([
  "ERR_STREAM_PREMATURE_CLOSE",
  "ABORT_ERR",
  "STATEMENT_CANCELLED",
]);

function notAllowed(methods: readonly string[]) {
  const named = methods.filter((method) => method !== "OPTIONS");
  return refusal(
    "BAD_USER_INPUT",
    `Only ${[named.slice(0, -1).join(", "), named.at(-1)].filter(Boolean).join(" and ")} can be used here.`,
    { status: 405, headers: new Map([["allow", methods.join(", ")]]) },
  );
}

function spanAttributes(route: Route) {
  return () => ({ "http.route": route.path });
}

function pathOf(req: IncomingMessage): string {
  const url = req.url ?? "";
  const mark = url.indexOf("?");
  return mark < 0 ? url : url.slice(0, mark);
}

function line(req: IncomingMessage, status: number, requestId: string, stats: RequestStats, ms: number) {
  const { operationName, documentHash, cost, rows, databaseMs, codes, cacheStatus, viewer } = stats;
  return {
    requestId,
    method: req.method,
    path: printable(pathOf(req), 100),
    status,
    ms: round(ms),
    ...(operationName !== undefined && { operation: printable(operationName, 64) }),
    ...(documentHash !== undefined && { document: documentHash.slice(0, 16) }),
    ...(cost !== undefined && { cost, rows }),
    ...(cacheStatus !== undefined && cacheStatus !== "off" && { answer: labelOf(cacheStatus) }),
    ...(databaseMs !== undefined && { databaseMs: round(databaseMs) }),
    ...(viewer && {
      viewer: printable(viewer.id, 120),
      name: printable(viewer.name, 100),
      role: viewer.role,
    }),
    ...(codes && { codes: [...new Set(codes)] }),
  };
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
