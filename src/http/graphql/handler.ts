// The route /graphql: GraphQL over HTTP. What can be checked before anything is parsed, in the order of what it costs to
// find out; then the pipeline; then one write.
import type { IncomingMessage } from "node:http";
import { refusal } from "../../errors";
import { vary } from "../cache/cache-key";
import { readJson } from "../protocol/body";
import {
  type Acceptance,
  isSimpleContentType,
  negotiate,
  prefersHtml,
  problemWithContentType,
} from "../protocol/negotiation";
import { parametersOfBody, parametersOfSearch, type RequestParameters } from "../protocol/parameters";
import type { RequestStats } from "../protocol/request-context";
import { send } from "../protocol/response";
import type { Exchange, Route } from "../route";
import type { OperationPipeline } from "./pipeline";

export interface GraphQLRouteOptions {
  /** For development: tells the client where the time went. */
  readonly serverTiming: boolean;
}

export function graphqlRoute(pipeline: OperationPipeline, { serverTiming }: GraphQLRouteOptions): Route {
  return {
    path: "/graphql",
    methods: ["GET", "POST"],
    kind: "operation",
    isCrossOrigin: true,
    isShedEarly: true,
    async handle(exchange) {
      const { req, res, search, stats } = exchange;
      const method = req.method ?? "";
      res.add("vary", vary);
      if (method !== "POST" && !search && prefersHtml(req.headers.accept))
        return void res.add("location", "/playground").head(302).end();
      const accepted = acceptable(req);
      exchange.errorType = accepted.type;
      const lease = await exchange.admit(() => parametersOf(exchange));
      const started = serverTiming ? performance.now() : 0;
      const source = { method, headers: req.headers, search, accepted };
      const reply = await pipeline.answer(lease.received, source, lease.context);
      // What an answer costs does not depend on who asked before.
      await lease.charge(stats.cost ?? 0);
      if (serverTiming) res.add("server-timing", timing(started, stats));
      send(res, reply.status, `${accepted.type}; charset=utf-8`, reply.body, reply.headers);
    },
  };
}

async function parametersOf({ req, search }: Exchange): Promise<RequestParameters> {
  return req.method === "POST"
    ? parametersOfBody(await readJson(req))
    : parametersOfSearch(new URLSearchParams(search));
}

function acceptable(req: IncomingMessage): Acceptance {
  const accepted = negotiate(req.headers.accept);
  if (!accepted)
    throw refusal("BAD_USER_INPUT", "None of the types in the Accept header is offered.", {
      status: 406,
      hint: "Accept application/graphql-response+json or application/json.",
    });
  const contentType = req.headers["content-type"];
  const problem = req.method === "POST" ? problemWithContentType(contentType) : undefined;
  if (problem)
    throw refusal("BAD_USER_INPUT", problem, { status: 415, hint: "Send application/json in UTF-8." });
  refuseForgery(req, contentType);
  return accepted;
}

// A page of another site can make a browser send its cookies along, but only in a "simple" request, without any header
// that the browser would ask us about first. Nothing to protect where neither cookie nor Authorization is present.
function refuseForgery(req: IncomingMessage, contentType: string | undefined): void {
  const { cookie, authorization } = req.headers;
  if (cookie === undefined && authorization === undefined) return;
  if (!isSimpleContentType(contentType)) return;
  if (req.headers["apollo-require-preflight"] || req.headers["x-apollo-operation-name"]) return;
  throw refusal("FORBIDDEN", "This request could have been forged by another site.", {
    hint: "Send Content-Type: application/json or the header Apollo-Require-Preflight: true.",
  });
}

function timing(started: number, { databaseMs = 0 }: RequestStats): string {
  return `database;dur=${databaseMs.toFixed(2)}, total;dur=${(performance.now() - started).toFixed(2)}`;
}
