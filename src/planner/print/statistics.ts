// Prints groups of a list's rows and what is measured of them.
import type {
  ColumnReference,
  DimensionMapping,
  MeasureMapping,
  StatisticsReference,
} from "../mapping/model";
import { keyColumn } from "../mapping/model";
import { measuresOf } from "../plan/measured";
import type { Groups, Level, List } from "../plan/plan";
import {
  column as columnOf,
  identifier,
  integer,
  joinSql,
  nothing,
  nullOf,
  type Sql,
  sql,
  tableSource,
} from "../sql";
import { cellName, innerCells, isInner } from "./cells";
import { printCondition } from "./condition";
import type { ConditionContext } from "./context";
import type { PrintedList } from "./printed-list";
import { type RollupRows, rollupRows } from "./rollup";

/** The groups of one list in their order; `rows` is that list. */
export function printGroups(
  level: Level,
  { list, groups }: Level["origin"] & { kind: "statistics" },
  rows: PrintedList,
  context: ConditionContext,
): Sql {
  const printer = new GroupPrinter(level, groups, rows, list, context);
  return groups.countOf ? printer.count() : printer.rows();
}

/** All groups of a list, with what they are ordered by. */
export function printFoundGroups(
  level: Level,
  { list, groups }: Level["origin"] & { kind: "statistics" },
  rows: PrintedList,
  context: ConditionContext,
): Sql {
  return new GroupPrinter(level, groups, rows, list, context).found();
}

class GroupPrinter {
  private readonly alias = (name: string): string => `${this.level.name}_${name}`;
  private readonly repeats: boolean;
  /** What is measured of the groups, for the answer, their order or a condition. */
  private readonly measures: readonly MeasureMapping[];
  private readonly kept: RollupRows | null;

  constructor(
    private readonly level: Level,
    private readonly groups: Groups,
    private readonly list: PrintedList,
    planned: List,
    private readonly context: ConditionContext,
  ) {
    this.repeats = groups.dimensions.some(({ repeats }) => repeats);
    this.measures = measuresOf(level, groups);
    const measured = this.measures.map(({ column }) => column);
    this.kept = rollupRows(planned, groups, measured, this.alias("kept"), context);
  }

  rows(): Sql {
    const found = this.context.groups.get(this.level);
    const limit = this.groups.limit === null ? nothing : sql` limit ${integer(this.groups.limit)}`;
    if (found === undefined) {
      const cells = joinSql(innerCells(this.level, this.c, []), sql`, `);
      return sql`select ${cells} ${this.body()} ${this.sorted(({ column }) => this.c(column))}${limit}`;
    }
    const cells = this.level.cells.flatMap((cell, at) => (isInner(cell) ? [cellName(at)] : []));
    const columns = cells.length > 0 ? joinSql(cells, sql`, `) : nothing;
    return sql`select ${columns} from ${identifier(found)} ${this.sorted((_, at) => orderName(at))}${limit}`;
  }

  found(): Sql {
    const { filled, dimensions } = this.groups;
    if (!filled) return sql`select ${this.foundColumns(this.c)} ${this.body()}`;
    const all = identifier(this.alias("groups"));
    const columns = joinSql(
      dimensions.map(({ column }) => identifier(column)),
      sql`, `,
    );
    const named = dimensions.map(({ column }) => sql`${this.c(column)} as ${identifier(column)}`);
    const measured = this.measures.map(({ column }) => sql`${this.c(column)} as ${identifier(column)}`);
    const own: ColumnReference = (name) => columnOf(this.alias("groups"), name);
    return sql`with ${all} as materialized (select ${joinSql([...named, ...measured], sql`, `)} ${this.body()})
select ${this.foundColumns(this.keysAlone(own))} from ${all} union all ${this.gaps(filled, columns)}`;
  }

  /** Periods between the first and the last that no group has, for each combination of the other keys. */
  private gaps(filled: DimensionMapping, columns: Sql): Sql {
    const all = identifier(this.alias("groups"));
    const period = identifier(filled.column);
    const [first, last] = [
      sql`(select min(${period}) from ${all})`,
      sql`(select max(${period}) from ${all})`,
    ];
    const others = this.groups.dimensions
      .filter((one) => one !== filled)
      .map(({ column }) => identifier(column));
    const series = sql`${filled.periods!(first, last)} ${identifier(this.alias("period"))} (${period})`;
    const combinations = sql`(select distinct ${joinSql(others, sql`, `)} from ${all} where ${period} is not null) ${identifier(this.alias("others"))}`;
    const gaps = identifier(this.alias("gaps"));
    const possible = others.length > 0 ? sql`${combinations} cross join ${series}` : series;
    const c: ColumnReference = (name) => {
      const measure = this.groups.mapping.measures.get(name);
      if (!measure) return columnOf(this.alias("gaps"), name);
      return measure.nullable ? nullOf(measure.sqlType) : sql`0`;
    };
    return sql`select ${this.foundColumns(this.keysAlone(c))}
from (select ${columns} from ${possible} except select ${columns} from ${all}) ${gaps}`;
  }

  private foundColumns(c: ColumnReference): Sql {
    const cells = this.groups.countOf ? [] : innerCells(this.level, c, []);
    const keys = this.groups.order.map(({ column }, at) => sql`${c(column)} as ${orderName(at)}`);
    return joinSql([...cells, ...keys], sql`, `);
  }

