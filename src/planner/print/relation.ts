// Prints conditions on the rows that a relation leads to, and the rows themselves. A table of which only the key and
// copied columns are used is left out: the row at hand or the table between has them too.

import {
  type ColumnReference,
  type HasManyMapping,
  keyColumn,
  type TableMapping,
  type Through,
} from "../mapping/model";
import { hasFewRows } from "../mapping/scale";
import { conjuncts, namesOne } from "../plan/access-path";
import type { Condition, ListLink } from "../plan/plan";
import {
  bound,
  column as columnOf,
  constantText,
  identifier,
  joinSql,
  nothing,
  type Sql,
  sql,
  tableSource,
} from "../sql";
import { valueOf } from "./bind-values";
import type { Aliases, ConditionContext } from "./context";

/** The rows a relation leads to: what to select from, and how columns are referred to. */
export interface LinkedRows {
  /** `from` for a select that uses these pieces; the target is left out when only copies of its columns are used. */
  readonly from: (...used: Sql[]) => Sql;
  readonly c: ColumnReference;
  /** The column that holds the key of the row they belong to. */
  readonly owner: ColumnReference;
  /** Which rows of the table between lead to one at all. */
  readonly links: readonly Sql[];
}

/** The same below one parent. */
export interface RelatedRows extends Pick<LinkedRows, "from" | "c"> {
  readonly where: Sql;
}

export function relatedRows(
  relation: HasManyMapping,
  parentKey: Sql,
  aliases: Aliases,
  name?: string,
): RelatedRows {
  const { through } = relation;
  if (through?.repeated || through?.tree) {
    const alias = name ?? aliases.next(relation.target().table);
    return {
      from: () => sql`${tableSource(relation.target().table)} ${identifier(alias)}`,
      where: sql`${columnOf(alias, keyColumn)} in (${printLinks(through, parentKey)})`,
      c: (column) => columnOf(alias, column),
    };
  }
  const { from, c, owner, links } = linkedRows(relation, aliases, name);
  return { from, c, where: allOf([sql`${owner(keyColumn)} = ${parentKey}`, ...links]) };
}

/** Rows linked to the one that `link` names: the relation walked from its far end. */
export function rowsByLink(
  table: TableMapping,
  link: ListLink,
  context: ConditionContext,
  alias: string,
): RelatedRows {
  const through = link.relation.through!;
  const back = { ...through, from: through.to, to: through.from, targetColumns: through.ownColumns ?? [] };
  const relation = { ...link.relation, target: () => table, through: back };
  return relatedRows(relation, printNamed(link.relation.target(), link.of, context), context.aliases, alias);
}

/** Whether the one row that ours points to fulfils a condition. */
export function printBelongsTo(
  { relation, of, byKeys }: Condition & { kind: "belongsTo" },
  c: ColumnReference,
  context: ConditionContext,
  exact: boolean,
): Sql {
  const target = relation.target();
  const own = c(relation.column);
  if (byKeys) return sql`${own} = any (array(${printKeys(target, byKeys, context)}))`;
  const alias = context.aliases.next(target.table);
  const row: ColumnReference = (name) => {
    if (name === keyColumn) return own;
    const copy = relation.targetColumns[name];
    return copy === undefined ? columnOf(alias, name) : c(copy);
  };
  const parts = conjuncts(of).map((part) => printPart(target, part, row, context));
  const there = parts.filter((part) => uses(part, alias));
  const here = parts.filter((part) => !uses(part, alias));
  if (there.length > 0 && hasFewRows(target.table)) here.push(printMember(target, alias, own, there));
  else if (there.length > 0) {
    const where = joinSql([sql`${columnOf(alias, keyColumn)} = ${own}`, ...there], sql` and `);
    here.push(sql`exists (select from ${tableSource(target.table)} ${identifier(alias)} where ${where})`);
  } else if (relation.nullable) here.unshift(sql`${own} is not null`);
  const all = here.length === 1 ? here[0]! : sql`(${joinSql(here, sql` and `)})`;
  return exact ? sql`(${all} is true)` : all;
}

/**
 * Whether some, none or every one of the rows that point to ours fulfils a condition; with `negated` whether not. The
 * table between is joined even where it leads to one row several times: what exists, exists once. So PostgreSQL sees a
 * semi-join or an anti-join, which it can walk from either end. Where our rows are few and each has many, it would expect
 * one of the many to be met at once and walk them all where none is: there the keys are put into one hash table, once.
 */
