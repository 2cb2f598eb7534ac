// Generates a report with its findings, recommendations and links. The same seed and place give the same report.

import type { Rows } from "./copy/rows";
import { dayOf, fiscalYearOf, noonOf, today } from "./days";
import { type FindingDraft, type Ids, type ReportDraft, Standing } from "./drafts";
import { addFinding } from "./finding";
import { addLinks, type Memory } from "./links";
import { cents } from "./money";
import { Random } from "./random";
import { addRecommendation } from "./recommendation";
import { introduction, programme, title } from "./sentences";
import { places } from "./words";
import { issuingOffice, mainAgency, type World } from "./world";

export interface Setting {
  readonly world: World;
  readonly seed: number;
  readonly reports: number;
  readonly ids: Ids;
  readonly memory: Memory;
}

const firstDay = dayOf("2005-10-03");
const types = [
  "AUDIT",
  "INSPECTION_EVALUATION",
  "INVESTIGATION",
  "MANAGEMENT_ALERT",
  "SPECIAL_REVIEW",
  "SEMIANNUAL_REPORT",
  "VERIFICATION_REVIEW",
  "MANAGEMENT_LETTER",
] as const;
const typeWeights = [58, 18, 6, 4, 5, 2, 4, 3];

/** Adds report number `at` of the setting, and all that hangs on it, to the rows. */
export function addReport(setting: Setting, rows: Rows, at: number): void {
  const { world, ids, seed } = setting;
  const random = new Random(seed, at);
  const main = mainAgency(world, random, at);
  const office = issuingOffice(world, random, main);
  const issued = issueDay(random, at / setting.reports);
  const isDayKnown = !random.chance(0.005);
  const fiscalYear = isDayKnown || random.chance(0.5) ? fiscalYearOf(issued) : null;
  const issuedKey = isDayKnown ? issued : -Infinity;
  const number = `${world.offices[office]!.prefix}-${String(fiscalYearOf(issued) % 100).padStart(2, "0")}-${String(at + 1).padStart(6, "0")}-S${seed}`;
  const agencies = agenciesOf(world, random, main).map((agency) => ids.agencies[agency]!);
  const report: ReportDraft = {
    random,
    rows,
    ids,
    id: ids.reports++,
    number,
    agencies,
    issued,
    isDayKnown,
    issuedKey,
    fiscalKey: fiscalYear ?? 0,
    standing: new Standing(),
    agencyName: world.agencies[main]!.name,
    createdAt: noonOf(Math.min(issued + 7, today)),
    isSingleAudit: main > world.middle,
    money: { questioned: 0, unsupported: 0, betterUse: 0 },
  };
  const of = programme(random);
  const place = random.pick(places);
  const texts = {
    title: title(random, of, place),
    summary: introduction(random, report.agencyName, of, place),
  };
  const findings = addFindings(report, texts);
  const recommendations = addRecommendations(report, findings);
  const hasSummary = findings.some(({ isQuoted }) => isQuoted) || random.chance(0.9);
  const { questioned, unsupported, betterUse } = report.money;
  rows.add("reports", [
    report.id,
    ids.offices[office]!,
    number,
    texts.title,
    random.chance(0.95) ? types[random.weighted(typeWeights)]! : null,
    hasSummary ? `${texts.summary}\n\nThe report makes ${recommendations.length} recommendations.` : null,
    isDayKnown ? issued : null,
    fiscalYear,
    random.chance(0.8) ? recommendations.length : null,
    questioned > 0 ? cents(questioned) : null,
    unsupported > 0 ? cents(unsupported) : null,
    betterUse > 0 ? cents(betterUse) : null,
    random.chance(0.9) ? !random.chance(0.02) : null,
    random.chance(0.3) ? place : null,
    ids.source,
    report.createdAt,
    report.createdAt,
  ]);
  rows.add("report_sources", [report.id, ids.source]);
  const keys = [issuedKey, fiscalYear ?? 0] as const;
  agencies.forEach((agency, rank) =>
    rows.add("report_agencies", [
      report.id,
      agency,
      rank === 0 ? "REVIEWED" : random.chance(0.5) ? "RESPONSIBLE" : "MENTIONED",
      random.chance(0.2),
      ...keys,
    ]),
  );
  for (const topic of topicsOf(random, ids.topics)) rows.add("report_topics", [report.id, topic, ...keys]);
  addLinks(report, setting.memory, main, findings, recommendations);
  if (recommendations.length > 0 && random.chance(0.1)) addTally(report, recommendations.length);
}

/** A count that does not say which; some say more of what is open than the recommendations themselves do. */
function addTally({ random, rows, ids, id, standing }: ReportDraft, total: number): void {
  const unresolved = standing.unresolved + random.whole(0, standing.unknown);
  const counts = [standing.open, total - standing.open, total - unresolved, unresolved];
  const asOf = random.chance(0.8) ? today : null;
  rows.add("status_tallies", [
    ids.tallies++,
    id,
    "Oversight Graph generator",
    asOf,
    total,
    ...counts,
    ids.source,
  ]);
}

// Reports become more frequent over the years, and arrive in an order that is not quite that of their issue.
function issueDay(random: Random, share: number): number {
  const span = today - firstDay;
  const day = firstDay + Math.round(share ** 0.75 * span) + random.whole(-200, 200);
  return Math.max(firstDay, Math.min(today, day));
}

function agenciesOf(world: World, random: Random, main: number): number[] {
  const more = random.weighted([58, 28, 10, 4]);
  const all = new Set([main]);
  for (let at = 0; at < more; at += 1) all.add(1 + random.skewed(world.middle));
  return [...all];
}

function topicsOf(random: Random, topics: readonly number[]): ReadonlySet<number> {
  const count = random.weighted([20, 45, 25, 10]);
  const chosen = new Set<number>();
  for (let at = 0; at < count; at += 1) chosen.add(topics[random.skewed(topics.length)]!);
  return chosen;
}

function addFindings(report: ReportDraft, texts: { summary: string }): FindingDraft[] {
  const count = Math.min(15, Math.round(report.random.exponential(2.6) + 0.4));
  return Array.from({ length: count }, (_, at) => addFinding(report, at, texts));
}

/** Each recommendation answers one or two findings, where there are any. */
function addRecommendations(
  report: ReportDraft,
  findings: readonly FindingDraft[],
): { id: number; number: string }[] {
  const { random } = report;
  const count = Math.min(40, Math.round(random.exponential(4.6) + 0.4));
  const style = random.weighted([85, 10, 5]);
  return Array.from({ length: count }, (_, at) => {
    const answered = new Set<number>();
    if (findings.length > 0) answered.add(Math.floor((at * findings.length) / count));
    if (findings.length > 1 && random.chance(0.3)) answered.add(random.whole(0, findings.length - 1));
    const number =
      style === 0
        ? String(at + 1)
        : style === 1
          ? `${Math.floor(at / 3) + 1}-${(at % 3) + 1}`
          : `R.A.${at + 1}.`;
    return {
      id: addRecommendation(
        report,
        number,
        [...answered].map((place) => findings[place]!.id),
      ),
      number,
    };
  });
}
