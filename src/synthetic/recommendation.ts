// Generates a recommendation with everything that hangs on it: addressees, responses, money and status history.
import { noonOf, today } from "./days";
import type { ReportDraft } from "./drafts";
import { type History, makeHistory } from "./history";
import { amount, cents } from "./money";
import { answer, plan, recommendation as recommend } from "./sentences";

const positions = ["CONCUR", "PARTIALLY_CONCUR", "NON_CONCUR", "NO_POSITION"] as const;
const positionWeights = [80, 9, 7, 4];
const positionWords: Readonly<Record<string, string>> = {
  CONCUR: "Concur",
  PARTIALLY_CONCUR: "Partially concur",
  NON_CONCUR: "Non-concur",
  NO_POSITION: "No position taken",
};

export function addRecommendation(report: ReportDraft, number: string, findings: readonly number[]): number {
  const { random, rows, ids, issuedKey, issued } = report;
  const id = ids.recommendations++;
  const history = makeHistory(random, issued, report.isDayKnown);
  const addressees =
    report.agencies.length > 1 && random.chance(0.2)
      ? report.agencies.slice(0, 2)
      : [random.chance(0.9) ? report.agencies[0]! : report.agencies.at(-1)!];
  const target = respond(report, id, addressees, history.isOpen);
  const money = moneyOf(report);
  const decided = money.questioned !== null && random.chance(history.isOpen ? 0.1 : 0.7);
  const isTextKnown = !random.chance(0.03);
  const unresolved = unresolvedKey(history, money, decided);
  report.standing.add(unresolved, history.isOpen);
  rows.add("recommendations", [
    id,
    report.id,
    number,
    isTextKnown ? recommend(random) : null,
    isTextKnown ? null : random.chance(0.5) ? "NOT_PUBLISHED" : "WITHHELD",
    history.status,
    history.statusRaw,
    history.statusAsOf,
    history.statusBasis,
    history.resolution,
    history.resolution === "UNKNOWN" ? null : sentenceCase(history.resolution),
    history.resolutionBasis,
    history.closedOn,
    history.closedOn === null && !history.isOpen && history.status !== "UNKNOWN",
    target,
    cents(money.questioned),
    cents(money.unsupported),
    cents(money.betterUse),
    decided ? cents(Math.round(money.questioned! * 0.6)) : null,
    decided ? cents(money.questioned! - Math.round(money.questioned! * 0.6)) : null,
    random.chance(0.1) ? random.chance(0.5) : null,
    ids.source,
    report.createdAt,
    report.createdAt,
    issuedKey,
    report.fiscalKey,
  ]);
  for (const finding of findings) rows.add("recommendation_findings", [id, finding]);
  for (const agency of addressees)
    rows.add("recommendation_agencies", [id, agency, issuedKey, history.isOpen, unresolved]);
  for (const event of history.events) {
    rows.add("status_events", [
      ids.events++,
      id,
      event.kind,
      event.status,
      event.statusRaw,
      event.resolution,
      event.resolution && sentenceCase(event.resolution),
      event.closedOn,
      event.basis,
      event.publisher,
      event.asOf,
      noonOf(event.observedOn),
      ids.source,
    ]);
  }
  return id;
}

/** What the function unresolved_key in sql/ gives. */
function unresolvedKey(
  { status, resolution, isOpen }: History,
  { questioned, betterUse }: ReturnType<typeof moneyOf>,
  decided: boolean,
): number {
  const isClosed = !isOpen && status !== "UNKNOWN";
  if (isClosed || resolution === "RESOLVED") return 0;
  const hasQuestioned = questioned !== null && questioned > 0;
  const isUndecided = (hasQuestioned && !decided) || (betterUse !== null && betterUse > 0);
  if (hasQuestioned && !isUndecided) return 0;
  if (!isOpen) return 1;
  return resolution !== "UNKNOWN" || isUndecided ? 3 : 2;
}

/** Adds each addressee's response; returns the latest day promised. */
function respond(
  { random, rows, ids, issued }: ReportDraft,
  recommendation: number,
  addressees: readonly number[],
  isOpen: boolean,
): number | null {
  let latest: number | null = null;
  // Responses are written after the addressees; tables are sent in their own order, so the order here is free.
  for (const agency of addressees) {
    const answered = issued + random.whole(20, 60);
    if (answered > today || random.chance(0.1)) {
      if (isOpen && answered > today)
        rows.add("responses", [
          ids.responses++,
          recommendation,
          agency,
          "NOT_YET_DUE",
          null,
          null,
          null,
          null,
          null,
          null,
          ids.source,
        ]);
      continue;
    }
    const position = positions[random.weighted(positionWeights)]!;
    const promised = random.chance(0.7) ? answered + random.whole(90, 720) : null;
    const revised = promised !== null && random.chance(0.2) ? promised + random.whole(60, 720) : null;
    const text = random.chance(0.75) ? answer(random) : null;
    const planned = promised !== null && random.chance(0.8) ? plan(random) : null;
    rows.add("responses", [
      ids.responses++,
      recommendation,
      agency,
      position,
      positionWords[position]!,
      text,
      planned,
      answered,
      promised,
      revised,
      ids.source,
    ]);
    const until = revised ?? promised;
    if (until !== null && (latest === null || until > latest)) latest = until;
  }
  return latest;
}

function moneyOf({ random, money }: ReportDraft): {
  questioned: number | null;
  unsupported: number | null;
  betterUse: number | null;
} {
  const questioned = random.chance(0.08) ? amount(random.exponential(2_000_000)) : null;
  const unsupported =
    questioned !== null && random.chance(0.4) ? Math.round(questioned * random.next()) : null;
  const betterUse = random.chance(0.05) ? amount(random.exponential(5_000_000)) : null;
  money.questioned += questioned ?? 0;
  money.unsupported += unsupported ?? 0;
  money.betterUse += betterUse ?? 0;
  return { questioned, unsupported, betterUse };
}

function sentenceCase(value: string): string {
  return value[0] + value.slice(1).toLowerCase().replace(/_/g, " ");
}
