// The whole graph on another day, made row by row from all of it: what asOf must answer from.
import { column } from "./model";
import { bornOn, dollars, type State, stateOn } from "./replay";
import { Graph, type Row } from "./rows";

const dayOf = (moment: string) =>
  new Date(moment.replace(" ", "T").replace(/\+00$/, "Z")).toISOString().slice(0, 10);

export function graphAsOf(all: Graph, day: string, knownOn: string | null): Graph {
  const states = new Map<string, State>();
  for (const row of all.rows("recommendations")) {
    const state = stateOn(row, all, day, knownOn);
    if (state) states.set(row.id!, state);
  }
  const reportThere = (id: string | null) => {
    const report = all.one("reports", id);
    return report !== null && bornOn(report) <= day;
  };
  const findingThere = (id: string | null) => {
    const finding = all.one("findings", id);
    return finding !== null && reportThere(column(finding, "report_id"));
  };
  const there = (id: string | null) => id !== null && states.has(id);
  const known = (date: string) => knownOn === null || date <= knownOn;
  const isTaken = (name: string, id: string) =>
    all.rows("retractions").some((one) => one[name] === id && known(one.observed_on!));
  const counts = (name: string) => (row: Row) =>
    there(row.recommendation_id!) &&
    (row.happened_on ?? row.observed_on!) <= day &&
    known(row.observed_on!) &&
    !isTaken(name, row.id!);
  const keep: Record<string, (row: Row) => boolean> = {
    reports: (row) => bornOn(row) <= day,
    report_agencies: (row) => reportThere(row.report_id!),
    report_topics: (row) => reportThere(row.report_id!),
    report_sources: (row) => reportThere(row.report_id!),
    findings: (row) => reportThere(row.report_id!),
    recommendation_shares: (row) => reportThere(row.report_id!),
    printed_values: (row) =>
      reportThere(row.report_id!) && (row.recommendation_id === null || there(row.recommendation_id!)),
    status_tallies: (row) => {
      const observed = dayOf(all.one("sources", row.source_id!)!.imported_at!);
      return reportThere(row.report_id!) && (row.as_of ?? observed) <= day && known(observed);
    },
    finding_awards: (row) => findingThere(row.finding_id!),
    recommendations: (row) => there(row.id!),
    recommendation_agencies: (row) => there(row.recommendation_id!),
    recommendation_findings: (row) => there(row.recommendation_id!),
    report_links: (row) => reportThere(row.report_id!),
    finding_links: (row) => findingThere(row.finding_id!),
    recommendation_links: (row) => there(row.recommendation_id!),
    responses: (row) => {
      const observed = row.observed_on ?? dayOf(all.one("sources", row.source_id!)!.imported_at!);
      return there(row.recommendation_id!) && (row.responded_on ?? observed) <= day && known(observed);
    },
    status_events: (row) => {
      const recommendation = all.one("recommendations", row.recommendation_id!)!;
      const { issued_on } = all.one("reports", recommendation.report_id!)!;
      const observed = dayOf(row.observed_at!);
      const isRule = row.basis === "RULE" && (row.as_of !== null || issued_on !== null);
      const happened = row.as_of ?? (isRule ? issued_on! : observed);
      return (
        there(row.recommendation_id!) &&
        happened <= day &&
        (isRule || known(observed)) &&
        !isTaken("status_event_id", row.id!)
      );
    },
    management_decisions: counts("management_decision_id"),
    final_actions: counts("final_action_id"),
    sum_changes: counts("sum_change_id"),
    target_events: counts("target_event_id"),
    retractions: (row) =>
      there(row.recommendation_id!) &&
      (row.happened_on ?? row.observed_on!) <= day &&
      known(row.observed_on!),
  };
  const change: Record<string, (row: Row) => Row> = {
    recommendations: (row) => ({ ...row, ...columnsOf(states.get(row.id!)!) }),
    report_links: (row) => ({
      ...row,
      target_report_id: reportThere(row.target_report_id!) ? row.target_report_id! : null,
    }),
    finding_links: (row) => ({
      ...row,
      target_finding_id: findingThere(row.target_finding_id!) ? row.target_finding_id! : null,
    }),
    recommendation_links: (row) => ({
      ...row,
      target_recommendation_id: there(row.target_recommendation_id!) ? row.target_recommendation_id! : null,
    }),
  };
  const tables = new Map(
    [...all.tables].map(([table, rows]) => [
      table,
      rows.filter(keep[table] ?? (() => true)).map(change[table] ?? ((row) => row)),
    ]),
  );
  const graph = new Graph(tables, day);
  graph.past = { all, day, knownOn };
  return graph;
}

function columnsOf(state: State): Row {
  const sum = (name: string) => (state.sums[name] === undefined ? null : dollars(state.sums[name]));
  return {
    status: state.status,
    status_raw: state.statusRaw,
    status_as_of: state.statusAsOf,
    resolution: state.resolution,
    resolution_raw: state.resolutionRaw,
    closed_on: state.closedOn,
    is_closing_date_unknown: String(state.status.startsWith("CLOSED") && state.closedOn === null),
    target_on: state.target,
    questioned_costs: sum("questioned"),
    unsupported_costs: part(state.sums.unsupported, state.sums.questioned),
    funds_put_to_better_use: sum("better"),
    disallowed_costs: sum("disallowed"),
    allowed_costs: sum("allowed"),
    agreed_better_use: sum("agreed"),
    not_agreed_better_use: sum("notAgreed"),
  };
}

/** Unsupported costs are a part of the questioned ones, however these fell. */
function part(unsupported: bigint | undefined, questioned: bigint | undefined): string | null {
  if (unsupported === undefined) return null;
  return dollars(questioned !== undefined && questioned < unsupported ? questioned : unsupported);
}
