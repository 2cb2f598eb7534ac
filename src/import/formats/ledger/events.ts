// Events of a ledger as canonical records. What a row says of sums is made absolute or relative here, in the order of the
// days: a changed sum is what it is from then on, a revision is what each side gains or loses.
import { type Item, reject } from "../../records/items";
import type { CanonicalRecord } from "../../records/records";
import { managementPosition, recommendationStatus, resolutionStatus } from "../../records/vocabulary";
import { type Money, MoneySoFar } from "./money";
import { CellError, type Row } from "./row";

const kinds = [
  "OPEN",
  "CLOSED",
  "CLOSED_DATE_UNKNOWN",
  "RESOLVED",
  "UNRESOLVED",
  "NOT_SHOWN",
  "POSITION",
  "TARGET",
  "DECISION",
  "REVISED_DECISION",
  "QUESTIONED_CHANGED",
  "BETTER_USE_CHANGED",
  "RECOVERED",
  "WRITTEN_OFF",
  "BETTER_USE_DONE",
  "BETTER_USE_DROPPED",
  "RETRACTED",
] as const;
type Kind = (typeof kinds)[number];

/** What the value of a RETRACTED row names, as the sort of event that is taken back. */
const retracted: Readonly<Record<Exclude<Kind, "POSITION" | "NOT_SHOWN" | "RETRACTED">, string>> = {
  OPEN: "STATUS",
  CLOSED: "STATUS",
  CLOSED_DATE_UNKNOWN: "STATUS",
  RESOLVED: "RESOLUTION",
  UNRESOLVED: "RESOLUTION",
  TARGET: "TARGET",
  DECISION: "DECISION",
  REVISED_DECISION: "REVISED_DECISION",
  QUESTIONED_CHANGED: "SUM_CHANGE",
  BETTER_USE_CHANGED: "SUM_CHANGE",
  RECOVERED: "FINAL_ACTION",
  WRITTEN_OFF: "FINAL_ACTION",
  BETTER_USE_DONE: "FINAL_ACTION",
  BETTER_USE_DROPPED: "FINAL_ACTION",
};
const finalActions = {
  RECOVERED: "RECOVERED",
  WRITTEN_OFF: "WRITTEN_OFF",
  BETTER_USE_DONE: "COMPLETED",
  BETTER_USE_DROPPED: "NOT_TO_BE_IMPLEMENTED",
} as const;

/** All items of events.csv, in the order of the file. */
export function eventItems(
  events: readonly Row[],
  recommendations: readonly Row[],
  officeOf: (row: Row) => string,
): Item[] {
  const stories = new Map<string, Story>();
  for (const row of recommendations) stories.set(keyOf(row), new Story(row));
  const made = new Map<Row, Item[]>();
  // Sums depend on those before them; days decide what is before, and the file where days are equal.
  const dayOf = (row: Row) => row.text("on") || row.text("observed_on") || "9999";
  const sorted = [...events].sort((a, b) =>
    dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : a.line - b.line,
  );
  for (const row of sorted) {
    const story = stories.get(keyOf(row));
    made.set(
      row,
      story === undefined
        ? [
            reject(
              row.line,
              "events.csv rec",
              "is of a recommendation that recommendations.csv does not have",
              `${row.text("report")}#${row.text("rec")}`,
            ),
          ]
        : row.items(() => story.records(row, officeOf(row)).map((record) => ({ row: row.line, record }))),
    );
  }
  return events.flatMap((row) => made.get(row)!);
}

function keyOf(row: Row): string {
  return `${row.text("report")}#${row.text("rec")}`;
}

/** One recommendation's events, one after the other. */
class Story {
  private readonly money: MoneySoFar;
  private readonly agencies: readonly string[];
  private readonly seen = new Map<string, number>();
  private answers = 0;

  constructor(recommendation: Row) {
    this.agencies = recommendation.list("agencies").map((name) => name.toLowerCase().replace(/[\s_]+/g, "-"));
    const sum = (column: string) => {
      try {
        return recommendation.amount(column);
      } catch {
        return null;
      }
    };
    this.money = new MoneySoFar(sum("questioned"), sum("unsupported"), sum("better_use"));
  }

