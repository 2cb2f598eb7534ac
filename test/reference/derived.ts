// What is worked out of other facts: open, unresolved, overdue; a tree's branches; counts.
import { column, type Many } from "./model";
import type { Graph, Row } from "./rows";
import { sixMonthsAfter, type Value } from "./values";

export function isOpen(row: Row): boolean {
  return row.status === "OPEN" || row.status === "OPEN_PARTIALLY_ADDRESSED";
}

type Truth = boolean | null;

export const text = (truth: Truth): Value => (truth === null ? null : String(truth));

const sum = (row: Row, ...names: readonly string[]) =>
  names.reduce((total, name) => total + BigInt((column(row, name) ?? "0").replace(".", "")), 0n);

/** Whether a stated sum is not wholly decided; null where none is stated. */
function isUndecided(row: Row): Truth {
  const stated = [
    [sum(row, "questioned_costs"), sum(row, "disallowed_costs", "allowed_costs")],
    [sum(row, "funds_put_to_better_use"), sum(row, "agreed_better_use", "not_agreed_better_use")],
  ].filter(([amount]) => amount! > 0n);
  return stated.length === 0 ? null : stated.some(([amount, decided]) => decided! < amount!);
}

export function isUnresolved(row: Row): Truth {
  if (row.status!.startsWith("CLOSED") || row.resolution === "RESOLVED") return false;
  const undecided = isUndecided(row);
  if (undecided === false) return false;
  const isSaid = row.resolution !== "UNKNOWN" || undecided === true;
  return isOpen(row) && isSaid ? true : null;
}

/** What lists of unresolved recommendations hold: open, and no agreement is recorded. */
export function isOpenWithoutAgreement(row: Row): boolean {
  return isOpen(row) && isUnresolved(row) !== false;
}

export function isOpenAndUnknown(row: Row): boolean {
  return isOpen(row) && isUnresolved(row) === null;
}

export function isProvenUnresolved(row: Row): boolean {
  return isUnresolved(row) === true;
}

/** 3 true, 2 open and unknown, 1 unknown, 0 false. */
export function certainty(row: Row): Value {
  const truth = isUnresolved(row);
  if (truth !== null) return truth ? "3" : "0";
  return isOpen(row) ? "2" : "1";
}

export function issuedOn(recommendation: Row, graph: Graph): Value {
  return column(graph.one("reports", column(recommendation, "report_id"))!, "issued_on");
}

/** The first and the last day on which a report can have been issued; null where there is no bound. */
function issueBounds(recommendation: Row, graph: Graph): readonly [Value, Value] {
  const report = graph.one("reports", column(recommendation, "report_id"))!;
  const day = column(report, "issued_on");
  if (day !== null) return [day, day];
  const year = column(report, "fiscal_year");
  return year === null ? [null, null] : [`${Number(year) - 1}-10-01`, `${year}-09-30`];
}

