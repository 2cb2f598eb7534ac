// Prints conditions. Makes no decisions: what is compared with what was settled in the plan.
import type { ColumnMapping, ColumnReference, Operator } from "../mapping/model";
import type { Condition, PlannerLimits } from "../plan/plan";
import { bound, joinSql, type Sql, sql } from "../sql";
import { listOfValues, patternOf, valueOf, wordsOf } from "./bind-values";
import type { ConditionContext } from "./context";
import { printBelongsTo, printHasMany } from "./relation";

/**
 * `c` refers to the columns of the row that the condition is about. `exact`: false and unknown are told apart, as they
 * must be below a negation; elsewhere both only mean that the row does not match.
 */
export function printCondition(
  condition: Condition,
  c: ColumnReference,
  context: ConditionContext,
  exact = false,
): Sql {
  switch (condition.kind) {
    case "constant":
      return condition.value ? sql`true` : sql`false`;
    case "and":
    case "or": {
      const separator = condition.kind === "and" ? sql` and ` : sql` or `;
      return sql`(${joinSql(
        condition.of.map((part) => printCondition(part, c, context, exact)),
        separator,
      )})`;
    }
    case "not":
      if (condition.of.kind === "hasMany") return printHasMany(condition.of, c, context, true);
      return sql`(not ${printCondition(condition.of, c, context, true)})`;
    case "compare":
      return printComparison(condition, c, context.limits, exact);
    case "belongsTo":
      return printBelongsTo(condition, c, context, exact);
    case "hasMany":
      return printHasMany(condition, c, context);
  }
}

type Printer = (left: Sql, column: ColumnMapping, value: unknown, limits: PlannerLimits) => Sql;

function comparedTo(column: ColumnMapping, value: unknown): Sql {
  const right = bound(valueOf(column, value), column.type.sqlType);
  return column.comparable ? column.comparable(right) : right;
}

function comparedToAll(column: ColumnMapping, value: unknown, limits: PlannerLimits): Sql {
  const list = bound(listOfValues(column, value, limits.listValues), `${column.type.sqlType}[]`);
  if (!column.comparable) return list;
  return sql`array(select ${column.comparable(sql`wanted`)} from unnest(${list}) wanted)`;
}

function pattern(column: ColumnMapping, value: unknown, before: string, after: string): Sql {
  return bound(patternOf(column, value, before, after), "text");
}

const printers: Record<Exclude<Operator, "isNull" | "matches">, Printer> = {
  eq: (left, column, value) => sql`${left} = ${comparedTo(column, value)}`,
  ne: (left, column, value) => sql`${left} <> ${comparedTo(column, value)}`,
  lt: (left, column, value) => sql`${left} < ${comparedTo(column, value)}`,
  lte: (left, column, value) => sql`${left} <= ${comparedTo(column, value)}`,
  gt: (left, column, value) => sql`${left} > ${comparedTo(column, value)}`,
  gte: (left, column, value) => sql`${left} >= ${comparedTo(column, value)}`,
  in: (left, column, value, limits) => sql`${left} = any (${comparedToAll(column, value, limits)})`,
  notIn: (left, column, value, limits) => sql`${left} <> all (${comparedToAll(column, value, limits)})`,
  contains: (left, column, value) => sql`${left} ilike ${pattern(column, value, "%", "%")}`,
  startsWith: (left, column, value) => sql`${left} ilike ${pattern(column, value, "", "%")}`,
};

function printComparison(
  { column, operator, value }: Condition & { kind: "compare" },
  c: ColumnReference,
  limits: PlannerLimits,
  exact: boolean,
): Sql {
  const output = column.output ? column.output(c) : c(column.column!);
  if (operator === "isNull") {
    if (!value) return sql`${output} is not null`;
    return column.whenNull && !exact ? column.whenNull(c) : sql`${output} is null`;
  }
  if (operator === "matches")
    return sql`${c("words")} @@ search_query(${bound(wordsOf(value, limits.searchText), "text")})`;
  const textual = operator === "contains" || operator === "startsWith";
  const native = column.native && !textual ? column.native(c) : output;
  // A Boolean is written as the condition itself, which is what a partial index is defined by.
  if (column.type.sqlType === "boolean") {
    const wanted = (operator === "eq") === Boolean(value);
    const served = wanted ? column.whenTrue : column.whenFalse;
    if (served && !exact) return served(c);
    return wanted ? native : sql`(not ${native})`;
  }
  const compared = (left: Sql) => printers[operator](left, column, value, limits);
  if (!column.known || textual) return compared(native);
  const known = column.known(c);
  // An unknown value is in no list, and notIn an empty one: that is why the value itself becomes null here.
  if (exact || operator === "notIn") return compared(sql`(case when ${known} then ${native} end)`);
  return sql`(${compared(native)} and ${known})`;
}
