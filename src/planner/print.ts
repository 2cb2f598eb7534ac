// Prints a plan as one statement: a common table expression for each level, then all rows of all levels.
//
// Every row carries an ordinal that holds its whole path: its parent's ordinal, times 128, plus its place among its
// siblings. So the order of the rows on the wire does not matter, and the same entity may stand many times in a level.
import { decodeCursor, markOf } from "./cursor";
import { type ColumnReference, keyColumn, type OrderKey } from "./mapping/model";
import { keysOfIds, sortKeyText } from "./parameters";
import type { Cell, Level, List, Page, Plan, PlannerLimits } from "./plan";
import {
  Aliases,
  type ConditionContext,
  mentions,
  printCondition,
  type RelatedRows,
  relatedRows,
} from "./print-condition";
import { printSearch } from "./print-search";
import { printGroups } from "./print-statistics";
import { resolve } from "./scope";
import {
  type Binding,
  bound,
  column as columnOf,
  identifier,
  integer,
  joinSql,
  nothing,
  type Sql,
  sql,
} from "./sql";

/** Siblings have 7 bits of the ordinal each: places 1 to 127. */
export const siblings = 128;

/** The statement, or null when the plan reads no rows. */
export function print(plan: Plan, limits: PlannerLimits): Sql | null {
  const levels = plan.levels.filter((level) => level !== plan.root || level.cells.length > 0);
  if (levels.length === 0) return null;
  const context: ConditionContext = { aliases: new Aliases(), limits };
  const expressions = levels.map(
    (level) => sql`${identifier(level.name)} as materialized (${printLevel(level, context)})`,
  );
  const width = Math.max(...levels.map((level) => level.cells.length));
  const selects = levels.map((level, at) => printRows(level, width, at === 0));
  return sql`with ${joinSql(expressions, sql`, `)} ${joinSql(selects, sql` union all `)}`;
}

function printRows(level: Level, width: number, first: boolean): Sql {
  const cells = Array.from({ length: width }, (_, at) => {
    if (at < level.cells.length) return sql`${cellName(at)}::text`;
    return first ? sql`null::text` : sql`null`;
  });
  return sql`select ${joinSql([integer(level.index), sql`n`, ...cells], sql`, `)} from ${identifier(level.name)}`;
}

function printLevel(level: Level, context: ConditionContext): Sql {
  if (level.parent === null) {
    const cells = level.cells.map(
      (cell, at) => sql`${printOuterCell(cell, level, context)} as ${cellName(at)}`,
    );
    return sql`select ${joinSql([sql`0::bigint as n`, ...cells], sql`, `)}`;
  }
  const atRoot = level.parent.parent === null;
  const place = atRoot ? sql`t.i as n` : sql`p.n * ${integer(siblings)} + t.i as n`;
  const cells = level.cells.map((cell, at) =>
    isInner(cell) ? sql`t.${cellName(at)}` : sql`${printOuterCell(cell, level, context)} as ${cellName(at)}`,
  );
  const rows = sql`(${printRowsOf(level, context)}) t`;
  const from = atRoot ? rows : sql`${identifier(level.parent.name)} p cross join lateral ${rows}`;
  const joins = level.joins.map((join) => {
    const { target, nullable, column } = join.relation;
    const key =
      join.source === "" ? sql`t.${cellName(keyCell(level, column))}` : columnOf(join.source, column);
    // A join below one that may be missing may be missing too.
    const kind = nullable || join.source !== "" ? sql`left join` : sql`join`;
    return sql` ${kind} ${identifier(target().table)} ${identifier(join.name)} on ${columnOf(join.name, keyColumn)} = ${key}`;
  });
  return sql`select ${joinSql([place, ...cells], sql`, `)} from ${from}${joinSql(joins, nothing)}`;
}

