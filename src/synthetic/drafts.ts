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
  tallies: number;
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

/** How a report's recommendations stand, counted while they are made. */
export class Standing {
  open = 0;
  unresolved = 0;
  unknown = 0;

  add(unresolvedKey: number, isOpen: boolean): void {
    if (isOpen) this.open += 1;
    if (unresolvedKey === 3) this.unresolved += 1;
    if (unresolvedKey === 2) this.unknown += 1;
  }
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
  /** Its fiscal year; 0 when unknown. */
  readonly fiscalKey: number;
  readonly standing: Standing;
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