export function isOverdue(row: Row, graph: Graph): Truth {
  if (row.status!.startsWith("CLOSED")) return false;
  const target = column(row, "target_on");
  const isPastTarget = target !== null && target < graph.today;
  const [earliest, latest] = issueBounds(row, graph);
  const isDue = isUnresolved(row) !== false;
  const isCertain = isPastTarget || (isDue && latest !== null && sixMonthsAfter(latest) < graph.today);
  const isPossible = isPastTarget || (isDue && (earliest === null || sixMonthsAfter(earliest) < graph.today));
  if (isCertain) return isOpen(row) ? true : null;
  return isPossible ? null : false;
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

export function publisherOf(event: Row, graph: Graph): string {
  return (
    column(event, "publisher") ?? column(graph.one("sources", column(event, "source_id"))!, "publisher")!
  );
}

const isClosed = (status: string) => status.startsWith("CLOSED");
const isDone = (status: string) => status === "CLOSED_IMPLEMENTED" || status === "CLOSED_ALTERNATIVE";

/** Whether two statements exclude each other. */
function excludes(a: Row, b: Row): boolean {
  const [one, other] = [a.status ?? "UNKNOWN", b.status ?? "UNKNOWN"];
  return (
    (isOpen(a) && isClosed(other)) ||
    (isDone(one) && other === "CLOSED_NOT_IMPLEMENTED") ||
    (a.resolution === "RESOLVED" && b.resolution === "UNRESOLVED")
  );
}

/** From when to when a statement holds: for certain, and at most. A closing holds from its day on. */
function timeOf(event: Row) {
  const [closed, asOf] = [column(event, "closed_on"), column(event, "as_of")];
  const days = [closed, asOf].filter((day) => day !== null).sort();
  const [first, last] = [days[0] ?? null, days.at(-1) ?? null];
  return { first, last, earliest: first ?? "0000", latest: asOf === null ? "9999" : last! };
}

/** true: some two publishers exclude each other at one time; null: perhaps; false: no two do. */
function conflict(event: Row, others: readonly Row[], graph: Graph): Truth {
  let truth: Truth = false;
  for (const other of others) {
    if (publisherOf(other, graph) === publisherOf(event, graph)) continue;
    if (!excludes(event, other) && !excludes(other, event)) continue;
    const [a, b] = [timeOf(event), timeOf(other)];
    if (a.first !== null && b.first !== null && a.first <= b.last! && b.first <= a.last!) return true;
    if (a.earliest <= b.latest && b.earliest <= a.latest) truth = null;
  }
  return truth;
}

/** Events of the recommendation that nobody took back. */
function told(recommendation: Row, graph: Graph): Row[] {
  const id = column(recommendation, "id");
  const taken = new Set(
    graph.where("retractions", "recommendation_id", id).map((one) => one.status_event_id),
  );
  return graph.where("status_events", "recommendation_id", id).filter((event) => !taken.has(event.id!));
}

function statements(recommendation: Row, graph: Graph): Row[] {
  return told(recommendation, graph).filter(({ kind, basis }) => kind !== "NOT_SHOWN" && basis !== "RULE");
}

export function isDisputed(recommendation: Row, graph: Graph): Truth {
  const said = statements(recommendation, graph);
  const truths = said.map((event) => conflict(event, said, graph));
  if (truths.includes(true)) return true;
  const last = lastOf(recommendation, graph);
  const isNothingStated = [last.status, last.resolution].every((event) => !event || event.basis === "RULE");
  return truths.includes(null) || isNothingStated ? null : false;
}

/** The last events that give a status and a resolution. */
export function lastOf(recommendation: Row, graph: Graph): { status: Row | null; resolution: Row | null } {
  const events = told(recommendation, graph);
  const latest = (of: readonly Row[]) =>
    of.reduce<Row | null>((a, b) => (a === null || isLater(b, a) ? b : a), null);
  return {
    status: latest(events.filter(({ kind }) => kind === "STATUS")),
    resolution: latest(events.filter(({ resolution }) => resolution !== null)),
  };
}

/** The last event of each publisher about a recommendation, as rows. */
export function claims(recommendation: Row, graph: Graph): Row[] {
  const last = new Map<string, Row>();
  for (const event of told(recommendation, graph)) {
    const publisher = publisherOf(event, graph);
    const before = last.get(publisher);
    if (!before || isLater(event, before)) last.set(publisher, event);
  }
  const said = statements(recommendation, graph);
  return [...last].map(([publisher, event]) => {
    const disagrees = said.includes(event) && conflict(event, said, graph) === true;
    return { ...event, publisher, disagrees: String(disagrees) };
  });
}

/** How many of a report's recommendations are proven unresolved, and of how many nobody says. */
export function reportCounts(
  report: Row,
  graph: Graph,
): { readonly unresolved: Value; readonly unknown: Value } {
  const rows = graph.where("recommendations", "report_id", column(report, "id"));
  const proven = rows.filter(isProvenUnresolved).length;
  const unknown = rows.filter(isOpenAndUnknown).length;
  const tallies = graph
    .where("status_tallies", "report_id", column(report, "id"))
    .filter((tally) => column(tally, "unresolved_count") !== null)
    .sort((a, b) =>
      (a.as_of ?? "") === (b.as_of ?? "")
        ? Number(a.id) - Number(b.id)
        : (a.as_of ?? "") < (b.as_of ?? "")
          ? -1
          : 1,
    );
  const tallied = Number(tallies.at(-1)?.unresolved_count ?? 0);
  const unresolved = Math.max(proven, Math.min(tallied, proven + unknown));
  return { unresolved: String(unresolved), unknown: String(proven + unknown - unresolved) };
}

/** How many statements there are about a recommendation. */
export function revisionOf(row: Row, graph: Graph): Value {
  const tables = [
    "status_events",
    "responses",
    "recommendation_links",
    "management_decisions",
    "final_actions",
    "target_events",
  ];
  return String(
    tables.reduce((sum, table) => sum + graph.where(table, "recommendation_id", column(row, "id")).length, 0),
  );
}
