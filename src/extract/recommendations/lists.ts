// Recommendations printed one by one in a full report text: numbered lists with wrapped lines and page furniture inside,
// "Recommendation 2b: …", lettered parts under a lead-in, and management's comment on each where it has one.

import type { ElementFact, RecommendationTextFact } from "../facts";
import { headingSection } from "../headings";
import { type ContentLine, contentLines, withoutFurniture } from "../report-text";
import { elementOf, quoteOf, squeeze } from "../text";

const HEADING =
  /^(?:summary of )?(?:our )?recommendations?(?: for (?:executive action|[\p{L} ]{3,40}))?:?$/iu;
const NAMED =
  /^[\s•*-]*(?:OIG )?recommendation\s+(?:nos?\.?\s*|#\s*)?(\d{1,3}(?:\.\d{1,2})?[a-z]?)\s*[:.–—-]?\s*(.*)$/iu;
const STYLES: readonly (readonly [string, RegExp])[] = [
  ["(1)", /^\s*\((\d{1,2})\)\s*(.*)$/u],
  ["1.1", /^\s*(\d{1,2}\.\d{1,2})\.?(?:\s+(.*))?$/u],
  ["1.", /^\s*(\d{1,2}[a-z]?)\.\s*(?:\s(.*))?$/u],
  ["1)", /^\s*(\d{1,2})\)\s+(.*)$/u],
];
const LETTER = /^\s*\(?([a-z])[.)]\s+(.*)$/u;
const SECTION_END = /^(?:finding|issue|appendix|attachment|conclusions?|exhibit|objective)\b.{0,120}$/iu;

interface Item {
  readonly number: string;
  readonly start: number;
  end: number;
  readonly words: string[];
  /** Which heading it stands under. */
  readonly section: number;
}

/**
 * The recommendations in the order of the text, each number once (its first printing). Empty when none is printed one by one.
 * A quote is verbatim and may hold page furniture; its `text` has that left out and white space made single.
 */
export function recommendationList(text: string): RecommendationTextFact[] {
  const lines = contentLines(text);
  const items = [...underHeadings(lines), ...named(lines)];
  const unique = items.filter((item, i) => items.findIndex(({ number }) => number === item.number) === i);
  const comments = commentsOf(text, lines, unique);
  const clean = withoutFurniture(text);
  const commentOn = (number: string) => {
    const comment = comments.get(number);
    return comment ? { ...comment, text: squeeze(clean.slice(comment.span.start, comment.span.end)) } : null;
  };
  return unique.flatMap((item) => {
    const quote = quoteOf(text, item.start, item.end);
    const words = squeeze(item.words.join(" "));
    return quote && words
      ? [{ number: item.number, text: words, comment: commentOn(item.number), ...quote }]
      : [];
  });
}

/** Lists under a heading "Recommendations". */
function underHeadings(lines: readonly ContentLine[]): Item[] {
  const found: Item[] = [];
  for (const [at, line] of lines.entries()) {
    if (HEADING.test(squeeze(line.text))) found.push(...listBelow(lines, at + 1, at));
  }
  return found;
}

