// The reference executor: graphql-js with plain resolvers over rows in memory. Slow, and simple enough to be trusted.
import {
  buildSchema,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  getVariableValues,
  isScalarType,
  Kind as NodeKind,
  type OperationDefinitionNode,
  parse,
  printSchema,
} from "graphql";
import { codesOf } from "./arguments";
import { CursorBook, readableCursor } from "./cursors";
import { valueOf } from "./filter";
import { type ListArguments, type Page, pageOf } from "./lists";
import { column, type Many, type Noun, rowsOf } from "./model";
import { nounOf, nounWithPrefix } from "./nouns";
import { rootLists, rootSingles } from "./roots";
import type { Graph, Row } from "./rows";
import { facets, rootStatistics, statistics } from "./statistics";
import { foldedNumber } from "./values";

export interface Expected {
  /** The text of `data`, cursors made readable; null when the operation is to be refused. */
  readonly data: string | null;
  /** The codes with one of which it is to be refused. */
  readonly codes: readonly string[];
}

interface NounValue {
  readonly noun: Noun;
  readonly row: Row;
}

interface PageValue extends Page {
  readonly noun: Noun;
}

export class Reference {
  readonly cursors = new CursorBook();
  private readonly schema: GraphQLSchema;

  constructor(
    readonly graph: Graph,
    schema: GraphQLSchema,
  ) {
    this.schema = withoutResolvers(schema);
  }

  answer(text: string, variables: Readonly<Record<string, unknown>> = {}): Expected {
    const document = parse(text);
    const operation = document.definitions.find(
      (node): node is OperationDefinitionNode => node.kind === NodeKind.OPERATION_DEFINITION,
    )!;
    const { coerced, errors } = getVariableValues(
      this.schema,
      operation.variableDefinitions ?? [],
      variables,
    );
    if (errors) return { data: null, codes: ["BAD_USER_INPUT"] };
    const codes = codesOf(this.schema, document, operation, coerced, this.cursors);
    if (codes.length > 0) return { data: null, codes };
    const result = execute({
      schema: this.schema,
      document,
      variableValues: variables,
      fieldResolver: this.resolve,
      typeResolver: (value: NounValue) => value.noun.name,
    });
    if (result instanceof Promise) throw new Error("nothing here waits");
    if (result.errors) {
      const unexpected = result.errors.find(
        ({ originalError, extensions }) => originalError && !extensions.code,
      );
      if (unexpected) throw unexpected.originalError ?? unexpected;
      return {
        data: null,
        codes: result.errors.map(({ extensions }) => String(extensions.code ?? "BAD_USER_INPUT")),
      };
    }
    return { data: JSON.stringify(result.data), codes: [] };
  }

  private readonly resolve: GraphQLFieldResolver<NounValue | PageValue | undefined, unknown> = (
    source,
    args,
    _,
    { fieldName, parentType, returnType },
  ) => {
    if (source === undefined) return this.root(fieldName, args);
    if (!("row" in source)) {
      const value = (source as unknown as Record<string, unknown>)[fieldName];
      return typeof value === "function" ? (value(args) as unknown) : value;
    }
    const { noun, row } = source;
    if (parentType.name !== noun.name) throw new Error(`${parentType.name} is not ${noun.name}`);
    if (fieldName === "id") return `${noun.prefix}_${row.id}`;
    const one = noun.one[fieldName];
    if (one) return this.find(nounOf(one.noun), column(row, one.column));
    const many = noun.many[fieldName];
    if (many) return this.many(nounOf(many.noun), many, rowsOf(many, row, args, this.graph), args);
    return typed(
      valueOf(noun, row, fieldName, this.graph),
      getNamedType(returnType).name,
      String(returnType),
    );
  };

  private root(field: string, args: Readonly<Record<string, unknown>>): unknown {
    const listed = rootLists[field];
    if (listed) {
      const noun = nounOf(listed);
      return this.many(noun, null, this.graph.rows(noun.table), args);
    }
    const counted = rootStatistics[field];
    if (counted) return statistics(nounOf(counted), args, this.graph);
    if (field === "node") return this.byId(String(args.id));
    if (field === "nodes") return (args.ids as unknown[]).map((id) => this.byId(String(id)));
    if (args.id != null) return this.byId(String(args.id));
    if (field === "report") return this.reportByNumber(String(args.number), args.office);
    const noun = nounOf(rootSingles[field] ?? field);
    const row = this.graph.where(noun.table, "slug", String(args.slug))[0];
    return row ? { noun, row } : null;
  }

  private reportByNumber(number: string, office: unknown): NounValue | null {
    const found = this.graph.rows("reports").filter((row) => {
      if (row.number == null || foldedNumber(row.number) !== foldedNumber(number)) return false;
      return office == null || this.graph.one("offices", row.office_id!)!.slug === office;
    });
    if (found.length > 1) throw new GraphQLError("ambiguous", { extensions: { code: "BAD_USER_INPUT" } });
    return found[0] ? { noun: nounOf("Report"), row: found[0] } : null;
  }

  private byId(id: string): NounValue | null {
    const [, prefix, key] = /^([a-z_]+)_([0-9]+)$/.exec(id)!;
    return this.find(nounWithPrefix(prefix!)!, key!);
  }

  private find(noun: Noun, key: string | null): NounValue | null {
    const row = this.graph.one(noun.table, key);
    return row ? { noun, row } : null;
  }

  private many(noun: Noun, many: Many | null, rows: readonly Row[], args: ListArguments): unknown {
    const page = pageOf(noun, many, rows, args, this.graph, this.cursors);
    const nodes = page.entries.map(({ row }): NounValue => ({ noun, row }));
    if (many?.plain !== undefined) return nodes;
    const cursors = page.entries.map(({ keys }) => readableCursor(keys, page.keys));
    const { totalCount, hasNextPage, hasPreviousPage } = page;
    return {
      nodes,
      facets: (by: { by: string }) => facets(noun, rows, args.filter, by, this.graph),
      edges: nodes.map((node, at) => ({ node, cursor: cursors[at] })),
      totalCount,
      pageInfo: {
        hasNextPage,
        hasPreviousPage,
        startCursor: cursors[0] ?? null,
        endCursor: cursors.at(-1) ?? null,
      },
    };
  }
}

function typed(value: string | null, type: string, full: string): unknown {
  if (value === null) return null;
  if (full.startsWith("[")) return JSON.parse(value) as unknown;
  if (type === "Int") return Number(value);
  return type === "Boolean" ? value === "true" : value;
}

/** The same schema without the resolvers that the service's has, with its scalars. */
function withoutResolvers(schema: GraphQLSchema): GraphQLSchema {
  const bare = buildSchema(printSchema(schema));
  for (const [name, type] of Object.entries(schema.getTypeMap())) {
    const copy = bare.getType(name);
    if (!isScalarType(type) || !isScalarType(copy)) continue;
    copy.parseValue = type.parseValue;
    copy.parseLiteral = type.parseLiteral;
    copy.serialize = type.serialize;
  }
  return bare;
}
