// POST and GET /graphql: GraphQL over HTTP. Checks what can be checked before anything is parsed, in the order of what it
// costs to find out; then Apollo; then one write.
import type { IncomingMessage } from "node:http";
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from "@apollo/server";
import { refusal } from "../../errors";
import { identify, vary } from "../cache/cache-key";
import type { Reply, Revalidation } from "../cache/revalidation";
import { announcedHash, type PersistedDocuments } from "../documents/persisted-documents";
import type { ValidatedOperation, ValidatedOperations } from "../documents/validated-operations";
import { traced } from "../observability/tracing";
import type { Admission } from "../overload/admission";
import type { LoadShedder } from "../overload/load-shedding";
import type { Client, RateLimiter } from "../overload/rate-limiter";
import { RequestAbort } from "../protocol/abort";
import { ClientGone, readJson } from "../protocol/body";
import { corsHeadersFor, preflightHeaders } from "../protocol/cors";
import {
  type Acceptance,
  isSimpleContentType,
  negotiate,
  prefersHtml,
  problemWithContentType,
} from "../protocol/negotiation";
import { parametersOfBody, parametersOfSearch, type RequestParameters } from "../protocol/parameters";
import type { GraphQLContext, RequestStats } from "../protocol/request-context";
import { type ServiceResponse, send, sendError } from "../protocol/response";
import { bodyOf, complete, type OperationExecutor, type OperationResult } from "./execute";

export interface Endpoint {
  readonly apollo: ApolloServer<GraphQLContext>;
  readonly answers: OperationExecutor;
  readonly known: ValidatedOperations;
  readonly admission: Admission;
  readonly busy: LoadShedder;
  readonly rate: RateLimiter;
  readonly documents: PersistedDocuments;
  readonly reuse: Revalidation;
  readonly requestTimeoutMs: number;
  /** For development: tells the client where the time went. */
  readonly serverTiming: boolean;
}

/** Answers one request; never rejects. What was found out stands in `stats` afterwards. */
export async function handleGraphQL(
  endpoint: Endpoint,
  req: IncomingMessage,
  res: ServiceResponse,
  requestId: string,
  stats: RequestStats,
): Promise<void> {
  let accepted: Acceptance | undefined;
  try {
    res.addList(corsHeadersFor(req)).add("vary", vary);
    if (req.method === "OPTIONS") return void res.addAll(preflightHeaders).head(204).end();
    const search = searchOf(req);
    if (req.method === "GET" && !search && prefersHtml(req.headers.accept))
      return void res.add("location", "/").head(302).end();
    accepted = acceptable(req);
    const client = endpoint.rate.isOff ? undefined : await endpoint.rate.admit(req);
    await answer(endpoint, req, res, { requestId, stats, accepted, client, search });
  } catch (error) {
    if (error instanceof ClientGone) return;
    const { code, cause } = sendError(res, error, requestId, accepted?.type);
    stats.codes = [code];
    stats.cause ??= cause;
  }
}

interface Request {
  readonly requestId: string;
  readonly stats: RequestStats;
  readonly accepted: Acceptance;
  readonly client: Client;
  readonly search: string;
}

async function answer(
  endpoint: Endpoint,
  req: IncomingMessage,
  res: ServiceResponse,
  request: Request,
): Promise<void> {
  const { accepted, stats, requestId, client } = request;
  const started = endpoint.serverTiming ? performance.now() : 0;
  const given =
    req.method === "POST"
      ? parametersOfBody(await readJson(req))
      : parametersOfSearch(new URLSearchParams(request.search));
  const parameters = endpoint.documents.resolve(given);
  const search = parameters === given ? request.search : searchWith(request.search, parameters);
  const known = knownOperation(endpoint, parameters);
  // The body is here: from now on it is our time, not the client's.
  const leave = endpoint.admission.enter();
  const stop = new RequestAbort(res, endpoint.requestTimeoutMs);
  try {
    const context: GraphQLContext = { requestId, accepted, stats, signal: stop, deadline: stop.deadline };
    const execute = () =>
      traced(
        "operation",
        () => ({ "oversight.request_id": requestId }),
        async (span) => {
          const found = known && (await answerKnown(endpoint, known, parameters, context));
          const reply = found
            ? replyOf(found, context)
            : await answerByApollo(endpoint, asApollo(req, parameters, search, accepted), context);
          span?.setAttribute("graphql.operation.type", stats.operationType ?? "none");
          return reply;
        },
      );
    const identity = identify(req, parameters, accepted, known?.documentHash);
    const reply = await endpoint.reuse.answer(identity, stats, stop, execute);
    if (stats.cacheStatus === "hit" || known) endpoint.documents.register(parameters);
    // What an answer costs does not depend on who asked before.
    if (client !== undefined) await endpoint.rate.charge(client, stats.cost ?? 0, res);
    if (endpoint.serverTiming) res.add("server-timing", timing(started, stats));
    send(res, reply.status, `${accepted.type}; charset=utf-8`, reply.body, reply.headers);
  } finally {
    // Only still open when Apollo failed in between.
    stats.releaseParseLock?.();
    stop.done();
    leave();
  }
}

