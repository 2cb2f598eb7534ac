// Final actions: what became of disallowed costs and of better use that was agreed to.
import { Args, Query, Resolver } from "type-graphql";
import { argsOf, BelongsTo, Column, connectionOf, Node, Table } from "../planner/mapping/decorators";
import { type Arguments, many } from "../planner/mapping/select";
import { FinalActionKind } from "./money-vocabulary";
import { Recommendation } from "./recommendation";
import { DateScalar, DecimalScalar } from "./scalars";
import { Source } from "./source";

@Table("final_actions", {
  description: "Final action on decided sums (5 U.S.C. 405(a)): disallowed costs recovered or written off, agreed better use completed or given up. Only ever added.",
  defaultOrder: ["ID_ASC"],
})
export class FinalAction extends Node {
  @Column(() => FinalActionKind, { description: "What was done." })
  kind!: FinalActionKind;
  @Column(() => DecimalScalar, { description: "US dollars." })
  amount!: string;
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
export class FinalActionQueries {
  @Query(() => connectionOf(FinalAction), { description: "Final actions on all recommendations." })
  finalActions(@Args(() => argsOf(FinalAction)) args: Arguments) {
    return many(FinalAction, args);
  }
}
