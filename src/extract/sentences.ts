// Cuts a text into sentences and headings, each with its place. Made for the prose of oversight reports:
// "U.S.", "No. 3", "Inc.", "FY 2018.", initials, "v.", footnote figures, no-break spaces, a missing last full stop.

import type { Span } from "./facts";
import { headingSection, INLINE_HEADING, type Section } from "./headings";
import { isSpace, squeeze } from "./text";

/** One sentence, verbatim at its span. `statement` has its white space made single. */
export interface Sentence {
  readonly text: string;
  readonly span: Span;
  readonly statement: string;
  /** A line of its own such as "What We Found". */
  readonly isHeading: boolean;
  /** What the last heading above announces; null before any heading. */
  readonly section: Section | null;
  /** Counts paragraphs from 0. */
  readonly paragraph: number;
}

/** Longer than this is no prose but a table or noise: patterns made for sentences are never let loose on it. */
const LONGEST = 4000;

/**
 * Sentences in the order of the text. Empty or blank text gives an empty list;
 * a stretch of more than 4,000 characters without a sentence's end is left out.
 */
export function sentences(text: string): Sentence[] {
  const found: Sentence[] = [];
  let section: Section | null = null;
  let paragraph = -1;
  let lastEnd = -1;
  for (const block of blocks(text)) {
    if (lastEnd < 0 || /\n[ \t\u00A0]*\r?\n/u.test(text.slice(lastEnd, block.start))) paragraph++;
    lastEnd = block.end;
    for (const piece of headingPieces(text, block)) {
      const announced = headingSection(text.slice(piece.start, piece.end));
      if (announced) section = announced;
      for (const span of announced ? [piece] : cut(text, piece)) {
        const verbatim = text.slice(span.start, span.end);
        if (verbatim.length > LONGEST) continue;
        found.push({
          text: verbatim,
          span,
          statement: squeeze(verbatim),
          isHeading: announced !== null || isTitle(verbatim),
          section,
          paragraph,
        });
      }
    }
  }
  return found;
}

