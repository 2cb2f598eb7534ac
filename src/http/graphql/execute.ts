// Executes operations: the engine writes the serialized result, errors are formatted for clients. Used by the Apollo plugin
// and, for validated operations, without Apollo.
import type { FormattedExecutionResult, GraphQLError, GraphQLFormattedError } from "graphql";
import { isAtLeast, type Role, type Viewer } from "../../access/viewer";
import { type Code, type Presented, present, refusal } from "../../errors";
import { limits } from "../../limits";
import type { Engine, Operation } from "../../planner/engine";
import type { GraphQLContext } from "../protocol/request-context";
import { withRequestId } from "../protocol/response";
import type { Runner } from "./statement-runner";

/** A serialized result. It stands in the place of `data`, which Apollo passes on by reference. */
export class SerializedResult {
  constructor(readonly body: Buffer) {}
}

/** The compiler, as far as it is needed here. */
export type Answering = Pick<Engine, "answer" | "change">;
type Cost = Parameters<NonNullable<Operation["envelope"]>>[0];

type Data = Record<string, unknown>;
export type Result = FormattedExecutionResult<Data>;

export interface OperationResult {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly result: Result;
}

/** Fits Apollo's `stringifyResult`. */
export function stringifyResult({ errors, data, extensions }: FormattedExecutionResult): string {
  return data instanceof SerializedResult
    ? data.body.toString("utf8")
    : JSON.stringify({ errors, data, extensions });
}

/** A result as it goes out. */
export function bodyOf(result: Result): string | Buffer {
  const data: unknown = result.data;
  return data instanceof SerializedResult ? data.body : stringifyResult(result);
}

/** Answers operations by the engine. */
export class OperationExecutor {
  constructor(
    private readonly engine: Answering,
    private readonly runner: Runner,
  ) {}

  /** Never rejects. Null: the operation is introspection alone, which graphql-js answers. */
  async answer(
    { document, operation, operationName, variables }: Omit<Operation, "run" | "envelope">,
    context: GraphQLContext,
  ): Promise<OperationResult | null> {
    try {
      // Each by its name: spreading costs a microsecond.
      const found =
        context.stats.operationType === "mutation"
          ? await this.runner.change(context, (transaction, run) =>
              this.engine.change(
                {
                  document,
                  operation,
                  operationName,
                  variables,
                  run,
                  envelope,
                  session: sessionOf(context.viewer),
                  authorize: (roles) => authorize(context.viewer, roles),
                },
                { transaction, viewer: context.viewer },
              ),
            )
          : await this.engine.answer({
              document,
              operation,
              operationName,
              variables,
              run: this.runner.run(context),
              session: sessionOf(context.viewer),
              envelope,
            });
      if (found === null) return null;
      context.stats.cost = found.cost.requested;
      context.stats.rows = found.rows;
      const data = new SerializedResult(found.json) as unknown as Data;
      return { status: 200, headers: noHeaders, result: { data } };
    } catch (error) {
      const presented = present(error);
      const { status, headers } = presented;
      return { status, headers, result: { errors: [note(presented, context)] } };
    }
  }
}

const sessions = new WeakMap<Viewer, Readonly<Record<string, string>>>();

function sessionOf(viewer: Viewer) {
  const known = sessions.get(viewer);
  if (known) return known;
  const session = { id: viewer.id, name: viewer.name, role: viewer.role };
  sessions.set(viewer, session);
  return session;
}

/** The least of the roles is enough. Whoever is not known is asked who they are. */
function authorize(viewer: Viewer, wanted: readonly string[]): void {
  if (wanted.length === 0 || wanted.some((role) => isAtLeast(viewer.role, role as Role))) return;
  const role = wanted[0]!.toLowerCase();
  if (viewer.isAnonymous)
    throw refusal("UNAUTHENTICATED", "Changes need a key.", {
      hint: `Send Authorization: Bearer and a key of role ${role}.`,
      headers: new Map([["www-authenticate", 'Bearer realm="oversight-graph"']]),
    });
  throw refusal("FORBIDDEN", `This change needs the role ${role}; yours is ${viewer.role.toLowerCase()}.`);
}

const noHeaders: ReadonlyMap<string, string> = new Map();

function envelope({ requested, maximum }: Cost): [prefix: string, suffix: string] {
  return ['{"data":', `,"extensions":{"cost":{"requested":${requested},"maximum":${maximum}}}}`];
}

/** Completes a result for its client, in place, and says with which status it goes out. */
export function complete(
  result: FormattedExecutionResult,
  status: number,
  { stats, requestId, accepted }: GraphQLContext,
  errors?: readonly GraphQLError[],
): number {
  if (!result.errors) {
    result.extensions ??= { cost: { requested: 0, maximum: limits.cost.value } };
    return status;
  }
  result.errors = listed(result.errors).map((error) => withRequestId(error, requestId));
  return accepted.legacy && status === 400 && isDocumentMistake(stats.codes, errors) ? 200 : status;
}

/** Notes an error for log and counters; what is returned is what the client sees. */
export function note(presented: Presented, { stats }: GraphQLContext): GraphQLFormattedError {
  stats.codes = [...(stats.codes ?? []), presented.code];
  stats.cause ??= presented.cause;
  return presented.formatted;
}

function listed(errors: readonly GraphQLFormattedError[]): readonly GraphQLFormattedError[] {
  // A limit that is broken is reported over and over to end the validation; once is enough to read.
  const large = errors.find((error) => error.extensions?.code === "QUERY_TOO_LARGE");
  return large ? [large] : errors.slice(0, limits.errors.value);
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
