// References as sources print them: their target may not be held here.
import { Int } from "type-graphql";
import { BelongsTo, Column, Node, Table } from "../planner/mapping/decorators";
import { Finding } from "./finding";
import { Recommendation } from "./recommendation";
import { Report } from "./report";
import { RecommendationLinkKind, ReportLinkKind, ReportList } from "./vocabulary";

@Table("report_links", { name: "ReportReference", description: "A reference from one report to another." })
export class ReportReference extends Node {
  @Column(() => ReportLinkKind, { description: "How it refers." })
  kind!: ReportLinkKind;
  @Column(() => String, { column: "target_raw", description: "The reference as printed." })
  reference!: string;
  @Column(() => String, { nullable: true, description: "The sentence that refers; null when the source is not prose." })
  sourceQuote!: string | null;
  @Column(() => ReportList, { nullable: true, description: "The list of a semiannual report that names it; null elsewhere." })
  listedAs!: ReportList | null;
  @Column(() => Int, { nullable: true, description: "Page of the document on which it stands, as printed or counted; null when unknown." })
  page!: number | null;
  @Column(() => Int, { nullable: true, description: "Line of the document's text on which it stands, from 1; null when the format has no lines." })
  line!: number | null;
  @BelongsTo(() => Report, { description: "The report that refers." })
  report!: Report;
  @BelongsTo(() => Report, { column: "target_report_id", nullable: true, description: "The report meant; null while it is not held here." })
  target!: Report | null;
}

@Table("finding_links", { name: "FindingReference", description: "A reference from a repeat finding to the earlier one." })
export class FindingReference extends Node {
  @Column(() => String, { column: "target_raw", description: "The earlier finding's reference as printed." })
  reference!: string;
  @BelongsTo(() => Finding, { description: "The later finding." })
  finding!: Finding;
  @BelongsTo(() => Finding, { column: "target_finding_id", nullable: true, description: "The earlier finding; null while it is not held here." })
  target!: Finding | null;
}

@Table("recommendation_links", { name: "RecommendationReference", description: "A reference from a recommendation to an earlier one." })
export class RecommendationReference extends Node {
  @Column(() => RecommendationLinkKind, { description: "How it refers." })
  kind!: RecommendationLinkKind;
  @Column(() => String, { column: "target_raw", description: "The earlier recommendation's reference as printed." })
  reference!: string;
  @BelongsTo(() => Recommendation, { description: "The later recommendation." })
  recommendation!: Recommendation;
  @BelongsTo(() => Recommendation, {
    column: "target_recommendation_id",
    nullable: true,
    description: "The earlier recommendation; null while it is not held here.",
  })
  target!: Recommendation | null;
}
