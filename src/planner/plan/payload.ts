// Plans what a change returns: an object whose fields are rows to be read or values that the resolver knows.
import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
} from "graphql";
import { isSelect, type Select } from "../mapping/select";
import { fieldsOf, type Selections, setsBelow } from "../selection/fields";
import { project, projectionOf } from "../selection/projection";
import type { Entry, Output } from "./plan";

interface Host<Place> {
  readonly selections: Selections;
  select(select: Select, type: GraphQLNamedType, nodes: readonly FieldNode[], place: Place): Output;
}

export function payloadOutput<Place>(
  host: Host<Place>,
  values: Readonly<Record<string, unknown>>,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  place: Place,
): Output {
  const fields: Entry[] = [];
  for (const [key, below] of fieldsOf(type, setsBelow(nodes), host.selections)) {
    const name = below[0]!.name.value;
    const target = name === "__typename" ? null : getNamedType(type.getFields()[name]!.type);
    const value = target === null ? type.name : values[name];
    if (target && isSelect(value)) {
      fields.push({ key, value: host.select(value, target, below, place) });
      continue;
    }
    const known =
      target && isObjectType(target) ? project(value, projectionOf(target, below, host.selections)) : value;
    fields.push({ key, value: { kind: "constant", json: JSON.stringify(known ?? null) } });
  }
  return { kind: "object", fields, nullCell: null };
}