export function printHasMany(
  condition: Condition & { kind: "hasMany" },
  c: ColumnReference,
  context: ConditionContext,
  negated = false,
): Sql {
  const { relation, quantifier, of, byKeys, asSet } = condition;
  const has = (quantifier === "some") !== negated;
  if (asSet) {
    const print = () => printKeySet(condition, context);
    const keys = context.keySets?.keysOf(condition, print) ?? print();
    // Only a condition that is no membership by itself stays one look-up in a hash table.
    return sql`(${c(keyColumn)} in (${keys})) ${has ? sql`is true` : sql`is not true`}`;
  }
  const { from, c: row, owner, links } = linkedRows(relation, context.aliases);
  if (byKeys) {
    const where = allOf([...links, printParts(relation, of, row, context)]);
    return sql`${c(keyColumn)} = any (array(select ${owner(keyColumn)} from ${from(where)} where ${where}))`;
  }
  const test = printTest(condition, row, context);
  const where = allOf([sql`${owner(keyColumn)} = ${c(keyColumn)}`, ...links, test]);
  const exists = sql`exists (select from ${from(where)} where ${where})`;
  return has ? exists : sql`not ${exists}`;
}

/** The keys of all rows that have one of the kind that decides. It looks at nothing outside. */
function printKeySet(condition: Condition & { kind: "hasMany" }, context: ConditionContext): Sql {
  const { from, c: row, owner, links } = linkedRows(condition.relation, context.aliases);
  const where = allOf([...links, printTest(condition, row, context)]);
  return sql`select distinct ${owner(keyColumn)} from ${from(where)} where ${where}`;
}

/** What decides on a linked row: that it fulfils the condition or, where every one must, that it does not. */
function printTest(
  { relation, quantifier, of }: Condition & { kind: "hasMany" },
  row: ColumnReference,
  context: ConditionContext,
): Sql {
  return quantifier === "every"
    ? printUnfulfilled(relation, of, row, context)
    : printParts(relation, of, row, context);
}

/** That a row does not fulfil a condition, for whatever reason: what exists is asked for its opposite directly. */
function printUnfulfilled(
  relation: HasManyMapping,
  of: Condition,
  row: ColumnReference,
  context: ConditionContext,
): Sql {
  if (of.kind === "hasMany") return printHasMany(of, row, context, true);
  return sql`(${printParts(relation, of, row, context)}) is not true`;
}

function allOf(parts: readonly Sql[]): Sql {
  return joinSql(parts, sql` and `);
}

/** Whether a text refers to a column of the alias that `prefix` (with its dot) names. */
function mentions(text: string, prefix: string): boolean {
  for (let at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, at + 1)) {
    if (at === 0 || !/[a-z0-9_]/.test(text[at - 1]!)) return true;
  }
  return false;
}

/** Whether a piece refers to a column of the alias. */
export function uses(piece: Sql, alias: string): boolean {
  return piece.texts.some((text) => mentions(text, `${alias}.`));
}

/** Rows that a relation leads to, with the keys of those they belong to; one that several links lead to comes for each. */
function linkedRows(relation: HasManyMapping, aliases: Aliases, name?: string): LinkedRows {
  const { table } = relation.target();
  const alias = name ?? aliases.next(table);
  const { through } = relation;
  if (!through) {
    return {
      from: () => sql`${tableSource(table)} ${identifier(alias)}`,
      c: (column) => columnOf(alias, column),
      owner: () => columnOf(alias, relation.foreignKey!),
      links: [],
    };
  }
  const link = name ? `${alias}_link` : aliases.next(through.table);
  return {
    from: (...used) => {
      const links = sql`${tableSource(through.table)} ${identifier(link)}`;
      if (!used.some((piece) => uses(piece, alias))) return links;
      return sql`${links} join ${tableSource(table)} ${identifier(alias)} on ${columnOf(alias, keyColumn)} = ${columnOf(link, through.to)}`;
    },
    c: (column) => {
      if (column === keyColumn) return columnOf(link, through.to);
      return columnOf(through.targetColumns.includes(column) ? link : alias, column);
    },
    owner: (column) => (column === keyColumn ? columnOf(link, through.from) : columnOf(link, column)),
    links: [
      ...(through.kind ? [sql`${columnOf(link, "kind")} = ${constantText(through.kind)}`] : []),
      // What is referred to may not be held here.
      ...(through.repeated ? [sql`${columnOf(link, through.to)} is not null`] : []),
    ],
  };
}

