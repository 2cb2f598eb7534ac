// The tables of a semiannual report: questioned costs and better use rolled forward, and final action on what was decided.
import { Field, Int } from "type-graphql";
import { BelongsTo, type Connection, Embedded, EmbeddedType, HasMany, Table } from "../planner/mapping/decorators";
import { sql } from "../planner/sql";
import { ManagementDecision } from "./management-decision";
import { Report } from "./report";
import { DecimalScalar } from "./scalars";
import { Statute, statutes } from "./statute";

@EmbeddedType("SemiannualAmounts", "Reports and dollars in one line of a semiannual table.")
export class SemiannualAmounts {
  @Field(() => Int, { description: "How many reports: in a stock those with any dollar in it; in adjustments the net change in their number that no issue or decision explains." })
  reports!: number;
  @Field(() => DecimalScalar, { description: "US dollars." })
  dollars!: string;
  @Field(() => DecimalScalar, { nullable: true, description: "The part of the questioned costs that is unsupported, US dollars; never to be added. Null in tables of better use." })
  unsupported!: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: "The dollars with those that a later recommendation repeats counted once, US dollars; null where nothing can be counted twice." })
  dollarsUnique!: string | null;
}

@EmbeddedType("SemiannualPart", "A part of what was decided.")
export class SemiannualPart {
  @Field(() => Int, { description: "How many reports." })
  reports!: number;
  @Field(() => DecimalScalar, { description: "US dollars." })
  dollars!: string;
}

@EmbeddedType("QuestionedCostsDecided", "Questioned costs on which a management decision was made in the period.")
export class QuestionedCostsDecided {
  @Field(() => Int, { description: "Reports of which the last undecided dollar was decided." })
  reports!: number;
  @Field(() => DecimalScalar, { description: "US dollars decided, also those of reports decided in part." })
  dollars!: string;
  @Field(() => DecimalScalar, { description: "Unsupported costs that left with a recommendation's last decided dollar, US dollars." })
  unsupported!: string;
  @Field(() => SemiannualPart, { description: "Disallowed (sustained) costs." })
  disallowed!: SemiannualPart;
  @Field(() => SemiannualPart, { description: "Costs that were not disallowed." })
  notDisallowed!: SemiannualPart;
}

@EmbeddedType("BetterUseDecided", "Better use on which a management decision was made in the period.")
export class BetterUseDecided {
  @Field(() => Int, { description: "Reports of which the last undecided dollar was decided." })
  reports!: number;
  @Field(() => DecimalScalar, { description: "US dollars decided, also those of reports decided in part." })
  dollars!: string;
  @Field(() => SemiannualPart, { description: "Better use that management agrees to." })
  agreed!: SemiannualPart;
  @Field(() => SemiannualPart, { description: "Better use that management does not agree to." })
  notAgreed!: SemiannualPart;
}

const marked = (kind: string) => ({ table: "semiannual_report_marks", from: "table_id", to: "report_id", repeated: true, kind });
const revisions = { table: "semiannual_revisions", from: "table_id", to: "decision_id", repeated: true };
const json = (column: string) => ({ sql: (c: (name: string) => ReturnType<typeof sql>) => c(column) });

@Table("semiannual_roll_forwards", {
  node: false,
  name: "QuestionedCostsTable",
  id: "questioned_costs_table",
  description: "Questioned costs rolled forward: undecided at the start, plus issued, plus adjustments, minus decided, is undecided at the end, to the cent.",
})
export class QuestionedCostsTable {
  @Embedded(() => SemiannualAmounts, { ...json("undecided_at_start"), description: "Without a management decision at the commencement of the period." })
  undecidedAtStart!: SemiannualAmounts;
  @Embedded(() => SemiannualAmounts, { ...json("issued"), description: "Issued during the period." })
  issued!: SemiannualAmounts;
  @Embedded(() => SemiannualAmounts, { ...json("adjustments"), description: "Sums that were changed during the period; negative where they fell." })
  adjustments!: SemiannualAmounts;
  @Embedded(() => QuestionedCostsDecided, { ...json("decided"), description: "Decided during the period." })
  decided!: QuestionedCostsDecided;
  @Embedded(() => SemiannualAmounts, { ...json("undecided_at_end"), description: "Without a management decision by the end of the period." })
  undecidedAtEnd!: SemiannualAmounts;
  @HasMany(() => Report, { through: marked("PARTLY_DECIDED"), filter: false, description: "Reports decided in part in the period: their dollars move, they do not." })
  partlyDecidedReports!: Connection<Report>;
  @HasMany(() => Report, { through: marked("DECIDED"), filter: false, description: "Reports of which the last dollar was decided in the period." })
  decidedReports!: Connection<Report>;
  @HasMany(() => Report, { through: marked("UNDECIDED"), filter: false, description: "Reports with undecided dollars at the end of the period." })
  undecidedReports!: Connection<Report>;
  @HasMany(() => ManagementDecision, { through: revisions, filter: false, description: "Decisions revised in the period, with what each side gained and lost: no dollar of the table moves." })
  revisedDecisions!: Connection<ManagementDecision>;
  @Embedded(() => Statute, { value: () => statutes.questionedCosts, description: "The law that asked for it." })
  statute!: Statute;
}

