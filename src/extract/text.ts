// Small tools over verbatim text: quotes, white space, number words. They know no oversight word.

import type { ElementFact, Quote } from "./facts";

/** The words between two offsets, white space at both ends left out. Null when nothing but white space is there. */
export function quoteOf(text: string, start: number, end: number): Quote | null {
  let from = Math.max(0, start);
  let to = Math.min(text.length, end);
  while (from < to && isSpace(text[from]!)) from++;
  while (to > from && isSpace(text[to - 1]!)) to--;
  return from < to ? { quote: text.slice(from, to), span: { start: from, end: to } } : null;
}

/** As quoteOf, with the white-space-normalised form beside it. */
export function elementOf(text: string, start: number, end: number): ElementFact | null {
  const quote = quoteOf(text, start, end);
  return quote && { ...quote, text: squeeze(quote.quote) };
}

/** White space (no-break spaces, line ends and zero-width marks included) made single, ends trimmed; NULs become U+FFFD. */
export function squeeze(text: string): string {
  return text
    .replace(/\0+/gu, "\uFFFD")
    .replace(/[\s\u00A0\u200B\uFEFF]+/gu, " ")
    .trim();
}

export function isSpace(char: string): boolean {
  return /[\s\u00A0\u200B\uFEFF]/u.test(char);
}

/** Stretches of a text already given away, so that a later reading never overlaps an earlier one. */
export class Taken {
  private readonly mask: Uint8Array;

  constructor(length: number) {
    this.mask = new Uint8Array(length);
  }

  /** Takes the stretch; false, and nothing taken, when any of it is gone. */
  take(start: number, end: number): boolean {
    if (this.mask.subarray(start, end).includes(1)) return false;
    this.mask.fill(1, start, end);
    return true;
  }
}

const UNITS = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
];
const TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/** Source of a regular expression (use with flags iu) that matches a whole number below 1,000 in words or digits. */
export const NUMBER = `(?:\\d{1,3}(?![\\d,.]\\d)|(?:${TENS.join("|")})(?:[-\\u2010\\u2011 ](?:${UNITS.slice(1, 10).join("|")}))?|${UNITS.slice().reverse().join("|")})(?![\\p{L}\\d])`;

/** The number a NUMBER match says; null when the words are none. */
export function numberOf(words: string): number | null {
  const plain = words.trim().toLowerCase();
  if (/^\d{1,3}$/.test(plain)) return Number(plain);
  const [first = "", second] = plain.split(/[-\u2010\u2011\s\u00A0]+/u);
  const tens = TENS.indexOf(first);
  if (tens >= 0) return (tens + 2) * 10 + (second ? Math.max(0, UNITS.indexOf(second)) : 0);
  const unit = UNITS.indexOf(plain);
  return unit >= 0 ? unit : null;
}
