// Responses: what a responsible agency answered to a recommendation.
import { Args, Query, Resolver } from "type-graphql";
import { argsOf, BelongsTo, Column, connectionOf, Node, Table } from "../planner/mapping/decorators";
import { type Arguments, many } from "../planner/mapping/select";
import { Agency } from "./agency";
import { confidence, extractionRule } from "./extraction";
import { Recommendation } from "./recommendation";
import { DateScalar } from "./scalars";
import { Source } from "./source";
import { ManagementPosition, RecommendationStatus } from "./vocabulary";

@Table("responses", {
  description: "What a responsible agency answered to a recommendation. Concurrence says nothing about resolution.",
})
export class Response extends Node {
  @Column(() => String, { description: "Round of a recurring response, for example 2023; empty for the only one." })
  period!: string;
  @Column(() => ManagementPosition, { filter: true, description: "What the agency answered." })
  position!: ManagementPosition;
  @Column(() => String, { nullable: true, description: "The source's own words for the position." })
  positionRaw!: string | null;
  @Column(() => String, { nullable: true, description: "The answer as published; null when not published." })
  text!: string | null;
  @Column(() => String, { nullable: true, description: "What the agency says it will do; null when not stated." })
  plannedAction!: string | null;
  @Column(() => DateScalar, { nullable: true, filter: true, description: "Day of the answer; null when unknown." })
  respondedOn!: string | null;
  @Column(() => DateScalar, { nullable: true, filter: true, description: "Day by which the agency promised to be done; null when not stated." })
  targetOn!: string | null;
  @Column(() => DateScalar, { nullable: true, filter: true, description: "Later promise that takes the place of targetOn; null when there is none." })
  revisedTargetOn!: string | null;
  @Column(() => RecommendationStatus, { nullable: true, description: "Status for this agency alone, where the source keeps one; null otherwise." })
  status!: RecommendationStatus | null;
  @Column(() => String, { nullable: true, description: "The source's own words for that status." })
  statusRaw!: string | null;
  @Column(() => String, { nullable: true, description: "The words that state the position; null when the source is not prose." })
  sourceQuote!: string | null;
  @Column(...confidence)
  confidence!: number | null;
  @Column(() => String, extractionRule)
  extractionRule!: string | null;
  @BelongsTo(() => Recommendation, { description: "The recommendation answered." })
  recommendation!: Recommendation;
  @BelongsTo(() => Agency, { description: "The agency that answered." })
  agency!: Agency;
  @BelongsTo(() => Source, { description: "Where the answer was read." })
  source!: Source;
}

@Resolver()
export class ResponseQueries {
  @Query(() => connectionOf(Response), { description: "Responses of all agencies." })
  responses(@Args(() => argsOf(Response)) args: Arguments) {
    return many(Response, args);
  }
}
