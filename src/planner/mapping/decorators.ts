// The decorators by which a noun says, once, what its fields are in GraphQL and in PostgreSQL.
import { Arg, Args, ArgsType, Extensions, Field, ID, Int, InterfaceType, ObjectType } from "type-graphql";
import type { Sql } from "../sql";
import { identifier } from "../sql";
import {
  addField,
  type FilterableColumn,
  fillFilter,
  type ListClasses,
  makeConnection,
  makeLists,
  makeOrder,
  named,
  newFilter,
  type RelationInput,
} from "./inputs";
import type {
  ColumnMapping,
  ColumnReference,
  HasManyMapping,
  OrderMapping,
  RelationMapping,
  StatisticsMapping,
  TableMapping,
  Through,
} from "./model";
import { type NounClass, register, registerStatistics, tableOf } from "./registry";
import { valueTypeOf, wordsType } from "./values";

/** What a connection field holds, for TypeScript; the compiler writes it, no resolver does. */
export interface Connection<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly nodes: readonly T[];
  readonly totalCount: number;
}

interface Draft {
  readonly columns: ColumnMapping[];
  readonly filterable: FilterableColumn[];
  readonly orders: { order: OrderMapping; description: string }[];
  readonly relations: {
    mapping: RelationMapping;
    noun: () => NounClass;
    many: boolean;
    description: string;
  }[];
}

interface Made extends ListClasses {
  readonly filter: new () => object;
  readonly order: Record<string, string>;
}

const drafts = new Map<object, Draft>();
const made = new Map<NounClass, Made>();

