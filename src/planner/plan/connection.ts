// Plans a connection: its page of rows, and the counts and edges that were asked beside it.
import type { FieldNode, GraphQLObjectType } from "graphql";
import { getNamedType } from "graphql";
import { keyColumn } from "../mapping/model";
import { argumentsOf } from "../selection/arguments";
import { fieldsOf, setsBelow } from "../selection/fields";
import { constant, type Place, type PlanBuilder } from "./builder";
import type {
  Cell,
  ConnectionEntry,
  EdgeEntry,
  Level,
  List,
  Origin,
  Output,
  Page,
  PageInfoEntry,
} from "./plan";
import { countReads, type Owners, ownersOf, pageReads, responseKey } from "./reads";
import { facets } from "./statistics";

export class ConnectionPlanner {
  constructor(private readonly planner: PlanBuilder) {}

  output(list: List, page: Page, type: GraphQLObjectType, nodes: readonly FieldNode[], place: Place): Output {
    return new OneConnection(this.planner, list, page, place, nodes).output(type);
  }
}

/** The state of planning one connection: the level is added when the first field needs rows. */
class OneConnection {
  private level: Level | null = null;
  private extraRow = false;
  /** Whether all rows are counted too: what finds them for that finds them for the page. */
  private isCounted = false;
  private readonly keyCells: number[] = [];
  private cost;

  constructor(
    private readonly planner: PlanBuilder,
    private readonly list: List,
    private readonly page: Page,
    private readonly place: Place,
    private readonly nodes: readonly FieldNode[],
  ) {
    const label = `${nodes[0]!.name.value}(${page.fromEnd ? "last" : "first"}:)`;
    place.cost.wrappers += 1;
    this.cost = planner.costs.add(label, place.cost, page.size, true);
  }

  output(type: GraphQLObjectType): Output {
    this.planner.checkDepth(this.place.depth + 1, this.nodes);
    const asked = fieldsOf(type, setsBelow(this.nodes), this.planner.selections);
    // Whether one row more is fetched belongs to the level, which any field may be the first to need.
    this.extraRow = this.asksForMore(type, asked);
    const fields = [...asked].map(([key, below]) => this.field(key, type, below));
    if (this.level === null) this.planner.unusedLists.push({ list: this.list, page: this.page });
    return {
      kind: "connection",
      connection: {
        level: this.level,
        page: this.page,
        extraRow: this.extraRow,
        fields,
        identity: this.list.identity,
        keyCells: this.keyCells,
      },
    };
  }

  /** Notes what is read for a part of the connection. */
  private reads(part: string, rows: (list: List, owners: Owners | null) => number): void {
    const { place, list } = this;
    this.planner.costs.read(`${responseKey(this.nodes)} { ${part} }`, place.cost, (parents) =>
      rows(list, ownersOf(place, parents)),
    );
  }

  private field(key: string, type: GraphQLObjectType, nodes: readonly FieldNode[]): ConnectionEntry {
    const name = nodes[0]!.name.value;
    if (name === "__typename") return { key, ...constant(type.name) };
    if (name === "totalCount") {
      const { snapshot } = this.planner;
      const cell: Cell = { kind: "count", source: this.place.source, list: this.list, snapshot };
      if (!this.isCounted) this.reads(name, (list, owners) => countReads(list, owners, snapshot !== null));
      this.isCounted = true;
      return { key, kind: "totalCount", cell: this.planner.cell(this.place.level, cell) };
    }
    const field = type.getFields()[name]!;
    const target = getNamedType(field.type) as GraphQLObjectType;
    if (name === "facets") {
      const args = argumentsOf(field.args, nodes[0]!, this.planner.selections.scope);
      return {
        key,
        kind: "facets",
        output: facets(this.planner, this.list, args, target, nodes, this.place),
      };
    }
    if (name === "nodes") return { key, kind: "nodes", object: this.row(target, nodes, 2) };
    if (name === "edges") return { key, kind: "edges", fields: this.edges(target, nodes) };
    return { key, kind: "pageInfo", fields: this.pageInfo(target, nodes) };
  }