/** A level's own rows for one row of its parent, with their places among their siblings as i. */
function printRowsOf(level: Level, context: ConditionContext): Sql {
  const { origin } = level;
  const alias = `${level.name}_row`;
  const own: ColumnReference = (name) => columnOf(alias, name);
  if (origin.kind === "ids") {
    const ids = bound(keysOfIds(origin.table.idPrefix, origin.ids), "bigint[]");
    const cells = innerCells(level, own, []);
    return sql`select ${joinSql([sql`wanted.i`, ...cells], sql`, `)} from unnest(${ids}) with ordinality wanted (id, i) join ${identifier(origin.table.table)} ${identifier(alias)} on ${own(keyColumn)} = wanted.id`;
  }
  if (origin.kind === "one") {
    const cells = innerCells(level, own, []);
    const where = origin.condition ? sql` where ${printCondition(origin.condition, own, context)}` : nothing;
    const place = sql`row_number() over () as i`;
    return sql`select ${joinSql([place, ...cells], sql`, `)} from ${identifier(origin.table.table)} ${identifier(alias)}${where} limit ${integer(origin.rows)}`;
  }
  const { list } = origin;
  const rows = printList(list, parentKey(level.parent!, origin.source), context, alias);
  if (origin.kind === "statistics") return printGroups(level, origin.groups, rows, context);
  const { page, extraRow } = origin;
  const keys = list.order.map((orderKey) => {
    const { descending } = orderKey;
    const key = rows.key(orderKey);
    return descending !== page.fromEnd ? sql`${key} desc` : key;
  });
  const order = joinSql(keys, sql`, `);
  const rank = sql`row_number() over (order by ${order})`;
  // A page from the end is read backwards; counting its places down brings its rows into the list's order.
  const place = page.fromEnd ? sql`${integer(siblings)} - ${rank} as i` : sql`${rank} as i`;
  const cells = innerCells(level, rows.c, list.order.map(rows.key));
  const where = joinSql([...rows.conditions, ...printBounds(list, page, rows)], sql` and `);
  const filter = where.texts.length === 1 && where.texts[0] === "" ? nothing : sql` where ${where}`;
  const from = rows.from(order, where, ...cells);
  const limit = integer(page.size + (extraRow ? 1 : 0));
  return sql`select ${joinSql([place, ...cells], sql`, `)} from ${from}${filter} order by ${order} limit ${limit}`;
}

/** A list's rows before paging. */
export interface PrintedList {
  readonly from: RelatedRows["from"];
  readonly conditions: readonly Sql[];
  readonly c: ColumnReference;
  /** A sort key, wherever its column is. */
  readonly key: (key: OrderKey) => Sql;
}

function printList(
  list: List,
  key: Sql | null,
  context: ConditionContext,
  name?: string,
  bounded = true,
): PrintedList {
  const alias = name ?? context.aliases.next(list.table.table);
  if (list.search) return withKeys(printSearch(list.search, alias, context, bounded), list, alias);
  const rows: Omit<RelatedRows, "where"> & { where: Sql | null } = list.relation
    ? relatedRows(list.relation, key!, context.aliases, alias)
    : {
        from: () => sql`${identifier(list.table.table)} ${identifier(alias)}`,
        where: null,
        c: (column) => columnOf(alias, column),
      };
  const condition = list.condition ? [printCondition(list.condition, rows.c, context)] : [];
  const conditions = rows.where ? [rows.where, ...condition] : condition;
  return withKeys({ from: rows.from, conditions, c: rows.c }, list, alias);
}

/** Joins the table beside the noun's own where a sort key needs it. */
function withKeys(rows: Omit<PrintedList, "key">, list: List, alias: string): PrintedList {
  const beside = list.order.flatMap(({ order }) => order.beside ?? [])[0];
  const besideAlias = `${alias}_beside`;
  return {
    ...rows,
    from: (...used) => {
      const from = rows.from(...used);
      const needed =
        beside && used.some((piece) => piece.texts.some((text) => mentions(text, `${besideAlias}.`)));
      if (!needed) return from;
      return sql`${from} join ${identifier(beside.table)} ${identifier(besideAlias)} on ${columnOf(besideAlias, beside.key)} = ${rows.c(keyColumn)}`;
    },
    key: ({ order, unknownLargest }) => {
      const c: ColumnReference = order.beside ? (column) => columnOf(besideAlias, column) : rows.c;
      return (unknownLargest && order.unknownLargest ? order.unknownLargest : order.key)(c);
    },
  };
}

function printBounds(list: List, page: Page, rows: PrintedList): Sql[] {
  const bounds: Sql[] = [];
  if (page.after !== null) bounds.push(printBeyond(list, page.after, rows, "after", false));
  if (page.before !== null) bounds.push(printBeyond(list, page.before, rows, "before", false));
  return bounds;
}

