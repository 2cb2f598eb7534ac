// What the three layout readers share: the labels, an entry in the making, lines and their places.

import { isoDay } from "../../../extract/dates";
import type { Span } from "../../../extract/facts";
import { isSpace, squeeze } from "../../../extract/text";

export interface Problem {
  /** From 1. */
  readonly line: number;
  readonly reason: string;
}

/** An entry as its layout gives it, values as printed. */
export interface Draft {
  reportNumber: string | null;
  title: string | null;
  summarySpan: Span | null;
  fiscalYear: string | null;
  issueDate: string | null;
  agencies: string[];
  oversightAreas: string[];
  keywords: string[];
  span: Span;
}

export function emptyDraft(start: number): Draft {
  return {
    reportNumber: null,
    title: null,
    summarySpan: null,
    fiscalYear: null,
    issueDate: null,
    agencies: [],
    oversightAreas: [],
    keywords: [],
    span: { start, end: start },
  };
}

export type Label =
  | "Executive Summary"
  | "Report Number"
  | "Issue Date"
  | "Document File"
  | "DHS Agency"
  | "Oversight Area"
  | "Keywords"
  | "Fiscal Year";

/** A report number of this office at the head of a text, suffixes included. */
export const NUMBER_AT_START =
  /^(?:OIG|DHS[-‐‑–—]OIG|INV|CIS)[-‐‑–— ]?(?:[A-Z]{2,6}[-‐‑–—])?\d{2}[-‐‑–— ]\d{1,4}(?:[-‐‑–—](?:[A-Z]{1,6}|\d{1,3}))*(?![\p{L}\p{N}])/iu;

export interface Line {
  readonly text: string;
  readonly start: number;
  /** Without the line end. */
  readonly end: number;
  readonly number: number;
}

export function linesOf(text: string): Line[] {
  let start = 0;
  return text.split("\n").map((raw, i) => {
    const line = {
      text: raw.replace(/\r$/u, ""),
      start,
      end: start + raw.replace(/\r$/u, "").length,
      number: i + 1,
    };
    start += raw.length + 1;
    return line;
  });
}

/** Gives the line (from 1) on which an offset stands. */
export function lineFinder(text: string): (offset: number) => number {
  const starts = linesOf(text).map(({ start }) => start);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** The span without white space at its ends; null when nothing is left. */
export function trimSpan(text: string, start: number, end: number): Span | null {
  let from = start;
  let to = end;
  while (from < to && isSpace(text[from]!)) from++;
  while (to > from && isSpace(text[to - 1]!)) to--;
  return from < to ? { start: from, end: to } : null;
}

// Lines of the site around the listing: banner, pager, footer. Compared in lower case, white space made single.
const FURNITURE =
  /^(?:skip to main content|u\.s\. flag|an official website of the united states government|here[’']s how you know|government website|official websites use \.gov|a \.gov website belongs to .*|safely connect using https|secure \.gov websites use https|a lock \(.*|home|menu|search|main navigation|breadcrumb|pagination|[«‹]? ?(?:first|previous|prev|next|last|current)(?: page)?(?: \d+)? ?[»›]?|page \d+(?: of \d+)?|\d{1,3}|[«»‹›…]+|sort (?:ascending|descending)|apply|reset|items per page.*|displaying \d.*|share|print|subscribe(?: to .*)?|return to top|back to top|.*\.pdf(?: \(.*\))?)$/iu;

export function isFurniture(line: string): boolean {
  const words = squeeze(line);
  return words === "" || FURNITURE.test(words);
}

/** A year of four digits in a plausible range; null otherwise. */
export function yearOrNull(raw: string | null): number | null {
  const match = /^(?:FY ?)?((?:19|20)\d{2})$/iu.exec(raw?.trim() ?? "");
  return match ? Number(match[1]) : null;
}

export function isoOrNull(raw: string | null): string | null {
  return raw ? isoDay(squeeze(raw)) : null;
}
