// What is said of recommendations, as the reference executor knows it: answers, shares, statuses and tallies.
import { publisherOf } from "./derived";
import { byColumn, column, type Noun } from "./model";
import { plainNoun, source } from "./noun-parts";
import type { Row } from "./rows";
import { momentText } from "./values";

export const statementNouns: readonly Noun[] = [
  {
    ...plainNoun,
    name: "Response",
    table: "responses",
    prefix: "response",
    one: {
      recommendation: { noun: "Recommendation", column: "recommendation_id" },
      agency: { noun: "Agency", column: "agency_id" },
      source,
    },
  },
  {
    ...plainNoun,
    name: "RecommendationShare",
    table: "recommendation_shares",
    prefix: "recommendation_share",
    fields: {
      count: (row) => column(row, "recommendation_count"),
      respondent: (row) => (column(row, "agency_id") === null ? column(row, "party") : null),
    },
    one: {
      report: { noun: "Report", column: "report_id" },
      agency: { noun: "Agency", column: "agency_id" },
      source,
    },
  },
  {
    ...plainNoun,
    name: "StatusEvent",
    table: "status_events",
    prefix: "status_event",
    defaultOrder: ["AS_OF_ASC"],
    fields: {
      observedAt: (row) => momentText(column(row, "observed_at")!),
      publisher: publisherOf,
    },
    one: { recommendation: { noun: "Recommendation", column: "recommendation_id" }, source },
    many: {
      sources: {
        noun: "Source",
        rows: (row, graph) => {
          const further = graph.where("status_event_sources", "event_id", column(row, "id"));
          const ids = [column(row, "source_id"), ...further.map(({ source_id }) => source_id!)];
          return ids.flatMap((id) => graph.where("sources", "id", id));
        },
      },
    },
    orders: { AS_OF: byColumn("day", "as_of") },
  },
  {
    ...plainNoun,
    name: "StatusTally",
    table: "status_tallies",
    prefix: "status_tally",
    defaultOrder: ["AS_OF_DESC"],
    fields: Object.fromEntries(
      ["total", "open", "closed", "resolved", "unresolved"].map((name) => [
        name,
        (row: Row) => column(row, `${name}_count`),
      ]),
    ),
    kinds: { open: "integer", unresolved: "integer" },
    one: { report: { noun: "Report", column: "report_id" }, source },
    orders: { AS_OF: byColumn("day", "as_of") },
  },
  {
    ...plainNoun,
    name: "StatusClaim",
    table: "status_events",
    prefix: "",
    fields: { observedAt: (row) => momentText(column(row, "observed_at")!) },
    one: { recommendation: { noun: "Recommendation", column: "recommendation_id" }, source },
  },
];
