// Prints how many rows a list has: from where the number is kept, else counted by keys alone where that is possible.
import { keyColumn, type RollupTotal } from "../mapping/model";
import { type KeptNumber, keptNumber } from "../plan/kept";
import type { List } from "../plan/plan";
import { column as columnOf, identifier, joinSql, type Sql, sql, tableSource } from "../sql";
import type { ConditionContext } from "./context";
import { printList, printSource } from "./list";
import { isKept } from "./snapshot";

/** The number as an expression; `key` is the parent's, null for a list that has none. */
export function printCount(list: List, key: Sql | null, context: ConditionContext): Sql {
  const { relation, table } = list;
  const found = context.found.get(list);
  if (found) return sql`(select count(*) from ${identifier(found)})`;
  const isAll = !relation && !list.search && !list.link && list.condition === null;
  if (isAll && table.total && isKept(table.total.table, context.snapshot))
    return sql`(select ${identifier(table.total.column)} from ${tableSource(table.total.table)} totals)`;
  const kept =
    relation?.total && isKept(relation.total.table, context.snapshot)
      ? keptNumber(relation.total, list.condition)
      : null;
  if (kept) {
    const { table: totals, key: owner } = relation!.total!;
    return sql`coalesce((select ${printKept(relation!.total!, kept)} from ${tableSource(totals)} totals where ${identifier(owner)} = ${key!}), 0)`;
  }
  if (relation?.through?.tree) return printTreeCount(list, key!, context);
  return sql`(select count(*) from ${printSource(printList(list, key, context, undefined, false))})`;
}

/** A kept number as an expression on its own row. */
function printKept({ column }: RollupTotal, { of, without }: KeptNumber): Sql {
  const sum = joinSql(
    of.map((part) => identifier(part)),
    sql` + `,
  );
  return without ? sql`${identifier(column)} - (${sum})` : sum;
}

/** The rows of a whole tree of owners, each once. */
function printTreeCount(list: List, key: Sql, context: ConditionContext): Sql {
  const { tree, ...through } = list.relation!.through!;
  const alias = context.aliases.next(tree!.table);
  const relation = { ...list.relation!, through };
  const rows = printList({ ...list, relation }, columnOf(alias, tree!.to), context);
  const where = joinSql([sql`${columnOf(alias, tree!.from)} = ${key}`, ...rows.conditions], sql` and `);
  const id = rows.c(keyColumn);
  return sql`(select count(distinct ${id}) from ${tableSource(tree!.table)} ${identifier(alias)} cross join ${rows.from(where, id)} where ${where})`;
}
