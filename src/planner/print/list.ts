// Prints lists: where their rows come from, their sort keys, and where a cursor cuts them.

import { type ColumnReference, keyColumn, type OrderKey, type Through } from "../mapping/model";
import { decodeCursor, markOf } from "../plan/cursor";
import type { List, Page } from "../plan/plan";
import { resolve } from "../selection/variable-probes";
import {
  type Binding,
  bound,
  column as columnOf,
  identifier,
  integer,
  joinSql,
  nothing,
  type Sql,
  sql,
  tableSource,
} from "../sql";
import { sortKeyText } from "./bind-values";
import { printCondition } from "./condition";
import type { ConditionContext } from "./context";
import type { PrintedList } from "./printed-list";
import { type RelatedRows, relatedRows, rowsByLink, uses } from "./relation";
import { printSearch } from "./search";

/** A list as a from clause, conditions and sort keys. `bounded`: a search ranks only so many rows. */
export function printList(
  list: List,
  key: Sql | null,
  context: ConditionContext,
  name?: string,
  bounded = true,
): PrintedList {
  const alias = name ?? context.aliases.next(list.table.table);
  if (list.search) return withKeys(printSearch(list.search, alias, context, bounded), list, alias);
  const rows = ownRows(list, key, context, alias);
  const condition = list.condition ? [printCondition(list.condition, rows.c, context)] : [];
  const conditions = rows.where ? [rows.where, ...condition] : condition;
  return withKeys({ from: rows.from, conditions, c: rows.c }, list, alias);
}

function ownRows(
  list: List,
  key: Sql | null,
  context: ConditionContext,
  alias: string,
): Omit<RelatedRows, "where"> & { where: Sql | null } {
  if (list.relation) return relatedRows(list.relation, key!, context.aliases, alias);
  if (list.link) return rowsByLink(list.table, list.link, context, alias);
  return {
    from: () => sql`${tableSource(list.table.table)} ${identifier(alias)}`,
    where: null,
    c: (column) => columnOf(alias, column),
  };
}

/** Joins the table beside the noun's own where a sort key needs it. */
function withKeys(rows: Omit<PrintedList, "key">, list: List, alias: string): PrintedList {
  const beside = list.order.flatMap(({ order }) => order.beside ?? [])[0];
  const besideAlias = `${alias}_beside`;
  return {
    ...rows,
    from: (...used) => {
      const from = rows.from(...used);
      const needed = beside && used.some((piece) => uses(piece, besideAlias));
      if (!needed) return from;
      return sql`${from} join ${tableSource(beside.table)} ${identifier(besideAlias)} on ${columnOf(besideAlias, beside.key)} = ${rows.c(keyColumn)}`;
    },
    key: ({ order, unknownLargest }) => {
      const c: ColumnReference = order.beside ? (column) => columnOf(besideAlias, column) : rows.c;
      return (unknownLargest && order.unknownLargest ? order.unknownLargest : order.key)(c);
    },
  };
}

/** The conditions by which a page's cursors bound it. */
export function printBounds(list: List, page: Page, rows: PrintedList): Sql[] {
  const bounds: Sql[] = [];
  if (page.after !== null) bounds.push(printBeyond(list, page.after, rows, "after", false));
  if (page.before !== null) bounds.push(printBeyond(list, page.before, rows, "before", false));
  return bounds;
}

/** Rows on one side of a cursor; one index range when all keys run in one direction. */
export function printBeyond(
  list: List,
  cursor: unknown,
  rows: PrintedList,
  side: "before" | "after",
  orEqual: boolean,
): Sql {
  const keys = list.order.map((key, at) => ({
    key: rows.key(key),
    value: cursorKey(list, cursor, key, at),
    greater: key.descending !== (side === "after"),
  }));
  const equal = orEqual ? sql`=` : nothing;
  if (keys.every(({ greater }) => greater === keys[0]!.greater)) {
    const left = joinSql(
      keys.map(({ key }) => key),
      sql`, `,
    );
    const right = joinSql(
      keys.map(({ value }) => value),
      sql`, `,
    );
    return sql`(${left}) ${keys[0]!.greater ? sql`>` : sql`<`}${equal} (${right})`;
  }
  const [last, ...earlier] = [...keys].reverse();
  let beyond = sql`${last!.key} ${last!.greater ? sql`>` : sql`<`}${equal} ${last!.value}`;
  for (const { key, value, greater } of earlier) {
    // The first half alone is what an index on this key can use.
    const direction = greater ? sql`>` : sql`<`;
    beyond = sql`(${key} ${direction}= ${value} and (${key} ${direction} ${value} or ${beyond}))`;
  }
  return beyond;
}

