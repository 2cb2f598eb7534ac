// What a root resolver returns: which rows are meant. The compiler adds what was asked of them.
import type { TableMapping } from "./mapping/model";
import { tableOf, type NounClass } from "./mapping/registry";

/** Values of arguments as resolvers see them: known when written in the query, else standing for a variable. */
export type Arguments = Readonly<Record<string, unknown>>;

export type Select =
  | { readonly kind: "many"; readonly table: TableMapping; readonly args: Arguments }
  | { readonly kind: "one"; readonly table: TableMapping; readonly where: Record<string, unknown>; readonly ambiguous: string }
  | { readonly kind: "node"; readonly id: unknown }
  | { readonly kind: "nodes"; readonly ids: unknown }
  | { readonly kind: "statistics"; readonly table: TableMapping; readonly args: Arguments }
  | { readonly kind: "singleton"; readonly table: TableMapping };

/** The rows of a noun, filtered, ordered and paged as the arguments say. */
export function many(noun: NounClass, args: Arguments): Select {
  return { kind: "many", table: tableOf(noun), args };
}

/**
 * The one row for which the filter holds, or null. Where two rows match, the request is refused with `ambiguous`,
 * which says what to add.
 */
export function one(noun: NounClass, where: Record<string, unknown>, ambiguous = "Several rows match."): Select {
  return { kind: "one", table: tableOf(noun), where, ambiguous };
}

/** Groups of a noun's rows and what is measured of them. */
export function statistics(noun: NounClass, args: Arguments): Select {
  return { kind: "statistics", table: tableOf(noun), args };
}

/** The row of a table or view that always has exactly one. */
export function singleton(noun: NounClass): Select {
  return { kind: "singleton", table: tableOf(noun) };
}

/** Whatever an opaque id stands for, or null. */
export function byId(id: unknown): Select {
  return { kind: "node", id };
}

/** The same for many ids, in their order, null where there is nothing. */
export function byIds(ids: unknown): Select {
  return { kind: "nodes", ids };
}
