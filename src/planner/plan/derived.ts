// Plans rows that are made of a noun's rows in groups: which rows, and by what they are grouped.
import { type FieldNode, type GraphQLObjectType, getNamedType } from "graphql";
import { badInput, tooLarge } from "../errors";
import { statisticsOfTable } from "../mapping/registry";
import type { Select } from "../mapping/select";
import { fieldsOf, setsBelow } from "../selection/fields";
import { look } from "../selection/variable-probes";
import { constant, type Place, type PlanBuilder } from "./builder";
import { listOf, sizeOf } from "./paging";
import type { Entry, Output } from "./plan";

/** An object whose field `rows` is the list. */
export function derivedOutput(
  planner: PlanBuilder,
  select: Select & { kind: "derived" },
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  place: Place,
): Output {
  const { limits } = planner;
  const mapping = statisticsOfTable(select.of);
  const list = listOf(select.of, null, { filter: select.args.filter }, limits);
  const limit = sizeOf("first", select.args.first, limits.groups) ?? limits.groups;
  const names = [...new Set((look(select.args.groupBy) as readonly string[] | null | undefined) ?? [])];
  if (names.length > limits.groupKeys)
    throw tooLarge(`groupBy has ${names.length} keys; at most ${limits.groupKeys} are allowed.`);
  const dimensions = names.map((name) => {
    const dimension = mapping.dimensions.get(name);
    if (!dimension) throw badInput(`\`groupBy: ${name}\` is no key of these groups.`);
    return dimension;
  });
  place.cost.wrappers += 1;
  const fields: Entry[] = [];
  for (const [key, below] of fieldsOf(type, setsBelow(nodes), planner.selections)) {
    const name = below[0]!.name.value;
    if (name === "__typename") {
      fields.push({ key, value: constant(type.name) });
      continue;
    }
    const target = getNamedType(type.getFields()[name]!.type) as GraphQLObjectType;
    const level = planner.addLevel(select.row.table, select.row, place.level, {
      kind: "derived",
      list,
      source: place.source,
      mapping,
      dimensions,
      rows: select.rows,
      limit,
    });
    const cost = planner.costs.add("rows(first:)", place.cost, limit, true);
    const object = planner.object(target, below, {
      level,
      source: "",
      table: select.row,
      cost,
      depth: place.depth + 2,
    });
    fields.push({ key, value: { kind: "list", level, object, whole: true } });
  }
  return { kind: "object", fields, nullCell: null };
}
