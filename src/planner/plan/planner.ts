// Turns an operation's selection into a plan. Reads types, mappings and arguments; prints no SQL.
import type {
  FieldNode,
  GraphQLNamedType,
  GraphQLObjectType,
  OperationDefinitionNode,
  SelectionSetNode,
} from "graphql";
import { getNamedType } from "graphql";
import { badInput, tooLarge } from "../errors";
import type { BelongsToMapping, ColumnMapping, HasManyMapping, TableMapping } from "../mapping/model";
import { keyColumn } from "../mapping/model";
import type { RootResolvers } from "../mapping/roots";
import type { Arguments, Select } from "../mapping/select";
import { argumentValue } from "../selection/argument-value";
import { argumentsOf } from "../selection/arguments";
import { fieldsOf, type Selections, setsBelow } from "../selection/fields";
import { project, projectionOf } from "../selection/projection";
import { constant, type Place, type PlanBuilder, rootTable, sameCell } from "./builder";
import { ConnectionPlanner } from "./connection";
import { CostCount } from "./cost";
import { chosenWay, listOf, pageOf } from "./paging";
import type { Cell, Entry, Level, List, Origin, Output, Plan, PlannerLimits, Snapshot } from "./plan";
import { ownersOf, pageReads, responseKey } from "./reads";
import { selectOutput } from "./select";
import { asOfSnapshot } from "./snapshot";

export class Planner implements PlanBuilder {
  readonly levels: Level[] = [];
  readonly costs = new CostCount();
  readonly unusedLists: Plan["unusedLists"][number][] = [];
  snapshot: Snapshot | null = null;
  private rootFieldCount = 0;
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
    const fields = this.rootFields(type, [operation.selectionSet], root);
    return Object.freeze({
      levels: this.levels,
      root,
      fields,
      unusedLists: this.unusedLists,
      introspection: this.introspection,
      cost: this.costs.settle(this.limits),
    });
  }

  private rootFields(type: GraphQLObjectType, sets: readonly SelectionSetNode[], root: Level): Entry[] {
    const asked = fieldsOf(type, sets, this.selections);
    this.rootFieldCount += asked.size;
    if (this.rootFieldCount > this.limits.rootFields)
      throw tooLarge(
        `The operation has ${this.rootFieldCount} root fields, those below asOf among them; at most ${this.limits.rootFields} are allowed. Ask in several operations.`,
      );
    return [...asked].map(([key, nodes]) => ({ key, value: this.rootField(key, type, nodes, root) }));
  }

  /** The whole graph again, as it was on another day. */
  private asOf(type: GraphQLObjectType, args: Arguments, nodes: readonly FieldNode[], root: Level): Output {
    if (this.snapshot)
      throw badInput(
        "`asOf` stands below another one. Ask for each day at the top of the operation.",
        nodes[0],
      );
    const fields = this.within(asOfSnapshot(args), () => this.rootFields(type, setsBelow(nodes), root));
    return { kind: "object", fields, nullCell: null };
  }

  private rootField(key: string, type: GraphQLObjectType, nodes: readonly FieldNode[], root: Level): Output {
    const node = nodes[0]!;
    const name = node.name.value;
    if (name === "__typename") return constant(type.name);
    if (this.snapshot && name.startsWith("__"))
      throw badInput(`\`${name}\` is the same on all days: ask for it beside \`asOf\`, not below it.`, node);
    if (name === "__schema" || name === "__type") {
      this.introspection.push({ key, nodes });
      return { kind: "introspection", key };
    }
    const field = type.getFields()[name]!;
    const args = argumentsOf(field.args, node, this.selections.scope);
    if (field.extensions.isAsOf) return this.asOf(type, args, nodes, root);
    const select = this.resolvers.select(name, args, key);
    const place: Place = { level: root, source: "", table: rootTable, cost: this.costs.root, depth: 1 };
    return this.select(select, getNamedType(field.type), nodes, place);
  }

  select(select: Select, type: GraphQLNamedType, nodes: readonly FieldNode[], place: Place): Output {
    return selectOutput(this, select, type, nodes, place);
  }

  /** Plans something about another day than what stands around it. */
  within<T>(snapshot: Snapshot, plan: () => T): T {
    const outer = this.snapshot;
    this.snapshot = snapshot;
    const planned = plan();
    this.snapshot = outer;
    return planned;
  }

  /** A list as a connection. */
  connection(
    list: List,
    args: Arguments,
    defaultSize: number,
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    place: Place,
  ): Output {
    return this.connections.output(list, pageOf(args, defaultSize, this.limits), type, nodes, place);
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
    if (column?.parameterized) {
      const args = argumentsOf(type.getFields()[name]!.args, node, this.selections.scope);
      const { parameterized } = column;
      const value = (argument: string, sqlType: string) => argumentValue(args[argument], sqlType);
      return this.columnOutput({ ...column, output: (c) => parameterized(c, value) }, place);
    }
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
    const list = listOf(target, chosenWay(relation, args), args, this.limits);
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
      snapshot: this.snapshot,
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
