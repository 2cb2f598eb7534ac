// Plans statistics: groups of a list's rows, their total, and facets beside a list.
import { type FieldNode, type GraphQLObjectType, getNamedType } from "graphql";
import { badInput, tooLarge } from "../errors";
import type { DimensionMapping, StatisticsMapping, TableMapping } from "../mapping/model";
import { keyColumn } from "../mapping/model";
import { statisticsOfTable } from "../mapping/registry";
import type { Arguments } from "../mapping/select";
import { fieldsOf, setsBelow } from "../selection/fields";
import { look } from "../selection/variable-probes";
import { constant, type Place, type PlanBuilder } from "./builder";
import type { CostNode } from "./cost";
import { havingCondition } from "./filter";
import { statisticsReads } from "./measured";
import { listOf, sizeOf } from "./paging";
import type { Condition, Entry, Groups, Level, List, Output, PlannerLimits } from "./plan";

import { ownersOf, responseKey } from "./reads";

const defaultGroups = 100;

/** The output of a root statistics field: rows, total, groupCount, groupsOverlap. */
export function statisticsOutput(
  planner: PlanBuilder,
  table: TableMapping,
  args: Arguments,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  place: Place,
): Output {
  const mapping = statisticsOfTable(table);
  const list = listOf(table, null, { filter: args.filter }, planner.limits);
  const limit = sizeOf("first", args.first, planner.limits.groups) ?? defaultGroups;
  const groups = groupsOf(mapping, args, limit, planner.limits);
  place.cost.wrappers += 1;
  const fields: Entry[] = [];
  const asked = fieldsOf(type, setsBelow(nodes), planner.selections);
  const hasRows = [...asked].some(([, [first]]) => first!.name.value === "rows");
  for (const [key, below] of asked) {
    fields.push({ key, value: part(planner, type, below, list, groups, place, responseKey(nodes), hasRows) });
  }
  return { kind: "object", fields, nullCell: null };
}

function part(
  planner: PlanBuilder,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  list: List,
  groups: Groups,
  place: Place,
  field: string,
  hasRows: boolean,
): Output {
  const name = nodes[0]!.name.value;
  if (name === "__typename") return constant(type.name);
  if (name === "groupsOverlap")
    return { kind: "constant", json: String(groups.dimensions.some(({ overlaps }) => overlaps)) };
  const target = getNamedType(type.getFields()[name]!.type) as GraphQLObjectType;
  if (name === "groupCount") {
    const level = addLevel(
      planner,
      list,
      { ...groups, countOf: groups, limit: null, order: [] },
      place,
      // Where the groups are read too, they are found once.
      hasRows ? null : `${field} { groupCount }`,
    );
    return {
      kind: "one",
      level,
      object: { kind: "cell", cell: planner.key(level, "", "group_count"), type: "raw" },
      ambiguous: null,
    };
  }
  if (name === "total") {
    const all: Groups = { ...groups, dimensions: [], having: null, order: [], limit: null, filled: null };
    const { level, object } = rows(
      planner,
      list,
      all,
      target,
      nodes,
      place,
      "total",
      1,
      false,
      `${field} { total }`,
    );
    return { kind: "one", level, object, ambiguous: null };
  }
  const size = groups.dimensions.length === 0 ? 1 : groups.limit!;
  const { level, object } = rows(
    planner,
    list,
    groups,
    target,
    nodes,
    place,
    "statistics(first:)",
    size,
    size > 1,
    `${field} { rows }`,
  );
  return { kind: "list", level, object, whole: true };
}

/** Counts beside a list, as if its filter did not speak of what is counted by. */
export function facets(
  planner: PlanBuilder,
  list: List,
  args: Arguments,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  place: Place,
): Output {
  const mapping = statisticsOfTable(list.table);
  const dimension = mapping.dimensions.get(look(args.by) as string)!;
  const filter = dimension.filter ? without(list.filter, dimension.filter) : list.filter;
  const wider = listOf(list.table, list.relation, { filter }, planner.limits);
  const limit = sizeOf("first", args.first, planner.limits.pageSize) ?? planner.limits.defaultPageSize;
  const groups: Groups = {
    mapping,
    dimensions: [dimension],
    having: null,
    order: [
      { column: "count", descending: true },
      { column: dimension.column, descending: false },
    ],
    limit,
    countOf: null,
    filled: null,
  };
  const { level, object } = rows(
    planner,
    wider,
    groups,
    type,
    nodes,
    place,
    "facets(first:)",
    limit,
    true,
    `facets(by: ${dimension.name})`,
  );
  return { kind: "list", level, object };
}

