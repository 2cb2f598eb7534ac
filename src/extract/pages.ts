// Full report texts as pages were printed: which lines are the report, which are page furniture
// (running heads and feet, page numbers) or footnotes.

import { squeeze } from "./text";

/** A line of the report itself. Offsets are the text's own. */
export interface ContentLine {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Nothing but white space, once furniture is gone. */
  readonly isBlank: boolean;
}

const PAGE_NUMBER = /^(?:page\s+)?(?:\d{1,4}|[ivxl]{1,7})$|^page\s+\d+\b/iu;

/** The lines of a report, furniture turned into blank lines. Form feeds count as white space. */
export function contentLines(text: string): ContentLine[] {
  let start = 0;
  const lines = text.split("\n").map((raw) => {
    const line = {
      text: raw.replace(/[\f\r]/gu, " "),
      start,
      end: start + raw.length,
      hasFeed: raw.includes("\f"),
    };
    start += raw.length + 1;
    return line;
  });
  const shapes = lines.map((line) => shapeOf(line.text));
  const times = new Map<string, number>();
  for (const shape of shapes) times.set(shape, (times.get(shape) ?? 0) + 1);
  const isBreak = lines.map((line) => line.hasFeed || PAGE_NUMBER.test(squeeze(line.text)));
  const squeezed = lines.map((line) => squeeze(line.text));
  const isPageEnd = lines.map(
    (line, i) => line.hasFeed || /^page\s+\d+\b/iu.test(squeezed[i]!) || (isBreak[i]! && !squeezed[i + 1]),
  );
  const isNote = footnotes(squeezed, isPageEnd);
  return lines.map((line, i) => {
    const words = squeeze(line.text);
    const isNear = isBreak.slice(Math.max(0, i - 4), i + 5).includes(true);
    // A running head is no sentence: "contract." at the foot of three pages is the report's own word.
    const recurs =
      /^[\p{Lu}\d(]/u.test(words) &&
      !/[.,;?!]$/u.test(words) &&
      words.length < 160 &&
      (times.get(shapes[i]!) ?? 0) >= 3;
    const isAlone =
      PAGE_NUMBER.test(words) &&
      [lines[i - 1], lines[i + 1]].some((other) => !other || squeeze(other.text) === "");
    const isFurniture =
      words !== "" && (isAlone || isNote[i]! || (isNear && recurs) || /^page\s+\d+\b/iu.test(words));
    return {
      text: isFurniture ? "" : line.text,
      start: line.start,
      end: line.end,
      isBlank: words === "" || isFurniture,
    };
  });
}

/** A footnote as it begins: its number before a capital, or alone on the line above its words. */
const NOTE = /^(\d{1,3})(?:$|\s?(?=[\p{Lu}("“]))/u;
const NO_NOTE =
  /^\d{1,3}\s?(?:January|February|March|April|May|June|July|August|September|October|November|December|percent)\b/u;

/** Lines of footnotes: from "1 Pub. L. No. …" at the foot of a page to the page's end, numbers counting on from page to page. */
function footnotes(lines: readonly string[], isPageEnd: readonly boolean[]): boolean[] {
  const isNote = lines.map(() => false);
  let last = 0;
  for (const [i, words] of lines.entries()) {
    const number = numberOf(lines, i);
    if (number === null || isNote[i] || !(number === last + 1 || (number === 1 && last > 0))) continue;
    const isFree = i === 0 || lines[i - 1] === "" || isNote[i - 1];
    const length = isPageEnd.slice(i, i + 26).indexOf(true);
    if (!isFree || length < 1 || NO_NOTE.test(words)) continue;
    isNote.fill(true, i, i + length);
    for (let at = i; at < i + length; at++) {
      const next = numberOf(lines, at);
      if (next !== null && next >= number && next <= number + 12) last = Math.max(last, next);
    }
    if (number === 1 && last > 12) last = 1;
  }
  return isNote;
}

function numberOf(lines: readonly string[], i: number): number | null {
  const match = NOTE.exec(lines[i]!);
  const isOne = match !== null && (match[0] !== lines[i] || Boolean(lines[i + 1]));
  return isOne ? Number(match[1]) : null;
}

function shapeOf(line: string): string {
  return squeeze(line).replace(/\d+/gu, "#").toLowerCase();
}

/**
 * The text with every character of furniture replaced by a space: same length, same offsets, so that what is extracted from it
 * stands at the same place in the text. A paragraph that a page's end has cut goes on: the line ends between become spaces too.
 */
export function withoutFurniture(text: string): string {
  const lines = contentLines(text);
  const raws = text.split("\n");
  const kept = raws.map((raw, i) =>
    lines[i]!.isBlank ? " ".repeat(raw.length) : raw.replace(/[\f\r]/gu, " "),
  );
  let out = kept[0] ?? "";
  let last = lines[0]?.isBlank === false ? 0 : -1;
  let gap = "";
  for (let i = 1; i < kept.length; i++) {
    if (lines[i]!.isBlank) {
      gap += `\n${kept[i]}`;
      continue;
    }
    const wasCut =
      last >= 0 &&
      raws.slice(last + 1, i).some((raw) => squeeze(raw) !== "") &&
      isCut(lines[last]!.text, lines[i]!.text);
    out += `${wasCut ? gap.replace(/\n/gu, " ") : gap}${wasCut ? " " : "\n"}${kept[i]}`;
    gap = "";
    last = i;
  }
  return out + gap;
}

/** A sentence runs from one line into the other. */
function isCut(before: string, after: string): boolean {
  return (
    !/[.?!:;]["”’)]*$/u.test(squeeze(before)) &&
    /^[\p{Ll}\d($“]/u.test(squeeze(after)) &&
    !/^\(?\d{1,2}[.)]\s/u.test(squeeze(after))
  );
}
