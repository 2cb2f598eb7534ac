// The clocks of a recommendation and the sums of its state, as the schema's descriptions define them.
import { isOpen, issuedOn } from "./derived";
import { column } from "./model";
import { cents, dollars, type State, stateOn } from "./replay";
import type { Graph, Row } from "./rows";
import { sixMonthsAfter, type Value } from "./values";

type Field = (row: Row, graph: Graph) => Value;

/** The state on the graph's day; that after all events for the graph as it is now. */
function state(row: Row, graph: Graph): State {
  const { past } = graph;
  const all = past?.all ?? graph;
  return (
    stateOn(all.one("recommendations", row.id!)!, all, past?.day ?? null, past?.knownOn ?? null) ?? missing
  );
}
// Only in the graph as it is now: withdrawn, and listed all the same.
const missing = { sums: {}, statusSince: "", resolutionSince: "" } as unknown as State;

const sumOf = (row: Row, name: string) => cents(row[name] ?? "0.00");

export function isDecided(row: Row): boolean {
  const [questioned, better] = [sumOf(row, "questioned_costs"), sumOf(row, "funds_put_to_better_use")];
  if (questioned === 0n && better === 0n) return row.resolution === "RESOLVED";
  return (
    questioned <= sumOf(row, "disallowed_costs") + sumOf(row, "allowed_costs") &&
    better <= sumOf(row, "agreed_better_use") + sumOf(row, "not_agreed_better_use")
  );
}

/** 29 February and a year is 28 February. */
function yearAfter(day: string): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const isLeapDay = month === 2 && date === 29;
  return `${String(year + 1).padStart(4, "0")}-${day.slice(5, 8)}${isLeapDay ? "28" : day.slice(8)}`;
}

/** The last day of the report's fiscal year. */
function fiscalYearEnd(row: Row, graph: Graph): string | null {
  const report = graph.one("reports", column(row, "report_id"))!;
  return report.fiscal_year ? `${report.fiscal_year.padStart(4, "0")}-09-30` : null;
}

const text = (value: boolean | null): Value => (value === null ? null : String(value));
const known = (day: string | null | undefined): Value => day || null;
const money =
  (amount: (sums: Readonly<Record<string, bigint>>) => bigint | null | undefined): Field =>
  (row, graph) => {
    const value = amount(state(row, graph).sums);
    return value === null || value === undefined ? null : dollars(value);
  };

export const clockFields: Readonly<Record<string, Field>> = {
  isDecided: (row) => text(isDecided(row)),
  resolutionDueOn: (row, graph) => {
    const issued = issuedOn(row, graph);
    return issued === null ? null : sixMonthsAfter(issued);
  },
  isResolutionOverdue: (row, graph) => {
    if (!isOpen(row) || isDecided(row)) return "false";
    const issued = issuedOn(row, graph);
    if (issued !== null) return text(sixMonthsAfter(issued) < graph.today);
    const end = fiscalYearEnd(row, graph);
    return end !== null && sixMonthsAfter(end) < graph.today ? "true" : null;
  },
  firstTargetOn: (row, graph) => known(state(row, graph).firstTarget),
  isTargetOverdue: (row, graph) => {
    if (!isOpen(row)) return "false";
    const target = column(row, "target_on");
    return target === null ? null : text(target < graph.today);
  },
  isFirstTargetOverdue: (row, graph) => {
    if (!isOpen(row)) return "false";
    const { firstTarget } = state(row, graph);
    return firstTarget ? text(firstTarget < graph.today) : null;
  },
  isOpenOverAYear: (row, graph) => {
    if (!isOpen(row) && row.status !== "CLOSED_NOT_IMPLEMENTED") return "false";
    const report = graph.one("reports", column(row, "report_id"))!;
    const office = graph.one("offices", column(report, "office_id"))!;
    if (office.kind === "GAO") {
      const { statusSince } = state(row, graph);
      return statusSince === undefined
        ? null
        : text(statusSince === "" || yearAfter(statusSince) <= graph.today);
    }
    if (!isOpen(row)) return "false";
    const issued = issuedOn(row, graph);
    if (issued !== null) return text(yearAfter(issued) <= graph.today);
    const end = fiscalYearEnd(row, graph);
    return end !== null && yearAfter(end) <= graph.today ? "true" : null;
  },
  isFinalActionOverdue: (row, graph) => {
    if (!isOpen(row) || !isDecided(row)) return "false";
    const { decidedOn, resolution, resolutionSince } = state(row, graph);
    const since = decidedOn ?? (resolution === "RESOLVED" ? resolutionSince : null);
    return since === null || since === undefined
      ? null
      : text(since === "" || yearAfter(since) < graph.today);
  },
  decidedOn: (row, graph) => known(state(row, graph).decidedOn),
  statusSince: (row, graph) => known(state(row, graph).statusSince),
  openDays: (row, graph) => {
    const issued = issuedOn(row, graph);
    if (!isOpen(row) || issued === null) return null;
    return String((Date.parse(graph.today) - Date.parse(issued)) / 86_400_000);
  },
  retractedOn: (row, graph) => {
    const names = [
      "status_event_id",
      "management_decision_id",
      "final_action_id",
      "sum_change_id",
      "target_event_id",
    ];
    const all = (graph.past?.all ?? graph).where("retractions", "recommendation_id", column(row, "id"));
    const days = all
      .filter((one) => names.every((name) => one[name] === null))
      .map((one) => (one.happened_on ?? one.observed_on)!);
    return days.sort()[0] ?? null;
  },
  undecidedQuestionedCosts: money((s) =>
    s.questioned === undefined ? null : s.questioned - (s.disallowed ?? 0n) - (s.allowed ?? 0n),
  ),
  undecidedBetterUse: money((s) =>
    s.better === undefined ? null : s.better - (s.agreed ?? 0n) - (s.notAgreed ?? 0n),
  ),
  recoveredCosts: money((s) => s.recovered),
  writtenOffCosts: money((s) => s.writtenOff),
  completedBetterUse: money((s) => s.completed),
  notImplementedBetterUse: money((s) => s.dropped),
  potentialSavings: money((s) =>
    s.questioned === undefined && s.better === undefined
      ? null
      : (s.questioned ?? 0n) -
        (s.allowed ?? 0n) -
        (s.recovered ?? 0n) -
        (s.writtenOff ?? 0n) +
        (s.better ?? 0n) -
        (s.notAgreed ?? 0n) -
        (s.completed ?? 0n) -
        (s.dropped ?? 0n),
  ),
};

/** The last of the 60 days for comment; null where nobody says. */
function commentDueOn(report: Row): string | null {
  const day =
    report.provided_on ??
    (report.are_comments_recorded === "true" || report.commented_on ? report.issued_on : null);
  return day ? new Date(Date.parse(day) + 60 * 86_400_000).toISOString().slice(0, 10) : null;
}

export const commentFields: Readonly<Record<string, Field>> = {
  commentedOn: (row, graph) =>
    row.commented_on && row.commented_on <= graph.today ? row.commented_on : null,
  isCommentLate: (row, graph) => {
    const due = commentDueOn(row);
    if (due === null) return null;
    return text(due < graph.today && !(row.commented_on && row.commented_on <= due));
  },
};
