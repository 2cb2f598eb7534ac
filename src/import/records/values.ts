// The kinds of value a canonical record holds: how each is checked, and as which PostgreSQL type it travels.
// Everything the database would refuse is refused here first, with a reason that names one value and not a whole file.

/** Why a value can't be taken, in words that end a sentence such as "issuedOn …". */
export type Problem = string;

export interface ValueType<T> {
  readonly sql: string;
  /** Undefined when the value is fine. */
  problem(value: unknown): Problem | undefined;
  /** Never read: it carries the TypeScript type. */
  readonly type?: T;
}

/** Longest text that is taken: a report's whole text fits, a mistake that swallows a file does not. */
export const maxTextLength = 2_000_000;
/** Longest name, number, code or title. Natural keys are indexed, and an index entry has to stay small. */
export const maxKeyLength = 500;

export const text = stringOf("text", maxTextLength);
export const nonblank = stringOf("text", maxTextLength, /\S/u, "is blank");
export const short = stringOf("text", maxKeyLength, /\S/u, "is blank");
/** A printed number. Its sort key pads every digit run to 20 places and is indexed too. */
export const number = stringOf("text", 100, /\S/u, "is blank");
export const title = indexed(stringOf("text", 2000, /\S/u, "is blank"), 2500);
/** A reference by key; an absent one travels as an empty string, so that joins need no null handling. */
export const slug = stringOf(
  "text",
  200,
  // Letters and digits of any script; of ASCII nothing but lower-case letters, digits and single dashes.
  /^[a-z0-9\u{80}-\u{10ffff}]+(-[a-z0-9\u{80}-\u{10ffff}]+)*$/u,
  "is not lower-case words joined by dashes",
);
export const currency = stringOf("text", 3, /^[A-Z]{3}$/u, "is not an ISO 4217 code such as EUR");
/** Kind and field of a record. */
export const fieldPath = stringOf(
  "text",
  100,
  /^[a-z_]+[.][a-zA-Z]+$/u,
  "is not a kind and a field such as report.issuedOn",
);
export const sha256 = stringOf("text", 64, /^[0-9a-f]{64}$/u, "is not a SHA-256 in lower-case hexadecimal");
export const sourceKey = stringOf("text", 200, /^[0-9a-f]{64} \S/u, "is not a SHA-256, a space and a format");

export const date: ValueType<string> = {
  sql: "date",
  problem: (value) => {
    if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/u.test(value))
      return "is not a date such as 2021-03-31";
    const [year, month, day] = [value.slice(0, 4), value.slice(5, 7), value.slice(8)].map(Number);
    if (day! < 1 || day! > daysIn(year!, month!)) return "is a day that does not exist";
    return value < "1789-01-01" || value > "2199-12-31" ? "is not between 1789 and 2199" : undefined;
  },
};

/** How many days a month has; none where there is no such month. */
function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : ([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0);
}

export const timestamp: ValueType<string> = {
  sql: "timestamptz",
  problem: (value) =>
    typeof value === "string" &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/u.test(value) &&
    date.problem(value.slice(0, 10)) === undefined &&
    !Number.isNaN(Date.parse(value))
      ? undefined
      : "is not a moment such as 2021-03-31T12:00:00Z",
};

/** Dollars and cents as text: a JavaScript number would lose digits. */
export const money: ValueType<string> = {
  sql: "numeric(20,2)",
  problem: (value) => {
    if (typeof value !== "string") return 'is not an amount in quotation marks such as "1234.50"';
    if (/^-/u.test(value)) return "is negative";
    if (!/^\d+(\.\d{1,2})?$/u.test(value)) return 'is not an amount such as "1234.50"';
    return value.replace(/\..*$/u, "").replace(/^0+/u, "").length > 18
      ? "has more than 18 digits"
      : undefined;
  },
};

/** As money, but credits are negative: what was spent under an award can be corrected below nothing. */
export const signedMoney: ValueType<string> = {
  sql: money.sql,
  problem: (value) => money.problem(typeof value === "string" ? value.replace(/^-(?=\d)/u, "") : value),
};

export const boolean: ValueType<boolean> = {
  sql: "boolean",
  problem: (value) => (typeof value === "boolean" ? undefined : "is neither true nor false"),
};

export function integer(from: number, to: number): ValueType<number> {
  return {
    sql: "integer",
    problem: (value) =>
      typeof value === "number" && Number.isInteger(value) && value >= from && value <= to
        ? undefined
        : `is not a whole number from ${from} to ${to}`,
  };
}

/** A share from 0 to 1. */
export const fraction: ValueType<number> = {
  sql: "double precision",
  problem: (value) =>
    typeof value === "number" && value >= 0 && value <= 1 ? undefined : "is not a number from 0 to 1",
};

export interface EnumType<T extends string> extends ValueType<T> {
  readonly values: readonly T[];
}

export function oneOf<const T extends string>(sql: string, values: readonly T[]): EnumType<T> {
  const known: ReadonlySet<unknown> = new Set(values);
  return {
    sql,
    values,
    problem: (value) => (known.has(value) ? undefined : `is not one of ${values.join(", ")}`),
  };
}

function stringOf(sql: string, longest: number, shape?: RegExp, misshapen = ""): ValueType<string> {
  return {
    sql,
    problem: (value) => {
      if (typeof value !== "string") return "is not text";
      if (value.length > longest) return `is ${value.length} characters long; ${longest} are allowed`;
      const foreign = unstorable(value);
      if (foreign !== undefined) return foreign;
      return shape === undefined || shape.test(value) ? undefined : misshapen;
    },
  };
}

// An index entry holds at most a third of a page.
function indexed(type: ValueType<string>, mostBytes: number): ValueType<string> {
  const problem = (value: unknown) => {
    const bytes = typeof value === "string" ? Buffer.byteLength(value) : 0;
    return (
      type.problem(value) ??
      (bytes > mostBytes ? `is ${bytes} bytes long; ${mostBytes} are allowed` : undefined)
    );
  };
  return { sql: type.sql, problem };
}

/** True where one checked amount is more than another. */
export function exceeds(amount: string, other: string): boolean {
  const cents = (value: string) => {
    const [whole = "0", part = ""] = value.split(".");
    return BigInt(whole + part.padEnd(2, "0"));
  };
  return cents(amount) > cents(other);
}

const suspicious = /[\u0000\ud800-\udfff]/u;

/** Why PostgreSQL could not store a text as it stands. Bytes that no decoder could read arrive as U+DC80 to U+DCFF. */
export function unstorable(value: string): Problem | undefined {
  const found = suspicious.exec(value);
  if (found === null) return undefined;
  const code = found[0].charCodeAt(0);
  if (code === 0) return "contains a NUL character";
  if (code >= 0xdc80 && code <= 0xdcff)
    return `contains the byte 0x${(code - 0xdc00).toString(16).toUpperCase()}, which is not UTF-8; name the file's encoding with --encoding`;
  return "contains half of a surrogate pair";
}
