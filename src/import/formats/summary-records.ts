// What an executive summary tells, as canonical records: findings, recommendations, answers, references, the rule of opening.
// The reading itself is extract/'s; this only says which records a fact becomes, and leaves out what can't be told for certain.
import type { FindingFact, RecommendationTextFact } from "../../extract/facts";
import { type SummaryFacts, summaryFacts } from "../../extract/summary";
import type { CanonicalRecord, RecordOf } from "../records/records";
import { addresseesOf, answersTo, evidenceOf, type Reference, statusesOf } from "./answer-records";
import { mentionsOf } from "./federal-records";
import { impliedOfEach, someAreClosed, tallyOf } from "./status-tallies";

export interface Prose {
  readonly office: string;
  readonly number: string | null;
  readonly title: string | null;
  readonly summary: string;
  /** Slug of the department whose office wrote it; null: unknown. */
  readonly home: string | null;
  readonly issuedOn: string | null;
  /** Agencies known to be reviewed. */
  readonly agencies: readonly string[];
  /** Recommendations that the report's full text prints, where it is at hand: then the summary's own count for nothing but the total. */
  readonly printed?: readonly Pick<RecommendationTextFact, "number" | "text">[];
  /** Facts less sure than this are left out; absent: the extractor's own bar. */
  readonly minConfidence?: number | undefined;
}

/** What goes into the report's own record. */
export type ReportFacts = Pick<
  RecordOf<"report">,
  "declaredRecommendationCount" | "questionedCosts" | "unsupportedCosts" | "fundsPutToBetterUse"
>;

/** How records name a report: by number, or by title where it has none. */
export function referenceTo(office: string, number: string | null, title: string | null): Reference {
  return number !== null ? { office, report: number } : { office, reportTitle: title ?? "" };
}

export function readProse(prose: Prose): {
  readonly facts: ReportFacts;
  readonly records: readonly CanonicalRecord[];
} {
  const [about = null] = prose.agencies.length === 1 ? prose.agencies : [];
  const { home, office, minConfidence } = prose;
  const facts = summaryFacts(prose.summary, { home, office, about, minConfidence }, prose.number);
  const ref = referenceTo(prose.office, prose.number, prose.title);
  const numbers = (prose.printed ?? facts.recommendations).map(({ number }) => number);
  const { answers, shares } = answersTo(ref, numbers, facts);
  const total = facts.declared.total?.count ?? (numbers.length > 0 ? numbers.length : null);
  const tally = tallyOf(ref, prose.summary, facts.statuses, total, prose.issuedOn);
  const stated = statusesOf(ref, numbers, facts.statuses, prose.issuedOn);
  const unstated = numbers.filter((number) =>
    stated.every(({ recommendation }) => recommendation !== number),
  );
  const implied = tally && total === unstated.length ? impliedOfEach(ref, tally, unstated) : [];
  const answering = (number: string) =>
    answers.filter(({ recommendation }) => recommendation === number).map(({ agency }) => agency);
  const addressed = (prose.printed ? [] : facts.recommendations).flatMap((fact) =>
    addresseesOf(ref, fact, prose.agencies, facts.declared.addressees, answering(fact.number)),
  );
  const others = [
    ...new Set([...answers, ...addressed, ...shares].flatMap(({ agency }) => agency ?? [])),
  ].filter((slug) => !prose.agencies.includes(slug));
  return {
    facts: { declaredRecommendationCount: facts.declared.total?.count ?? null, ...moneyOf(facts) },
    records: [
      ...mentionsOf(others),
      ...others.map(
        (agency) =>
          ({ record: "report_agency", ...ref, agency, role: "RESPONSIBLE", isInferred: true }) as const,
      ),
      ...facts.findings.map((finding, index) => findingRecord(ref, finding, index)),
      ...(prose.printed ? [] : facts.recommendations).flatMap((fact) => [
        recommendationRecord(ref, fact),
        ...(someAreClosed(tally, numbers.length) ? [] : [openedByRule(ref, fact.number, prose.issuedOn)]),
      ]),
      ...addressed,
      ...answers,
      ...shares,
      ...stated,
      ...(tally ? [tally] : []),
      ...implied,
      ...linksOf(ref, facts),
    ],
  };
}

/** A recommendation opens on the day its report is issued. */
export function openedByRule(
  ref: Reference,
  recommendation: string,
  issuedOn: string | null,
): RecordOf<"status_event"> {
  return { record: "status_event", ...ref, recommendation, status: "OPEN", basis: "RULE", asOf: issuedOn };
}

function recommendationRecord(ref: Reference, fact: RecommendationTextFact): CanonicalRecord {
  const { number, text, quote, span } = fact;
  return {
    record: "recommendation",
    ...ref,
    number,
    text,
    textMissingReason: text === null ? "NOT_PUBLISHED" : null,
    sourceQuote: quote,
    quoteStart: span.start,
    quoteEnd: span.end,
    ...evidenceOf(fact),
  };
}

function findingRecord(ref: Reference, fact: FindingFact, index: number): CanonicalRecord {
  const { statement, class: kind, condition, criteria, cause, effect, quote, span } = fact;
  return {
    record: "finding",
    ...ref,
    number: String(index + 1),
    isNumberPrinted: false,
    statement,
    class: kind,
    condition: condition?.text ?? null,
    criteria: criteria?.text ?? null,
    cause: cause?.text ?? null,
    effect: effect?.text ?? null,
    sourceQuote: quote,
    quoteStart: span.start,
    quoteEnd: span.end,
    ...evidenceOf(fact),
  };
}

/** A sum of the report is taken where the summary names exactly one of the kind, and names it exactly. */
function moneyOf({ money }: SummaryFacts): Omit<ReportFacts, "declaredRecommendationCount"> {
  const only = (kind: "QUESTIONED" | "UNSUPPORTED" | "BETTER_USE") => {
    const found = money.filter((sum) => sum.kind === kind);
    return found.length === 1 && !found[0]!.isApproximate ? cents(found[0]!.amount) : null;
  };
  return {
    questionedCosts: only("QUESTIONED"),
    unsupportedCosts: only("UNSUPPORTED"),
    fundsPutToBetterUse: only("BETTER_USE"),
  };
}

function cents(amount: string): string | null {
  return /^\d{1,18}(\.\d{1,2})?$/.test(amount) ? amount : null;
}

function linksOf(ref: Reference, { references }: SummaryFacts): CanonicalRecord[] {
  const kinds = {
    FOLLOW_UP: "FOLLOWS_UP",
    SUPERSEDES: "REVISES",
    REPEAT: "REFERENCES",
    MENTION: "REFERENCES",
  } as const;
  const links = new Map(
    references.map(({ number, kind, quote }) => [
      `${kinds[kind]} ${number}`,
      { record: "report_link", ...ref, kind: kinds[kind], targetRaw: number, sourceQuote: quote } as const,
    ]),
  );
  return [...links.values()];
}
