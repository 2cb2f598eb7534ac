// What a tracker's cell says: a day, an amount, a number, yes or no. A cell that could mean two things is refused, not guessed.
import type { DateStyle } from "./mapping";
import { fullYear, type PrintedDate, readPrintedDate } from "./printed-dates";

export type Cell<T> =
  | { readonly value: T }
  /** `printed`: what it says all the same, where that is understood. */
  | { readonly flaw: string; readonly printed?: Printed };

/** A value that is understood and cannot be held: a date without a day, a sum in another currency. */
export interface Printed extends Partial<PrintedDate> {
  readonly currency?: string;
  readonly amount?: string | null;
}

const months = [
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
const weekday = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+/i;
const clock = String.raw`(?:[T ,]\s*\d{1,2}:\d{2}.*)?`;
const isoForm = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${clock}$`);
const compactForm = /^(19|20)(\d{2})(\d{2})(\d{2})$/;
const numericForm = new RegExp(String.raw`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})${clock}$`);
const monthFirst = new RegExp(
  String.raw`^([a-z]{3,9})\.?[ -](\d{1,2})(?:st|nd|rd|th)?,?[ -]+(\d{4})${clock}$`,
  "i",
);
const dayFirst = new RegExp(
  String.raw`^(\d{1,2})(?:st|nd|rd|th)?[ -]+(?:of )?([a-z]{3,9})\.?,?[ -]+(\d{4}|['’]?\d{2})${clock}$`,
  "i",
);
/** A day as 2021-03-31; the loader checks that it exists. */
export function readDate(
  given: string,
  styles: readonly DateStyle[],
  fiscalYearStart?: number | undefined,
): Cell<string> {
  const text = given.replace(/\s+/g, " ").trim().replace(weekday, "");
  const iso = isoForm.exec(text);
  if (iso) return day(iso[1]!, iso[3]!, iso[4]!);
  const compact = compactForm.exec(text);
  if (compact) return day(compact[1]! + compact[2]!, compact[3]!, compact[4]!);
  const numeric = numericForm.exec(text);
  if (numeric) return numericDay(numeric[1]!, numeric[2]!, fullYear(numeric[3]!), styles);
  const named = monthFirst.exec(text);
  if (named) return namedDay(named[3]!, named[1]!, named[2]!);
  const turned = dayFirst.exec(text);
  if (turned) return namedDay(fullYear(turned[3]!.replace(/['’]/, "")), turned[2]!, turned[1]!);
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return serialDay(text, styles);
  const printed = readPrintedDate(text, fiscalYearStart);
  return printed
    ? { flaw: `gives only the ${printed.precision.toLowerCase()}, not a day`, printed }
    : { flaw: "is not a day in a form that the mapping allows" };
}

function numericDay(first: string, second: string, year: string, styles: readonly DateStyle[]): Cell<string> {
  if (styles.includes("MDY")) return day(year, first, second);
  if (styles.includes("DMY")) return day(year, second, first);
  // Only one of the two can be a month.
  if (Number(first) > 12 && Number(second) <= 12) return day(year, second, first);
  if (Number(second) > 12 && Number(first) <= 12) return day(year, first, second);
  return { flaw: "could be month/day or day/month; say dates: MDY or DMY in the mapping" };
}

function namedDay(year: string, monthName: string, dayOfMonth: string): Cell<string> {
  const name = monthName.toLowerCase();
  const month = months.findIndex((one) => one.startsWith(name) || (name === "sept" && one === "september"));
  return month < 0
    ? { flaw: "is not a day in a form that the mapping allows" }
    : day(year, String(month + 1), dayOfMonth);
}

function serialDay(text: string, styles: readonly DateStyle[]): Cell<string> {
  if (!styles.includes("excel"))
    return { flaw: "looks like a spreadsheet's day count; say dates: excel in the mapping" };
  // Day 60 is 29 February 1900, which spreadsheets believe in; days from March 1900 on are off by that one.
  const moment = new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(text)) * 86_400_000);
  return { value: moment.toISOString().slice(0, 10) };
}

function day(year: string, month: string, dayOfMonth: string): Cell<string> {
  return { value: `${year}-${month.padStart(2, "0")}-${dayOfMonth.padStart(2, "0")}` };
}

const foreign: readonly (readonly [RegExp, string])[] = [
  [/£|\bGBP\b/i, "GBP"],
  [/€|\bEUR\b/i, "EUR"],
  [/\bJPY\b/i, "JPY"],
  [/\bCNY\b|\bRMB\b/i, "CNY"],
  [/\bC(?:A|AD)?\s?\$|\bCAD\b/i, "CAD"],
  [/\bA(?:U|UD)?\s?\$|\bAUD\b/i, "AUD"],
  [/\bNZ\s?\$|\bNZD\b/i, "NZD"],
  [/\bHK\s?\$|\bHKD\b/i, "HKD"],
  [/\bS(?:G)?\s?\$|\bSGD\b/i, "SGD"],
  [/\bR\s?\$|\bBRL\b/i, "BRL"],
  [/\bMX\s?\$|\bMXN\b/i, "MXN"],
  [/₹|\bINR\b|\bRs\.?(?=\s?\d)/i, "INR"],
  [/₽|\bRUB\b|руб/i, "RUB"],
  [/₪|\bILS\b|\bNIS\b/i, "ILS"],
  [/₩|\bKRW\b/i, "KRW"],
  [/₺|\bTRY\b/i, "TRY"],
  [/₴|\bUAH\b/i, "UAH"],
  [/\b(CHF|SEK|NOK|DKK|PLN|ZAR|CZK|HUF|THB|IDR|PHP|KES|NGN|EGP|SAR|AED|XOF|XAF)\b/i, ""],
];
const unnamed: readonly (readonly [RegExp, string])[] = [[/¥/, "yen or yuan"]];
const scales: Readonly<Record<string, number>> = {
  k: 3,
  thousand: 3,
  m: 6,
  mm: 6,
  mil: 6,
  million: 6,
  b: 9,
  bn: 9,
  billion: 9,
};

/**
 * Dollars as exact text: $1,234.50 is 1234.50, $1.2M is 1200000, an accountant's dash is 0. (500) is how accountants
 * write a negative sum. Other currencies are refused: they are never counted as dollars.
 */
export function readMoney(text: string, decimalComma: boolean, currency = "USD"): Cell<string> {
  const unclear = unnamed.find(([sign]) => sign.test(text));
  if (unclear) return { flaw: `is in ${unclear[1]}; only US dollars are taken as sums` };
  const own = currencyOf(text) ?? (/\b(?:USD|US\s?\$|dollars?)\b|US\$/i.test(text) ? "USD" : currency);
  const found = amountIn(text, decimalComma);
  if (own === "USD") return found;
  const amount = "value" in found ? found.value : null;
  return { flaw: `is in ${own}; only US dollars are taken as sums`, printed: { currency: own, amount } };
}

function currencyOf(text: string): string | undefined {
  for (const [sign, code] of foreign) {
    const found = sign.exec(text);
    if (found) return code === "" ? found[1]!.toUpperCase() : code;
  }
  return undefined;
}

/** The amount itself, whatever its currency. */
function amountIn(text: string, decimalComma: boolean): Cell<string> {
  const bare = text
    .replace(/\b(?:USD|US\s?\$|US dollars?|dollars?|euros?|pounds?)\b/gi, "")
    .replace(/\b(?:US|CA?|AU?|NZ|HK|SG?|MX|R)(?=\s?\$)/g, "")
    .replace(/[£€¥₹₽₪₩₺₴]|\b[A-Z]{3}\b|\bRs\.?|руб\.?/g, "")
    // Footnote marks say nothing of the sum.
    .replace(/[*†‡§¹²³]+|\[\w\]/g, "")
    .replace(/[$\s\u00a0\u202f]/g, "")
    .replace(/[\u2010-\u2015\u2212]/g, "-");
  if (bare === "-" || bare === "(-)") return { value: "0" };
  const isNegative = /^\(.*\)$/.test(bare) || bare.startsWith("-") || bare.endsWith("-");
  const plain = bare.replace(/^\((.*)\)$/, "$1").replace(/^-|-$/g, "");
  const [, digits = "", unit = ""] = /^([\d.,]+(?:E\+?\d{1,2})?)([a-z]*)$/i.exec(plain) ?? [];
  const scale = unit === "" ? 0 : scales[unit.toLowerCase()];
  if (digits === "" || scale === undefined) return { flaw: "is not an amount in dollars and cents" };
  const value = exact(digits, decimalComma, scale);
  if (value === undefined) return { flaw: "is not an amount in dollars and cents" };
  return isNegative && /[1-9]/.test(value) ? { flaw: "is negative" } : { value };
}

/** Digits with their point moved, without ever being a float; undefined where cents are split or groups are wrong. */
function exact(text: string, decimalComma: boolean, scale: number): string | undefined {
  const [group, point] = decimalComma ? ["\\.", ","] : [",", "\\."];
  const shape = new RegExp(
    `^(\\d{1,3}(?:${group}\\d{3})+|\\d+)(?:${point}(\\d+))?(?:E\\+?(\\d{1,2}))?$`,
    "i",
  );
  const match = shape.exec(text);
  if (match === null) return undefined;
  const shift = scale + Number(match[3] ?? 0);
  if (shift > 15) return undefined;
  const fraction = (match[2] ?? "").replace(/0+$/, "");
  const padded = fraction.padEnd(shift, "0");
  const whole = (match[1]!.replace(/\D/g, "") + padded.slice(0, shift)).replace(/^0+(?=\d)/, "");
  const cents = padded.slice(shift);
  // A spreadsheet's noise, such as 0.30000000000000004, is none; a fraction of a cent that is meant is no sum.
  if (cents.length > 2) return /^..(?:00|99)\d\d/.test(cents) ? rounded(whole, cents) : undefined;
  return cents === "" ? whole : `${whole}.${cents}`;
}

/** Half a cent and more is a cent, by whole numbers. */
function rounded(whole: string, fraction: string): string {
  const cents = BigInt(whole + fraction.slice(0, 2)) + (fraction[2]! >= "5" ? 1n : 0n);
  const text = String(cents).padStart(3, "0");
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}

export function readInteger(text: string): Cell<number> {
  const digits = text.replace(/,(?=\d{3}(?:\D|$))/g, "");
  return /^\d{1,9}(?:\.0+)?$/.test(digits)
    ? { value: Number.parseInt(digits, 10) }
    : { flaw: "is not a whole number" };
}

/** A fiscal year: 2021, FY2021, FY 21, 2020-21 and 2020/2021, which are named for the year they end in. */
export function readYear(text: string): Cell<number> {
  const span = /^(?:FY|fiscal year)?\s*(\d{4})\s*[-/–]\s*(\d{4}|\d{2})$/i.exec(text);
  if (span) {
    const end = Number(span[1]) + 1;
    return String(end).endsWith(span[2]!) ? { value: end } : { flaw: "is not a year" };
  }
  const match = /^(?:FY|fiscal year)?\s*['’]?(\d{4}|\d{2})(?:\.0)?$/i.exec(text);
  if (match === null) return { flaw: "is not a year" };
  return { value: match[1]!.length === 2 ? 2000 + Number(match[1]) : Number(match[1]) };
}

export function readBoolean(text: string): Cell<boolean> {
  if (/^(?:yes|y|true|t|1|x|✓)$/i.test(text)) return { value: true };
  return /^(?:no|n|false|f|0)$/i.test(text) ? { value: false } : { flaw: "is neither yes nor no" };
}

const plainNumber =
  /^\(?(?:rec(?:ommendation)?s?\.?\s*)?(?:no\.?|num(?:ber)?\.?|#|№)?\s*(?:R[-\s]?)?(\d+[a-z]?)[.:)]?$/i;

/** "Rec. 1", "#1", "1.", "(1)", "R1", "R-1", "1.0" and "Recommendation No. 1" are the number 1; any other number stays as it is. */
export function readNumber(text: string): string {
  const folded = text.replace(/\s+/g, " ").trim();
  return plainNumber.exec(folded.replace(/^(\d+)\.0$/, "$1"))?.[1] ?? folded;
}
