// Keys of statistics that are worked out from days, and from the tree of agencies.

import type { StatisticsReference } from "../planner/mapping/model";
import { type Sql, sql } from "../planner/sql";
import { today } from "./expressions";

/** A day's federal fiscal quarter, for example 2021-Q3: fiscal years begin on 1 October. */
export function fiscalQuarter(day: Sql): Sql {
  return sql`to_char(nullif(${day}, '-infinity') + interval '3 months', 'YYYY"-Q"Q')`;
}

/** The end of the semiannual period a day lies in: 31 March or 30 September (5 U.S.C. 405(b)). */
export function semiannualPeriod(day: Sql): Sql {
  return sql`case when ${day} > date '-infinity' then (case when extract(month from ${day}) between 4 and 9
    then make_date(extract(year from ${day})::integer, 9, 30)
    else make_date((extract(year from ${day}) + (extract(month from ${day}) >= 10)::integer)::integer, 3, 31) end) end`;
}

/** The first day of the month a day lies in. */
export function month(day: Sql): Sql {
  return sql`nullif(date_trunc('month', ${day}::timestamp), '-infinity')::date`;
}

/** The federal fiscal year a day lies in; null for no day. */
export function fiscalYearOf(day: Sql): Sql {
  return sql`(extract(year from ${day})::integer + (extract(month from ${day}) >= 10)::integer)`;
}

/** All periods from one to another, by the sort of key. */
export const periods = {
  years: (first: Sql, last: Sql) => sql`generate_series(${first}, ${last})`,
  months: (first: Sql, last: Sql) => sql`(select month::date from generate_series(${first}::timestamp, ${last}::timestamp, interval '1 month') month)`,
  /** The day after the end of one is the first of the next. */
  semiannual: (first: Sql, last: Sql) => sql`(select next::date - 1 from generate_series(${first}::timestamp + interval '1 day', ${last}::timestamp + interval '1 day', interval '6 months') next)`,
  fiscalQuarters: (first: Sql, last: Sql) => sql`(select (quarter - 1) / 4 || '-Q' || (quarter - 1) % 4 + 1 from generate_series(${quarterNumber(first)}, ${quarterNumber(last)}) quarter)`,
};

/** Quarters counted through all years; the key is 2021-Q3, say. */
function quarterNumber(key: Sql): Sql {
  return sql`left(${key}, 4)::integer * 4 + right(${key}, 1)::integer`;
}

/** How long ago a day was, in five steps. Their bounds are worked out once in a statement, not for each row. */
export function ageBucket(day: Sql): Sql {
  return sql`(case when ${day} = date '-infinity' then null
    when ${day} > (select (${today} - interval '6 months')::date) then 'UNDER_6_MONTHS'
    when ${day} > (select (${today} - interval '1 year')::date) then 'FROM_6_TO_12_MONTHS'
    when ${day} > (select (${today} - interval '3 years')::date) then 'FROM_1_TO_3_YEARS'
    when ${day} > (select (${today} - interval '5 years')::date) then 'FROM_3_TO_5_YEARS'
    else 'OVER_5_YEARS' end)::age_bucket`;
}

/** Joins the body at the top of the tree of each agency joined as `source`. */
export function departmentOf(source: string) {
  return (r: StatisticsReference, alias: (name: string) => Sql): Sql =>
    sql`left join (select s.component_id, s.agency_id from agency_subtrees s join agencies a on a.id = s.agency_id where a.parent_id is null) ${alias("department")} on ${alias("department")}.component_id = ${r(source, "agency_id")}`;
}
