// Random selections over the schema: fields, aliases, fragments, directives, the same field asked twice.
import {
  GraphQLBoolean,
  type GraphQLField,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
} from "graphql";
import { nodes, nouns } from "../reference/nouns";
import { rootLists } from "../reference/roots";
import { rootStatistics } from "../reference/statistics";
import type { Choices } from "./choices";
import type { Inputs } from "./inputs";
import type { ListMaker } from "./list-arguments";
import { wholeFacets, wholeStatistics } from "./statistics-arguments";

/** What stands in one selection set already: by response key, the field as called and what is below it. */
interface Scope {
  readonly used: Map<string, { readonly call: string; readonly below: Scope | null; readonly field: Field }>;
  /** Every field gets an alias of its own, so that the set may be merged with any other. */
  readonly aliased: boolean;
}

type Field = GraphQLField<unknown, unknown>;

interface Place {
  readonly depth: number;
  /** How many rows there may be of what the selection stands in. */
  readonly rows: number;
}

interface Fragment {
  readonly name: string;
  readonly on: string;
  readonly depth: number;
  readonly rows: number;
}

const deepest = 9;
/** Lists with the most to filter by come oftener. */
const filteredMost = [...Object.keys(rootLists), "reports", "reports", "recommendations", "recommendations"];
/** Fields with something below them that are no relations of nouns. */
const composite = [
  "nodes",
  "edges",
  "node",
  "pageInfo",
  "facets",
  "rows",
  "total",
  "agency",
  "office",
  "topic",
];

export class Selections {
  readonly fragments: string[] = [];
  private readonly reusable: Fragment[] = [];
  private aliases = 0;
  private budget: number;

  constructor(
    private readonly choices: Choices,
    private readonly schema: GraphQLSchema,
    private readonly inputs: Inputs,
    private readonly lists: ListMaker,
  ) {
    this.budget = choices.between(4, 40);
  }

  /** The operation's own selection set. */
  root(supported: readonly string[]): string {
    const { choices } = this;
    const scope: Scope = { used: new Map(), aliased: false };
    const type = this.schema.getQueryType()!;
    if (choices.chance(30)) return `{ ${this.filtered(type)} }`;
    if (choices.chance(8)) return `{ ${wholeStatistics(type, choices, this.inputs)} }`;
    if (choices.chance(6)) return `{ ${wholeFacets(type, choices, this.inputs)} }`;
    const parts = Array.from({ length: choices.between(1, 3) }, () => {
      if (choices.chance(5)) return "__typename";
      if (choices.chance(4)) return `${this.alias()}: __type(name: "Report") { name kind }`;
      return this.field(type, type.getFields()[choices.pick(supported)]!, scope, { depth: 0, rows: 1 });
    });
    return `{ ${parts.join(" ")} }`;
  }

  /** A whole list by a filter and nothing else: what filters do is seen best where nothing hides it. */
  private filtered(type: GraphQLObjectType): string {
    const field = type.getFields()[this.choices.pick(filteredMost)]!;
    const filter = field.args.find(({ name }) => name === "filter")!;
    return `${field.name}(first: 100, filter: ${this.inputs.text(filter.type, null, "filter")}) { totalCount nodes { id } }`;
  }

  private set(type: GraphQLObjectType, scope: Scope, place: Place): string {
    const { choices } = this;
    const parts: string[] = [];
    for (let more = choices.between(1, place.depth < 4 ? 4 : 3); more > 0 && this.budget > 0; more -= 1) {
      this.budget -= 1;
      parts.push(this.part(type, scope, place));
    }
    return `{ ${parts.length > 0 ? parts.join(" ") : "__typename"} }`;
  }

  private part(type: GraphQLObjectType, scope: Scope, place: Place): string {
    const { choices } = this;
    if (choices.chance(10)) return this.inline(type, scope, place);
    if (choices.chance(7)) return this.named(type, place);
    if (choices.chance(5)) return `${scope.aliased ? `${this.alias()}: ` : ""}__typename${this.directive()}`;
    const fields = type.getFields();
    const used = [...scope.used.values()].filter(
      ({ below, field }) => below !== null && fields[field.name] === field,
    );
    if (used.length > 0 && choices.chance(10)) return this.again(choices.pick(used), place);
    return this.field(type, this.pickField(type, place), scope, place);
  }

  private pickField(type: GraphQLObjectType, place: Place): Field {
    const fields = Object.values(type.getFields()).filter((field) => this.isKnown(type, field));
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
    const others = fields.filter((field) => !leaves.includes(field));
    const canNest = others.length > 0 && place.depth < deepest && this.budget > 0;
    const nest = canNest && (leaves.length === 0 || this.choices.chance(nouns.has(type.name) ? 45 : 70));
    return this.choices.pick(nest ? others : leaves.length > 0 ? leaves : others);
  }

