// What a root resolver's answer means in the plan: which rows, and as what they are written.
import type { FieldNode, GraphQLNamedType, GraphQLObjectType } from "graphql";
import type { Arguments, Select } from "../mapping/select";
import type { Place, PlanBuilder } from "./builder";
import { derivedOutput } from "./derived";
import { conditionOf } from "./filter";
import { nodeOutput, nodesOutput } from "./node";
import { listOf } from "./paging";
import { payloadOutput } from "./payload";
import type { List, Origin, Output, Snapshot } from "./plan";
import { searchList, similarList } from "./search";
import { withinSnapshot } from "./snapshot";
import { statisticsOutput } from "./statistics";

interface Host extends PlanBuilder {
  select(select: Select, type: GraphQLNamedType, nodes: readonly FieldNode[], place: Place): Output;
  within<T>(snapshot: Snapshot, plan: () => T): T;
  connection(
    list: List,
    args: Arguments,
    defaultSize: number,
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    place: Place,
  ): Output;
}

export function selectOutput(
  planner: Host,
  select: Select,
  named: GraphQLNamedType,
  nodes: readonly FieldNode[],
  place: Place,
): Output {
  const { limits } = planner;
  const type = named as GraphQLObjectType;
  switch (select.kind) {
    case "many": {
      const list = listOf(select.table, null, select.args, limits);
      return planner.connection(list, select.args, limits.defaultPageSize, type, nodes, place);
    }
    case "one": {
      const condition = conditionOf(select.table, select.where, limits);
      const origin: Origin = { kind: "one", table: select.table, condition, rows: 2 };
      return planner.single(select.table, origin, type, nodes, place, select.ambiguous);
    }
    case "singleton":
      return singleton(planner, select, type, nodes, place);
    case "search":
    case "similar": {
      const list = select.kind === "search" ? searchList(select, limits) : similarList(select);
      return planner.connection(list, select.args, limits.defaultPageSize, type, nodes, place);
    }
    case "within": {
      const snapshot = withinSnapshot(select, planner.snapshot, planner.levels.length);
      return planner.within(snapshot, () => singleton(planner, select, type, nodes, place));
    }
    case "derived":
      return derivedOutput(planner, select, type, nodes, place);
    case "statistics":
      return statisticsOutput(planner, select.table, select.args, type, nodes, place);
    case "payload":
      return payloadOutput(planner, select.values, type, nodes, place);
    case "nothing":
      return { kind: "constant", json: "null" };
    case "node":
      return nodeOutput(planner, select.id, nodes, place);
    case "nodes":
      return nodesOutput(planner, select.ids, nodes, place);
  }
}

function singleton(
  planner: Host,
  { table }: Select & { kind: "singleton" | "within" },
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  place: Place,
): Output {
  const origin: Origin = { kind: "one", table, condition: null, rows: 1 };
  return planner.single(table, origin, type, nodes, place, null);
}