function listBelow(lines: readonly ContentLine[], from: number, section: number): Item[] {
  const items: Item[] = [];
  let style: RegExp | null = null;
  let current: Item | null = null;
  let parent = "";
  let wasBlank = false;
  for (const line of lines.slice(from)) {
    if (line.isBlank) {
      wasBlank = true;
      continue;
    }
    const words = squeeze(line.text);
    if (HEADING.test(words) || headingSection(words) || SECTION_END.test(words)) break;
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
      if (wasBlank && items.length > 0) break;
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
    const item = { number, start: line.start + offset, end: line.end, words: [words], section };
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
  const letter = /[a-y]$/u.exec(number)?.[0];
  return letter ? number.slice(0, -1) + String.fromCharCode(letter.charCodeAt(0) + 1) : null;
}

function nextLetter(items: readonly Item[], parent: string): string {
  const last = items.at(-1)!.number;
  return last === parent ? "a" : String.fromCharCode(last.charCodeAt(last.length - 1) + 1);
}

/** "Recommendation 3: …" wherever it opens a line and words follow; a paragraph is the recommendation. */
function named(lines: readonly ContentLine[]): Item[] {
  const found: Item[] = [];
  for (const [at, line] of lines.entries()) {
    const match = NAMED.exec(line.text);
    if (
      !match?.[1] ||
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
      if (NAMED.test(next.text) || COMMENT.test(words) || headingSection(words)) break;
      if (next.isBlank) continue;
      item.words.push(next.text);
      item.end = next.end;
    }
    if (/\p{L}{2}/u.test(item.words.join(""))) found.push(item);
  }
  return found;
}

const COMMENT =
  /^[\s•*-]*(?:(?:proposed|planned|corrective) actions?(?: and timelines?)?|(?:[\p{L}’']+ ){0,3}(?:comments?|responses?))(?: to (?:OIG )?recommendation (?:no\. ?|#)?(\d{1,3}(?:\.\d{1,2})?[a-z]?))?\s*[:.]\s+(\p{L}.*)$/iu;
const COMMENT_END =
  /^(?:proposed timeline|timeline|target (?:completion )?date|OIG (?:analysis|evaluation|reply|response|comment)|our (?:analysis|evaluation))/iu;
const ANSWERED = /^[\s•*\0-]*OIG recommendation\s*:/iu;

/** Comments by recommendation number: as printed, or in order where the response repeats every recommendation unnumbered. */
function commentsOf(
  text: string,
  lines: readonly ContentLine[],
  items: readonly Item[],
): Map<string, ElementFact> {
  const numbered = new Map<string, ElementFact>();
  const inOrder: ElementFact[] = [];
  for (const [at, line] of lines.entries()) {
    const match = COMMENT.exec(line.text);
    if (!match?.[2]) continue;
    const rest = lines.slice(at + 1);
    const length = rest.findIndex(
      ({ text: next, isBlank }, i) =>
        COMMENT_END.test(squeeze(next)) ||
        COMMENT.test(next) ||
        ANSWERED.test(next) ||
        NAMED.test(next) ||
        headingSection(next) !== null ||
        (isBlank && endsWell(lines, at + i)),
    );
    const last = (length < 0 ? rest : rest.slice(0, length)).findLast(({ isBlank }) => !isBlank) ?? line;
    const comment = elementOf(text, line.end - match[2].length, Math.max(last.end, line.end));
    if (!comment) continue;
    if (match[1] && !numbered.has(match[1])) numbered.set(match[1], comment);
    else if (!match[1]) inOrder.push(comment);
  }
  const repeated = lines.filter((line) => ANSWERED.test(line.text)).length;
  if (numbered.size === 0 && repeated === items.length && inOrder.length === items.length) {
    for (const [i, { number }] of items.entries()) numbered.set(number, inOrder[i]!);
  }
  for (const item of items) {
    const isAlone = item.section >= 0 && items.filter(({ section }) => section === item.section).length === 1;
    const comment = isAlone && !numbered.has(item.number) ? paragraphAnswering(text, lines, item) : null;
    if (comment) numbered.set(item.number, comment);
  }
  return numbered;
}

/** A recommendation alone in its section: the first paragraph under the heading of the comments that follow is about it. */
function paragraphAnswering(text: string, lines: readonly ContentLine[], item: Item): ElementFact | null {
  const after = lines.filter(({ start, isBlank }) => start > item.end && !isBlank);
  if (!after[0] || headingSection(squeeze(after[0].text)) !== "RESPONSE" || !after[1]) return null;
  const from = lines.indexOf(after[1]);
  const length = lines.slice(from).findIndex(({ isBlank }, i) => isBlank && endsWell(lines, from + i - 1));
  const last = lines[length < 0 ? lines.length - 1 : from + length - 1]!;
  return elementOf(text, after[1].start, last.end);
}

function endsWell(lines: readonly ContentLine[], at: number): boolean {
  return /[.?!]["”’)]*$/u.test(squeeze(lines[at]?.text ?? ""));
}
