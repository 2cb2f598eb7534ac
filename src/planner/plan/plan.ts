// The plan's data: what a statement will read, and how its rows become the answer. Frozen once made; no SQL here.
import type { FieldNode } from "graphql";
import type {
  BelongsToMapping,
  ColumnMapping,
  DimensionMapping,
  HasManyMapping,
  Operator,
  OrderKey,
  StatisticsMapping,
  TableMapping,
} from "../mapping/model";
import type { SnapshotDays } from "../mapping/snapshot";
import type { Projection } from "../selection/projection";
import type { Sql } from "../sql";

export type { PlannerLimits } from "./limits";

/** The day that a part of the plan is about, where it is not today. */
export interface Snapshot extends SnapshotDays {
  /** Tables made of a field's arguments, by name. */
  readonly tables?: ReadonlyMap<string, Sql>;
  /** What these are made of, each once in the statement. */
  readonly shared?: readonly { readonly name: string; readonly rows: Sql }[];
}

/** A condition on rows. Values may be slots. */
export type Condition =
  | { readonly kind: "constant"; readonly value: boolean }
  | { readonly kind: "and" | "or"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition }
  | {
      readonly kind: "compare";
      readonly column: ColumnMapping;
      readonly operator: Operator;
      readonly value: unknown;
    }
  | {
      readonly kind: "belongsTo";
      readonly relation: BelongsToMapping;
      readonly of: Condition;
      /** Set when the target's keys are read first, and our rows found by them: by what link, and what else must hold. */
      readonly byKeys?: { readonly link: ListLink | null; readonly rest: Condition | null };
    }
  | {
      readonly kind: "hasMany";
      readonly relation: HasManyMapping;
      readonly quantifier: Quantifier;
      readonly of: Condition;
      /** Set when the keys of our rows are read first, from the rows they have. */
      readonly byKeys?: true;
      /** Set when our rows are few beside those they have: the keys of all that have such rows are read once. */
      readonly asSet?: true;
    };

/** Rows of another noun to which ours are linked. */
export type ListLink = Condition & { readonly kind: "hasMany" };

export const quantifiers = ["some", "none", "every"] as const;
export type Quantifier = (typeof quantifiers)[number];

/** A sorted, filtered list, before paging. */
export interface List {
  readonly table: TableMapping;
  /** The relation that leads to it from its parent's row; null at the root. */
  readonly relation: HasManyMapping | null;
  /** The one row of another noun to which all its rows are linked: a part of the filter that leads to them. */
  readonly link: ListLink | null;
  readonly condition: Condition | null;
  readonly order: readonly OrderKey[];
  /** Set where no index has all keys of the order: rows with equal first keys are sorted. */
  readonly sorted?: true;
  /** Set when the rows are what a search finds. */
  readonly search: Search | null;
  /** The filter argument as given, for facets. */
  readonly filter: unknown;
  /** What cursors are bound to: this order and this filter. */
  readonly identity: { readonly static: string; readonly filter: unknown };
}

/** What a search looks for, and where. */
export type Search =
  | WordSearch
  | { readonly kind: "similar"; readonly text: unknown; readonly table: TableMapping };

export interface WordSearch {
  readonly kind: "words";
  readonly text: unknown;
  readonly branches: readonly SearchBranch[];
  /** The nouns that could be found: a hit has a key column for each, null but for its own. */
  readonly nouns: readonly TableMapping[];
}

export interface SearchBranch {
  readonly type: string;
  /** The branch's place among all nouns that can be searched: it tells equal keys of two nouns apart. */
  readonly place: number;
  readonly table: TableMapping;
  readonly owner: { readonly column: string; readonly table: TableMapping } | null;
  readonly exact: ((value: Sql) => Sql) | null;
  readonly condition: Condition | null;
}

export interface Page {
  readonly size: number;
  readonly fromEnd: boolean;
  readonly after: unknown;
  readonly before: unknown;
}

/** One thing that is read of a level's row. */
export type Cell =
  /** A column's output. `source`: "" for the level's own row, else the name of a join. */
  | { readonly kind: "column"; readonly source: string; readonly column: ColumnMapping }
  /** A raw table column: keys, for relations and ids. */
  | { readonly kind: "key"; readonly source: string; readonly name: string }
  /** A sort key as text, for cursors. */
  | { readonly kind: "orderKey"; readonly at: number }
  /** How many rows a child list has. */
  | {
      readonly kind: "count";
      readonly source: string;
      readonly list: List;
      readonly snapshot: Snapshot | null;
    }
  /** Whether a child list has rows at or beyond a cursor. */
  | {
      readonly kind: "beyond";
      readonly source: string;
      readonly list: List;
      readonly cursor: unknown;
      readonly side: "before" | "after";
      readonly snapshot: Snapshot | null;
    };

/** A to-one relation joined into a level. */
export interface Join {
  readonly name: string;
  readonly source: string;
  readonly relation: BelongsToMapping;
}

