// The cells of a level in its common table expression: their names, and those read with the level's own rows.
import type { ColumnReference } from "../mapping/model";
import type { Cell, Level } from "../plan/plan";
import { identifier, type Sql, sql } from "../sql";

/** The cells that are read with a level's own rows, named. */
export function innerCells(level: Level, c: ColumnReference, order: readonly Sql[]): Sql[] {
  return level.cells.flatMap((cell, at) => {
    if (!isInner(cell)) return [];
    if (cell.kind === "key") return [sql`${c(cell.name)} as ${cellName(at)}`];
    if (cell.kind === "orderKey") return [sql`${order[cell.at]!} as ${cellName(at)}`];
    return [sql`${printColumn(cell, c)} as ${cellName(at)}`];
  });
}

export function printColumn(cell: Cell & { kind: "column" }, c: ColumnReference): Sql {
  return cell.column.output ? cell.column.output(c) : c(cell.column.column!);
}

/** Cells of the level's own row are read inside; those of joined rows, and counts, outside, for the page's rows only. */
export function isInner(cell: Cell): cell is Cell & { kind: "column" | "key" | "orderKey" } {
  return cell.kind === "orderKey" || ((cell.kind === "column" || cell.kind === "key") && cell.source === "");
}

/** The name of a level's cell in its common table expression. */
export function cellName(at: number): Sql {
  return identifier(`c${at}`);
}
