// What a root resolver returns: which rows are meant. The compiler adds what was asked of them.

import type { Sql } from "../sql";
import type { TableMapping } from "./model";
import { type NounClass, tableOf } from "./registry";
import type { SnapshotDays, TableSources } from "./snapshot";

/** Values of arguments as resolvers see them: known when written in the query, else standing for a variable. */
export type Arguments = Readonly<Record<string, unknown>>;

export type Select =
  | { readonly kind: "many"; readonly table: TableMapping; readonly args: Arguments }
  | {
      readonly kind: "one";
      readonly table: TableMapping;
      readonly where: Record<string, unknown>;
      readonly ambiguous: string;
    }
  | { readonly kind: "node"; readonly id: unknown }
  | { readonly kind: "nodes"; readonly ids: unknown }
  | {
      readonly kind: "search";
      readonly table: TableMapping;
      readonly among: readonly Searched[];
      readonly args: Arguments;
    }
  | { readonly kind: "similar"; readonly table: TableMapping; readonly args: Arguments }
  | { readonly kind: "statistics"; readonly table: TableMapping; readonly args: Arguments }
  | { readonly kind: "singleton"; readonly table: TableMapping }
  /** The one row of a table that is made of arguments, and the graph below it as of a day. */
  | {
      readonly kind: "within";
      readonly table: TableMapping;
      readonly day: unknown;
      readonly sources: TableSources;
    }
  | {
      readonly kind: "derived";
      readonly of: TableMapping;
      readonly row: TableMapping;
      readonly args: Arguments;
      readonly rows: (of: {
        readonly members: Sql | null;
        readonly keys: readonly Sql[];
        readonly days: SnapshotDays;
      }) => Sql;
    }
  /** What a change returns besides rows. */
  | { readonly kind: "payload"; readonly values: Readonly<Record<string, unknown>> }
  | { readonly kind: "nothing" };

const made = new WeakSet<object>();

function mark<S extends Select>(select: S): S {
  made.add(select);
  return select;
}

/** Whether a value of a payload stands for rows. */
export function isSelect(value: unknown): value is Select {
  return typeof value === "object" && value !== null && made.has(value);
}

/** The rows of a noun, filtered, ordered and paged as the arguments say. */
export function many(noun: NounClass, args: Arguments): Select {
  return mark({ kind: "many", table: tableOf(noun), args });
}

/**
 * The one row for which the filter holds, or null. Where two rows match, the request is refused with `ambiguous`,
 * which says what to add.
 */
export function one(
  noun: NounClass,
  where: Record<string, unknown>,
  ambiguous = "Several rows match.",
): Select {
  return mark({ kind: "one", table: tableOf(noun), where, ambiguous });
}

/** One noun that a search looks through. */
export interface Searched {
  /** The value of the `types` argument that means it. */
  readonly type: string;
  readonly noun: () => NounClass;
  /** The column that leads to the row which the filter is about; null when that is the noun itself. */
  readonly owner: string | null;
  /** An expression by which a row is found whatever its words, and what the search text is made into for it. */
  readonly exact?: (value: Sql) => Sql;
}

/** Rows of several nouns that hold the words of `args.query`, the best first; `hit` is the noun of what is found. */
export function searchAmong(hit: NounClass, among: readonly Searched[], args: Arguments): Select {
  return mark({ kind: "search", table: tableOf(hit), among, args });
}

/** Rows of a noun with a `name` like `args.text`, the most similar first. */
export function similar(noun: NounClass, args: Arguments): Select {
  return mark({ kind: "similar", table: tableOf(noun), args });
}

/** Groups of a noun's rows and what is measured of them. */
export function statistics(noun: NounClass, args: Arguments): Select {
  return mark({ kind: "statistics", table: tableOf(noun), args });
}

/** The row of a table that `sources` makes of arguments; everything below it is as of the close of `day`. */
export function within(noun: NounClass, day: unknown, sources: TableSources): Select {
  return mark({ kind: "within", table: tableOf(noun), day, sources });
}

/** Rows made of another noun's rows, filtered by `args.filter` and grouped by `args.groupBy`. */
export function derived(
  of: NounClass,
  row: NounClass,
  args: Arguments,
  rows: (Select & { readonly kind: "derived" })["rows"],
): Select {
  return mark({ kind: "derived", of: tableOf(of), row: tableOf(row), args, rows });
}

/** The row of a table or view that always has exactly one. */
export function singleton(noun: NounClass): Select {
  return mark({ kind: "singleton", table: tableOf(noun) });
}

/** Whatever an opaque id stands for, or null. */
export function byId(id: unknown): Select {
  return mark({ kind: "node", id });
}

/** The same for many ids, in their order, null where there is nothing. */
export function byIds(ids: unknown): Select {
  return mark({ kind: "nodes", ids });
}

/**
 * An object that a change returns. A value is what another of these functions made (rows, read after the change), or the
 * value itself: a scalar, or plain objects of a type that is no table.
 */
export function payload(values: Readonly<Record<string, unknown>>): Select {
  return mark({ kind: "payload", values });
}

/** Null: the change returns nothing. */
export function nothing(): Select {
  return mark({ kind: "nothing" });
}
