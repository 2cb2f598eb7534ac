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

/** An event of a recommendation, with its two days. */
function eventNoun(name: string, table: string, prefix: string, one: Noun["one"] = {}): Noun {
  return {
    ...plainNoun,
    name,
    table,
    prefix,
    fields: { on: (row) => column(row, "happened_on") },
    one: { recommendation: { noun: "Recommendation", column: "recommendation_id" }, source, ...one },
    kinds: { on: "day" },
  };
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
export const eventNouns: readonly Noun[] = [
  eventNoun("ManagementDecision", "management_decisions", "management_decision"),
  eventNoun("FinalAction", "final_actions", "final_action"),
  eventNoun("SumChange", "sum_changes", "sum_change"),
  eventNoun("TargetEvent", "target_events", "target_event"),
  eventNoun("Retraction", "retractions", "retraction", {
    statusEvent: { noun: "StatusEvent", column: "status_event_id" },
    managementDecision: { noun: "ManagementDecision", column: "management_decision_id" },
    finalAction: { noun: "FinalAction", column: "final_action_id" },
    sumChange: { noun: "SumChange", column: "sum_change_id" },
    targetEvent: { noun: "TargetEvent", column: "target_event_id" },
  }),
];
