// What the sample knows of a report.
import type { FindingClass } from "../extract/facts";
import type { RecordOf } from "../import/records/records";

/** A sentence of the summary; one with a class is a finding. */
export type Sentence = string | readonly [FindingClass, string];

export interface SampleReport {
  /** Slug of the office that issued it; absent: DHS OIG. */
  readonly office?: string;
  readonly number: string;
  /** Null where the public lists we read give a number only. */
  readonly title: string | null;
  readonly type?: RecordOf<"report">["type"];
  /** Absent where only a day or nothing is stated. */
  readonly fiscalYear?: number;
  readonly issuedOn?: string;
  /** Slugs of the agencies reviewed. */
  readonly agencies: readonly string[];
  /** Slugs of the topics under which its office files it; absent where no source says. */
  readonly topics?: readonly string[];
  /** Retold in our own sentences; absent where we retell nothing. */
  readonly summary?: readonly Sentence[];
  /** Address of the document, and of the page or list that names it. */
  readonly url?: string;
  readonly landingUrl?: string;
  readonly location?: string;
  /** How many recommendations the report says it makes; absent where no source says. */
  readonly recommendations?: number;
  /** Agencies that concurred with every recommendation, and the public list's words for it; null where we only retell them. */
  readonly concurred?: readonly [agencies: readonly string[], words: string | null];
  /** False where it is known that some were closed at issue but not which: no rule may call them open. */
  readonly opensByRule?: false;
}
