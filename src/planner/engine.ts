// Answers operations: plans each once, runs its one statement, writes the answer's text. Knows no database.
import {
  type DocumentNode,
  execute,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
} from "graphql";
import { badInput } from "./errors";
import type { RootResolvers } from "./mapping/roots";
import type { Arguments, Select } from "./mapping/select";
import type { Cost, Plan, PlannerLimits } from "./plan/plan";
import { Planner } from "./plan/planner";
import { PlanCache } from "./plan-cache";
import { print, unusedParameters } from "./print/statement";
import { argumentsOf } from "./selection/arguments";
import { fieldsOf, type Selections } from "./selection/fields";
import { resolve, Scope, type Variables } from "./selection/variable-probes";
import { VariableReader } from "./selection/variables";
import { type Binding, type Parameter, type Session, toStatement } from "./sql";
import { noRows, type RowBytes } from "./write/wire-rows";
import { type Envelope, makeWriter, type Writer } from "./write/writer";

/** Sends one statement; its columns come back as text. */
export type Run = (statement: {
  readonly text: string;
  readonly values: readonly (string | null)[];
}) => Promise<RowBytes>;

export interface Operation {
  readonly document: DocumentNode;
  /** The operation that is meant, where it has been looked up already. */
  readonly operation?: OperationDefinitionNode;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly run: Run;
  readonly session?: Session | undefined;
  /** Throws where the viewer may not run a mutation that is for these roles alone; an empty list is for everybody. */
  readonly authorize?: ((roles: readonly string[]) => void) | undefined;
  /** Response envelope of the data; none where it is left out. */
  readonly envelope?: (cost: Cost) => Envelope;
}

export interface Answer {
  /** The text of `data` in UTF-8, inside its envelope. */
  readonly json: Buffer;
  readonly cost: Cost;
  /** How many rows the statement gave; 0 when there was none. */
  readonly rows: number;
}

/** An operation made ready: used for every request that differs only in bound values. */
export interface Compiled {
  readonly plan: Plan;
  readonly text: string | null;
  readonly parameters: readonly Parameter[];
  /** Bound nowhere; they refuse what is wrong in arguments on which no row depends. */
  readonly unused: readonly Parameter[];
  readonly write: Writer;
}