function rows(
  planner: PlanBuilder,
  list: List,
  groups: Groups,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  place: Place,
  label: string,
  size: number,
  isPage: boolean,
  reading: string,
): { level: Level; object: Output } {
  const level = addLevel(planner, list, groups, place, reading);
  const cost: CostNode = planner.costs.add(label, place.cost, size, isPage);
  const object = planner.object(type, nodes, {
    level,
    source: "",
    table: groups.mapping.row,
    cost,
    depth: place.depth + 2,
  });
  return { level, object };
}

function addLevel(
  planner: PlanBuilder,
  list: List,
  groups: Groups,
  place: Place,
  label: string | null,
): Level {
  if (place.level.parent !== null) planner.key(place.level, place.source, keyColumn);
  const level = planner.addLevel("groups", groups.mapping.row, place.level, {
    kind: "statistics",
    list,
    source: place.source,
    groups,
  });
  // What is measured is known when the whole plan is made.
  if (label === null) return level;
  planner.costs.read(label, place.cost, (parents) =>
    statisticsReads(level, list, groups, ownersOf(place, parents), planner.limits),
  );
  return level;
}

function groupsOf(mapping: StatisticsMapping, args: Arguments, limit: number, limits: PlannerLimits): Groups {
  const names = [...new Set((look(args.groupBy) as readonly string[] | null | undefined) ?? [])];
  if (names.length > limits.groupKeys)
    throw tooLarge(`groupBy has ${names.length} keys; at most ${limits.groupKeys} are allowed.`);
  const dimensions = names.map((name) => mapping.dimensions.get(name)!);
  const having = havingCondition(mapping.row, args.having, limits);
  return {
    mapping,
    dimensions,
    having,
    order: orderOf(mapping, dimensions, (look(args.orderBy) as readonly string[] | null | undefined) ?? []),
    limit,
    countOf: null,
    filled: look(args.fillGaps) === true ? filledOf(dimensions, having) : null,
  };
}

/** Throws BAD_USER_INPUT where it is not clear which periods are meant, or what a group without rows would be. */
function filledOf(dimensions: readonly DimensionMapping[], having: Condition | null): DimensionMapping {
  const periods = dimensions.filter((one) => one.periods !== null);
  if (periods.length !== 1)
    throw badInput(
      `\`fillGaps\` needs exactly one key of groupBy that is a period; there are ${periods.length}.`,
    );
  if (having !== null && !holdsAlways(having))
    throw badInput("`fillGaps` can't be used with `having`: a group that is not wanted is no gap.");
  return periods[0]!;
}

function holdsAlways(condition: Condition): boolean {
  if (condition.kind === "constant") return condition.value;
  return condition.kind === "and" && condition.of.every(holdsAlways);
}

/** The keys of the groups end every order, so that it is the same at every time. */
function orderOf(
  mapping: StatisticsMapping,
  dimensions: readonly DimensionMapping[],
  names: readonly string[],
): Groups["order"] {
  const given = names.map((name) => {
    const [, stem, direction] = /^(.+)_(ASC|DESC)$/.exec(name)!;
    const descending = direction === "DESC";
    const measure = mapping.measures.get(stem!.toLowerCase());
    if (measure) return { column: measure.column, descending };
    const dimension = dimensions.find((one) => `${one.name}_KEY` === stem);
    if (!dimension) throw badInput(`\`orderBy: ${name}\` needs groupBy to name that key too.`);
    return { column: dimension.column, descending };
  });
  const rest = dimensions.filter(({ column }) => !given.some((key) => key.column === column));
  return [...given, ...rest.map(({ column }) => ({ column, descending: false }))];
}

/** A filter without what it says, in conjunction with the rest, of one path of fields. */
function without(filter: unknown, path: readonly string[]): unknown {
  if (filter === null || filter === undefined) return null;
  const [name, ...rest] = path;
  const kept: [string, unknown][] = [];
  for (const [key, value] of Object.entries(filter as Record<string, unknown>)) {
    if (key === "and" && Array.isArray(value)) kept.push([key, value.map((part) => without(part, path))]);
    else if (key !== name) kept.push([key, value]);
    else if (rest.length > 0) kept.push([key, without(value, rest)]);
  }
  return Object.fromEntries(kept);
}
