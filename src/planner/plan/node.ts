// Plans look-ups by opaque ids: an id says which noun it belongs to.
import type { FieldNode } from "graphql";
import { badInput, tooLarge } from "../errors";
import type { TableMapping } from "../mapping/model";
import { tableWithPrefix } from "../mapping/registry";
import { look, Slot } from "../selection/variable-probes";
import type { Place, PlanBuilder } from "./builder";
import type { Output } from "./plan";

/** Whatever one id stands for. Throws BAD_USER_INPUT for an id of no noun. */
export function nodeOutput(
  planner: PlanBuilder,
  id: unknown,
  nodes: readonly FieldNode[],
  place: Place,
): Output {
  const table = tableMeant(prefixOf(id));
  const type = planner.objectType(table.name);
  return planner.single(table, { kind: "ids", table, ids: [id] }, type, nodes, place, null);
}

/** Whatever many ids stand for, in their order. */
export function nodesOutput(
  planner: PlanBuilder,
  ids: unknown,
  nodes: readonly FieldNode[],
  place: Place,
): Output {
  const given = ids instanceof Slot ? (ids.look() as unknown[]) : (ids as unknown[]);
  const { pageSize } = planner.limits;
  if (given.length > pageSize)
    throw tooLarge(`\`ids\` has ${given.length} values; at most ${pageSize} are allowed.`);
  const prefixes = [...new Set(given.map(prefixOf))];
  const cost = planner.costs.add("nodes(ids:)", place.cost, given.length, false);
  const of = prefixes.map((prefix) => {
    const table = tableMeant(prefix);
    const level = planner.addLevel(table.table, table, place.level, { kind: "ids", table, ids: given });
    const below: Place = { level, source: "", table, cost, depth: place.depth + 1 };
    return { level, object: planner.object(planner.objectType(table.name), nodes, below) };
  });
  return { kind: "byIds", ids: given, of };
}

function prefixOf(id: unknown): string {
  if (id instanceof Slot) return id.lookAtPrefix();
  return /^([a-z_]+)_[0-9]+$/.exec(String(look(id)))?.[1] ?? "?";
}

function tableMeant(prefix: string): TableMapping {
  const table = tableWithPrefix(prefix);
  if (table) return table;
  const unknown = prefix === "?" ? "" : `: nothing has ids that begin with ${prefix}`;
  throw badInput(`Not an id of this service${unknown}. Ids look like report_42.`);
}
