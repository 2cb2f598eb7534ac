// What the sample knows of a report.
import type { FindingClass } from "../extract/facts";

/** A sentence of the summary; one with a class is a finding. */
export type Sentence = string | readonly [FindingClass, string];

export interface SampleReport {
  readonly number: string;
  /** Null where the public lists we read give a number only. */
  readonly title: string | null;
  readonly fiscalYear: number;
  readonly issuedOn?: string;
  /** Slugs of the agencies reviewed. */
  readonly agencies: readonly string[];
  readonly topics: readonly string[];
  readonly summary: readonly Sentence[];
  /** How many recommendations the report says it makes; absent where no source says. */
  readonly recommendations?: number;
  /** Agencies that concurred with every recommendation, and the words for it. */
  readonly concurred?: readonly [agencies: readonly string[], words: string];
  /** False where it is known that some were closed at issue but not which: no rule may call them open. */
  readonly opensByRule?: false;
}
