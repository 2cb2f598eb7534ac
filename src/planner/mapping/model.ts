// What the planner knows of a noun: its table, columns and relations. Plain data, made by the decorators beside
// this file; no type-graphql and no oversight word here.
import type { Sql } from "../sql";

/** How a cell's text becomes JSON: quoted, as it is, or as an opaque id. */
export type Encoding = "quoted" | "raw" | "id";

/** A scalar or enumeration as PostgreSQL and JSON know it. */
export interface ValueType {
  readonly graphqlName: string;
  readonly sqlType: string;
  readonly encoding: Encoding;
  readonly operators: readonly Operator[];
  /** For the id of a noun: what such ids begin with. */
  readonly idPrefix?: string;
}

export const operators = [
  "eq",
  "ne",
  "in",
  "notIn",
  "lt",
  "lte",
  "gt",
  "gte",
  "contains",
  "startsWith",
  "matches",
  "isNull",
] as const;
export type Operator = (typeof operators)[number];

/** Refers to a column of the row at hand, wherever its copy is cheapest to read. */
export type ColumnReference = (name: string) => Sql;

export interface ColumnMapping {
  readonly field: string;
  /** The table's column; null for one that is only an expression. */
  readonly column: string | null;
  readonly type: ValueType;
  readonly nullable: boolean;
  /** What is read; the column itself when absent. */
  readonly output?: (c: ColumnReference) => Sql;
  /** What filters compare; the column itself when absent. */
  readonly native?: (c: ColumnReference) => Sql;
  /** Set when the native form has a value where the field is null: whether the field is known. */
  readonly known?: (c: ColumnReference) => Sql;
  /** How a filter's value is made comparable to the native form. */
  readonly comparable?: (value: Sql) => Sql;
  /** Set for an object that is no row: its value, or null when the cell is its JSON. */
  readonly embedded?: { readonly value: (() => unknown) | null };
  /** Set for a field with arguments: what is read, given a way to bind an argument's value. */
  readonly parameterized?: (c: ColumnReference, argument: (name: string, sqlType: string) => Sql) => Sql;
  /** No two rows have the same value of it: a value of it names one row. */
  readonly unique?: boolean;
  /** For a Boolean: the condition that an index serves when it is asked to be true; false or null where it is not. */
  readonly whenTrue?: (c: ColumnReference) => Sql;
  /** Set where its expression reads other tables: what that comes to beside a row that is read and compared. */
  readonly reads?: number;
  /** The same when it is asked to be false, and when it is asked to be unknown. */
  readonly whenFalse?: (c: ColumnReference) => Sql;
  readonly whenNull?: (c: ColumnReference) => Sql;
}

export interface OrderMapping {
  /** The enum value's stem, for example ISSUED_ON. */
  readonly name: string;
  readonly key: (c: ColumnReference) => Sql;
  readonly sqlType: string;
  /** Set when the key's column is in a table beside the noun's own, one row for each. */
  readonly beside?: { readonly table: string; readonly key: string };
  /** The same key with unknown values at the other end; absent when there are none. */
  readonly unknownLargest?: (c: ColumnReference) => Sql;
}

/** One key of an order, in one direction. */
export interface OrderKey {
  readonly order: OrderMapping;
  readonly descending: boolean;
  readonly unknownLargest: boolean;
}

export interface BelongsToMapping {
  readonly kind: "belongsTo";
  readonly field: string;
  readonly target: () => TableMapping;
  readonly column: string;
  readonly nullable: boolean;
  /** Columns of the target of which our row keeps copies: the target's name for each, and ours. */
  readonly targetColumns: Readonly<Record<string, string>>;
}

export interface HasManyMapping {
  readonly kind: "hasMany";
  readonly field: string;
  readonly target: () => TableMapping;
  /** The column of the target that holds our key; or the table between, and its two columns. */
  readonly foreignKey?: string;
  readonly through?: Through;
  /** A filter that always applies, in the filter language. */
  readonly where?: Record<string, unknown>;
  readonly defaultOrder?: readonly string[];
  /** Set for a plain list instead of a connection: how many rows by default. */
  readonly listSize?: number;
  readonly total?: RollupTotal;
  /** Another way to the target, which a Boolean argument of this name asks for. */
  readonly variant?: { readonly argument: string; readonly through: Through };
  /** A narrower filter that applies instead of `where` when a Boolean argument of this name is false. */
  readonly narrowing?: { readonly argument: string; readonly where: Record<string, unknown> };
  /** Set on the list that such an argument narrowed: its cursors are its own. */
  readonly isNarrowed?: true;
}

