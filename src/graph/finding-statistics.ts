// Statistics of findings: how many, of what class, how many repeated.
import { Args, Int, Query, Resolver } from "type-graphql";
import { type Arguments, statistics } from "../planner/mapping/select";
import { Dimension, Measure, Statistics, statisticsArgsOf, statisticsOf } from "../planner/mapping/statistics";
import { sql, tableSource } from "../planner/sql";
import { Agency } from "./agency";
import { Finding } from "./finding";
import { Office } from "./office";
import { DateScalar, DecimalScalar } from "./scalars";
import { departmentOf, fiscalQuarter, month, periods, semiannualPeriod } from "./statistics-keys";
import { Topic } from "./topic";
import { FindingClass, ReportType } from "./vocabulary";

@Statistics(() => Finding, {
  description: "A group of findings: its keys, and what is measured of it.",
  joins: {
    report: (r, alias) => sql`join ${tableSource("reports")} ${alias("report")} on ${alias("report")}.id = ${r("", "report_id")}`,
    agency: (r, alias) => sql`left join ${tableSource("report_agencies")} ${alias("agency")} on ${alias("agency")}.report_id = ${r("", "report_id")}`,
    department: departmentOf("agency"),
    topic: (r, alias) => sql`left join ${tableSource("report_topics")} ${alias("topic")} on ${alias("topic")}.report_id = ${r("", "report_id")}`,
  },
})
export class FindingGroup {
  @Dimension(() => Agency, {
    name: "AGENCY",
    noun: true,
    key: (r) => r("agency", "agency_id"),
    needs: ["agency"],
    overlaps: true,
    filter: ["report", "agencies"],
    description: "The agency the report is about; a finding of a report about several comes into the group of each.",
  })
  agency!: Agency | null;
  @Dimension(() => Agency, {
    name: "DEPARTMENT",
    noun: true,
    key: (r) => r("department", "agency_id"),
    needs: ["agency", "department"],
    repeats: true,
    overlaps: true,
    filter: ["report", "agencies"],
    description: "The body at the top that the agency the report is about is part of, or that agency itself; what concerns several of its components counts once.",
  })
  department!: Agency | null;
  @Dimension(() => Office, { name: "OFFICE", noun: true, key: (r) => r("report", "office_id"), needs: ["report"], filter: ["report", "office"], description: "The office that states them." })
  office!: Office | null;
  @Dimension(() => Topic, {
    name: "TOPIC",
    noun: true,
    key: (r) => r("topic", "topic_id"),
    needs: ["topic"],
    overlaps: true,
    filter: ["report", "topics"],
    description: "The topic of the report; a report of several comes into the group of each.",
  })
  topic!: Topic | null;
  @Dimension(() => Int, {
    name: "FISCAL_YEAR",
    periods: periods.years,
    key: (r) => r("report", "fiscal_year"),
    needs: ["report"],
    filter: ["report", "fiscalYear"],
    description: "Fiscal year of the report.",
  })
  fiscalYear!: number | null;
  @Dimension(() => DateScalar, {
    name: "MONTH",
    periods: periods.months,
    key: (r) => month(r("report", "issued_key")),
    needs: ["report"],
    description: "First day of the month in which the report was issued.",
  })
  month!: string | null;
  @Dimension(() => String, {
    name: "FISCAL_QUARTER",
    periods: periods.fiscalQuarters,
    key: (r) => fiscalQuarter(r("report", "issued_key")),
    needs: ["report"],
    description: "Fiscal quarter of the report's day of issue, for example 2021-Q3.",
  })
  fiscalQuarter!: string | null;
  @Dimension(() => DateScalar, {
    name: "SEMIANNUAL_PERIOD",
    periods: periods.semiannual,
    key: (r) => semiannualPeriod(r("report", "issued_key")),
    needs: ["report"],
    description: "End of the semiannual period in which the report was issued: 31 March or 30 September.",
  })
  semiannualPeriod!: string | null;
  @Dimension(() => ReportType, { name: "REPORT_TYPE", key: (r) => r("report", "type"), needs: ["report"], filter: ["report", "type"], description: "Sort of the report." })
  reportType!: ReportType | null;
  @Dimension(() => FindingClass, { name: "CLASS", key: (r) => r("", "class"), filter: ["class"], description: "Class of finding." })
  class!: FindingClass | null;

  @Measure(() => Int, { sql: () => sql`count(*)`, description: "How many findings." })
  count!: number;
  @Measure(() => Int, { sql: (r) => sql`count(*) filter (where ${r("", "is_repeat")})`, description: "How many repeat an earlier finding." })
  repeatCount!: number;
  @Measure(() => Int, { sql: (r) => sql`count(*) filter (where ${r("", "is_material_weakness")})`, description: "How many are material weaknesses (single audits)." })
  materialWeaknessCount!: number;
  @Measure(() => Int, { sql: (r) => sql`count(*) filter (where ${r("", "is_significant_deficiency")})`, description: "How many are significant deficiencies (single audits)." })
  significantDeficiencyCount!: number;
  @Measure(() => DecimalScalar, { nullable: true, sql: (r) => sql`sum(${r("", "questioned_costs")})`, description: "Questioned costs of findings in all, US dollars; null when none is stated." })
  questionedCosts!: string | null;
}

@Resolver()
export class FindingStatisticsQueries {
  @Query(() => statisticsOf(Finding), { description: "Findings counted and summed in groups, and in all." })
  findingStatistics(@Args(() => statisticsArgsOf(Finding)) args: Arguments) {
    return statistics(Finding, args);
  }
}
