// Dates that give a month, a quarter or a year and no day: which days they can mean.

export type Precision = "MONTH" | "QUARTER" | "YEAR";

export interface PrintedDate {
  readonly precision: Precision;
  /** The days it can mean; null where the fiscal year's beginning is not known. */
  readonly earliestOn: string | null;
  readonly latestOn: string | null;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const monthName =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const year = "['’]?(\\d{4}|\\d{2})";
const ordinals: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4, last: 4 };
const quarterForms = [
  new RegExp(`^(FY|CY)?\\s*${year}[\\s,-]*Q(?:uarter|tr)?\\.?\\s*([1-4])$`, "i"),
  new RegExp(
    `^Q(?:uarter|tr)?\\.?\\s*([1-4])[\\s,-]*(?:of\\s+)?(FY|CY|fiscal year|calendar year)?\\s*${year}$`,
    "i",
  ),
  new RegExp(
    `^([1-4])(?:st|nd|rd|th)?\\s*Q(?:uarter|tr)?\\.?[\\s,-]*(?:of\\s+)?(FY|CY|fiscal year|calendar year)?\\s*${year}$`,
    "i",
  ),
  new RegExp(
    `^(first|second|third|fourth|last)\\s+quarter[\\s,-]*(?:of\\s+)?(FY|CY|fiscal year|calendar year)?\\s*${year}$`,
    "i",
  ),
];

/** `fiscalYearStart`: the month in which the office's year begins; undefined where that is not known. */
export function readPrintedDate(text: string, fiscalYearStart: number | undefined): PrintedDate | undefined {
  return monthIn(text) ?? quarterIn(text, fiscalYearStart) ?? yearIn(text, fiscalYearStart);
}

function monthIn(text: string): PrintedDate | undefined {
  const numeric = /^(\d{4})[-/.](\d{1,2})$/.exec(text);
  const turned = /^(\d{1,2})[-/.](\d{4})$/.exec(text);
  const named = new RegExp(`^${monthName}\\.?,?[\\s-]*(?:of\\s+)?${year}$`, "i").exec(text);
  const [at, month] = numeric
    ? [numeric[1]!, Number(numeric[2])]
    : turned
      ? [turned[2]!, Number(turned[1])]
      : named
        ? [named[2]!, months.indexOf(named[1]!.slice(0, 3).toLowerCase()) + 1]
        : ["", 0];
  return month < 1 || month > 12 ? undefined : spanOf("MONTH", Number(fullYear(at)), month, 1);
}

function quarterIn(text: string, fiscalYearStart: number | undefined): PrintedDate | undefined {
  for (const [at, form] of quarterForms.entries()) {
    const found = form.exec(text);
    if (found === null) continue;
    const [quarter, kind, printed] =
      at === 0 ? [found[3]!, found[1], found[2]!] : [found[1]!, found[2], found[3]!];
    const number = ordinals[quarter.toLowerCase()] ?? Number(quarter);
    const start = startOf(kind, Number(fullYear(printed)), fiscalYearStart);
    if (start === undefined) return { precision: "QUARTER", earliestOn: null, latestOn: null };
    const month = start.month - 1 + 3 * (number - 1);
    return spanOf("QUARTER", start.year + Math.floor(month / 12), (month % 12) + 1, 3);
  }
  return undefined;
}

function yearIn(text: string, fiscalYearStart: number | undefined): PrintedDate | undefined {
  const found =
    /^(FY|CY|fiscal year|calendar year|c[ay]?\.)?\s*['’]?(\d{4})$/i.exec(text) ??
    /^(FY|CY)\s*['’]?(\d{2})$/i.exec(text);
  if (found === null) return undefined;
  const number = Number(fullYear(found[2]!));
  if (number < 1789 || number > 2199) return undefined;
  const start = startOf(found[1], number, fiscalYearStart);
  if (start === undefined) return { precision: "YEAR", earliestOn: null, latestOn: null };
  return spanOf("YEAR", start.year, start.month, 12);
}

/** Where a year begins: 1 January, or for a fiscal year the month given, a year earlier unless that is January. */
function startOf(
  kind: string | undefined,
  number: number,
  fiscalYearStart: number | undefined,
): { readonly year: number; readonly month: number } | undefined {
  if (!/^f/i.test(kind ?? "")) return { year: number, month: 1 };
  if (fiscalYearStart === undefined) return undefined;
  return { year: fiscalYearStart === 1 ? number : number - 1, month: fiscalYearStart };
}

function spanOf(precision: Precision, at: number, month: number, length: number): PrintedDate | undefined {
  const first = new Date(Date.UTC(at, month - 1, 1));
  const last = new Date(Date.UTC(at, month - 1 + length, 0));
  if (at < 1789 || at > 2199) return undefined;
  return {
    precision,
    earliestOn: first.toISOString().slice(0, 10),
    latestOn: last.toISOString().slice(0, 10),
  };
}

/** Two digits are this century's up to 69, as spreadsheets have it. */
export function fullYear(text: string): string {
  if (text.length === 4) return text;
  return Number(text) < 70 ? `20${text}` : `19${text}`;
}
