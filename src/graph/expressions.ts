// SQL expressions that several nouns share.
import type { ColumnReference } from "../planner/mapping/model";
import { dayAsked, type Sql, sql } from "../planner/sql";

/** The day that decides what is overdue: today in UTC, or the one that asOf names. Asked for once in a statement. */
export const today = dayAsked;

/** Whether a recommendation is overdue today; null where dates prove neither. */
export function isOverdue(c: ColumnReference): Sql {
  return sql`is_overdue(${today}, ${c("overdue_from")}, ${c("overdue_possible_from")})`;
}

/** Dates prove neither that it is overdue today nor that it is not. */
export function isOverdueUnknown(c: ColumnReference): Sql {
  return sql`(${c("overdue_possible_from")} <= ${today} and (${c("overdue_from")} > ${today}) is not false)`;
}

/** A moment as RFC 3339 text in UTC, with milliseconds. */
export function moment(column: string): { sql: (c: ColumnReference) => Sql; native: (c: ColumnReference) => Sql } {
  return {
    sql: (c) => sql`to_char(${c(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    native: (c) => c(column),
  };
}
