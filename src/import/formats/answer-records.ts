// What prose says of answers, addressees and statuses, as canonical records. An answer that the text gives to no recommendation
// in particular, or that comes from a party that is no agency, becomes a share of the report's recommendations.
import type { Evidence, PositionFact, RecommendationTextFact, StatusFact } from "../../extract/facts";
import { federalAgency } from "../../extract/federal-agencies";
import type { SummaryFacts } from "../../extract/summary";
import type { RecordOf } from "../records/records";

/** How records name a report: by number, or by title where it has none. */
export interface Reference {
  readonly office: string;
  readonly report?: string;
  readonly reportTitle?: string;
}

/** How a fact was read, as fields of its record. */
export function evidenceOf({ confidence, rule }: Evidence): { confidence: number; extractionRule: string } {
  return { confidence, extractionRule: rule };
}

/**
 * Whom a recommendation asks to act: those it names, or else the one agency that the report is about, marked as inferred.
 * `others`: agencies to which the text addresses recommendations without saying which. `answering`: who answered it by name;
 * where that is a component of the one agency, the component was asked.
 */
export function addresseesOf(
  ref: Reference,
  { number, addressees }: Pick<RecommendationTextFact, "number" | "addressees">,
  about: readonly string[],
  others: readonly string[] = [],
  answering: readonly string[] = [],
): RecordOf<"recommendation_agency">[] {
  const record = (agency: string, isInferred: boolean) =>
    ({ record: "recommendation_agency", ...ref, recommendation: number, agency, isInferred }) as const;
  if (addressees.length > 0) return addressees.map((agency) => record(agency, false));
  const isAlone = about.length === 1 && others.every((slug) => slug === about[0]);
  const components = answering.filter((slug) => federalAgency(slug)?.parent === about[0]);
  if (!isAlone) return [];
  return components.length > 0
    ? components.map((slug) => record(slug, false))
    : about.map((slug) => record(slug, true));
}

/** What the office says of a recommendation on the day of issue. Where it speaks of the resolution only, the rule of opening holds. */
export function statusEvent(
  ref: Reference,
  recommendation: string,
  fact: StatusFact,
  issuedOn: string | null,
): RecordOf<"status_event"> {
  const { status, resolution, quote } = fact;
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
    sourceQuote: quote,
    ...evidenceOf(fact),
  };
}

/** Statuses that the text gives to recommendations by number, or to all of them. */
export function statusesOf(
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
      // What is said by number outweighs what is said of all. "resolved" and, a sentence on, "closed": both axes are kept.
      if (before && isAll && before.scope === "NUMBERS") continue;
      found.set(number, {
        ...status,
        status: status.status ?? before?.status ?? null,
        resolution: status.resolution ?? before?.resolution ?? null,
      });
    }
  }
  return [...found].map(([number, status]) => statusEvent(ref, number, status, issuedOn));
}

export interface Answers {
  readonly answers: readonly RecordOf<"response">[];
  /** Answers, and numbers of recommendations addressed, of which the text does not tell which recommendations they mean. */
  readonly shares: readonly RecordOf<"recommendation_share">[];
}

/** One answer for each recommendation and agency: what is said of a number outweighs what is said of all. */
export function answersTo(ref: Reference, numbers: readonly string[], facts: SummaryFacts): Answers {
  const found = new Map<string, RecordOf<"response">>();
  const shares = new Map<string, RecordOf<"recommendation_share">>();
  const add = (share: RecordOf<"recommendation_share"> | null) => {
    const key = share && `${share.party} ${share.position}`;
    if (key && !shares.has(key)) shares.set(key, share);
  };
  for (const part of facts.declared.perAgency) add(addressedShare(ref, part));
  const bySpecificity = [...facts.positions].sort(
    (a, b) => Number(a.scope === "NUMBERS") - Number(b.scope === "NUMBERS"),
  );
  for (const position of bySpecificity) {
    const answers = answersOf(ref, numbers, position, facts);
    if (answers.length === 0) add(answeredShare(ref, position, facts));
    for (const answer of answers) {
      const key = `${answer.recommendation} ${answer.agency}`;
      if (position.scope === "NUMBERS" || !found.has(key)) found.set(key, answer);
    }
  }
  return { answers: [...found.values()], shares: [...shares.values()] };
}

function addressedShare(
  ref: Reference,
  part: SummaryFacts["declared"]["perAgency"][number],
): RecordOf<"recommendation_share"> | null {
  return part.agency === null
    ? null
    : {
        record: "recommendation_share",
        ...ref,
        party: part.agency,
        agency: part.agency,
        position: "UNKNOWN",
        recommendationCount: part.count,
        sourceQuote: part.quote,
        ...evidenceOf(part),
      };
}

/** An answer that no row of a recommendation can take: of a party that is no agency, or to some that are not told apart. */
function answeredShare(
  ref: Reference,
  fact: PositionFact,
  { declared }: SummaryFacts,
): RecordOf<"recommendation_share"> | null {
  const own = declared.perAgency.find((part) => part.agency !== null && part.agency === fact.agency)?.count;
  return answeredAsAWhole(ref, fact, own ?? declared.total?.count ?? null);
}

/** As a share of a report that makes `total` recommendations. */
export function answeredAsAWhole(
  ref: Reference,
  fact: PositionFact,
  total: number | null,
): RecordOf<"recommendation_share"> | null {
  const party = fact.agency ?? fact.respondent;
  if (party === null) return null;
  return {
    record: "recommendation_share",
    ...ref,
    party: party.slice(0, 200),
    agency: fact.agency,
    position: fact.position,
    recommendationCount: fact.count ?? (fact.scope === "ALL" ? total : null),
    isAll: fact.scope === "ALL",
    sourceQuote: fact.quote,
    ...evidenceOf(fact),
  };
}

/** An answer counts only where the text tells to which recommendations it belongs. */
function answersOf(
  ref: Reference,
  numbers: readonly string[],
  fact: PositionFact,
  { declared }: SummaryFacts,
): RecordOf<"response">[] {
  const { position, agency, scope, count, numbers: named, quote } = fact;
  if (agency === null) return [];
  const share = declared.perAgency.find((part) => part.agency === agency)?.count;
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
    ...evidenceOf(fact),
  }));
}
