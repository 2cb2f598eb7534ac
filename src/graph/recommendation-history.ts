// Flow and stock: what opened and closed in each period, and what was open at its end.
import { Args, ArgsType, Field, Int, ObjectType, Query, Resolver } from "type-graphql";
import { badInput } from "../planner/errors";
import { BelongsTo, Column, filterOf, Table } from "../planner/mapping/decorators";
import { type Arguments, derived } from "../planner/mapping/select";
import { argumentValue } from "../planner/selection/argument-value";
import { joinSql, nothing, type Sql, sql } from "../planner/sql";
import { Agency } from "./agency";
import { PeriodUnit, RecommendationKey } from "./money-vocabulary";
import { Office } from "./office";
import { Recommendation } from "./recommendation";
import { DateScalar } from "./scalars";
import { Topic } from "./topic";
import { ReportType } from "./vocabulary";

@Table("recommendation_periods", {
  node: false,
  name: "RecommendationPeriod",
  id: "recommendation_period",
  description: "One period of recommendations, as known on the day that is asked about. openAtEnd is the openAtEnd of the period before, plus opened, plus reopened, minus closed.",
})
export class RecommendationPeriod {
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
  @Column(() => DateScalar, { description: "First day of the period." })
  periodStart!: string;
  @Column(() => DateScalar, { description: "Last day of the period." })
  periodEnd!: string;
  @Column(() => Int, { description: "How many were opened in the period: their report was issued, or, where no day of issue is known, they were first stated to be open." })
  opened!: number;
  @Column(() => Int, { description: "How many were closed in the period, or withdrawn; one that is closed twice counts twice." })
  closed!: number;
  @Column(() => Int, { description: "How many were opened again in the period." })
  reopened!: number;
  @Column(() => Int, { description: "How many were open at the close of its last day." })
  openAtEnd!: number;
  @Column(() => Int, { description: "How many of these were proven unresolved, as isUnresolved says." })
  unresolvedAtEnd!: number;
  @Column(() => Int, { description: "Of how many of these nobody said whether office and management agree." })
  resolutionUnknownAtEnd!: number;
  @Column(() => Int, { description: "How many of these were overdue: past their target, or undecided more than six months after issue." })
  overdueAtEnd!: number;
}

@ObjectType("RecommendationHistory", { description: "Recommendations by period.", simpleResolvers: true })
export class RecommendationHistory {
  @Field(() => [RecommendationPeriod], { description: "One row for each period and group, empty ones too; groups one after the other." })
  rows!: RecommendationPeriod[];
}

@ArgsType()
export class RecommendationHistoryArguments {
  @Field(() => DateScalar, { description: "A day of the first period." })
  from!: string;
  @Field(() => DateScalar, { description: "A day of the last period." })
  to!: string;
  @Field(() => PeriodUnit, { description: "How long each period is." })
  unit!: PeriodUnit;
  @Field(() => [RecommendationKey], { nullable: true, description: "Keys of the groups, at most four; one group of everything when absent." })
  groupBy!: RecommendationKey[] | null;
  @Field(() => filterOf(Recommendation), { nullable: true, description: "Which recommendations are meant, as they are on the day that is asked about; all when absent." })
  filter!: object | null;
  @Field(() => Int, { nullable: true, description: "How many rows at most, 1 to 1000; 1000 when absent." })
  first!: number | null;
}

const maxYears = 100;

@Resolver()
export class RecommendationHistoryQueries {
  @Query(() => RecommendationHistory, { description: "What opened and closed in each period, and what was open at its end: flow and stock, from the events of all recommendations." })
  recommendationHistory(@Args(() => RecommendationHistoryArguments) args: Arguments) {
    return derived(Recommendation, RecommendationPeriod, args, (of) => periods(args, of));
  }
}

interface Of {
  readonly members: Sql | null;
  readonly keys: readonly Sql[];
  readonly days: { readonly day: Sql; readonly knownOn: Sql | null };
}

