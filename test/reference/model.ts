// What the reference executor must be told of a noun, in words of its own.
import type { Graph, Row } from "./rows";
import type { Kind, Value } from "./values";

export interface Many {
  readonly noun: string;
  /** The rows of the list for one parent. */
  readonly rows: (parent: Row, graph: Graph) => readonly Row[];
  /** Set for a list that is narrower than its table link: its cursors are its own. */
  readonly narrowed?: boolean;
  readonly defaultOrder?: readonly string[];
  /** A plain list instead of a connection, with its default size. */
  readonly plain?: number;
  /** The rows instead, where a Boolean argument asks for them. */
  readonly variant?: { readonly argument: string; readonly rows: Many["rows"] };
  /** Only the rows for which something holds, where a Boolean argument is false. */
  readonly narrowing?: { readonly argument: string; readonly holds: (row: Row) => boolean };
}

export interface One {
  readonly noun: string;
  readonly column: string;
}

export interface Order {
  readonly kind: Kind;
  readonly value: (row: Row, graph: Graph) => Value;
}

export interface Noun {
  readonly name: string;
  readonly table: string;
  /** What its ids begin with. */
  readonly prefix: string;
  readonly defaultOrder: readonly string[];
  /** Fields that are not simply the column of the same name. */
  readonly fields: Readonly<Record<string, (row: Row, graph: Graph) => Value>>;
  readonly one: Readonly<Record<string, One>>;
  readonly many: Readonly<Record<string, Many>>;
  readonly orders: Readonly<Record<string, Order>>;
  /** For fields searched by words: the text that is searched. */
  readonly words: Readonly<Record<string, (row: Row) => string>>;
  /** How a field's values compare, where that does not follow from its name. */
  readonly kinds?: Readonly<Record<string, Kind>>;
}

export function column(row: Row, name: string): Value {
  const value = row[name];
  if (value === undefined) throw new Error(`there is no column ${name}`);
  return value;
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Rows whose column holds the parent's key. */
export function children(
  noun: Noun | string,
  table: string,
  foreignKey: string,
  more: Partial<Many> = {},
): Many {
  return {
    noun: typeof noun === "string" ? noun : noun.name,
    rows: (parent, graph) => graph.where(table, foreignKey, column(parent, "id")),
    ...more,
  };
}

/** Rows to which a table of links leads; each once, however many links lead there. */
export function linked(
  noun: string,
  target: string,
  link: { readonly table: string; readonly from: string; readonly to: string; readonly kind?: string },
  more: Partial<Many> = {},
): Many {
  return {
    noun,
    rows: (parent, graph) => {
      const links = graph.where(link.table, link.from, column(parent, "id"));
      const wanted = links.filter((row) => link.kind === undefined || row.kind === link.kind);
      const keys = new Set(wanted.map((row) => column(row, link.to)));
      return [...keys].flatMap((key) => graph.where(target, "id", key));
    },
    ...more,
  };
}

/** The same list with only the rows for which something holds. */
export function narrowed(many: Many, holds: (row: Row) => boolean): Many {
  const { rows, variant } = many;
  return {
    ...many,
    narrowed: true,
    rows: (parent, graph) => rows(parent, graph).filter(holds),
    ...(variant && {
      variant: { ...variant, rows: (parent, graph) => variant.rows(parent, graph).filter(holds) },
    }),
  };
}

export function byColumn(kind: Kind, name: string): Order {
  return { kind, value: (row) => column(row, name) };
}

/** The rows a list has with these arguments. */
export function rowsOf(
  many: Many,
  parent: Row,
  args: Readonly<Record<string, unknown>>,
  graph: Graph,
): readonly Row[] {
  const { variant, narrowing } = many;
  const rows =
    variant && args[variant.argument] === true ? variant.rows(parent, graph) : many.rows(parent, graph);
  return narrowing && args[narrowing.argument] === false ? rows.filter(narrowing.holds) : rows;
}
