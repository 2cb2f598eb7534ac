// Statistics of recommendations: how many, how open, how old, how much money.
import { Args, Float, Int, Query, Resolver } from "type-graphql";
import type { ColumnReference, RollupGroups } from "../planner/mapping/model";
import { type Arguments, statistics } from "../planner/mapping/select";
import { Dimension, Measure, Statistics, statisticsArgsOf, statisticsOf } from "../planner/mapping/statistics";
import { sql, tableSource } from "../planner/sql";
import { Agency } from "./agency";
import { isOverdueUnknown, today } from "./expressions";
import { Office } from "./office";
import { Recommendation } from "./recommendation";
import { DateScalar, DecimalScalar } from "./scalars";
import { ageBucket, departmentOf, fiscalQuarter, fiscalYearOf, month, periods, semiannualPeriod } from "./statistics-keys";
import { Topic } from "./topic";
import { AgeBucket, ManagementPosition, RecommendationStatus, ReportType, ResolutionStatus } from "./vocabulary";

const sumOf = (column: string) => (c: ColumnReference) => sql`coalesce(sum(${c(column)}), 0)::bigint`;

const totals: RollupGroups = {
  table: "agency_recommendation_totals",
  by: { dimension: "AGENCY", relation: "agencies", column: "agency_id" },
  dimensions: { AGENCY: (c) => c("agency_id") },
  measures: { count: sumOf("count"), open_count: sumOf("open_count"), unresolved_count: sumOf("unresolved_count"), resolution_unknown_count: sumOf("resolution_unknown_count") },
  columns: [],
  targetColumns: {},
};

const officeCells: RollupGroups = {
  table: "office_recommendation_cells",
  by: null,
  dimensions: { OFFICE: (c) => c("office_id"), FISCAL_YEAR: (c) => sql`nullif(${c("fiscal_key")}, 0)` },
  measures: {
    ...totals.measures,
    closed_count: sumOf("closed_count"),
    overdue_count: (c) => sql`coalesce(sum(${c("count")}) filter (where ${c("overdue_from")} <= ${today}), 0)::bigint`,
    overdue_unknown_count: (c) => sql`coalesce(sum(${c("open_count")}) filter (where ${isOverdueUnknown(c)}), 0)::bigint`,
  },
  columns: ["overdue_from", "overdue_possible_from"],
  targetColumns: { report: { fiscal_key: "fiscal_key", office_id: "office_id" } },
};

const cells: RollupGroups = {
  ...officeCells,
  table: "recommendation_cells",
  by: totals.by,
  dimensions: { ...totals.dimensions, ...officeCells.dimensions },
};

