// Changed sums: what a recommendation's sums are from a day on.
import { Args, Query, Resolver } from "type-graphql";
import { argsOf, BelongsTo, Column, connectionOf, Node, Table } from "../planner/mapping/decorators";
import { type Arguments, many } from "../planner/mapping/select";
import { MoneyKind } from "./money-vocabulary";
import { Recommendation } from "./recommendation";
import { DateScalar, DecimalScalar } from "./scalars";
import { Source } from "./source";

@Table("sum_changes", { description: "A sum of a recommendation that was changed after issue: an adjustment in the semiannual tables. Only ever added.", defaultOrder: ["ID_ASC"] })
export class SumChange extends Node {
  @Column(() => MoneyKind, { description: "Which sum." })
  kind!: MoneyKind;
  @Column(() => DecimalScalar, { description: "What it is from that day on, US dollars." })
  amount!: string;
  @Column(() => DecimalScalar, { nullable: true, description: "The unsupported part from that day on, US dollars; null where it stays as it was, and for better use." })
  unsupportedAmount!: string | null;
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
export class SumChangeQueries {
  @Query(() => connectionOf(SumChange), { description: "Changed sums of all recommendations." })
  sumChanges(@Args(() => argsOf(SumChange)) args: Arguments) {
    return many(SumChange, args);
  }
}
