// How long it takes to close a recommendation, with those still open counted for as long as they have been: Kaplan-Meier
// over all closings, Aalen-Johansen for those that were implemented.
import { Args, ArgsType, Field, Float, Int, ObjectType, Query, Resolver } from "type-graphql";
import { BelongsTo, Column, ColumnOf, Embedded, EmbeddedType, filterOf, Table } from "../planner/mapping/decorators";
import { type Arguments, derived } from "../planner/mapping/select";
import { joinSql, nothing, type Sql, sql } from "../planner/sql";
import { Agency } from "./agency";
import { RecommendationKey } from "./money-vocabulary";
import { Office } from "./office";
import { Recommendation } from "./recommendation";
import { Topic } from "./topic";
import { ReportType } from "./vocabulary";

@EmbeddedType("TimeToCloseStep", "A day after issue on which something was closed.")
export class TimeToCloseStep {
  @Field(() => Int, { description: "Days from issue." })
  days!: number;
  @Field(() => Int, { description: "How many were still open just before, and had been watched for so long." })
  atRisk!: number;
  @Field(() => Int, { description: "How many were closed on that day." })
  closings!: number;
  @Field(() => Int, { description: "How many of these as implemented." })
  implemented!: number;
  @Field(() => Float, { description: "Estimated share still open after that day (Kaplan-Meier)." })
  stillOpen!: number;
  @Field(() => Float, { description: "Estimated share implemented by that day, other closings competing (Aalen-Johansen)." })
  implementedSoFar!: number;
}

const share = (column: Sql) => (c: (name: string) => Sql, argument: (name: string, type: string) => Sql) =>
  sql`coalesce((select u.share from unnest(${c("step_days")}, ${column}) u (days, share) where u.days <= ${argument("days", "integer")} order by u.days desc limit 1), 0)`;
const days = { name: "days", description: "Days from issue." };

@Table("times_to_close", {
  node: false,
  name: "TimeToClose",
  id: "time_to_close",
  description: "How long recommendations of a group take to be closed, counted in days from issue to the last closing, or to the day that is asked about while open.",
})
export class TimeToClose {
  @BelongsTo(() => Agency, { nullable: true, description: "The agency addressed; null when not grouped by it, and for recommendations addressed to nobody." })
  agency!: Agency | null;
  @BelongsTo(() => Office, { nullable: true, description: "The office that makes them; null when not grouped by it." })
  office!: Office | null;
  @BelongsTo(() => Topic, { nullable: true, description: "The topic of the report; null when not grouped by it, and where there is none." })
  topic!: Topic | null;
  @Column(() => Int, { nullable: true, description: "Fiscal year of the report; null when not grouped by it, and where it is unknown." })
  fiscalYear!: number | null;
  @Column(() => ReportType, { nullable: true, description: "Sort of the report; null when not grouped by it, and where it is unknown." })
  reportType!: ReportType | null;
  @Column(() => Int, { description: "How many were watched: the closed and the open ones." })
  count!: number;
  @Column(() => Int, { description: "How many of them are closed, on a known day." })
  closedCount!: number;
  @Column(() => Int, { description: "How many of them are open: counted for as long as they have been." })
  openCount!: number;
  @Column(() => Int, { description: "How many are closed and nobody says since when: left out of the estimate." })
  dateUnknownCount!: number;
  @Column(() => Int, { description: "How many are left out because their day of issue or their status is unknown." })
  leftOutCount!: number;
  @Column(() => Int, { nullable: true, description: "Estimated median of the days to close: the least by which half are closed (Kaplan-Meier); null when half are not closed yet." })
  medianDays!: number | null;
  @Column(() => Float, {
    nullable: true,
    description: "Median of the closed ones alone: biased, for those that take long are still open; it can be a third of the true one. Null when none is closed.",
  })
  medianDaysOfClosed!: number | null;
  @ColumnOf(days, () => Float, {
    sql: (c, argument) => share(c("closed_shares"))(c, argument),
    description: "Estimated share that is closed within so many days of issue (Kaplan-Meier).",
  })
  shareClosedBy!: number;
  @ColumnOf(days, () => Float, {
    sql: (c, argument) => share(c("implemented_shares"))(c, argument),
    description: "Estimated share that is implemented within so many days of issue, other closings competing (Aalen-Johansen).",
  })
  shareImplementedBy!: number;
  @Embedded(() => [TimeToCloseStep], { sql: (c) => c("steps"), description: "Every number of days on which something was closed, in order." })
  steps!: TimeToCloseStep[];
}

@ObjectType("TimesToClose", { description: "How long recommendations take to be closed.", simpleResolvers: true })
export class TimesToClose {
  @Field(() => [TimeToClose], { description: "One row for each group." })
  rows!: TimeToClose[];
}

