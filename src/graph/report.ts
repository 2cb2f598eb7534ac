// Reports: the products of oversight offices.
import { Arg, Args, ID, Int, Query, Resolver } from "type-graphql";
import { badInput } from "../planner/errors";
import { argsOf, BelongsTo, Column, type ColumnOptions, type Connection, connectionOf, HasMany, Node, Table } from "../planner/mapping/decorators";
import type { ColumnReference } from "../planner/mapping/model";
import { type Arguments, many, one } from "../planner/mapping/select";
import { identifier, sql, tableSource } from "../planner/sql";
import { Agency } from "./agency";
import { moment, today } from "./expressions";
import { Finding } from "./finding";
import { Office } from "./office";
import { PrintedValue } from "./printed-value";
import { Recommendation } from "./recommendation";
import { RecommendationShare } from "./recommendation-share";
import { ReportReference } from "./references";
import { DateScalar, DateTimeScalar, DecimalScalar } from "./scalars";
import { Source } from "./source";
import { StatusTally } from "./status-tally";
import { Topic } from "./topic";
import { provenOnly } from "./unresolved";
import { ReportType } from "./vocabulary";

/** A count that is kept in a table beside the reports. */
function counted(column: string): Pick<ColumnOptions, "sql" | "order"> {
  return {
    sql: (c) => sql`(select ${identifier(column)} from ${tableSource("report_counts")} counts where report_id = ${c("id")})`,
    order: { key: column, type: "integer", beside: { table: "report_counts", key: "report_id" } },
  };
}

/** Last day of the 60 days for comment. */
const due = (c: ColumnReference) => sql`comment_due_on(${c("provided_on")}, ${c("commented_on")}, ${c("issued_on")}, ${c("are_comments_recorded")})`;

