// Where a mapping says that a field comes from, read from what people wrote; and how written values are compared.

/** Where a field's value comes from. In a mapping file a bare text is short for `{ column: text }`. */
export interface Source {
  /** Column names of which the first filled one is read, row by row. */
  readonly columns: readonly string[];
  /** The columns together are the value, with this between them: a key of several columns. */
  readonly join?: string;
  /** The day that a month, quarter or year is taken for; undefined: none, and the words are kept beside. */
  readonly partial?: "first" | "last";
  /** The value where the cell says nothing. */
  readonly default?: string | number | boolean;
  /** The same for every row; `columns` then is empty. */
  readonly constant?: string | number | boolean;
  /** What the column's values mean, for fields with a fixed vocabulary; null: nothing about this field. Compared without regard to case and spaces. */
  readonly values?: Readonly<Record<string, string | null>>;
  /** For columns that only are filled or not, such as a closing date that tells the status. */
  readonly present?: string;
  readonly absent?: string;
  /** Separator of several values in one cell (agencies and topics only). */
  readonly split?: string;
  /** A regular expression whose first group is the value; a cell that does not match is taken whole. */
  readonly pattern?: RegExp;
}

/** What an object that says where a value comes from can hold. */
export const sourceEntries = [
  "column",
  "join",
  "partial",
  "constant",
  "default",
  "values",
  "present",
  "absent",
  "split",
  "pattern",
] as const;

export type SourceEntry = (typeof sourceEntries)[number];

/** Reads where a value comes from: a column's name, several of which the first filled one counts, or an object. */
export function sourceIn(
  where: string,
  given: unknown,
  problems: string[],
  type?: { readonly values?: readonly string[]; problem(value: unknown): string | undefined },
): Source {
  if (typeof given === "string") return { columns: [given] };
  if (Array.isArray(given)) return { columns: textList(given, where, problems) };
  const source = asObject(given, where, problems);
  for (const key of Object.keys(source))
    if (!(sourceEntries as readonly string[]).includes(key))
      problems.push(`${where}.${key}: there is no such entry; there are ${sourceEntries.join(", ")}`);
  const columns = source.column === undefined ? [] : textList(source.column, `${where}.column`, problems);
  if (columns.length === 0 && source.constant === undefined)
    problems.push(`${where}: needs a column or a constant`);
  const values =
    source.values === undefined
      ? undefined
      : Object.fromEntries(
          Object.entries(asObject(source.values, `${where}.values`, problems)).map(
            ([raw, meaning]) => [foldValue(raw), meaning === null ? null : String(meaning)] as const,
          ),
        );
  if (source.partial !== undefined && source.partial !== "first" && source.partial !== "last")
    problems.push(`${where}.partial: ${String(source.partial)} is neither first nor last`);
  const meanings = [...Object.values(values ?? {}), source.present, source.absent].filter(
    (one) => typeof one === "string",
  );
  for (const meaning of meanings) {
    const isNotShown = where === "event.status" && meaning === "NOT_SHOWN";
    if (!isNotShown && type?.values && !type.values.includes(meaning))
      problems.push(`${where}: ${meaning} is none of ${type.values.join(", ")}`);
  }
  return {
    columns,
    ...(source.constant === undefined ? {} : { constant: source.constant as string | number | boolean }),
    ...(values === undefined ? {} : { values }),
    ...(typeof source.present === "string" ? { present: source.present } : {}),
    ...(typeof source.absent === "string" ? { absent: source.absent } : {}),
    ...(typeof source.join === "string" ? { join: source.join } : {}),
    ...(source.partial === "first" || source.partial === "last" ? { partial: source.partial } : {}),
    ...(source.default === undefined ? {} : { default: source.default as string | number | boolean }),
    ...(typeof source.split === "string" ? { split: source.split } : {}),
    ...(typeof source.pattern === "string" ? { pattern: expression(source.pattern, where, problems) } : {}),
  };
}

/** Values are compared so: lower case, single spaces, one kind of dash. */
export function foldValue(value: string): string {
  return value
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\s*-\s*/g, "-")
    .replace(/[\s\u00a0]+/g, " ")
    .trim()
    .toLowerCase();
}

export function expression(source: string, where: string, problems: string[]): RegExp {
  try {
    return new RegExp(source, "u");
  } catch (error) {
    problems.push(`${where}.pattern: ${(error as Error).message}`);
    return /(?:)/u;
  }
}

export function asObject(
  given: unknown,
  where: string,
  problems: string[],
): Readonly<Record<string, unknown>> {
  if (typeof given === "object" && given !== null && !Array.isArray(given))
    return given as Readonly<Record<string, unknown>>;
  problems.push(`${where}: is not a set of names with values`);
  return {};
}

export function optionalText(given: unknown, where: string, problems: string[]): string | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given === "string" || typeof given === "number") return String(given);
  problems.push(`${where}: is not text`);
  return undefined;
}

export function textList(given: unknown, where: string, problems: string[]): string[] {
  if (given === undefined) return [];
  const list = Array.isArray(given) ? given : [given];
  if (!list.every((one) => typeof one === "string"))
    problems.push(`${where}: is neither text nor a list of texts`);
  return list.map(String);
}
