// recordDecision, recordFinalAction, recordTarget: events with sums and days. Rows are only added; what is so now follows.
import type { FinalActionKind, MoneyKind } from "../graph/money-vocabulary";
import type { CanonicalRecord } from "../import/records/records";
import {
  accept,
  blank,
  type ChangeContext,
  complain,
  type Done,
  notInTheFuture,
  once,
  personSource,
  type Recorded,
  today,
} from "./change";
import { type LockedRecommendation, lockRecommendation } from "./things";

interface About extends Recorded {
  readonly recommendation: string;
  readonly expectedRevision?: number | null;
  readonly on?: string | null;
}

export interface DecisionInput extends About {
  readonly kind: MoneyKind;
  readonly sustainedAmount: string;
  readonly notSustainedAmount: string;
  readonly isRevision?: boolean | null;
}

export interface FinalActionInput extends About {
  readonly kind: FinalActionKind;
  readonly amount: string;
}

export interface TargetInput extends About {
  readonly targetOn: string;
}

export function recordDecision(context: ChangeContext, input: DecisionInput): Promise<Done> {
  return once(context, "recordDecision", input, async () => {
    const recommendation = await lockRecommendation(
      context.transaction,
      input.recommendation,
      input.expectedRevision,
    );
    const { kind, sustainedAmount, notSustainedAmount } = input;
    const isRevision = input.isRevision ?? false;
    accept(
      dollars("sustainedAmount", sustainedAmount, isRevision),
      dollars("notSustainedAmount", notSustainedAmount, isRevision),
      isRevision &&
        cents(sustainedAmount) + cents(notSustainedAmount) !== 0n &&
        complain(
          "notSustainedAmount",
          "DOES_NOT_CANCEL",
          "A revision moves a sum from one side to the other: the two amounts add up to zero.",
        ),
      early(input, recommendation),
      notInTheFuture("on", input.on),
    );
    const facts = { kind, isRevision, sustainedAmount, notSustainedAmount };
    return add(context, "recordDecision", input, recommendation, "management_decisions", facts, {
      record: "management_decision",
      ...facts,
    });
  });
}

export function recordFinalAction(context: ChangeContext, input: FinalActionInput): Promise<Done> {
  return once(context, "recordFinalAction", input, async () => {
    const recommendation = await lockRecommendation(
      context.transaction,
      input.recommendation,
      input.expectedRevision,
    );
    accept(
      dollars("amount", input.amount, false),
      early(input, recommendation),
      notInTheFuture("on", input.on),
    );
    const facts = { kind: input.kind, amount: input.amount };
    return add(context, "recordFinalAction", input, recommendation, "final_actions", facts, {
      record: "final_action",
      ...facts,
    });
  });
}

export function recordTarget(context: ChangeContext, given: TargetInput): Promise<Done> {
  return once(context, "recordTarget", given, async () => {
    const input = { ...given, on: given.on ?? today() };
    const recommendation = await lockRecommendation(
      context.transaction,
      input.recommendation,
      input.expectedRevision,
    );
    const { issuedOn } = recommendation;
    accept(
      issuedOn !== null &&
        input.targetOn < issuedOn &&
        complain("targetOn", "BEFORE_ISSUE", `Its report was issued on ${issuedOn}.`),
      notInTheFuture("on", input.on),
    );
    const facts = { targetOn: input.targetOn };
    return add(context, "recordTarget", input, recommendation, "target_events", facts, {
      record: "target_event",
      ...facts,
    });
  });
}

type Facts = Readonly<Record<string, string | boolean>>;

async function add(
  context: ChangeContext,
  name: string,
  input: About,
  recommendation: LockedRecommendation,
  table: "management_decisions" | "final_actions" | "target_events",
  facts: Facts,
  record: Facts,
): Promise<Readonly<Record<string, string>>> {
  const event = { happenedOn: input.on ?? null, observedOn: today(), note: blank(input.reason) };
  const full = { ...record, ...recommendation.names, ...event } as unknown as CanonicalRecord;
  const about = { reportId: recommendation.reportId, asOf: input.on };
  const source = await personSource(context, name, input, about, [full]);
  const values = { ...facts, ...event };
  const columns = Object.keys(values).map((field) =>
    field.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
  );
  const [row] = await context.transaction.query<{ id: string }>(
    `insert into ${table} (recommendation_id, source_id, ${columns.join(", ")})
     values ($1, $2, ${columns.map((_, at) => `$${at + 3}`).join(", ")}) returning id::text`,
    [recommendation.id, source, ...Object.values(values)],
  );
  return { recommendation: recommendation.id, event: row!.id };
}

function dollars(field: string, amount: string, isSigned: boolean) {
  const form = isSigned ? /^-?\d{1,17}(\.\d{1,2})?$/ : /^\d{1,17}(\.\d{1,2})?$/;
  return (
    !form.test(amount) &&
    complain(
      field,
      "INVALID",
      `Give US dollars${isSigned ? "" : ", not below zero"}, with at most two places.`,
    )
  );
}

function cents(amount: string): bigint {
  const [, sign = "", whole = "0", part = ""] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount) ?? [];
  return BigInt(`${sign}${whole}${part.padEnd(2, "0")}`);
}

function early({ on }: About, { issuedOn }: LockedRecommendation) {
  return (
    on != null &&
    issuedOn !== null &&
    on < issuedOn &&
    complain("on", "BEFORE_ISSUE", `Its report was issued on ${issuedOn}.`)
  );
}