@Table("reports", {
  description: "A product of an oversight office. Its identity is the office and the number, whose case, spaces, dashes and slashes do not matter.",
  defaultOrder: ["ISSUED_ON_DESC"],
  total: { table: "corpus_totals", column: "report_count" },
})
export class Report extends Node {
  @Column(() => String, {
    nullable: true,
    filter: true,
    native: (c) => c("number_key"),
    known: (c) => sql`${c("number")} is not null`,
    comparable: (value) => sql`report_number_key(${value})`,
    order: { key: "number_sort_key" },
    description: "Number as printed, suffixes such as -D, -VR and -UNSUM included; null when it has none. Compared with its spelling folded: oig 21-36 is OIG-21-36. Sorted with digits by value.",
  })
  number!: string | null;
  @Column(() => String, { nullable: true, filter: true, order: { key: "title_key" }, description: "Title as printed; null when the source lost it." })
  title!: string | null;
  @Column(() => ReportType, { nullable: true, filter: true, description: "What sort of product it is; null when no source states it." })
  type!: ReportType | null;
  @Column(() => String, { nullable: true, description: "The source's own words for its sort." })
  typeRaw!: string | null;
  @Column(() => String, {
    nullable: true,
    filter: "words",
    description: "Executive summary as published, unchanged; null when there is none. In filters its words are searched together with those of number and title.",
  })
  summary!: string | null;
  @Column(() => DateScalar, {
    nullable: true,
    filter: true,
    native: (c) => c("issued_key"),
    known: (c) => sql`${c("issued_key")} > date '-infinity'`,
    order: { key: "issued_key", unknownLargest: (c) => sql`coalesce(${c("issued_on")}, date 'infinity')` },
    description: "Day of issue; null when unknown.",
  })
  issuedOn!: string | null;
  @Column(() => Int, {
    nullable: true,
    filter: true,
    native: (c) => c("fiscal_key"),
    known: (c) => sql`${c("fiscal_key")} > 0`,
    order: { key: "fiscal_key", unknownLargest: (c) => sql`coalesce(${c("fiscal_year")}, 9999)` },
    description:
      "Federal fiscal year: 1 October to 30 September, named for the year it ends in. As stated, else that of the day of issue for federal offices; of a single audit the year audited; null when none is known.",
  })
  fiscalYear!: number | null;
  @Column(() => Int, {
    nullable: true,
    filter: true,
    description: "Year whose books a single audit audited: the auditee's own fiscal year, not the year of filing (2 CFR 200.504); null for other reports.",
  })
  auditYear!: number | null;
  @Column(() => Int, { nullable: true, description: "How many recommendations it says it makes; null when it does not say. The rows known here may be fewer." })
  declaredRecommendationCount!: number | null;
  @Column(() => Int, {
    ...counted("recommendation_count"),
    description: "How many of its recommendations are known here.",
  })
  recommendationCount!: number;
  @Column(() => Int, { ...counted("open_count"), description: "How many of them are open." })
  openRecommendationCount!: number;
  @Column(() => Int, {
    ...counted("unresolved_count"),
    description: "How many of them are proven unresolved: each by itself, or as many of the open ones as the latest tally says without saying which (see statusTallies).",
  })
  unresolvedRecommendationCount!: number;
  @Column(() => Int, {
    ...counted("resolution_unknown_count"),
    description: "How many of the other open ones nobody says of whether office and management agree. With unresolvedRecommendationCount it makes the total of unresolvedRecommendations.",
  })
  resolutionUnknownRecommendationCount!: number;
  @Column(() => DecimalScalar, { nullable: true, filter: true, description: "Questioned costs stated for the whole report, US dollars (5 U.S.C. 405(a)); null when not stated." })
  questionedCosts!: string | null;
  @Column(() => DecimalScalar, { nullable: true, filter: true, description: "The part of the questioned costs that lacks documentation, US dollars; a part, never to be added." })
  unsupportedCosts!: string | null;
  @Column(() => DecimalScalar, { nullable: true, filter: true, description: "Funds that could be put to better use, US dollars (5 U.S.C. 405(a)); apart from questioned costs." })
  fundsPutToBetterUse!: string | null;
  @Column(() => Boolean, { nullable: true, filter: true, whenTrue: (c) => c("is_released"), description: "False for a report whose text is withheld; null when unknown." })
  isReleased!: boolean | null;
  @Column(() => String, { nullable: true, description: "Address of the document; null when unknown." })
  url!: string | null;
  @Column(() => String, { nullable: true, description: "Address of the page about it; null when unknown." })
  landingUrl!: string | null;
  @Column(() => DateScalar, { nullable: true, description: "Day on which it was given to the agency for comment; null when nobody says." })
  providedOn!: string | null;
  @Column(() => DateScalar, {
    nullable: true,
    sql: (c) => sql`case when ${c("commented_on")} <= ${today} then ${c("commented_on")} end`,
    description: "Day on which the agency commented; null when it has not, or nobody says.",
  })
  commentedOn!: string | null;
  @Column(() => Boolean, {
    nullable: true,
    filter: true,
    sql: (c) => sql`(${due(c)} < ${today} and not coalesce(${c("commented_on")} <= ${due(c)}, false))`,
    whenTrue: (c) => sql`(${due(c)} < ${today} and (${c("commented_on")} is null or ${c("commented_on")} > ${due(c)}))`,
    description:
      "Whether 60 days went by without a comment, counted from the day it was provided, or from issue where no such day is stated (5 U.S.C. 405(b)(10)(B), as in force until 2022). Still true when a comment came later: then commentedOn has its day. Null where nobody says when it was provided, or that comments are recorded at all.",
  })
  isCommentLate!: boolean | null;
  @Column(() => String, { nullable: true, description: "Place it is about, where the source gives one." })
  location!: string | null;
  @Column(() => Int, { nullable: true, description: "Where its entry begins in the source, in UTF-16 code units from 0; null when the format has no places." })
  sourceStart!: number | null;
  @Column(() => Int, { nullable: true, description: "Where its entry ends in the source, exclusive." })
  sourceEnd!: number | null;
  @Column(() => Int, { nullable: true, description: "Where its summary begins in the source. A finding's place in the file is this plus its place in the summary." })
  summaryStart!: number | null;
  @Column(() => DateTimeScalar, { ...moment("created_at"), description: "When it was first imported." })
  createdAt!: string;
  @Column(() => DateTimeScalar, { ...moment("updated_at"), column: "updated_at", filter: true, order: true, description: "When a fact of it last changed here." })
  updatedAt!: string;
  @BelongsTo(() => Office, { description: "The office that issued it." })
  office!: Office;
  @BelongsTo(() => Source, { description: "Where its latest facts came from." })
  source!: Source;
  @HasMany(() => Agency, {
    through: { table: "report_agencies", from: "report_id", to: "agency_id", ownColumns: ["issued_key", "fiscal_key"] },
    description: "The agencies it is about.",
  })
  agencies!: Connection<Agency>;
  @HasMany(() => Topic, { through: { table: "report_topics", from: "report_id", to: "topic_id", ownColumns: ["issued_key", "fiscal_key"] }, description: "The topics it is filed under." })
  topics!: Connection<Topic>;
  @HasMany(() => Finding, { foreignKey: "report_id", defaultOrder: ["NUMBER_ASC"], description: "What it found." })
  findings!: Connection<Finding>;
  @HasMany(() => Recommendation, { foreignKey: "report_id", defaultOrder: ["NUMBER_ASC"], description: "What it recommends." })
  recommendations!: Connection<Recommendation>;
  @HasMany(() => Recommendation, {
    foreignKey: "report_id",
    where: { isOpen: { eq: true } },
    defaultOrder: ["NUMBER_ASC"],
    description: "Its recommendations whose final action is not complete.",
  })
  openRecommendations!: Connection<Recommendation>;
  @HasMany(() => Recommendation, {
    foreignKey: "report_id",
    where: { isOpenWithoutAgreement: { eq: true } },
    narrowing: provenOnly,
    defaultOrder: ["UNRESOLVED_CERTAINTY_DESC", "NUMBER_ASC"],
    description:
      "Its recommendations that are open and on which no source records an agreement of office and management: the proven ones first, then those of which nobody says. isUnresolved tells which.",
  })
  unresolvedRecommendations!: Connection<Recommendation>;
  @HasMany(() => RecommendationShare, {
    foreignKey: "report_id",
    description: "How many of its recommendations are addressed to or answered by whom, where the source does not say which.",
  })
  recommendationShares!: Connection<RecommendationShare>;
  @HasMany(() => StatusTally, {
    foreignKey: "report_id",
    defaultOrder: ["AS_OF_DESC"],
    description: "How many of its recommendations stand how, where a source counts them and does not say which; the latest first.",
  })
  statusTallies!: Connection<StatusTally>;
  @HasMany(() => PrintedValue, { foreignKey: "report_id", description: "What sources print of it and its recommendations where a field cannot hold it exactly." })
  printedValues!: Connection<PrintedValue>;
  @HasMany(() => ReportReference, { foreignKey: "report_id", description: "Its references to other reports, as printed, whether or not they are held here." })
  references!: Connection<ReportReference>;
  @HasMany(() => Report, {
    through: { table: "report_links", from: "report_id", to: "target_report_id", repeated: true, kind: "FOLLOWS_UP" },
    description: "Earlier reports that it follows up, as far as they are held here.",
  })
  followsUp!: Connection<Report>;
  @HasMany(() => Report, {
    through: { table: "report_links", from: "target_report_id", to: "report_id", repeated: true, kind: "FOLLOWS_UP" },
    description: "Later reports that follow it up.",
  })
  followedUpBy!: Connection<Report>;
  @HasMany(() => Report, {
    through: { table: "report_links", from: "report_id", to: "target_report_id", repeated: true, kind: "REVISES" },
    description: "Earlier reports that it replaces, as far as they are held here.",
  })
  revises!: Connection<Report>;
  @HasMany(() => Report, {
    through: { table: "report_links", from: "target_report_id", to: "report_id", repeated: true, kind: "REVISES" },
    description: "Later reports that replace it.",
  })
  revisedBy!: Connection<Report>;
  @HasMany(() => Source, { through: { table: "report_sources", from: "report_id", to: "source_id" }, description: "Every source that spoke of it." })
  sources!: Connection<Source>;
}

@Resolver()
export class ReportQueries {
  @Query(() => Report, {
    nullable: true,
    description: "One report by its number or id; null when there is none. Where two offices use the same number, name the office.",
  })
  report(
    @Arg("number", () => String, { nullable: true, description: "For example OIG-21-36; case, spaces, dashes and slashes do not matter." }) number: unknown,
    @Arg("office", () => String, { nullable: true, description: "Slug of the office that issued it, for example dhs-oig." }) office: unknown,
    @Arg("id", () => ID, { nullable: true, description: "The report's id; alone." }) id: unknown,
  ) {
    const given = (value: unknown) => value !== undefined && value !== null;
    if (given(number) === given(id)) throw badInput("`report` needs its number or its id, and not both.");
    if (given(id)) {
      if (given(office)) throw badInput("`report(id:)` needs no office: an id means one report.");
      return one(Report, { id: { eq: id } });
    }
    const of = given(office) ? { office: { slug: { eq: office } } } : {};
    return one(Report, { number: { eq: number }, ...of }, "Several offices have a report with this number. Say which by `office`.");
  }

  @Query(() => connectionOf(Report), { description: "Reports of all offices." })
  reports(@Args(() => argsOf(Report)) args: Arguments) {
    return many(Report, args);
  }
}
