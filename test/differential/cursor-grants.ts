// Grants an operation's wishes for cursors: asks the engine for the same list, with edges, and takes one from there.
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  visit,
} from "graphql";
import type { Reference } from "../reference/executor";
import { identityOf, type ListArguments, sortKeys } from "../reference/lists";
import type { Many, Noun } from "../reference/model";
import { nounOf } from "../reference/nouns";
import { rootLists } from "../reference/roots";
import type { TestEngine, Variables } from "../support/engine";
import type { CursorWish } from "./list-arguments";

const garbage = ["garbage", "", "W10", "WzFd", "W251bGwsbnVsbF0", "é", "a".repeat(3000), "IlwiIg"];

interface Edge {
  readonly cursor: string;
  readonly node: { readonly id: string };
}

export class CursorGrants {
  constructor(
    private readonly engine: TestEngine,
    private readonly reference: Reference,
    private readonly schema: GraphQLSchema,
  ) {}

  /** A cursor for each wish, by the wish's name. */
  async grant(
    wishes: readonly CursorWish[],
    text: string,
    variables: Variables,
  ): Promise<Map<string, string>> {
    const granted = new Map<string, string>();
    if (wishes.length === 0) return granted;
    const document = parse(text);
    const operation = document.definitions.find(
      (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
    )!;
    const { coerced = {} } = getVariableValues(this.schema, operation.variableDefinitions ?? [], variables);
    const fields = new Map<string, FieldNode>();
    visit(document, {
      Field(node) {
        for (const { value } of node.arguments ?? []) {
          if (value.kind === Kind.VARIABLE) fields.set(`@${value.name.value}@`, node);
        }
      },
    });
    for (const wish of wishes) {
      granted.set(wish.name, await this.one(wish, this.argumentsOf(wish, fields.get(wish.name)!, coerced)));
    }
    return granted;
  }

  private argumentsOf({ parent, field }: CursorWish, node: FieldNode, variables: Variables): ListArguments {
    const type = this.schema.getType(parent) as GraphQLObjectType;
    try {
      const { filter, orderBy } = getArgumentValues(
        type.getFields()[field]!,
        node,
        variables,
      ) as ListArguments;
      return { filter, orderBy };
    } catch {
      return {};
    }
  }

  private async one({ parent, field, kind, at }: CursorWish, own: ListArguments): Promise<string> {
    const none = garbage[at % garbage.length]!;
    if (kind === "garbage") return none;
    const isRoot = parent === "Query";
    const owner = isRoot ? null : nounOf(parent);
    const many = owner?.many[field] ?? null;
    const noun = nounOf(many?.noun ?? rootLists[field]!);
    const args: ListArguments = kind === "own" ? own : { filter: own.filter, orderBy: ["ID_DESC", "ID_ASC"] };
    const edges =
      owner && many
        ? await this.nested(owner, many, field, noun, args, at)
        : await this.listed(field, noun, args);
    const edge = edges[at % Math.max(1, edges.length)];
    if (!edge) return none;
    const row = this.reference.graph.one(noun.table, edge.node.id.slice(noun.prefix.length + 1))!;
    const keys = sortKeys(noun, many, row, args, this.reference.graph);
    this.reference.cursors.note(edge.cursor, identityOf(noun, field, many, args), keys);
    return edge.cursor;
  }

  private async nested(
    owner: Noun,
    many: Many,
    field: string,
    noun: Noun,
    args: ListArguments,
    at: number,
  ): Promise<Edge[]> {
    const { graph } = this.reference;
    const parents = graph.rows(owner.table).filter((row) => many.rows(row, graph).length > 0);
    const parent = parents[at % Math.max(1, parents.length)];
    if (!parent) return [];
    const text = `query($id: ID!, $filter: ${noun.name}Filter, $orderBy: [${noun.name}Order!]) {
      node(id: $id) { ... on ${owner.name} { list: ${field}(filter: $filter, orderBy: $orderBy, first: 100) { edges { cursor node { id } } } } } }`;
    const { data } = await this.engine.ask(text, { ...args, id: `${owner.prefix}_${parent.id}` });
    return data === null ? [] : (JSON.parse(data) as { node: { list: { edges: Edge[] } } }).node.list.edges;
  }

  private async listed(field: string, noun: Noun, args: ListArguments): Promise<Edge[]> {
    const text = `query($filter: ${noun.name}Filter, $orderBy: [${noun.name}Order!]) {
      list: ${field}(filter: $filter, orderBy: $orderBy, first: 100) { edges { cursor node { id } } } }`;
    const { data } = await this.engine.ask(text, { ...args });
    return data === null ? [] : (JSON.parse(data) as { list: { edges: Edge[] } }).list.edges;
  }
}
