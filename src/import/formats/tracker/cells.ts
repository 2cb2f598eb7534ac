// What a tracker's cell says: a day, an amount, a number, yes or no. A cell that could mean two things is refused, not guessed.
import type { DateStyle } from "./mapping";

export type Cell<T> = { readonly value: T } | { readonly flaw: string };

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

/** A day as 2021-03-31; the loader checks that it exists. */
export function readDate(text: string, styles: readonly DateStyle[]): Cell<string> {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]\d{2}:\d{2}.*)?$/.exec(text);
  if (iso) return day(iso[1]!, iso[2]!, iso[3]!);
  const short = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: \d{1,2}:\d{2}.*)?$/.exec(text);
  if (short) {
    const [, first = "", second = "", year = ""] = short;
    if (styles.includes("MDY")) return day(year, first, second);
    if (styles.includes("DMY")) return day(year, second, first);
    return { flaw: "could be month/day or day/month; say dates: MDY or DMY in the mapping" };
  }
  const words = /^(?:([a-z]{3,9})\.? (\d{1,2}),? (\d{4})|(\d{1,2})[ -]([a-z]{3,9})\.?[ -](\d{4}))$/i.exec(
    text,
  );
  if (words) {
    const name = (words[1] ?? words[5] ?? "").toLowerCase();
    const month = months.findIndex((one) => one === name || (name.length >= 3 && one.startsWith(name)));
    if (month >= 0) return day((words[3] ?? words[6])!, String(month + 1), (words[2] ?? words[4])!);
  }
  if (/^\d{5}(?:\.\d+)?$/.test(text)) {
    if (!styles.includes("excel"))
      return { flaw: "looks like a spreadsheet's day count; say dates: excel in the mapping" };
    // Day 60 is 29 February 1900, which spreadsheets believe in; days from March 1900 on are off by that one.
    return {
      value: new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(text)) * 86_400_000)
        .toISOString()
        .slice(0, 10),
    };
  }
  return { flaw: "is not a day in a form that the mapping allows" };
}

function day(year: string, month: string, dayOfMonth: string): Cell<string> {
  return { value: `${year}-${month.padStart(2, "0")}-${dayOfMonth.padStart(2, "0")}` };
}

/** Dollars as exact text: $1,234.50 is 1234.50. (500) is how accountants write a negative sum. */
export function readMoney(text: string, decimalComma: boolean): Cell<string> {
  const bare = text.replace(/^US/i, "").replace(/[$\s\u00a0]/g, "");
  const isNegative = /^\(.*\)$/.test(bare) || bare.startsWith("-");
  const digits = bare.replace(/^\((.*)\)$/, "$1").replace(/^-/, "");
  const [group, point] = decimalComma ? ["\\.", ","] : [",", "\\."];
  const shape = new RegExp(`^(\\d{1,3}(?:${group}\\d{3})+|\\d+)(?:${point}(\\d{1,2}))?$`);
  const match = shape.exec(digits);
  if (match === null) return { flaw: "is not an amount in dollars and cents" };
  const value = match[1]!.replace(/\D/g, "") + (match[2] === undefined ? "" : `.${match[2]}`);
  return isNegative && /[1-9]/.test(value) ? { flaw: "is negative" } : { value };
}

export function readInteger(text: string): Cell<number> {
  const digits = text.replace(/,(?=\d{3}(?:\D|$))/g, "");
  return /^\d{1,9}(?:\.0+)?$/.test(digits)
    ? { value: Number.parseInt(digits, 10) }
    : { flaw: "is not a whole number" };
}

/** A fiscal year: 2021, FY2021, FY 21. */
export function readYear(text: string): Cell<number> {
  const match = /^(?:FY|fiscal year)?\s*['’]?(\d{4}|\d{2})(?:\.0)?$/i.exec(text);
  if (match === null) return { flaw: "is not a year" };
  return { value: match[1]!.length === 2 ? 2000 + Number(match[1]) : Number(match[1]) };
}

export function readBoolean(text: string): Cell<boolean> {
  if (/^(?:yes|y|true|t|1|x|✓)$/i.test(text)) return { value: true };
  return /^(?:no|n|false|f|0)$/i.test(text) ? { value: false } : { flaw: "is neither yes nor no" };
}
