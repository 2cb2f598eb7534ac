// Tallies: how many of a report's recommendations stand how, where the source does not say which.
import { Args, Int, Query, Resolver } from "type-graphql";
import { argsOf, BelongsTo, Column, connectionOf, Node, Table } from "../planner/mapping/decorators";
import { type Arguments, many } from "../planner/mapping/select";
import { confidence, extractionRule } from "./extraction";
import { Report } from "./report";
import { DateScalar } from "./scalars";
import { Source } from "./source";

@Table("status_tallies", {
  description:
    'How many of a report\'s recommendations are open, closed, resolved or unresolved on a day, where a source counts them without saying which: "three resolved and closed, one unresolved and open". Where it could not mean others, the recommendations say so themselves.',
  defaultOrder: ["AS_OF_DESC"],
})
export class StatusTally extends Node {
  @Column(() => DateScalar, { nullable: true, order: { key: "as_of_key" }, description: "The day on which this was true; null when the source gives none." })
  asOf!: string | null;
  @Column(() => String, { description: "Who says so, for example DHS OIG." })
  publisher!: string;
  @Column(() => Int, { nullable: true, column: "total_count", description: "Of how many recommendations it speaks; null when the source does not say." })
  total!: number | null;
  @Column(() => Int, { nullable: true, filter: true, column: "open_count", description: "How many are open; null when the source does not say." })
  open!: number | null;
  @Column(() => Int, { nullable: true, column: "closed_count", description: "How many are closed; null when the source does not say." })
  closed!: number | null;
  @Column(() => Int, {
    nullable: true,
    column: "resolved_count",
    description: "On how many office and management agree, open or closed (OMB Circular A-50); null when the source does not say.",
  })
  resolved!: number | null;
  @Column(() => Int, { nullable: true, filter: true, column: "unresolved_count", description: "On how many they do not; null when the source does not say." })
  unresolved!: number | null;
  @Column(() => String, { nullable: true, description: "The source's own words for it." })
  sourceQuote!: string | null;
  @Column(...confidence)
  confidence!: number | null;
  @Column(() => String, extractionRule)
  extractionRule!: string | null;
  @BelongsTo(() => Report, { description: "The report that makes the recommendations." })
  report!: Report;
  @BelongsTo(() => Source, { description: "Where it was read." })
  source!: Source;
}

@Resolver()
export class StatusTallyQueries {
  @Query(() => connectionOf(StatusTally), { description: "Tallies of all reports." })
  statusTallies(@Args(() => argsOf(StatusTally)) args: Arguments) {
    return many(StatusTally, args);
  }
}