/** A title on a line of its own: capitalised words without a full stop, and no sentence's verb in lower case among them. */
function isTitle(text: string): boolean {
  const words = squeeze(text);
  if (words.length > 160 || /[.?!:;,]["”’)]*$/u.test(words)) return false;
  const long = words.split(" ").filter((word) => /^\p{L}{4,}/u.test(word));
  const capitals = long.filter((word) => /^\p{Lu}/u.test(word));
  return long.length >= 2 && capitals.length / long.length > 0.85 && words.split(" ").length <= 22;
}

/** Paragraphs, list items and heading lines: a sentence never crosses from one to the next. */
function blocks(text: string): Span[] {
  const result: Span[] = [];
  let start = 0;
  const close = (end: number) => {
    const span = trimmed(text, { start, end });
    if (span) result.push(span);
  };

  for (const line of text.matchAll(/[^\n]*(?:\n|$)/gu)) {
    if (line[0] === "") break;
    const content = line[0].trim();

    // Bullets that a copied page has run into one line.
    for (const bullet of content.includes("•")
      ? line[0].matchAll(/(?<=\S[\s\u00A0]+)[•●▪](?=[\s\u00A0]+\p{Lu})/gu)
      : []) {
      close(line.index + bullet.index);
      start = line.index + bullet.index;
    }
    const isBreak =
      content === "" || headingSection(content) !== null || /^[•●▪◦‣*\u2022]|^[-–—]\s/u.test(content);
    if (!isBreak) continue;
    close(line.index);
    start = line.index;
    if (content !== "" && headingSection(content) !== null) {
      close(line.index + line[0].length);
      start = line.index + line[0].length;
    }
  }
  close(text.length);
  return result.map((span) => skipBullet(text, span)).filter((span) => span.start < span.end);
}

function skipBullet(text: string, span: Span): Span {
  const bullet = /^(?:[•●▪◦‣*]+|[-–—](?=\s))[\s\u00A0]*/u.exec(text.slice(span.start, span.end));
  return bullet ? { start: span.start + bullet[0].length, end: span.end } : span;
}

/** Headings that a copied page has run into the text: "What We Found FEMA did not …". */
function headingPieces(text: string, block: Span): Span[] {
  const result: Span[] = [];
  let start = block.start;
  const body = text.slice(block.start, block.end);
  if (headingSection(body)) return [block];
  for (const match of body.matchAll(INLINE_HEADING)) {
    const at = block.start + match.index;
    push(start, at);
    push(at, at + match[0].length);
    start = at + match[0].length;
  }
  push(start, block.end);
  return result;

  function push(from: number, to: number): void {
    const span = trimmed(text, { start: from, end: to });
    if (span) result.push(span);
  }
}

function cut(text: string, block: Span): Span[] {
  const result: Span[] = [];
  let start = block.start;
  const body = text.slice(0, block.end);
  const terminator =
    /([.?!]+)([\d]{1,2}(?=[\s\u00A0]))?(["'”’)\]]*)(?=[\s\u00A0]|$|(?<=\p{Ll}{3}\.)\p{Lu}\p{Ll}{2})/gu;
  terminator.lastIndex = block.start;
  for (let match = terminator.exec(body); match; match = terminator.exec(body)) {
    const end = match.index + match[0].length;
    if (!endsSentence(body.slice(start, match.index), match[1]!, body.slice(end))) continue;
    const span = trimmed(text, { start, end });
    if (span) result.push(span);
    start = end;
  }
  const rest = trimmed(text, { start, end: block.end });
  if (rest) result.push(rest);
  return result;
}

// Abbreviations that stand before what they abbreviate: never the end of a sentence when something follows.
const LEADING =
  /(?:^|[^\p{L}])(?:Mr|Mrs|Ms|Dr|Prof|Hon|Sen|Rep|Gen|Adm|Gov|Lt|Col|Sgt|Capt|Cmdr|Ft|Mt|St|Nos?|Sec|Secs|Fig|Figs|Vol|Ch|Art|Pt|Par|pp?|v|vs|e\.g|i\.e|cf|ca|approx|est|Pub|Stat|Rev|Dept|Admin|App|Exh|Attn|Tel|Ext|ed|sec|secs|fig|figs|no|nos|vol|ch|art|pt|par)$/u;
const MONTH = /(?:^|[^\p{L}])(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$/u;
// Abbreviations that may end a sentence: they do when the next word is one that opens sentences.
const TRAILING =
  /(?:^|[^\p{L}])(?:(?:\p{L}\.)+\p{L}|\p{Lu}|Inc|Co|Corp|Ltd|Bros|Jr|Sr|Esq|LLC|LLP|etc|al|Assn|Univ|Blvd|Ave|Ph\.D)$/u;
const OPENER =
  /^["'“‘([]*(?:The|This|That|These|Those|There|They|Their|We|Our|It|Its|In|On|At|As|For|From|By|To|An?|If|Because|Although|While|When|However|Further|Furthermore|Moreover|Also|Additionally|Finally|Consequently|Therefore|Thus|Specifically|Instead|Despite|Of|During|After|Before|Since|Until|Unless|Without|Neither|None|No(?!\.)|Not|Some|Many|Most|Several|All|Both|Each|Overall|Officials|Auditors|Management|Officers|Inspectors|He|She|I|What|Why)(?![\p{L}])/u;

function endsSentence(before: string, marks: string, after: string): boolean {
  const next = after.trimStart();
  if (next === "") return true;
  if (/^[.,;:]/u.test(next) || /^\p{Ll}/u.test(next)) return false;
  if (
    /^[\s\u00A0]*[([]?[\p{L}\d]{1,3}[\])]?$/u.test(before) &&
    /^[\s\u00A0]*[([]?(?:\d{1,3}|\p{L})[\])]?$/u.test(before)
  )
    return false;
  if (marks !== ".") return true;
  if (LEADING.test(before)) return false;
  if (MONTH.test(before)) return !/^\d/u.test(next);
  if (TRAILING.test(before)) return OPENER.test(next);
  return true;
}

function trimmed(text: string, span: Span): Span | null {
  let { start, end } = span;
  while (start < end && isSpace(text[start]!)) start++;
  while (end > start && isSpace(text[end - 1]!)) end--;
  return start < end ? { start, end } : null;
}
