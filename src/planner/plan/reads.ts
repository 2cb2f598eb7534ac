// How many rows PostgreSQL may read for a list beyond those that are answered: at the size the service is made for, with
// the largest agency and the worst values. The same for every database, so that what is allowed stays allowed.
import type { FieldNode } from "graphql";
import { expectedRows, hasFewRows } from "../mapping/scale";
import { conjuncts, namesOne, usesKeyLookup } from "./access-path";
import type { Place } from "./builder";
import { isFilteredByEdges, looksElsewhere } from "./edges";
import { isKept } from "./kept";
import type { Condition, Groups, List } from "./plan";

/** The largest agency has half of everything. */
const largest = 0.5;
/** What a look-up in an index, or a count along one, comes to beside a row that is read and compared. */
const byIndex = 0.5;
/** What joining another table to each row comes to. */
const joinedEach = 1.25;
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
  if (list.link && list.condition === null) return 0;
  // A list as it is, or as its field narrows it, lies in an index in its order.
  if (!hasFilter(list)) return 0;
  const base = baseRows(list, owners);
  if (isFilteredByEdges(list)) return isCounted ? 0 : base + edgeReads(list.condition, base);
  return base * byIndex + edgeReads(list.condition, base);
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
  needs: number,
  sorts: number,
  owners: Owners | null,
): number {
  const base = baseRows(list, owners);
  const joined = base * (1 + needs * joinedEach);
  const once = groups.dimensions.some(({ repeats }) => repeats) ? 2 : 1;
  return (
    joined * once + base * (groups.dimensions.length * byIndex + sorts) + edgeReads(list.condition, base)
  );
}

/** Rows that a condition on so many rows reads of other tables. */
export function edgeReads(condition: Condition | null, base: number): number {
  if (condition === null) return 0;
  switch (condition.kind) {
    case "constant":
    case "compare":
      return 0;
    case "and":
    case "or":
      return condition.of.reduce((sum, part) => sum + edgeReads(part, base), 0);
    case "not":
      return edgeReads(condition.of, base);
    case "belongsTo": {
      if (condition.byKeys || namesOne(condition.of) || !looksElsewhere(condition)) return 0;
      const { table } = condition.relation.target();
      const rows = hasFewRows(table) ? expectedRows(table) : Math.min(base, expectedRows(table));
      return rows + edgeReads(condition.of, rows);
    }
    case "hasMany": {
      const { relation, of, byKeys, asSet } = condition;
      if (byKeys) return 0;
      const target = relation.target().table;
      const linked = expectedRows(relation.through?.table ?? target);
      const rows = asSet ? linked : Math.min(linked, base * skew);
      const looked = relation.through && of.kind !== "constant" ? Math.min(rows, expectedRows(target)) : 0;
      return rows + looked + edgeReads(of, rows);
    }
  }
}

function baseRows(list: List, owners: Owners | null): number {
  const between = list.relation?.through ?? list.link?.relation.through;
  const all = expectedRows(between?.table ?? list.table.table);
  if (!owners) return list.link || usesKeyLookup(list) ? all * largest : all;
  const each = hasFewRows(owners.table) ? all * largest : skew * skew;
  return owners.isDistinct ? Math.min(all, owners.count * each) : owners.count * each;
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
