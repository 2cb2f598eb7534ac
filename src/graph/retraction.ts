// Retractions: what was said and is taken back.
import { Args, Query, Resolver } from "type-graphql";
import { argsOf, BelongsTo, Column, connectionOf, Node, Table } from "../planner/mapping/decorators";
import { type Arguments, many } from "../planner/mapping/select";
import { FinalAction } from "./final-action";
import { ManagementDecision } from "./management-decision";
import { Recommendation } from "./recommendation";
import { DateScalar } from "./scalars";
import { Source } from "./source";
import { StatusEvent } from "./status-event";
import { SumChange } from "./sum-change";
import { TargetEvent } from "./target-event";

@Table("retractions", {
  description:
    "What was said of a recommendation and is taken back: one event, or the recommendation itself. What it takes back stays in the history, and counts for questions of what was known before.",
  defaultOrder: ["ID_ASC"],
})
export class Retraction extends Node {
  @BelongsTo(() => StatusEvent, { nullable: true, description: "The status or resolution that no longer counts; null when it is something else." })
  statusEvent!: StatusEvent | null;
  @BelongsTo(() => ManagementDecision, { nullable: true, description: "The decision that no longer counts; null when it is something else." })
  managementDecision!: ManagementDecision | null;
  @BelongsTo(() => FinalAction, { nullable: true, description: "The final action that no longer counts; null when it is something else." })
  finalAction!: FinalAction | null;
  @BelongsTo(() => SumChange, { nullable: true, description: "The changed sum that no longer counts; null when it is something else." })
  sumChange!: SumChange | null;
  @BelongsTo(() => TargetEvent, { nullable: true, description: "The target that no longer counts; null when it is something else. Where all five are null, the recommendation itself is withdrawn." })
  targetEvent!: TargetEvent | null;
  @Column(() => DateScalar, { column: "happened_on", nullable: true, filter: true, description: "Day on which it happened; null when unknown: then it counts from observedOn." })
  on!: string | null;
  @Column(() => DateScalar, { description: "Day on which it was learned." })
  observedOn!: string;
  @Column(() => String, { nullable: true, description: "Remark of the source; null when there is none." })
  note!: string | null;
  @BelongsTo(() => Recommendation, { description: "The recommendation that it concerns." })
  recommendation!: Recommendation;
  @BelongsTo(() => Source, { description: "Who says so." })
  source!: Source;
}

@Resolver()
export class RetractionQueries {
  @Query(() => connectionOf(Retraction), { description: "Retractions of all recommendations." })
  retractions(@Args(() => argsOf(Retraction)) args: Arguments) {
    return many(Retraction, args);
  }
}