@ArgsType()
export class TimeToCloseArguments {
  @Field(() => [RecommendationKey], { nullable: true, description: "Keys of the groups, at most four; one group of everything when absent." })
  groupBy!: RecommendationKey[] | null;
  @Field(() => filterOf(Recommendation), { nullable: true, description: "Which recommendations are meant, as they are on the day that is asked about; all when absent." })
  filter!: object | null;
  @Field(() => Int, { nullable: true, description: "How many rows at most, 1 to 1000; 1000 when absent." })
  first!: number | null;
}

@Resolver()
export class TimeToCloseQueries {
  @Query(() => TimesToClose, { description: "How long it takes to close recommendations, fairly: the open ones count for as long as they have been open." })
  timeToClose(@Args(() => TimeToCloseArguments) args: Arguments) {
    return derived(Recommendation, TimeToClose, args, estimate);
  }
}

interface Of {
  readonly members: Sql | null;
  readonly keys: readonly Sql[];
  readonly days: { readonly day: Sql; readonly knownOn: Sql | null };
}

function estimate({ members, keys, days: { day, knownOn } }: Of): Sql {
  const known = knownOn ? sql`s.known_from <= ${knownOn} and s.known_until > ${knownOn}` : sql`s.known_until = 'infinity'`;
  const list = (of: Sql) =>
    joinSql(
      keys.map((key) => sql`${of}${key}, `),
      nothing,
    );
  const names = list(nothing);
  const partition = keys.length > 0 ? sql`partition by ${joinSql(keys, sql`, `)} ` : nothing;
  const grouped = keys.length > 0 ? sql`group by ${joinSql(keys, sql`, `)}` : nothing;
  const same = joinSql(
    keys.map((key) => sql`a.${key} is not distinct from b.${key} and `),
    nothing,
  );
  const joined = members ? sql` join (${members}) m on m.id = s.recommendation_id` : nothing;
  return sql`(with watched as (
      select ${list(sql`m.`)}case when s.report_issued_key > '-infinity' then case when s.is_open then ${day} else greatest(s.closed_on, s.report_issued_key) end - s.report_issued_key end as days, s.is_open,
        s.status = 'CLOSED_IMPLEMENTED' as is_implemented, s.is_closing_date_unknown,
        s.report_issued_key = '-infinity' or s.status = 'UNKNOWN' as is_left_out
      from recommendation_states s${joined}
      where s.valid_from <= ${day} and s.valid_until > ${day} and ${known}
    ),
    counted as (
      select ${names}days, count(*) as n, count(*) filter (where not is_open) as closings, count(*) filter (where is_implemented) as implemented
      from watched where not is_left_out and not is_closing_date_unknown group by ${names}days
    ),
    risks as (
      select *, sum(n) over (${partition}order by days desc) as at_risk from counted
    ),
    shares as (
      select ${names}days, at_risk, closings, implemented, product(1 - closings::double precision / at_risk::double precision) over (${partition}order by days) as still_open
      from risks where closings > 0
    ),
    steps as (
      select *, sum(coalesce(before, 1) * implemented / at_risk::double precision) over (${partition}order by days) as implemented_so_far
      from (select *, lag(still_open) over (${partition}order by days) as before from shares) s
    ),
    stepped as (
      select ${names}array_agg(days order by days) as step_days, array_agg(1 - still_open order by days) as closed_shares, array_agg(implemented_so_far order by days) as implemented_shares,
        json_agg(json_build_object('days', days, 'atRisk', at_risk, 'closings', closings, 'implemented', implemented, 'stillOpen', still_open, 'implementedSoFar', implemented_so_far) order by days) as steps,
        min(days) filter (where still_open <= 0.5 + 1e-12) as median_days
      from steps ${grouped}
    ),
    totals as (
      select ${names}count(*) filter (where not is_left_out and not is_closing_date_unknown) as count,
        count(*) filter (where not is_left_out and not is_closing_date_unknown and not is_open) as closed_count,
        count(*) filter (where not is_left_out and is_open) as open_count,
        count(*) filter (where is_closing_date_unknown) as date_unknown_count,
        count(*) filter (where is_left_out and not is_closing_date_unknown) as left_out_count,
        percentile_cont(0.5) within group (order by days) filter (where not is_left_out and not is_closing_date_unknown and not is_open) as median_days_of_closed
      from watched ${grouped}
    )
    select ${list(sql`a.`)}a.count, a.closed_count, a.open_count, a.date_unknown_count, a.left_out_count, a.median_days_of_closed, b.median_days,
      b.step_days, b.closed_shares, b.implemented_shares, coalesce(b.steps, '[]') as steps,
      row_number() over (order by ${list(sql`a.`)}a.count desc) as position
    from totals a left join stepped b on ${same}true)`;
}
