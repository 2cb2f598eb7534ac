// Prints how many rows a list has: from where the number is kept, else counted by keys alone where that is possible.
import { keyColumn, type RollupTotal } from "../mapping/model";
import type { Condition, List } from "../plan/plan";
import { column as columnOf, identifier, joinSql, type Sql, sql } from "../sql";
import type { ConditionContext } from "./context";
import { printList, printSource } from "./list";

/** The number as an expression; `key` is the parent's, null for a list that has none. */
export function printCount(list: List, key: Sql | null, context: ConditionContext): Sql {
  const { relation, table } = list;
  const found = context.found.get(list);
  if (found) return sql`(select count(*) from ${identifier(found)})`;
  const isAll = !relation && !list.search && !list.link && list.condition === null;
  if (isAll && table.total)
    return sql`(select ${identifier(table.total.column)} from ${identifier(table.total.table)})`;
  const kept = relation?.total && keptNumber(relation.total, list.condition);
  if (kept) {
    const { table: totals, key: owner } = relation.total;
    return sql`coalesce((select ${kept} from ${identifier(totals)} where ${identifier(owner)} = ${key!}), 0)`;
  }
  if (relation?.through?.tree) return printTreeCount(list, key!, context);
  return sql`(select count(*) from ${printSource(printList(list, key, context, undefined, false))})`;
}

/** Of all rows, or of those for which one Boolean is as wanted; null for any other condition. */
function keptNumber({ column, flags }: RollupTotal, condition: Condition | null): Sql | null {
  if (condition === null) return identifier(column);
  if (condition.kind !== "compare" || condition.operator !== "eq") return null;
  const parts = flags?.[condition.column.field];
  if (parts === undefined) return null;
  const sum = joinSql(
    parts.map((part) => identifier(part)),
    sql` + `,
  );
  if (condition.value) return sum;
  // Where it may be unknown, those of which it is not true are more than those of which it is false.
  return condition.column.nullable ? null : sql`${identifier(column)} - (${sum})`;
}

/** The rows of a whole tree of owners, each once. */
function printTreeCount(list: List, key: Sql, context: ConditionContext): Sql {
  const { tree, ...through } = list.relation!.through!;
  const alias = context.aliases.next(tree!.table);
  const relation = { ...list.relation!, through };
  const rows = printList({ ...list, relation }, columnOf(alias, tree!.to), context);
  const where = joinSql([sql`${columnOf(alias, tree!.from)} = ${key}`, ...rows.conditions], sql` and `);
  const id = rows.c(keyColumn);
  return sql`(select count(distinct ${id}) from ${identifier(tree!.table)} ${identifier(alias)} cross join ${rows.from(where, id)} where ${where})`;
}
