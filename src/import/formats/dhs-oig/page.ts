// Reads a listing page of DHS OIG (topic page, collapsed copy, or table), as text or saved HTML, into its entries.
// It says what stands on the page and where; it stores nothing.

import type { Span } from "../../../extract/facts";
import { type ReportType, reportTypeHint, type TitleMarks, titleMarks } from "../../../extract/report-number";
import { squeeze } from "../../../extract/text";
import { type AgencyReading, readAgencies } from "./agencies-of-entry";
import { type Detection, detect, type Layout } from "./detect";
import { visibleText } from "./html";
import { readLabelled } from "./layout-a";
import { readCollapsed } from "./layout-b";
import { readTable } from "./layout-c";
import { type Draft, isoOrNull, lineFinder, type Problem, yearOrNull } from "./reading";

/** One report of the page. What the page doesn't say is null or empty. */
export interface Entry {
  /** As printed, suffixes such as -D, -VR, -UNSUM included; null where the page gives none, which is no problem of a titled entry. */
  readonly reportNumber: string | null;
  /** White space made single; "(Revised)", "(REDACTED)", "Management Alert -" kept. */
  readonly title: string | null;
  /** Exact substring of the page's text: `page.text.slice(summarySpan.start, summarySpan.end)`. */
  readonly summary: string | null;
  readonly summarySpan: Span | null;
  readonly fiscalYear: number | null;
  /** ISO day. */
  readonly issuedOn: string | null;
  readonly agencies: AgencyReading;
  readonly oversightAreas: readonly string[];
  readonly keywords: readonly string[];
  /** From number and title; null where they don't tell. */
  readonly typeHint: ReportType | null;
  readonly marks: TitleMarks;
  /** The whole entry in the page's text. */
  readonly span: Span;
  /** Line of the page's text on which the entry begins, from 1. */
  readonly line: number;
}

export interface DhsOigPage {
  /** Null: not such a page; then there is a problem that says so. */
  readonly layout: Layout | null;
  /** The page's own heading ("Deportation"); null when it has none. */
  readonly heading: string | null;
  /** The heading where it names a topic, not the whole listing ("Audits, Inspections, and Evaluations"). */
  readonly topic: string | null;
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
  /** The text that all spans and lines refer to: the input itself, or the visible text of HTML. */
  readonly text: string;
}

export { type AgencyReading, type Detection, detect, type Layout, type Problem };

const READERS: Record<
  Layout,
  (text: string) => { heading: string | null; drafts: Draft[]; problems: Problem[] }
> = {
  A: readLabelled,
  B: readCollapsed,
  C: readTable,
};

/** Never throws. Anything that is no such page gives no entries and a problem with its line. */
export function readDhsOigPage(input: string): DhsOigPage {
  const { layout, isHtml } = detect(input);
  const text = isHtml ? visibleText(input) : input;
  if (layout === null) {
    const first = text.split("\n").findIndex((line) => line.trim() !== "");
    const line = first < 0 ? 1 : first + 1;
    const reason =
      first < 0
        ? "the file is empty"
        : "no report entry of a DHS OIG listing page (labels “Report Number”, “Fiscal Year”, or its table) was found";
    return { layout, heading: null, topic: null, entries: [], problems: [{ line, reason }], text };
  }
  const { heading, drafts, problems } = READERS[layout](text);
  const all = [...problems];
  const lineOf = lineFinder(text);
  const entries = drafts.map((draft) => entryOf(text, draft, lineOf(draft.span.start), all));
  const topic =
    heading &&
    !/^(?:audits, inspections,? and evaluations|reports|all reports|(?:management alerts|audits|inspections))$/iu.test(
      heading,
    )
      ? heading
      : null;
  return { layout, heading, topic, entries, problems: all.sort((a, b) => a.line - b.line), text };
}

function entryOf(text: string, draft: Draft, line: number, problems: Problem[]): Entry {
  const title = draft.title ? squeeze(draft.title) || null : null;
  const complain = (reason: string) => problems.push({ line, reason });
  if (draft.reportNumber === null && title === null)
    complain("the entry has neither a report number nor a title");
  const fiscalYear = yearOrNull(draft.fiscalYear);
  if (draft.fiscalYear && fiscalYear === null) complain(`fiscal year “${draft.fiscalYear}” is no year`);
  const issuedOn = isoOrNull(draft.issueDate);
  if (draft.issueDate && issuedOn === null) complain(`issue date “${draft.issueDate}” is no date`);
  const summary = draft.summarySpan ? text.slice(draft.summarySpan.start, draft.summarySpan.end) : null;
  return {
    reportNumber: draft.reportNumber,
    title,
    summary,
    summarySpan: draft.summarySpan,
    fiscalYear,
    issuedOn,
    agencies: readAgencies(draft.agencies, title, summary),
    oversightAreas: draft.oversightAreas,
    keywords: draft.keywords,
    typeHint: reportTypeHint(draft.reportNumber, title),
    marks: titleMarks(title ?? ""),
    span: draft.span,
    line,
  };
}
