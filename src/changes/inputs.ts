// The inputs of the mutations.
import { Field, ID, InputType, Int } from "type-graphql";
import { FinalActionKind, MoneyKind } from "../graph/money-vocabulary";
import { DateScalar, DecimalScalar } from "../graph/scalars";
import {
  FindingClass,
  ManagementPosition,
  RecommendationLinkKind,
  RecommendationStatus,
  ResolutionStatus,
} from "../graph/vocabulary";

const optional = { nullable: true };

@InputType({ description: "What every change may say of itself." })
class RecordedInput {
  @Field(() => String, { ...optional, description: "Why, in your own words; kept with the source." })
  reason?: string | null;
  @Field(() => String, {
    ...optional,
    description: "Who states it, where that is not you: the publisher of a letter, for example.",
  })
  publisher?: string | null;
  @Field(() => String, { ...optional, description: "Where that can be read, an http or https address." })
  sourceUrl?: string | null;
  @Field(() => String, {
    ...optional,
    description:
      "A key of your choice, 1 to 100 visible ASCII characters: the same change sent again under it changes nothing and is answered alike. CONFLICT where it was used for another change.",
  })
  idempotencyKey?: string | null;
}

@InputType({ description: "What a change of a recommendation may say of itself." })
class RecommendationChangeInput extends RecordedInput {
  @Field(() => ID, { description: "The recommendation's id. NOT_FOUND where there is none." })
  recommendation!: string;
  @Field(() => Int, {
    ...optional,
    description:
      "The revision of the recommendation for which this change is meant; CONFLICT, with what changed, where it is another by now. Null: whatever it is.",
  })
  expectedRevision?: number | null;
}

@InputType({ description: "A status to be recorded." })
export class RecordStatusInput extends RecommendationChangeInput {
  @Field(() => RecommendationStatus, { description: "Whether final action is complete." })
  status!: RecommendationStatus;
  @Field(() => String, { ...optional, description: "The words of the document that states it." })
  statusRaw?: string | null;
  @Field(() => ResolutionStatus, {
    ...optional,
    description: "Do office and management agree? Null where nothing is said of it.",
  })
  resolution?: ResolutionStatus | null;
  @Field(() => DateScalar, { ...optional, description: "Day of closing; null while open or when unknown." })
  closedOn?: string | null;
  @Field(() => DateScalar, {
    ...optional,
    description: "The day for which this is true. Default: the day of closing, else today.",
  })
  asOf?: string | null;
}

@InputType({ description: "An agency's answer to be recorded." })
export class RecordResponseInput extends RecommendationChangeInput {
  @Field(() => String, { description: "Slug of the agency that answered." })
  agency!: string;
  @Field(() => String, {
    ...optional,
    description: "Round of a recurring answer, for example 2023. An agency's second answer needs one.",
  })
  period?: string | null;
  @Field(() => ManagementPosition, { description: "What it answered." })
  position!: ManagementPosition;
  @Field(() => String, { ...optional, description: "Its own words for the position." })
  positionRaw?: string | null;
  @Field(() => String, { ...optional, description: "The answer as published." })
  text?: string | null;
  @Field(() => String, { ...optional, description: "What it says it will do." })
  plannedAction?: string | null;
  @Field(() => DateScalar, { ...optional, description: "Day of the answer." })
  respondedOn?: string | null;
  @Field(() => DateScalar, { ...optional, description: "Day by which it promises to be done." })
  targetOn?: string | null;
  @Field(() => DateScalar, { ...optional, description: "Later promise that takes the place of targetOn." })
  revisedTargetOn?: string | null;
}

@InputType({ description: "A finding to be added to a report." })
export class AddFindingInput extends RecordedInput {
  @Field(() => ID, { description: "The report's id. NOT_FOUND where there is none." })
  report!: string;
  @Field(() => String, { description: "Number within the report, as printed; not yet taken." })
  number!: string;
  @Field(() => String, { ...optional, description: "The finding in one sentence." })
  statement?: string | null;
  @Field(() => FindingClass, { ...optional, description: "What it says of the matter." })
  class?: FindingClass | null;
  @Field(() => String, { ...optional, description: "What is." })
  condition?: string | null;
  @Field(() => String, { ...optional, description: "What should be." })
  criteria?: string | null;
  @Field(() => String, { ...optional, description: "Why it is so." })
  cause?: string | null;
  @Field(() => String, { ...optional, description: "What follows from it." })
  effect?: string | null;
  @Field(() => DecimalScalar, { ...optional, description: "Questioned costs, US dollars." })
  questionedCosts?: string | null;
}

