// Apollo plugin: Apollo parses and validates the document, the engine executes the operation by one SQL statement.
// Introspection alone is executed by graphql-js. Valid documents are added to the cache of validated operations.
import {
  type ApolloServerPlugin,
  type GraphQLRequestContext,
  type GraphQLResponse,
  HeaderMap,
} from "@apollo/server";
import { Kind } from "graphql";
import { present, refusal } from "../../errors";
import type { ValidatedOperations } from "../documents/validated-operations";
import type { GraphQLContext } from "../protocol/request-context";
import { complete, note, type OperationExecutor } from "./execute";

export function apolloPlugin(
  executor: OperationExecutor,
  validated: ValidatedOperations,
): ApolloServerPlugin<GraphQLContext> {
  const lock = new ParseLock();
  return {
    async requestDidStart({ contextValue: { stats } }) {
      return {
        async parsingDidStart() {
          stats.releaseParseLock = await lock.acquire();
          return async (error) => error && stats.releaseParseLock?.();
        },
        async validationDidStart() {
          return async () => stats.releaseParseLock?.();
        },
        async didResolveOperation({
          contextValue: { stats },
          document,
          operation,
          queryHash,
          source,
          schema,
        }) {
          // Without one, or with an unknown name, graphql-js says what is wrong.
          if (!operation) return;
          stats.operationType = operation.operation;
          stats.operationName = operation.name?.value;
          stats.documentHash = queryHash;
          if (operation.operation === "subscription" && schema.getSubscriptionType())
            throw refusal("BAD_USER_INPUT", "Subscriptions are answered by server-sent events.", {
              hint: "Send it to /graphql/stream and accept text/event-stream.",
            });
          if (!schema.getRootType(operation.operation))
            throw refusal("BAD_USER_INPUT", `This service offers no ${operation.operation} operations.`);
          validated.add(source, document, queryHash);
        },
        async responseForOperation(request) {
          return answer(executor, request);
        },
        async willSendResponse({ response, contextValue, errors }) {
          if (response.body.kind !== "single") return;
          if (!contextValue.stats.codes && errors)
            for (const error of errors) note(present(error), contextValue);
          const { status } = response.http;
          const { singleResult } = response.body;
          const completed = complete(singleResult, status ?? 200, contextValue, errors);
          if (completed !== (status ?? 200)) response.http.status = completed;
        },
      };
    },
  };
}

async function answer(
  executor: OperationExecutor,
  { document, request, operation, contextValue }: GraphQLRequestContext<GraphQLContext>,
): Promise<GraphQLResponse | null> {
  if (!document || operation?.kind !== Kind.OPERATION_DEFINITION) return null;
  const { operationName, variables } = request;
  const found = await executor.answer({ document, operationName, variables }, contextValue);
  if (found === null) return null;
  const { status, headers, result } = found;
  return {
    http: { status, headers: new HeaderMap([...headers]) },
    body: { kind: "single", singleResult: result },
  };
}

/**
 * A mutex, first come, first served. New documents are parsed and validated under it: each takes up to a megabyte
 * meanwhile, and seventy at once would take seventy.
 */
class ParseLock {
  private last: Promise<void> = Promise.resolve();

  /** Resolves with the function that releases the lock; it may be called more than once. */
  async acquire(): Promise<() => void> {
    const previous = this.last;
    let release = () => {};
    this.last = new Promise((resolve) => {
      release = resolve;
    });
    await previous;
    return release;
  }
}