@Statistics(() => Recommendation, {
  kept: [totals, cells, officeCells],
  description: "A group of recommendations: its keys, and what is measured of it. Flat, so that a table of it is a data frame.",
  joins: {
    report: (r, alias) => sql`join ${tableSource("reports")} ${alias("report")} on ${alias("report")}.id = ${r("", "report_id")}`,
    addressee: (r, alias) => sql`left join ${tableSource("recommendation_agencies")} ${alias("addressee")} on ${alias("addressee")}.recommendation_id = ${r("", "id")}`,
    response: (r, alias) =>
      sql`left join ${tableSource("responses")} ${alias("response")} on ${alias("response")}.recommendation_id = ${r("addressee", "recommendation_id")} and ${alias("response")}.agency_id = ${r("addressee", "agency_id")}`,
    department: departmentOf("addressee"),
    topic: (r, alias) => sql`left join ${tableSource("report_topics")} ${alias("topic")} on ${alias("topic")}.report_id = ${r("", "report_id")}`,
  },
})
export class RecommendationGroup {
  @Dimension(() => Agency, {
    name: "AGENCY",
    noun: true,
    key: (r) => r("addressee", "agency_id"),
    needs: ["addressee"],
    overlaps: true,
    filter: ["agencies"],
    description: "The agency addressed; a recommendation to several agencies comes into the group of each.",
  })
  agency!: Agency | null;
  @Dimension(() => Agency, {
    name: "DEPARTMENT",
    noun: true,
    key: (r) => r("department", "agency_id"),
    needs: ["addressee", "department"],
    repeats: true,
    overlaps: true,
    filter: ["agencies"],
    description: "The body at the top that the agency addressed is part of, or that agency itself; a recommendation to several of its components counts once.",
  })
  department!: Agency | null;
  @Dimension(() => Office, { name: "OFFICE", noun: true, key: (r) => r("report", "office_id"), needs: ["report"], filter: ["report", "office"], description: "The office that makes them." })
  office!: Office | null;
  @Dimension(() => Topic, {
    name: "TOPIC",
    noun: true,
    key: (r) => r("topic", "topic_id"),
    needs: ["topic"],
    overlaps: true,
    filter: ["report", "topics"],
    description: "The topic of the report; a report of several topics comes into the group of each.",
  })
  topic!: Topic | null;
  @Dimension(() => Int, {
    name: "FISCAL_YEAR",
    periods: periods.years,
    key: (r) => sql`nullif(${r("", "report_fiscal_key")}, 0)`,
    filter: ["report", "fiscalYear"],
    description: "Fiscal year of the report.",
  })
  fiscalYear!: number | null;
  @Dimension(() => DateScalar, {
    name: "MONTH",
    periods: periods.months,
    key: (r) => month(r("", "report_issued_key")),
    description: "First day of the month in which the report was issued.",
  })
  month!: string | null;
  @Dimension(() => String, {
    name: "FISCAL_QUARTER",
    periods: periods.fiscalQuarters,
    key: (r) => fiscalQuarter(r("", "report_issued_key")),
    description: "Fiscal quarter of the report's day of issue, for example 2021-Q3.",
  })
  fiscalQuarter!: string | null;
  @Dimension(() => DateScalar, {
    name: "SEMIANNUAL_PERIOD",
    periods: periods.semiannual,
    key: (r) => semiannualPeriod(r("", "report_issued_key")),
    description: "End of the semiannual period in which the report was issued: 31 March or 30 September.",
  })
  semiannualPeriod!: string | null;
  @Dimension(() => RecommendationStatus, { name: "STATUS", key: (r) => r("", "status"), filter: ["status"], description: "Status as last stated." })
  status!: RecommendationStatus | null;
  @Dimension(() => Int, {
    name: "CLOSED_FISCAL_YEAR",
    periods: periods.years,
    key: (r) => fiscalYearOf(r("", "closed_on")),
    description: "Federal fiscal year of the day of closing: 1 October to 30 September.",
  })
  closedFiscalYear!: number | null;
  @Dimension(() => ResolutionStatus, { name: "RESOLUTION", key: (r) => r("", "resolution"), filter: ["resolution"], description: "Resolution as last stated." })
  resolution!: ResolutionStatus | null;
  @Dimension(() => ManagementPosition, {
    name: "POSITION",
    key: (r) => r("response", "position"),
    needs: ["addressee", "response"],
    repeats: true,
    overlaps: true,
    filter: ["responses"],
    description: "Position of an agency addressed; a recommendation with several answers comes into the group of each.",
  })
  position!: ManagementPosition | null;
  @Dimension(() => ReportType, { name: "REPORT_TYPE", key: (r) => r("report", "type"), needs: ["report"], filter: ["report", "type"], description: "Sort of the report." })
  reportType!: ReportType | null;
  @Dimension(() => AgeBucket, { name: "AGE_BUCKET", key: (r) => ageBucket(r("", "report_issued_key")), description: "How long ago the report was issued." })
  ageBucket!: AgeBucket | null;