export class Engine {
  private readonly cache = new PlanCache<Compiled>();
  private readonly variables: VariableReader;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly resolvers: RootResolvers,
    private readonly limits: PlannerLimits,
  ) {
    this.variables = new VariableReader(schema);
  }

  /**
   * The answer to a validated query; null when graphql-js must execute it (introspection alone).
   * Throws GraphQLError with extensions.code BAD_USER_INPUT or QUERY_TOO_LARGE before any statement is sent.
   */
  async answer(operation: Operation): Promise<Answer | null> {
    const definition = operation.operation ?? operationOf(operation.document, operation.operationName);
    const variables = this.coerce(definition, operation.variables);
    const compiled = this.compile(operation.document, definition, variables);
    const { plan } = compiled;
    if (plan.introspection.length === plan.fields.length && plan.fields.length > 0) return null;
    return this.write(operation, definition, compiled, variables);
  }

  /**
   * A mutation: its resolvers run one after the other, then the selection is compiled for what they returned and answered
   * by `operation.run`. Everything belongs in one transaction, which `context` gives to the resolvers and `run` reads from.
   * Such plans are used once.
   */
  async change(operation: Operation, context: unknown): Promise<Answer> {
    const { document } = operation;
    const definition = operation.operation ?? operationOf(document, operation.operationName);
    const variables = this.coerce(definition, operation.variables);
    const type = this.schema.getMutationType()!;
    const binding: Binding = { variables, memo: new Map(), session: operation.session };
    const selections = this.selectionsOf(document, new Scope(variables));
    const returned = new Map<string, Select>();
    const fields = fieldsOf(type, [definition.selectionSet], selections);
    for (const [, nodes] of fields) operation.authorize?.(this.resolvers.rolesOf(nodes[0]!.name.value));
    for (const [key, nodes] of fields) {
      const name = nodes[0]!.name.value;
      if (name === "__typename") continue;
      const field = type.getFields()[name]!;
      const args = resolve(argumentsOf(field.args, nodes[0]!, selections.scope), binding) as Arguments;
      const select = await this.resolvers.change(name, args, context);
      if (isNonNullType(field.type) && mayBeNull.has(select.kind))
        throw new Error(`Mutation.${name} returns rows that may be missing: its type must be nullable`);
      returned.set(key, select);
    }
    const compiled = this.compileFor(selections, definition, type, {
      select: (_name, _args, key) => returned.get(key)!,
    });
    return this.write(operation, definition, compiled, variables);
  }

  private async write(
    operation: Operation,
    definition: OperationDefinitionNode,
    compiled: Compiled,
    variables: Variables,
  ): Promise<Answer> {
    const { plan } = compiled;
    const binding: Binding = { variables, memo: new Map(), session: operation.session };
    for (const parameter of compiled.unused) parameter(binding);
    const values = compiled.parameters.map((parameter) => parameter(binding));
    const rows = compiled.text === null ? noRows : await operation.run({ text: compiled.text, values });
    const introspection =
      plan.introspection.length > 0 ? await this.introspect(operation, definition, plan) : {};
    const envelope = operation.envelope?.(plan.cost) ?? nothingAround;
    const json = compiled.write(rows, binding, introspection, envelope);
    return { json, cost: plan.cost, rows: rows.count };
  }

  /** Statement, parameters and writer of an operation, from the cache where the variables allow. */
  compile(document: DocumentNode, definition: OperationDefinitionNode, variables: Variables): Compiled {
    const cached = this.cache.find(definition, variables);
    if (cached) return cached;
    const scope = new Scope(variables);
    const selections = this.selectionsOf(document, scope);
    const compiled = this.compileFor(selections, definition, this.schema.getQueryType()!, this.resolvers);
    this.cache.keep(definition, scope.probes, compiled);
    return compiled;
  }

  private selectionsOf(document: DocumentNode, scope: Scope): Selections {
    const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
    for (const node of document.definitions)
      if (node.kind === Kind.FRAGMENT_DEFINITION) fragments[node.name.value] = node;
    const budget = { fields: 0, maximum: this.limits.expandedFields };
    return { schema: this.schema, fragments, scope, budget };
  }

  private compileFor(
    selections: Selections,
    definition: OperationDefinitionNode,
    type: GraphQLObjectType,
    resolvers: Pick<RootResolvers, "select">,
  ): Compiled {
    const plan = new Planner(selections, resolvers, this.limits).plan(definition, type);
    const printed = print(plan, this.limits);
    const statement = printed ? toStatement(printed) : { text: null, parameters: [] };
    const unused = unusedParameters(plan, this.limits);
    return { plan, ...statement, unused, write: makeWriter(plan, this.limits.responseBytes) };
  }

  /** Variables by their declared types; throws BAD_USER_INPUT with the first mistakes. */
  coerce(definition: OperationDefinitionNode, given: Operation["variables"]): Variables {
    return this.variables.read(definition, given);
  }

  /** What graphql-js answers to the introspection fields among others. */
  private async introspect(
    operation: Operation,
    definition: OperationDefinitionNode,
    plan: Plan,
  ): Promise<Record<string, unknown>> {
    const fragments = operation.document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    const document: DocumentNode = {
      ...operation.document,
      definitions: [onlyIntrospection(definition, plan), ...fragments],
    };
    const result = await execute({
      schema: this.schema,
      document,
      variableValues: operation.variables ?? {},
    });
    if (result.errors)
      throw new GraphQLError(result.errors[0]!.message, { extensions: { code: "BAD_USER_INPUT" } });
    return result.data as Record<string, unknown>;
  }
}

const nothingAround: Envelope = ["", ""];
const mayBeNull: ReadonlySet<Select["kind"]> = new Set(["one", "node", "nothing"]);

/** The operation with nothing but its introspection fields. */
function onlyIntrospection(definition: OperationDefinitionNode, plan: Plan): OperationDefinitionNode {
  const selections = plan.introspection.flatMap(({ nodes }) => nodes);
  return { ...definition, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

/** The operation a request means. Throws BAD_USER_INPUT where the name fits none, or several stand there unnamed. */
export function operationOf(document: DocumentNode, name?: string | null): OperationDefinitionNode {
  const operations = document.definitions.filter(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  const found = name ? operations.filter((operation) => operation.name?.value === name) : operations;
  if (found.length === 1) return found[0]!;
  if (name) throw badInput(`The document has no operation named ${JSON.stringify(name)}.`);
  throw badInput("The document has several operations: say by operationName which one is meant.");
}
