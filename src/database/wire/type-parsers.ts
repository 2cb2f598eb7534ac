// Type parsers for rows as objects (transactions, tools; compiled operations read text). Only types that JavaScript holds
// exactly are converted: money and dates stay text, and no time zone changes them.
import type { CustomTypesConfig } from "pg";

const oid = {
  bool: 16,
  int8: 20,
  int2: 21,
  int4: 23,
  oid: 26,
  json: 114,
  float4: 700,
  float8: 701,
  jsonb: 3802,
};
const textArrays: ReadonlySet<number> = new Set([1009, 1015, 1002, 1003]);
const integerArrays: ReadonlySet<number> = new Set([1005, 1007, 1016]);

export const typeParsers = {
  getTypeParser: (type: number) => parsers.get(type) ?? asIs,
} as CustomTypesConfig;

const asIs = (text: string) => text;

const parsers = new Map<number, (text: string) => unknown>([
  [oid.bool, (text) => text === "t"],
  [oid.int2, Number],
  [oid.int4, Number],
  [oid.oid, Number],
  [oid.int8, exactNumber],
  [oid.float4, Number],
  [oid.float8, Number],
  [oid.json, JSON.parse],
  [oid.jsonb, JSON.parse],
  ...[...textArrays].map((type) => [type, parseArray] as const),
  ...[...integerArrays].map((type) => [type, (text: string) => parseArray(text).map(toNumber)] as const),
]);

function toNumber(text: string | null): number | null {
  return text === null ? null : exactNumber(text);
}

function exactNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for a JavaScript number.`);
  return value;
}

/** Elements of a one-dimensional array literal such as `{a,"b,c",NULL}`. */
export function parseArray(text: string): (string | null)[] {
  const elements: (string | null)[] = [];
  for (const [, quoted, bare] of text.slice(1, -1).matchAll(/(?:^|,)(?:"((?:[^"\\]|\\.)*)"|([^,]*))/gs))
    if (quoted !== undefined) elements.push(quoted.replace(/\\(.)/gs, "$1"));
    else if (bare === "NULL") elements.push(null);
    else if (bare !== undefined && text !== "{}") elements.push(bare);
  return elements;
}
