// Turns an operation's selection into a plan. Reads types, mappings and arguments; prints no SQL.
import type { FieldNode, GraphQLNamedType, GraphQLObjectType, OperationDefinitionNode } from "graphql";
import { getNamedType } from "graphql";
import { tooLarge } from "../errors";
import type { BelongsToMapping, ColumnMapping, HasManyMapping, TableMapping } from "../mapping/model";
import { keyColumn } from "../mapping/model";
import type { RootResolvers } from "../mapping/roots";
import type { Select } from "../mapping/select";
import { argumentsOf } from "../selection/arguments";
import { fieldsOf, type Selections, setsBelow } from "../selection/fields";
import { project, projectionOf } from "../selection/projection";
import { look } from "../selection/variable-probes";
import { constant, type Place, type PlanBuilder } from "./builder";
import { ConnectionPlanner } from "./connection";
import { CostCount } from "./cost";
import { conditionOf } from "./filter";
import { nodeOutput, nodesOutput } from "./node";
import { listOf, pageOf } from "./paging";
import { payloadOutput } from "./payload";
import type { Cell, Entry, Level, Origin, Output, Plan, PlannerLimits } from "./plan";
import { ownersOf, pageReads, responseKey } from "./reads";
import { searchList, similarList } from "./search";
import { statisticsOutput } from "./statistics";

export class Planner implements PlanBuilder {
  readonly levels: Level[] = [];
  readonly costs = new CostCount();
  readonly unusedLists: Plan["unusedLists"][number][] = [];
  private readonly introspection: Plan["introspection"][number][] = [];
  private readonly connections = new ConnectionPlanner(this);

  constructor(
    readonly selections: Selections,
    private readonly resolvers: Pick<RootResolvers, "select">,
    readonly limits: PlannerLimits,
  ) {}

  plan(operation: OperationDefinitionNode, type: GraphQLObjectType): Plan {
    const root = this.addLevel("root", rootTable, null, {
      kind: "one",
      table: rootTable,
      condition: null,
      rows: 1,
    });
    const fields: Entry[] = [];
    const asked = fieldsOf(type, [operation.selectionSet], this.selections);
    for (const [key, nodes] of asked) fields.push({ key, value: this.rootField(key, type, nodes, root) });
    return Object.freeze({
      levels: this.levels,
      root,
      fields,
      unusedLists: this.unusedLists,
      introspection: this.introspection,
      cost: this.costs.settle(this.limits),
    });
  }

  private rootField(key: string, type: GraphQLObjectType, nodes: readonly FieldNode[], root: Level): Output {
    const node = nodes[0]!;
    const name = node.name.value;
    if (name === "__typename") return constant(type.name);
    if (name === "__schema" || name === "__type") {
      this.introspection.push({ key, nodes });
      return { kind: "introspection", key };
    }
    const field = type.getFields()[name]!;
    const args = argumentsOf(field.args, node, this.selections.scope);
    const select = this.resolvers.select(name, args, key);
    const place: Place = { level: root, source: "", table: rootTable, cost: this.costs.root, depth: 1 };
    return this.select(select, getNamedType(field.type), nodes, place);
  }

  select(select: Select, type: GraphQLNamedType, nodes: readonly FieldNode[], place: Place): Output {
    switch (select.kind) {
      case "many": {
        const list = listOf(select.table, null, select.args, this.limits);
        const page = pageOf(select.args, this.limits.defaultPageSize, this.limits);
        return this.connections.output(list, page, type as GraphQLObjectType, nodes, place);
      }
      case "one": {
        const condition = conditionOf(select.table, select.where, this.limits);
        const origin: Origin = { kind: "one", table: select.table, condition, rows: 2 };
        return this.single(select.table, origin, type as GraphQLObjectType, nodes, place, select.ambiguous);
      }
      case "singleton": {
        const origin: Origin = { kind: "one", table: select.table, condition: null, rows: 1 };
        return this.single(select.table, origin, type as GraphQLObjectType, nodes, place, null);
      }
      case "search":
      case "similar": {
        const list = select.kind === "search" ? searchList(select, this.limits) : similarList(select);
        const page = pageOf(select.args, this.limits.defaultPageSize, this.limits);
        return this.connections.output(list, page, type as GraphQLObjectType, nodes, place);
      }
      case "statistics":
        return statisticsOutput(this, select.table, select.args, type as GraphQLObjectType, nodes, place);
      case "payload":
        return payloadOutput(this, select.values, type as GraphQLObjectType, nodes, place);
      case "nothing":
        return { kind: "constant", json: "null" };
      case "node":
        return nodeOutput(this, select.id, nodes, place);
      case "nodes":
        return nodesOutput(this, select.ids, nodes, place);
    }
  }

  /** The one row of a level, as an object or null. */
  single(
    table: TableMapping,
    origin: Origin,
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    place: Place,
    ambiguous: string | null,
  ): Output {
    const level = this.addLevel(table.table, table, place.level, origin);
    const cost = this.costs.add(nodes[0]!.name.value, place.cost, 1, false);
    const object = this.object(type, nodes, { level, source: "", table, cost, depth: place.depth + 1 });
    return { kind: "one", level, object, ambiguous };
  }

  objectType(name: string): GraphQLObjectType {
    return this.selections.schema.getType(name) as GraphQLObjectType;
  }

  /** An object that is a row: its fields are columns, joined rows and lists. */
  object(
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    place: Place,
    nullCell: number | null = null,
  ): Output {
    this.checkDepth(place.depth, nodes);
    place.cost.rows += 1;
    const fields: Entry[] = [];
    const asked = fieldsOf(type, setsBelow(nodes), this.selections);
    for (const [key, below] of asked) fields.push({ key, value: this.field(type, below, place) });
    return { kind: "object", fields, nullCell };
  }

