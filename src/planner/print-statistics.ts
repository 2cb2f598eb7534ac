// Prints groups of a list's rows and what is measured of them.
import type { ColumnReference, KeptGroups, StatisticsReference } from "./mapping/model";
import { keyColumn } from "./mapping/model";
import type { Groups, Level } from "./plan";
import { cellName, innerCells } from "./print";
import { type ConditionContext, printCondition } from "./print-condition";
import type { PrintedList } from "./print-list";
import { column as columnOf, identifier, integer, joinSql, nothing, nullOf, type Sql, sql } from "./sql";

/** The groups of one list, with their places as i. */
export function printGroups(level: Level, groups: Groups, rows: PrintedList, context: ConditionContext): Sql {
  const printer = new GroupPrinter(level, groups, rows);
  return groups.countOnly ? printer.count(context) : printer.rows(context);
}

class GroupPrinter {
  private readonly alias = (name: string): string => `${this.level.name}_${name}`;
  private readonly repeats: boolean;

  constructor(
    private readonly level: Level,
    private readonly groups: Groups,
    private readonly list: PrintedList,
  ) {
    this.repeats = groups.dimensions.some(({ repeats }) => repeats);
  }

  rows(context: ConditionContext): Sql {
    const read = this.level.cells.flatMap((cell) => (cell.kind === "column" ? [cell.column.column!] : []));
    const used = [...read, ...this.groups.order.map(({ column }) => column)];
    const c = this.reference(this.kept(used));
    const cells = innerCells(this.level, c, []);
    const order = this.groups.order.map(({ column, descending }) =>
      descending ? sql`${c(column)} desc nulls last` : sql`${c(column)} nulls last`,
    );
    const sorted = order.length > 0 ? sql`order by ${joinSql(order, sql`, `)}` : nothing;
    const limit = this.groups.limit === null ? nothing : sql` limit ${integer(this.groups.limit)}`;
    const body = this.body(context, used);
    return sql`select ${joinSql([sql`row_number() over (${sorted}) as i`, ...cells], sql`, `)} ${body} ${sorted}${limit}`;
  }

  /** The table that keeps these groups ready, where nothing is asked that it does not hold. */
  private kept(used: readonly string[]): KeptGroups | null {
    const { mapping, dimensions, having } = this.groups;
    const { kept } = mapping;
    const measures = [...used, ...(having ? measuresIn(having) : [])].filter((name) =>
      mapping.measures.has(name),
    );
    const isAll = this.list.conditions.length === 0 && dimensions.length === 1;
    return kept &&
      isAll &&
      dimensions[0]!.name === kept.dimension &&
      measures.every((name) => kept.measures.includes(name))
      ? kept
      : null;
  }

  count(context: ConditionContext): Sql {
    return sql`select 1 as i, count(*) as ${cellName(0)} from (select ${this.body(context, [])}) grouped`;
  }

  /** from, where, group by and having. */
  private body(context: ConditionContext, used: readonly string[]): Sql {
    const { dimensions, having } = this.groups;
    const kept = this.kept(used);
    const c = this.reference(kept);
    const condition = having ? printCondition(having, c, context) : null;
    if (kept) {
      const more = condition ? sql` and ${condition}` : nothing;
      return sql`from ${identifier(kept.table)} ${identifier(this.alias("kept"))} where ${columnOf(this.alias("kept"), "count")} > 0${more}`;
    }
    const measures = [...used, ...(having ? measuresIn(having) : [])].flatMap(
      (name) => this.groups.mapping.measures.get(name) ?? [],
    );
    const keys = dimensions.map(({ column }) => c(column));
    // Without keys all rows are one group, also where nothing is measured of it and where there are no rows.
    const grouped = keys.length > 0 ? sql` group by ${joinSql(keys, sql`, `)}` : sql` group by ()`;
    const wanted = condition ? sql` having ${condition}` : nothing;
    const needs = this.repeats
      ? measures.flatMap((measure) => measure.needs)
      : [...dimensions, ...measures].flatMap((part) => part.needs);
    const pieces = [...keys, ...measures.map((measure) => measure.sql(this.base()))];
    const from = this.repeats ? this.distinctRows(needs) : this.plainRows(needs, pieces);
    return sql`from ${from}${grouped}${wanted}`;
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
    const table = identifier(this.groups.mapping.of.table);
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
  private reference(kept: KeptGroups | null): ColumnReference {
    const base = this.base();
    return (name) => {
      const isKept = kept && (kept.measures.includes(name) || this.groups.dimensions[0]!.column === name);
      if (isKept) return columnOf(this.alias("kept"), name);
      const measure = this.groups.mapping.measures.get(name);
      if (measure) return measure.sql(base);
      const dimension = this.groups.dimensions.find(({ column }) => column === name);
      if (dimension) return this.repeats ? columnOf("met", name) : dimension.key(base);
      const known = [...this.groups.mapping.dimensions.values()].find(({ column }) => column === name);
      return known ? nullOf(known.sqlType) : sql`count(*)`;
    };
  }
}

function measuresIn(condition: NonNullable<Groups["having"]>): string[] {
  if (condition.kind === "compare") return [condition.column.column!];
  if (condition.kind === "and" || condition.kind === "or") return condition.of.flatMap(measuresIn);
  return condition.kind === "not" ? measuresIn(condition.of) : [];
}