function cursorKey(list: List, cursor: unknown, key: OrderKey, at: number): Sql {
  const { sqlType } = key.order;
  return bound((binding) => cursorKeys(list, cursor, binding)[at]!, sqlType);
}

/** The sort keys in a cursor as texts that PostgreSQL reads. Throws BAD_USER_INPUT for one of another list. */
function cursorKeys(list: List, cursor: unknown, binding: Binding): string[] {
  const keys = decodeCursor(resolve(cursor, binding), markOf(list.identity, binding), list.order.length);
  return keys.map((key, at) => sortKeyText(key, list.order[at]!.order.sqlType));
}

/** The from and where clauses of a list. */
export function printSource(rows: PrintedList, ...used: Sql[]): Sql {
  const where = joinSql(rows.conditions, sql` and `);
  return rows.conditions.length === 0 ? rows.from(...used) : sql`${rows.from(where, ...used)} where ${where}`;
}

/** order by's list; a page from the end is read backwards. */
export function printOrder(order: readonly OrderKey[], keys: readonly Sql[], page: Page): Sql {
  const sorted = order.map(({ descending }, at) =>
    descending !== page.fromEnd ? sql`${keys[at]!} desc` : keys[at]!,
  );
  return joinSql(sorted, sql`, `);
}

/** A page's rows, found and sorted, to be read by their keys. */
export interface PageRows extends PrintedList {
  readonly order: readonly OrderKey[];
}

/**
 * The rows of a whole tree of owners, each once. The first rows of all together are among the first rows of each, so
 * that many are taken of each owner, by its own index, and merged.
 */
export function printTree(
  list: List,
  tree: NonNullable<Through["tree"]>,
  page: Page,
  limit: number,
  parentKey: Sql,
  context: ConditionContext,
  alias: string,
): PageRows {
  const relation = { ...list.relation!, through: { ...list.relation!.through!, tree: undefined } };
  const treeAlias = `${alias}_tree`;
  const part = printList({ ...list, relation }, columnOf(treeAlias, tree.to), context, `${alias}_part`);
  const first = printFirst(list, part, page, limit);
  return readByKeys(
    list,
    sql`(select distinct part.* from ${tableSource(tree.table)} ${identifier(treeAlias)} cross join lateral (${first}) part where ${columnOf(treeAlias, tree.from)} = ${parentKey})`,
    alias,
  );
}

/** A page of rows that are many before they are sorted: only their keys are, and what an index holds of them. */
export function printKeysFirst(
  list: List,
  page: Page,
  limit: number,
  context: ConditionContext,
  alias: string,
): PageRows {
  const name = context.found.get(list);
  const rows = name ? foundRows(list, name) : printList(list, null, context, `${alias}_part`);
  return readByKeys(list, sql`(${printFirst(list, rows, page, limit)})`, alias);
}

/** The keys and sort keys of all rows of a list. */
export function printFound(list: List, context: ConditionContext): Sql {
  const rows = printList(list, null, context);
  const columns = printKeys(list, rows);
  return sql`select ${columns} from ${printSource(rows, columns)}`;
}

function foundRows(list: List, name: string): PrintedList {
  return {
    from: () => identifier(name),
    conditions: [],
    c: (column) => columnOf(name, column),
    key: (key) => columnOf(name, `k${list.order.indexOf(key)}`),
  };
}

export function printKeys(list: List, rows: PrintedList): Sql {
  const keys = list.order.map((key, at) => sql`${rows.key(key)} as ${identifier(`k${at}`)}`);
  return joinSql([sql`${rows.c(keyColumn)} as id`, ...keys], sql`, `);
}

/** The keys and sort keys of a page's rows. */
function printFirst(list: List, rows: PrintedList, page: Page, limit: number): Sql {
  const bounded = { ...rows, conditions: [...rows.conditions, ...printBounds(list, page, rows)] };
  const order = printOrder(list.order, list.order.map(rows.key), page);
  const columns = printKeys(list, rows);
  return sql`select ${columns} from ${printSource(bounded, columns, order)} order by ${order} limit ${integer(limit)}`;
}

export function readByKeys(list: List, keys: Sql, alias: string): PageRows {
  const keysAlias = `${alias}_keys`;
  const c: ColumnReference = (name) => columnOf(alias, name);
  return {
    from: () =>
      sql`${keys} ${identifier(keysAlias)} join ${tableSource(list.table.table)} ${identifier(alias)} on ${c(keyColumn)} = ${columnOf(keysAlias, keyColumn)}`,
    conditions: [],
    c,
    order: list.order,
    key: (key) => columnOf(keysAlias, `k${list.order.indexOf(key)}`),
  };
}
