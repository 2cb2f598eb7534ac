// Finds the mapping of a noun's class and of a GraphQL type.
import type { GraphQLNamedType } from "graphql";
import type { StatisticsMapping, TableMapping } from "./model";

// biome-ignore lint/suspicious/noExplicitAny: a class of any shape
export type NounClass = abstract new (...args: any[]) => object;

const byClass = new Map<NounClass, TableMapping>();
const byPrefix = new Map<string, TableMapping>();

/** Remembers a noun; only one that is a Node is found by its ids. */
export function register(noun: NounClass, mapping: TableMapping, isNode: boolean): void {
  byClass.set(noun, mapping);
  if (!isNode) return;
  if (byPrefix.has(mapping.idPrefix))
    throw new Error(`two nouns have ids that begin with ${mapping.idPrefix}`);
  byPrefix.set(mapping.idPrefix, mapping);
}

const statistics = new Map<TableMapping, StatisticsMapping>();

export function registerStatistics(table: TableMapping, mapping: StatisticsMapping): void {
  statistics.set(table, mapping);
}

/** The statistics of a table; throws for one that has none. */
export function statisticsOfTable(table: TableMapping): StatisticsMapping {
  const mapping = statistics.get(table);
  if (!mapping) throw new Error(`${table.name} has no statistics`);
  return mapping;
}

/** The mapping of a noun's class; throws for a class without @Table. */
export function tableOf(noun: NounClass): TableMapping {
  const mapping = byClass.get(noun);
  if (!mapping) throw new Error(`${noun.name} has no @Table`);
  return mapping;
}

/** The mapping whose ids begin with this prefix, if any. */
export function tableWithPrefix(prefix: string): TableMapping | undefined {
  return byPrefix.get(prefix);
}

/** The mapping that the decorators left in a GraphQL type's extensions; undefined for other types. */
export function tableOfType(type: GraphQLNamedType): TableMapping | undefined {
  return type.extensions.table as TableMapping | undefined;
}
