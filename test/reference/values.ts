// Values as the reference executor compares and sorts them. Written from the documentation, not from the planner.

/** How two values of a kind compare. Values are texts; null is the unknown value. */
export type Kind = "text" | "natural" | "integer" | "decimal" | "day" | "moment" | "plain";
export type Value = string | null;

/** Negative, zero or positive. Both are known. */
export function compareKnown(kind: Kind, a: string, b: string): number {
  switch (kind) {
    case "integer":
      return sign(BigInt(a) - BigInt(b));
    case "decimal":
      return compareDecimals(a, b);
    case "natural":
      return compareCodePoints(naturalKey(a), naturalKey(b));
    default:
      return compareCodePoints(a, b);
  }
}

/** For sorting: the unknown value is smaller than every known one, or larger than all. */
export function compareForOrder(kind: Kind, a: Value, b: Value, unknownLargest = false): number {
  if (a === null || b === null) return a === b ? 0 : (a === null) !== unknownLargest ? -1 : 1;
  return compareKnown(kind, a, b);
}

/** By code point; JavaScript's own comparison puts U+1F600 before U+FFFD. */
export function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  const left = [...a];
  const right = [...b];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const difference = left[at]!.codePointAt(0)! - right[at]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function compareDecimals(a: string, b: string): number {
  return sign(scaled(a) - scaled(b));
}

const places = 30;

function scaled(text: string): bigint {
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const value = BigInt(whole + fraction.padEnd(places, "0"));
  return text.startsWith("-") ? -value : value;
}

function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}

/** Letter by letter; what becomes two letters stays as it is. */
function changeCase(text: string, change: (letter: string) => string): string {
  return [...text]
    .map((letter) => {
      const changed = change(letter);
      return [...changed].length === 1 ? changed : letter;
    })
    .join("");
}

/** Letters a to z alone change their case: what else is a letter depends on the Unicode version. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Digits by value, letters in either case alike. */
export function naturalKey(text: string): string {
  return changeCase(text, (letter) => letter.toLowerCase()).replace(/[0-9]+/g, (digits) =>
    digits.padStart(20, "0").slice(-20),
  );
}

/** Report numbers are the same when they differ in case, spaces, dashes and slashes only. */
export function foldedNumber(text: string): string {
  const upper = changeCase(text, (letter) => letter.toUpperCase());
  const dashed = upper.replace(/[ \t\n\v\f\r/_\u00a0\u00ad\u2010-\u2015\u2212-]+/g, "-");
  return dashed.replace(/^-+|-+$/g, "");
}

/** A day six months later; the last day of the month where that day does not exist. */
export function sixMonthsAfter(day: string): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const later = month + 6;
  const [laterYear, laterMonth] = later > 12 ? [year + 1, later - 12] : [year, later];
  const last = new Date(Date.UTC(laterYear, laterMonth, 0)).getUTCDate();
  return `${laterYear}-${String(laterMonth).padStart(2, "0")}-${String(Math.min(date, last)).padStart(2, "0")}`;
}

/** PostgreSQL's text of a moment, in a session whose time zone is UTC, as RFC 3339 with milliseconds. */
export function momentText(text: string): string {
  const [, day, time, fraction = "", zone] = /^(\S+) ([0-9:]{8})(?:\.(\d+))?([+-]\d\d)/.exec(text) ?? [];
  if (zone !== "+00") throw new Error(`not a moment in UTC: ${text}`);
  return `${day}T${time}.${fraction.padEnd(3, "0").slice(0, 3)}Z`;
}
