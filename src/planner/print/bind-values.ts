// Values in the text form PostgreSQL reads, checked so that none can make a statement fail.

import { badInput, tooLarge } from "../errors";
import { keyOfId } from "../mapping/ids";
import type { ColumnMapping } from "../mapping/model";
import { beginsWithDay } from "../selection/days";
import { checkedText } from "../selection/stored-text";
import { idPrefix, resolve } from "../selection/variable-probes";
import type { Parameter } from "../sql";

/** One value compared with a column. */
export function valueOf(column: ColumnMapping, value: unknown): Parameter {
  return (binding) => encode(column, resolve(value, binding));
}

/** A list of values compared with a column. */
export function listOfValues(column: ColumnMapping, value: unknown, maximum: number): Parameter {
  return (binding) => {
    const values = resolve(value, binding) as unknown[];
    if (values.length > maximum)
      throw tooLarge(
        `A list compared with \`${column.field}\` has ${values.length} values; at most ${maximum} are allowed.`,
      );
    return arrayText(values.map((item) => encode(column, item)));
  };
}

/** A pattern for ilike in which every character of the value stands for itself. */
export function patternOf(column: ColumnMapping, value: unknown, before: string, after: string): Parameter {
  return (binding) =>
    `${before}${encode(column, resolve(value, binding)).replace(/[\\%_]/g, "\\$&")}${after}`;
}

/** Words to search for. */
export function wordsOf(value: unknown, maximum: number): Parameter {
  return (binding) => {
    const text = checkedText(resolve(value, binding) as string);
    if (text.length > maximum)
      throw tooLarge(`The search text has ${text.length} characters; at most ${maximum} are allowed.`);
    return text;
  };
}

/** The keys in ids of one noun, at their places in the list; null at the places of other nouns' ids. */
export function keysOfIds(prefix: string, ids: unknown): Parameter {
  return (binding) => {
    const given = resolve(ids, binding) as unknown[];
    const own = given.map((id) => (idPrefix(id) === prefix ? keyOfId(prefix, id) : null));
    return arrayText(own);
  };
}

const momentShape =
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?(?:Z|[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?)$/;

const shapes: Readonly<Record<string, RegExp>> = {
  date: /^(-?infinity|[0-9]{4}-[0-9]{2}-[0-9]{2})$/,
  integer: /^-?[0-9]{1,9}$/,
  bigint: /^-?[0-9]{1,18}$/,
  numeric: /^-?[0-9]{1,24}(\.[0-9]{1,24})?$/,
  // Days are checked below; the rest of a moment cannot be out of range in these shapes.
  "timestamp with time zone": momentShape,
  timestamptz: momentShape,
  "double precision": /^-?[0-9]{1,20}(\.[0-9]{1,20})?(e[+-]?[0-9]{1,2})?$/,
};

/** A sort key out of a cursor, whose text a client may have made up. */
export function sortKeyText(text: string, sqlType: string): string {
  const shape = shapes[sqlType];
  const plausible = shape ? shape.test(text) && isDay(text, sqlType) : true;
  if (!plausible) throw badInput("The cursor was not made by this service. Take one from pageInfo or edges.");
  return checkedText(text);
}

function isDay(text: string, sqlType: string): boolean {
  const isMoment = shapes[sqlType] === momentShape;
  if ((sqlType !== "date" && !isMoment) || text.endsWith("infinity")) return true;
  return beginsWithDay(text);
}

function encode(column: ColumnMapping, value: unknown): string {
  if (column.type.idPrefix !== undefined) return keyOfId(column.type.idPrefix, value);
  return typeof value === "string" ? checkedText(value) : String(value);
}

function arrayText(values: readonly (string | null)[]): string {
  return `{${values.map((value) => (value === null ? "null" : `"${value.replace(/["\\]/g, "\\$&")}"`)).join(",")}}`;
}
