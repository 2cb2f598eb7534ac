// Recommendations: what an office asks management to do, and what became of it.
import { Arg, Args, ID, Int, Query, Resolver } from "type-graphql";
import { argsOf, BelongsTo, Column, type Connection, connectionOf, HasMany, Node, Table } from "../planner/mapping/decorators";
import { type Arguments, many, one } from "../planner/mapping/select";
import { sql, tableSource } from "../planner/sql";
import { Agency } from "./agency";
import * as clocks from "./clocks";
import { isOverdue, isOverdueUnknown, moment, today } from "./expressions";
import { confidence, extractionRule } from "./extraction";
import { FinalAction } from "./final-action";
import { Finding } from "./finding";
import { ManagementDecision } from "./management-decision";
import { PrintedValue } from "./printed-value";
import { RecommendationReference } from "./references";
import { Report } from "./report";
import { Response } from "./response";
import { Retraction } from "./retraction";
import { DateScalar, DateTimeScalar, DecimalScalar } from "./scalars";
import { Source } from "./source";
import { StatusClaim } from "./status-claim";
import { StatusEvent } from "./status-event";
import { SumChange } from "./sum-change";
import { TargetEvent } from "./target-event";
import { EventBasis, RecommendationStatus, ResolutionStatus, TextMissingReason } from "./vocabulary";

