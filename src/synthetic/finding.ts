// Generates a finding with its elements; the sentence stands in the report's summary, where it is quoted from.

import type { FindingDraft, ReportDraft } from "./drafts";
import { amount, cents } from "./money";
import * as sentences from "./sentences";
import { programme } from "./sentences";

/** Adds finding `at` of the report, and its sentence to the summary. */
export function addFinding(report: ReportDraft, at: number, texts: { summary: string }): FindingDraft {
  const { random, rows, ids, agencyName } = report;
  const kind = random.weighted([80, 8, 6, 6]);
  const statement = sentences.statement(random, agencyName, kind === 1);
  const isQuoted = random.chance(0.93);
  const start = texts.summary.length + 1;
  if (isQuoted) texts.summary += `${at % 4 === 3 ? "\n" : " "}${statement}`;
  const isRepeat = kind === 0 && random.chance(0.06);
  const isPrinted = random.chance(0.6);
  const number = report.isSingleAudit
    ? `20${report.number.slice(4, 6)}-${String(at + 1).padStart(3, "0")}`
    : String(at + 1);
  const id = ids.findings++;
  const questioned = random.chance(0.05) ? amount(random.exponential(900_000)) : null;
  const weakness = report.isSingleAudit ? random.chance(0.3) : null;
  rows.add("findings", [
    id,
    report.id,
    number,
    isPrinted,
    statement,
    ["DEFICIENCY", "COMPLIANT", "CONCLUSION", "OBSERVATION"][kind]!,
    random.chance(0.6) ? sentences.condition(random) : null,
    random.chance(0.45) ? sentences.criteria(random) : null,
    random.chance(0.5) ? sentences.cause(random) : null,
    random.chance(0.5) ? sentences.effect(random, agencyName) : null,
    isQuoted ? statement : null,
    isQuoted ? start : null,
    isQuoted ? start + statement.length : null,
    cents(questioned),
    weakness,
    weakness === null ? null : !weakness,
    report.isSingleAudit ? questioned !== null : null,
    isRepeat ? true : random.chance(0.3) ? false : null,
    ids.source,
  ]);
  if (report.isSingleAudit) addAwards(report, id);
  return { id, number, isQuoted, isRepeat };
}

function addAwards({ random, rows, ids }: ReportDraft, finding: number): void {
  const count = random.whole(1, 3);
  for (let at = 0; at < count; at += 1) {
    rows.add("finding_awards", [
      ids.awards++,
      finding,
      `AWARD-${String(at + 1).padStart(4, "0")}`,
      `${random.whole(10, 98)}.${random.whole(100, 999)}`,
      programme(random),
      cents(amount(random.exponential(3_000_000))),
      random.chance(0.7),
      random.chance(0.4),
    ]);
  }
}
