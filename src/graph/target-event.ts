// Targets: days by which final action was promised, as they were set and moved.
import { Args, Query, Resolver } from "type-graphql";
import { argsOf, BelongsTo, Column, connectionOf, Node, Table } from "../planner/mapping/decorators";
import { type Arguments, many } from "../planner/mapping/select";
import { Recommendation } from "./recommendation";
import { DateScalar } from "./scalars";
import { Source } from "./source";

@Table("target_events", { description: "A day by which final action was promised, as it was set or moved. Only ever added.", defaultOrder: ["ID_ASC"] })
export class TargetEvent extends Node {
  @Column(() => DateScalar, { description: "Day by which final action is promised." })
  targetOn!: string;
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
export class TargetEventQueries {
  @Query(() => connectionOf(TargetEvent), { description: "Targets of all recommendations." })
  targetEvents(@Args(() => argsOf(TargetEvent)) args: Arguments) {
    return many(TargetEvent, args);
  }
}