function periods(args: Arguments, { members, keys, days }: Of): Sql {
  const unit = argumentValue(args.unit, "text");
  const from = argumentValue(args.from, "date", checkYear);
  const to = argumentValue(args.to, "date", checkYear);
  const all = sql`(select period_start, period_end from periods_between(${unit}, ${from}, least(${to}, (${from} + interval '100 years')::date)) p)`;
  const known = days.knownOn ? sql`s.known_from <= ${days.knownOn} and s.known_until > ${days.knownOn}` : sql`s.known_until = 'infinity'`;
  const own = keys.map((key) => sql`m.${key}`);
  const list = (pieces: readonly Sql[]) =>
    joinSql(
      pieces.map((piece) => sql`${piece}, `),
      nothing,
    );
  const joined = members ? sql` join (${members}) m on m.id = s.recommendation_id` : nothing;
  // Every state is a step up where it begins and a step down where it ends; what came before the first period is its stock.
  const steps = sql`select ${list(own)}greatest(d.day, period_start(${unit}, ${from}) - 1) as day, sum(d.opened) as opened, sum(d.closed) as closed, sum(d.reopened) as reopened,
      sum(d.is_open) as is_open, sum(d.unresolved) as unresolved, sum(d.unknown) as unknown, sum(d.overdue) as overdue
    from recommendation_states s${joined} cross join lateral (values
      (s.valid_from, (s.opening = 'OPENED')::integer, 0, (s.opening = 'REOPENED')::integer, s.is_open::integer, (s.unresolved_key = 3)::integer, (s.unresolved_key = 2)::integer, 0),
      (s.valid_until, 0, s.closes::integer, 0, -s.is_open::integer, -(s.unresolved_key = 3)::integer, -(s.unresolved_key = 2)::integer, 0),
      (case when s.overdue_from < s.valid_until then greatest(s.overdue_from, s.valid_from) end, 0, 0, 0, 0, 0, 0, 1),
      (case when s.overdue_from < s.valid_until then s.valid_until end, 0, 0, 0, 0, 0, 0, -1)
    ) d (day, opened, closed, reopened, is_open, unresolved, unknown, overdue)
    where ${known} and s.is_open and d.day <= least(${days.day}, (select max(period_end) from ${all} p)) group by ${list(own)}greatest(d.day, period_start(${unit}, ${from}) - 1)`;
  const groups = keys.length > 0 ? sql`(select distinct ${joinSql(keys, sql`, `)} from (${members!}) m)` : sql`(select 1 as one)`;
  const same = joinSql([...keys.map((key) => sql`g.${key} is not distinct from t.${key} and `)], nothing);
  const over =
    keys.length > 0
      ? sql`partition by ${joinSql(
          keys.map((key) => sql`g.${key}`),
          sql`, `,
        )} order by p.period_start`
      : sql`order by p.period_start`;
  const flow = (name: Sql) => sql`coalesce(sum(t.${name}) filter (where t.day >= p.period_start), 0)::integer`;
  const stock = (name: Sql) => sql`(sum(coalesce(sum(t.${name}), 0)) over (${over}))::integer`;
  return sql`(with steps as (${steps})
    select ${list(keys.map((key) => sql`g.${key}`))}p.period_start, p.period_end, ${flow(sql`opened`)} as opened, ${flow(sql`closed`)} as closed, ${flow(sql`reopened`)} as reopened,
      ${stock(sql`is_open`)} as open_at_end, ${stock(sql`unresolved`)} as unresolved_at_end, ${stock(sql`unknown`)} as resolution_unknown_at_end, ${stock(sql`overdue`)} as overdue_at_end,
      row_number() over (order by ${list(keys.map((key) => sql`g.${key}`))}p.period_start) as position
    from ${groups} g cross join ${all} p
    left join steps t on ${same}(t.day between p.period_start and p.period_end or t.day < p.period_start and p.period_start = period_start(${unit}, ${from}))
    group by ${list(keys.map((key) => sql`g.${key}`))}p.period_start, p.period_end)`;
}

function checkYear(day: string): void {
  const year = Number(day.slice(0, 4));
  if (year < 1800 || year > 2200) throw badInput(`${day} is outside the years 1800 to 2200, of which histories are made; at most ${maxYears} years at once.`);
}
