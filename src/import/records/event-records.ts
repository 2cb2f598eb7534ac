// Events of recommendations besides statuses, as canonical records: decisions, final actions, changed sums, targets, and
// retractions. Each has the day on which it happened and the day on which it was learned.
import { event, may, must, ofRecommendation, says } from "./fields";
import { boolean, date, money, signedMoney, text } from "./values";
import { finalActionKind, moneyKind, retractedKind } from "./vocabulary";

export const eventKinds = {
  /** A management decision on questioned costs or better use: a part of it, or a revision, whose amounts cancel out. */
  management_decision: {
    ...ofRecommendation,
    kind: must(moneyKind),
    isRevision: may(boolean),
    sustainedAmount: must(signedMoney),
    notSustainedAmount: must(signedMoney),
    ...event,
    ...says,
  },
  final_action: { ...ofRecommendation, kind: must(finalActionKind), amount: must(money), ...event, ...says },
  /** What a sum is from a day on. */
  sum_change: {
    ...ofRecommendation,
    kind: must(moneyKind),
    amount: must(money),
    unsupportedAmount: may(money),
    issuedAmount: may(money),
    issuedUnsupportedAmount: may(money),
    ...event,
    ...says,
  },
  target_event: { ...ofRecommendation, targetOn: must(date), ...event, ...says },
  /** Takes back an event, the last of its sort and day; without a sort, the recommendation itself. */
  retraction: {
    ...ofRecommendation,
    retracted: may(retractedKind),
    retractedOn: may(date),
    happenedOn: may(date),
    observedOn: may(date),
    note: may(text, { quiet: true }),
    ...says,
  },
} as const;
