// What is worked out of other facts: open, unresolved, overdue; a tree's branches; counts.
import { column, type Many } from "./model";
import type { Graph, Row } from "./rows";
import { sixMonthsAfter, type Value } from "./values";

export function isOpen(row: Row): boolean {
  return row.status === "OPEN" || row.status === "OPEN_PARTIALLY_ADDRESSED";
}

export function isUnresolved(row: Row): boolean {
  return isOpen(row) && row.resolution !== "RESOLVED";
}

export function issuedOn(recommendation: Row, graph: Graph): Value {
  return column(graph.one("reports", column(recommendation, "report_id"))!, "issued_on");
}

export function isOverdue(row: Row, graph: Graph): boolean {
  const target = column(row, "target_on");
  const issued = issuedOn(row, graph);
  const isLate = target !== null && target < graph.today;
  const isUndecided = isUnresolved(row) && issued !== null && sixMonthsAfter(issued) < graph.today;
  return isOpen(row) && (isLate || isUndecided);
}

/** The body itself and those above it, the nearest first. */
export function upwards(agency: Row, graph: Graph): Row[] {
  const parent = graph.one("agencies", column(agency, "parent_id"));
  return [agency, ...(parent ? upwards(parent, graph) : [])];
}

export function withComponents(agency: Row, graph: Graph): Row[] {
  return graph.rows("agencies").filter((row) => upwards(row, graph).includes(agency));
}

/** With `includeComponents`, the rows of the agency and of all its components, each once. */
export function rolledUp(many: Many): Many {
  const rows = (agency: Row, graph: Graph) => [
    ...new Set(withComponents(agency, graph).flatMap((row) => many.rows(row, graph))),
  ];
  return { ...many, variant: { argument: "includeComponents", rows } };
}

export function countOf(many: Many): (row: Row, graph: Graph) => string {
  return (row, graph) => String(many.rows(row, graph).length);
}

function isLater(a: Row, b: Row): boolean {
  const [left, right] = [a, b].map(({ as_of, observed_at, id }) => [
    as_of ?? "",
    observed_at!,
    id!.padStart(20, "0"),
  ]);
  return JSON.stringify(left) > JSON.stringify(right);
}

/** The last event of each publisher about a recommendation, as rows. */
export function claims(recommendation: Row, graph: Graph): Row[] {
  const last = new Map<string, Row>();
  for (const event of graph.where("status_events", "recommendation_id", column(recommendation, "id"))) {
    const publisher = column(graph.one("sources", column(event, "source_id"))!, "publisher")!;
    const before = last.get(publisher);
    if (!before || isLater(event, before)) last.set(publisher, event);
  }
  return [...last].map(([publisher, event]) => {
    const disagrees = event.kind === "STATUS" && event.status !== recommendation.status;
    return { ...event, publisher, disagrees: String(disagrees) };
  });
}
