// The law that asks for a figure: its section, and since when and until when it does.
import { Field } from "type-graphql";
import { EmbeddedType } from "../planner/mapping/decorators";
import { DateScalar } from "./scalars";

@EmbeddedType("Statute", "The law or rule that asks for a figure or sets a deadline.")
export class Statute {
  @Field(() => String, { description: "The section, for example 5 U.S.C. 405(c)(2)." })
  section!: string;
  @Field(() => String, { description: "What it asks for, in short." })
  summary!: string;
  @Field(() => DateScalar, { nullable: true, description: "First day on which it was in force in this form; null when not looked up." })
  inForceFrom!: string | null;
  @Field(() => DateScalar, { nullable: true, description: "Last day on which it was in force; null while it is." })
  inForceUntil!: string | null;
  @Field(() => String, { nullable: true, description: "What changed, where it is no longer or only lately in force; null otherwise." })
  note!: string | null;
}

const struck = "Struck by Public Law 117-263, section 5273, on 23 December 2022. Many offices still publish it; it is no present duty of the Inspector General.";
const added = "Put in by Public Law 117-263, section 5273, on 23 December 2022.";

const statute = (section: string, summary: string, inForceFrom: string | null, inForceUntil: string | null, note: string | null): Statute => ({
  section,
  summary,
  inForceFrom,
  inForceUntil,
  note,
});

export const statutes = {
  rollForward: statute("5 U.S.C. 405(b)(8) and (9), as in force until 2022", "Tables of questioned costs and of funds put to better use, by management decision.", "1988-10-18", "2022-12-22", struck),
  questionedCosts: statute(
    "5 U.S.C. 405(b)(8), as in force until 2022",
    "Reports and dollars of questioned costs, unsupported costs shown apart, by management decision.",
    "1988-10-18",
    "2022-12-22",
    struck,
  ),
  betterUse: statute("5 U.S.C. 405(b)(9), as in force until 2022", "Reports and dollars of funds to be put to better use, by management decision.", "1988-10-18", "2022-12-22", struck),
  disallowedCosts: statute("5 U.S.C. 405(c)(2)", "The head of the agency's table of disallowed costs, by final action.", "1988-10-18", null, null),
  agreedBetterUse: statute("5 U.S.C. 405(c)(3)", "The head of the agency's table of better use agreed to, by final action.", "1988-10-18", null, null),
  outstanding: statute("5 U.S.C. 405(b)(2)", "Recommendations made before the period whose corrective action is not complete, with their potential savings.", "2022-12-23", null, added),
  reportsIssued: statute("5 U.S.C. 405(b)(5)", "Each report issued in the period, its dollars, and whether a management decision was made by its end.", "2022-12-23", null, added),
  decisionsOnEarlierReports: statute("5 U.S.C. 405(b)(6)", "Management decisions in the period on reports of earlier periods.", "2022-12-23", null, added),
  commentsLate: statute("5 U.S.C. 405(b)(10)(B), as in force until 2022", "Reports on which no comment came within 60 days of providing them.", "2016-12-16", "2022-12-22", struck),
} as const;