/** The operation that is asked for, if its document has been through Apollo before. */
function knownOperation(
  { documents, known }: Endpoint,
  parameters: RequestParameters,
): ValidatedOperation | undefined {
  const text = parameters.query ?? documents.announced(parameters);
  const found = text === undefined ? undefined : known.find(text, parameters.operationName);
  const hash = announcedHash(parameters);
  // A document under a hash that is not its own is refused there.
  return hash === undefined || hash === found?.documentHash ? found : undefined;
}

/** As Apollo would answer, without parsing and validating once more. Null for introspection alone. */
function answerKnown(
  { answers }: Endpoint,
  { document, operation, documentHash }: ValidatedOperation,
  { operationName, variables }: RequestParameters,
  context: GraphQLContext,
): Promise<OperationResult | null> {
  const { stats } = context;
  stats.operationType = operation.operation;
  stats.operationName = operation.name?.value;
  stats.documentHash = documentHash;
  return answers.answer({ document, operation, operationName, variables }, context);
}

function replyOf({ result, status, headers }: OperationResult, context: GraphQLContext): Reply {
  return { status: complete(result, status, context), headers, body: bodyOf(result) };
}

async function answerByApollo(
  { apollo }: Endpoint,
  httpGraphQLRequest: HTTPGraphQLRequest,
  context: GraphQLContext,
): Promise<Reply> {
  const found = await apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context: async () => context });
  // The adapter of a plain server knows no incremental delivery: bodies are always complete.
  const body = found.body.kind === "complete" ? found.body.string : "";
  return { status: found.status ?? 200, headers: withoutType(found.headers), body };
}

function acceptable(req: IncomingMessage): Acceptance {
  const accepted = negotiate(req.headers.accept);
  if (req.method !== "GET" && req.method !== "POST")
    throw refusal("BAD_USER_INPUT", "Only GET and POST are accepted.", {
      status: 405,
      headers: new Map([["allow", "GET, POST, OPTIONS"]]),
    });
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

function asApollo(
  req: IncomingMessage,
  parameters: RequestParameters,
  search: string,
  accepted: Acceptance,
): HTTPGraphQLRequest {
  // Apollo reads no more of the headers than this; the rest was decided above.
  const headers = new HeaderMap([["accept", accepted.type]]);
  if (req.method === "POST") headers.set("content-type", "application/json");
  return { method: req.method ?? "", headers, search, body: parameters };
}

function searchOf(req: IncomingMessage): string {
  const url = req.url ?? "";
  const mark = url.indexOf("?");
  return mark < 0 ? "" : url.slice(mark + 1);
}

// Apollo reads a GET's parameters by itself, and knows no documentId.
function searchWith(search: string, { query = "" }: RequestParameters): string {
  const parameters = new URLSearchParams(search);
  parameters.set("query", query);
  return parameters.toString();
}

function withoutType(headers: HeaderMap): [string, string][] {
  return [...headers].filter(([name]) => name !== "content-type" && name !== "content-length");
}

function timing(started: number, { databaseMs = 0 }: RequestStats): string {
  return `database;dur=${databaseMs.toFixed(2)}, total;dur=${(performance.now() - started).toFixed(2)}`;
}
