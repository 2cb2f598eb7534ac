// How GraphQL scalars and enumerations are stored, written and compared.

import { GraphQLBoolean, GraphQLFloat, GraphQLInt, type GraphQLScalarType, GraphQLString } from "graphql";
import { registerEnumType } from "type-graphql";
import type { Encoding, Operator, ValueType } from "./model";

const equality: readonly Operator[] = ["eq", "ne", "in", "notIn", "isNull"];
const comparison: readonly Operator[] = ["eq", "ne", "in", "notIn", "lt", "lte", "gt", "gte", "isNull"];

const known = new Map<unknown, ValueType>([
  [
    String,
    {
      graphqlName: "String",
      sqlType: "text",
      encoding: "quoted",
      operators: [...comparison, "contains", "startsWith"],
    },
  ],
  [Number, { graphqlName: "Int", sqlType: "integer", encoding: "raw", operators: comparison }],
  [
    Boolean,
    { graphqlName: "Boolean", sqlType: "boolean", encoding: "raw", operators: ["eq", "ne", "isNull"] },
  ],
]);
known.set(GraphQLFloat, {
  graphqlName: "Float",
  sqlType: "double precision",
  encoding: "raw",
  operators: comparison,
});
known.set(GraphQLString, known.get(String)!);
known.set(GraphQLInt, known.get(Number)!);
known.set(GraphQLBoolean, known.get(Boolean)!);

/** Text that is searched by its words, not compared. */
export const wordsType: ValueType = {
  graphqlName: "Words",
  sqlType: "text",
  encoding: "quoted",
  operators: ["matches", "isNull"],
};

/** Declares a custom scalar; `sqlType` is what values are cast to, the client's text form is what PostgreSQL reads. */
export function declareScalar(
  scalar: GraphQLScalarType,
  sqlType: string,
  options: { encoding?: Encoding; comparable?: boolean } = {},
): void {
  known.set(scalar, {
    graphqlName: scalar.name,
    sqlType,
    encoding: options.encoding ?? "quoted",
    operators: options.comparable === false ? equality : comparison,
  });
}

/** Declares an enumeration whose values are those of a PostgreSQL enum type, each with its description. */
export function declareEnum<E extends Record<string, string>>(
  enumeration: E,
  options: { name: string; sqlType: string; description: string; values: Record<keyof E, string> },
): void {
  for (const [name, value] of Object.entries(enumeration)) {
    if (name !== value) throw new Error(`${options.name}.${name} must be named as its value`);
  }
  registerEnumType(enumeration, {
    name: options.name,
    description: options.description,
    valuesConfig: Object.fromEntries(
      Object.entries(options.values).map(([name, description]) => [name, { description }]),
    ) as never,
  });
  known.set(enumeration, {
    graphqlName: options.name,
    sqlType: options.sqlType,
    encoding: "quoted",
    operators: equality,
  });
}

/** The stored form of a declared type; throws for one that was not declared. */
export function valueTypeOf(type: unknown): ValueType {
  // A list comes as JSON text, made by the column's own expression.
  if (Array.isArray(type)) return { graphqlName: "List", sqlType: "text", encoding: "raw", operators: [] };
  const found = known.get(type);
  if (!found)
    throw new Error(`no stored form is declared for ${String((type as { name?: string })?.name ?? type)}`);
  return found;
}
