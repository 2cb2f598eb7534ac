// From the parameters of an operation to its response, whoever asks: /graphql, or a page that is made of an operation.
// Persisted documents, validated operations, revalidation and the response cache; Apollo for documents that are new.
import type { IncomingHttpHeaders } from "node:http";
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from "@apollo/server";
import { cacheKeyOf } from "../cache/cache-key";
import type { Reply, Revalidation } from "../cache/revalidation";
import { announcedHash, type PersistedDocuments } from "../documents/persisted-documents";
import type { ValidatedOperation, ValidatedOperations } from "../documents/validated-operations";
import { traced } from "../observability/tracing";
import type { Acceptance } from "../protocol/negotiation";
import type { RequestParameters } from "../protocol/parameters";
import type { GraphQLContext, RequestContext } from "../protocol/request-context";
import { bodyOf, complete, type OperationExecutor, type OperationResult } from "./execute";

export interface PipelineOptions {
  readonly apollo: ApolloServer<GraphQLContext>;
  readonly executor: OperationExecutor;
  readonly validated: ValidatedOperations;
  readonly documents: PersistedDocuments;
  readonly revalidation: Revalidation;
  /** Only documents that are always known are answered. */
  readonly persistedOnly: boolean;
}

/** What the response depends on besides the parameters. */
export interface OperationSource {
  /** GET and HEAD cannot change anything. */
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** A GET's query string. */
  readonly search: string;
  /** The document is the service's own, a page's for example. */
  readonly isOwn?: boolean;
  readonly accepted: Acceptance;
}

export class OperationPipeline {
  constructor(private readonly options: PipelineOptions) {}

  /** The request with its document's text. Throws a refusal where its document is unknown, or is not one of those answered. */
  accept(given: RequestParameters): RequestParameters {
    const { documents, persistedOnly } = this.options;
    const parameters = documents.resolve(given);
    if (persistedOnly) documents.requireFixed(parameters);
    const query = parameters.query ?? documents.announced(parameters);
    return { ...parameters, query };
  }

  /** Rejects with a refusal where the request itself is wrong; errors of the operation are part of the reply. */
  async answer(
    given: RequestParameters,
    source: OperationSource,
    { requestId, stats, signal, deadline, viewer }: RequestContext,
  ): Promise<Reply> {
    const { documents, revalidation } = this.options;
    const parameters = documents.resolve(given);
    if (this.options.persistedOnly && !source.isOwn) documents.requireFixed(parameters);
    const search = parameters === given ? source.search : searchWith(source.search, parameters);
    const validated = this.validatedOperation(parameters);
    const context: GraphQLContext = { requestId, accepted: source.accepted, stats, signal, deadline, viewer };
    const execute = () =>
      traced(
        "operation",
        () => ({ "oversight.request_id": requestId }),
        async (span) => {
          const found = validated && (await this.executeValidated(validated, parameters, context));
          const reply = found
            ? replyOf(found, context)
            : await this.executeByApollo(apolloRequest(parameters, source, search), context);
          span?.setAttribute("graphql.operation.type", stats.operationType ?? "none");
          return reply;
        },
      );
    try {
      const key = cacheKeyOf(source, parameters, source.accepted, validated?.documentHash);
      const reply = await revalidation.answer(key, stats, signal, execute);
      if (stats.cacheStatus === "hit" || validated) documents.register(parameters);
      return reply;
    } finally {
      // Only still held when Apollo failed in between.
      stats.releaseParseLock?.();
    }
  }

  /** The operation that is asked for, if its document has been validated before. */
  private validatedOperation(parameters: RequestParameters): ValidatedOperation | undefined {
    const { documents, validated } = this.options;
    const text = parameters.query ?? documents.announced(parameters);
    const found = text === undefined ? undefined : validated.find(text, parameters.operationName);
    const hash = announcedHash(parameters);
    // A document under a hash that is not its own is refused by Apollo.
    return hash === undefined || hash === found?.documentHash ? found : undefined;
  }

  /** As Apollo would answer, without parsing and validating once more. Null for introspection alone. */
  private executeValidated(
    { document, operation, documentHash }: ValidatedOperation,
    { operationName, variables }: RequestParameters,
    context: GraphQLContext,
  ): Promise<OperationResult | null> {
    const { stats } = context;
    stats.operationType = operation.operation;
    stats.operationName = operation.name?.value;
    stats.documentHash = documentHash;
    return this.options.executor.answer({ document, operation, operationName, variables }, context);
  }

  private async executeByApollo(
    httpGraphQLRequest: HTTPGraphQLRequest,
    context: GraphQLContext,
  ): Promise<Reply> {
    const found = await this.options.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest,
      context: async () => context,
    });
    // The adapter of a plain server knows no incremental delivery: bodies are always complete.
    const body = found.body.kind === "complete" ? found.body.string : "";
    return { status: found.status ?? 200, headers: withoutType(found.headers), body };
  }
}

function replyOf({ result, status, headers }: OperationResult, context: GraphQLContext): Reply {
  return { status: complete(result, status, context), headers, body: bodyOf(result) };
}

// Apollo reads no more of the headers than this; the rest was decided before.
function apolloRequest(
  parameters: RequestParameters,
  { method, accepted }: OperationSource,
  search: string,
): HTTPGraphQLRequest {
  const headers = new HeaderMap([["accept", accepted.type]]);
  if (method === "POST") headers.set("content-type", "application/json");
  return { method: method === "HEAD" ? "GET" : method, headers, search, body: parameters };
}

// Apollo reads a GET's parameters itself, and knows no documentId.
function searchWith(search: string, { query = "" }: RequestParameters): string {
  const parameters = new URLSearchParams(search);
  parameters.set("query", query);
  return parameters.toString();
}

function withoutType(headers: HeaderMap): [string, string][] {
  return [...headers].filter(([name]) => name !== "content-type" && name !== "content-length");
}
