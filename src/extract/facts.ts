// What text extraction gives back. Every fact carries the exact words it stands on and where they stand;
// a fact without a quote cannot be written down in these types. Nothing here knows the database.

/** A stretch of the text that was given, in UTF-16 code units: `text.slice(start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Words as they stand in the text, no-break spaces and doubled spaces included: `text.slice(span.start, span.end) === quote`. */
export interface Quote {
  readonly quote: string;
  readonly span: Span;
}

/** How a fact was read. */
export interface Evidence {
  /** Name of the rule that read it: see rules.ts. */
  readonly rule: string;
  /** From 0 to 1: how often what this rule reads is right, as measured on labelled texts. */
  readonly confidence: number;
}

/** How a finding judges the programme: a fault, a good result, the auditors' weighing of consequences, a neutral fact. */
export type FindingClass = "DEFICIENCY" | "COMPLIANT" | "CONCLUSION" | "OBSERVATION";

/** One Yellow Book element of a finding. `text` is the quote with its white space made single. */
export interface ElementFact extends Quote {
  readonly text: string;
}

/**
 * One finding: a sentence in which the office tells what it found.
 * An element is null unless words of the text mark it ("because", "As a result", "required by" …);
 * a cause or effect told in the sentence that follows belongs to both: its span may lie outside the finding's own.
 */
export interface FindingFact extends Quote, Evidence {
  /** The quote with its white space made single. */
  readonly statement: string;
  readonly class: FindingClass;
  readonly condition: ElementFact | null;
  readonly criteria: ElementFact | null;
  readonly cause: ElementFact | null;
  readonly effect: ElementFact | null;
}

/** How many recommendations a text says the report makes. `agency` is null for the report as a whole. */
export interface RecommendationCountFact extends Quote, Evidence {
  readonly count: number;
  /** Slug of the agency this part is addressed to; null: the whole report, or a body that no name of the table means. */
  readonly agency: string | null;
}

/** The declared total and, where the text tells them apart, the parts per agency. `total` is null when nothing is declared. */
export interface DeclaredRecommendations {
  readonly total: RecommendationCountFact | null;
  readonly perAgency: readonly RecommendationCountFact[];
  /** Slugs of the agencies to which the text addresses recommendations, in the order of the text; empty where it names none. */
  readonly addressees: readonly string[];
}

/** One recommendation a text declares or prints. `text` is null where the text gives no words for it: then the quote is the declaration. */
export interface RecommendationTextFact extends Quote, Evidence {
  /** As printed ("2b", "1.1"), or counted from "1" where the text numbers nothing. */
  readonly number: string;
  /** The quote with its white space made single and page furniture left out; null: not given. */
  readonly text: string | null;
  /** Slugs of the agencies that its own words or its lead-in ask to act; empty where they name none. */
  readonly addressees: readonly string[];
}

/** What a full text says of one recommendation under headings such as "Agency Response" and "OIG Position". */
export interface AnswerBlock {
  /** Number of the recommendation as printed. */
  readonly number: string;
  /** What management says about it, its heading left out. */
  readonly management: ElementFact | null;
  /** What the office says to that. */
  readonly office: ElementFact | null;
}

export type ManagementPosition = "CONCUR" | "PARTIALLY_CONCUR" | "NON_CONCUR" | "NO_POSITION";

/** ALL: every recommendation; COUNT: `count` of them; NUMBERS: those in `numbers`; UNSTATED: the text doesn't say which. */
export interface Scope {
  readonly scope: "ALL" | "COUNT" | "NUMBERS" | "UNSTATED";
  /** How many recommendations the words name ("all four", "seven"); null where they name no figure. */
  readonly count: number | null;
  /** Recommendation numbers as printed; empty where none is printed. */
  readonly numbers: readonly string[];
}

/** What management answered. It never says that a recommendation is resolved. */
export interface PositionFact extends Quote, Evidence, Scope {
  readonly position: ManagementPosition;
  /** Slug of the agency that answers; null where neither the words nor the office's own department tell. */
  readonly agency: string | null;
  /** The party that answers, in the text's words, where it is no agency of the table: a city, grantee, contractor; else null. */
  readonly respondent: string | null;
  /** True where the agency is not named by the words, and the office's own department was taken. */
  readonly isAgencyInferred: boolean;
}

/** How the office says that recommendations stand. Null on an axis of which the words say nothing. */
export interface StatusFact extends Quote, Evidence, Scope {
  readonly status: "OPEN" | "CLOSED_UNSPECIFIED" | "CLOSED_IMPLEMENTED" | null;
  readonly resolution: "RESOLVED" | "UNRESOLVED" | null;
}

export type MoneyKind = "QUESTIONED" | "UNSUPPORTED" | "BETTER_USE" | "OTHER";

/** A sum in US dollars. Unsupported costs are a part of questioned costs: never add the two. */
export interface MoneyFact extends Quote, Evidence {
  /** OTHER too where the sum is another audit's: this report does not question it. */
  readonly kind: MoneyKind;
  /** Exact decimal, magnitude words worked in: "$1.2 million" is "1200000". */
  readonly amount: string;
  /** True where the text says about, nearly, an estimated … (a bound such as "more than" does not make a sum approximate). */
  readonly isApproximate: boolean;
}

export type ReferenceKind = "FOLLOW_UP" | "REPEAT" | "SUPERSEDES" | "MENTION";

/** Another report named by its number. */
export interface ReferenceFact extends Quote, Evidence {
  /** The number, normalised as report identities are. */
  readonly number: string;
  readonly kind: ReferenceKind;
}

/** A day, month or fiscal year. `iso` is YYYY-MM-DD, YYYY-MM or null for a fiscal year; exactly one of `iso` and `fiscalYear` is set. */
export interface DateFact extends Quote {
  readonly iso: string | null;
  readonly fiscalYear: number | null;
}

/** An agency named in the text, by any of its aliases. */
export interface AgencyMention extends Quote {
  readonly slug: string;
}

/** Whose text it is, and how sure a fact must be. */
export interface Context {
  /** Slug of the department the office belongs to, so that "the Department" can be read. Null: unknown. */
  readonly home: string | null;
  /** Slug of the office that wrote it, for example gao; absent: unknown. */
  readonly office?: string | undefined;
  /** Slug of the one agency the report is about, to which an unnamed "management" belongs; absent or null: none, or several. */
  readonly about?: string | null | undefined;
  /** Facts below this confidence are left out; absent: the extractor's own bar. */
  readonly minConfidence?: number | undefined;
}
