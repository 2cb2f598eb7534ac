// The semiannual report: the figures that the Inspector General Act asks for twice a year.
import { Arg, Int, Query, Resolver } from "type-graphql";
import { BelongsTo, Column, type Connection, Embedded, HasMany, Table } from "../planner/mapping/decorators";
import { within } from "../planner/mapping/select";
import { sql } from "../planner/sql";
import { ManagementDecision } from "./management-decision";
import { Recommendation } from "./recommendation";
import { Report } from "./report";
import { DateScalar, DecimalScalar } from "./scalars";
import { semiannualSources } from "./semiannual-sources";
import { FinalActionTables, RollForward } from "./semiannual-tables";
import { Statute, statutes } from "./statute";

const amount = (column: string) => ({ sql: (c: (name: string) => ReturnType<typeof sql>) => sql`coalesce(${c(column)}, 0)::numeric(20, 2)` });

@Table("semiannual_outstanding", {
  node: false,
  name: "OutstandingRecommendations",
  id: "outstanding_recommendations",
  description: "Recommendations made before the period whose corrective action was not complete at its end.",
})
export class OutstandingRecommendations {
  @Column(() => Int, { description: "How many." })
  count!: number;
  @Column(() => DecimalScalar, { ...amount("questioned"), description: "Questioned costs still undecided, or disallowed and not yet recovered or written off, US dollars." })
  questioned!: string;
  @Column(() => DecimalScalar, { ...amount("better_use"), description: "Better use still undecided, or agreed to and not yet done or given up, US dollars." })
  betterUse!: string;
  @Column(() => DecimalScalar, { ...amount("potential_savings"), description: "Both together, US dollars; what was allowed or not agreed to is not counted." })
  potentialSavings!: string;
  @Column(() => DecimalScalar, { ...amount("potential_savings_unique"), description: "The same with the dollars that a later recommendation in the list repeats counted once." })
  potentialSavingsUnique!: string;
  @HasMany(() => Recommendation, {
    through: { table: "semiannual_outstanding_links", from: "one_id", to: "recommendation_id", repeated: true },
    filter: false,
    description: "The recommendations, as they stood at the end of the period.",
  })
  recommendations!: Connection<Recommendation>;
  @Embedded(() => Statute, { value: () => statutes.outstanding, description: "The law that asks for it." })
  statute!: Statute;
}

@Table("semiannual_issued", { node: false, name: "IssuedReport", id: "issued_report", description: "A report issued in the period, with the sums of its recommendations as issued." })
export class IssuedReport {
  @BelongsTo(() => Report, { description: "The report itself, as it stood at the end of the period." })
  report!: Report;
  @Column(() => DecimalScalar, { ...amount("questioned"), description: "Questioned costs, US dollars." })
  questioned!: string;
  @Column(() => DecimalScalar, { ...amount("unsupported"), description: "The part of them that is unsupported, US dollars." })
  unsupported!: string;
  @Column(() => DecimalScalar, { ...amount("better_use"), description: "Funds to be put to better use, US dollars." })
  betterUse!: string;
  @Column(() => Boolean, { nullable: true, description: "Whether a management decision was made on all of its recommendations by the end of the period; null when it makes none." })
  managementDecisionMade!: boolean | null;
}

@Table("semiannual_reports", { node: false, name: "IssuedReports", id: "issued_reports", description: "The reports issued in the period." })
export class IssuedReports {
  @HasMany(() => IssuedReport, { foreignKey: "one_id", filter: false, description: "Each with its sums." })
  reports!: Connection<IssuedReport>;
  @Embedded(() => Statute, { value: () => statutes.reportsIssued, description: "The law that asks for it." })
  statute!: Statute;
}

@Table("semiannual_earlier_decisions", { node: false, name: "EarlierReportDecision", id: "earlier_report_decision", description: "A management decision in the period on a report of an earlier one." })
export class EarlierReportDecision {
  @BelongsTo(() => Recommendation, { description: "The recommendation, as it stood at the end of the period." })
  recommendation!: Recommendation;
  @Column(() => DateScalar, { column: "on_day", description: "Day of the decision." })
  on!: string;
  @Column(() => String, { description: "DECISION or REVISED_DECISION." })
  kind!: string;
  @BelongsTo(() => ManagementDecision, { description: "The decision itself." })
  decision!: ManagementDecision;
}

