// Paging and order arguments: which rows of a list are wanted, and in what order.

import { badInput, tooLarge } from "../errors";
import { type HasManyMapping, type OrderKey, orderKey, type TableMapping } from "../mapping/model";
import type { Arguments } from "../mapping/select";
import { look } from "../selection/variable-probes";
import { accessPath } from "./access-path";
import { bothOf, conditionOf } from "./filter";
import type { List, Page, PlannerLimits } from "./plan";

/** The list that a connection's or list's arguments describe. */
export function listOf(
  table: TableMapping,
  relation: HasManyMapping | null,
  args: Arguments,
  limits: PlannerLimits,
): List {
  const indexed = relation?.defaultOrder ?? table.defaultOrder;
  const names = orderNames(args.orderBy) ?? indexed;
  if (names.length > limits.orderKeys)
    throw tooLarge(`orderBy has ${names.length} keys; at most ${limits.orderKeys} are allowed.`);
  const order = withTieBreak(table, names);
  const isSorted = order.length > 2 && names.join() !== indexed.join();
  const always = relation?.where ? conditionOf(table, relation.where, limits) : null;
  const condition = bothOf(always, conditionOf(table, args.filter, limits));
  return {
    table,
    relation,
    ...(relation ? { link: null, condition } : accessPath(condition)),
    order,
    ...(isSorted && { sorted: true as const }),
    search: null,
    filter: args.filter ?? null,
    identity: {
      static: `${table.name} ${relation?.where ? relation.field : ""}${relation?.isNarrowed ? " narrowed" : ""} ${names.join(" ")}`,
      filter: args.filter ?? null,
    },
  };
}

function orderNames(orderBy: unknown): readonly string[] | null {
  const names = look(orderBy) as readonly string[] | null | undefined;
  return names && names.length > 0 ? names : null;
}

/** A key named twice counts once; the row's own key ends every order, in the direction of the key before it. */
function withTieBreak(table: TableMapping, names: readonly string[]): readonly OrderKey[] {
  const keys: OrderKey[] = [];
  for (const name of names) {
    const key = orderKey(table, name);
    if (!keys.some((before) => before.order === key.order)) keys.push(key);
  }
  if (keys.some((key) => key.order.name === "ID")) return keys;
  return [
    ...keys,
    { order: table.orders.get("ID")!, unknownLargest: false, descending: keys.at(-1)?.descending ?? false },
  ];
}

/** The page that `first`, `after`, `last`, `before` ask for. Throws BAD_USER_INPUT or QUERY_TOO_LARGE. */
export function pageOf(args: Arguments, defaultSize: number, limits: PlannerLimits): Page {
  const first = sizeOf("first", args.first, limits.pageSize);
  const last = sizeOf("last", args.last, limits.pageSize);
  if (first !== null && last !== null) throw badInput("Give `first` or `last`, not both.");
  return {
    size: first ?? last ?? defaultSize,
    fromEnd: last !== null,
    after: args.after ?? null,
    before: args.before ?? null,
  };
}

/** A page size argument; null when absent. Throws unless it is from 1 to the largest. */
export function sizeOf(name: string, value: unknown, largest: number): number | null {
  const size = look(value) as number | null | undefined;
  if (size === undefined || size === null) return null;
  if (size < 1) throw badInput(`\`${name}\` is ${size}; it must be from 1 to ${largest}.`);
  if (size > largest) {
    throw tooLarge(
      `\`${name}\` is ${size}; at most ${largest} rows are given at once; \`${name}: ${largest}\` would pass.`,
      {
        argument: name,
        largest,
      },
    );
  }
  return size;
}

/** The way to a list's rows that its own arguments choose: narrowed, or over a whole tree of owners. */
export function chosenWay(relation: HasManyMapping, args: Arguments): HasManyMapping {
  const { variant, narrowing } = relation;
  const narrow: HasManyMapping =
    narrowing && look(args[narrowing.argument]) === false
      ? { ...relation, where: narrowing.where, isNarrowed: true }
      : relation;
  return variant && look(args[variant.argument]) === true
    ? { ...narrow, through: variant.through, total: undefined }
    : narrow;
}
