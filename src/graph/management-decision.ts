// Management decisions: what management decides on the sums of a recommendation, in parts and with revisions.
import { Args, Query, Resolver } from "type-graphql";
import { argsOf, BelongsTo, Column, connectionOf, Node, Table } from "../planner/mapping/decorators";
import { type Arguments, many } from "../planner/mapping/select";
import { MoneyKind } from "./money-vocabulary";
import { Recommendation } from "./recommendation";
import { DateScalar, DecimalScalar } from "./scalars";
import { Source } from "./source";

@Table("management_decisions", {
  description: "A management decision on the sums of a recommendation (5 U.S.C. 405(a)): all of them, a part, or the revision of an earlier one. Only ever added.",
  defaultOrder: ["ID_ASC"],
})
export class ManagementDecision extends Node {
  @Column(() => MoneyKind, { description: "On which of its sums it decides." })
  kind!: MoneyKind;
  @Column(() => Boolean, { description: "True where it changes an earlier decision: then the amounts are what each side gains or loses, and they cancel out." })
  isRevision!: boolean;
  @Column(() => DecimalScalar, { description: "Costs disallowed (sustained), or better use agreed to, US dollars." })
  sustainedAmount!: string;
  @Column(() => DecimalScalar, { description: "Costs not disallowed, or better use not agreed to, US dollars." })
  notSustainedAmount!: string;
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
export class ManagementDecisionQueries {
  @Query(() => connectionOf(ManagementDecision), { description: "Management decisions on all recommendations." })
  managementDecisions(@Args(() => argsOf(ManagementDecision)) args: Arguments) {
    return many(ManagementDecision, args);
  }
}
