// The decorator of a noun: its table, and the input and list types that follow from its fields.
import { Args, ArgsType, Extensions, Field, Int, ObjectType } from "type-graphql";
import { identifier, type Sql } from "../sql";
import {
  addField,
  fillFilter,
  makeConnection,
  makeFirstArgs,
  makeLists,
  makeOrder,
  makePageArgs,
  named,
  newFilter,
  type RelationInput,
} from "./inputs";
import type { ColumnMapping, ColumnReference, StatisticsMapping, TableMapping } from "./model";
import { Node, PageInfo } from "./node";
import { type Generated, generated, neverResolved, pendingOf, snakeCase } from "./pending";
import { type NounClass, register, registerStatistics, tableOf } from "./registry";
import { valueTypeOf } from "./values";

export interface TableOptions {
  readonly description: string;
  /** What ids begin with; the GraphQL type's name in snake_case when absent. */
  readonly id?: string;
  /** false: its rows have no id of their own, are no Node, and can't be looked up, filtered or sorted. */
  readonly node?: boolean;
  /** The GraphQL type's name; the class's name when absent. */
  readonly name?: string;
  readonly defaultOrder?: readonly string[];
  /** Where the number of all rows is kept: a table of one row, and its column. */
  readonly total?: TableMapping["total"];
  /** Booleans that no field shows, for the `where` of lists: conditions that an index serves. */
  readonly conditions?: Record<string, (c: ColumnReference) => Sql>;
  /** Further sort keys: expressions, or keys of the table that no field shows. */
  readonly orders?: Record<string, { key: (c: ColumnReference) => Sql; type: string; description: string }>;
}

/** A noun: a GraphQL object type that is a table or view. */
export function Table(table: string, options: TableOptions): ClassDecorator {
  return (target) => {
    const noun = target as unknown as NounClass;
    const name = options.name ?? noun.name;
    const draft = pendingOf(noun.prototype);
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
      total: options.total,
      conditions: conditionsOf(options.conditions ?? {}),
    };
    identifier(table);
    register(noun, mapping, options.node !== false);
    Extensions({ table: mapping })(noun as never);
    if (options.node === false) {
      ObjectType(name, { description: options.description, simpleResolvers: true })(noun as never);
      const listArgs = makeFirstArgs(name);
      const connectionArgs = makePageArgs(name);
      generated.set(noun, {
        ...makeConnection(name, () => noun, PageInfo),
        connectionArgs,
        listArgs,
      } as Generated);
      return;
    }
    const filter = newFilter(name);
    const order = makeOrder(name, draft.orders);
    const relations: RelationInput[] = draft.relations
      .filter(({ description }) => description !== "")
      .map(({ mapping: relation, noun: other, many, description }) => ({
        field: relation.field,
        many,
        filter: () => generated.get(other())!.filter,
        description,
      }));
    fillFilter(filter, name, draft.filterable, relations);
    generated.set(noun, { filter, order, ...makeLists(name, () => noun, filter, order, PageInfo) });
    ObjectType(name, { description: options.description, implements: Node, simpleResolvers: true })(
      noun as never,
    );
  };
}

function conditionsOf(given: NonNullable<TableOptions["conditions"]>): ReadonlyMap<string, ColumnMapping> {
  return new Map(
    Object.entries(given).map(([field, holds]) => [
      field,
      { field, column: null, type: valueTypeOf(Boolean), nullable: false, output: holds },
    ]),
  );
}

/** Adds counts per value beside a noun's lists; called by @Statistics. */
export function registerFacets(
  noun: NounClass,
  group: new () => object,
  dimensions: object,
  statistics: StatisticsMapping,
): void {
  const { connection } = generated.get(noun)!;
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
