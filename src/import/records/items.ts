// What a format yields while it reads: records with the row they stand in, and rows it could not take.
import { type CanonicalRecord, type Field, fieldsOf, type Kind, kindNames } from "./records";
import { exceeds } from "./values";

/** A row, or a part of one, that is not imported, and why. */
export interface Reject {
  /** Line, row or entry of the file, counted from 1. */
  readonly row: number;
  /** Column or field; null when it is about the row as a whole. */
  readonly column: string | null;
  readonly reason: string;
  /** What stood there, cut short; null when there is nothing to show. */
  readonly value: string | null;
}

export type Item =
  /** `isChecked`: the format has looked for flaws itself, to take or leave a row as a whole. */
  | { readonly row: number; readonly record: CanonicalRecord; readonly isChecked?: boolean }
  | { readonly reject: Reject };

export function reject(
  row: number,
  column: string | null,
  reason: string,
  value: unknown = null,
): { readonly reject: Reject } {
  return {
    reject: { row, column, reason, value: value === null || value === undefined ? null : excerpt(value) },
  };
}

/** What of a value can be shown in a list of rejects. */
export function excerpt(value: unknown): string {
  const shown = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return (shown.length > 80 ? `${shown.slice(0, 79)}…` : shown)
    .replace(/[\ud800-\udfff]/gu, "\ufffd")
    .replace(/[\u0000-\u001f]/gu, " ");
}

export interface Invalid {
  readonly column: string | null;
  readonly reason: string;
  readonly value: unknown;
}

/** A field as the gate sees it. */
interface Checked {
  readonly name: string;
  readonly field: Field;
  /** The last valid value: most values come many times in a row, and comparing is cheaper than looking. */
  lastValid: unknown;
}

const maxCachedLength = 200;
const checkedKinds = new Map<
  string,
  { readonly fields: readonly Checked[]; readonly names: ReadonlySet<string> }
>(
  kindNames.map((kind) => [
    kind,
    {
      fields: Object.entries(fieldsOf(kind)).map(([name, field]) => ({ name, field, lastValid: undefined })),
      names: new Set(["record", ...Object.keys(fieldsOf(kind))]),
    },
  ]),
);

/** What is wrong with a record, looked at alone; undefined when nothing is. The only gate before the database. */
export function validate(record: CanonicalRecord): Invalid | undefined {
  const kind = checkedKinds.get(record.record);
  if (kind === undefined)
    return {
      column: "record",
      reason: `${excerpt(record.record)} is not a kind of record; the kinds are ${kindNames.join(", ")}`,
      value: record.record,
    };
  const values = record as unknown as Readonly<Record<string, unknown>>;
  for (const name in values)
    if (!kind.names.has(name))
      return {
        column: name,
        reason: `a ${record.record} has no field of that name; it has ${Object.keys(fieldsOf(record.record)).join(", ")}`,
        value: values[name],
      };
  let missing: string | undefined;
  for (const one of kind.fields) {
    const value = values[one.name];
    if (value === null || value === undefined) {
      if (one.field.required) missing ??= one.name;
    } else if (value !== one.lastValid) {
      const problem = one.field.type.problem(value);
      if (problem !== undefined) return { column: one.name, reason: problem, value };
      one.lastValid = typeof value !== "string" || value.length < maxCachedLength ? value : undefined;
    }
  }
  if (missing !== undefined)
    return { column: missing, reason: `is missing; every ${record.record} needs it`, value: null };
  const [column, reason] = together(record) ?? [];
  return reason === undefined
    ? undefined
    : { column: column ?? null, reason, value: column ? (values[column] ?? null) : null };
}

type Rule<K extends Kind> = (
  record: Extract<CanonicalRecord, { record: K }>,
) => [string | null, string] | undefined;

/** Rules about several fields at once, as the database has them. */
function together(record: CanonicalRecord): [string | null, string] | undefined {
  if (
    "report" in fieldsOf(record.record) &&
    blank((record as { report?: unknown }).report) &&
    blank((record as { reportTitle?: unknown }).reportTitle)
  )
    return ["report", "is missing; a report is named by its number, or by reportTitle where it has none"];
  return (rules[record.record] as Rule<Kind> | undefined)?.(record);
}

const rules: { readonly [K in Kind]?: Rule<K> } = {
  agency: (a) => (a.parent === a.slug ? ["parent", "is the agency itself"] : undefined),
  report: (r) => {
    if (blank(r.number) && blank(r.title))
      return ["number", "and title are both missing; a report needs one of them"];
    if (r.number && !/[^\s/_\u00a0\u00ad\u2010-\u2015\u2212-]/u.test(r.number))
      return ["number", "has no letter or digit"];
    if (r.unsupportedCosts && r.questionedCosts && exceeds(r.unsupportedCosts, r.questionedCosts))
      return ["unsupportedCosts", "is more than the questioned costs, of which it is a part"];
    return spanFlaw(r.sourceStart, r.sourceEnd, "sourceStart");
  },
  finding: quoteFlaw,
  recommendation: (r) => {
    if (r.unsupportedCosts && r.questionedCosts && exceeds(r.unsupportedCosts, r.questionedCosts))
      return ["unsupportedCosts", "is more than the questioned costs, of which it is a part"];
    return quoteFlaw(r);
  },
  status_event: (e) => {
    if ((e.kind ?? "STATUS") === "STATUS" && blank(e.status))
      return ["status", "is missing; an event states a status unless its kind is NOT_SHOWN"];
    if (e.kind === "RESOLUTION" && (blank(e.resolution) || !blank(e.status) || !blank(e.closedOn)))
      return ["resolution", "is all that an event of the kind RESOLUTION states, and it has to"];
    if (e.kind === "NOT_SHOWN" && !(blank(e.status) && blank(e.resolution) && blank(e.closedOn)))
      return ["kind", "is NOT_SHOWN, which states no status, resolution or closing date"];
    if (e.closedOn && !e.status?.startsWith("CLOSED"))
      return ["closedOn", "is given though the status is not a closed one"];
    return undefined;
  },
};

function quoteFlaw(record: {
  sourceQuote?: string | null;
  quoteStart?: number | null;
  quoteEnd?: number | null;
}): [string, string] | undefined {
  const { sourceQuote, quoteStart, quoteEnd } = record;
  if (blank(sourceQuote) && blank(quoteStart) && blank(quoteEnd)) return undefined;
  if (blank(sourceQuote) || blank(quoteStart) || blank(quoteEnd))
    return ["sourceQuote", "needs quoteStart and quoteEnd, and they need it"];
  return quoteEnd! - quoteStart! === sourceQuote!.length
    ? undefined
    : ["quoteEnd", "does not fit the length of the quote"];
}

function spanFlaw(
  start: number | null | undefined,
  end: number | null | undefined,
  column: string,
): [string, string] | undefined {
  return !blank(start) && !blank(end) && end! < start! ? [column, "lies behind its end"] : undefined;
}

function blank(value: unknown): boolean {
  return value === null || value === undefined;
}
