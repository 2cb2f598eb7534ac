// Counts of recommendations by how they stand, where the words do not say which: "three resolved and closed, one open".
import type { StatusFact } from "../../extract/facts";
import type { RecordOf } from "../records/records";
import { evidenceOf, type Reference } from "./answer-records";

/** So many recommendations stand so. Null on an axis of which the words say nothing. */
export type Counted = Pick<StatusFact, "status" | "resolution"> & { readonly count: number };

type Counts = Pick<
  RecordOf<"status_tally">,
  "openCount" | "closedCount" | "resolvedCount" | "unresolvedCount"
>;

/** The counts of one statement. A count is null where the words do not give it: "12 closed" says nothing of agreement. */
export function countsOf(counted: readonly Counted[]): Counts {
  const isOpen = ({ status }: Counted) => status === "OPEN";
  const isClosed = ({ status }: Counted) => status !== null && status !== "OPEN";
  const isEachOnResolution = counted.every(({ resolution }) => resolution !== null);
  const isEachOnStatus = counted.every(({ status }) => status !== null);
  const unresolved = counted.filter(({ resolution }) => resolution === "UNRESOLVED");
  return {
    openCount: within(counted.filter(isOpen), "resolution", isEachOnStatus),
    closedCount: within(counted.filter(isClosed), "resolution", isEachOnStatus),
    resolvedCount: isEachOnResolution
      ? sum(counted.filter(({ resolution }) => resolution === "RESOLVED"))
      : null,
    unresolvedCount: within(unresolved, "status", isEachOnResolution),
  };
}

/**
 * "Five are open, two of which are unresolved" counts the two twice: what leaves the other axis open is the whole,
 * and null where it is less than its parts.
 */
function within(
  counted: readonly Counted[],
  other: "status" | "resolution",
  isNoneZero: boolean,
): number | null {
  if (counted.length === 0) return isNoneZero ? 0 : null;
  const wholes = counted.filter((one) => one[other] === null);
  const parts = sum(counted.filter((one) => one[other] !== null));
  if (wholes.length === 0 || wholes.length === counted.length) return sum(counted);
  return wholes.length === 1 && wholes[0]!.count >= parts ? wholes[0]!.count : null;
}

function sum(counted: readonly Counted[]): number {
  return counted.reduce((total, { count }) => total + count, 0);
}

/** Counts further apart than this are of two statements. */
const nearby = 120;

/** What prose counts without saying which, as one tally; null where it counts nothing, or more than there are. */
export function tallyOf(
  ref: Reference,
  text: string,
  statuses: readonly StatusFact[],
  total: number | null,
  issuedOn: string | null,
): RecordOf<"status_tally"> | null {
  const groups: (StatusFact & { count: number })[][] = [];
  for (const fact of statuses) {
    if (fact.scope !== "COUNT" || fact.count === null) continue;
    const last = groups.at(-1);
    const one = { ...fact, count: fact.count };
    if (last && fact.span.start - last.at(-1)!.span.end <= nearby) last.push(one);
    else groups.push([one]);
  }
  // The statement that counts most is the one about all of them.
  const [told] = groups.sort((a, b) => sum(b) - sum(a));
  if (told === undefined) return null;
  const counts = countsOf(told);
  const { openCount, closedCount, resolvedCount, unresolvedCount } = counts;
  const known = [openCount, closedCount, resolvedCount, unresolvedCount].filter((count) => count !== null);
  const atLeast = Math.max(
    (openCount ?? 0) + (closedCount ?? 0),
    (resolvedCount ?? 0) + (unresolvedCount ?? 0),
  );
  if (known.length === 0 || (total !== null && atLeast > total)) return null;
  const rarest = told.reduce((least, fact) => (fact.confidence < least.confidence ? fact : least));
  return {
    record: "status_tally",
    ...ref,
    asOf: issuedOn,
    totalCount: total,
    ...counts,
    sourceQuote: text.slice(told[0]!.span.start, told.at(-1)!.span.end),
    ...evidenceOf(rarest),
  };
}

/** Whether a tally leaves no room for the rule that all are open from the day of issue. */
export function someAreClosed(tally: RecordOf<"status_tally"> | null, total: number): boolean {
  return (tally?.closedCount ?? 0) > 0 || (tally?.openCount ?? total) < total;
}

/** What a tally says of each one: all are resolved, or all are open, though nobody said so of any by itself. */
export function impliedOfEach(
  ref: Reference,
  tally: RecordOf<"status_tally">,
  numbers: readonly string[],
): RecordOf<"status_event">[] {
  const isAll = (count: number | null | undefined) => count === numbers.length;
  const resolution = isAll(tally.resolvedCount)
    ? "RESOLVED"
    : isAll(tally.unresolvedCount)
      ? "UNRESOLVED"
      : null;
  const status = isAll(tally.openCount) ? "OPEN" : isAll(tally.closedCount) ? "CLOSED_UNSPECIFIED" : null;
  if (numbers.length === 0 || (resolution === null && status === null)) return [];
  const { publisher, asOf, sourceQuote, confidence, extractionRule } = tally;
  return numbers.map((recommendation) => ({
    record: "status_event",
    ...ref,
    recommendation,
    ...(publisher === undefined ? {} : { publisher }),
    status: status ?? (someAreClosed(tally, numbers.length) ? "UNKNOWN" : "OPEN"),
    statusRaw: sourceQuote,
    resolution,
    resolutionRaw: resolution === null ? null : sourceQuote,
    basis: "DERIVED",
    asOf,
    ...(confidence === undefined ? {} : { sourceQuote, confidence, extractionRule }),
  }));
}