  private row(type: GraphQLObjectType, nodes: readonly FieldNode[], deeper: number): Output {
    const level = this.rows();
    const { table } = this.list;
    return this.planner.object(type, nodes, {
      level,
      source: "",
      table,
      cost: this.cost,
      depth: this.place.depth + deeper,
    });
  }

  private edges(type: GraphQLObjectType, nodes: readonly FieldNode[]): EdgeEntry[] {
    this.rows();
    this.cost.wrappers += 1;
    return [...fieldsOf(type, setsBelow(nodes), this.planner.selections)].map(([key, below]): EdgeEntry => {
      const name = below[0]!.name.value;
      if (name === "__typename") return { key, ...constant(type.name) };
      if (name === "cursor") {
        this.readKeys();
        return { key, kind: "cursor" };
      }
      const target = getNamedType(type.getFields()[name]!.type) as GraphQLObjectType;
      return { key, kind: "node", object: this.row(target, below, 3) };
    });
  }

  private pageInfo(type: GraphQLObjectType, nodes: readonly FieldNode[]): PageInfoEntry[] {
    this.place.cost.wrappers += 1;
    return [...fieldsOf(type, setsBelow(nodes), this.planner.selections)].map(
      ([key, below]): PageInfoEntry => {
        const name = below[0]!.name.value;
        if (name === "__typename") return { key, ...constant(type.name) };
        if (name === "startCursor" || name === "endCursor") {
          this.rows();
          this.readKeys();
          return { key, kind: name };
        }
        return this.hasMore(key, name === "hasNextPage");
      },
    );
  }

  /** In the page's own direction the row beyond it decides; a cursor on that side leaves rows behind it too. */
  private hasMore(key: string, next: boolean): PageInfoEntry {
    const extra = next !== this.page.fromEnd;
    if (extra) this.rows();
    const cursor = next ? this.page.before : this.page.after;
    if (cursor === null) return { key, kind: "hasMore", extra, beyond: null };
    const side = next ? "after" : "before";
    this.reads(next ? "hasNextPage" : "hasPreviousPage", (list, owners) => pageReads(list, owners, false));
    const { snapshot } = this.planner;
    const cell: Cell = {
      kind: "beyond",
      source: this.place.source,
      list: this.list,
      cursor,
      side,
      snapshot,
    };
    return { key, kind: "hasMore", extra, beyond: this.planner.cell(this.place.level, cell) };
  }

  private asksForMore(type: GraphQLObjectType, asked: Map<string, FieldNode[]>): boolean {
    const wanted = this.page.fromEnd ? "hasPreviousPage" : "hasNextPage";
    for (const nodes of asked.values()) {
      if (nodes[0]!.name.value !== "pageInfo") continue;
      const target = getNamedType(type.getFields().pageInfo!.type) as GraphQLObjectType;
      for (const below of fieldsOf(target, setsBelow(nodes), this.planner.selections).values()) {
        if (below[0]!.name.value === wanted) return true;
      }
    }
    return false;
  }

  private rows(): Level {
    if (this.level) return this.level;
    const { list, page, extraRow, place } = this;
    const origin: Origin = { kind: "list", list, page, extraRow, source: place.source };
    this.reads("nodes", (whole, owners) => pageReads(whole, owners, this.isCounted));
    this.level = this.planner.addLevel(list.table.table, list.table, place.level, origin);
    return this.level;
  }

  private readKeys(): void {
    if (this.keyCells.length > 0) return;
    const level = this.rows();
    this.list.order.forEach((_, at) =>
      this.keyCells.push(this.planner.cell(level, { kind: "orderKey", at })),
    );
    this.planner.key(level, "", keyColumn);
  }
}
