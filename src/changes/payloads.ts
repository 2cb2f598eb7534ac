// What the mutations return.
import { Field, Int, ObjectType } from "type-graphql";
import { FinalAction } from "../graph/final-action";
import { Finding } from "../graph/finding";
import { ManagementDecision } from "../graph/management-decision";
import { Recommendation } from "../graph/recommendation";
import { Response } from "../graph/response";
import { Source } from "../graph/source";
import { StatusEvent } from "../graph/status-event";
import { TargetEvent } from "../graph/target-event";

@ObjectType({
  simpleResolvers: true,
  description: "A mistake in the input that a person can mend. Where there is one, nothing was changed.",
})
export class UserError {
  @Field(() => String, {
    nullable: true,
    description: "The field of the input that it is about; null for all of it.",
  })
  field!: string | null;
  @Field(() => String, { description: "What is wrong, for people." })
  message!: string;
  @Field(() => String, { description: "What is wrong, for programs, for example TAKEN or IN_THE_FUTURE." })
  code!: string;
}

const userErrors = "Mistakes that a person can mend; empty where the change was made.";

@ObjectType({ simpleResolvers: true, description: "What recordStatus did." })
export class RecordStatusPayload {
  @Field(() => Recommendation, {
    nullable: true,
    description: "The recommendation as it is now; null with userErrors.",
  })
  recommendation!: Recommendation | null;
  @Field(() => StatusEvent, {
    nullable: true,
    description: "The event that was added; null with userErrors.",
  })
  statusEvent!: StatusEvent | null;
  @Field(() => [UserError], { description: userErrors })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "What recordResponse did." })
export class RecordResponsePayload {
  @Field(() => Recommendation, {
    nullable: true,
    description: "The recommendation as it is now; null with userErrors.",
  })
  recommendation!: Recommendation | null;
  @Field(() => Response, {
    nullable: true,
    description: "The response that was added; null with userErrors.",
  })
  response!: Response | null;
  @Field(() => [UserError], { description: userErrors })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "What addFinding did." })
export class AddFindingPayload {
  @Field(() => Finding, { nullable: true, description: "The new finding; null with userErrors." })
  finding!: Finding | null;
  @Field(() => [UserError], { description: userErrors })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "What addRecommendation did." })
export class AddRecommendationPayload {
  @Field(() => Recommendation, {
    nullable: true,
    description: "The new recommendation; null with userErrors.",
  })
  recommendation!: Recommendation | null;
  @Field(() => [UserError], { description: userErrors })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "What linkRecommendations did." })
export class LinkRecommendationsPayload {
  @Field(() => Recommendation, {
    nullable: true,
    description: "The later recommendation as it is now; null with userErrors.",
  })
  recommendation!: Recommendation | null;
  @Field(() => [UserError], { description: userErrors })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "What retract did." })
export class RetractPayload {
  @Field(() => Source, {
    nullable: true,
    description: "The source, marked as taken back; null with userErrors.",
  })
  source!: Source | null;
  @Field(() => Int, { description: "How many reports it spoke of." })
  reportCount!: number;
  @Field(() => Int, { description: "How many of these nobody else speaks of: they are gone." })
  removedReportCount!: number;
  @Field(() => Int, { description: "How many other sources were told again." })
  replayedSourceCount!: number;
  @Field(() => [UserError], { description: userErrors })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "What recordDecision did." })
export class RecordDecisionPayload {
  @Field(() => Recommendation, {
    nullable: true,
    description: "The recommendation as it is now; null with userErrors.",
  })
  recommendation!: Recommendation | null;
  @Field(() => ManagementDecision, {
    nullable: true,
    description: "The event that was added; null with userErrors.",
  })
  managementDecision!: ManagementDecision | null;
  @Field(() => [UserError], { description: userErrors })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "What recordFinalAction did." })
export class RecordFinalActionPayload {
  @Field(() => Recommendation, {
    nullable: true,
    description: "The recommendation as it is now; null with userErrors.",
  })
  recommendation!: Recommendation | null;
  @Field(() => FinalAction, {
    nullable: true,
    description: "The event that was added; null with userErrors.",
  })
  finalAction!: FinalAction | null;
  @Field(() => [UserError], { description: userErrors })
  userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "What recordTarget did." })
export class RecordTargetPayload {
  @Field(() => Recommendation, {
    nullable: true,
    description: "The recommendation as it is now; null with userErrors.",
  })
  recommendation!: Recommendation | null;
  @Field(() => TargetEvent, {
    nullable: true,
    description: "The event that was added; null with userErrors.",
  })
  targetEvent!: TargetEvent | null;
  @Field(() => [UserError], { description: userErrors })
  userErrors!: UserError[];
}
