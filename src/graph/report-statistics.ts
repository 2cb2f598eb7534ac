// Statistics of reports: how many, of what sort, with how many recommendations.
import { Args, Int, Query, Resolver } from "type-graphql";
import { type Arguments, statistics } from "../planner/mapping/select";
import { Dimension, Measure, Statistics, statisticsArgsOf, statisticsOf } from "../planner/mapping/statistics";
import { sql, tableSource } from "../planner/sql";
import { Agency } from "./agency";
import { Office } from "./office";
import { Report } from "./report";
import { DateScalar, DecimalScalar } from "./scalars";
import { departmentOf, fiscalQuarter, month, periods, semiannualPeriod } from "./statistics-keys";
import { Topic } from "./topic";
import { ReportType } from "./vocabulary";

@Statistics(() => Report, {
  description: "A group of reports: its keys, and what is measured of it.",
  joins: {
    agency: (r, alias) => sql`left join ${tableSource("report_agencies")} ${alias("agency")} on ${alias("agency")}.report_id = ${r("", "id")}`,
    department: departmentOf("agency"),
    topic: (r, alias) => sql`left join ${tableSource("report_topics")} ${alias("topic")} on ${alias("topic")}.report_id = ${r("", "id")}`,
  },
})
export class ReportGroup {
  @Dimension(() => Agency, {
    name: "AGENCY",
    noun: true,
    key: (r) => r("agency", "agency_id"),
    needs: ["agency"],
    overlaps: true,
    filter: ["agencies"],
    description: "The agency the reports are about; a report about several comes into the group of each.",
  })
  agency!: Agency | null;
  @Dimension(() => Agency, {
    name: "DEPARTMENT",
    noun: true,
    key: (r) => r("department", "agency_id"),
    needs: ["agency", "department"],
    repeats: true,
    overlaps: true,
    filter: ["agencies"],
    description: "The body at the top that the agency the reports are about is part of, or that agency itself; what concerns several of its components counts once.",
  })
  department!: Agency | null;
  @Dimension(() => Office, { name: "OFFICE", noun: true, key: (r) => r("", "office_id"), filter: ["office"], description: "The office that issued them." })
  office!: Office | null;
  @Dimension(() => Topic, {
    name: "TOPIC",
    noun: true,
    key: (r) => r("topic", "topic_id"),
    needs: ["topic"],
    overlaps: true,
    filter: ["topics"],
    description: "The topic; a report of several comes into the group of each.",
  })
  topic!: Topic | null;
  @Dimension(() => Int, { name: "FISCAL_YEAR", periods: periods.years, key: (r) => r("", "fiscal_year"), filter: ["fiscalYear"], description: "Fiscal year of the reports." })
  fiscalYear!: number | null;
  @Dimension(() => DateScalar, {
    name: "MONTH",
    periods: periods.months,
    key: (r) => month(r("", "issued_key")),
    description: "First day of the month of issue.",
  })
  month!: string | null;
  @Dimension(() => String, {
    name: "FISCAL_QUARTER",
    periods: periods.fiscalQuarters,
    key: (r) => fiscalQuarter(r("", "issued_key")),
    description: "Fiscal quarter of the day of issue, for example 2021-Q3.",
  })
  fiscalQuarter!: string | null;
  @Dimension(() => DateScalar, {
    name: "SEMIANNUAL_PERIOD",
    periods: periods.semiannual,
    key: (r) => semiannualPeriod(r("", "issued_key")),
    description: "End of the semiannual period of the day of issue: 31 March or 30 September.",
  })
  semiannualPeriod!: string | null;
  @Dimension(() => ReportType, { name: "REPORT_TYPE", key: (r) => r("", "type"), filter: ["type"], description: "Sort of report." })
  reportType!: ReportType | null;

  @Measure(() => Int, { sql: () => sql`count(*)`, description: "How many reports." })
  count!: number;
  @Measure(() => Int, { nullable: true, sql: (r) => sql`sum(${r("", "declared_recommendation_count")})`, description: "How many recommendations they say they make; null when none says." })
  declaredRecommendationCount!: number | null;
  @Measure(() => DecimalScalar, {
    nullable: true,
    sql: (r) => sql`sum(${r("", "questioned_costs")})`,
    description: "Questioned costs stated for whole reports, US dollars; null when none is stated. Unsupported costs are a part of them.",
  })
  questionedCosts!: string | null;
  @Measure(() => DecimalScalar, {
    nullable: true,
    sql: (r) => sql`sum(${r("", "unsupported_costs")})`,
    description: "The unsupported part of them, US dollars; never to be added to them; null when none is stated.",
  })
  unsupportedCosts!: string | null;
  @Measure(() => DecimalScalar, {
    nullable: true,
    sql: (r) => sql`sum(${r("", "funds_put_to_better_use")})`,
    description: "Funds put to better use stated for whole reports, US dollars; null when none is stated.",
  })
  fundsPutToBetterUse!: string | null;
  @Measure(() => DateScalar, { nullable: true, sql: (r) => sql`max(nullif(${r("", "issued_key")}, '-infinity'))`, description: "Latest day of issue; null when no day is known." })
  latestIssuedOn!: string | null;
}

@Resolver()
export class ReportStatisticsQueries {
  @Query(() => statisticsOf(Report), { description: "Reports counted and summed in groups, and in all." })
  reportStatistics(@Args(() => statisticsArgsOf(Report)) args: Arguments) {
    return statistics(Report, args);
  }
}