  /** Statistics and the like are not this generator's. */
  private isKnown(type: GraphQLObjectType, { name, type: of }: Field): boolean {
    const noun = nouns.get(type.name);
    if (!noun) return isLeafType(getNamedType(of)) || composite.includes(name);
    return isLeafType(getNamedType(of)) || Object.hasOwn(noun.one, name) || Object.hasOwn(noun.many, name);
  }

  private field(parent: GraphQLObjectType, field: Field, scope: Scope, place: Place): string {
    const { choices } = this;
    const isLeaf = isLeafType(getNamedType(field.type));
    const isTaken = scope.used.has(field.name);
    const isMergeable = isLeaf && field.args.length === 0;
    const needsAlias = scope.aliased ? field.name !== "id" : isTaken && !isMergeable;
    const key = needsAlias || choices.chance(15) ? this.alias() : field.name;
    const { text, size } = this.lists.call(parent, field, place.rows);
    const call = `${key === field.name ? "" : `${key}: `}${field.name}${text}`;
    if (isLeaf) {
      scope.used.set(key, { call, below: null, field });
      return `${call}${this.directive()}`;
    }
    const below: Scope = { used: new Map(), aliased: false };
    scope.used.set(key, { call, below, field });
    const rows = place.rows * (isList(field.type) && nouns.has(parent.name) ? size : 1);
    // The rows of a connection are counted where the connection stands.
    const isConnection = /Connection$/.test(getNamedType(field.type).name);
    return `${call}${this.directive()} ${this.below(field, below, { depth: place.depth + 1, rows: isConnection ? rows * size : rows })}`;
  }

  /** The same field once more with other things below it: the answer holds both. */
  private again(
    { call, below, field }: { call: string; below: Scope | null; field: Field },
    place: Place,
  ): string {
    return `${call}${this.directive()} ${this.below(field, below!, { ...place, depth: place.depth + 1 })}`;
  }

  private below(field: Field, scope: Scope, place: Place): string {
    const type = getNamedType(field.type);
    if (isInterfaceType(type)) return this.node(place);
    return this.set(type as GraphQLObjectType, scope, place);
  }

  private node(place: Place): string {
    const { choices } = this;
    const scope: Scope = { used: new Map(), aliased: true };
    const parts = choices.chance(50) ? ["id"] : [];
    if (choices.chance(50)) parts.push("__typename");
    for (let more = choices.between(1, 4); more > 0; more -= 1) {
      const { name: noun } = choices.pick(nodes);
      const type = this.schema.getType(noun) as GraphQLObjectType;
      parts.push(
        choices.chance(30)
          ? this.named(type, place)
          : `... on ${noun}${this.directive()} ${this.set(type, scope, place)}`,
      );
    }
    return `{ ${parts.join(" ")} }`;
  }

  private inline(type: GraphQLObjectType, scope: Scope, place: Place): string {
    const { choices } = this;
    if (nodes.some(({ name }) => name === type.name) && choices.chance(20))
      return `... on Node${this.directive()} { id }`;
    const condition = choices.chance(50) ? ` on ${type.name}` : "";
    return `...${condition}${this.directive()} ${this.set(type, scope, place)}`;
  }

  private named(type: GraphQLObjectType, place: Place): string {
    const { choices } = this;
    const fits = this.reusable.filter(
      ({ on, depth, rows }) => on === type.name && depth >= place.depth && rows >= place.rows,
    );
    if (fits.length > 0 && choices.chance(60)) return `...${choices.pick(fits).name}${this.directive()}`;
    const name = `F${this.fragments.length + 1}`;
    this.fragments.push("");
    const at = this.fragments.length - 1;
    const text = this.set(type, { used: new Map(), aliased: true }, place);
    this.fragments[at] = `fragment ${name} on ${type.name} ${text}`;
    this.reusable.push({ name, on: type.name, ...place });
    return `...${name}${this.directive()}`;
  }

  private directive(): string {
    const { choices } = this;
    if (!choices.chance(8)) return "";
    const condition = choices.chance(50)
      ? this.inputs.variable(new GraphQLNonNull(GraphQLBoolean), () => {
          const value = choices.chance(50);
          return { text: String(value), value };
        })
      : String(choices.chance(50));
    return ` @${choices.pick(["include", "skip"])}(if: ${condition})`;
  }

  private alias(): string {
    this.aliases += 1;
    return `a${this.aliases}`;
  }
}

function isList(type: GraphQLOutputType): boolean {
  return isNonNullType(type) ? isList(type.ofType) : isListType(type);
}

/** Root fields that the reference executor can answer. */
export function supportedRoots(schema: GraphQLSchema): string[] {
  const singles = [
    "agency",
    "office",
    "report",
    "finding",
    "recommendation",
    "topic",
    "source",
    "node",
    "nodes",
  ];
  const fields = Object.keys(schema.getQueryType()!.getFields());
  return fields.filter(
    (name) => Object.hasOwn(rootLists, name) || Object.hasOwn(rootStatistics, name) || singles.includes(name),
  );
}