/** The keys of a noun's rows, as a select: of those that a link leads to, or of all that fulfil the rest. */
function printKeys(
  table: TableMapping,
  { link, rest }: NonNullable<(Condition & { kind: "belongsTo" })["byKeys"]>,
  context: ConditionContext,
): Sql {
  const alias = context.aliases.next(table.table);
  if (link === null) {
    const row: ColumnReference = (name) => columnOf(alias, name);
    const where = conjuncts(rest).map((part) => context.condition(part, row, context));
    return sql`select ${row(keyColumn)} from ${tableSource(table.table)} ${identifier(alias)} where ${joinSql(where, sql` and `)}`;
  }
  const rows = linkedRows(link.relation, context.aliases);
  const ownColumns = link.relation.through!.ownColumns ?? [];
  const row: ColumnReference = (name) =>
    name === keyColumn || ownColumns.includes(name) ? rows.owner(name) : columnOf(alias, name);
  const where = joinSql(
    [
      ...rows.links,
      printParts(link.relation, link.of, rows.c, context),
      ...conjuncts(rest).map((part) => printPart(table, part, row, context)),
    ],
    sql` and `,
  );
  const own = uses(where, alias)
    ? sql` join ${tableSource(table.table)} ${identifier(alias)} on ${columnOf(alias, keyColumn)} = ${row(keyColumn)}`
    : nothing;
  return sql`select ${row(keyColumn)} from ${rows.from(where)}${own} where ${where}`;
}

function printParts(
  relation: HasManyMapping,
  of: Condition,
  c: ColumnReference,
  context: ConditionContext,
): Sql {
  const target = relation.target();
  if (!relation.through) return context.condition(of, c, context);
  if (!hasFewRows(target.table)) {
    const parts = conjuncts(of).map((part) => printPart(target, part, c, context));
    return parts.length === 1 ? parts[0]! : sql`(${allOf(parts)})`;
  }
  const alias = context.aliases.next(target.table);
  const row: ColumnReference = (name) =>
    name === keyColumn || relation.through!.targetColumns.includes(name) ? c(name) : columnOf(alias, name);
  const parts = conjuncts(of).map((part) => printPart(target, part, row, context));
  const here = parts.filter((part) => !uses(part, alias));
  const there = parts.filter((part) => uses(part, alias));
  if (there.length > 0) here.push(printMember(target, alias, c(keyColumn), there));
  return here.length === 1 ? here[0]! : sql`(${allOf(here)})`;
}

/**
 * That a key is one of those of the few rows that fulfil conditions. A few agencies can have half of all reports, and no
 * statistics tell which: as a look-up in a hash table the condition is expected to hold for half of all rows, and the plan
 * is one for many.
 */
function printMember(target: TableMapping, alias: string, key: Sql, conditions: readonly Sql[]): Sql {
  return sql`(${key} in (select ${columnOf(alias, keyColumn)} from ${tableSource(target.table)} ${identifier(alias)} where ${allOf(conditions)})) is true`;
}

/** One part of a condition on a row that may be left out: a row named by a unique value is looked up by itself. */
function printPart(table: TableMapping, part: Condition, c: ColumnReference, context: ConditionContext): Sql {
  if (!namesOne(part) || part.column.column === keyColumn) return context.condition(part, c, context);
  return sql`${c(keyColumn)} = ${printNamed(table, part, context)}`;
}

/** The key of the one row that a value names; null when there is none. */
export function printNamed(table: TableMapping, named: Condition, context: ConditionContext): Sql {
  if (!namesOne(named)) throw new Error(`${table.name} is not named by one value`);
  if (named.column.column === keyColumn)
    return bound(valueOf(named.column, named.value), named.column.type.sqlType);
  const alias = context.aliases.next(table.table);
  const row: ColumnReference = (name) => columnOf(alias, name);
  return sql`(select ${row(keyColumn)} from ${tableSource(table.table)} ${identifier(alias)} where ${context.condition(named, row, context)})`;
}

function printLinks(through: Through, parentKey: Sql): Sql {
  const kind = through.kind ? sql` and kind = ${constantText(through.kind)}` : nothing;
  if (through.tree)
    return sql`select link.${identifier(through.to)} from ${tableSource(through.tree.table)} tree join ${tableSource(through.table)} link on link.${identifier(through.from)} = tree.${identifier(through.tree.to)} where tree.${identifier(through.tree.from)} = ${parentKey}`;
  return sql`select ${identifier(through.to)} from ${tableSource(through.table)} link where ${identifier(through.from)} = ${parentKey}${kind}`;
}
