// Statistics and facets, the slow way: every row is put into each of its groups, every group is measured by itself.
import { isOpenAndUnknown, isOverdue, issuedOn } from "./derived";
import { type Filter, isMatch, valueOf } from "./filter";
import { type Group, withGaps } from "./gaps";
import { column, type Noun } from "./model";
import { nounOf } from "./nouns";
import type { Graph, Row } from "./rows";
import { type Context, contextsOf, type Dimension, dimensionsOf } from "./statistics-keys";
import { compareKnown, type Kind, type Value } from "./values";

export interface StatisticsArguments {
  readonly groupBy?: readonly string[] | null;
  readonly filter?: Filter | null;
  readonly having?: Filter | null;
  readonly orderBy?: readonly string[] | null;
  readonly first?: number | null;
  readonly fillGaps?: boolean | null;
}

interface Measure {
  readonly kind: Kind;
  readonly of: (rows: readonly Row[], graph: Graph) => Value;
}

/** Root fields of statistics, and the noun each is about. */
export const rootStatistics: Readonly<Record<string, string>> = {
  recommendationStatistics: "Recommendation",
  reportStatistics: "Report",
  findingStatistics: "Finding",
};

const count = (holds: (row: Row, graph: Graph) => boolean): Measure => ({
  kind: "integer",
  of: (rows, graph) => String(rows.filter((row) => holds(row, graph)).length),
});

const isTrue = (noun: string, field: string) =>
  count((row, graph) => valueOf(nounOf(noun), row, field, graph) === "true");

const sum = (name: string): Measure => ({
  kind: "decimal",
  of: (rows) => {
    const known = rows.flatMap((row) => column(row, name) ?? []);
    if (known.length === 0) return null;
    const cents = String(known.reduce((all, text) => all + BigInt(text.replace(".", "")), 0n)).padStart(
      3,
      "0",
    );
    return known.some((text) => text.includes("."))
      ? `${cents.slice(0, -2)}.${cents.slice(-2)}`
      : String(BigInt(cents));
  },
});

const extreme = (wanted: -1 | 1, day: (row: Row, graph: Graph) => Value): Measure => ({
  kind: "day",
  of: (rows, graph) => {
    const days = rows.flatMap((row) => day(row, graph) ?? []).sort();
    return (wanted < 0 ? days[0] : days.at(-1)) ?? null;
  },
});

