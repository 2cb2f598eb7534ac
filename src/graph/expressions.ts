// SQL expressions that several nouns share.
import type { ColumnReference } from "../planner/mapping/model";
import { dayAsked, type Sql, sql } from "../planner/sql";

/** The day that decides what is overdue: today in UTC, or the one that asOf names. Asked for once in a statement. */
export const today = dayAsked;

/** A moment as RFC 3339 text in UTC, with milliseconds. */
export function moment(column: string): { sql: (c: ColumnReference) => Sql; native: (c: ColumnReference) => Sql } {
  return {
    sql: (c) => sql`to_char(${c(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    native: (c) => c(column),
  };
}
