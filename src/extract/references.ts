// Other reports that a text names by number, and why it names them. The report's own number is left out.

import type { ReferenceFact, ReferenceKind } from "./facts";
import { normalizeReportNumber } from "./report-number";
import { by } from "./rules";
import { sentences } from "./sentences";
import { quoteOf } from "./text";

const DASH = "[\\u002D\\u2010-\\u2015/]";
// The shapes in which federal offices number reports; two-digit years keep out product and form numbers.
const NUMBER_SHAPES = [
  `OIG${DASH}(?:[A-Z]{2,6}${DASH})?\\d{2}${DASH}\\d{1,4}(?:${DASH}(?:D|VR|UNSUM|IQO))?`,
  `GAO(?:/[A-Z]{2,5})?${DASH}\\d{2}${DASH}\\d{1,4}[A-Z]{0,3}`,
  `A${DASH}\\d{2}${DASH}\\d{2}${DASH}\\d{5}`,
  `(?:AUD|ISP|ESP|INV|MA)(?:${DASH}[A-Z]{1,4}){0,2}${DASH}\\d{2}${DASH}\\d{1,4}[A-Z]?`,
  `(?:ED${DASH})?OIG/?[A-Z]\\d{2}${DASH}?[A-Z]\\d{4}`,
  `(?:D[A-Z]{2}|DODIG|TIGTA|SIGAR|DOE${DASH}OIG|EPA)${DASH}(?:\\d{2}|\\d{4})${DASH}[A-Z0-9]{1,6}`,
  `SAR${DASH}\\d{4}${DASH}H[12]`,
];
/** A report's number wherever it stands. */
export const NUMBER = new RegExp(
  `(?<![\\p{L}\\d])(?:${NUMBER_SHAPES.join("|")})(?![\\p{L}\\d]|${DASH}\\d)`,
  "gu",
);
// VA numbers are bare digits: taken only where the words say "report".
const BARE = /(?<=\breports?\b[^.;]{0,30}?)(?<![\p{L}\d-])\d{2}[-‐‑–]\d{5}[-‐‑–]\d{1,3}(?![\p{L}\d-])/giu;

const KINDS: readonly (readonly [ReferenceKind, RegExp])[] = [
  ["SUPERSEDES", /\b(?:supersed|replac|retract|rescind|withdr[ae]w)/iu],
  [
    "REPEAT",
    /\b(?:repeat(?:ed|s)?|again|recurring|still|previously reported|same (?:issues?|conditions?|findings?)|continue[sd]? to|persist)/iu,
  ],
  [
    "FOLLOW_UP",
    /\b(?:follow(?:ed|ing|s)?[- ]?up|verification|prior|previous(?:ly)?|earlier|corrective actions?|recommended|implemented|since (?:our|the))\b/iu,
  ],
];

/**
 * References in the order of the text, one for each place; empty when there are none.
 * `ownNumber` (any spelling) is the number of the report whose text this is; null when unknown.
 */
export function referenceFacts(text: string, ownNumber: string | null): ReferenceFact[] {
  const own = ownNumber === null ? null : normalizeReportNumber(ownNumber);
  return sentences(text).flatMap(({ text: sentence, span }) =>
    [...sentence.matchAll(NUMBER), ...sentence.matchAll(BARE)].flatMap((match) => {
      const number = normalizeReportNumber(match[0]);
      const start = span.start + match.index;
      const quote = quoteOf(text, start, start + match[0].length);
      if (!number || !quote || number === own) return [];
      const kind = KINDS.find(([, words]) => words.test(sentence))?.[0] ?? "MENTION";
      return [{ number, kind, ...quote, ...by("reference: number") }];
    }),
  );
}
