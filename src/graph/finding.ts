// Findings: what an office found, with the elements of the Yellow Book.
import { Arg, Args, ID, Int, Query, Resolver } from "type-graphql";
import { argsOf, BelongsTo, Column, type Connection, connectionOf, HasMany, Node, Table } from "../planner/mapping/decorators";
import { type Arguments, many, one } from "../planner/mapping/select";
import { sql } from "../planner/sql";
import { Award } from "./award";
import { confidence, extractionRule } from "./extraction";
import { Recommendation } from "./recommendation";
import { FindingReference } from "./references";
import { Report } from "./report";
import { DecimalScalar } from "./scalars";
import { Source } from "./source";
import { FindingClass } from "./vocabulary";

@Table("findings", {
  description:
    "What an office found. Condition, criteria, cause and effect are the elements of a finding in the Yellow Book (GAGAS 6.17 to 6.28); each is null where the source does not tell it apart.",
  defaultOrder: ["ID_ASC"],
  total: { table: "corpus_totals", column: "finding_count" },
})
export class Finding extends Node {
  @Column(() => String, { filter: true, order: { key: "sort_key" }, description: "Number within the report, as printed, else its place among the findings read. Sorted with digits by value." })
  number!: string;
  @Column(() => Boolean, { description: "False when the source prints no number and it was counted on import." })
  isNumberPrinted!: boolean;
  @Column(() => String, { nullable: true, filter: "words", description: "The finding in one sentence; null when the source gives flags only." })
  statement!: string | null;
  @Column(() => FindingClass, { nullable: true, filter: true, description: "What it says of the matter; null when not determined." })
  class!: FindingClass | null;
  @Column(() => String, { nullable: true, description: "What is." })
  condition!: string | null;
  @Column(() => String, { nullable: true, description: "What should be." })
  criteria!: string | null;
  @Column(() => String, { nullable: true, description: "Why it is so." })
  cause!: string | null;
  @Column(() => String, { nullable: true, description: "What follows from it." })
  effect!: string | null;
  @Column(() => String, { nullable: true, description: "Single audit: what the auditee plans to do about it (2 CFR 200.511); null when not stated." })
  correctiveActionPlan!: string | null;
  @Column(() => String, { nullable: true, description: "The source's own words, unchanged; null when the source is not prose." })
  sourceQuote!: string | null;
  @Column(() => Int, { nullable: true, description: "Where the quote begins in the report's summary, in UTF-16 code units from 0." })
  quoteStart!: number | null;
  @Column(() => Int, { nullable: true, description: "Where the quote ends in the report's summary, exclusive." })
  quoteEnd!: number | null;
  @Column(() => DecimalScalar, { nullable: true, filter: true, description: "Questioned costs of this finding, US dollars; null when not stated." })
  questionedCosts!: string | null;
  @Column(() => Boolean, { nullable: true, description: "Single audit: it led to a modified opinion (2 CFR 200.516)." })
  isModifiedOpinion!: boolean | null;
  @Column(() => Boolean, { nullable: true, description: "Single audit: reported as other matters." })
  isOtherMatters!: boolean | null;
  @Column(() => Boolean, { nullable: true, description: "Single audit: a material weakness in internal control." })
  isMaterialWeakness!: boolean | null;
  @Column(() => Boolean, { nullable: true, description: "Single audit: a significant deficiency in internal control." })
  isSignificantDeficiency!: boolean | null;
  @Column(() => Boolean, { nullable: true, description: "Single audit: some other finding." })
  isOtherFinding!: boolean | null;
  @Column(() => Boolean, { nullable: true, description: "Whether costs are questioned; the amount may be unknown." })
  hasQuestionedCosts!: boolean | null;
  @Column(() => Boolean, {
    nullable: true,
    filter: true,
    whenTrue: (c) => sql`${c("is_repeat")}`,
    description: "Whether it repeats a finding of an earlier audit; null when not stated.",
  })
  isRepeat!: boolean | null;
  @Column(...confidence)
  confidence!: number | null;
  @Column(() => String, extractionRule)
  extractionRule!: string | null;
  @BelongsTo(() => Report, { description: "The report that states it." })
  report!: Report;
  @BelongsTo(() => Source, { description: "Where it was read." })
  source!: Source;
  @HasMany(() => Recommendation, {
    through: { table: "recommendation_findings", from: "finding_id", to: "recommendation_id" },
    description: "Recommendations that answer it, as far as sources say.",
  })
  recommendations!: Connection<Recommendation>;
  @HasMany(() => Award, { foreignKey: "finding_id", description: "Single audit: the federal awards it concerns." })
  awards!: Connection<Award>;
  @HasMany(() => FindingReference, { foreignKey: "finding_id", description: "The earlier findings it repeats, as referred to, whether or not they are held here." })
  priorReferences!: Connection<FindingReference>;
  @HasMany(() => Finding, {
    through: { table: "finding_links", from: "finding_id", to: "target_finding_id", repeated: true },
    description: "The earlier findings it repeats, as far as they are held here.",
  })
  repeats!: Connection<Finding>;
  @HasMany(() => Finding, {
    through: { table: "finding_links", from: "target_finding_id", to: "finding_id", repeated: true },
    description: "Later findings that repeat it.",
  })
  repeatedBy!: Connection<Finding>;
}

@Resolver()
export class FindingQueries {
  @Query(() => Finding, { nullable: true, description: "One finding by its id; null when there is none." })
  finding(@Arg("id", () => ID, { description: "The finding's id." }) id: unknown) {
    return one(Finding, { id: { eq: id } });
  }

  @Query(() => connectionOf(Finding), { description: "Findings of all reports." })
  findings(@Args(() => argsOf(Finding)) args: Arguments) {
    return many(Finding, args);
  }
}
