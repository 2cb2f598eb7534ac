// Which numbers of rows are kept somewhere, so that nothing is counted for them.
import type { RollupTotal } from "../mapping/model";
import type { Condition, List } from "./plan";

/** A kept number: of all rows, or of those whose flag is as wanted (`of`: columns to add up; `without`: to take from all). */
export interface KeptNumber {
  readonly of: readonly string[];
  readonly without: boolean;
}

/** Of all rows, or of those for which one Boolean is as wanted; null for any other condition. */
export function keptNumber({ column, flags }: RollupTotal, condition: Condition | null): KeptNumber | null {
  if (condition === null) return { of: [column], without: false };
  if (condition.kind !== "compare" || condition.operator !== "eq") return null;
  const of = flags?.[condition.column.field];
  if (of === undefined) return null;
  if (condition.value) return { of, without: false };
  // Where it may be unknown, those of which it is not true are more than those of which it is false.
  return condition.column.nullable ? null : { of, without: true };
}

/** Whether the number of a list's rows is kept. */
export function isKept({ relation, table, search, link, condition }: List): boolean {
  if (search || link) return false;
  if (relation) return relation.total !== undefined && keptNumber(relation.total, condition) !== null;
  return condition === null && table.total !== undefined;
}
