// Sorted, filtered, paged lists, the slow way: sort everything, then cut.
import type { CursorBook } from "./cursors";
import { type Filter, isMatch } from "./filter";
import type { Many, Noun, Order } from "./model";
import type { Graph, Row } from "./rows";
import { compareForOrder, type Value } from "./values";

export interface ListArguments {
  readonly filter?: Filter | null;
  readonly orderBy?: readonly string[] | null;
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

export interface Key {
  readonly order: Order;
  readonly descending: boolean;
  /** Unknown values are the largest instead of the smallest. */
  readonly unknownLargest: boolean;
}

/** A row with its sort keys. */
export interface Entry {
  readonly row: Row;
  readonly keys: readonly Value[];
}

export interface Page {
  readonly entries: readonly Entry[];
  readonly totalCount: number;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** What the entries are sorted by. */
  readonly keys: readonly Key[];
}

export const defaultPageSize = 20;

/** The names that decide a list's order: those given, else the list's own, else the noun's. */
export function orderNames(noun: Noun, many: Many | null, args: ListArguments): readonly string[] {
  if (args.orderBy && args.orderBy.length > 0) return args.orderBy;
  return many?.defaultOrder ?? noun.defaultOrder;
}

/** What cursors of a list are good for: lists with the same order and filter. */
export function identityOf(noun: Noun, field: string, many: Many | null, args: ListArguments): string {
  const isProvenOnly =
    many?.narrowing && (args as Record<string, unknown>)[many.narrowing.argument] === false;
  const which = `${many?.narrowed ? field : ""}${isProvenOnly ? " narrowed" : ""}`;
  return JSON.stringify([noun.name, which, orderNames(noun, many, args), sorted(args.filter ?? null)]);
}

export function pageOf(
  noun: Noun,
  many: Many | null,
  rows: readonly Row[],
  args: ListArguments,
  graph: Graph,
  cursors: CursorBook,
): Page {
  const keys = keysOf(noun, orderNames(noun, many, args));
  const all = rows
    .filter((row) => isMatch(noun, row, args.filter, graph))
    .map((row): Entry => ({ row, keys: keys.map(({ order }) => order.value(row, graph)) }))
    .sort((a, b) => compareEntries(a.keys, b.keys, keys));
  const position = (cursor: string | null | undefined) => (cursor == null ? null : cursors.keys(cursor));
  const after = position(args.after);
  const before = position(args.before);
  const isBehindAfter = ({ keys: own }: Entry) => after !== null && compareEntries(own, after, keys) <= 0;
  const isBeyondBefore = ({ keys: own }: Entry) => before !== null && compareEntries(own, before, keys) >= 0;
  const window = all.filter((entry) => !isBehindAfter(entry) && !isBeyondBefore(entry));
  const size = args.first ?? args.last ?? many?.plain ?? defaultPageSize;
  const fromEnd = args.last != null;
  const entries = fromEnd ? window.slice(-size) : window.slice(0, size);
  const isCut = window.length > size;
  return {
    entries,
    totalCount: all.length,
    hasNextPage: (isCut && !fromEnd) || all.some(isBeyondBefore),
    hasPreviousPage: (isCut && fromEnd) || all.some(isBehindAfter),
    keys,
  };
}

/** A row's sort keys in a list with these arguments. */
export function sortKeys(
  noun: Noun,
  many: Many | null,
  row: Row,
  args: ListArguments,
  graph: Graph,
): readonly Value[] {
  return keysOf(noun, orderNames(noun, many, args)).map(({ order }) => order.value(row, graph));
}

/** By name, each once; the id ends every order, in the direction of the key before it. */
function keysOf(noun: Noun, names: readonly string[]): Key[] {
  const keys = new Map<string, Key>();
  for (const name of names) {
    const [, stem, direction, nulls] = /^(.+)_(ASC|DESC)(_NULLS_FIRST|_NULLS_LAST)?$/.exec(name)!;
    const order = stem === "ID" ? byId : noun.orders[stem!];
    if (!order) throw new Error(`the reference executor knows no order ${stem} of ${noun.name}`);
    const key = { order, descending: direction === "DESC", unknownLargest: nulls !== undefined };
    if (!keys.has(stem!)) keys.set(stem!, key);
  }
  const descending = [...keys.values()].at(-1)?.descending ?? false;
  if (!keys.has("ID")) keys.set("ID", { order: byId, descending, unknownLargest: false });
  return [...keys.values()];
}

const byId: Order = { kind: "integer", value: (row) => row.id! };

function compareEntries(a: readonly Value[], b: readonly Value[], keys: readonly Key[]): number {
  for (const [at, { order, descending, unknownLargest }] of keys.entries()) {
    const difference = compareForOrder(order.kind, a[at]!, b[at]!, unknownLargest);
    if (difference !== 0) return descending ? -difference : difference;
  }
  return 0;
}

/** With the keys of all objects sorted, so that the order in which a filter is written does not matter. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
