// Which part of a filter leads to the rows. How many rows a slug stands for is not known when a statement is planned,
// from three to half of all: the way to them must be good for either, and PostgreSQL's estimate helps with neither.
import type { HasManyMapping } from "../mapping/model";
import { keyColumn } from "../mapping/model";
import type { Condition, List, ListLink } from "./plan";

type Compare = Condition & { readonly kind: "compare" };

/** A condition as parts that must all hold. */
export function conjuncts(condition: Condition | null): readonly Condition[] {
  if (condition === null) return [];
  return condition.kind === "and" ? condition.of.flatMap(conjuncts) : [condition];
}

/** All of them hold; null for none. */
export function together(parts: readonly Condition[]): Condition | null {
  if (parts.length === 0) return null;
  return parts.length === 1 ? parts[0]! : { kind: "and", of: parts };
}

/** Whether at most one row fulfils the condition: it gives a value that no two rows have. */
export function namesOne(condition: Condition): condition is Compare {
  return condition.kind === "compare" && condition.operator === "eq" && isUnique(condition);
}

/** The filter of a list that hangs on no other row, made so that its rows are found by keys. */
export function accessPath(condition: Condition | null): {
  link: ListLink | null;
  condition: Condition | null;
} {
  const parts = conjuncts(condition);
  const link = parts.find(isLink);
  if (link) return { link, condition: together(parts.filter((part) => part !== link)) };
  const keyed = parts.find(leadsByKeyLookup);
  if (!keyed) return { link: null, condition };
  return { link: null, condition: together(parts.map((part) => (part === keyed ? byKeys(keyed) : part))) };
}

/** Whether a list's rows are found by keys that are read first. */
export function usesKeyLookup({ link, condition }: List): boolean {
  return link !== null || conjuncts(condition).some((part) => "byKeys" in part && part.byKeys !== undefined);
}

/** Whether the table between two nouns has each pair of rows once, and nothing else to heed. */
export function isPlainLink({ through }: HasManyMapping): boolean {
  return through !== undefined && !through.repeated && !through.tree && !through.kind;
}

/** One row of another noun is named, and ours are those that the table between links to it: each once. */
function isLink(condition: Condition): condition is ListLink {
  return (
    condition.kind === "hasMany" &&
    condition.quantifier === "some" &&
    isPlainLink(condition.relation) &&
    namesOne(condition.of)
  );
}

function leadsByKeyLookup(condition: Condition): condition is Condition & { kind: "belongsTo" | "hasMany" } {
  if (condition.kind === "belongsTo") return !namesOne(condition.of) && isKeyed(condition.of);
  return condition.kind === "hasMany" && isKeyed(condition);
}

/** Whether the rows that fulfil it are found by the keys of named rows. */
function isKeyed(condition: Condition): boolean {
  switch (condition.kind) {
    case "compare":
      return (condition.operator === "eq" || condition.operator === "in") && isUnique(condition);
    case "and":
      return condition.of.some(isKeyed);
    case "belongsTo":
      return isKeyed(condition.of);
    case "hasMany":
      return condition.quantifier === "some" && isWay(condition.relation) && isKeyed(condition.of);
    default:
      return false;
  }
}

function byKeys(condition: Condition & { kind: "belongsTo" | "hasMany" }): Condition {
  if (condition.kind === "hasMany") return { ...condition, byKeys: true };
  const parts = conjuncts(condition.of);
  const link = parts.find((part) => part.kind === "hasMany" && isPlainLink(part.relation) && isKeyed(part));
  const rest = together(parts.filter((part) => part !== link));
  return { ...condition, byKeys: { link: (link as ListLink | undefined) ?? null, rest } };
}

function isWay(relation: HasManyMapping): boolean {
  return relation.foreignKey !== undefined || !relation.through!.tree;
}

function isUnique({ column }: Compare): boolean {
  return column.unique === true || column.column === keyColumn;
}
