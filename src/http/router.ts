// Which path is answered by what, and the one log line and the counters of every request.
import type { IncomingMessage } from "node:http";
import { refusal } from "../errors";
import { type Endpoint, handleGraphQL } from "./graphql/handler";
import { Debounced, describeError, type Logger, printable } from "./observability/log";
import { labelOf, type Metrics } from "./observability/metrics";
import { type RequestStats, requestIdOf } from "./protocol/request-context";
import { type ServiceResponse, send, sendError, sendJson } from "./protocol/response";

export type Page = (req: IncomingMessage, res: ServiceResponse) => void | Promise<void>;

export interface Routes {
  readonly graphql: Endpoint;
  readonly sdl: string;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly readiness: () => Promise<{ ready: boolean; reason?: string }>;
  /** The playground and its assets, by path. */
  readonly pages: ReadonlyMap<string, Page>;
}

/** The handler of every request. */
export function router(routes: Routes): (req: IncomingMessage, res: ServiceResponse) => void {
  const { metrics, log } = routes;
  const failures = new Debounced(log);
  const plain = plainRoutes(routes);
  return (req, res) => {
    const path = pathOf(req);
    const isGraphQL = path === "/graphql";
    // Before anything is read, counted or made: what cannot be answered should cost as little as possible.
    if (isGraphQL && routes.graphql.busy.refuses(req, res)) return;
    const started = performance.now();
    const requestId = requestIdOf(req);
    const stats: RequestStats = {};
    const page = plain.get(path);
    res.add("x-request-id", requestId);
    res.on("close", () => {
      const ms = performance.now() - started;
      metrics.request(
        isGraphQL || page ? path : "other",
        req.method,
        res.writableFinished ? res.statusCode : 499,
      );
      if (isGraphQL && req.method !== "OPTIONS") metrics.operation(stats, ms);
      if (stats.cause !== undefined)
        failures.error(
          String(stats.codes?.[0]),
          { requestId, cause: describeError(stats.cause) },
          "an operation failed",
        );
      if (log.isLevelEnabled("info")) log.info(line(req, res, requestId, stats, ms), "request");
    });
    if (isGraphQL) void handleGraphQL(routes.graphql, req, res, requestId, stats);
    else void handlePage(page, req, res, requestId, stats);
  };
}

function plainRoutes({ sdl, metrics, readiness, pages }: Routes): ReadonlyMap<string, Page> {
  return new Map<string, Page>([
    ["/livez", (_req, res) => sendJson(res, 200, { live: true })],
    [
      "/readyz",
      async (_req, res) => {
        const state = await readiness();
        sendJson(res, state.ready ? 200 : 503, state, state.ready ? [] : [["retry-after", "1"]]);
      },
    ],
    [
      "/metrics",
      async (_req, res) => send(res, 200, metrics.registry.contentType, await metrics.registry.metrics()),
    ],
    [
      "/schema.graphql",
      (_req, res) => send(res, 200, "text/plain; charset=utf-8", sdl, [["access-control-allow-origin", "*"]]),
    ],
    ...pages,
  ]);
}

async function handlePage(
  page: Page | undefined,
  req: IncomingMessage,
  res: ServiceResponse,
  requestId: string,
  stats: RequestStats,
): Promise<void> {
  try {
    if (!page)
      throw refusal("NOT_FOUND", "There is nothing at this path.", { hint: "The service is at /graphql." });
    if (req.method !== "GET" && req.method !== "HEAD")
      throw refusal("BAD_USER_INPUT", "Only GET and HEAD are accepted.", {
        status: 405,
        headers: new Map([["allow", "GET, HEAD"]]),
      });
    await page(req, res);
  } catch (error) {
    const { code, cause } = sendError(res, error, requestId);
    stats.codes = [code];
    stats.cause ??= cause;
  }
}

function pathOf(req: IncomingMessage): string {
  const url = req.url ?? "";
  const mark = url.indexOf("?");
  return mark < 0 ? url : url.slice(0, mark);
}

function line(
  req: IncomingMessage,
  res: ServiceResponse,
  requestId: string,
  stats: RequestStats,
  ms: number,
) {
  const { operationName, documentHash, cost, rows, databaseMs, codes, cacheStatus } = stats;
  return {
    requestId,
    method: req.method,
    path: printable(pathOf(req), 100),
    status: res.writableFinished ? res.statusCode : 499,
    ms: round(ms),
    ...(operationName !== undefined && { operation: printable(operationName, 64) }),
    ...(documentHash !== undefined && { document: documentHash.slice(0, 16) }),
    ...(cost !== undefined && { cost, rows }),
    ...(cacheStatus !== undefined && cacheStatus !== "off" && { answer: labelOf(cacheStatus) }),
    ...(databaseMs !== undefined && { databaseMs: round(databaseMs) }),
    ...(codes && { codes: [...new Set(codes)] }),
  };
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
