// A whole list as flat rows: for tables and files, where a page ends too early and nesting is in the way. Filter, order
// and columns are planned and printed as for any operation; only the shape of the statement differs.
import {
  type BelongsToMapping,
  type ColumnMapping,
  type ColumnReference,
  type HasManyMapping,
  keyColumn,
  type TableMapping,
} from "./mapping/model";
import type { Arguments } from "./mapping/select";
import { listOf } from "./plan/paging";
import type { PlannerLimits, Snapshot } from "./plan/plan";
import { printCondition } from "./print/condition";
import { Aliases, type ConditionContext } from "./print/context";
import { printList, printOrder, printSource } from "./print/list";
import { inSnapshot } from "./print/snapshot";
import {
  column as columnOf,
  identifier,
  integer,
  joinSql,
  nothing,
  type Sql,
  sql,
  tableSource,
  toStatement,
} from "./sql";

/** One column: what is read, of the row that the path of single relations leads to; the list's own for no path. */
export interface FlatColumn {
  readonly path: readonly BelongsToMapping[];
  readonly cell:
    | { readonly kind: "column"; readonly column: ColumnMapping }
    /** A key without its id's prefix: the row's own, or of the row that a relation points to. */
    | { readonly kind: "key"; readonly name: string }
    /** The values of one column in a list, sorted, with a semicolon between each two; null when the list is empty. */
    | { readonly kind: "values"; readonly relation: HasManyMapping; readonly column: ColumnMapping };
}

export interface FlatStatement {
  readonly text: string;
  readonly values: readonly (string | null)[];
}

/**
 * The statement for all rows of a list, or the first `limit` of them; its columns come as PostgreSQL's text, Booleans as
 * true and false; as of another day where `snapshot` names one. `args` are `filter` and `orderBy`, coerced. Throws BAD_USER_INPUT or QUERY_TOO_LARGE.
 */
export function flatStatement(
  table: TableMapping,
  columns: readonly FlatColumn[],
  args: Arguments,
  limit: number | null,
  limits: PlannerLimits,
  snapshot: Snapshot | null = null,
): FlatStatement {
  const context: ConditionContext = {
    aliases: new Aliases(),
    limits,
    found: new Map(),
    groups: new Map(),
    snapshot,
    condition: printCondition,
  };
  const list = listOf(table, null, args, limits);
  const rows = printList(list, null, context, `${table.table}_row`);
  const joins = new Joins(rows.c);
  const cells = columns.map(({ path, cell }) => asText(cell, joins.reference(path), context));
  const keys = list.order.map(rows.key);
  const order = printOrder(list.order, keys, wholePage);
  const from = rows.from(...rows.conditions, ...cells, order, joins.printed, rows.c(keyColumn));
  const source = printSource({ ...rows, from: () => sql`${from}${joins.printed}` });
  const cut = limit === null ? nothing : sql` limit ${integer(limit)}`;
  const statement = sql`select ${joinSql(cells, sql`, `)} from ${source} order by ${order}${cut}`;
  const { text, parameters } = toStatement(inSnapshot(statement, snapshot));
  const binding = { variables: {}, memo: new Map() };
  return { text, values: parameters.map((parameter) => parameter(binding)) };
}

const wholePage = { size: 0, fromEnd: false, after: null, before: null };

/** The rows that single relations lead to, each joined once. */
class Joins {
  private readonly aliases = new Map<string, string>();
  private joins: Sql[] = [];

  constructor(private readonly own: ColumnReference) {}

  get printed(): Sql {
    return joinSql(this.joins, nothing);
  }

  reference(path: readonly BelongsToMapping[]): ColumnReference {
    const relation = path.at(-1);
    if (!relation) return this.own;
    const name = path.map(({ column }) => column).join(".");
    let alias = this.aliases.get(name);
    if (alias === undefined) {
      const parent = this.reference(path.slice(0, -1));
      alias = `joined_${this.aliases.size + 1}`;
      this.aliases.set(name, alias);
      const kind = path.some(({ nullable }) => nullable) ? sql`left join` : sql`join`;
      const target = tableSource(relation.target().table);
      this.joins.push(
        sql` ${kind} ${target} ${identifier(alias)} on ${columnOf(alias, keyColumn)} = ${parent(relation.column)}`,
      );
    }
    const joined = alias;
    return (column) => columnOf(joined, column);
  }
}

function asText(cell: FlatColumn["cell"], c: ColumnReference, context: ConditionContext): Sql {
  if (cell.kind === "key") return c(cell.name);
  if (cell.kind === "values") return printValues(cell.relation, cell.column, c, context);
  const { column } = cell;
  const value = column.output ? column.output(c) : c(column.column!);
  return column.type.sqlType === "boolean" ? sql`(${value})::text` : value;
}

function printValues(
  relation: HasManyMapping,
  column: ColumnMapping,
  c: ColumnReference,
  context: ConditionContext,
): Sql {
  const list = listOf(relation.target(), relation, {}, context.limits);
  const rows = printList(list, c(keyColumn), context);
  const value = rows.c(column.column!);
  return sql`(select string_agg(${value}, ';' order by ${value}) from ${printSource(rows, value)})`;
}
