// All rows of all tables, loaded once by plain selects: what the reference executor answers from.
import type { Database } from "../../src/database/database";

/** A row's cells as PostgreSQL's text, by column. */
export type Row = Readonly<Record<string, string | null>>;

export class Graph {
  /** Set for a graph as of another day: all of it, and the days. */
  past?: { readonly all: Graph; readonly day: string; readonly knownOn: string | null };
  private readonly indexes = new Map<string, ReadonlyMap<string, readonly Row[]>>();

  constructor(
    readonly tables: ReadonlyMap<string, readonly Row[]>,
    /** The day that decides what is overdue. */
    readonly today: string,
  ) {}

  rows(table: string): readonly Row[] {
    const rows = this.tables.get(table);
    if (!rows) throw new Error(`there is no table ${table}`);
    return rows;
  }

  /** The rows in which a column has this value. */
  where(table: string, column: string, value: string | null): readonly Row[] {
    if (value === null) return [];
    const name = `${table}.${column}`;
    let index = this.indexes.get(name);
    if (!index) this.indexes.set(name, (index = groupBy(this.rows(table), column)));
    return index.get(value) ?? [];
  }

  /** The row with this key. */
  one(table: string, id: string | null): Row | null {
    return this.where(table, "id", id)[0] ?? null;
  }
}

function groupBy(rows: readonly Row[], column: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const value = row[column];
    if (value === undefined) throw new Error(`there is no column ${column}`);
    if (value === null) continue;
    const group = groups.get(value);
    if (group) group.push(row);
    else groups.set(value, [row]);
  }
  return groups;
}

export async function loadGraph(database: Pick<Database, "rows">): Promise<Graph> {
  const columns = await database.rows({
    text: `select c.table_name, c.column_name from information_schema.columns c
           join information_schema.tables t using (table_schema, table_name)
           where c.table_schema = 'public' and t.table_type = 'BASE TABLE' order by c.table_name, c.ordinal_position`,
    values: [],
  });
  const names = new Map<string, string[]>();
  for (const [table, column] of columns) names.set(table!, [...(names.get(table!) ?? []), column!]);
  const tables = new Map<string, Row[]>();
  for (const [table, cells] of names) {
    const list = cells.map((cell) => `${cell}::text`).join(", ");
    const rows = await database.rows({ text: `select ${list} from ${table}`, values: [] });
    tables.set(
      table,
      rows.map((row) => Object.fromEntries(cells.map((cell, at) => [cell, row[at]!]))),
    );
  }
  const [[today]] = (await database.rows({
    text: "select (now() at time zone 'UTC')::date::text",
    values: [],
  })) as [[string]];
  return new Graph(tables, today);
}
