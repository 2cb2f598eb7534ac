// Prints a plan as one statement: all rows of all levels; a level with levels below it is a common table expression.
//
// Every row names its parent by that row's number, so the same entity may stand many times in a level. Rows below one
// parent come in the list's order: a sorted page is read for one parent after the other, and nothing comes between. Where
// other tables are joined to the page the order is lost; there, and where others name them, rows are numbered as they are
// read.

import { type ColumnReference, keyColumn } from "../mapping/model";
import { usesKeyLookup } from "../plan/access-path";
import { isFilteredByEdges } from "../plan/edges";
import type { Cell, Level, Page, Plan, PlannerLimits } from "../plan/plan";
import {
  bound,
  column as columnOf,
  identifier,
  integer,
  joinSql,
  nothing,
  type Parameter,
  type Sql,
  sql,
  tableSource,
} from "../sql";
import { keysOfIds } from "./bind-values";
import { cellName, innerCells, isInner, printColumn } from "./cells";
import { printCondition } from "./condition";
import { Aliases, type ConditionContext } from "./context";
import { printCount } from "./count";
import { printDerived } from "./derived";
import { groupsFoundOnce, listsFoundOnce } from "./found-once";
import {
  type PageRows,
  printBeyond,
  printBounds,
  printFound,
  printKeysFirst,
  printList,
  printOrder,
  printSource,
  printTree,
} from "./list";
import { outputColumns } from "./output-columns";
import { printPageByEdges } from "./page-by-edges";
import { inSnapshot, sharedExpressions } from "./snapshot";
import { printFoundGroups, printGroups } from "./statistics";

/** A row's mark is its parent's number times this, plus its own number; 0 where it needs none. */
export const rowKeyRadix = 2 ** 26;

/** The statement, or null when the plan reads no rows. */
export function print(plan: Plan, limits: PlannerLimits): Sql | null {
  const levels = plan.levels.filter((level) => level !== plan.root || level.cells.length > 0);
  if (levels.length === 0) return null;
  const found = listsFoundOnce(plan);
  const names = new Map([...found].map(([list, { name }]) => [list, name]));
  const groups = groupsFoundOnce(plan);
  const context: ConditionContext = {
    aliases: new Aliases(),
    limits,
    found: names,
    groups: groups.readers,
    snapshot: null,
    condition: printCondition,
  };
  const keys = [...found].map(([list, { name, snapshot }]) => {
    const rows = printFound(list, { ...context, snapshot });
    return sql`${identifier(name)} as materialized (${inSnapshot(rows, snapshot)})`;
  });
  for (const { level, name, origin } of groups.found) {
    const { snapshot } = level;
    const there = { ...context, snapshot };
    const rows = printList(origin.list, null, there, `${level.name}_row`);
    const made = inSnapshot(printFoundGroups(level, origin, rows, there), snapshot);
    keys.push(sql`${identifier(name)} as materialized (${made})`);
  }
  // A level that others hang on is read several times; any other is read where it is printed, without being stored.
  const parents = new Set(levels.map(({ parent }) => parent).filter((parent) => parent !== plan.root));
  const bodies = levels.map((level) => {
    const { snapshot } = level;
    return inSnapshot(printLevel(level, parents.has(level), { ...context, snapshot }), snapshot);
  });
  const expressions = levels.flatMap((level, at) =>
    parents.has(level) ? [sql`${identifier(level.name)} as materialized (${bodies[at]!})`] : [],
  );
  const snapshots = new Set(levels.flatMap(({ snapshot }) => snapshot ?? []));
  expressions.unshift(...sharedExpressions(snapshots), ...keys);
  const written = outputColumns(plan);
  const width = Math.max(...levels.map((level) => 1 + Math.max(-1, ...written(level))));
  const selects = levels.map((level, at) => {
    const name = identifier(level.name);
    const from = parents.has(level) ? name : sql`(${bodies[at]!}) ${name}`;
    return sql`${printRows(level, parents.has(level), written(level), width, at === 0)} from ${from}`;
  });
  const shared = expressions.length > 0 ? sql`with ${joinSql(expressions, sql`, `)} ` : nothing;
  return sql`${shared}${joinSql(selects, sql` union all `)}`;
}