  records(row: Row, office: string): CanonicalRecord[] {
    const kind = row.word("kind", kinds);
    if (kind === null) throw new CellError("kind", `is empty; it is one of ${kinds.join(", ")}`, "");
    const ref = { office, report: row.text("report"), recommendation: row.text("rec") };
    const on = row.date("on");
    const observedOn = row.date("observed_on") ?? on;
    const note = row.text("note") || null;
    const event = () => ({
      ...ref,
      happenedOn: on,
      observedOn,
      note,
      occurrence: this.occurrence([kind, on, row.text("amount_1"), row.text("amount_2"), row.text("value")]),
    });
    const status = {
      record: "status_event",
      ...ref,
      asOf: on,
      observedAt: observedOn === null ? null : `${observedOn}T00:00:00Z`,
      note,
    } as const;
    switch (kind) {
      case "OPEN":
      case "CLOSED":
      case "CLOSED_DATE_UNKNOWN": {
        const stated =
          row.word("value", recommendationStatus.values) ?? (kind === "OPEN" ? "OPEN" : "CLOSED_UNSPECIFIED");
        if (stated.startsWith("OPEN") !== (kind === "OPEN"))
          throw new CellError("value", `is no status of the kind ${kind}`, row.text("value"));
        return [{ ...status, status: stated, closedOn: kind === "CLOSED" ? on : null }];
      }
      case "RESOLVED":
      case "UNRESOLVED": {
        const resolution = row.word("value", resolutionStatus.values) ?? kind;
        return [{ ...status, kind: "RESOLUTION", resolution }];
      }
      case "NOT_SHOWN":
        return [{ ...status, kind: "NOT_SHOWN" }];
      case "POSITION":
        return this.positions(row, ref, on, observedOn);
      case "TARGET": {
        const targetOn = row.date("value");
        if (targetOn === null) throw new CellError("value", "is empty; a target is a day", "");
        return [{ record: "target_event", ...event(), targetOn }];
      }
      case "DECISION":
      case "REVISED_DECISION": {
        const of = this.moneyOf(row);
        const parts = this.money.decide(
          of,
          kind === "REVISED_DECISION",
          row.amount("amount_1"),
          row.amount("amount_2"),
        );
        if (typeof parts === "string") throw new CellError("amount_1", parts, row.text("amount_1"));
        return [
          {
            record: "management_decision",
            ...event(),
            kind: of,
            isRevision: kind === "REVISED_DECISION",
            ...parts,
          },
        ];
      }
      case "QUESTIONED_CHANGED":
      case "BETTER_USE_CHANGED": {
        const of = kind === "QUESTIONED_CHANGED" ? "QUESTIONED_COSTS" : "BETTER_USE";
        const issued = this.money.issued(of);
        const changed = this.money.change(of, row.amount("amount_1"), row.amount("amount_2"));
        if (typeof changed === "string") throw new CellError("amount_1", changed, row.text("amount_1"));
        return [{ record: "sum_change", ...event(), kind: of, ...changed, ...issued }];
      }
      case "RECOVERED":
      case "WRITTEN_OFF":
      case "BETTER_USE_DONE":
      case "BETTER_USE_DROPPED": {
        const amount = row.amount("amount_1");
        if (amount === null)
          throw new CellError("amount_1", "is empty; a final action has its amount there", "");
        return [{ record: "final_action", ...event(), kind: finalActions[kind], amount }];
      }
      case "RETRACTED": {
        const of = row.word("value", Object.keys(retracted) as (keyof typeof retracted)[]);
        const what = of === null ? null : retracted[of];
        return [
          {
            record: "retraction",
            ...ref,
            retracted: what as never,
            retractedOn: what === null ? null : on,
            happenedOn: on,
            observedOn,
            note,
          },
        ];
      }
    }
  }

  private positions(
    row: Row,
    ref: { office: string; report: string; recommendation: string },
    on: string | null,
    observedOn: string | null,
  ): CanonicalRecord[] {
    const position = row.word("value", managementPosition.values);
    if (position === null)
      throw new CellError("value", `is empty; it is one of ${managementPosition.values.join(", ")}`, "");
    if (this.agencies.length === 0)
      throw new CellError(
        "kind",
        "is POSITION, and recommendations.csv names no agency that could take one",
        "POSITION",
      );
    const period = this.answers++ === 0 ? null : (on ?? String(this.answers));
    return this.agencies.map((agency) => ({
      record: "response",
      ...ref,
      agency,
      period,
      position,
      respondedOn: on,
      observedOn,
    }));
  }

  /** Which sum a decision is about: as its value says, else the one that the recommendation has. */
  private moneyOf(row: Row): Money {
    const said = row.word("value", ["QUESTIONED", "QUESTIONED_COSTS", "BETTER_USE"] as const);
    if (said !== null) return said === "BETTER_USE" ? "BETTER_USE" : "QUESTIONED_COSTS";
    return this.money.only();
  }

  private occurrence(parts: readonly (string | null)[]): number {
    const key = JSON.stringify(parts);
    const count = (this.seen.get(key) ?? 0) + 1;
    this.seen.set(key, count);
    return count;
  }
}
