// Objects that are no rows: JSON of a cell, or values the service knows. What was asked of them is picked out.
import { type FieldNode, type GraphQLObjectType, getNamedType, isObjectType } from "graphql";
import { fieldsOf, type Selections, setsBelow } from "./fields";

/** Response key, the object's own key, and what is asked of an object below. */
export interface Projection {
  readonly fields: readonly {
    readonly key: string;
    readonly name: string;
    readonly below: Projection | null;
  }[];
  readonly typename: string;
}

export function projectionOf(
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  selections: Selections,
): Projection {
  const fields = [...fieldsOf(type, setsBelow(nodes), selections)].map(([key, below]) => {
    const name = below[0]!.name.value;
    const target = name === "__typename" ? null : getNamedType(type.getFields()[name]!.type);
    return {
      key,
      name,
      below: target && isObjectType(target) ? projectionOf(target, below, selections) : null,
    };
  });
  return { fields, typename: type.name };
}

/** The value with just what was asked, in the order it was asked for; lists and nulls stay what they are. */
export function project(value: unknown, projection: Projection): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((item) => project(item, projection));
  const object = value as Record<string, unknown>;
  return Object.fromEntries(
    projection.fields.map(({ key, name, below }) => {
      if (name === "__typename") return [key, projection.typename];
      const inner = object[name] ?? null;
      return [key, below ? project(inner, below) : inner];
    }),
  );
}
