// Prints a page of a list that is filtered by what other tables hold. Which of two ways is short depends on how many rows
// match, and nothing tells PostgreSQL that: with a limit in sight it trusts that enough rows match among the first, and
// walks from each to the others; where few or none match, that is a walk over everything, one row at a time. So the first
// rows of the order are looked through in that manner, and only where they do not fill the page, all rows that match are
// found at once, in whatever manner is best for all.
import type { ColumnReference } from "../mapping/model";
import { partsOf } from "../plan/edges";
import type { List, Page } from "../plan/plan";
import { column as columnOf, identifier, integer, joinSql, type Sql, sql } from "../sql";
import { type ConditionContext, KeySets } from "./context";
import {
  type PageRows,
  printBounds,
  printKeys,
  printList,
  printOrder,
  printSource,
  readByKeys,
} from "./list";

/** So many rows are looked through first: as many as cost no more than finding all at once would. */
const firstLooked = 10_000;

export function printPageByEdges(
  list: List,
  page: Page,
  limit: number,
  outer: ConditionContext,
  alias: string,
): PageRows {
  // What is looked for in two ways asks for the same keys twice.
  const keySets = new KeySets(alias);
  const context: ConditionContext = { ...outer, keySets };
  const { own, edges } = partsOf(list.condition);
  const first = `${alias}_first`;
  const all = `${alias}_all`;
  const ordered = printOrder(
    list.order,
    list.order.map((_, at) => identifier(`k${at}`)),
    page,
  );
  const keys = joinSql([sql`id`, ...list.order.map((_, at) => identifier(`k${at}`))], sql`, `);
  const filled = sql`(select count(*) from ${identifier(first)}) >= ${integer(limit)}`;
  const found = printList(list, null, context, `${alias}_each`);
  const everything = {
    ...found,
    conditions: [...found.conditions, ...printBounds(list, page, found), sql`not ${filled}`],
  };
  const columns = printKeys(list, found);
  const looked = sql`${printFirst({ ...list, condition: own }, page, context, alias)} where ${printEdges(edges!, alias, context)}`;
  const expressions = [
    ...keySets.expressions,
    sql`${identifier(first)} as materialized (select ${keys} from ${looked} order by ${ordered} limit ${integer(limit)})`,
    sql`${identifier(all)} as materialized (select ${columns} from ${printSource(everything, columns)})`,
  ];
  return readByKeys(
    list,
    sql`(with ${joinSql(expressions, sql`, `)} select ${keys} from (select ${keys} from ${identifier(first)} where ${filled} union all select ${keys} from ${identifier(all)}) either order by ${ordered} limit ${integer(limit)})`,
    alias,
  );
}

/** The first rows of the order, with their sort keys, as far as their own columns match. */
function printFirst(list: List, page: Page, context: ConditionContext, alias: string): Sql {
  const rows = printList(list, null, context, `${alias}_own`);
  const bounded = { ...rows, conditions: [...rows.conditions, ...printBounds(list, page, rows)] };
  const sortKeys = list.order.map(rows.key);
  const order = printOrder(list.order, sortKeys, page);
  const named = sortKeys.map((key, at) => sql`${key} as ${identifier(`k${at}`)}`);
  const columns = joinSql([sql`${identifier(`${alias}_own`)}.*`, ...named], sql`, `);
  return sql`(select ${columns} from ${printSource(bounded, columns)} order by ${order} limit ${integer(firstLooked)}) ${identifier(`${alias}_looked`)}`;
}

function printEdges(edges: NonNullable<List["condition"]>, alias: string, context: ConditionContext): Sql {
  const c: ColumnReference = (name) => columnOf(`${alias}_looked`, name);
  return context.condition(edges, c, context);
}
