// A report and its parts while they are being generated.
import type { Rows } from "./copy/rows";
import type { Random } from "./random";

/** The next free keys, above all that the database holds. */
export interface Ids {
  readonly source: number;
  readonly agencies: readonly number[];
  readonly offices: readonly number[];
  readonly topics: readonly number[];
  reports: number;
  findings: number;
  awards: number;
  recommendations: number;
  responses: number;
  events: number;
  reportLinks: number;
  findingLinks: number;
  recommendationLinks: number;
}

/** Money in cents: what a report states in all is the sum. */
export interface Money {
  questioned: number;
  unsupported: number;
  betterUse: number;
}

/** A report while its parts are being made. */
export interface ReportDraft {
  readonly random: Random;
  readonly rows: Rows;
  readonly ids: Ids;
  readonly id: number;
  readonly number: string;
  readonly agencyName: string;
  /** Keys of the agencies it is about, the main one first. */
  readonly agencies: readonly number[];
  readonly issued: number;
  readonly isDayKnown: boolean;
  readonly issuedKey: number;
  readonly createdAt: number;
  readonly isSingleAudit: boolean;
  readonly money: Money;
}

export interface FindingDraft {
  readonly id: number;
  readonly number: string;
  readonly isQuoted: boolean;
  readonly isRepeat: boolean;
}
