// A field's arguments by the GraphQL rules, with slots where a variable will bring the value.
import {
  type FieldNode,
  type GraphQLArgument,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  print,
  type ValueNode,
  valueFromAST,
} from "graphql";
import { badInput } from "../errors";
import type { Arguments } from "../mapping/select";
import { type Path, type Scope, Slot } from "./variable-probes";

/** Absent arguments are left out; null stays null; defaults are applied. */
export function argumentsOf(declared: readonly GraphQLArgument[], node: FieldNode, scope: Scope): Arguments {
  if (declared.length === 0) return {};
  const given = new Map(node.arguments?.map((argument) => [argument.name.value, argument.value]));
  const args: Record<string, unknown> = {};
  for (const argument of declared) {
    const ast = given.get(argument.name);
    const value = ast === undefined ? undefined : fromAst(argument.type, ast, scope);
    const settled = value === undefined ? argument.defaultValue : value;
    if (settled !== undefined) args[argument.name] = settled;
  }
  return args;
}

function fromAst(type: GraphQLInputType, ast: ValueNode, scope: Scope): unknown {
  if (isNonNullType(type)) return notNull(fromAst(type.ofType, ast, scope), ast);
  if (ast.kind === Kind.VARIABLE) return fromVariable(type, [ast.name.value], scope);
  if (ast.kind === Kind.NULL) return null;
  if (isListType(type)) {
    if (ast.kind !== Kind.LIST) return [fromAst(type.ofType, ast, scope)];
    return ast.values.map((item) => fromAst(type.ofType, item, scope) ?? null);
  }
  if (isInputObjectType(type)) {
    if (ast.kind !== Kind.OBJECT) return undefined;
    const given = new Map(ast.fields.map((field) => [field.name.value, field.value]));
    const object: Record<string, unknown> = {};
    for (const field of Object.values(type.getFields())) {
      const inner = given.get(field.name);
      const value = inner === undefined ? undefined : fromAst(field.type, inner, scope);
      const settled = value === undefined ? field.defaultValue : value;
      if (settled !== undefined) object[field.name] = settled;
    }
    return object;
  }
  return valueFromAST(ast, type);
}

/**
 * A nullable variable with a default may stand where null is not allowed; its value may still be null.
 * Throws BAD_USER_INPUT for that.
 */
function notNull(value: unknown, ast: ValueNode): unknown {
  if (value !== null) return value;
  throw badInput(
    `\`${print(ast)}\` is null where null is not allowed. Leave the variable out, or give it a value.`,
    ast,
  );
}

function fromVariable(type: GraphQLInputType, path: Path, scope: Scope): unknown {
  if (isNonNullType(type)) return fromVariable(type.ofType, path, scope);
  const kind = scope.observe({ path, aspect: "kind" });
  if (kind === "absent") return undefined;
  if (kind === "null") return null;
  if (isListType(type)) {
    const item = isNonNullType(type.ofType) ? type.ofType.ofType : type.ofType;
    if (!isInputObjectType(item)) return new Slot(path, scope);
    // A single object where a list is declared was made a list when the variables were coerced.
    const length = Number(scope.observe({ path, aspect: "length" }));
    return Array.from({ length }, (_, at) => fromVariable(item, [...path, at], scope));
  }
  if (isInputObjectType(type)) {
    const keys = JSON.parse(scope.observe({ path, aspect: "keys" })) as string[];
    const fields = type.getFields();
    return Object.fromEntries(
      keys.map((key) => [key, fromVariable(fields[key]!.type, [...path, key], scope)]),
    );
  }
  return new Slot(path, scope);
}