export interface Through {
  readonly table: string;
  readonly from: string;
  readonly to: string;
  /** Columns of the target that the table between keeps copies of, so that its index can filter and order. */
  readonly targetColumns: readonly string[];
  /** The same of our own row's columns. */
  readonly ownColumns?: readonly string[];
  /** Set when the table between may lead to the same row twice: rows are then tested against it, not joined. */
  readonly repeated?: boolean;
  /** Set when our key stands for a whole tree: a table that leads from it to all keys of the tree, and its columns. */
  readonly tree?: { readonly table: string; readonly from: string; readonly to: string };
  /** Only links of this kind: a column and a constant of the program. */
  readonly kind?: string;
}

/** A table with one row for each parent, which holds how many rows a list has. */
export interface RollupTotal {
  readonly table: string;
  /** Its column that is the parent's key. */
  readonly key: string;
  /** Its column with the number of all rows. */
  readonly column: string;
  /** Its columns that add up to the number of rows for which a Boolean of the target is true, by that Boolean's name. */
  readonly flags?: Readonly<Record<string, readonly string[]>>;
}

export type RelationMapping = BelongsToMapping | HasManyMapping;

export interface TableMapping {
  /** The GraphQL type's name. */
  readonly name: string;
  readonly table: string;
  /** What its opaque ids begin with. */
  readonly idPrefix: string;
  readonly columns: ReadonlyMap<string, ColumnMapping>;
  readonly relations: ReadonlyMap<string, RelationMapping>;
  /** Booleans that no field shows, for the `where` of lists. */
  readonly conditions?: ReadonlyMap<string, ColumnMapping>;
  readonly orders: ReadonlyMap<string, OrderMapping>;
  readonly defaultOrder: readonly string[];
  /** A table of one row, and its column that holds how many rows there are. */
  readonly total?: { readonly table: string; readonly column: string };
}

/** Refers to a column of the noun's row (source "") or of a table joined to it for statistics. */
export type StatisticsReference = (source: string, column: string) => Sql;

export interface DimensionMapping {
  readonly name: string;
  /** The name by which a group's row holds the key. */
  readonly column: string;
  readonly sqlType: string;
  readonly key: (r: StatisticsReference) => Sql;
  readonly needs: readonly string[];
  readonly repeats: boolean;
  readonly overlaps: boolean;
  readonly filter: readonly string[] | null;
  /** Of keys that are periods: all from one to another, as a set of rows; null for other keys. */
  readonly periods: ((first: Sql, last: Sql) => Sql) | null;
  /** How many groups it makes at most at the size the service is made for. */
  readonly expectedGroups: number;
}

export interface MeasureMapping {
  readonly column: string;
  /** Set when each group's rows are sorted for it. */
  readonly sorts?: boolean;
  /** What it is of no rows: null where it may be null, else 0. */
  readonly nullable: boolean;
  readonly sqlType: string;
  readonly sql: (r: StatisticsReference) => Sql;
  readonly needs: readonly string[];
}

/**
 * A table in which rows of a noun are counted already, each of its rows a cell: groups are sums over cells. It serves what
 * asks for no key, measure or condition but those it has.
 */
export interface RollupGroups {
  readonly table: string;
  /** Where a row of the noun is in a cell for each row it is linked to: by which key, relation and column. Of these cells
   * each group or the whole list must lie in one such part, or a row would be counted several times. */
  readonly by: { readonly dimension: string; readonly relation: string; readonly column: string } | null;
  readonly dimensions: Readonly<Record<string, (c: ColumnReference) => Sql>>;
  readonly measures: Readonly<Record<string, (c: ColumnReference) => Sql>>;
  /** Columns named as the noun's, with the same values as far as conditions look at them. */
  readonly columns: readonly string[];
  /** The same of rows that the noun's rows belong to: by relation, their column and ours. */
  readonly targetColumns: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface StatisticsMapping {
  readonly of: TableMapping;
  readonly joins: ReadonlyMap<string, (r: StatisticsReference, alias: (name: string) => Sql) => Sql>;
  readonly dimensions: ReadonlyMap<string, DimensionMapping>;
  readonly measures: ReadonlyMap<string, MeasureMapping>;
  /** Where rows are counted already; the first that serves is read. */
  readonly kept: readonly RollupGroups[];
  /** A group's row as a table: its fields are keys, joined rows and measures. */
  readonly row: TableMapping;
}

/** The column that every table has: its key. Ids are made of it, and it ends every order. */
export const keyColumn = "id";

/** Reads an order enum's value, for example ISSUED_ON_DESC. Throws for one the table does not have. */
export function orderKey(table: TableMapping, value: string): OrderKey {
  const [, stem, direction, nulls] = /^(.+)_(ASC|DESC)(_NULLS_LAST|_NULLS_FIRST)?$/.exec(value) ?? [];
  const order = stem === undefined ? undefined : table.orders.get(stem);
  if (!order) throw new Error(`${table.name} has no order ${value}`);
  return { order, descending: direction === "DESC", unknownLargest: nulls !== undefined };
}