  private field(type: GraphQLObjectType, nodes: readonly FieldNode[], place: Place): Output {
    const node = nodes[0]!;
    const name = node.name.value;
    if (name === "__typename") return constant(type.name);
    const { table } = place;
    if (name === keyColumn) {
      return { kind: "id", cell: this.key(place.level, place.source, keyColumn), prefix: table.idPrefix };
    }
    const column = table.columns.get(name);
    if (column?.embedded) return this.embedded(column, type, nodes, place);
    if (column) return this.columnOutput(column, place);
    const relation = table.relations.get(name);
    if (!relation) throw new Error(`${table.name}.${name} is mapped to nothing`);
    const field = type.getFields()[name]!;
    const target = getNamedType(field.type) as GraphQLObjectType;
    if (relation.kind === "belongsTo") return this.belongsTo(relation, target, nodes, place);
    const args = argumentsOf(field.args, node, this.selections.scope);
    return this.hasMany(relation, args, target, nodes, place);
  }

  private columnOutput(column: ColumnMapping, place: Place): Output {
    const cell = this.cell(place.level, { kind: "column", source: place.source, column });
    const { encoding, sqlType } = column.type;
    // Days, amounts and names of constants hold nothing that JSON escapes.
    return { kind: "cell", cell, type: encoding === "raw" ? "raw" : sqlType === "text" ? "quoted" : "plain" };
  }

  private embedded(
    column: ColumnMapping,
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    place: Place,
  ): Output {
    const target = getNamedType(type.getFields()[column.field]!.type) as GraphQLObjectType;
    const projection = projectionOf(target, nodes, this.selections);
    const { value } = column.embedded!;
    if (value) return { kind: "constant", json: JSON.stringify(project(value(), projection)) };
    return {
      kind: "json",
      cell: this.cell(place.level, { kind: "column", source: place.source, column }),
      projection,
    };
  }

  private belongsTo(
    relation: BelongsToMapping,
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    place: Place,
  ): Output {
    const { level, source } = place;
    const foreignKey = this.key(level, source, relation.column);
    const name = `${relation.target().table}_j${level.joins.length + 1}`;
    level.joins.push({ name, source, relation });
    const below: Place = {
      level,
      source: name,
      table: relation.target(),
      cost: place.cost,
      depth: place.depth + 1,
    };
    return this.object(type, nodes, below, foreignKey);
  }

  private hasMany(
    relation: HasManyMapping,
    args: Record<string, unknown>,
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    place: Place,
  ): Output {
    const target = relation.target();
    const { variant, narrowing } = relation;
    const narrow: HasManyMapping =
      narrowing && look(args[narrowing.argument]) === false
        ? { ...relation, where: narrowing.where, isNarrowed: true }
        : relation;
    const way: HasManyMapping =
      variant && look(args[variant.argument]) === true
        ? { ...narrow, through: variant.through, total: undefined }
        : narrow;
    const list = listOf(target, way, args, this.limits);
    this.key(place.level, place.source, keyColumn);
    const page = pageOf(args, relation.listSize ?? this.limits.defaultPageSize, this.limits);
    if (relation.listSize === undefined) return this.connections.output(list, page, type, nodes, place);
    const origin: Origin = { kind: "list", list, page, extraRow: false, source: place.source };
    const level = this.addLevel(target.table, target, place.level, origin);
    this.costs.read(responseKey(nodes), place.cost, (parents) =>
      pageReads(list, ownersOf(place, parents), false),
    );
    const cost = this.costs.add(`${nodes[0]!.name.value}(first:)`, place.cost, page.size, true);
    const object = this.object(type, nodes, {
      level,
      source: "",
      table: target,
      cost,
      depth: place.depth + 1,
    });
    return { kind: "list", level, object };
  }

  addLevel(name: string, table: TableMapping, parent: Level | null, origin: Origin): Level {
    const index = this.levels.length;
    const level: Level = {
      index,
      name: index === 0 ? "root" : `${name}_${index}`,
      table,
      parent,
      origin,
      cells: [],
      joins: [],
    };
    this.levels.push(level);
    return level;
  }

  /** The place of a cell among those a level reads; the same cell is read once. */
  cell(level: Level, cell: Cell): number {
    const same = level.cells.findIndex((other) => sameCell(other, cell));
    return same >= 0 ? same : level.cells.push(cell) - 1;
  }

  key(level: Level, source: string, name: string): number {
    return this.cell(level, { kind: "key", source, name });
  }

  checkDepth(depth: number, nodes: readonly FieldNode[]): void {
    if (depth > this.limits.depth) {
      throw tooLarge(
        `The operation is nested deeper than ${this.limits.depth} fields. Ask for the deeper part in an operation of its own, by id.`,
        {},
        [nodes[0]!],
      );
    }
  }
}

const rootTable: TableMapping = {
  name: "Query",
  table: "root",
  idPrefix: "",
  columns: new Map(),
  relations: new Map(),
  orders: new Map(),
  defaultOrder: [],
};

function sameCell(a: Cell, b: Cell): boolean {
  if (a.kind === "column" && b.kind === "column") return a.source === b.source && a.column === b.column;
  if (a.kind === "key" && b.kind === "key") return a.source === b.source && a.name === b.name;
  return a.kind === "orderKey" && b.kind === "orderKey" && a.at === b.at;
}
