// Conditions in three-valued logic: true, false, or null where a compared value is unknown. A row matches when the
// whole is true. A condition on a relation asks whether related rows exist, so it is itself never unknown.
import { buildSchema, type GraphQLSchema, getNamedType, isInputObjectType } from "graphql";
import { schemaText } from "../../src/schema";
import { column, type Noun, snakeCase } from "./model";
import { nounOf } from "./nouns";
import type { Graph, Row } from "./rows";
import { compareKnown, foldedNumber, type Kind, lowerAscii, type Value } from "./values";
import { matches } from "./words";

export type Truth = boolean | null;
export type Filter = Readonly<Record<string, unknown>>;

/** A noun's field as text; null when unknown. */
export function valueOf(noun: Noun, row: Row, field: string, graph: Graph): Value {
  const special = noun.fields[field];
  return special ? special(row, graph) : column(row, snakeCase(field));
}

export function isMatch(noun: Noun, row: Row, filter: Filter | null | undefined, graph: Graph): boolean {
  return !filter || all(noun, row, filter, graph) === true;
}

function all(noun: Noun, row: Row, filter: Filter, graph: Graph): Truth {
  return and(Object.entries(filter).map(([name, value]) => one(noun, row, name, value, graph)));
}

function one(noun: Noun, row: Row, name: string, value: unknown, graph: Graph): Truth {
  if (name === "not") return not(all(noun, row, value as Filter, graph));
  if (name === "and") return and((value as Filter[]).map((part) => all(noun, row, part, graph)));
  if (name === "or") return or((value as Filter[]).map((part) => all(noun, row, part, graph)));
  const toOne = noun.one[name];
  if (toOne) {
    const target = nounOf(toOne.noun);
    const related = graph.one(target.table, column(row, toOne.column));
    return related !== null && isMatch(target, related, value as Filter, graph);
  }
  const toMany = noun.many[name];
  if (toMany) return quantified(nounOf(toMany.noun), toMany.rows(row, graph), value as Filter, graph);
  return compared(noun, row, name, value as Filter, graph);
}

function quantified(noun: Noun, rows: readonly Row[], filter: Filter, graph: Graph): boolean {
  return Object.entries(filter).every(([quantifier, inner]) => {
    const count = rows.filter((row) => isMatch(noun, row, inner as Filter, graph)).length;
    if (quantifier === "some") return count > 0;
    return quantifier === "none" ? count === 0 : count === rows.length;
  });
}

function compared(noun: Noun, row: Row, field: string, operations: Filter, graph: Graph): Truth {
  return and(
    Object.entries(operations).map(([operator, operand]): Truth => {
      if (operator === "matches") return matches(noun.words[field]!(row), String(operand));
      const value = field === "id" ? `${noun.prefix}_${row.id}` : valueOf(noun, row, field, graph);
      if (operator === "isNull") return (value === null) === operand;
      const isFolded = noun.name === "Report" && field === "number" && !/contains|startsWith/.test(operator);
      return isFolded
        ? compare(operator, value === null ? null : foldedNumber(value), fold(operand), "text")
        : compare(operator, value, operand, kindOf(noun, field));
    }),
  );
}

function fold(operand: unknown): unknown {
  return Array.isArray(operand)
    ? operand.map((item) => foldedNumber(String(item)))
    : foldedNumber(String(operand));
}

function compare(operator: string, value: Value, operand: unknown, kind: Kind): Truth {
  // Nothing is in an empty list, whatever it may be.
  if (operator === "in" && (operand as unknown[]).length === 0) return false;
  if (operator === "notIn" && (operand as unknown[]).length === 0) return true;
  if (value === null) return null;
  const given = (item: unknown) => (kind === "moment" ? new Date(String(item)).toISOString() : String(item));
  const isAmong = () => (operand as unknown[]).some((item) => compareKnown(kind, value, given(item)) === 0);
  if (operator === "in") return isAmong();
  if (operator === "notIn") return !isAmong();
  const text = String(operand);
  if (operator === "contains") return lowerAscii(value).includes(lowerAscii(text));
  if (operator === "startsWith") return lowerAscii(value).startsWith(lowerAscii(text));
  const order = compareKnown(kind, value, given(operand));
  switch (operator) {
    case "eq":
      return order === 0;
    case "ne":
      return order !== 0;
    case "lt":
      return order < 0;
    case "lte":
      return order <= 0;
    case "gt":
      return order > 0;
    case "gte":
      return order >= 0;
    default:
      throw new Error(`the reference executor knows no operator ${operator}`);
  }
}

const kinds: Readonly<Record<string, Kind>> = {
  IntFilter: "integer",
  FloatFilter: "decimal",
  DecimalFilter: "decimal",
  DateTimeFilter: "moment",
};
let schema: GraphQLSchema | undefined;

/** Numbers and moments compare by value, as the type of the filter says; all else as text. */
function kindOf(noun: Noun, field: string): Kind {
  schema ??= buildSchema(schemaText());
  const input = schema.getType(`${noun.name}Filter`);
  const type = isInputObjectType(input) ? input.getFields()[field]?.type : undefined;
  return noun.kinds?.[field] ?? (type && kinds[getNamedType(type).name]) ?? "text";
}

function not(value: Truth): Truth {
  return value === null ? null : !value;
}

function and(values: readonly Truth[]): Truth {
  if (values.includes(false)) return false;
  return values.includes(null) ? null : true;
}

function or(values: readonly Truth[]): Truth {
  if (values.includes(true)) return true;
  return values.includes(null) ? null : false;
}
