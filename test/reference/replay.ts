// A recommendation on a day, worked out from its events one after the other. Slow and plain: what the tables of states
// must agree with.
import { column } from "./model";
import type { Graph, Row } from "./rows";

export interface State {
  exists: boolean;
  status: string;
  statusRaw: string | null;
  statusAsOf: string | null;
  closedOn: string | null;
  resolution: string;
  resolutionRaw: string | null;
  target: string | null;
  firstTarget: string | null;
  decidedOn: string | null;
  /** Sums in cents, by name. */
  readonly sums: Record<string, bigint>;
  statusSince: string;
  resolutionSince: string;
}

interface Event {
  readonly valid: string;
  readonly known: string;
  readonly unknown: string;
  readonly observed: string;
  readonly arrival: bigint;
  readonly apply: (state: State) => void;
}

const never = "9999";
const always = "";
const dayOf = (moment: string) =>
  new Date(moment.replace(" ", "T").replace(/\+00$/, "Z")).toISOString().slice(0, 10);
const later = (a: string, b: string) => (a > b ? a : b);

export const cents = (amount: string) => {
  const [, sign, whole, part = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount)!;
  const value = BigInt(whole + part.padEnd(2, "0").slice(0, 2));
  return sign === "-" ? -value : value;
};
export const dollars = (amount: bigint) => {
  const digits = String(amount < 0n ? -amount : amount).padStart(3, "0");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** First day on which a report can exist; "" for always. */
export function bornOn(report: Row): string {
  if (report.issued_on) return report.issued_on;
  return report.fiscal_year ? `${String(Number(report.fiscal_year) - 1).padStart(4, "0")}-10-01` : always;
}

/** The state at the close of a day (null: after everything), as known on a day (null: now); null before it exists. */
export function stateOn(
  recommendation: Row,
  graph: Graph,
  day: string | null,
  knownOn: string | null,
): State | null {
  const events = eventsOf(recommendation, graph)
    .filter(({ known, unknown }) => known <= (knownOn ?? never) && unknown > (knownOn ?? "9998"))
    .filter(({ valid }) => valid <= (day ?? never))
    .sort(
      (a, b) =>
        compare(a.valid, b.valid) ||
        compare(a.observed, b.observed) ||
        (a.arrival < b.arrival ? -1 : a.arrival > b.arrival ? 1 : 0),
    );
  let before: State | null = null;
  let now: State | null = null;
  for (let at = 0; at < events.length; at += 1) {
    const { valid, apply } = events[at]!;
    now ??= fresh();
    apply(now);
    if (events[at + 1]?.valid === valid) continue;
    // The day is over: what is left of it counts.
    const goesOn = before?.exists === true;
    if (!goesOn || before!.status !== now.status) now.statusSince = valid;
    if (!goesOn || before!.resolution !== now.resolution) now.resolutionSince = valid;
    before = { ...now, sums: { ...now.sums } };
  }
  return before?.exists ? before : null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function fresh(): State {
  return {
    exists: true,
    status: "UNKNOWN",
    statusRaw: null,
    statusAsOf: null,
    closedOn: null,
    resolution: "UNKNOWN",
    resolutionRaw: null,
    target: null,
    firstTarget: null,
    decidedOn: null,
    sums: {},
    statusSince: always,
    resolutionSince: always,
  };
}

function eventsOf(row: Row, graph: Graph): Event[] {
  const id = column(row, "id");
  const report = graph.one("reports", column(row, "report_id"))!;
  const born = bornOn(report);
  const of = (table: string) => graph.where(table, "recommendation_id", id);
  const retracted = (name: string, event: Row) =>
    of("retractions")
      .filter((one) => one[name] === event.id)
      .map(({ observed_on }) => observed_on!)
      .sort()[0] ?? never;
  const event = (
    happened: string,
    known: string,
    observed: string,
    arrival: string,
    apply: Event["apply"],
    unknown = never,
  ): Event => ({
    valid: later(born, happened),
    known,
    unknown,
    observed,
    arrival: BigInt(arrival),
    apply,
  });
  const dated = (table: string, name: string, apply: (state: State, one: Row, valid: string) => void) =>
    of(table).map((one) => {
      const happened = one.happened_on ?? one.observed_on!;
      const valid = later(born, happened);
      return event(
        happened,
        one.observed_on!,
        `${one.observed_on} 00:00:00+00`,
        one.id!,
        (state) => apply(state, one, valid),
        retracted(name, one),
      );
    });
  const changes = (kind: string) =>
    of("sum_changes")
      .filter((one) => one.kind === kind)
      .sort((a, b) => (BigInt(a.id!) < BigInt(b.id!) ? -1 : 1))[0];
  const [questioned, better] = [changes("QUESTIONED_COSTS"), changes("BETTER_USE")];
  const set = (state: State, name: string, amount: string | null | undefined) => {
    if (amount !== null && amount !== undefined) state.sums[name] = cents(amount);
  };
  const add = (state: State, name: string, amount: string | null | undefined) => {
    if (amount !== null && amount !== undefined) state.sums[name] = (state.sums[name] ?? 0n) + cents(amount);
  };
  const arrived = dayOf(row.created_at!);
  const found: Event[] = [
    event(born, always, always, "0", (state) => {
      set(state, "questioned", questioned ? questioned.issued_amount : row.questioned_costs);
      set(state, "unsupported", questioned ? questioned.issued_unsupported_amount : row.unsupported_costs);
      set(state, "better", better ? better.issued_amount : row.funds_put_to_better_use);
    }),
    ...of("status_events")
      .filter(({ kind }) => kind !== "NOT_SHOWN")
      .map((one) => {
        const observed = dayOf(one.observed_at!);
        const isRule = one.basis === "RULE" && (one.as_of !== null || report.issued_on !== null);
        const happened = one.as_of ?? (isRule ? report.issued_on! : observed);
        return event(
          happened!,
          isRule ? always : observed,
          one.observed_at!,
          one.id!,
          (state) => {
            if (one.kind === "STATUS")
              Object.assign(state, {
                status: one.status,
                statusRaw: one.status_raw,
                statusAsOf: one.as_of,
                closedOn: one.closed_on,
              });
            if (one.resolution)
              Object.assign(state, { resolution: one.resolution, resolutionRaw: one.resolution_raw });
          },
          retracted("status_event_id", one),
        );
      }),
    ...dated("management_decisions", "management_decision_id", (state, one, valid) => {
      const isQuestioned = one.kind === "QUESTIONED_COSTS";
      add(state, isQuestioned ? "disallowed" : "agreed", one.sustained_amount);
      add(state, isQuestioned ? "allowed" : "notAgreed", one.not_sustained_amount);
      state.decidedOn = valid;
    }),
    ...dated("final_actions", "final_action_id", (state, one) => {
      const names = {
        RECOVERED: "recovered",
        WRITTEN_OFF: "writtenOff",
        COMPLETED: "completed",
        NOT_TO_BE_IMPLEMENTED: "dropped",
      };
      add(state, names[one.kind as keyof typeof names], one.amount);
    }),
    ...dated("sum_changes", "sum_change_id", (state, one) => {
      set(state, one.kind === "QUESTIONED_COSTS" ? "questioned" : "better", one.amount);
      set(state, "unsupported", one.unsupported_amount);
    }),
    ...dated("target_events", "target_event_id", (state, one) => promise(state, one.target_on!)),
  ];
  const isDecided = (kind: string) => of("management_decisions").some((one) => one.kind === kind);
  const base = [
    ...(isDecided("QUESTIONED_COSTS")
      ? []
      : [
          ["disallowed", row.disallowed_costs],
          ["allowed", row.allowed_costs],
        ]),
    ...(isDecided("BETTER_USE")
      ? []
      : [
          ["agreed", row.agreed_better_use],
          ["notAgreed", row.not_agreed_better_use],
        ]),
  ].filter(([, amount]) => amount !== null) as [string, string][];
  if (base.length > 0)
    found.push(
      event(arrived, arrived, always, "0", (state) => {
        for (const [name, amount] of base) add(state, name, amount);
        state.decidedOn = later(born, arrived);
      }),
    );
  const answers = of("responses").filter((one) => (one.revised_target_on ?? one.target_on) !== null);
  for (const one of answers) {
    const { imported_at } = graph.one("sources", one.source_id!)!;
    const observed = one.observed_on ?? dayOf(imported_at!);
    found.push(
      event(one.responded_on ?? observed, observed, imported_at!, one.id!, (state) =>
        promise(state, (one.revised_target_on ?? one.target_on)!),
      ),
    );
  }
  if (row.target_on !== null && answers.length === 0 && of("target_events").length === 0)
    found.push(event(arrived, arrived, always, "0", (state) => promise(state, row.target_on!)));
  for (const one of of("retractions")) {
    const names = [
      "status_event_id",
      "management_decision_id",
      "final_action_id",
      "sum_change_id",
      "target_event_id",
    ];
    if (names.every((name) => one[name] === null))
      found.push(
        event(
          one.happened_on ?? one.observed_on!,
          one.observed_on!,
          `${one.observed_on} 00:00:00+00`,
          one.id!,
          (state) => {
            state.exists = false;
          },
        ),
      );
  }
  return found;
}

function promise(state: State, day: string): void {
  state.target = day;
  state.firstTarget ??= day;
}