  @Measure(() => Int, { sql: () => sql`count(*)`, description: "How many recommendations." })
  count!: number;
  @Measure(() => Int, { sql: (r) => sql`count(*) filter (where ${r("", "is_open")})`, description: "How many are open." })
  openCount!: number;
  @Measure(() => Int, { sql: (r) => sql`count(*) filter (where ${r("", "unresolved_key")} = 3)`, description: "How many are proven unresolved: isUnresolved is true." })
  unresolvedCount!: number;
  @Measure(() => Int, { sql: (r) => sql`count(*) filter (where ${r("", "unresolved_key")} = 2)`, description: "How many are open and nobody says whether office and management agree." })
  resolutionUnknownCount!: number;
  @Measure(() => Int, { sql: (r) => sql`count(*) filter (where ${r("", "overdue_from")} <= ${today})`, description: "How many are overdue today for certain: isOverdue is true." })
  overdueCount!: number;
  @Measure(() => Int, {
    sql: (r) => sql`count(*) filter (where ${r("", "is_open")} and ${isOverdueUnknown((name) => r("", name))})`,
    description: "How many are open and dates do not prove whether they are overdue today.",
  })
  overdueUnknownCount!: number;
  @Measure(() => Int, { sql: (r) => sql`count(*) filter (where ${r("", "status")} not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'))`, description: "How many are closed, in whatever manner." })
  closedCount!: number;
  @Measure(() => DecimalScalar, {
    nullable: true,
    sql: (r) => sql`sum(${r("", "questioned_costs")})`,
    description: "Questioned costs in all, US dollars; null when none is stated. Unsupported costs are a part of them.",
  })
  questionedCosts!: string | null;
  @Measure(() => DecimalScalar, {
    nullable: true,
    sql: (r) => sql`sum(${r("", "unsupported_costs")})`,
    description: "The part of the questioned costs that is unsupported, US dollars; never to be added to them; null when none is stated.",
  })
  unsupportedCosts!: string | null;
  @Measure(() => DecimalScalar, { nullable: true, sql: (r) => sql`sum(${r("", "funds_put_to_better_use")})`, description: "Funds put to better use in all, US dollars; null when none is stated." })
  fundsPutToBetterUse!: string | null;
  @Measure(() => DecimalScalar, {
    nullable: true,
    sql: (r) => sql`sum(${r("", "disallowed_costs")})`,
    description: "Questioned costs that management disallows (sustained), US dollars; null when no decision is stated.",
  })
  disallowedCosts!: string | null;
  @Measure(() => DecimalScalar, {
    nullable: true,
    sql: (r) => sql`sum(${r("", "allowed_costs")})`,
    description: "Questioned costs that management allows, US dollars; null when no decision is stated.",
  })
  allowedCosts!: string | null;
  @Measure(() => DecimalScalar, {
    nullable: true,
    sql: (r) => sql`sum(${r("", "agreed_better_use")})`,
    description: "Better use that management agrees to, US dollars; null when no decision is stated.",
  })
  agreedBetterUse!: string | null;
  @Measure(() => DecimalScalar, {
    nullable: true,
    sql: (r) => sql`sum(${r("", "not_agreed_better_use")})`,
    description: "Better use that management does not agree to, US dollars; null when no decision is stated.",
  })
  notAgreedBetterUse!: string | null;
  @Measure(() => Float, {
    nullable: true,
    sorts: true,
    sql: (r) => sql`percentile_cont(0.5) within group (order by case when ${r("", "report_issued_key")} > date '-infinity' then ${r("", "closed_on")} - ${r("", "report_issued_key")} end)`,
    description: "Median number of days from issue to closing, of those with both days known; null when there is none.",
  })
  medianDaysToClose!: number | null;
  @Measure(() => DateScalar, {
    nullable: true,
    sql: (r) => sql`min(nullif(${r("", "report_issued_key")}, '-infinity')) filter (where ${r("", "is_open")})`,
    description: "Day of issue of the oldest open one; null when none is open or no day is known.",
  })
  oldestOpenIssuedOn!: string | null;
}

@Resolver()
export class RecommendationStatisticsQueries {
  @Query(() => statisticsOf(Recommendation), { description: "Recommendations counted and summed in groups, and in all." })
  recommendationStatistics(@Args(() => statisticsArgsOf(Recommendation)) args: Arguments) {
    return statistics(Recommendation, args);
  }
}
