// The day that a part of a question is about, and the tables that are made for it.
import type { Arguments, Select } from "../mapping/select";
import { argumentValue } from "../selection/argument-value";
import { checkDay } from "../selection/days";
import { identifier, type Sql, sql } from "../sql";
import type { Snapshot } from "./plan";

/** What asOf's arguments say. */
export function asOfSnapshot({ date, knownOn }: Arguments): Snapshot {
  return { day: dayOf(date), knownOn: knownOn === undefined || knownOn === null ? null : dayOf(knownOn) };
}

/** The end of a period, but no later than the day that is asked about. `number` tells such fields of a statement apart. */
export function withinSnapshot(
  { day, sources }: Select & { kind: "within" },
  outer: Snapshot | null,
  number: number,
): Snapshot {
  const days = {
    day: outer ? sql`least(${dayOf(day)}, ${outer.day})` : dayOf(day),
    knownOn: outer?.knownOn ?? null,
  };
  const nameOf = (name: string) => `${name}_w${number}`;
  const shared = Object.entries(sources.shared).map(([name, make]) => ({
    name: nameOf(name),
    rows: make(days),
  }));
  const reference = (name: string) => identifier(nameOf(name));
  const tables = Object.entries(sources.tables).map(([name, make]) => [name, make(days, reference)] as const);
  return { ...days, tables: new Map(tables), shared };
}

function dayOf(value: unknown): Sql {
  return argumentValue(value, "date", checkDay);
}