/** The parameters of lists of which no row is asked. */
export function unusedParameters(plan: Plan, limits: PlannerLimits): readonly Parameter[] {
  const context: ConditionContext = {
    aliases: new Aliases(),
    limits,
    found: new Map(),
    groups: new Map(),
    snapshot: null,
    condition: printCondition,
  };
  return plan.unusedLists.flatMap(({ list, page }) => {
    const rows = printList(list, nothing, context);
    const pieces = [rows.from(), ...rows.conditions, ...printBounds(list, page, rows)];
    return pieces.flatMap((piece) => inSnapshot(piece, null).parameters as readonly Parameter[]);
  });
}

/** Cells that are only joined by stay behind: making text of them and sending it costs as much as for any other. */
function printRows(
  level: Level,
  isParent: boolean,
  written: ReadonlySet<number>,
  width: number,
  first: boolean,
): Sql {
  const cells = Array.from({ length: width }, (_, at) => {
    if (written.has(at)) return sql`${cellName(at)}::text`;
    return first ? sql`null::text` : sql`null`;
  });
  return sql`select ${joinSql([integer(level.index), printMark(level, isParent), ...cells], sql`, `)}`;
}

function printMark(level: Level, isParent: boolean): Sql {
  const numbered = isNumbered(level, isParent);
  if (isAtRoot(level)) return numbered ? sql`n` : integer(0);
  const below = sql`up * ${integer(rowKeyRadix)}`;
  return numbered ? sql`${below} + n` : below;
}

function isAtRoot({ parent }: Level): boolean {
  return parent === null || parent.parent === null;
}

/** Whether a level's rows need numbers: others name them, or what is joined to them may change their order. */
function isNumbered({ parent, origin, joins }: Level, isParent: boolean): boolean {
  return parent !== null && (isParent || joins.length > 0 || origin.kind === "ids");
}

function printLevel(level: Level, isParent: boolean, context: ConditionContext): Sql {
  if (level.parent === null) {
    const cells = level.cells.map((cell, at) => {
      // The counts of lists of several days stand side by side here.
      const snapshot = cell.kind === "count" || cell.kind === "beyond" ? cell.snapshot : null;
      const value = inSnapshot(printOuterCell(cell, level, { ...context, snapshot }), snapshot);
      return sql`${value} as ${cellName(at)}`;
    });
    return sql`select ${joinSql(cells, sql`, `)}`;
  }
  const cells = level.cells.map((cell, at) =>
    isInner(cell) ? sql`t.${cellName(at)}` : sql`${printOuterCell(cell, level, context)} as ${cellName(at)}`,
  );
  const numbered = isNumbered(level, isParent);
  const atRoot = isAtRoot(level);
  const rows = sql`(${printRowsOf(level, context)}) t`;
  const from = atRoot ? rows : sql`${identifier(level.parent.name)} p cross join lateral ${rows}`;
  const places = [...(numbered ? [printNumber(level)] : []), ...(atRoot ? [] : [sql`p.n as up`])];
  if (level.joins.length === 0) return sql`select ${joinSql([...places, ...cells], sql`, `)} from ${from}`;
  // Numbered before anything is joined: afterwards the order is anybody's guess.
  const sorted = sql`(select ${joinSql([...places, sql`t.*`], sql`, `)} from ${from}) t`;
  const names = atRoot ? [sql`t.n`] : [sql`t.n`, sql`t.up`];
  return sql`select ${joinSql([...names, ...cells], sql`, `)} from ${sorted}${printJoins(level)}`;
}