@InputType({
  description: "A recommendation to be added to a report. It opens on the day the report was issued.",
})
export class AddRecommendationInput extends RecordedInput {
  @Field(() => ID, { description: "The report's id. NOT_FOUND where there is none." })
  report!: string;
  @Field(() => String, { description: "Number as printed in the report; not yet taken." })
  number!: string;
  @Field(() => String, {
    ...optional,
    description: "The recommendation in the source's own words; null where they are not published.",
  })
  text?: string | null;
  @Field(() => [String], { ...optional, description: "Slugs of the agencies that have to act." })
  agencies?: string[] | null;
  @Field(() => [ID], { ...optional, description: "Ids of the findings of the same report that it answers." })
  findings?: string[] | null;
  @Field(() => DecimalScalar, { ...optional, description: "Questioned costs, US dollars." })
  questionedCosts?: string | null;
  @Field(() => DecimalScalar, {
    ...optional,
    description: "Unsupported costs, a part of the questioned costs, US dollars.",
  })
  unsupportedCosts?: string | null;
  @Field(() => DecimalScalar, {
    ...optional,
    description: "Funds that could be put to better use, US dollars.",
  })
  fundsPutToBetterUse?: string | null;
}

@InputType({ description: "A reference from a recommendation to an earlier one." })
export class LinkRecommendationsInput extends RecommendationChangeInput {
  @Field(() => RecommendationLinkKind, { description: "How it refers." })
  kind!: RecommendationLinkKind;
  @Field(() => ID, { description: "Id of the earlier recommendation. NOT_FOUND where there is none." })
  target!: string;
}

@InputType({ description: "A management decision to be recorded (5 U.S.C. 405(a))." })
export class RecordDecisionInput extends RecommendationChangeInput {
  @Field(() => MoneyKind, { description: "On which of the recommendation's sums it decides." })
  kind!: MoneyKind;
  @Field(() => DecimalScalar, {
    description:
      "Costs disallowed, or better use agreed to, US dollars; of a revision what this side gains, below zero what it loses.",
  })
  sustainedAmount!: string;
  @Field(() => DecimalScalar, {
    description:
      "Costs allowed, or better use not agreed to, US dollars; of a revision what this side gains, below zero what it loses.",
  })
  notSustainedAmount!: string;
  @Field(() => Boolean, {
    ...optional,
    description: "Whether it changes an earlier decision; then the two amounts cancel out.",
  })
  isRevision?: boolean | null;
  @Field(() => DateScalar, { ...optional, description: "Day of the decision; null when unknown." })
  on?: string | null;
}

@InputType({ description: "A final action on a decided sum to be recorded (5 U.S.C. 405(a))." })
export class RecordFinalActionInput extends RecommendationChangeInput {
  @Field(() => FinalActionKind, { description: "What was done." })
  kind!: FinalActionKind;
  @Field(() => DecimalScalar, { description: "How much, US dollars." })
  amount!: string;
  @Field(() => DateScalar, { ...optional, description: "Day of the action; null when unknown." })
  on?: string | null;
}

@InputType({ description: "A day by which final action is promised, to be recorded." })
export class RecordTargetInput extends RecommendationChangeInput {
  @Field(() => DateScalar, { description: "Day by which final action is promised." })
  targetOn!: string;
  @Field(() => DateScalar, { ...optional, description: "Day on which it was set or moved. Default: today." })
  on?: string | null;
}

@InputType({ description: "A source to be taken back." })
export class RetractInput extends RecordedInput {
  @Field(() => ID, { description: "The source's id. NOT_FOUND where there is none." })
  source!: string;
}
