// What is measured of groups, and what is read for it: rows that are counted already, where they serve.
import type { MeasureMapping } from "../mapping/model";
import { expectedRows } from "../mapping/scale";
import { printCondition } from "../print/condition";
import { Aliases } from "../print/context";
import { rollupRows } from "../print/rollup";
import type { Condition, Groups, Level, List, PlannerLimits } from "./plan";
import { groupReads, type Owners } from "./reads";

/** What is measured of the groups, for the answer, their order or a condition. */
export function measuresOf({ cells }: Pick<Level, "cells">, groups: Groups): MeasureMapping[] {
  const read = cells.flatMap((cell) => (cell.kind === "column" ? [cell.column.column!] : []));
  const looked = groups.countOf ? [] : [...read, ...groups.order.map(({ column }) => column)];
  const names = [...looked, ...(groups.having ? measuresIn(groups.having) : [])];
  return [...new Set(names)].flatMap((name) => groups.mapping.measures.get(name) ?? []);
}

/** Rows read for the groups. Which cells serve is found as it is when they are printed. */
export function statisticsReads(
  level: Level,
  list: List,
  groups: Groups,
  owners: Owners | null,
  limits: PlannerLimits,
): number {
  const measures = measuresOf(level, groups);
  const context = {
    aliases: new Aliases(),
    limits,
    found: new Map(),
    groups: new Map(),
    snapshot: level.snapshot,
    condition: printCondition,
  };
  const names = measures.map(({ column }) => column);
  const rollup = rollupRows(list, groups, names, "cells", context);
  const filled = groups.filled ? groups.dimensions.reduce((all, one) => all * one.expectedGroups, 1) : 0;
  if (rollup) return expectedRows(rollup.table) + filled;
  return filled + groupReads(list, groups, measures, owners);
}

function measuresIn(condition: Condition): string[] {
  if (condition.kind === "compare") return [condition.column.column!];
  if (condition.kind === "and" || condition.kind === "or") return condition.of.flatMap(measuresIn);
  return condition.kind === "not" ? measuresIn(condition.of) : [];
}
