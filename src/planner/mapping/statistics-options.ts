// What a noun says of its statistics: options of keys, measures and the whole.
import type { Sql } from "../sql";
import type { RollupGroups, StatisticsReference } from "./model";

export interface DimensionOptions {
  readonly name: string;
  /** The group's key. */
  readonly key: (r: StatisticsReference) => Sql;
  readonly needs?: readonly string[];
  /** Set when a row may come into one group several times. */
  readonly repeats?: boolean;
  /** Set when one row may come into several groups. */
  readonly overlaps?: boolean;
  /** Where the noun's filter speaks of the same thing, for facets: a path of field names. */
  readonly filter?: readonly string[];
  /** Of keys that are periods: all from one to another, as a set of rows, so that empty ones can be shown. */
  readonly periods?: (first: Sql, last: Sql) => Sql;
  readonly description: string;
}

export interface MeasureOptions {
  /** Set when each group's rows are sorted for it. */
  readonly sorts?: boolean;
  readonly sql: (r: StatisticsReference) => Sql;
  readonly needs?: readonly string[];
  readonly nullable?: boolean;
  readonly description: string;
}

export interface StatisticsOptions {
  /** Tables in which rows are counted already, the smallest first. */
  readonly kept?: readonly RollupGroups[];
  /** The tables joined for dimensions and measures, by name; each is a join clause on the noun's row. */
  readonly joins: Record<string, (r: StatisticsReference, alias: (name: string) => Sql) => Sql>;
  readonly description: string;
}
