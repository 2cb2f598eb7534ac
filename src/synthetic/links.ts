// References to earlier work on the same agency: follow-up reports, repeat findings, repeated recommendations.
import type { FindingDraft, ReportDraft } from "./drafts";

interface Remembered {
  readonly report: number;
  readonly number: string;
  readonly findings: readonly { readonly id: number; readonly number: string }[];
  readonly recommendations: readonly { readonly id: number; readonly number: string }[];
}

/** The last reports about each agency. */
export type Memory = Map<number, Remembered[]>;

const remembered = 4;
/** One reference in ten points to something that is not held. */
const lost = 0.1;

export function addLinks(
  report: ReportDraft,
  memory: Memory,
  agency: number,
  findings: readonly FindingDraft[],
  recommendations: readonly { readonly id: number; readonly number: string }[],
): void {
  const { random, rows, ids } = report;
  const before = memory.get(agency) ?? [];
  const target = <T>(from: readonly T[] | undefined): T | undefined =>
    from && from.length > 0 && !random.chance(lost) ? random.pick(from) : undefined;
  const earlier = before.length > 0 ? random.pick(before) : undefined;
  const lostNumber = `OLD-${random.whole(90, 99)}-${random.whole(1, 999)}`;
  if (random.chance(0.05)) {
    const found = random.chance(lost) ? undefined : earlier;
    rows.add("report_links", [
      ids.reportLinks++,
      report.id,
      random.chance(0.7) ? "FOLLOWS_UP" : "REFERENCES",
      found?.number ?? lostNumber,
      found?.report ?? null,
      ids.source,
    ]);
  }
  for (const { id } of findings.filter(({ isRepeat }) => isRepeat)) {
    const found = target(earlier?.findings);
    rows.add("finding_links", [
      ids.findingLinks++,
      id,
      found ? `${earlier!.number} finding ${found.number}` : `${lostNumber} finding ${random.whole(1, 9)}`,
      found?.id ?? null,
      ids.source,
    ]);
  }
  for (const { id } of recommendations) {
    if (!random.chance(0.03)) continue;
    const found = target(earlier?.recommendations);
    rows.add("recommendation_links", [
      ids.recommendationLinks++,
      id,
      random.chance(0.75) ? "REPEATS" : "SUPERSEDES",
      found
        ? `${earlier!.number} recommendation ${found.number}`
        : `${lostNumber} recommendation ${random.whole(1, 9)}`,
      found?.id ?? null,
      ids.source,
    ]);
  }
  const isWorthRepeating = findings.length > 0 || recommendations.length > 0;
  if (isWorthRepeating)
    memory.set(agency, [
      ...before.slice(1 - remembered),
      { report: report.id, number: report.number, findings, recommendations },
    ]);
}
