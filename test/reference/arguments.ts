// What is wrong with an operation's arguments, wherever they stand: looked at before anything is executed, because
// an argument is refused even where no row would ever reach it.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import type { CursorBook } from "./cursors";
import type { Filter } from "./filter";
import { identityOf, type ListArguments } from "./lists";
import type { Many, Noun } from "./model";
import { nounOf, nouns, nounWithPrefix } from "./nouns";
import { rootLists, rootSingles } from "./roots";
import { rootStatistics, type StatisticsArguments } from "./statistics";
import { dimensionsOf } from "./statistics-keys";

type Values = Readonly<Record<string, unknown>>;

export function codesOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Values,
  cursors: CursorBook,
): string[] {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  );
  const walk = new Walk(schema, fragments, variables, cursors);
  walk.selections(schema.getQueryType()!, operation.selectionSet);
  return walk.codes;
}

class Walk {
  readonly codes: string[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly variables: Values,
    private readonly cursors: CursorBook,
  ) {}

  selections(type: GraphQLObjectType, set: SelectionSetNode): void {
    for (const node of set.selections) {
      if (!this.isIncluded(node)) continue;
      if (node.kind === Kind.FIELD) {
        this.field(type, node);
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.fragments.get(node.name.value)!;
      const on = fragment.typeCondition?.name.value;
      if (on === undefined || on === type.name || on === "Node") this.selections(type, fragment.selectionSet);
    }
  }

  private isIncluded(node: SelectionNode): boolean {
    try {
      const skip = getDirectiveValues(GraphQLSkipDirective, node, this.variables);
      if (skip?.if === true) return false;
      return getDirectiveValues(GraphQLIncludeDirective, node, this.variables)?.if !== false;
    } catch {
      this.codes.push("BAD_USER_INPUT");
      return false;
    }
  }

  private field(parent: GraphQLObjectType, node: FieldNode): void {
    const name = node.name.value;
    if (name.startsWith("__")) return;
    const field = parent.getFields()[name]!;
    let args: Values;
    try {
      args = getArgumentValues(field, node, this.variables);
    } catch {
      this.codes.push("BAD_USER_INPUT");
      return;
    }
    const type = getNamedType(field.type);
    const targets = name.startsWith("node") && parent.name === "Query" ? this.typesOfIds(args) : [type];
    if (name === "facets") {
      const { first } = args as { first?: number | null };
      this.require(first == null || first >= 1);
      if (first != null && first > 100) this.codes.push("QUERY_TOO_LARGE");
    }
    if (parent.name === "Query") this.root(name, args);
    else if (nouns.has(parent.name)) {
      const many = nounOf(parent.name).many[name];
      if (many) this.list(nounOf(many.noun), name, many, args);
    }
    if (!node.selectionSet) return;
    for (const target of targets) if (isObjectType(target)) this.selections(target, node.selectionSet);
    if (targets.length === 0 && !isCompositeType(type)) throw new Error(`${name} has no selections`);
  }

  private root(name: string, args: Values): void {
    const listed = rootLists[name];
    if (listed) this.list(nounOf(listed), name, null, args);
    const counted = rootStatistics[name];
    if (counted) this.statistics(nounOf(counted), args);
    const single = rootSingles[name];
    if (!single) return;
    const given = (key: string) => args[key] != null;
    if (name === "report") this.require(given("number") !== given("id") && !(given("id") && given("office")));
    else if (["agency", "office", "topic"].includes(name)) this.require(given("slug") !== given("id"));
    if (given("id")) this.id(nounOf(single).prefix, args.id);
    for (const text of [args.slug, args.number, args.office]) if (typeof text === "string") this.text(text);
  }

  private statistics(noun: Noun, args: StatisticsArguments): void {
    const { filter, having, groupBy, orderBy, first, fillGaps } = args;
    if (filter) this.filter(noun, filter);
    for (const operations of Object.values(having ?? {})) {
      this.require(operations !== null);
      for (const operand of Object.values(operations ?? {})) this.require(operand !== null);
    }
    if (fillGaps) {
      const periods = new Set(groupBy?.filter((name) => dimensionsOf(noun.name)[name]!.next));
      this.require(periods.size === 1);
      this.require(Object.values(having ?? {}).every((one) => Object.keys(one ?? {}).length === 0));
    }
    if (new Set(groupBy).size > 4) this.codes.push("QUERY_TOO_LARGE");
    for (const name of orderBy ?? []) {
      const key = /^(.+)_KEY_(ASC|DESC)$/.exec(name)?.[1];
      this.require(key === undefined || (groupBy ?? []).includes(key));
    }
    this.require(first == null || first >= 1);
    if (first != null && first > 1000) this.codes.push("QUERY_TOO_LARGE");
  }

  private typesOfIds(args: Values): GraphQLObjectType[] {
    const ids = (args.ids ?? [args.id]) as unknown[];
    if (ids.length > 100) this.codes.push("QUERY_TOO_LARGE");
    const prefixes = new Set(ids.map((id) => /^([a-z_]+)_(?:0|[1-9][0-9]*)$/.exec(String(id))?.[1] ?? ""));
    for (const id of ids) this.id(/^[a-z_]+(?=_)/.exec(String(id))?.[0] ?? "", id);
    return [...prefixes].flatMap((prefix) => {
      const noun = nounWithPrefix(prefix);
      this.require(noun !== undefined);
      return noun ? [this.schema.getType(noun.name) as GraphQLObjectType] : [];
    });
  }

  private list(noun: Noun, field: string, many: Many | null, args: ListArguments): void {
    for (const size of [args.first, args.last]) {
      if (size == null) continue;
      this.require(size >= 1);
      if (size > 100) this.codes.push("QUERY_TOO_LARGE");
    }
    this.require(args.first == null || args.last == null);
    if (args.filter) this.filter(noun, args.filter);
    const identity = identityOf(noun, field, many, args);
    for (const cursor of [args.after, args.before]) {
      if (cursor != null) this.require(this.cursors.accepts(cursor, identity));
    }
  }

  private filter(noun: Noun, filter: Filter): void {
    for (const [name, value] of Object.entries(filter)) {
      if (value === null) this.require(false);
      else if (name === "and" || name === "or") for (const part of value as Filter[]) this.filter(noun, part);
      else if (name === "not") this.filter(noun, value as Filter);
      else if (noun.one[name]) this.filter(nounOf(noun.one[name].noun), value as Filter);
      else if (noun.many[name]) {
        for (const inner of Object.values(value as Filter)) {
          if (inner === null) this.require(false);
          else this.filter(nounOf(noun.many[name].noun), inner as Filter);
        }
      } else this.comparison(noun, name, value as Filter);
    }
  }

  private comparison(noun: Noun, field: string, operations: Filter): void {
    for (const operand of Object.values(operations)) {
      this.require(operand !== null);
      const items = Array.isArray(operand) ? operand : [operand];
      if (items.length > 100) this.codes.push("QUERY_TOO_LARGE");
      for (const item of items) {
        if (field === "id") this.id(noun.prefix, item);
        else if (typeof item === "string") this.text(item);
      }
    }
  }

  private id(prefix: string, id: unknown): void {
    const [, own, key] = /^([a-z_]+)_(0|[1-9][0-9]{0,18})$/.exec(String(id)) ?? [];
    this.require(own === prefix && key !== undefined && BigInt(key) <= 9223372036854775807n);
  }

  private text(text: string): void {
    this.require(!text.includes("\0") && text.isWellFormed());
  }

  private require(isRight: boolean): void {
    if (!isRight) this.codes.push("BAD_USER_INPUT");
  }
}
