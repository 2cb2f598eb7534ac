// Full report texts as pages were printed: which lines are the report, which are page furniture
// (running heads and feet, page numbers), and where the executive summary stands.

import type { Span } from "./facts";
import { headingSection } from "./headings";
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
    const isFurniture = words !== "" && (isAlone || (isNear && recurs) || /^page\s+\d+\b/iu.test(words));
    return {
      text: isFurniture ? "" : line.text,
      start: line.start,
      end: line.end,
      isBlank: words === "" || isFurniture,
    };
  });
}

function shapeOf(line: string): string {
  return squeeze(line).replace(/\d+/gu, "#").toLowerCase();
}

/**
 * The text with every character of furniture replaced by a space: same length, same offsets,
 * so that what is extracted from it stands at the same place in the text.
 */
export function withoutFurniture(text: string): string {
  const lines = contentLines(text);
  return text
    .split("\n")
    .map((raw, i) => (lines[i]!.isBlank ? " ".repeat(raw.length) : raw.replace(/[\f\r]/gu, " ")))
    .join("\n");
}

/** Where the executive summary (or highlights) stands, its heading left out; null when the report has none under that name. */
export function executiveSummarySpan(text: string): Span | null {
  const lines = contentLines(text);
  const first = lines.findIndex(({ text: line }) =>
    /^(?:executive summary|highlights|results in brief|summary)$/iu.test(squeeze(line)),
  );
  if (first < 0) return null;
  const rest = lines.slice(first + 1);
  const last = rest.findIndex(({ text: line }) => isNextPart(squeeze(line)));
  const body = last < 0 ? rest : rest.slice(0, last);
  const [head, tail] = [body.find(({ isBlank }) => !isBlank), body.findLast(({ isBlank }) => !isBlank)];
  return head && tail ? { start: head.start, end: tail.end } : null;
}

/** The headings that follow an executive summary; those inside it ("What We Found") do not end it. */
function isNextPart(line: string): boolean {
  if (/^(?:what|why) (?:we|oig)\b/iu.test(line)) return false;
  if (
    /^(?:table of contents|contents|introduction|purpose|background|audit results|results|to:|memorandum|\(original signed by.*|department of [\p{L} ]+)$/iu.test(
      line,
    )
  )
    return true;
  return headingSection(line) === "BACKGROUND";
}