/** Each row's number in its level; those of rows asked by their ids are their places in the answer. */
function printNumber({ origin }: Level): Sql {
  if (origin.kind === "ids") return sql`t.i as n`;
  return origin.kind === "one" ? sql`1::bigint as n` : sql`row_number() over () as n`;
}

function printJoins(level: Level): Sql {
  const joins = level.joins.map((join) => {
    const { target, nullable, column } = join.relation;
    const key =
      join.source === "" ? sql`t.${cellName(keyCell(level, column))}` : columnOf(join.source, column);
    // A join below one that may be missing may be missing too.
    const kind = nullable || join.source !== "" ? sql`left join` : sql`join`;
    return sql` ${kind} ${tableSource(target().table)} ${identifier(join.name)} on ${columnOf(join.name, keyColumn)} = ${key}`;
  });
  return joinSql(joins, nothing);
}

/** A level's own rows for one row of its parent, in order. */
function printRowsOf(level: Level, context: ConditionContext): Sql {
  const { origin } = level;
  const alias = `${level.name}_row`;
  const own: ColumnReference = (name) => columnOf(alias, name);
  if (origin.kind === "ids") {
    const ids = bound(keysOfIds(origin.table.idPrefix, origin.ids), "bigint[]");
    const cells = innerCells(level, own, []);
    return sql`select ${joinSql([sql`wanted.i`, ...cells], sql`, `)} from unnest(${ids}) with ordinality wanted (id, i) join ${tableSource(origin.table.table)} ${identifier(alias)} on ${own(keyColumn)} = wanted.id`;
  }
  if (origin.kind === "one") {
    const cells = innerCells(level, own, []);
    const where = origin.condition ? sql` where ${printCondition(origin.condition, own, context)}` : nothing;
    return sql`select ${joinSql(cells, sql`, `)} from ${tableSource(origin.table.table)} ${identifier(alias)}${where} limit ${integer(origin.rows)}`;
  }
  const { list } = origin;
  const key = parentKey(level.parent!, origin.source);
  if (origin.kind === "statistics")
    return printGroups(level, origin, printList(list, key, context, alias), context);
  if (origin.kind === "derived") return printDerived(level, origin, printList(list, key, context, alias));
  const { page, extraRow } = origin;
  const limit = page.size + (extraRow ? 1 : 0);
  const tree = list.relation?.through?.tree;
  if (tree) return printPage(level, printTree(list, tree, page, limit, key!, context, alias), page, limit);
  if (usesKeyLookup(list) || context.found.has(list))
    return printPage(level, printKeysFirst(list, page, limit, context, alias), page, limit);
  if (isFilteredByEdges(list))
    return printPage(level, printPageByEdges(list, page, limit, context, alias), page, limit);
  const rows = printList(list, key, context, alias);
  const conditions = [...rows.conditions, ...printBounds(list, page, rows)];
  return printPage(level, { ...rows, conditions, order: list.order }, page, limit);
}

/** The page's rows in the list's order; those of a page from the end backwards. */
function printPage(level: Level, rows: PageRows, page: Page, limit: number): Sql {
  const keys = rows.order.map(rows.key);
  const order = printOrder(rows.order, keys, page);
  const cells = innerCells(level, rows.c, keys);
  const source = printSource(rows, order, ...cells);
  return sql`select ${joinSql(cells, sql`, `)} from ${source} order by ${order} limit ${integer(limit)}`;
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
      return printCount(cell.list, outerKey(level, cell.source), context);
    }
    case "beyond": {
      const rows = printList(cell.list, outerKey(level, cell.source), context);
      // On the far side of a cursor lies what the page leaves out: the cursor's own row and all behind it.
      const beyond = printBeyond(cell.list, cell.cursor, rows, cell.side, true);
      return sql`exists (select from ${printSource({ ...rows, conditions: [...rows.conditions, beyond] })})`;
    }
  }
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
