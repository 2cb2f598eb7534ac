// Layout B: a collapsed copy. Labels, values and the next entry's title run together on one line;
// a title and summary stand before their own number, and the first entry has often lost both.

import { agenciesMentioned } from "../../../extract/agencies";
import { squeeze } from "../../../extract/text";
import { type Draft, emptyDraft, isFurniture, linesOf, type Problem, trimSpan } from "./reading";

const LABELS = [
  "Report Number",
  "Issue Date",
  "Document File",
  "DHS Agency",
  "Oversight Area",
  "Keywords",
  "Fiscal Year",
] as const;
const LABEL = new RegExp(`(?:${LABELS.join("|")}):?`, "gu");
// Label and value touch, so a title's own "Fiscal Year 2016" closes nothing.
const LAST = /Fiscal Year:?((?:19|20)\d{2})?(?! )/gu;

/** The labels that close an entry, with their values as printed. */
export interface Run {
  readonly start: number;
  readonly end: number;
  readonly values: ReadonlyMap<string, string>;
}

/** The runs of the text, in order: "Report Number…" to "Fiscal Year…" on one line, any label between them absent or not. */
export function collapsedRuns(text: string): Run[] {
  const runs: Run[] = [];
  for (
    let start = text.indexOf("Report Number");
    start >= 0;
    start = text.indexOf("Report Number", start + 1)
  ) {
    if (start < (runs.at(-1)?.end ?? 0)) continue;
    const lineEnd = text.indexOf("\n", start);
    LAST.lastIndex = start;
    const last = LAST.exec(text);
    if (!last || (lineEnd >= 0 && last.index > lineEnd) || last.index - start > 2000) continue;
    const body = text.slice(start, last.index);
    if (body.indexOf("Report Number", 1) >= 0) continue;
    const labels = [...body.matchAll(LABEL)];
    const values = new Map(
      labels.map((label, i) => [
        label[0].replace(":", ""),
        squeeze(body.slice(label.index + label[0].length, labels[i + 1]?.index)),
      ]),
    );
    values.set("Fiscal Year", last[1] ?? "");
    runs.push({ start, end: last.index + last[0].length, values });
  }
  return runs;
}

const SUMMARY = /(?:^|\n|(?<=[\p{L}\p{N}.)”"?!]))[ \t\u00A0]*Executive Summary[ \t\u00A0]*\n?/u;

/** Reads the page. A title left over at the end, or one with another title below it, is an entry that has lost its number. */
export function readCollapsed(text: string): {
  heading: string | null;
  drafts: Draft[];
  problems: Problem[];
} {
  const runs = collapsedRuns(text);
  const drafts: Draft[] = [];
  const { heading, from: first } = opening(text, runs[0]?.start ?? text.length);
  let from = first;
  for (const { start, end, values } of runs) {
    const [titles, own] = stack(text, from, start);
    drafts.push(...titles);
    drafts.push({
      ...own,
      span: { start: Math.min(own.span.start, start), end },
      reportNumber: values.get("Report Number") || null,
      issueDate: values.get("Issue Date") || null,
      agencies: list(values.get("DHS Agency")),
      oversightAreas: list(values.get("Oversight Area")),
      keywords: list(values.get("Keywords")),
      fiscalYear: values.get("Fiscal Year") || null,
    });
    from = end;
  }
  const [titles, last] = stack(text, from, text.length);
  drafts.push(...[...titles, last].filter(({ title }) => title !== null && !isFurniture(title)));
  return { heading, drafts, problems: [] };
}

/** Between two runs stands the next entry's title and summary; a title line above another title has lost its number. */
function stack(text: string, from: number, to: number): [Draft[], Draft] {
  const summary = SUMMARY.exec(text.slice(from, to));
  const titlesEnd = from + (summary?.index ?? to - from);
  const lines = linesOf(text.slice(from, titlesEnd))
    .map(({ start, end }) => trimSpan(text, from + start, from + end))
    .filter((span) => span !== null && /\p{L}/u.test(text.slice(span.start, span.end)));
  const drafts = lines.map((span) => ({
    ...emptyDraft(span!.start),
    title: squeeze(text.slice(span!.start, span!.end)).replace(/^[-–•*]\s*/u, ""),
    span: span!,
  }));
  const own = drafts.pop() ?? emptyDraft(to);
  if (summary) own.summarySpan = trimSpan(text, from + summary.index + summary[0].length, to);
  if (own.summarySpan) own.span = { start: own.span.start, end: own.summarySpan.end };
  return [drafts, own];
}

/**
 * The heading is the last short line above the list's first item, or where the items are unmarked the page's first line;
 * an agency's name in full under its short one is part of it.
 */
function opening(text: string, until: number): { heading: string | null; from: number } {
  const lines = linesOf(text.slice(0, until)).filter(({ text: line }) => !isFurniture(line));
  const item = lines.findIndex(({ text: line }) => /^\s*[-–•*](?:\s|$)/u.test(line));
  if (item >= 0) {
    const above = lines
      .slice(0, item)
      .filter(({ text: line }) => line.trim().length < 80 && !/[.?!]$/u.test(line.trim()));
    const [last, before] = [above.at(-1), above.at(-2)];
    const heading =
      last && before && [last, before].every(({ text: line }) => isAgencyName(squeeze(line))) ? before : last;
    return { heading: heading ? squeeze(heading.text) : null, from: lines[item]!.start };
  }
  const isUnheaded = !lines[0] || /^\s*Executive Summary/u.test(lines[0].text);
  const rest = lines.slice(isUnheaded ? 0 : 1).filter(({ text: line }) => !isAgencyName(squeeze(line)));
  return { heading: isUnheaded ? null : squeeze(lines[0]!.text), from: rest[0]?.start ?? until };
}

function isAgencyName(line: string): boolean {
  return agenciesMentioned(line, { home: "dhs" })[0]?.quote.length === line.length;
}

function list(raw: string | undefined): string[] {
  return (raw ?? "").split(/[,;]/u).map(squeeze).filter(Boolean);
}
