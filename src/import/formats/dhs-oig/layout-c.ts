// Layout C: the table of all reports. A row is "NUMBER title YEAR", or NUMBER and summary, then ">title", then the year;
// a date may stand before the year, a summary may be empty or have several paragraphs.

import { squeeze } from "../../../extract/text";
import {
  type Draft,
  emptyDraft,
  isFurniture,
  type Line,
  linesOf,
  NUMBER_AT_START,
  type Problem,
  trimSpan,
} from "./reading";

/** The head of the table, wherever the sort mark stands in it. */
export const TABLE_HEADER = /^Report Number\b.{0,30}\bTitle\b.{0,30}\bIssue Date\b.{0,30}\bFiscal Year\b/iu;

const DATE =
  "(?:\\d{1,2}/\\d{1,2}/\\d{2,4}|\\d{4}-\\d{2}-\\d{2}|(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.? \\d{1,2}, ?\\d{4})";
const YEAR_LINE = new RegExp(`^(?:(${DATE})\\s+)?((?:19|20)\\d{2})$`, "iu");
const DATE_LINE = new RegExp(`^(${DATE})$`, "iu");
const ROW_END = new RegExp(`^(.*?)(?:\\s+(${DATE}))?\\s+((?:19|20)\\d{2})$`, "iu");

interface Row {
  draft: Draft;
  /** Offsets of the text after the number, up to ">title". */
  bodyStart: number;
  bodyEnd: number;
  hasTitle: boolean;
  isComplete: boolean;
}

/** Reads the page. A row without a year is kept and said to be so; text outside rows is a problem. */
export function readTable(text: string): { heading: string | null; drafts: Draft[]; problems: Problem[] } {
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  let heading: string | null = null;
  let isInTable = false;
  let row: Row | null = null;

  for (const line of linesOf(text)) {
    const words = line.text.trim();
    if (words === "") continue;
    if (TABLE_HEADER.test(words)) isInTable = true;
    else if (NUMBER_AT_START.test(words) && !isMidSummary(words)) start(line, words);
    else if (!row) outside(line, words);
    else inside(line, words, row);
  }
  finish();
  return { heading, drafts, problems };

  function start(line: Line, words: string): void {
    finish();
    const number = NUMBER_AT_START.exec(words)![0];
    const at = line.start + line.text.indexOf(number);
    const draft = emptyDraft(at);
    draft.reportNumber = squeeze(number);
    draft.span = { start: at, end: trimSpan(text, line.start, line.end)!.end };
    row = { draft, bodyStart: at + number.length, bodyEnd: line.end, hasTitle: false, isComplete: false };
    const end = ROW_END.exec(words.slice(number.length));
    if (!end || /[.?!]["”’)]*$/u.test(end[1]!.trim())) return;
    draft.title = end[1]!.replace(/^\s*>/u, "");
    draft.issueDate = end[2] ?? null;
    draft.fiscalYear = end[3]!;
    row.hasTitle = row.isComplete = true;
  }

  function inside(line: Line, words: string, current: Row): void {
    const year = YEAR_LINE.exec(words);
    if (current.isComplete) {
      outside(line, words);
      return;
    }
    if (!current.hasTitle && words.startsWith(">")) {
      current.bodyEnd = line.start;
      current.hasTitle = true;
      const end = ROW_END.exec(words.slice(1));
      current.draft.title = end ? end[1]! : words.slice(1);
      if (end)
        [current.draft.issueDate, current.draft.fiscalYear, current.isComplete] = [
          end[2] ?? null,
          end[3]!,
          true,
        ];
    } else if (year && (current.hasTitle || !current.isComplete)) {
      current.draft.issueDate = year[1] ?? current.draft.issueDate;
      current.draft.fiscalYear = year[2]!;
      current.isComplete = true;
    } else if (current.hasTitle && DATE_LINE.test(words)) {
      current.draft.issueDate = words;
    } else if (current.hasTitle) {
      current.draft.title = `${current.draft.title} ${words}`;
    } else {
      current.bodyEnd = line.end;
    }
    current.draft.span = { start: current.draft.span.start, end: trimSpan(text, line.start, line.end)!.end };
  }

  /** A summary's own line may begin with another report's number: then no title has come yet, and the text before has run on. */
  function isMidSummary(words: string): boolean {
    if (!row || row.isComplete || row.hasTitle || ROW_END.test(words)) return false;
    const body = text.slice(row.bodyStart, row.bodyEnd).trim();
    return body !== "" && !/[.?!]["”’)]*$/u.test(body);
  }

  function outside(line: Line, words: string): void {
    if (isFurniture(words)) return;
    const end = isInTable ? ROW_END.exec(words) : null;
    if (end) {
      finish();
      const draft = emptyDraft(trimSpan(text, line.start, line.end)!.start);
      drafts.push({
        ...draft,
        title: end[1]!,
        issueDate: end[2] ?? null,
        fiscalYear: end[3]!,
        span: trimSpan(text, line.start, line.end)!,
      });
    } else if (isInTable)
      problems.push({ line: line.number, reason: `“${words.slice(0, 60)}” belongs to no row of the table` });
    else heading = squeeze(words);
  }

  function finish(): void {
    if (!row) return;
    const { draft, bodyStart, bodyEnd, hasTitle, isComplete } = row;
    const body = trimSpan(text, bodyStart, bodyEnd);
    if (!hasTitle && body) draft.title = text.slice(body.start, body.end);
    else if (hasTitle && bodyEnd <= draft.span.end && body && !isComplete) draft.summarySpan = body;
    else if (hasTitle && body && text[bodyEnd - 1] === "\n") draft.summarySpan = body;
    drafts.push(draft);
    row = null;
  }
}
