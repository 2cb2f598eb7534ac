// Shares of a report's recommendations: how many, addressed to whom or answered by whom, where the source does not say which.
import { Args, Int, Query, Resolver } from "type-graphql";
import { argsOf, BelongsTo, Column, connectionOf, Node, Table } from "../planner/mapping/decorators";
import { type Arguments, many } from "../planner/mapping/select";
import { sql } from "../planner/sql";
import { Agency } from "./agency";
import { confidence, extractionRule } from "./extraction";
import { Report } from "./report";
import { Source } from "./source";
import { ManagementPosition } from "./vocabulary";

@Table("recommendation_shares", {
  description:
    "How many of a report's recommendations are addressed to an agency, or answered in one way by an agency or by a party that is none (a city, grantee, contractor), where the source does not say which they are. Answers to known recommendations are responses.",
})
export class RecommendationShare extends Node {
  @Column(() => ManagementPosition, { filter: true, description: "What the party answered; UNKNOWN where the source only says how many are addressed to it." })
  position!: ManagementPosition;
  @Column(() => Int, { nullable: true, filter: true, column: "recommendation_count", description: "How many recommendations; null where the source does not say." })
  count!: number | null;
  @Column(() => Boolean, { description: "True where the source speaks of all of the report's recommendations." })
  isAll!: boolean;
  @Column(() => String, {
    nullable: true,
    sql: (c) => sql`(case when ${c("agency_id")} is null then ${c("party")} end)`,
    description: "The party in the source's own words where it is no agency, for example the County; null for an agency.",
  })
  respondent!: string | null;
  @Column(() => String, { nullable: true, description: "The words that say so; null when the source is not prose." })
  sourceQuote!: string | null;
  @Column(...confidence)
  confidence!: number | null;
  @Column(() => String, extractionRule)
  extractionRule!: string | null;
  @BelongsTo(() => Report, { description: "The report that makes the recommendations." })
  report!: Report;
  @BelongsTo(() => Agency, { nullable: true, description: "The agency; null for a party that is none." })
  agency!: Agency | null;
  @BelongsTo(() => Source, { description: "Where it was read." })
  source!: Source;
}

@Resolver()
export class RecommendationShareQueries {
  @Query(() => connectionOf(RecommendationShare), { description: "Shares of recommendations of all reports." })
  recommendationShares(@Args(() => argsOf(RecommendationShare)) args: Arguments) {
    return many(RecommendationShare, args);
  }
}
