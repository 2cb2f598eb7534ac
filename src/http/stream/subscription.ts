// A subscription as a query: the same field, for the changes of a window of revisions that is bound to two variables.
import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  print,
  type ValueNode,
  validate,
} from "graphql";
import { refusal } from "../../errors";
import { limits } from "../../limits";
import { hashOf } from "../documents/persisted-documents";
import type { RequestParameters } from "../protocol/parameters";

export interface ChangesSubscription {
  /** The same for the same document and variables. */
  readonly key: string;
  readonly since: number | undefined;
  /** The query of a window. */
  window(after: number, until: number): RequestParameters;
}

const [sinceName, untilName, probeAlias] = ["_since", "_until", "_any"];

/** Undefined for a query or mutation. Throws a refusal for what is no valid document. */
export function subscriptionOf(
  schema: GraphQLSchema,
  parameters: RequestParameters,
): ChangesSubscription | undefined {
  const { query, operationName, variables } = parameters;
  if (query === undefined)
    throw refusal("BAD_USER_INPUT", "There is no query.", { hint: "Send query as text." });
  const document = parsed(query);
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return undefined;
  const [error] = validate(schema, document, undefined, { maxErrors: 1 });
  if (error) throw refusal("GRAPHQL_VALIDATION_FAILED", error.message);
  const [field] = operation.selectionSet.selections;
  if (
    operation.selectionSet.selections.length !== 1 ||
    field?.kind !== Kind.FIELD ||
    field.name.value !== "changes"
  )
    throw refusal("BAD_USER_INPUT", "A subscription here is the field changes, written without fragments.");
  const text = print(asQuery(document, operation, field));
  const { since, ...others } = sinceOf(field, variables ?? {});
  return {
    key: hashOf(JSON.stringify([text, variables ?? {}])),
    since,
    window: (after, until) => ({
      query: text,
      variables: { ...others.variables, [sinceName!]: after, [untilName!]: until },
    }),
  };
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: limits.tokens.value });
  } catch (error) {
    throw refusal("GRAPHQL_PARSE_FAILED", (error as Error).message);
  }
}

function sinceOf(field: FieldNode, variables: Readonly<Record<string, unknown>>) {
  const value = field.arguments?.find(({ name }) => name.value === "since")?.value;
  const given =
    value?.kind === Kind.VARIABLE
      ? variables[value.name.value]
      : value?.kind === Kind.INT
        ? Number(value.value)
        : undefined;
  return { since: typeof given === "number" ? given : undefined, variables };
}

/** Before the field itself one is asked whether there is anything, so that nothing is sent where there is not. */
function asQuery(document: DocumentNode, operation: OperationDefinitionNode, field: FieldNode): DocumentNode {
  const window: ArgumentNode[] = [
    argument("since", variable(sinceName!)),
    argument("until", variable(untilName!)),
  ];
  const given = field.arguments?.filter(({ name }) => name.value !== "since") ?? [];
  const filter = given.filter(({ name }) => name.value === "filter");
  const probe: FieldNode = {
    kind: Kind.FIELD,
    alias: name(probeAlias!),
    name: name("changes"),
    arguments: [...window, ...filter, argument("first", { kind: Kind.INT, value: "1" })],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [nested("nodes", nested("id"))] },
  };
  const hasSize = given.some(({ name: { value } }) => value === "first" || value === "last");
  const size = hasSize ? [] : [argument("first", { kind: Kind.INT, value: String(limits.pageSize.value) })];
  const asked: FieldNode = { ...field, arguments: [...window, ...given, ...size] };
  const int = (variableName: string) => ({
    kind: Kind.VARIABLE_DEFINITION as const,
    variable: variable(variableName),
    type: { kind: Kind.NON_NULL_TYPE as const, type: { kind: Kind.NAMED_TYPE as const, name: name("Int") } },
  });
  const definitions = (operation.variableDefinitions ?? []).filter(({ variable: { name: of } }) =>
    usesVariable([asked, ...document.definitions.filter((one) => one !== operation)], of.value),
  );
  const query: OperationDefinitionNode = {
    ...operation,
    operation: OperationTypeNode.QUERY,
    variableDefinitions: [...definitions, int(sinceName!), int(untilName!)],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [probe, asked] },
  };
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return { ...document, definitions: [query, ...fragments] };
}

/** A variable that only `since` used would be one too many. */
function usesVariable(nodes: readonly unknown[], wanted: string): boolean {
  const isUse = (node: unknown): boolean => {
    if (Array.isArray(node)) return node.some(isUse);
    if (typeof node !== "object" || node === null) return false;
    const { kind, name: of } = node as { kind?: string; name?: { value?: string } };
    if (kind === Kind.VARIABLE) return of?.value === wanted;
    return Object.entries(node).some(([key, inner]) => key !== "loc" && isUse(inner));
  };
  return nodes.some(isUse);
}

const name = (value: string) => ({ kind: Kind.NAME as const, value });
const variable = (value: string) => ({ kind: Kind.VARIABLE as const, name: name(value) });
const argument = (of: string, value: ValueNode): ArgumentNode => ({
  kind: Kind.ARGUMENT,
  name: name(of),
  value,
});

function nested(of: string, inner?: FieldNode): FieldNode {
  return {
    kind: Kind.FIELD,
    name: name(of),
    ...(inner && { selectionSet: { kind: Kind.SELECTION_SET, selections: [inner] } }),
  };
}

const probeOf = /^\{"data":\{"_any":\{"nodes":\[(\{"id":"change_\d+"\})?\]\},/;

/** The result without the probe; undefined where the probe found nothing. Errors are results too. */
export function resultOf(body: string): string | undefined {
  const found = probeOf.exec(body);
  if (!found) return body;
  return found[1] === undefined ? undefined : `{"data":{${body.slice(found[0].length)}`;
}