@Table("recommendations", {
  description:
    "What an office asks management to do. Three independent axes tell what became of it: status (is final action complete?), resolution (do office and management agree?) and each agency's position (what did it answer?).",
  defaultOrder: ["REPORT_ISSUED_ON_DESC"],
  total: { table: "corpus_totals", column: "recommendation_count" },
  conditions: { isOpenWithoutAgreement: (c) => sql`${c("unresolved_key")} >= 2` },
  orders: {
    UNRESOLVED_CERTAINTY: {
      key: (c) => c("unresolved_key"),
      type: "integer",
      description: "By isUnresolved: false, then null where not even the status is known, then null of the open ones, then true.",
    },
    REPORT_ISSUED_ON: { key: (c) => c("report_issued_key"), type: "date", description: "By the day its report was issued." },
    QUESTIONED_COSTS: { key: (c) => sql`coalesce(${c("questioned_costs")}, -1)`, type: "numeric", description: "By questioned costs." },
    FUNDS_PUT_TO_BETTER_USE: {
      key: (c) => sql`coalesce(${c("funds_put_to_better_use")}, -1)`,
      type: "numeric",
      description: "By funds put to better use.",
    },
  },
})
export class Recommendation extends Node {
  @Column(() => String, {
    filter: true,
    order: { key: "sort_key" },
    description: "Number as printed in the report, for example 2b; counted from 1 where the source only says how many there are. Sorted with digits by value.",
  })
  number!: string;
  @Column(() => Int, {
    sql: (c) => sql`recommendation_revision(${c("id")})`,
    description: "Grows with every statement about it; give it as expectedRevision to change only what you have seen.",
  })
  revision!: number;
  @Column(() => String, { nullable: true, filter: "words", description: "The recommendation in the source's own words; null when unknown or withheld." })
  text!: string | null;
  @Column(() => TextMissingReason, { nullable: true, description: "Why the text is null; null when there is one." })
  textMissingReason!: TextMissingReason | null;
  @Column(() => RecommendationStatus, { filter: true, description: "Is final action complete? As last stated." })
  status!: RecommendationStatus;
  @Column(() => EventBasis, {
    nullable: true,
    filter: true,
    description:
      "What the status rests on: a source's statement, the rule that a recommendation opens with its report, or a count of all of the report's recommendations; null where nothing gives one.",
  })
  statusBasis!: EventBasis | null;
  @Column(() => String, { nullable: true, description: "The source's own words for the status." })
  statusRaw!: string | null;
  @Column(() => Boolean, {
    nullable: true,
    filter: true,
    sql: (c) =>
      sql`is_disputed(exists (select from ${tableSource("recommendation_disputes")} disputes where recommendation_id = ${c("id")}), exists (select from ${tableSource("recommendation_disputes")} disputes where recommendation_id = ${c("id")} and is_certain), ${c("status_basis")}, ${c("resolution_basis")})`,
    whenTrue: (c) => sql`${c("id")} in (select recommendation_id from ${tableSource("recommendation_disputes")} disputes where is_certain)`,
    reads: 5,
    description:
      "true: two publishers state incompatible things for the same time: open and closed, implemented and not implemented, resolved and unresolved; see statusClaims. A later or a vaguer statement contradicts nothing. false: what is stated can all be true. null: whether two such statements are of the same time is unknown, or no source states anything.",
  })
  isDisputed!: boolean | null;
  @Column(() => DateScalar, { nullable: true, description: "The day the status is known for; null when the source gives none." })
  statusAsOf!: string | null;
  @Column(() => ResolutionStatus, { filter: true, description: "Do office and management agree on what will be done? As last stated." })
  resolution!: ResolutionStatus;
  @Column(() => EventBasis, { nullable: true, filter: true, description: "What the resolution rests on; null where nothing gives one." })
  resolutionBasis!: EventBasis | null;
  @Column(() => String, { nullable: true, description: "The source's own words for the resolution." })
  resolutionRaw!: string | null;
  @Column(() => Boolean, { filter: true, description: "The status is OPEN or OPEN_PARTIALLY_ADDRESSED." })
  isOpen!: boolean;
  @Column(() => Boolean, {
    nullable: true,
    filter: true,
    sql: (c) => sql`(case ${c("unresolved_key")} when 3 then true when 0 then false end)`,
    whenTrue: (c) => sql`${c("unresolved_key")} = 3`,
    whenFalse: (c) => sql`${c("unresolved_key")} = 0`,
    whenNull: (c) => sql`${c("unresolved_key")} between 1 and 2`,
    description:
      "true: open, and a source says that office and management have not agreed (the resolution is UNRESOLVED, ON_HOLD or RESPONSE_NOT_YET_DUE), or a stated sum is not wholly decided (5 U.S.C. 405(a), OMB Circular A-50). false: closed, or a source records that they agree (RESOLVED), or every stated sum is decided. null: nobody says; a source that speaks of open and closed only does not.",
  })
  isUnresolved!: boolean | null;
  @Column(() => Boolean, {
    nullable: true,
    filter: true,
    sql: isOverdue,
    whenTrue: (c) => sql`${c("overdue_from")} <= ${today}`,
    whenNull: isOverdueUnknown,
    description:
      "true: open and past its target date, or open more than six months after issue with no agreement recorded (OMB Circular A-50). Where the day of issue is unknown, its fiscal year proves it once that ended more than six months ago. false: closed, or dates prove that it is not. null: dates prove neither. Today is the day in UTC.",
  })
  isOverdue!: boolean | null;
  @Column(() => DateScalar, {
    nullable: true,
    filter: true,
    order: { key: "closed_key", unknownLargest: (c) => sql`coalesce(${c("closed_on")}, date 'infinity')` },
    description: "Day of closing; null while open or when unknown.",
  })
  closedOn!: string | null;
  @Column(() => Boolean, { description: "True when it is closed and no source says since when." })
  isClosingDateUnknown!: boolean;
  @Column(() => DateScalar, {
    nullable: true,
    filter: true,
    order: { key: "target_key", unknownLargest: (c) => sql`coalesce(${c("target_on")}, date 'infinity')` },
    description: "Day by which final action is promised, the latest stated; null when none is.",
  })
  targetOn!: string | null;
  @Column(() => DecimalScalar, {
    nullable: true,
    filter: true,
    description: "Questioned costs, US dollars (5 U.S.C. 405(a)); null when not stated.",
  })
  questionedCosts!: string | null;
  @Column(() => DecimalScalar, { nullable: true, filter: true, description: "The part of the questioned costs that lacks documentation, US dollars; a part, never to be added." })
  unsupportedCosts!: string | null;
  @Column(() => DecimalScalar, { nullable: true, filter: true, description: "Funds that could be put to better use, US dollars (5 U.S.C. 405(a)); apart from questioned costs." })
  fundsPutToBetterUse!: string | null;
  @Column(() => DecimalScalar, { nullable: true, filter: true, description: "Management decision: questioned costs that management disallows (sustained), US dollars." })
  disallowedCosts!: string | null;
  @Column(() => DecimalScalar, { nullable: true, filter: true, description: "Management decision: questioned costs that management allows, US dollars." })
  allowedCosts!: string | null;
  @Column(() => DecimalScalar, { nullable: true, filter: true, description: "Management decision: better use that management agrees to, US dollars." })
  agreedBetterUse!: string | null;
  @Column(() => DecimalScalar, { nullable: true, filter: true, description: "Management decision: better use that management does not agree to, US dollars." })
  notAgreedBetterUse!: string | null;
  @Column(...clocks.isDecided)
  isDecided!: boolean;
  @Column(...clocks.resolutionDueOn)
  resolutionDueOn!: string | null;
  @Column(...clocks.isResolutionOverdue)
  isResolutionOverdue!: boolean | null;
  @Column(...clocks.firstTargetOn)
  firstTargetOn!: string | null;
  @Column(...clocks.isTargetOverdue)
  isTargetOverdue!: boolean | null;
  @Column(...clocks.isFirstTargetOverdue)
  isFirstTargetOverdue!: boolean | null;
  @Column(...clocks.isOpenOverAYear)
  isOpenOverAYear!: boolean | null;
  @Column(...clocks.isFinalActionOverdue)
  isFinalActionOverdue!: boolean | null;
  @Column(...clocks.decidedOn)
  decidedOn!: string | null;
  @Column(...clocks.statusSince)
  statusSince!: string | null;
  @Column(...clocks.openDays)
  openDays!: number | null;
  @Column(...clocks.retractedOn)
  retractedOn!: string | null;
  @Column(...clocks.undecidedQuestionedCosts)
  undecidedQuestionedCosts!: string | null;
  @Column(...clocks.undecidedBetterUse)
  undecidedBetterUse!: string | null;
  @Column(...clocks.recoveredCosts)
  recoveredCosts!: string | null;
  @Column(...clocks.writtenOffCosts)
  writtenOffCosts!: string | null;
  @Column(...clocks.completedBetterUse)
  completedBetterUse!: string | null;
  @Column(...clocks.notImplementedBetterUse)
  notImplementedBetterUse!: string | null;
  @Column(...clocks.potentialSavings)
  potentialSavings!: string | null;
  @Column(() => Boolean, { nullable: true, filter: true, whenTrue: (c) => c("is_significant"), description: "Whether the office marks it significant or a priority; null when not stated." })
  isSignificant!: boolean | null;
  @Column(() => String, { nullable: true, description: "The words of the report's summary that describe it; null when there are none." })
  sourceQuote!: string | null;
  @Column(() => Int, { nullable: true, description: "Where the quote begins in the report's summary, in UTF-16 code units from 0." })
  quoteStart!: number | null;
  @Column(() => Int, { nullable: true, description: "Where the quote ends in the report's summary, exclusive." })
  quoteEnd!: number | null;
  @Column(() => Boolean, {
    filter: true,
    sql: (c) => sql`exists (select from recommendation_agencies where recommendation_id = ${c("id")} and is_inferred)`,
    whenTrue: (c) => sql`${c("id")} in (select recommendation_id from recommendation_agencies where is_inferred)`,
    description: "True where no words name an agency that has to act and the one agency that the report is about was taken.",
  })
  isAddresseeInferred!: boolean;
  @Column(...confidence)
  confidence!: number | null;
  @Column(() => String, extractionRule)
  extractionRule!: string | null;
  @Column(() => DateTimeScalar, { ...moment("created_at"), description: "When it was first imported." })
  createdAt!: string;
  @Column(() => DateTimeScalar, { ...moment("updated_at"), column: "updated_at", filter: true, order: true, description: "When a fact of it last changed here." })
  updatedAt!: string;
  @BelongsTo(() => Report, { targetColumns: { issued_key: "report_issued_key", fiscal_key: "report_fiscal_key" }, description: "The report that makes it." })
  report!: Report;
  @BelongsTo(() => Source, { description: "Where it was first read." })
  source!: Source;
  @HasMany(() => Agency, {
    through: {
      table: "recommendation_agencies",
      from: "recommendation_id",
      to: "agency_id",
      ownColumns: ["report_issued_key", "is_open", "unresolved_key"],
    },
    description: "The agencies that have to act, whether or not they have answered.",
  })
  agencies!: Connection<Agency>;
  @HasMany(() => Response, {
    foreignKey: "recommendation_id",
    list: 10,
    description: "What the responsible agencies answered, a list that stays short: one answer for each agency and round.",
  })
  responses!: Response[];
  @HasMany(() => Finding, {
    through: { table: "recommendation_findings", from: "recommendation_id", to: "finding_id" },
    description: "The findings it answers, as far as sources say.",
  })
  findings!: Connection<Finding>;
  @HasMany(() => PrintedValue, { foreignKey: "recommendation_id", description: "What sources print of it where a field cannot hold it exactly." })
  printedValues!: Connection<PrintedValue>;
  @HasMany(() => StatusEvent, { foreignKey: "recommendation_id", defaultOrder: ["AS_OF_ASC"], description: "Its history: what sources said of it, oldest first." })
  statusEvents!: Connection<StatusEvent>;
  @HasMany(() => StatusClaim, {
    foreignKey: "recommendation_id",
    list: 10,
    filter: false,
    description: "The last thing each publisher said of it, a list that stays short.",
  })
  statusClaims!: StatusClaim[];
  @HasMany(() => ManagementDecision, { foreignKey: "recommendation_id", description: "Management decisions on its sums, in the order of arrival." })
  managementDecisions!: Connection<ManagementDecision>;
  @HasMany(() => FinalAction, { foreignKey: "recommendation_id", description: "Final actions on its decided sums." })
  finalActions!: Connection<FinalAction>;
  @HasMany(() => SumChange, { foreignKey: "recommendation_id", description: "Changes of its sums after issue." })
  sumChanges!: Connection<SumChange>;
  @HasMany(() => TargetEvent, { foreignKey: "recommendation_id", description: "Days by which final action was promised, as they were set and moved." })
  targetEvents!: Connection<TargetEvent>;
  @HasMany(() => Retraction, { foreignKey: "recommendation_id", description: "What was said of it and taken back." })
  retractions!: Connection<Retraction>;
  @HasMany(() => RecommendationReference, {
    foreignKey: "recommendation_id",
    description: "Earlier recommendations it repeats or supersedes, as referred to, whether or not they are held here.",
  })
  references!: Connection<RecommendationReference>;
  @HasMany(() => Recommendation, {
    through: { table: "recommendation_links", from: "recommendation_id", to: "target_recommendation_id", repeated: true, kind: "REPEATS" },
    description: "The earlier recommendations it repeats, as far as they are held here.",
  })
  repeats!: Connection<Recommendation>;
  @HasMany(() => Recommendation, {
    through: { table: "recommendation_links", from: "target_recommendation_id", to: "recommendation_id", repeated: true, kind: "REPEATS" },
    description: "Later recommendations that repeat it.",
  })
  repeatedBy!: Connection<Recommendation>;
  @HasMany(() => Recommendation, {
    through: { table: "recommendation_links", from: "recommendation_id", to: "target_recommendation_id", repeated: true, kind: "SUPERSEDES" },
    description: "The earlier recommendations whose place it takes, as far as they are held here.",
  })
  supersedes!: Connection<Recommendation>;
  @HasMany(() => Recommendation, {
    through: { table: "recommendation_links", from: "target_recommendation_id", to: "recommendation_id", repeated: true, kind: "SUPERSEDES" },
    description: "Later recommendations that take its place.",
  })
  supersededBy!: Connection<Recommendation>;
}

@Resolver()
export class RecommendationQueries {
  @Query(() => Recommendation, { nullable: true, description: "One recommendation by its id; null when there is none." })
  recommendation(@Arg("id", () => ID, { description: "The recommendation's id." }) id: unknown) {
    return one(Recommendation, { id: { eq: id } });
  }

  @Query(() => connectionOf(Recommendation), { description: "Recommendations of all offices." })
  recommendations(@Args(() => argsOf(Recommendation)) args: Arguments) {
    return many(Recommendation, args);
  }
}
