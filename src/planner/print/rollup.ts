// Prints groups of rows that are counted already: which table of cells serves a question, and how it is read.

import type { ColumnReference, RollupGroups } from "../mapping/model";
import { conjuncts } from "../plan/access-path";
import type { Condition, Groups, List } from "../plan/plan";
import { column as columnOf, identifier, type Sql, sql, tableSource } from "../sql";
import { printCondition } from "./condition";
import type { ConditionContext } from "./context";
import { printNamed, uses } from "./relation";
import { isKept } from "./snapshot";

/** Cells that answer a question, as a table, conditions, and keys and measures by their names. */
export interface RollupRows {
  readonly table: string;
  readonly from: Sql;
  readonly conditions: readonly Sql[];
  readonly c: ColumnReference;
}

/** The first table of cells with all that is asked; null when each lacks something. `measures`: those asked of groups. */
export function rollupRows(
  list: List,
  groups: Groups,
  measures: readonly string[],
  alias: string,
  context: ConditionContext,
): RollupRows | null {
  if (list.relation || list.search) return null;
  for (const kept of groups.mapping.kept) {
    if (!isKept(kept.table, context.snapshot)) continue;
    const has = (name: string) => Object.hasOwn(kept.dimensions, name);
    if (!groups.dimensions.every(({ name }) => has(name))) continue;
    if (!measures.every((name) => Object.hasOwn(kept.measures, name))) continue;
    const part = printPart(kept, list, groups, alias, context);
    const conditions = part && printConditions(kept, list, alias, context);
    if (conditions)
      return {
        table: kept.table,
        from: sql`${tableSource(kept.table)} ${identifier(alias)}`,
        conditions: [...part, ...conditions],
        c: reference(kept, groups, alias),
      };
  }
  return null;
}

/** What confines the cells to a part in which each row stands once; null where nothing does. */
function printPart(
  { by }: RollupGroups,
  { link }: List,
  { dimensions }: Groups,
  alias: string,
  context: ConditionContext,
): readonly Sql[] | null {
  if (by === null) return link ? null : [];
  if (dimensions.some(({ name }) => name === by.dimension)) return link ? null : [];
  if (link?.relation.field !== by.relation) return null;
  const named = printNamed(link.relation.target(), link.of, context);
  return [sql`${columnOf(alias, by.column)} = ${named}`];
}

/** The list's conditions on cells; null when one looks at what cells do not have. */
function printConditions(
  kept: RollupGroups,
  { condition }: List,
  alias: string,
  context: ConditionContext,
): readonly Sql[] | null {
  const missing = `${alias}_missing`;
  const own = new Set([...kept.columns, ...Object.values(kept.targetColumns).flatMap(Object.values<string>)]);
  const c: ColumnReference = (name) => columnOf(own.has(name) ? alias : missing, name);
  const printed = conjuncts(condition).map((part) => printCondition(withCopies(part, kept), c, context));
  return printed.some((piece) => uses(piece, missing)) ? null : printed;
}

function withCopies(condition: Condition, kept: RollupGroups): Condition {
  switch (condition.kind) {
    case "and":
    case "or":
      return { ...condition, of: condition.of.map((part) => withCopies(part, kept)) };
    case "not":
      return { ...condition, of: withCopies(condition.of, kept) };
    case "belongsTo": {
      const { relation, of } = condition;
      return {
        kind: "belongsTo",
        relation: { ...relation, targetColumns: kept.targetColumns[relation.field] ?? {} },
        of,
      };
    }
    default:
      return condition;
  }
}

function reference(kept: RollupGroups, { mapping }: Groups, alias: string): ColumnReference {
  const c: ColumnReference = (name) => columnOf(alias, name);
  return (name) => {
    const measure = kept.measures[name];
    if (measure) return measure(c);
    const known = [...mapping.dimensions.values()].find(({ column }) => column === name)!;
    return kept.dimensions[known.name]!(c);
  };
}
