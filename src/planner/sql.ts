// SQL text with its bound values. Text comes only from literals of this program; whatever a client sent is bound.

export type Session = Readonly<Record<string, string>>;

/** What a statement's values are taken from when it is run. */
export interface Binding {
  /** The operation's variables, coerced by their GraphQL types. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What is known of the request besides its variables; columns may bind it. */
  readonly session?: Session | undefined;
  /** What was worked out for this request already. */
  readonly memo: Map<object, unknown>;
}

/** Gives one bound value in PostgreSQL's text form; null is SQL's null. */
export type Parameter = (binding: Binding) => string | null;

/** Stands for what depends on the day that is asked about: where a table's rows come from, or that day itself. */
export type Placeholder = { readonly table: string } | { readonly day: true };

/** A piece of SQL: texts with a bound value between each two. Only `sql` and the functions below make one. */
export class Sql {
  constructor(
    readonly texts: readonly string[],
    readonly parameters: readonly (Parameter | Placeholder)[],
  ) {}
}

export const nothing = new Sql([""], []);

/** Tagged template: interpolates pieces of SQL, and throws for anything else, so that no value can become text. */
export function sql(texts: TemplateStringsArray, ...pieces: Sql[]): Sql {
  const out = [texts[0]!];
  const parameters: (Parameter | Placeholder)[] = [];
  pieces.forEach((piece, at) => {
    append(out, parameters, piece);
    out[out.length - 1] += texts[at + 1]!;
  });
  return new Sql(out, parameters);
}

/** Joins pieces with a separator, which must be a literal of the program. */
export function joinSql(pieces: readonly Sql[], separator: Sql): Sql {
  const out = [""];
  const parameters: (Parameter | Placeholder)[] = [];
  pieces.forEach((piece, at) => {
    if (at > 0) append(out, parameters, separator);
    append(out, parameters, piece);
  });
  return new Sql(out, parameters);
}

/** A table, column or alias; throws unless it is a plain lower-case name, which needs no quoting. */
export function identifier(name: string): Sql {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name)) throw new Error(`not a plain SQL name: ${JSON.stringify(name)}`);
  return new Sql([name], []);
}

/** A column of an alias. */
export function column(alias: string, name: string): Sql {
  return sql`${identifier(alias)}.${identifier(name)}`;
}

/** A table as a source of rows: the table itself, or what takes its place below a question about another day. */
export function tableSource(table: string): Sql {
  identifier(table);
  return new Sql(["", ""], [{ table }]);
}

/** The day that is asked about: today in UTC, unless the question says another. */
export const dayAsked: Sql = new Sql(["", ""], [{ day: true }]);

/** The piece with every placeholder replaced. */
export function replacePlaceholders(piece: Sql, replacement: (placeholder: Placeholder) => Sql): Sql {
  if (piece.parameters.every((parameter) => typeof parameter === "function")) return piece;
  const out = [piece.texts[0]!];
  const parameters: (Parameter | Placeholder)[] = [];
  piece.parameters.forEach((parameter, at) => {
    if (typeof parameter === "function") {
      parameters.push(parameter);
      out.push(piece.texts[at + 1]!);
    } else {
      append(out, parameters, replacePlaceholders(replacement(parameter), replacement));
      out[out.length - 1] += piece.texts[at + 1]!;
    }
  });
  return new Sql(out, parameters);
}

/** A whole number as text, for page sizes and positions: planned by their value, unlike bound ones. */
export function integer(value: number): Sql {
  if (!Number.isSafeInteger(value)) throw new Error(`not a whole number: ${value}`);
  return new Sql([String(value)], []);
}

/** A constant of the program, such as an enumeration's value, as a literal. */
export function constantText(value: string): Sql {
  if (!/^[A-Z][A-Z_]*$/.test(value)) throw new Error(`not a constant's name: ${JSON.stringify(value)}`);
  return new Sql([`'${value}'`], []);
}

/** A bound value, cast to a named SQL type. */
export function bound(parameter: Parameter, type: string): Sql {
  return new Sql(["", `::${typeName(type)}`], [parameter]);
}

/** Null of a named SQL type. */
export function nullOf(type: string): Sql {
  return new Sql([`null::${typeName(type)}`], []);
}

function typeName(type: string): string {
  if (!/^[a-z_][a-z0-9_]*( [a-z]+)?(\[\])?$/.test(type))
    throw new Error(`not a SQL type name: ${JSON.stringify(type)}`);
  return type;
}

/** The text with numbered placeholders, and its parameters in that order. */
export function toStatement(piece: Sql): { text: string; parameters: readonly Parameter[] } {
  // A parameter that stands in several places is sent once.
  const places = new Map<Parameter, number>();
  let text = piece.texts[0]!;
  piece.parameters.forEach((parameter, at) => {
    if (typeof parameter !== "function") throw new Error("a placeholder was not replaced");
    if (!places.has(parameter)) places.set(parameter, places.size + 1);
    text += `$${places.get(parameter)}${piece.texts[at + 1]}`;
  });
  return { text, parameters: [...places.keys()] };
}

function append(out: string[], parameters: (Parameter | Placeholder)[], piece: Sql): void {
  if (!(piece instanceof Sql))
    throw new TypeError(`only SQL pieces may be interpolated, not ${typeof piece}`);
  out[out.length - 1] += piece.texts[0]!;
  for (let at = 1; at < piece.texts.length; at += 1) out.push(piece.texts[at]!);
  for (const parameter of piece.parameters) parameters.push(parameter);
}
