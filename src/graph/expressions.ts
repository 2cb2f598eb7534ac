// SQL expressions that several nouns share.
import type { ColumnReference } from "../planner/mapping/model";
import { type Sql, sql } from "../planner/sql";

/** Today in UTC: the day that decides what is overdue. Asked for once in a statement, not for each row. */
export const today = sql`(select (now() at time zone 'UTC')::date)`;

/** A moment as RFC 3339 text in UTC, with milliseconds. */
export function moment(column: string): { sql: (c: ColumnReference) => Sql; native: (c: ColumnReference) => Sql } {
  return {
    sql: (c) => sql`to_char(${c(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    native: (c) => c(column),
  };
}
