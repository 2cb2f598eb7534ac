// What an executive summary tells, as canonical records: findings, recommendations, answers, references, the rule of opening.
// The reading itself is extract/'s; this only says which records a fact becomes, and leaves out what can't be told for certain.
import type { FindingFact, PositionFact, RecommendationTextFact, StatusFact } from "../../extract/facts";
import { type SummaryFacts, summaryFacts } from "../../extract/summary";
import type { CanonicalRecord, RecordOf } from "../records/records";
import { mentionsOf } from "./federal-records";

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

interface Reference {
  readonly office: string;
  readonly report?: string;
  readonly reportTitle?: string;
}

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
  const answers = answersTo(ref, numbers, facts);
  const addressed = (prose.printed ? [] : facts.recommendations).flatMap((fact) =>
    addresseesOf(ref, fact, prose.agencies, facts.declared.addressees),
  );
  const others = [...new Set([...answers, ...addressed].map(({ agency }) => agency))].filter(
    (slug) => !prose.agencies.includes(slug),
  );
  return {
    facts: { declaredRecommendationCount: facts.declared.total?.count ?? null, ...moneyOf(facts) },
    records: [
      ...mentionsOf(others),
      ...others.map(
        (agency) =>
          ({ record: "report_agency", ...ref, agency, role: "RESPONSIBLE", isInferred: true }) as const,
      ),
      ...facts.findings.map((finding, index) => findingRecord(ref, finding, index)),
      ...(prose.printed ? [] : facts.recommendations).flatMap(({ number, text, quote, span }) => [
        {
          record: "recommendation",
          ...ref,
          number,
          text,
          textMissingReason: text === null ? "NOT_PUBLISHED" : null,
          sourceQuote: quote,
          quoteStart: span.start,
          quoteEnd: span.end,
        } as const,
        openedByRule(ref, number, prose.issuedOn),
      ]),
      ...addressed,
      ...answers,
      ...statusesOf(ref, numbers, facts.statuses, prose.issuedOn),
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

/**
 * Whom a recommendation asks to act: those it names, or else the one agency that the report is about, marked as inferred.
 * `others`: agencies to which the text addresses recommendations without saying which.
 */
export function addresseesOf(
  ref: Reference,
  { number, addressees }: Pick<RecommendationTextFact, "number" | "addressees">,
  about: readonly string[],
  others: readonly string[] = [],
): RecordOf<"recommendation_agency">[] {
  const record = (agency: string) =>
    ({ record: "recommendation_agency", ...ref, recommendation: number, agency }) as const;
  if (addressees.length > 0) return addressees.map(record);
  return about.length === 1 && others.every((slug) => slug === about[0]) ? about.map(record) : [];
}

/** What the office says of a recommendation on the day of issue. Where it speaks of the resolution only, the rule of opening holds. */
export function statusEvent(
  ref: Reference,
  recommendation: string,
  { status, resolution, quote }: StatusFact,
  issuedOn: string | null,
): RecordOf<"status_event"> {
  return {
    record: "status_event",
    ...ref,
    recommendation,
    status: status ?? "OPEN",
    statusRaw: quote,
    resolution,
    resolutionRaw: resolution === null ? null : quote,
    basis: "STATED",
    asOf: issuedOn,
  };
}

/** Statuses that the text gives to recommendations by number, or to all of them. */
function statusesOf(
  ref: Reference,
  numbers: readonly string[],
  statuses: readonly StatusFact[],
  issuedOn: string | null,
): RecordOf<"status_event">[] {
  const found = new Map<string, StatusFact>();
  for (const status of statuses) {
    const isAll = status.scope === "ALL" && (status.count === null || status.count === numbers.length);
    const which = isAll ? numbers : numbers.filter((number) => status.numbers.includes(number));
    for (const number of which) {
      const before = found.get(number);
      // "resolved" and, a sentence on, "closed": both axes are kept. What is said by number outweighs what is said of all.
      if (before && isAll && before.scope === "NUMBERS") continue;
      found.set(
        number,
        before
          ? {
              ...status,
              status: status.status ?? before.status,
              resolution: status.resolution ?? before.resolution,
            }
          : status,
      );
    }
  }
  return [...found].map(([number, status]) => statusEvent(ref, number, status, issuedOn));
}

function findingRecord(
  ref: Reference,
  { statement, class: kind, condition, criteria, cause, effect, quote, span }: FindingFact,
  index: number,
): CanonicalRecord {
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
  };
}

/** One answer for each recommendation and agency: what is said of a number outweighs what is said of all. */
function answersTo(ref: Reference, numbers: readonly string[], facts: SummaryFacts): RecordOf<"response">[] {
  const found = new Map<string, RecordOf<"response">>();
  const bySpecificity = [...facts.positions].sort(
    (a, b) => Number(a.scope === "NUMBERS") - Number(b.scope === "NUMBERS"),
  );
  for (const position of bySpecificity)
    for (const answer of answersOf(ref, numbers, position, facts)) {
      const key = `${answer.recommendation} ${answer.agency}`;
      if (position.scope === "NUMBERS" || !found.has(key)) found.set(key, answer);
    }
  return [...found.values()];
}

/** An answer counts only where the text tells to which recommendations it belongs. */
function answersOf(
  ref: Reference,
  numbers: readonly string[],
  { position, agency, scope, count, numbers: named, quote }: PositionFact,
  facts: SummaryFacts,
): RecordOf<"response">[] {
  if (agency === null) return [];
  const share = facts.declared.perAgency.find((part) => part.agency === agency)?.count;
  const isAboutAll =
    scope === "ALL"
      ? (count === null || count === numbers.length) && (share === undefined || share === numbers.length)
      : scope === "COUNT" && count === numbers.length;
  const answered = isAboutAll
    ? numbers
    : scope === "NUMBERS"
      ? numbers.filter((number) => named.includes(number))
      : [];
  return answered.map((recommendation) => ({
    record: "response",
    ...ref,
    recommendation,
    agency,
    position,
    positionRaw: quote,
    sourceQuote: quote,
  }));
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
