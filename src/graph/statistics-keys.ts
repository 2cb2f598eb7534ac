// Keys of statistics that are worked out from a day of issue.

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

/** How long ago a day was, in five steps. */
export function ageBucket(day: Sql): Sql {
  return sql`(case when ${day} = date '-infinity' then null
    when ${day} > ${today} - interval '6 months' then 'UNDER_6_MONTHS'
    when ${day} > ${today} - interval '1 year' then 'FROM_6_TO_12_MONTHS'
    when ${day} > ${today} - interval '3 years' then 'FROM_1_TO_3_YEARS'
    when ${day} > ${today} - interval '5 years' then 'FROM_3_TO_5_YEARS'
    else 'OVER_5_YEARS' end)::age_bucket`;
}
