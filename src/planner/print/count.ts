// Prints how many rows a list has: from where the number is kept, else counted by keys alone where that is possible.
import { keyColumn, type RollupTotal } from "../mapping/model";
import type { Condition, List } from "../plan/plan";
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
    return sql`coalesce((select ${kept} from ${tableSource(totals)} totals where ${identifier(owner)} = ${key!}), 0)`;
  }
  if (relation?.through?.tree) return printTreeCount(list, key!, context);
  return sql`(select count(*) from ${printSource(printList(list, key, context, undefined, false))})`;
}

/** Of all rows, or of those for which one Boolean is as wanted; null for any other condition. */
function keptNumber({ column, flags }: RollupTotal, condition: Condition | null): Sql | null {
  if (condition === null) return identifier(column);
  if (condition.kind !== "compare" || condition.operator !== "eq") return null;
  const flag = flags?.[condition.column.column ?? ""];
  if (flag === undefined) return null;
  return condition.value ? identifier(flag) : sql`${identifier(column)} - ${identifier(flag)}`;
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
