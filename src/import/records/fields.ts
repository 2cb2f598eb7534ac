// What a field of a canonical record is made of, and the fields that several kinds share.
import {
  boolean,
  date,
  fraction,
  integer,
  money,
  nonblank,
  number,
  short,
  slug,
  sourceKey,
  text,
  timestamp,
  title,
  type ValueType,
} from "./values";

/** What a field is to the loader: part of the record's identity, a reference to another record, or a plain fact. */
export type Role = "key" | "fact" | "target";

export interface Field<T = unknown, R extends boolean = boolean> {
  readonly type: ValueType<T>;
  readonly required: R;
  readonly role: Role;
  /** Two records of one file that differ here are no contradiction: true if either says so. */
  readonly any?: true;
  /** Two records of one file may differ here without contradicting each other: the first is kept. */
  readonly quiet?: true;
  /** This value says "not known" and never replaces one that is. */
  readonly unknown?: T;
}

export const must = <T>(type: ValueType<T>, more: Partial<Field<T>> = {}): Field<T, true> => ({
  type,
  role: "fact",
  ...more,
  required: true,
});
export const may = <T>(type: ValueType<T>, more: Partial<Field<T>> = {}): Field<T, false> => ({
  type,
  role: "fact",
  ...more,
  required: false,
});
export const key = <T>(type: ValueType<T>) => must(type, { role: "key" });
export const keyIf = <T>(type: ValueType<T>) => may(type, { role: "key" });
export const target = <T>(type: ValueType<T>) => may(type, { role: "target" });
export const flag = may(boolean, { any: true });
export const offset = may(integer(0, 2_147_483_647));
export const place = may(integer(0, 2_147_483_647), { quiet: true });
export const year = may(integer(1789, 2199));
export const count = may(integer(0, 10_000));
export const sum = may(money);
export const moment = may(timestamp, { quiet: true });

/** A source can be a person: who, and why. */
export const byPerson = { person: may(short), reason: may(nonblank) };

/** Which source says so; absent: the file being imported. */
export const says = { source: may(sourceKey, { quiet: true }) };
/** When something happened, when it was learned, and which of several equal statements of one source it is. */
export const event = {
  happenedOn: may(date),
  observedOn: may(date),
  occurrence: may(integer(1, 10_000)),
  note: may(text, { quiet: true }),
};
/** How a fact was read from prose. */
export const extracted = {
  confidence: may(fraction, { quiet: true }),
  extractionRule: may(short, { quiet: true }),
};
/** A report is named by its office and number, or by its title where it has no number. */
export const ofReport = { office: key(slug), report: keyIf(number), reportTitle: keyIf(title) };
export const ofFinding = { ...ofReport, finding: key(number) };
export const ofRecommendation = { ...ofReport, recommendation: key(number) };
/** Only said, not described: it is created where missing and never changes what is known. */
export const mention = may(boolean, { quiet: true });
