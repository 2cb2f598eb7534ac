// Where a full report's summary stands: under the heading its office gives it, or where it tells what was found.

import type { Span } from "./facts";
import { headingSection } from "./headings";
import { type ContentLine, contentLines } from "./pages";
import { squeeze } from "./text";

// The names under which offices print their summaries; the office's own name may stand before them.
const SUMMARY =
  /^(?:(?:[A-Z]{2,6}|U\.S\.) )?(?:OIG )?(?:(?:audit|report|evaluation|inspection|review) )?(?:executive (?:summary|digest|brief)|highlights(?: of .{3,40})?|results in brief|at a glance|in brief|report in brief|overview|abstract|summary(?: of (?:results|findings|(?:the )?(?:audit|report|review|evaluation|inspection)))?|digest|audit report summary)$/iu;
const INSIDE =
  /^(?:what|why) (?:we|oig|gao|the (?:oig|audit|review|report|inspection|evaluation|investigation)|this|was)\b|^(?:conclusions?|findings|results|objectives?|(?:our |OIG )?recommendations?)$/iu;
const NEXT =
  /^(?:table of contents|contents|introduction|purpose|audit results|results|results of (?:the )?(?:audit|review|inspection|evaluation|work)s?|results and (?:recommendations|discussion|conclusions)|(?:findings?|audit results) (?:and|&) recommendations?|finding (?:no\.? ?)?[\dA-Z]{1,3}\b.*|(?:objectives?,? )?scope(?:,? and|,) .*methodology|abbreviations(?: .*)?|acronyms(?: .*)?|to:|memorandum(?: .*)?|chapter (?:1|I|one)\b.*|appendix\b.*|appendices|\(original signed by.*|department of [\p{L} ]+)$/iu;
const LONGEST_SUMMARY = 12_000;

/**
 * Where the executive summary (or highlights, "at a glance", …) stands, its heading left out. Without such a heading, the part
 * that tells what was found: from "What We Found" or "Results" on, or a memorandum's own opening. Null where there is no prose.
 */
export function executiveSummarySpan(text: string): Span | null {
  return summaryPart(text)?.span ?? null;
}

/** As executiveSummarySpan, and whether the text itself calls it so. */
export function summaryPart(text: string): { readonly span: Span; readonly isNamed: boolean } | null {
  const lines = contentLines(text);
  for (const [at, line] of lines.entries()) {
    const words = squeeze(line.text);
    if (!SUMMARY.test(words) || isListedPage(lines, at)) continue;
    const span = partBelow(lines, at + 1);
    if (span && isProse(text, span)) return { span, isNamed: true };
  }
  const span = withoutHeading(text, lines);
  return span && { span, isNamed: false };
}

/** The lines from one on, to the heading of the next part. A heading that may stand inside ends it only once a list follows. */
function partBelow(lines: readonly ContentLine[], from: number): Span | null {
  const rest = lines.slice(from);
  const start = rest[0]?.start ?? 0;
  // A page in parts of its own begins with one: then "Background" is another of them.
  const isInParts = /^(?:objectives?|purpose|what we (?:did|reviewed)|why .*)$/iu.test(
    squeeze(rest.find(({ isBlank }) => !isBlank)?.text ?? ""),
  );
  const last = rest.findIndex(({ text: line, start: at }, i) => {
    const words = squeeze(line);
    return (
      at - start > LONGEST_SUMMARY ||
      (i > 0 &&
        words !== "" &&
        !(isInParts && /^background$/iu.test(words)) &&
        isNextPart(words, rest.slice(i + 1)))
    );
  });
  const body = last < 0 ? rest : rest.slice(0, last);
  const [head, tail] = [body.find(({ isBlank }) => !isBlank), body.findLast(({ isBlank }) => !isBlank)];
  return head && tail ? { start: head.start, end: tail.end } : null;
}

function isNextPart(line: string, after: readonly ContentLine[]): boolean {
  if (/^(?:our |OIG )?recommendations?$/iu.test(line))
    return after
      .filter(({ isBlank }) => !isBlank)
      .slice(0, 5)
      .some(({ text }) => /^\s*\(?(?:1[A.a)]|1\.1)/u.test(text));
  if (INSIDE.test(line) && !/^results$/iu.test(line)) return false;
  return NEXT.test(line) || headingSection(line) === "BACKGROUND";
}

/** A heading in a table of contents: dots, or a page number behind it or on the next line. */
function isListedPage(lines: readonly ContentLine[], at: number): boolean {
  const next = lines
    .slice(at + 1)
    .filter(({ isBlank }) => !isBlank)
    .slice(0, 3);
  return next.filter(({ text }) => /\.{4,}|(?:\. ){4,}|\s{3,}\d{1,3}\s*$/u.test(text)).length >= 2;
}

/** Sentences in readable words: no table, and no page that a scanner has spoiled. */
function isProse(text: string, { start, end }: Span): boolean {
  const words = text
    .slice(start, end)
    .split(/\s+/u)
    .filter((word) => word !== "");
  const plain = words.filter((word) =>
    /^["“(]?(?:\p{L}\p{Ll}*|\p{Lu}{2,8}|[\d,.$%]+)(?:[’'-]\p{L}+)*[.,;:?!)”"]*$/u.test(word),
  );
  return (
    plain.length >= words.length * 0.75 &&
    (text.slice(start, end).match(/\p{Ll}{2,}\s[^.]*\p{Ll}\.(?:\s|$)/gu) ?? []).length > 0
  );
}

/** No summary under a name of its own. */
function withoutHeading(text: string, lines: readonly ContentLine[]): Span | null {
  const opening = lines.findIndex(
    ({ text: line }, at) =>
      (/^(?:why|what) (?:we|oig|gao|the (?:oig|audit|review|inspection|evaluation)) \p{L}+/iu.test(
        squeeze(line),
      ) ||
        /^(?:results?(?: of (?:the )?(?:audit|review|inspection|evaluation|work))?|(?:audit |review )?results|(?:summary of )?findings|conclusions?|results and conclusions)$/iu.test(
          squeeze(line),
        )) &&
      headingSection(squeeze(line)) !== null &&
      !isListedPage(lines, at),
  );
  if (opening >= 0) {
    const isResults = headingSection(squeeze(lines[opening]!.text)) === "FINDINGS";
    const span = partBelow(lines, isResults ? opening + 1 : opening);
    return span && isProse(text, span) ? span : null;
  }
  return memorandum(text, lines);
}

/** A memorandum or letter: what follows its subject line or salutation, up to the recommendations or the signature. */
function memorandum(text: string, lines: readonly ContentLine[]): Span | null {
  const at = lines
    .slice(0, 120)
    .findLastIndex(({ text: line }) =>
      /^\s*(?:subject|re):\s*\S|^\s*dear \p{L}[^.]{2,60}[:,]\s*$/iu.test(line),
    );
  if (at < 0) return null;
  const span = partBelow(lines, at + 1);
  if (!span) return null;
  const stop =
    /\n[ \t]*(?:(?:sincerely|attachments?:?|cc:|recommendations?|enclosures?:?|appendix.*|contacts?(?: information)?|reporting fraud.*|objectives?, scope.*)[ \t]*,?[ \t]*\n|to report fraud|if you (?:have|would like)|should you (?:have|wish)|please (?:contact|call))/iu.exec(
      text.slice(span.start, span.end),
    );
  const ended = { start: span.start, end: stop ? span.start + stop.index : span.end };
  return isProse(text, ended) ? ended : null;
}