function draftOf(prototype: object): Draft {
  let draft = drafts.get(prototype.constructor);
  if (!draft)
    drafts.set(prototype.constructor, (draft = { columns: [], filterable: [], orders: [], relations: [] }));
  return draft;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Everything that has an id (Relay's Node). */
@InterfaceType("Node", { description: "Anything with an id. `node(id)` finds it again, for ever." })
export abstract class Node {
  @Field(() => ID, { description: "Opaque, stable id." })
  id!: string;
}

export class PageInfo {
  @Field(() => Boolean, { description: "Whether there are rows after this page." })
  hasNextPage!: boolean;
  @Field(() => Boolean, { description: "Whether there are rows before this page." })
  hasPreviousPage!: boolean;
  @Field(() => String, {
    nullable: true,
    description: "Cursor of this page's first row; null when the page is empty.",
  })
  startCursor!: string | null;
  @Field(() => String, {
    nullable: true,
    description: "Cursor of this page's last row; null when the page is empty.",
  })
  endCursor!: string | null;
}
ObjectType("PageInfo", { description: "Where a page lies in its list.", simpleResolvers: true })(PageInfo);

export interface ColumnOptions {
  readonly description: string;
  /** The table's column; the field's name in snake_case when absent; null when `sql` is all there is. */
  readonly column?: string | null;
  readonly nullable?: boolean;
  /** true: conditions on this field are offered. "words": it is searched by its words (column `words`). */
  readonly filter?: boolean | "words";
  /** true: sortable by the column itself, which must not be null; a string: by that key column, of that SQL type. */
  readonly order?: boolean | { readonly key: string; readonly type?: string };
  readonly sql?: (c: ColumnReference) => Sql;
  readonly native?: (c: ColumnReference) => Sql;
  readonly comparable?: (value: Sql) => Sql;
  readonly whenTrue?: (c: ColumnReference) => Sql;
}

/** A field that is a column or an expression of the noun's own table. */
export function Column(type: () => unknown, options: ColumnOptions): PropertyDecorator {
  return (prototype, property) => {
    const field = String(property);
    Field(type as () => never, { nullable: options.nullable ?? false, description: options.description })(
      prototype,
      field,
    );
    const draft = draftOf(prototype);
    const value = options.filter === "words" ? wordsType : valueTypeOf(type());
    const name = options.column === undefined ? (options.sql ? null : snakeCase(field)) : options.column;
    const mapping: ColumnMapping = {
      field,
      column: name,
      type: value,
      nullable: options.nullable ?? false,
      output: options.sql,
      native: options.native,
      comparable: options.comparable,
      whenTrue: options.whenTrue,
    };
    draft.columns.push(mapping);
    if (options.filter)
      draft.filterable.push({ column: mapping, type: type(), description: options.description });
    if (options.order) {
      const key = options.order === true ? name! : options.order.key;
      const sqlType = options.order === true ? value.sqlType : (options.order.type ?? value.sqlType);
      draft.orders.push({
        order: { name: snakeCase(field).toUpperCase(), key: (c) => c(key), sqlType },
        description: options.description,
      });
    }
  };
}

/** A field that is the one row another table's key, kept in a column of ours, points to. */
export function BelongsTo(
  noun: () => NounClass,
  options: { description: string; column?: string; nullable?: boolean },
): PropertyDecorator {
  return (prototype, property) => {
    const field = String(property);
    const nullable = options.nullable ?? false;
    Field(noun as () => never, { nullable, description: options.description })(prototype, field);
    const column = options.column ?? `${snakeCase(field)}_id`;
    const mapping: RelationMapping = {
      kind: "belongsTo",
      field,
      target: () => tableOf(noun()),
      column,
      nullable,
    };
    draftOf(prototype).relations.push({ mapping, noun, many: false, description: options.description });
  };
}

/** A field that is an object, or a list of objects, but no row: JSON of an expression, or a value the service knows. */
export function Embedded(
  type: () => unknown,
  options: { description: string; sql?: (c: ColumnReference) => Sql; value?: () => unknown },
): PropertyDecorator {
  return (prototype, property) => {
    const field = String(property);
    Field(type as () => never, { description: options.description })(prototype, field);
    draftOf(prototype).columns.push({
      field,
      column: null,
      type: valueTypeOf([String]),
      nullable: false,
      output: options.sql,
      embedded: { value: options.value ?? null },
    });
  };
}

/** A type of such objects. */
export function EmbeddedType(name: string, description: string): ClassDecorator {
  return (target) => ObjectType(name, { description, simpleResolvers: true })(target as never);
}

export interface HasManyOptions {
  readonly description: string;
  readonly foreignKey?: string;
  readonly through?: Omit<Through, "carries"> & { readonly carries?: readonly string[] };
  readonly where?: Record<string, unknown>;
  readonly defaultOrder?: readonly string[];
  /** A plain list of so many rows by default, for lists that stay short. */
  readonly list?: number;
  /** A Boolean argument that asks for another way to the target. */
  readonly variant?: {
    readonly argument: string;
    readonly description: string;
    readonly through: Omit<Through, "carries">;
  };
  /** false: no condition on this list is offered in filters. */
  readonly filter?: boolean;
}

/** A field that is the list of rows that point to ours: a connection, or a plain list. */
export function HasMany(noun: () => NounClass, options: HasManyOptions): PropertyDecorator {
  return (prototype, property) => {
    const field = String(property);
    const type = options.list === undefined ? () => connectionOf(noun()) : () => [noun()];
    // A field with arguments is a method to type-graphql; this one is never called, the compiler reads the list.
    const unused = { value: () => neverResolved(field) };
    Object.defineProperty(prototype, field, { ...unused, configurable: true });
    Field(type as () => never, { description: options.description })(prototype, field, unused);
    Args(() => argsOf(noun(), options.list !== undefined) as never)(prototype, field, 0);
    const { variant } = options;
    if (variant)
      Arg(variant.argument, () => Boolean, { nullable: true, description: variant.description })(
        prototype,
        field,
        1,
      );
    const mapping: HasManyMapping = {
      kind: "hasMany",
      variant: variant && { argument: variant.argument, through: { carries: [], ...variant.through } },
      field,
      target: () => tableOf(noun()),
      foreignKey: options.foreignKey,
      through: options.through && { carries: [], ...options.through },
      where: options.where,
      defaultOrder: options.defaultOrder,
      listSize: options.list,
    };
    const filterable = options.filter ?? !options.where;
    draftOf(prototype).relations.push({
      mapping,
      noun,
      many: true,
      description: filterable ? options.description : "",
    });
  };
}

function neverResolved(field: string): never {
  throw new Error(`${field} is read by the compiled statement, never by a resolver`);
}

export interface TableOptions {
  readonly description: string;
  /** What ids begin with; the GraphQL type's name in snake_case when absent. */
  readonly id?: string;
  /** false: its rows have no id of their own, are no Node, and can't be looked up, filtered or sorted. */
  readonly node?: boolean;
  /** The GraphQL type's name; the class's name when absent. */
  readonly name?: string;
  readonly defaultOrder?: readonly string[];
  /** Further sort keys: expressions, or keys of the table that no field shows. */
  readonly orders?: Record<string, { key: (c: ColumnReference) => Sql; type: string; description: string }>;
}

/** A noun: a GraphQL object type that is a table or view. */
export function Table(table: string, options: TableOptions): ClassDecorator {
  return (target) => {
    const noun = target as unknown as NounClass;
    const name = options.name ?? noun.name;
    const draft = draftOf(noun.prototype);
    for (const [stem, order] of Object.entries(options.orders ?? {})) {
      draft.orders.push({
        order: { name: stem, key: order.key, sqlType: order.type },
        description: order.description,
      });
    }
    draft.orders.push({
      order: { name: "ID", key: (c) => c("id"), sqlType: "bigint" },
      description: "By id: in the order of arrival.",
    });
    const mapping: TableMapping = {
      name,
      table,
      idPrefix: options.id ?? snakeCase(name).replace(/^_/, ""),
      columns: new Map(draft.columns.map((column) => [column.field, column])),
      relations: new Map(draft.relations.map(({ mapping: relation }) => [relation.field, relation])),
      orders: new Map(draft.orders.map(({ order }) => [order.name, order])),
      defaultOrder: options.defaultOrder ?? ["ID_ASC"],
    };
    identifier(table);
    register(noun, mapping);
    Extensions({ table: mapping })(noun as never);
    if (options.node === false) {
      ObjectType(name, { description: options.description, simpleResolvers: true })(noun as never);
      made.set(noun, { ...makeConnection(name, () => noun, PageInfo) } as Made);
      return;
    }
    const filter = newFilter(name);
    const order = makeOrder(name, draft.orders);
    const relations: RelationInput[] = draft.relations
      .filter(({ description }) => description !== "")
      .map(({ mapping: relation, noun: other, many, description }) => ({
        field: relation.field,
        many,
        filter: () => made.get(other())!.filter,
        description,
      }));
    fillFilter(filter, name, draft.filterable, relations);
    made.set(noun, { filter, order, ...makeLists(name, () => noun, filter, order, PageInfo) });
    ObjectType(name, { description: options.description, implements: Node, simpleResolvers: true })(
      noun as never,
    );
  };
}

/** The Relay connection type of a noun. */
export function connectionOf(noun: NounClass): new () => object {
  return made.get(noun)!.connection;
}

/** The arguments of a noun's connection, or of its plain list. */
export function argsOf(noun: NounClass, plain = false): new () => object {
  return plain ? made.get(noun)!.listArgs : made.get(noun)!.connectionArgs;
}

/** The filter's input type of a noun. */
export function filterOf(noun: NounClass): new () => object {
  return made.get(noun)!.filter;
}

/** Adds counts per value beside a noun's lists; called by @Statistics. */
export function registerFacets(
  noun: NounClass,
  group: new () => object,
  dimensions: object,
  statistics: StatisticsMapping,
): void {
  const { connection } = made.get(noun)!;
  const args = named(`${tableOf(noun).name}FacetArguments`);
  addField(args, "by", () => dimensions, "What the rows are counted by.", false);
  addField(args, "first", () => Int, "How many groups at most, 1 to 100; 20 when absent.");
  ArgsType()(args);
  const unused = { value: () => neverResolved("facets") };
  Object.defineProperty(connection.prototype, "facets", { ...unused, configurable: true });
  const description =
    "The list's rows counted by one of their properties, largest groups first, as if the filter did not speak of that property: so it shows what else could be chosen.";
  Field(() => [group] as never, { description })(connection.prototype, "facets", unused);
  Args(() => args as never)(connection.prototype, "facets", 0);
  registerStatistics(tableOf(noun), statistics);
}
