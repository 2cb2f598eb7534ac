// Events of a random graph besides statuses: decisions and revisions, final actions, changed sums, targets, retractions;
// some without a day, some learned of late, some taken back.
import type { Cell } from "./graph-draft";
import { GraphDraft } from "./graph-draft";

const sums = ["0.00", "12.50", "12.51", "400.00"];
const observed = ["2021-03-15", "2021-03-16", "2024-02-29", "2025-05-05", "2026-06-02"];

export class EventDraft extends GraphDraft {
  /** When a report was given for comment, and when one came. */
  protected comments(): Readonly<Record<string, Cell>> {
    return {
      provided_on: this.day(60),
      commented_on: this.day(60),
      are_comments_recorded: this.choices.orNull(50, () => this.choices.chance(70)),
    };
  }

  protected events(): void {
    const { choices } = this;
    for (const recommendation_id of this.ids("recommendations")) {
      for (let count = choices.below(4); count > 0; count -= 1)
        choices.pick([
          () => this.decision(recommendation_id),
          () => this.action(recommendation_id),
          () => this.change(recommendation_id),
          () => this.target(recommendation_id),
        ])();
      if (choices.chance(20)) this.retraction(recommendation_id);
    }
  }

  private event(table: string, recommendation_id: number, more: Readonly<Record<string, Cell>>): void {
    const id = this.newId(table);
    this.add(table, {
      id,
      recommendation_id,
      ...more,
      happened_on: this.day(25),
      observed_on: this.choices.pick(observed),
      occurrence: id,
      source_id: this.any("sources"),
    });
  }

  private kind(): string {
    return this.choices.pick(["QUESTIONED_COSTS", "BETTER_USE"]);
  }

  private decision(recommendation_id: number): void {
    const { choices } = this;
    const is_revision = choices.chance(30);
    const sum = choices.pick(sums);
    this.event("management_decisions", recommendation_id, {
      kind: this.kind(),
      is_revision,
      sustained_amount: sum,
      not_sustained_amount: is_revision ? `-${sum}` : choices.pick(sums),
    });
  }

  private action(recommendation_id: number): void {
    const kind = this.choices.pick(["RECOVERED", "WRITTEN_OFF", "COMPLETED", "NOT_TO_BE_IMPLEMENTED"]);
    this.event("final_actions", recommendation_id, { kind, amount: this.choices.pick(sums) });
  }

  private change(recommendation_id: number): void {
    const kind = this.kind();
    const amount = this.choices.pick(sums);
    const unsupported_amount = kind === "BETTER_USE" ? null : this.choices.orNull(60, () => "0.00");
    this.event("sum_changes", recommendation_id, { kind, amount, unsupported_amount });
  }

  private target(recommendation_id: number): void {
    this.event("target_events", recommendation_id, { target_on: this.day(0) });
  }

  private retraction(recommendation_id: number): void {
    const { choices } = this;
    const columns = {
      status_event_id: "status_events",
      management_decision_id: "management_decisions",
      final_action_id: "final_actions",
      sum_change_id: "sum_changes",
      target_event_id: "target_events",
    };
    const found = Object.entries(columns).flatMap(([column, table]) =>
      (this.graph.get(table) ?? [])
        .filter((row) => row.recommendation_id === recommendation_id)
        .map((row) => [column, row.id as number] as const),
    );
    const none = Object.fromEntries(Object.keys(columns).map((column) => [column, null]));
    const [column, id] = found.length > 0 && choices.chance(75) ? choices.pick(found) : [null, null];
    this.add("retractions", {
      id: this.newId("retractions"),
      recommendation_id,
      ...none,
      ...(column === null ? {} : { [column]: id }),
      happened_on: this.day(50),
      observed_on: choices.pick(observed),
      source_id: this.any("sources"),
    });
  }
}