@Table("semiannual_reports", { node: false, name: "DecisionsOnEarlierReports", id: "decisions_on_earlier_reports", description: "Management decisions in the period on reports of earlier ones." })
export class DecisionsOnEarlierReports {
  @HasMany(() => EarlierReportDecision, { foreignKey: "one_id", filter: false, description: "Each decision." })
  decisions!: Connection<EarlierReportDecision>;
  @Embedded(() => Statute, { value: () => statutes.decisionsOnEarlierReports, description: "The law that asks for it." })
  statute!: Statute;
}

@Table("semiannual_late_comments", { node: false, name: "LateComment", id: "late_comment", description: "A report on which no comment came within 60 days of providing it." })
export class LateComment {
  @BelongsTo(() => Report, { description: "The report itself, as it stood at the end of the period." })
  report!: Report;
  @Column(() => Boolean, { description: "Whether a comment came later, by the end of the period." })
  commented!: boolean;
}

@Table("semiannual_reports", { node: false, name: "LateComments", id: "late_comments", description: "Reports whose 60 days for comment ran out in the period without one." })
export class LateComments {
  @HasMany(() => LateComment, { foreignKey: "one_id", filter: false, description: "Each report." })
  reports!: Connection<LateComment>;
  @Embedded(() => Statute, { value: () => statutes.commentsLate, description: "The law that asked for it." })
  statute!: Statute;
}

@Table("semiannual_reports", {
  node: false,
  name: "SemiannualReport",
  id: "semiannual_report",
  description: "The figures of one semiannual period (5 U.S.C. 405): those that the law asks for now, and the older tables that many offices still publish, each under its own name and section.",
})
export class SemiannualReport {
  @Column(() => DateScalar, { description: "First day of the period: 1 October or 1 April." })
  periodStart!: string;
  @Column(() => DateScalar, { description: "Last day of the period: 31 March or 30 September." })
  periodEnd!: string;
  @BelongsTo(() => RollForward, { column: "one_id", description: "Questioned costs and better use rolled forward through the period, by management decision." })
  rollForward!: RollForward;
  @BelongsTo(() => FinalActionTables, { column: "one_id", description: "Disallowed costs and better use agreed to, by final action." })
  finalAction!: FinalActionTables;
  @BelongsTo(() => OutstandingRecommendations, { column: "one_id", description: "What was recommended in earlier periods and is not complete." })
  outstandingFromEarlierPeriods!: OutstandingRecommendations;
  @BelongsTo(() => IssuedReports, { column: "one_id", description: "The reports issued in the period." })
  reportsIssued!: IssuedReports;
  @BelongsTo(() => DecisionsOnEarlierReports, { column: "one_id", description: "Decisions in the period on reports of earlier periods." })
  decisionsOnEarlierReports!: DecisionsOnEarlierReports;
  @BelongsTo(() => LateComments, { column: "one_id", description: "Reports on which no comment came in time." })
  commentsLate!: LateComments;
}

@Resolver()
export class SemiannualReportQueries {
  @Query(() => SemiannualReport, {
    description: "The semiannual figures of an office, an agency, or all. Recommendations and reports below it are as they stood at the end of the period.",
  })
  semiannualReport(
    @Arg("periodEnd", () => DateScalar, { description: "Last day of the period: 31 March or 30 September." }) periodEnd: unknown,
    @Arg("office", () => String, { nullable: true, description: "Slug of the office that issued the reports; all offices when absent." }) office: unknown,
    @Arg("agency", () => String, { nullable: true, description: "Slug of the agency: recommendations addressed to it, reports about it; all when absent." }) agency: unknown,
    @Arg("includeComponents", () => Boolean, { defaultValue: false, description: "true: the agency's components at every depth too." }) includeComponents: unknown,
  ) {
    return within(SemiannualReport, periodEnd, semiannualSources({ periodEnd, office, agency, includeComponents }));
  }
}