/** Where a level's rows come from. */
export type Origin =
  | {
      readonly kind: "list";
      readonly list: List;
      readonly page: Page;
      readonly extraRow: boolean;
      readonly source: string;
    }
  | {
      readonly kind: "one";
      readonly table: TableMapping;
      readonly condition: Condition | null;
      readonly rows: number;
    }
  | { readonly kind: "statistics"; readonly list: List; readonly source: string; readonly groups: Groups }
  | { readonly kind: "ids"; readonly table: TableMapping; readonly ids: unknown }
  /** Rows that are made of a list's rows in groups. */
  | {
      readonly kind: "derived";
      readonly list: List;
      readonly source: string;
      readonly mapping: StatisticsMapping;
      readonly dimensions: readonly DimensionMapping[];
      readonly rows: DerivedSource;
      readonly limit: number;
    };

/** Makes the rows: a select in parentheses with the groups' keys, what is made of each, and `position`, which sorts them. */
export type DerivedSource = (of: {
  /** A select of the list's keys (id) with the keys of their groups; null where all rows are meant, in one group. */
  readonly members: Sql | null;
  /** Columns of the groups' keys. */
  readonly keys: readonly Sql[];
  readonly days: SnapshotDays;
}) => Sql;

/** How a list's rows are grouped and which groups are wanted. */
export interface Groups {
  readonly mapping: StatisticsMapping;
  readonly dimensions: readonly DimensionMapping[];
  readonly having: Condition | null;
  /** Names of measures or keys. */
  readonly order: readonly { readonly column: string; readonly descending: boolean }[];
  readonly limit: number | null;
  /** Set where only how many groups there are is read: these groups. */
  readonly countOf: Groups | null;
  /** The key whose periods without rows are groups too; null where only rows make groups. */
  readonly filled: DimensionMapping | null;
}

/** One set of rows: a common table expression of the statement. */
export interface Level {
  readonly index: number;
  readonly name: string;
  readonly table: TableMapping;
  readonly parent: Level | null;
  readonly origin: Origin;
  readonly snapshot: Snapshot | null;
  readonly cells: Cell[];
  readonly joins: Join[];
}

/** How a part of the answer is written. */
export type Output =
  | { readonly kind: "constant"; readonly json: string }
  /** `plain`: quoted, and of a type whose text never needs an escape. */
  | { readonly kind: "cell"; readonly cell: number; readonly type: "quoted" | "plain" | "raw" }
  | { readonly kind: "id"; readonly cell: number; readonly prefix: string }
  | { readonly kind: "json"; readonly cell: number; readonly projection: Projection }
  | { readonly kind: "object"; readonly fields: readonly Entry[]; readonly nullCell: number | null }
  | { readonly kind: "connection"; readonly connection: ConnectionOutput }
  /** `whole`: all of the level's rows belong here, however many. */
  | { readonly kind: "list"; readonly level: Level; readonly object: Output; readonly whole?: boolean }
  | {
      readonly kind: "one";
      readonly level: Level;
      readonly object: Output;
      readonly ambiguous: string | null;
    }
  | {
      readonly kind: "byIds";
      readonly ids: unknown;
      readonly of: readonly { readonly level: Level; readonly object: Output }[];
    }
  | { readonly kind: "introspection"; readonly key: string };

export interface Entry {
  readonly key: string;
  readonly value: Output;
}

export interface ConnectionOutput {
  /** The rows; null when only counts were asked. */
  readonly level: Level | null;
  readonly page: Page;
  readonly extraRow: boolean;
  readonly fields: readonly ConnectionEntry[];
  readonly identity: List["identity"];
  /** The level's cells that hold the sort keys. */
  readonly keyCells: readonly number[];
}

export type ConnectionEntry = { readonly key: string } & (
  | { readonly kind: "constant"; readonly json: string }
  | { readonly kind: "nodes"; readonly object: Output }
  | { readonly kind: "edges"; readonly fields: readonly EdgeEntry[] }
  | { readonly kind: "pageInfo"; readonly fields: readonly PageInfoEntry[] }
  | { readonly kind: "totalCount"; readonly cell: number }
  | { readonly kind: "facets"; readonly output: Output }
);

export type EdgeEntry = { readonly key: string } & (
  | { readonly kind: "constant"; readonly json: string }
  | { readonly kind: "cursor" }
  | { readonly kind: "node"; readonly object: Output }
);

export type PageInfoEntry = { readonly key: string } & (
  | { readonly kind: "constant"; readonly json: string }
  | { readonly kind: "startCursor" | "endCursor" }
  /** `extra`: decided by the row beyond the page; `beyond`: by a cell of the parent, when a cursor was given. */
  | { readonly kind: "hasMore"; readonly extra: boolean; readonly beyond: number | null }
);

export interface Plan {
  readonly levels: readonly Level[];
  /** Cells read beside the root lists: counts and the like; they stand in level 0. */
  readonly root: Level;
  readonly fields: readonly Entry[];
  /** Lists of which no row is asked: nothing depends on their filters and cursors, and wrong ones are refused all the same. */
  readonly unusedLists: readonly { readonly list: List; readonly page: Page }[];
  /** Root fields that graphql-js answers. */
  readonly introspection: readonly { readonly key: string; readonly nodes: readonly FieldNode[] }[];
  readonly cost: Cost;
}

export interface Cost {
  /** Upper bound of the rows in the answer: list items and single objects. */
  readonly requested: number;
  readonly maximum: number;
  /** Upper bound of all objects in the answer, connections, edges and page information among them. */
  readonly nodes: number;
  readonly maximumNodes: number;
}
