// What the parts of the planner share while a plan is built: levels, cells, costs, and objects below objects.
import type { FieldNode, GraphQLObjectType } from "graphql";
import type { TableMapping } from "../mapping/model";
import type { Selections } from "../selection/fields";
import type { CostCount, CostNode } from "./cost";
import type { Cell, Level, Origin, Output, Plan, PlannerLimits, Snapshot } from "./plan";

/** Where in the plan an object's fields are read: its level, the join in it, and what each costs. */
export interface Place {
  readonly level: Level;
  /** "" for the level's own row, else the name of a join. */
  readonly source: string;
  readonly table: TableMapping;
  readonly cost: CostNode;
  readonly depth: number;
}

/** The planner as its parts see it. */
export interface PlanBuilder {
  readonly limits: PlannerLimits;
  readonly levels: readonly Level[];
  readonly selections: Selections;
  readonly costs: CostCount;
  readonly unusedLists: Plan["unusedLists"][number][];
  /** The day that what is planned now is about; null for today. */
  readonly snapshot: Snapshot | null;
  objectType(name: string): GraphQLObjectType;
  /** The one row of a level, as an object or null. */
  single(
    table: TableMapping,
    origin: Origin,
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    place: Place,
    ambiguous: string | null,
  ): Output;
  /** An object that is a row: its fields are columns, joined rows and lists. */
  object(
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    place: Place,
    nullCell?: number | null,
  ): Output;
  addLevel(name: string, table: TableMapping, parent: Level | null, origin: Origin): Level;
  /** The index of a cell among those a level reads; the same cell is read once. */
  cell(level: Level, cell: Cell): number;
  key(level: Level, source: string, name: string): number;
  checkDepth(depth: number, nodes: readonly FieldNode[]): void;
}

export function constant(value: string): { kind: "constant"; json: string } {
  return { kind: "constant", json: JSON.stringify(value) };
}

/** The operation itself as a row. */
export const rootTable: TableMapping = {
  name: "Query",
  table: "root",
  idPrefix: "",
  columns: new Map(),
  relations: new Map(),
  orders: new Map(),
  defaultOrder: [],
};

/** Whether two cells are read from the same place. */
export function sameCell(a: Cell, b: Cell): boolean {
  if (a.kind === "column" && b.kind === "column") return a.source === b.source && a.column === b.column;
  if (a.kind === "key" && b.kind === "key") return a.source === b.source && a.name === b.name;
  return a.kind === "orderKey" && b.kind === "orderKey" && a.at === b.at;
}
