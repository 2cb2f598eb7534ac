// What sources say of recommendations and of their fields, as canonical records: statuses, and values as they are printed.
import { extracted, key, keyIf, may, must, ofRecommendation, ofReport, says } from "./fields";
import {
  currency,
  date,
  fieldPath,
  integer,
  nonblank,
  number,
  short,
  signedMoney,
  text,
  timestamp,
} from "./values";
import { datePrecision, eventBasis, eventKind, recommendationStatus, resolutionStatus } from "./vocabulary";

export const statementKinds = {
  status_event: {
    ...ofRecommendation,
    kind: may(eventKind),
    status: may(recommendationStatus),
    statusRaw: may(nonblank),
    resolution: may(resolutionStatus),
    resolutionRaw: may(nonblank),
    closedOn: may(date),
    basis: may(eventBasis),
    /** Who says so, where that is not the publisher of the source. */
    publisher: may(short),
    asOf: may(date),
    observedAt: may(timestamp),
    note: may(text, { quiet: true }),
    sourceQuote: may(nonblank, { quiet: true }),
    ...extracted,
    ...says,
  },
  /** What a source prints where a field cannot hold it: a date without a day, a sum in another currency, an unreadable cell. */
  printed_value: {
    ...ofReport,
    recommendation: keyIf(number),
    field: key(fieldPath),
    raw: key(short),
    reason: must(nonblank),
    precision: may(datePrecision),
    earliestOn: may(date),
    latestOn: may(date),
    currency: may(currency),
    amount: may(signedMoney),
    rowNumber: may(integer(0, 2_147_483_647)),
    ...says,
  },
} as const;
