// Dates as US reports write them, and fiscal years. A day the calendar doesn't have is no date.

import type { DateFact } from "./facts";
import { quoteOf, Taken } from "./text";

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const MONTH =
  "(January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?)";
const SPACE = "[\\s\\u00A0]+";

const FORMS: readonly (readonly [RegExp, (m: RegExpExecArray) => Reading])[] = [
  [
    new RegExp(`(?<![\\p{L}\\d])${MONTH}${SPACE}(\\d{1,2})(?:st|nd|rd|th)?,?${SPACE}(\\d{4})(?!\\d)`, "giu"),
    (m) => day(m[3]!, month(m[1]!), m[2]!),
  ],
  [
    new RegExp(`(?<![\\p{L}\\d])(\\d{1,2})${SPACE}${MONTH},?${SPACE}(\\d{4})(?!\\d)`, "giu"),
    (m) => day(m[3]!, month(m[2]!), m[1]!),
  ],
  [/(?<![\p{L}\d/-])(\d{4})-(\d{2})-(\d{2})(?![\p{L}\d/-])/gu, (m) => day(m[1]!, Number(m[2]), m[3]!)],
  [
    /(?<![\p{L}\d/-])(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?![\p{L}\d/-])/gu,
    (m) => day(century(m[3]!), Number(m[1]), m[2]!),
  ],
  [
    new RegExp(`(?<![\\p{L}\\d])${MONTH},?${SPACE}(\\d{4})(?!\\d)`, "giu"),
    (m) => yearMonth(m[2]!, month(m[1]!)),
  ],
  [
    /(?<![\p{L}\d])(?:FYs?|fiscal[\s\u00A0]+years?(?:[\s\u00A0]+\(FYs?\))?)[\s\u00A0]*(?:[’'](?=\d{2}(?!\d)))?(\d{4}|\d{2})(?!\d)/giu,
    (m) => ({ iso: null, fiscalYear: Number(century(m[1]!)) }),
  ],
];

interface Reading {
  readonly iso: string | null;
  readonly fiscalYear: number | null;
}

/** Days, months and fiscal years in the order of the text. Empty when none is there; "30/02/2019" and the like are left out. */
export function dateFacts(text: string): DateFact[] {
  const found: DateFact[] = [];
  const taken = new Taken(text.length);
  for (const [pattern, read] of FORMS) {
    for (const match of text.matchAll(pattern)) {
      const reading = read(match);
      const quote = quoteOf(text, match.index, match.index + match[0].length);
      if (!quote || (reading.iso === null && reading.fiscalYear === null)) continue;
      if (!taken.take(quote.span.start, quote.span.end)) continue;
      found.push({ ...reading, ...quote });
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** ISO day of a text that is one date and nothing else ("September 30, 2019", "09/30/2019", "2019-09-30"); null otherwise. */
export function isoDay(text: string): string | null {
  const [first] = dateFacts(text);
  return first && first.quote === text.trim() && first.iso?.length === 10 ? first.iso : null;
}

function month(words: string): number {
  return MONTHS.findIndex((name) => name.startsWith(words.toLowerCase().replace(".", "").slice(0, 3))) + 1;
}

function century(year: string): string {
  return year.length === 4 ? year : `${Number(year) < 70 ? "20" : "19"}${year}`;
}

function day(year: string, monthNumber: number, dayOfMonth: string): Reading {
  const date = new Date(Date.UTC(Number(year), monthNumber - 1, Number(dayOfMonth)));
  const isReal = date.getUTCMonth() === monthNumber - 1 && date.getUTCDate() === Number(dayOfMonth);
  return { iso: isReal ? date.toISOString().slice(0, 10) : null, fiscalYear: null };
}

function yearMonth(year: string, monthNumber: number): Reading {
  return { iso: `${year}-${String(monthNumber).padStart(2, "0")}`, fiscalYear: null };
}
