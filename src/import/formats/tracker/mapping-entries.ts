// The names that a mapping is made of: its entries, and the fields of records that columns can fill. The reader of mappings
// and the schema for editors both go by them.
import { fieldsOf, type Kind } from "../../records/records";

/** Entries that hold fields, and the kind of record whose fields these are. */
export const groups = {
  report: "report",
  recommendation: "recommendation",
  response: "response",
  event: "status_event",
} as const satisfies Record<string, Kind>;

export type Group = keyof typeof groups;

/** Fields that the mapping itself looks after. */
const automatic: ReadonlySet<string> = new Set([
  "office",
  "report",
  "reportTitle",
  "recommendation",
  "agency",
  "source",
  "basis",
  "observedAt",
  "createdAt",
  "updatedAt",
  "sourceStart",
  "sourceEnd",
  "summaryStart",
  "quoteStart",
  "quoteEnd",
  "sourceQuote",
]);

export const entryNames = [
  "name",
  "about",
  "publisher",
  "office",
  "detect",
  "dates",
  "decimal",
  "delimiter",
  "blanks",
  "asOf",
  "openList",
  "opensByRule",
  "agency",
  "topics",
  "repeats",
  "events",
  "responses",
  "numberBy",
  "fiscalYearStart",
  "fillDown",
  "skip",
  "currency",
  "sheet",
  "report",
  "recommendation",
  "response",
  "event",
] as const;

export type EntryName = (typeof entryNames)[number];

/** The fields that a group can fill. */
export function mappedFields(group: Group): readonly string[] {
  return Object.keys(fieldsOf(groups[group])).filter((name) => !automatic.has(name));
}
