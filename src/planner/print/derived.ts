// Prints rows that are made of a list's rows in groups, such as counts by period: the graph's own SQL makes them, of the
// keys of the list's rows.
import { keyColumn, type StatisticsReference } from "../mapping/model";
import type { Level } from "../plan/plan";
import {
  column as columnOf,
  dayAsked,
  identifier,
  integer,
  joinSql,
  nothing,
  nullOf,
  type Sql,
  sql,
} from "../sql";
import { innerCells } from "./cells";
import type { PrintedList } from "./printed-list";

export function printDerived(
  level: Level,
  origin: Level["origin"] & { kind: "derived" },
  list: PrintedList,
): Sql {
  const { dimensions, limit, rows } = origin;
  const isAll = dimensions.length === 0 && list.conditions.length === 0;
  const keys = dimensions.map(({ column }) => identifier(column));
  const alias = `${level.name}_row`;
  const made = rows({
    members: isAll ? null : members(level, origin, list),
    keys,
    days: level.snapshot ?? { day: dayAsked, knownOn: null },
  });
  const grouped = new Set(dimensions.map(({ column }) => column));
  const others = [...origin.mapping.dimensions.values()].filter(({ column }) => !grouped.has(column));
  const c = (name: string): Sql => {
    const other = others.find(({ column }) => column === name);
    return other ? nullOf(other.sqlType) : columnOf(alias, name);
  };
  const cells = innerCells(level, c, []);
  return sql`select ${joinSql(cells, sql`, `)} from ${made} ${identifier(alias)} order by ${columnOf(alias, "position")} limit ${integer(limit)}`;
}

/** The keys of the list's rows, each once in each of its groups. */
function members(
  level: Level,
  { dimensions, mapping }: Level["origin"] & { kind: "derived" },
  list: PrintedList,
): Sql {
  const alias = (name: string) => `${level.name}_${name}`;
  const base: StatisticsReference = (source, column) =>
    source === "" ? list.c(column) : columnOf(alias(source), column);
  const needs = dimensions.flatMap((dimension) => dimension.needs);
  const joins = joinSql(
    [...mapping.joins]
      .filter(([name]) => needs.includes(name))
      .map(([, join]) => sql` ${join(base, (name) => identifier(alias(name)))}`),
    nothing,
  );
  const keys = dimensions.map((dimension) => sql`${dimension.key(base)} as ${identifier(dimension.column)}`);
  const columns = joinSql([sql`${list.c(keyColumn)} as id`, ...keys], sql`, `);
  const where = joinSql(list.conditions, sql` and `);
  const filter = list.conditions.length === 0 ? nothing : sql` where ${where}`;
  return sql`select distinct ${columns} from ${list.from(where, joins, columns)}${joins}${filter}`;
}
