// Where Apollo hands over: it has parsed and validated the document, the engine answers the operation by one SQL statement,
// and the ready JSON text goes out as it is. Introspection alone stays with graphql-js.
import type {
  ApolloServerPlugin,
  GraphQLRequestContext,
  GraphQLRequestContextWillSendResponse,
  GraphQLResponse,
} from "@apollo/server";
import { HeaderMap } from "@apollo/server";
import { type FormattedExecutionResult, type GraphQLError, type GraphQLFormattedError, Kind } from "graphql";
import { type Code, type Presented, present, refusal } from "../errors";
import { limits } from "../limits";
import type { Answer, Answering } from "./answering";
import type { GraphQLContext } from "./request";
import { withRequestId } from "./respond";
import type { Runner } from "./runner";
import { Turns } from "./turns";

/** JSON text that stands where Apollo expects the data as an object. */
class ReadyData {
  constructor(readonly json: string) {}
}

type Data = Record<string, unknown>;

/** Apollo's `stringifyResult`: puts the ready text of the data between errors and extensions. */
export function stringifyResult(result: FormattedExecutionResult): string {
  const { errors, data, extensions } = result;
  if (!(data instanceof ReadyData)) return JSON.stringify({ errors, data, extensions });
  const before = errors ? `{"errors":${JSON.stringify(errors)},"data":` : '{"data":';
  return `${before}${data.json}${extensions ? `,"extensions":${JSON.stringify(extensions)}}` : "}"}`;
}

export function answerPlugin(engine: Answering, runner: Runner): ApolloServerPlugin<GraphQLContext> {
  const turns = new Turns();
  return {
    async requestDidStart({ contextValue: { facts } }) {
      return {
        async parsingDidStart() {
          facts.endTurn = await turns.take();
          return async (error) => error && facts.endTurn?.();
        },
        async validationDidStart() {
          return async () => facts.endTurn?.();
        },
        async didResolveOperation({ contextValue: { facts }, operation, queryHash, schema }) {
          // Without one, or with an unknown name, graphql-js says what is wrong.
          if (!operation) return;
          facts.operationType = operation.operation;
          facts.operationName = operation.name?.value;
          facts.documentHash = queryHash;
          if (!schema.getRootType(operation.operation))
            throw refusal("BAD_USER_INPUT", `This service offers no ${operation.operation} operations.`);
        },
        async responseForOperation(request) {
          return answer(engine, runner, request);
        },
        async willSendResponse(request) {
          finish(request);
        },
      };
    },
  };
}

async function answer(
  engine: Answering,
  runner: Runner,
  { document, request, operation, contextValue }: GraphQLRequestContext<GraphQLContext>,
): Promise<GraphQLResponse | null> {
  if (!document || operation?.kind !== Kind.OPERATION_DEFINITION) return null;
  try {
    const found = await engine.answer({
      document,
      operationName: request.operationName,
      variables: request.variables,
      run: runner.run(contextValue),
    });
    if (found === null) return null;
    contextValue.facts.cost = found.cost.requested;
    contextValue.facts.rows = found.rows;
    return respond(200, new Map(), {
      data: new ReadyData(found.json) as unknown as Data,
      extensions: { cost: costOf(found) },
      ...(found.errors?.length && {
        errors: listed(found.errors.map((error) => note(present(error), contextValue))),
      }),
    });
  } catch (error) {
    const presented = present(error);
    return respond(presented.status, presented.headers, { errors: [note(presented, contextValue)] });
  }
}

function costOf({ cost }: Answer) {
  return { requested: cost.requested, maximum: cost.maximum };
}

function respond(
  status: number,
  headers: ReadonlyMap<string, string>,
  singleResult: FormattedExecutionResult<Data>,
): GraphQLResponse {
  return { http: { status, headers: new HeaderMap([...headers]) }, body: { kind: "single", singleResult } };
}

function note(presented: Presented, { facts }: GraphQLContext): GraphQLFormattedError {
  facts.codes = [...(facts.codes ?? []), presented.code];
  facts.cause ??= presented.cause;
  return presented.formatted;
}

function listed(errors: readonly GraphQLFormattedError[]): readonly GraphQLFormattedError[] {
  // A limit that is broken is reported over and over to end the validation; once is enough to read.
  const large = errors.find((error) => error.extensions?.code === "QUERY_TOO_LARGE");
  return large ? [large] : errors.slice(0, limits.errors.value);
}

function finish({
  response,
  contextValue,
  errors,
}: GraphQLRequestContextWillSendResponse<GraphQLContext>): void {
  if (response.body.kind !== "single") return;
  const result = response.body.singleResult;
  const { facts, requestId, accepted } = contextValue;
  if (!facts.codes && errors) for (const error of errors) note(present(error), contextValue);
  if (result.errors) {
    result.errors = listed(result.errors).map((error) => withRequestId(error, requestId));
    if (accepted.legacy && response.http.status === 400 && isDocumentMistake(facts.codes, errors))
      response.http.status = 200;
  } else result.extensions ??= { cost: { requested: 0, maximum: limits.cost.value } };
}

// What the specification wants answered with 200 where the client reads nothing but application/json. A limit that is
// broken is not a mistake of the document: 4xx stays.
const mistakes: ReadonlySet<Code> = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
]);

function isDocumentMistake(
  codes: readonly Code[] | undefined,
  errors: readonly GraphQLError[] | undefined,
): boolean {
  if (errors?.some((error) => error.extensions.code === "BAD_REQUEST")) return false;
  return codes?.every((code) => mistakes.has(code)) ?? false;
}
