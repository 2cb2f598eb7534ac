// Kinds of settings: how the text of an environment variable becomes a value, and what is wrong with it. Knows no setting.
import { networks } from "./networks";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a text means, or why it means nothing. */
export type Parsed<T> = { value: T } | { problem: string };

export interface Setting<T> {
  readonly name: string;
  readonly meaning: string;
  readonly fallback: T | ((env: Environment) => T);
  readonly parse: (text: string) => Parsed<T>;
  /** How the value is shown; only needed where it can hold a secret. */
  readonly show?: (value: T) => unknown;
}

export function text(
  name: string,
  meaning: string,
  fallback: string | ((env: Environment) => string),
): Setting<string> {
  return { name, meaning, fallback, parse: (value) => ({ value }) };
}

export function integer(
  name: string,
  meaning: string,
  fallback: number,
  from: number,
  to: number,
): Setting<number> {
  const parse = (value: string): Parsed<number> =>
    /^\d{1,9}$/.test(value) && Number(value) >= from && Number(value) <= to
      ? { value: Number(value) }
      : { problem: `${JSON.stringify(value)} is not a whole number from ${from} to ${to}` };
  return { name, meaning, fallback, parse };
}

export function fraction(name: string, meaning: string, fallback: number): Setting<number> {
  const parse = (value: string): Parsed<number> =>
    /^(?:0?\.\d{1,6}|[01](?:\.0{1,6})?)$/.test(value)
      ? { value: Number(value) }
      : { problem: `${JSON.stringify(value)} is not a number from 0 to 1, for example 0.55` };
  return { name, meaning, fallback, parse };
}

export function oneOf<const T extends string>(
  name: string,
  meaning: string,
  fallback: NoInfer<T>,
  allowed: readonly T[],
): Setting<T> {
  const parse = (value: string): Parsed<T> =>
    (allowed as readonly string[]).includes(value)
      ? { value: value as T }
      : { problem: `${JSON.stringify(value)} is not one of ${allowed.join(", ")}` };
  return { name, meaning, fallback, parse };
}

export function optional(
  name: string,
  meaning: string,
  parse: (value: string) => Parsed<string>,
  show: (value: string) => string,
): Setting<string | undefined> {
  return { name, meaning, fallback: undefined, parse, show: (value) => value && show(value) };
}

export function plain(value: string): Parsed<string> {
  return { value };
}

export function webAddress(value: string): Parsed<string> {
  const isWeb = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
  return isWeb ? { value } : { problem: `${JSON.stringify(value)} is not an http or https address` };
}

export function list(
  name: string,
  meaning: string,
  parseOne: (value: string) => Parsed<string>,
  show: (value: string) => string,
): Setting<readonly string[]> {
  const parse = (value: string): Parsed<readonly string[]> => {
    const parsed = value.split(",").map((part) => parseOne(part.trim()));
    const wrong = parsed.find((one) => "problem" in one);
    return wrong ?? { value: Object.freeze(parsed.map((one) => (one as { value: string }).value)) };
  };
  return { name, meaning, fallback: Object.freeze([]), parse, show: (value) => value.map(show).join(",") };
}

export function addresses(
  name: string,
  meaning: string,
  fallback: readonly string[],
): Setting<readonly string[]> {
  const parse = (value: string): Parsed<readonly string[]> => {
    const entries = value === "none" ? [] : value.split(",").map((entry) => entry.trim());
    try {
      networks(entries);
      return { value: Object.freeze(entries) };
    } catch (error) {
      return { problem: (error as Error).message };
    }
  };
  return {
    name,
    meaning,
    fallback: Object.freeze(fallback),
    parse,
    show: (value) => value.join(",") || "none",
  };
}
