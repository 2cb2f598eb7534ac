// What the nouns of the reference executor are put together from.
import { byColumn, column, linked, type Many, type Noun } from "./model";
import type { Row } from "./rows";
import { momentText } from "./values";

export const order = {
  slug: byColumn("text", "slug"),
  name: byColumn("text", "name"),
  number: byColumn("natural", "number"),
};
export const moments = {
  createdAt: (row: Row) => momentText(column(row, "created_at")!),
  updatedAt: (row: Row) => momentText(column(row, "updated_at")!),
};
export const source = { noun: "Source", column: "source_id" };

export function links(
  noun: string,
  target: string,
  table: string,
  from: string,
  to: string,
  kind?: string,
): Many {
  return linked(noun, target, { table, from, to, kind });
}

export const plainNoun = { fields: {}, one: {}, many: {}, orders: {}, words: {}, defaultOrder: ["ID_ASC"] };

export function reference(noun: string, stem: string, table: string): Noun {
  return {
    ...plainNoun,
    name: `${noun}Reference`,
    table,
    prefix: `${stem}_reference`,
    fields: { reference: (row) => column(row, "target_raw") },
    one: { [stem]: { noun, column: `${stem}_id` }, target: { noun, column: `target_${stem}_id` } },
  };
}

/** What a source prints where a field cannot hold it. */
export const printedValue: Noun = {
  ...plainNoun,
  name: "PrintedValue",
  table: "printed_values",
  prefix: "printed_value",
  fields: { row: (row) => column(row, "row_number") },
  one: {
    report: { noun: "Report", column: "report_id" },
    recommendation: { noun: "Recommendation", column: "recommendation_id" },
    source,
  },
};