const median: Measure = {
  kind: "decimal",
  of: (rows, graph) => {
    const days = rows.flatMap((row) => {
      const [issued, closed] = [issuedOn(row, graph), column(row, "closed_on")];
      return issued === null || closed === null
        ? []
        : [(Date.parse(closed) - Date.parse(issued)) / 86_400_000];
    });
    if (days.length === 0) return null;
    const sorted = days.sort((a, b) => a - b);
    const half = Math.floor((sorted.length - 1) / 2);
    return String((sorted[half]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2);
  },
};

const isOpen = isTrue("Recommendation", "isOpen");
const money = {
  questionedCosts: sum("questioned_costs"),
  unsupportedCosts: sum("unsupported_costs"),
  fundsPutToBetterUse: sum("funds_put_to_better_use"),
};
const all = count(() => true);

export const measuresOf: Readonly<Record<string, Readonly<Record<string, Measure>>>> = {
  Recommendation: {
    count: all,
    openCount: isOpen,
    unresolvedCount: isTrue("Recommendation", "isUnresolved"),
    resolutionUnknownCount: count(isOpenAndUnknown),
    overdueCount: isTrue("Recommendation", "isOverdue"),
    overdueUnknownCount: count(
      (row, graph) => row.status!.startsWith("OPEN") && isOverdue(row, graph) === null,
    ),
    closedCount: count((row) => row.status!.startsWith("CLOSED_")),
    ...money,
    disallowedCosts: sum("disallowed_costs"),
    allowedCosts: sum("allowed_costs"),
    agreedBetterUse: sum("agreed_better_use"),
    notAgreedBetterUse: sum("not_agreed_better_use"),
    medianDaysToClose: median,
    oldestOpenIssuedOn: extreme(-1, (row, graph) =>
      row.status!.startsWith("OPEN") ? issuedOn(row, graph) : null,
    ),
  },
  Report: {
    count: all,
    declaredRecommendationCount: sum("declared_recommendation_count"),
    ...money,
    latestIssuedOn: extreme(1, (row) => column(row, "issued_on")),
  },
  Finding: {
    count: all,
    repeatCount: isTrue("Finding", "isRepeat"),
    materialWeaknessCount: isTrue("Finding", "isMaterialWeakness"),
    significantDeficiencyCount: isTrue("Finding", "isSignificantDeficiency"),
    questionedCosts: money.questionedCosts,
  },
};

/** What a root statistics field answers: its four fields. */
export function statistics(noun: Noun, args: StatisticsArguments, graph: Graph): Record<string, unknown> {
  const rows = graph.rows(noun.table).filter((row) => isMatch(noun, row, args.filter, graph));
  const names = [...new Set(args.groupBy ?? [])];
  const dimensions = names.map((name) => dimensionsOf(noun.name)[name]!);
  const made = groupsOf(noun, rows, dimensions, graph);
  const groups = (args.fillGaps ? withGaps(made, dimensions) : made).filter((group) =>
    isKept(noun, group, args.having, graph),
  );
  const sorted = sortGroups(noun, groups, dimensions, orderOf(args.orderBy ?? [], names, dimensions), graph);
  return {
    rows: sorted.slice(0, args.first ?? 100).map((group) => groupValue(noun, group, dimensions, graph)),
    total: groupValue(noun, { keys: [], rows }, [], graph),
    groupCount: groups.length,
    groupsOverlap: dimensions.some(({ overlaps }) => overlaps),
  };
}

/** Counts beside a list: of the rows that match without what the filter says of the same thing. */
export function facets(
  noun: Noun,
  rows: readonly Row[],
  filter: Filter | null | undefined,
  args: { readonly by: string; readonly first?: number | null },
  graph: Graph,
): unknown[] {
  const dimension = dimensionsOf(noun.name)[args.by]!;
  const wider = dimension.filter ? without(filter ?? null, dimension.filter) : filter;
  const matching = rows.filter((row) => isMatch(noun, row, wider, graph));
  const groups = groupsOf(noun, matching, [dimension], graph);
  const sorted = sortGroups(
    noun,
    groups,
    [dimension],
    [{ measure: "count", key: -1, descending: true }],
    graph,
  );
  return sorted.slice(0, args.first ?? 20).map((group) => groupValue(noun, group, [dimension], graph));
}

function without(filter: Filter | null, [name, ...rest]: readonly string[]): Filter | null {
  if (filter === null) return null;
  const entries = Object.entries(filter).flatMap(([key, value]): [string, unknown][] => {
    if (key === "and") return [[key, (value as Filter[]).map((part) => without(part, [name!, ...rest]))]];
    if (key !== name) return [[key, value]];
    return rest.length > 0 ? [[key, without(value as Filter, rest)]] : [];
  });
  return Object.fromEntries(entries);
}

function groupsOf(noun: Noun, rows: readonly Row[], dimensions: readonly Dimension[], graph: Graph): Group[] {
  if (dimensions.length === 0) return [{ keys: [], rows }];
  const groups = new Map<string, { keys: readonly Value[]; rows: Row[] }>();
  for (const row of rows) {
    const mine = new Map<string, readonly Value[]>();
    for (const context of contextsOf(noun.name, row, dimensions, graph)) {
      const keys = dimensions.map(({ key }) => key(context as Context, graph));
      mine.set(JSON.stringify(keys), keys);
    }
    for (const [name, keys] of mine) {
      const group = groups.get(name);
      if (group) group.rows.push(row);
      else groups.set(name, { keys, rows: [row] });
    }
  }
  return [...groups.values()];
}

function isKept(noun: Noun, group: Group, having: Filter | null | undefined, graph: Graph): boolean {
  return Object.entries(having ?? {}).every(([field, operations]) => {
    const { kind, of } = measuresOf[noun.name]![field]!;
    return isMatch(measured(field, kind), { value: of(group.rows, graph) }, { value: operations }, graph);
  });
}

/** A noun whose one field is the measure, so that conditions on it are those of filters. */
function measured(field: string, kind: Kind): Noun {
  const empty = { one: {}, many: {}, orders: {}, words: {} };
  return {
    ...empty,
    name: field,
    table: "",
    prefix: "",
    defaultOrder: [],
    fields: {},
    kinds: { value: kind },
  };
}

interface SortKey {
  readonly measure: string | null;
  /** The place of the dimension, where it is a key. */
  readonly key: number;
  readonly descending: boolean;
}

function orderOf(
  orderBy: readonly string[],
  names: readonly string[],
  dimensions: readonly Dimension[],
): SortKey[] {
  return orderBy.map((name) => {
    const [, stem, direction] = /^(.+)_(ASC|DESC)$/.exec(name)!;
    const key = dimensions.findIndex((_, at) => `${names[at]}_KEY` === stem);
    const measure = stem!.toLowerCase().replace(/_([a-z])/g, (__, letter: string) => letter.toUpperCase());
    return { measure: key < 0 ? measure : null, key, descending: direction === "DESC" };
  });
}

/** Unknown values last, in either direction; ties by the keys. */
function sortGroups(
  noun: Noun,
  groups: readonly Group[],
  dimensions: readonly Dimension[],
  given: readonly SortKey[],
  graph: Graph,
): Group[] {
  const keys = [
    ...given,
    ...dimensions.map((_, key): SortKey => ({ measure: null, key, descending: false })),
  ];
  const valueAt = (group: Group, { measure, key }: SortKey): Value =>
    measure === null ? group.keys[key]! : measuresOf[noun.name]![measure]!.of(group.rows, graph);
  return [...groups].sort((a, b) => {
    for (const sortKey of keys) {
      const [left, right] = [valueAt(a, sortKey), valueAt(b, sortKey)];
      if (left === right) continue;
      if (left === null || right === null) return left === null ? 1 : -1;
      const { measure, key, descending } = sortKey;
      const difference =
        measure === null
          ? dimensions[key]!.compare(left, right)
          : compareKnown(measuresOf[noun.name]![measure]!.kind, left, right);
      if (difference !== 0) return descending ? -difference : difference;
    }
    return 0;
  });
}

function groupValue(
  noun: Noun,
  group: Group,
  dimensions: readonly Dimension[],
  graph: Graph,
): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const { field, noun: target, isNumber } of Object.values(dimensionsOf(noun.name))) {
    const at = dimensions.findIndex((dimension) => dimension.field === field);
    const key = at < 0 ? null : group.keys[at]!;
    if (target)
      value[field] =
        key === null ? null : { noun: nounOf(target), row: graph.one(nounOf(target).table, key)! };
    else value[field] = key !== null && isNumber ? Number(key) : key;
  }
  for (const [field, { of }] of Object.entries(measuresOf[noun.name]!)) {
    const measure = of(group.rows, graph);
    const isNumber = /Count$|^count$|^median/.test(field);
    value[field] = measure !== null && isNumber ? Number(measure) : measure;
  }
  return value;
}
