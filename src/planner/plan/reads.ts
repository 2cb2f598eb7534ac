// How many rows PostgreSQL may read for a list beyond those that are answered: at the size the service is made for, with
// the largest agency and the worst values. The same for every database, so that what is allowed stays allowed.
import type { FieldNode } from "graphql";
import type { MeasureMapping } from "../mapping/model";
import { expectedRows, hasFewRows, shareOf } from "../mapping/scale";
import { conjuncts, namesOne, usesKeyLookup } from "./access-path";
import type { Place } from "./builder";
import { isFilteredByEdges, looksElsewhere } from "./edges";
import { isKept } from "./kept";
import type { Condition, Groups, List } from "./plan";

/** The largest agency has half of everything. */
const largest = 0.5;
/** What a look-up in an index, or a count along one, comes to beside a row that is read and compared. */
const byIndex = 0.5;
/** What sorting comes to where the first key of an order is the same for most rows. */
const bySort = 2;
/** What groups come to for each row, where 1 is a row that is read and compared: measured with a million rows. */
const grouping = {
  read: 0.5,
  measure: 0.1,
  key: 0.3,
  /** A table joined to each row. */
  join: 1.6,
  /** Rows sorted for a measure, in groups and all together. */
  sort: 4,
  sortAll: 0.5,
  /** So many groups do not fit into memory. */
  many: 100_000,
  spill: 4,
  /** Rows that meet a group several times are told apart. */
  distinct: 15,
};
/** What a row of another table comes to that a filter looks at. */
const byEdge = 2;
/** Rows that a row of a large table may have at most, in comparison with the average. */
const skew = 10;

/** The rows that a list hangs on. */
export interface Owners {
  readonly table: string;
  readonly count: number;
  /** Whether they are all different: then they have no more together than there is. */
  readonly isDistinct: boolean;
}

/** The rows at a place of the plan, as owners of a list; null at the root. */
export function ownersOf({ level, source, table }: Place, count: number): Owners | null {
  if (level.parent === null) return null;
  const { origin } = level;
  const isDistinct =
    source === "" &&
    (origin.kind === "one" || origin.kind === "ids" || (origin.kind === "list" && !origin.list.relation));
  return { table: table.table, count, isDistinct };
}

/** How an answer calls a field. */
export function responseKey(nodes: readonly FieldNode[]): string {
  return nodes[0]!.alias?.value ?? nodes[0]!.name.value;
}

/** Rows read for a page of the list below all its owners; null for a list that has none. */
export function pageReads(list: List, owners: Owners | null, isCounted: boolean): number {
  if (list.search) return searchReads(list, false);
  const base = baseRows(list, owners);
  const sorted = list.sorted ? base * bySort : 0;
  if (list.link && list.condition === null) return sorted;
  // A list as it is, or as its field narrows it, lies in an index in its order.
  if (!hasFilter(list)) return sorted;
  if (isFilteredByEdges(list)) return sorted + (isCounted ? 0 : base + edgeReads(list.condition, base));
  return sorted + base * byIndex + edgeReads(list.condition, base);
}

/** Rows read for their number; numbers are kept for today alone. */
export function countReads(list: List, owners: Owners | null, isAnotherDay: boolean): number {
  if (list.search) return searchReads(list, true);
  if (!isAnotherDay && isKept(list)) return 0;
  const base = baseRows(list, owners);
  const hasEdges = conjuncts(list.condition).some(looksElsewhere);
  return base * (hasEdges ? 1 : byIndex) + edgeReads(list.condition, base);
}

/** Rows read for groups: what is joined for keys and measures, and what is sorted or hashed into groups. */
export function groupReads(
  list: List,
  groups: Groups,
  measures: readonly MeasureMapping[],
  owners: Owners | null,
): number {
  const { dimensions } = groups;
  const base = baseRows(list, owners);
  const joins = new Set([...dimensions, ...measures].flatMap((part) => part.needs)).size;
  const sorts = measures.filter((one) => one.sorts).length;
  const made = dimensions.reduce((all, one) => all * one.expectedGroups, 1);
  const each =
    grouping.read +
    grouping.measure * measures.length +
    grouping.key * dimensions.length +
    grouping.join * joins +
    sorts * (dimensions.length > 0 ? grouping.sort : grouping.sortAll) +
    (Math.min(made, base) > grouping.many ? grouping.spill : 0) +
    (dimensions.some(({ repeats }) => repeats) ? grouping.distinct : 0);
  return base * each + edgeReads(list.condition, base);
}

/** Rows that a condition on so many rows reads of other tables. */
export function edgeReads(condition: Condition | null, base: number): number {
  if (condition === null) return 0;
  switch (condition.kind) {
    case "constant":
      return 0;
    case "compare":
      return condition.value === true && condition.column.whenTrue ? 0 : base * (condition.column.reads ?? 0);
    case "and":
    case "or":
      return condition.of.reduce((sum, part) => sum + edgeReads(part, base), 0);
    case "not":
      return edgeReads(condition.of, base);
    case "belongsTo": {
      if (condition.byKeys || namesOne(condition.of) || !looksElsewhere(condition)) return 0;
      const { table } = condition.relation.target();
      const rows = hasFewRows(table) ? expectedRows(table) : Math.min(base, expectedRows(table));
      return rows * byEdge + edgeReads(condition.of, rows);
    }
    case "hasMany": {
      const { relation, of, byKeys, asSet } = condition;
      if (byKeys) return 0;
      const target = relation.target().table;
      const linked = expectedRows(relation.through?.table ?? target);
      const rows = asSet ? linked : Math.min(linked, base * skew);
      const looked = relation.through && of.kind !== "constant" ? Math.min(rows, expectedRows(target)) : 0;
      return (rows + looked) * byEdge + edgeReads(of, rows);
    }
  }
}

function baseRows(list: List, owners: Owners | null): number {
  const between = list.relation?.through ?? list.link?.relation.through;
  const all = expectedRows(between?.table ?? list.table.table);
  if (!owners) return all * (list.link || usesKeyLookup(list) ? largest : 1) * sharesOf(list.condition);
  const each = hasFewRows(owners.table) ? all * largest : skew * skew;
  return owners.isDistinct ? Math.min(all, owners.count * each) : owners.count * each;
}

/** Which part of the rows at most fulfils the condition: one value of a column may be that of few. */
function sharesOf(condition: Condition | null): number {
  return conjuncts(condition).reduce((part, one) => {
    if (one.kind === "belongsTo") return part * sharesOf(one.of);
    return one.kind === "compare" && one.operator === "eq" ? part * shareOf(one.column.column ?? "") : part;
  }, 1);
}

function hasFilter({ filter, condition }: List): boolean {
  return filter !== null && filter !== undefined && condition !== null;
}

/** A word may stand in every text; ranking looks at a bounded number. */
function searchReads({ search }: List, isCount: boolean): number {
  if (search === null) return 0;
  if (search.kind === "similar") return expectedRows(search.table.table);
  return search.branches.reduce((sum, { table, owner, condition }) => {
    const rows = expectedRows(table.table) * (isCount || condition ? byIndex : 0.02);
    const owners = owner && condition ? expectedRows(owner.table.table) : 0;
    return sum + rows + owners + edgeReads(condition, owners || rows);
  }, 0);
}
