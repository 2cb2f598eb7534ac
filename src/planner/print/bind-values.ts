// Values in the text form PostgreSQL reads, checked so that none can make a statement fail.
import { badInput, tooLarge } from "../errors";
import { keyOfId } from "../mapping/ids";
import type { ColumnMapping } from "../mapping/model";
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

/** Words to search for, without what PostgreSQL's reader of searches has no room for: signs of negation in a row. */
export function wordsOf(value: unknown, maximum: number): Parameter {
  return (binding) => {
    const text = checkedText(resolve(value, binding) as string);
    if (text.length > maximum)
      throw tooLarge(`The search text has ${text.length} characters; at most ${maximum} are allowed.`);
    return text.replace(/(?:-[^\p{L}\p{N}"]*){2,}/gu, "-");
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

const shapes: Readonly<Record<string, RegExp>> = {
  date: /^(-?infinity|[0-9]{4}-[0-9]{2}-[0-9]{2})$/,
  integer: /^-?[0-9]{1,9}$/,
  bigint: /^-?[0-9]{1,18}$/,
  numeric: /^-?[0-9]{1,24}(\.[0-9]{1,24})?$/,
  "double precision": /^-?[0-9]{1,20}(\.[0-9]{1,20})?(e[+-]?[0-9]{1,2})?$/,
  timestamptz:
    /^\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d)?$/,
};

/** A sort key out of a cursor, whose text a client may have made up. */
export function sortKeyText(text: string, sqlType: string): string {
  const shape = shapes[sqlType];
  const plausible = shape ? shape.test(text) && isDay(text, sqlType) : true;
  if (!plausible) throw badInput("The cursor was not made by this service. Take one from pageInfo or edges.");
  return checkedText(text);
}

function isDay(text: string, sqlType: string): boolean {
  if (!["date", "timestamptz"].includes(sqlType) || text.endsWith("infinity")) return true;
  const written = text.slice(0, 10);
  const day = new Date(`${written}T00:00:00Z`);
  return (
    !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written) && !written.startsWith("0000")
  );
}

function encode(column: ColumnMapping, value: unknown): string {
  if (column.type.idPrefix !== undefined) return keyOfId(column.type.idPrefix, value);
  return typeof value === "string" ? checkedText(value) : String(value);
}

/** PostgreSQL stores no NUL, and a lone surrogate would silently become another character on the way there. */
function checkedText(text: string): string {
  if (text.includes("\0"))
    throw badInput("A text contains the character U+0000, which no stored text can contain.");
  if (!text.isWellFormed())
    throw badInput("A text contains half of a surrogate pair: it is not valid Unicode.");
  return text;
}

function arrayText(values: readonly (string | null)[]): string {
  return `{${values.map((value) => (value === null ? "null" : `"${value.replace(/["\\]/g, "\\$&")}"`)).join(",")}}`;
}