/** Rows on one side of a cursor; one index range when all keys run in one direction. */
function printBeyond(
  list: List,
  cursor: unknown,
  rows: PrintedList,
  side: "before" | "after",
  orEqual: boolean,
): Sql {
  const keys = list.order.map((key, at) => ({
    key: rows.key(key),
    value: cursorKey(list, cursor, key, at),
    greater: key.descending !== (side === "after"),
  }));
  const equal = orEqual ? sql`=` : nothing;
  if (keys.every(({ greater }) => greater === keys[0]!.greater)) {
    const left = joinSql(
      keys.map(({ key }) => key),
      sql`, `,
    );
    const right = joinSql(
      keys.map(({ value }) => value),
      sql`, `,
    );
    return sql`(${left}) ${keys[0]!.greater ? sql`>` : sql`<`}${equal} (${right})`;
  }
  const [last, ...earlier] = [...keys].reverse();
  let beyond = sql`${last!.key} ${last!.greater ? sql`>` : sql`<`}${equal} ${last!.value}`;
  for (const { key, value, greater } of earlier) {
    // The first half alone is what an index on this key can use.
    const direction = greater ? sql`>` : sql`<`;
    beyond = sql`(${key} ${direction}= ${value} and (${key} ${direction} ${value} or ${beyond}))`;
  }
  return beyond;
}

function cursorKey(list: List, cursor: unknown, key: OrderKey, at: number): Sql {
  const { sqlType } = key.order;
  return bound((binding) => cursorKeys(list, cursor, binding)[at]!, sqlType);
}

/** The sort keys in a cursor as texts that PostgreSQL reads. Throws BAD_USER_INPUT for one of another list. */
export function cursorKeys(list: List, cursor: unknown, binding: Binding): string[] {
  const keys = decodeCursor(resolve(cursor, binding), markOf(list.identity, binding), list.order.length);
  return keys.map((key, at) => sortKeyText(key, list.order[at]!.order.sqlType));
}

/** The cells that are read with a level's own rows, named. */
export function innerCells(level: Level, c: ColumnReference, order: readonly Sql[]): Sql[] {
  return level.cells.flatMap((cell, at) => {
    if (!isInner(cell)) return [];
    if (cell.kind === "key") return [sql`${c(cell.name)} as ${cellName(at)}`];
    if (cell.kind === "orderKey") return [sql`${order[cell.at]!} as ${cellName(at)}`];
    return [sql`${printColumn(cell, c)} as ${cellName(at)}`];
  });
}

function printOuterCell(cell: Cell, level: Level, context: ConditionContext): Sql {
  switch (cell.kind) {
    case "column":
      return printColumn(cell, (name) => columnOf(cell.source, name));
    case "key":
      return columnOf(cell.source, cell.name);
    case "orderKey":
      throw new Error("a sort key is read with its own row");
    case "count": {
      const rows = printList(cell.list, outerKey(level, cell.source), context, undefined, false);
      return sql`(select count(*) from ${printSource(rows)})`;
    }
    case "beyond": {
      const rows = printList(cell.list, outerKey(level, cell.source), context);
      // On the far side of a cursor lies what the page leaves out: the cursor's own row and all behind it.
      const beyond = printBeyond(cell.list, cell.cursor, rows, cell.side, true);
      return sql`exists (select from ${printSource({ ...rows, conditions: [...rows.conditions, beyond] })})`;
    }
  }
}

/** The from and where clauses of a list. */
export function printSource(rows: PrintedList, ...used: Sql[]): Sql {
  const where = joinSql(rows.conditions, sql` and `);
  return rows.conditions.length === 0 ? rows.from(...used) : sql`${rows.from(where, ...used)} where ${where}`;
}

function printColumn(cell: Cell & { kind: "column" }, c: ColumnReference): Sql {
  return cell.column.output ? cell.column.output(c) : c(cell.column.column!);
}

/** Cells of the level's own row are read inside; those of joined rows, and counts, outside, for the page's rows only. */
function isInner(cell: Cell): cell is Cell & { kind: "column" | "key" | "orderKey" } {
  return cell.kind === "orderKey" || ((cell.kind === "column" || cell.kind === "key") && cell.source === "");
}

/** The name of a level's cell in its common table expression. */
export function cellName(at: number): Sql {
  return identifier(`c${at}`);
}

function keyCell(level: Level, name: string, source = ""): number {
  return level.cells.findIndex((cell) => cell.kind === "key" && cell.source === source && cell.name === name);
}

/** A parent's key as a child level sees it. */
function parentKey(parent: Level, source: string): Sql | null {
  return parent.parent === null ? null : sql`p.${cellName(keyCell(parent, keyColumn, source))}`;
}

/** The same as the level's own outer cells see it. */
function outerKey(level: Level, source: string): Sql | null {
  if (level.parent === null) return null;
  return source === "" ? sql`t.${cellName(keyCell(level, keyColumn))}` : columnOf(source, keyColumn);
}
