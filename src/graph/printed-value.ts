// Values as sources print them, where a field cannot hold them exactly: dates without a day, other currencies, unreadable cells.
import { Args, Int, Query, Resolver } from "type-graphql";
import { argsOf, BelongsTo, Column, connectionOf, Node, Table } from "../planner/mapping/decorators";
import { type Arguments, many } from "../planner/mapping/select";
import { Recommendation } from "./recommendation";
import { Report } from "./report";
import { DateScalar, DecimalScalar } from "./scalars";
import { Source } from "./source";
import { DatePrecision } from "./vocabulary";

@Table("printed_values", {
  description:
    "What a source prints where a field cannot hold it exactly: a date without a day, a sum in another currency, words where a sum should stand. The field itself is null then, or as the mapping says; nothing is guessed.",
})
export class PrintedValue extends Node {
  @Column(() => String, { filter: true, description: "Kind and field of the record that the value belongs to, for example report.issuedOn or recommendation.questionedCosts." })
  field!: string;
  @Column(() => String, { description: "The source's own words." })
  raw!: string;
  @Column(() => String, { description: "Why the field does not hold it." })
  reason!: string;
  @Column(() => DatePrecision, { nullable: true, filter: true, description: "What a printed date gives; null for what is no date." })
  precision!: DatePrecision | null;
  @Column(() => DateScalar, { nullable: true, description: "The first day that the printed date can mean; null where that is unknown or it is no date." })
  earliestOn!: string | null;
  @Column(() => DateScalar, { nullable: true, description: "The last day that the printed date can mean; null where that is unknown or it is no date." })
  latestOn!: string | null;
  @Column(() => String, { nullable: true, filter: true, description: "ISO 4217 code of a sum that is not in US dollars; null for everything else." })
  currency!: string | null;
  @Column(() => DecimalScalar, { nullable: true, description: "The sum in that currency; never added to dollars. Null where there is none, or it cannot be read." })
  amount!: string | null;
  @Column(() => Int, { nullable: true, column: "row_number", description: "Row of the imported file, from 1; null where the format has no rows." })
  row!: number | null;
  @BelongsTo(() => Report, { description: "The report that the value is about." })
  report!: Report;
  @BelongsTo(() => Recommendation, { nullable: true, description: "The recommendation; null where the value is about the report." })
  recommendation!: Recommendation | null;
  @BelongsTo(() => Source, { description: "The source that prints it." })
  source!: Source;
}

@Resolver()
export class PrintedValueQueries {
  @Query(() => connectionOf(PrintedValue), { description: "Values as printed, of all reports." })
  printedValues(@Args(() => argsOf(PrintedValue)) args: Arguments) {
    return many(PrintedValue, args);
  }
}