  /** A key that is not grouped by is null. */
  private keysAlone(c: ColumnReference): ColumnReference {
    return (name) => {
      const known = [...this.groups.mapping.dimensions.values()].find(({ column }) => column === name);
      return known && !this.groups.dimensions.includes(known) ? nullOf(known.sqlType) : c(name);
    };
  }

  private sorted(key: (one: Groups["order"][number], at: number) => Sql): Sql {
    const { order } = this.groups;
    const keys = order.map(
      (one, at) => sql`${key(one, at)}${one.descending ? sql` desc` : nothing} nulls last`,
    );
    return keys.length > 0 ? sql`order by ${joinSql(keys, sql`, `)}` : nothing;
  }

  count(): Sql {
    const found = this.context.groups.get(this.level);
    if (found !== undefined) return sql`select count(*) as ${cellName(0)} from ${identifier(found)}`;
    return sql`select count(*) as ${cellName(0)} from (select ${this.body()}) grouped`;
  }

  /** from, where, group by and having. */
  private body(): Sql {
    const { dimensions, having } = this.groups;
    const keys = dimensions.map(({ column }) => this.c(column));
    // Without keys all rows are one group, also where nothing is measured of it and where there are no rows.
    const grouped = keys.length > 0 ? sql` group by ${joinSql(keys, sql`, `)}` : sql` group by ()`;
    const wanted = having ? [printCondition(having, this.c, this.context)] : [];
    // Cells that nothing is in any more make no group.
    if (this.kept && keys.length > 0) wanted.unshift(sql`${this.kept.c("count")} > 0`);
    const kept = wanted.length > 0 ? sql` having ${joinSql(wanted, sql` and `)}` : nothing;
    return sql`from ${this.kept ? this.cells(this.kept) : this.read(keys)}${grouped}${kept}`;
  }

  private cells({ from, conditions }: RollupRows): Sql {
    return conditions.length === 0 ? from : sql`${from} where ${joinSql(conditions, sql` and `)}`;
  }

  private read(keys: readonly Sql[]): Sql {
    const { measures } = this;
    if (this.repeats) return this.distinctRows(measures.flatMap(({ needs }) => needs));
    const needs = [...this.groups.dimensions, ...measures].flatMap((part) => part.needs);
    return this.plainRows(needs, [...keys, ...measures.map((measure) => measure.sql(this.base()))]);
  }

  private plainRows(needs: readonly string[], used: readonly Sql[]): Sql {
    const joins = this.joins(needs, this.base());
    const where = joinSql(this.list.conditions, sql` and `);
    const filter = this.list.conditions.length === 0 ? nothing : sql` where ${where}`;
    return sql`${this.list.from(where, joins, ...used)}${joins}${filter}`;
  }

  /** Each row once in each of its groups, for keys that meet a row several times. */
  private distinctRows(needs: readonly string[]): Sql {
    const base: StatisticsReference = (source, column) =>
      source === "" ? this.list.c(column) : columnOf(this.alias(source), column);
    const keys = this.groups.dimensions.map(
      (dimension) => sql`${dimension.key(base)} as ${identifier(dimension.column)}`,
    );
    const joins = this.joins(
      this.groups.dimensions.flatMap((dimension) => dimension.needs),
      base,
    );
    const where = joinSql(this.list.conditions, sql` and `);
    const filter = this.list.conditions.length === 0 ? nothing : sql` where ${where}`;
    const columns = joinSql([sql`${this.list.c(keyColumn)} as id`, ...keys], sql`, `);
    const met = sql`select distinct ${columns} from ${this.list.from(where, joins, columns)}${joins}${filter}`;
    const row = identifier(this.alias("row2"));
    const table = tableSource(this.groups.mapping.of.table);
    const more = this.joins(needs, this.base(), "2");
    return sql`(${met}) met join ${table} ${row} on ${columnOf(this.alias("row2"), keyColumn)} = met.id${more}`;
  }

  private joins(needs: readonly string[], base: StatisticsReference, suffix = ""): Sql {
    const wanted = [...this.groups.mapping.joins].filter(([name]) => needs.includes(name));
    return joinSql(
      wanted.map(([, join]) => sql` ${join(base, (name) => identifier(this.alias(name + suffix)))}`),
      nothing,
    );
  }

  private base(): StatisticsReference {
    if (!this.repeats)
      return (source, column) => (source === "" ? this.list.c(column) : columnOf(this.alias(source), column));
    return (source, column) => columnOf(this.alias(source === "" ? "row2" : `${source}2`), column);
  }

  /** Keys and measures by their names. A key that is not grouped by is null. */
  private readonly c: ColumnReference = (name) => {
    const { mapping, dimensions } = this.groups;
    const known = [...mapping.dimensions.values()].find(({ column }) => column === name);
    const dimension = dimensions.find(({ column }) => column === name);
    if (known && !dimension) return nullOf(known.sqlType);
    if (this.kept) return this.kept.c(name);
    if (dimension) return this.repeats ? columnOf("met", name) : dimension.key(this.base());
    return mapping.measures.get(name)?.sql(this.base()) ?? sql`count(*)`;
  };
}

/** What found groups are ordered by. */
function orderName(at: number): Sql {
  return identifier(`k${at}`);
}
