// Recommendations printed one by one in a full report text: numbered lists with wrapped lines and page furniture inside,
// "Recommendation 2b: …", HUD's "1A.", GAO's "(Recommendation 1)", lettered parts under a lead-in.

import { agencySlugs } from "../agencies";
import { ANSWER_HEADING } from "../answers/headings";
import type { Context, RecommendationTextFact } from "../facts";
import { headingSection } from "../headings";
import { type ContentLine, contentLines, withoutFurniture } from "../pages";
import { by, type RuleName } from "../rules";
import { quoteOf, squeeze } from "../text";

export const HEADING =
  /^(?:summary of )?(?:our |OIG )?recommendations?(?: \d{1,3}(?: ?(?:[-–—]|through|to|and) ?\d{1,3})?)?(?: for (?:executive action|[\p{L} ]{3,40})|, [\p{L}’' ]{3,40}(?:comments?|responses?),? and (?:our|OIG|the OIG’s|auditor) (?:responses?|evaluation|analysis))?:?$/iu;
export const NAMED =
  /^[\s•*-]*(?:OIG )?(?:Recommendation|RECOMMENDATION)\s+(?:[Nn][Oo]s?\.?\s*|#\s*)?(\d{1,3}(?:[-.]\d{1,2})?[A-Za-z]?)(?:\s*[:.–—-]\s*|\s+(?=[\p{Lu}“"([])|\s*$)(.*)$/u;
/** A line of a table of contents. */
const LISTED_PAGE = /\.{4,}|(?:\. ){4,}|…{2,}/u;
const DELETED =
  /^[[(]?(?:recommendation )?(?:was |has been )?(?:deleted|withdrawn|removed|rescinded|reserved|not used)\b.{0,80}$/iu;
const STYLES: readonly (readonly [string, RegExp])[] = [
  ["(1)", /^\s*\((\d{1,2})\)\s*(.*)$/u],
  ["1A.", /^\s*(\d{1,2}[A-Z])[.)](?:\s+(.*))?$/u],
  ["1.1", /^\s*(\d{1,2}\.\d{1,2})\.?(?:\s+(.*))?$/u],
  ["1.", /^\s*(\d{1,2}[a-z]?)\.\s*(?:\s(.*))?$/u],
  ["1)", /^\s*(\d{1,2})\)\s+(.*)$/u],
];
const LETTER = /^\s*\(?([a-z])[.)]\s+(.*)$/u;
export const SECTION_END =
  /^(?:finding|issue|appendix|attachment|conclusions?|exhibit|objective)\b.{0,120}$/iu;

interface Item {
  readonly number: string;
  readonly start: number;
  end: number;
  readonly words: string[];
  /** Which heading it stands under. */
  readonly section: number;
  /** The sentence that leads its list in. */
  readonly lead?: string;
}

/** A printed recommendation, with the line on which it begins. */
export type PrintedRecommendation = RecommendationTextFact & { readonly text: string };

/**
 * The recommendations in the order of the text, each number once (its first printing). Empty when none is printed one by one.
 * A quote is verbatim and may hold page furniture; its `text` has that left out and white space made single.
 */
export function recommendationList(text: string, context: Context = { home: null }): PrintedRecommendation[] {
  const lines = contentLines(text);
  const items = [
    ...underHeadings(lines).map((item) => ({ ...item, rule: "recommendation: numbered list" as RuleName })),
    ...named(lines).map((item) => ({ ...item, rule: "recommendation: named" as RuleName })),
    ...numberedAtTheirEnd(text).map((item) => ({
      ...item,
      rule: "recommendation: numbered at its end" as RuleName,
    })),
  ];
  const unique = items
    .filter((item, i) => items.findIndex(({ number }) => number === item.number) === i)
    .sort((a, b) => a.start - b.start);
  return unique.flatMap((item) => {
    const quote = quoteOf(text, item.start, item.end);
    const words = squeeze(item.words.join(" "));
    if (!quote || !words || DELETED.test(words)) return [];
    const own = agencySlugs(subjectOf(words), context);
    const addressees = own.length > 0 ? own : agencySlugs(item.lead ?? "", context);
    return [{ number: item.number, text: words, addressees, ...quote, ...by(item.rule) }];
  });
}

/** Who is asked: the words before "should", or between "We recommend that" and what is to be done. */
function subjectOf(words: string): string {
  const should = /^([^.;]{3,200}?)\bshould\b/u.exec(words)?.[1];
  const asked =
    /^(?:We|OIG|The OIG)(?: also| further)? recommend(?:ed)?(?: that)?(?: both)? ((?:the )?(?:[\p{Lu}][^\s]*|of|the|for|and|in|coordination|with)(?:,? (?:[\p{Lu}][^\s]*|of|the|for|and|in|coordination|with))*)/u.exec(
      words,
    )?.[1];
  return should ?? asked ?? "";
}

/** "The Secretary should … (Recommendation 1)". */
function numberedAtTheirEnd(text: string): Item[] {
  const clean = withoutFurniture(text);
  const marks = [...clean.matchAll(/\(Recommendation\s+(\d{1,3})\)/gu)];
  return marks.flatMap((mark, i) => {
    const from = Math.max(i > 0 ? marks[i - 1]!.index + marks[i - 1]![0].length : 0, mark.index - 1500);
    const before = clean.slice(from, mark.index);
    const opening = [...before.matchAll(/(?:^|\n\s*\n|[.:•]\s+)(?=(?:The|We|Congress|[A-Z]{2,})\b)/gu)]
      .filter((one) => /\bshould\b|\brecommend/u.test(before.slice(one.index)))
      .at(-1);
    if (!opening) return [];
    const start = from + opening.index + opening[0].length;
    const words = clean.slice(start, mark.index).replace(/[\s.]+$/u, "");
    return [{ number: mark[1]!, start, end: start + words.length, words: [words], section: -1 }];
  });
}

/** Lists under a heading "Recommendations". */
function underHeadings(lines: readonly ContentLine[]): Item[] {
  const found: Item[] = [];
  for (const [at, line] of lines.entries()) {
    if (HEADING.test(squeeze(line.text)) || isLeadIn(lines, at)) found.push(...listBelow(lines, at + 1, at));
  }
  return found;
}

/** "We recommend that the Director:" leads a list in without any heading. */
function isLeadIn(lines: readonly ContentLine[], at: number): boolean {
  const own = squeeze(lines[at]!.text);
  const before = squeeze(lines[at - 1]?.text ?? "");
  if (/^\(?(?:\d{1,2}|[a-z])[.)]/iu.test(own)) return false;
  const words = /[.:]$/u.test(before) ? own : `${before} ${own}`;
  if (!/:$/u.test(words) || !/\b(?:recommend(?:s|ed)?|(?:following|these) recommendations)\b/iu.test(words))
    return false;
  if (/\bprevious|\bprior\b|\b(?:19|20)\d\d (?:report|audit)/iu.test(words)) return false;
  const next = lines.slice(at + 1).find(({ isBlank }) => !isBlank);
  return next !== undefined && /^\s*\(?1[A.a)]|^\s*1\.1/u.test(next.text);
}

function listBelow(lines: readonly ContentLine[], from: number, section: number): Item[] {
  const items: Item[] = [];
  let style: RegExp | null = null;
  let current: Item | null = null;
  let parent = "";
  let wasBlank = false;
  let lead = "";
  for (const line of lines.slice(from)) {
    if (line.isBlank) {
      wasBlank = true;
      continue;
    }
    const words = squeeze(line.text);
    if (HEADING.test(words) || headingSection(words) || SECTION_END.test(words) || LISTED_PAGE.test(words))
      break;
    if (NAMED.test(line.text) || ANSWER_HEADING.test(words)) break;
    const match: RegExpExecArray | null = style ? style.exec(line.text) : startOfList(line.text);
    const number: string | undefined = match?.[1];
    const letter: RegExpExecArray | null = parent ? LETTER.exec(line.text) : null;
    if (match && number && follows(items, parent, number)) {
      style ??= STYLES.find(([, pattern]) => pattern.test(line.text))![1];
      current = open(line, number, match[2] ?? "");
      parent = "";
    } else if (letter && letter[1] === nextLetter(items, parent)) {
      current = open(line, parent + letter[1], letter[2]!);
    } else if (!current) {
      lead = `${lead} ${words}`;
      if (lead.length > 1500) break;
    } else {
      if (wasBlank && /[.?!]["”’)]*$/u.test(squeeze(current.words.join(" ")))) break;
      current.words.push(line.text);
      current.end = line.end;
    }
    // "1. We recommend that the Director:" leads lettered parts in; it asks for nothing by itself.
    if (current && !/[a-z]$/u.test(current.number) && /:$/u.test(words)) parent = current.number;
    wasBlank = false;
  }
  return items.filter(
    ({ number }) =>
      !items.some(
        (other) =>
          other.number !== number &&
          other.number.startsWith(number) &&
          /^[a-z]$/u.test(other.number.slice(number.length)),
      ),
  );

  function open(line: ContentLine, number: string, words: string): Item {
    const offset = words ? line.text.lastIndexOf(words) : line.text.length;
    const item = { number, start: line.start + offset, end: line.end, words: [words], section, lead };
    items.push(item);
    return item;
  }
}

function startOfList(line: string): RegExpExecArray | null {
  for (const [, pattern] of STYLES) {
    const match = pattern.exec(line);
    if (match) return match;
  }
  return null;
}

/** A list counts on: a wrapped line that begins with some number is no item. */
function follows(items: readonly Item[], parent: string, number: string): boolean {
  const last = parent || items.at(-1)?.number;
  const [whole = "0", part] = number.split(".");
  if (!last) return part === undefined ? Number.parseInt(whole, 10) <= 50 : true;
  const [lastWhole = "0", lastPart] = last.split(".");
  if (part === undefined || lastPart === undefined)
    return Number.parseInt(whole, 10) === Number.parseInt(lastWhole, 10) + 1 || number === nextSuffix(last);
  return whole === lastWhole
    ? Number(part) === Number(lastPart) + 1
    : Number(whole) === Number(lastWhole) + 1;
}

/** After "2a" comes "2b". */
function nextSuffix(number: string): string | null {
  const letter = /[a-yA-Y]$/u.exec(number)?.[0];
  return letter ? number.slice(0, -1) + String.fromCharCode(letter.charCodeAt(0) + 1) : null;
}

function nextLetter(items: readonly Item[], parent: string): string {
  const last = items.at(-1)!.number;
  return last === parent ? "a" : String.fromCharCode(last.charCodeAt(last.length - 1) + 1);
}

/** The line goes on with a sentence of the one before. */
function isWrapped(lines: readonly ContentLine[], at: number): boolean {
  const before = lines[at - 1];
  return (
    before !== undefined &&
    !before.isBlank &&
    /(?<![.:;?!)\]”"])$/u.test(squeeze(before.text)) &&
    /\p{Ll}{2,}$/u.test(squeeze(before.text)) &&
    squeeze(before.text).length > 50
  );
}

/** "Recommendation 3: …" wherever it opens a line and words follow; a paragraph is the recommendation. */
function named(lines: readonly ContentLine[]): Item[] {
  const found: Item[] = [];
  for (const [at, line] of lines.entries()) {
    const match = NAMED.exec(line.text);
    if (
      !match?.[1] ||
      LISTED_PAGE.test(line.text) ||
      /\s{3,}\d{1,3}\s*$/u.test(line.text) ||
      isWrapped(lines, at) ||
      /^(?:is|was|has|have|are|were|and|to|in|of|by|as|remains?|will|should|are|on|for|with|from|through|–)\b/u.test(
        match[2]!,
      )
    )
      continue;
    const item: Item = {
      number: match[1],
      start: line.end - (match[2]?.length ?? 0),
      end: line.end,
      words: [match[2]!],
      section: -1,
    };
    for (const next of lines.slice(at + 1)) {
      const words = squeeze(next.text);
      if (next.isBlank && /[.?!]["”’)]*$/u.test(squeeze(item.words.join(" ")))) break;
      if (NAMED.test(next.text) || ANSWER_HEADING.test(words) || headingSection(words) || HEADING.test(words))
        break;
      if (next.isBlank) continue;
      item.words.push(next.text);
      item.end = next.end;
    }
    if (/\p{L}{2}/u.test(item.words.join(""))) found.push(item);
  }
  return found;
}
