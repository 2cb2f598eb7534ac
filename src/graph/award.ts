// Federal awards that a single audit's finding concerns.
import { BelongsTo, Column, Node, Table } from "../planner/mapping/decorators";
import { Finding } from "./finding";
import { DecimalScalar } from "./scalars";

@Table("finding_awards", {
  name: "Award",
  description: "A federal award that a finding of a single audit concerns (2 CFR part 200, subpart F).",
})
export class Award extends Node {
  @Column(() => String, { column: "award_reference", filter: true, description: "Its reference within the audit, for example AWARD-0001." })
  reference!: string;
  @Column(() => String, { nullable: true, filter: true, description: "Assistance Listing Number of the programme, for example 10.766." })
  assistanceListing!: string | null;
  @Column(() => String, { nullable: true, filter: true, description: "Name of the federal programme." })
  programName!: string | null;
  @Column(() => DecimalScalar, { nullable: true, filter: true, description: "Federal money spent under it in the audit period, US dollars." })
  amountExpended!: string | null;
  @Column(() => Boolean, { nullable: true, filter: true, whenTrue: (c) => c("is_direct"), description: "Whether it came directly from the federal government." })
  isDirect!: boolean | null;
  @Column(() => Boolean, { nullable: true, filter: true, whenTrue: (c) => c("is_major"), description: "Whether it was audited as a major programme." })
  isMajor!: boolean | null;
  @Column(() => Boolean, { nullable: true, filter: true, whenTrue: (c) => c("is_passthrough"), description: "Whether money was passed on to subrecipients." })
  isPassthrough!: boolean | null;
  @Column(() => DecimalScalar, { nullable: true, filter: true, description: "How much was passed on, US dollars." })
  passthroughAmount!: string | null;
  @BelongsTo(() => Finding, { description: "The finding that concerns it." })
  finding!: Finding;
}
