// Layout B: a collapsed copy. Labels, values and the next entry's title run together on one line;
// a title and summary stand before their own number, and the first entry has often lost both.

import { squeeze } from "../extract/text";
import { type Draft, emptyDraft, isFurniture, linesOf, type Problem, trimSpan } from "./reading";

/** The run of labels that closes an entry. Label and value touch, so a title's own "Fiscal Year 2016" is none. */
export const COLLAPSED_RUN =
  /Report Number(?:: ?)?([^\n]{0,60}?)Issue Date([^\n]{0,60}?)Document File([^\n]{0,200}?)DHS Agency([^\n]{0,300}?)(?:Oversight Area([^\n]{0,300}?))?(?:Keywords([^\n]{0,500}?))?Fiscal Year(\d{4})?/gu;

const SUMMARY = /(?:^|\n|(?<=[\p{L}\p{N}.)”"?!]))[ \t\u00A0]*Executive Summary[ \t\u00A0]*\n?/u;

/** Reads the page. A title left over at the end is an entry that has lost its number. */
export function readCollapsed(text: string): {
  heading: string | null;
  drafts: Draft[];
  problems: Problem[];
} {
  const runs = [...text.matchAll(COLLAPSED_RUN)];
  const drafts: Draft[] = [];
  const first = opening(text, runs[0]?.index ?? text.length);
  let from = first.from;
  for (const run of runs) {
    const draft = before(text, from, run.index);
    const end = run.index + run[0].length;
    draft.span = { start: Math.min(draft.span.start, run.index), end };
    draft.reportNumber = word(run[1]);
    draft.issueDate = word(run[2]);
    draft.agencies = list(run[4]);
    draft.oversightAreas = list(run[5]);
    draft.keywords = list(run[6]);
    draft.fiscalYear = word(run[7]);
    drafts.push(draft);
    from = end;
  }
  const rest = before(text, from, text.length);
  if (rest.title && !isFurniture(rest.title))
    drafts.push({ ...rest, span: trimSpan(text, from, text.length) ?? rest.span });
  return { heading: first.heading, drafts, problems: [] };
}

/** The heading above the list, and where the first entry begins. */
function opening(text: string, until: number): { heading: string | null; from: number } {
  const lines = linesOf(text.slice(0, until)).filter(({ text: line }) => line.trim() !== "");
  const bullet = lines.findIndex(({ text: line }) => /^\s*[-–•*]\s?/u.test(line));
  const summary = lines.findIndex(({ text: line }) => /^\s*Executive Summary/u.test(line));
  // A title kept for the first entry stands right above its summary.
  const firstOfEntry = bullet >= 0 ? bullet : summary > 0 ? summary - 1 : lines.length;
  const heading = lines
    .slice(0, firstOfEntry)
    .filter(({ text: line }) => !isFurniture(line))
    .at(-1);
  return { heading: heading ? squeeze(heading.text) : null, from: lines[firstOfEntry]?.start ?? until };
}

function before(text: string, from: number, to: number): Draft {
  const draft = emptyDraft(trimSpan(text, from, to)?.start ?? to);
  const body = text.slice(from, to);
  const summary = SUMMARY.exec(body);
  const title = squeeze(body.slice(0, summary?.index ?? body.length))
    .replace(/^[-–•*]\s*/u, "")
    .replace(/\s[-–•*]$/u, "");
  draft.title = /\p{L}/u.test(title) ? title : null;
  if (summary) draft.summarySpan = trimSpan(text, from + summary.index + summary[0].length, to);
  return draft;
}

function word(raw: string | undefined): string | null {
  return squeeze(raw ?? "") || null;
}

function list(raw: string | undefined): string[] {
  return (raw ?? "").split(/[,;]/u).map(squeeze).filter(Boolean);
}
