// The engine over the service's own schema, with its limits from the table.
import type { GraphQLSchema } from "graphql";
import { limits } from "./limits";
import { Engine } from "./planner/engine";
import type { PlannerLimits } from "./planner/plan/plan";
import { schemaText, serviceSchema } from "./schema";

export interface ServiceEngine {
  readonly schema: GraphQLSchema;
  readonly sdl: string;
  readonly engine: Engine;
}

/** What the planner enforces of the table of limits. */
export const plannerLimits: PlannerLimits = {
  depth: limits.depth.value,
  pageSize: limits.pageSize.value,
  defaultPageSize: limits.defaultPageSize.value,
  nodes: limits.nodes.value,
  cost: limits.cost.value,
  responseBytes: limits.responseBytes.value,
  searchText: limits.searchCharacters.value,
  filterDepth: limits.filterDepth.value,
  filterConditions: limits.filterConditions.value,
  listValues: limits.inItems.value,
  expandedFields: limits.expandedFields.value,
  orderKeys: limits.orderKeys.value,
  groupKeys: limits.groupKeys.value,
  groups: limits.groups.value,
};

/** The service's schema and an engine over it; benchmarks may change single limits. */
export function serviceEngine(changed: Partial<PlannerLimits> = {}): ServiceEngine {
  const { schema, resolvers } = serviceSchema();
  return {
    schema,
    sdl: schemaText(),
    engine: new Engine(schema, resolvers, { ...plannerLimits, ...changed }),
  };
}