@Table("semiannual_roll_forwards", {
  node: false,
  name: "BetterUseTable",
  id: "better_use_table",
  description: "Funds to be put to better use rolled forward, as questioned costs are; the two stand apart.",
})
export class BetterUseTable {
  @Embedded(() => SemiannualAmounts, { ...json("undecided_at_start"), description: "Without a management decision at the commencement of the period." })
  undecidedAtStart!: SemiannualAmounts;
  @Embedded(() => SemiannualAmounts, { ...json("issued"), description: "Issued during the period." })
  issued!: SemiannualAmounts;
  @Embedded(() => SemiannualAmounts, { ...json("adjustments"), description: "Sums that were changed during the period; negative where they fell." })
  adjustments!: SemiannualAmounts;
  @Embedded(() => BetterUseDecided, { ...json("decided"), description: "Decided during the period." })
  decided!: BetterUseDecided;
  @Embedded(() => SemiannualAmounts, { ...json("undecided_at_end"), description: "Without a management decision by the end of the period." })
  undecidedAtEnd!: SemiannualAmounts;
  @HasMany(() => Report, { through: marked("PARTLY_DECIDED"), filter: false, description: "Reports decided in part in the period: their dollars move, they do not." })
  partlyDecidedReports!: Connection<Report>;
  @HasMany(() => Report, { through: marked("DECIDED"), filter: false, description: "Reports of which the last dollar was decided in the period." })
  decidedReports!: Connection<Report>;
  @HasMany(() => Report, { through: marked("UNDECIDED"), filter: false, description: "Reports with undecided dollars at the end of the period." })
  undecidedReports!: Connection<Report>;
  @HasMany(() => ManagementDecision, { through: revisions, filter: false, description: "Decisions revised in the period, with what each side gained and lost: no dollar of the table moves." })
  revisedDecisions!: Connection<ManagementDecision>;
  @Embedded(() => Statute, { value: () => statutes.betterUse, description: "The law that asked for it." })
  statute!: Statute;
}

@Table("semiannual_parts", {
  node: false,
  name: "RollForward",
  id: "roll_forward",
  description: "The two tables that the Inspector General's semiannual report had to have until 2022, and that many still have.",
})
export class RollForward {
  @BelongsTo(() => QuestionedCostsTable, { column: "questioned_id", description: "The table of questioned costs, unsupported costs a part of them." })
  questionedCosts!: QuestionedCostsTable;
  @BelongsTo(() => BetterUseTable, { column: "better_id", description: "Funds to be put to better use." })
  betterUse!: BetterUseTable;
  @Embedded(() => Statute, { value: () => statutes.rollForward, description: "The law that asked for them." })
  statute!: Statute;
}

@Table("semiannual_final_actions", {
  node: false,
  name: "DisallowedCostsTable",
  id: "disallowed_costs_table",
  description: "Disallowed costs by final action: at the start, plus decisions, minus recovered and written off, is what is left at the end.",
})
export class DisallowedCostsTable {
  @Embedded(() => SemiannualPart, { ...json("at_start"), description: "Decided and without final action at the start of the period." })
  atStart!: SemiannualPart;
  @Embedded(() => SemiannualPart, { ...json("decisions"), description: "Disallowed by decisions in the period, revised ones included." })
  decisions!: SemiannualPart;
  @Embedded(() => SemiannualPart, { ...json("done"), description: "Recovered in the period." })
  recovered!: SemiannualPart;
  @Embedded(() => SemiannualPart, { ...json("dropped"), description: "Written off in the period." })
  writtenOff!: SemiannualPart;
  @Embedded(() => SemiannualPart, { ...json("at_end"), description: "Without final action at the end of the period." })
  atEnd!: SemiannualPart;
  @Embedded(() => Statute, { value: () => statutes.disallowedCosts, description: "The law that asks for it." })
  statute!: Statute;
}

@Table("semiannual_final_actions", {
  node: false,
  name: "AgreedBetterUseTable",
  id: "agreed_better_use_table",
  description: "Better use agreed to by final action: at the start, plus decisions, minus completed and given up, is what is left at the end.",
})
export class AgreedBetterUseTable {
  @Embedded(() => SemiannualPart, { ...json("at_start"), description: "Agreed to and without final action at the start of the period." })
  atStart!: SemiannualPart;
  @Embedded(() => SemiannualPart, { ...json("decisions"), description: "Agreed to by decisions in the period, revised ones included." })
  decisions!: SemiannualPart;
  @Embedded(() => SemiannualPart, { ...json("done"), description: "Completed in the period." })
  completed!: SemiannualPart;
  @Embedded(() => SemiannualPart, { ...json("dropped"), description: "Found in the period not to be implemented." })
  notToBeImplemented!: SemiannualPart;
  @Embedded(() => SemiannualPart, { ...json("at_end"), description: "Without final action at the end of the period." })
  atEnd!: SemiannualPart;
  @Embedded(() => Statute, { value: () => statutes.agreedBetterUse, description: "The law that asks for it." })
  statute!: Statute;
}

@Table("semiannual_parts", { node: false, name: "FinalActionTables", id: "final_action_tables", description: "The two tables that the head of the agency's semiannual report has to have." })
export class FinalActionTables {
  @BelongsTo(() => DisallowedCostsTable, { column: "questioned_id", description: "The table of disallowed costs: recovered, written off, outstanding." })
  disallowedCosts!: DisallowedCostsTable;
  @BelongsTo(() => AgreedBetterUseTable, { column: "better_id", description: "Better use that management agreed to." })
  agreedBetterUse!: AgreedBetterUseTable;
}
