// Random legal operations, each made from a tape of numbers: a changed tape is a changed operation, so that the slow ones
// can be bred. Filters, orders, groups, searches, roll-ups and lists within lists; values are those that rows have.
import {
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
} from "graphql";

/** What rows have, by the end of a field's name: slugs and the like, the most frequent ones first. */
export type Values = Readonly<Record<string, readonly string[]>>;

export type Tape = readonly number[];

type Field = GraphQLField<unknown, unknown>;

/** Longer ones only repeat themselves. */
const filterDepth = 4;

export function operationOf(schema: GraphQLSchema, values: Values, tape: Tape): string {
  return new Composer(schema, values, tape).operation();
}

class Composer {
  private at = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly values: Values,
    private readonly tape: Tape,
  ) {}

  operation(): string {
    const fields = Object.values(this.schema.getQueryType()!.getFields());
    const kind = this.below(10.5);
    if (kind < 4) return `{ ${this.list(this.pick(fields.filter(isList)), 2)} }`;
    if (kind < 7) return `{ ${this.statistics(this.pick(fields.filter(isStatistics)))} }`;
    if (kind < 8) return `{ ${this.search(fields.find(({ name }) => name === "search")!)} }`;
    if (kind === 10) return `{ suggestions(text: ${this.text("words")}) { totalCount nodes { score } } }`;
    const single = this.pick(
      fields.filter(({ args, name }) => name !== "node" && args.some((one) => one.name === "slug")),
    );
    const type = getNamedType(single.type) as GraphQLObjectType;
    const below = Object.values(type.getFields()).filter(isList);
    const parts = Array.from(
      { length: 1 + this.below(3) },
      (_, at) => `p${at}: ${this.list(this.pick(below), 2)}`,
    );
    return `{ ${single.name}(slug: ${this.text(`${single.name}.slug`)}) { ${parts.join(" ")} } }`;
  }

  private list(field: Field, depth: number): string {
    const args = this.arguments(field, {
      filter: 75,
      orderBy: 45,
      includeComponents: 30,
      includeUnknown: 20,
    });
    const size = this.pick([1, 5, 20, 100]);
    args.push(`${this.chance(20) ? "last" : "first"}: ${size}`);
    const node = getNamedType(
      (getNamedType(field.type) as GraphQLObjectType).getFields().nodes!.type,
    ) as GraphQLObjectType;
    const parts: string[] = [];
    if (this.chance(60)) parts.push("totalCount");
    const facets = (getNamedType(field.type) as GraphQLObjectType).getFields().facets;
    if (facets && this.chance(25)) parts.push(`facets(by: ${this.pick(namesOf(facets, "by"))}) { count }`);
    if (this.chance(80) || parts.length === 0) parts.push(`nodes { ${this.node(node, depth)} }`);
    return `${field.name}(${args.join(", ")}) { ${parts.join(" ")} }`;
  }

  private node(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields());
    const leaves = fields.filter((one) => isLeafType(getNamedType(one.type)) && one.args.length === 0);
    const parts = new Set(["id", this.pick(leaves).name]);
    const lists = fields.filter(isList);
    if (depth > 0 && lists.length > 0 && this.chance(40)) parts.add(this.list(this.pick(lists), depth - 1));
    return [...parts].join(" ");
  }

  private statistics(field: Field): string {
    const keys = [
      ...new Set(Array.from({ length: this.below(4) }, () => this.pick(namesOf(field, "groupBy")))),
    ];
    const args = this.arguments(field, { filter: 60 });
    if (keys.length > 0) args.push(`groupBy: [${keys.join(", ")}]`);
    if (this.chance(30))
      args.push(
        `orderBy: [${this.pick(namesOf(field, "orderBy").filter((name) => !name.includes("_KEY_")))}]`,
      );
    const group = getNamedType(
      (getNamedType(field.type) as GraphQLObjectType).getFields().total!.type,
    ) as GraphQLObjectType;
    const measures = Object.values(group.getFields()).filter((one) => isLeafType(getNamedType(one.type)));
    const asked = [
      ...new Set(["count", ...Array.from({ length: this.below(8) }, () => this.pick(measures).name)]),
    ];
    const set = `{ ${asked.join(" ")} }`;
    const parts = [`rows ${set}`];
    if (this.chance(30)) parts.push(`total ${set}`);
    if (this.chance(30)) parts.push("groupCount");
    return `${field.name}${args.length > 0 ? `(${args.join(", ")})` : ""} { ${parts.join(" ")} }`;
  }

  private search(field: Field): string {
    const words = Array.from({ length: 1 + this.below(3) }, () => JSON.parse(this.text("words")) as string);
    const args = this.arguments(field, { filter: 50, types: 40 });
    args.unshift(`query: ${JSON.stringify(words.join(" "))}`);
    const parts = [
      this.chance(70) ? "totalCount" : "",
      this.chance(80) ? "nodes { score excerpt { text } report { id } }" : "totalCount",
    ];
    return `${field.name}(${args.join(", ")}) { ${parts.join(" ")} }`;
  }

  /** Some of a field's arguments, each with a chance of so many percent. */
  private arguments(field: Field, chances: Readonly<Record<string, number>>): string[] {
    return Object.entries(chances).flatMap(([name, chance]) => {
      const argument = field.args.find((one) => one.name === name);
      if (!argument || !this.chance(chance)) return [];
      const type = getNamedType(argument.type);
      if (isInputObjectType(type)) return [`${name}: ${this.filter(type, filterDepth)}`];
      if (!isEnumType(type)) return [`${name}: ${this.chance(70)}`];
      const one = () => this.pick(type.getValues()).name;
      return [`${name}: [${[...new Set(this.chance(30) ? [one(), one()] : [one()])].join(", ")}]`];
    });
  }

  private filter(type: GraphQLInputObjectType, depth: number): string {
    const fields = Object.values(type.getFields());
    const parts = new Map<string, string>();
    for (let left = 1 + this.below(this.chance(70) ? 1 : 3); left > 0; left -= 1) {
      const field = this.pick(fields);
      const of = getNamedType(field.type);
      if (!isInputObjectType(of)) continue;
      const below = of.getFields();
      if (field.name === "and" || field.name === "or") {
        if (depth > 1)
          parts.set(field.name, `[${this.filter(type, depth - 1)}, ${this.filter(type, depth - 1)}]`);
      } else if (field.name === "not") {
        if (depth > 1) parts.set(field.name, this.filter(type, depth - 1));
      } else if (below.some) {
        const target = getNamedType(below.some.type) as GraphQLInputObjectType;
        const inner = depth > 1 ? this.filter(target, depth - 1) : "{}";
        parts.set(field.name, `{ ${this.pick(["some", "none", "every"])}: ${inner} }`);
      } else if (below.and) {
        if (depth > 1) parts.set(field.name, this.filter(of, depth - 1));
      } else parts.set(field.name, this.comparison(type, field.name, of));
    }
    return `{ ${[...parts].map(([name, value]) => `${name}: ${value}`).join(", ")} }`;
  }

  private comparison(owner: GraphQLInputObjectType, field: string, of: GraphQLInputObjectType): string {
    const operator = this.pick(Object.values(of.getFields()));
    if (operator.name === "isNull") return `{ isNull: ${this.chance(50)} }`;
    const type = getNamedType(operator.type);
    const key = `${owner.name.replace(/Filter$/, "")}.${field}`;
    const value = () =>
      isEnumType(type) ? this.pick((type as GraphQLEnumType).getValues()).name : this.value(type.name, key);
    if (operator.name === "in" || operator.name === "notIn")
      return `{ ${operator.name}: [${Array.from({ length: 1 + this.below(3) }, value).join(", ")}] }`;
    return `{ ${operator.name}: ${value()} }`;
  }

  private value(type: string, key: string): string {
    switch (type) {
      case "Boolean":
        return String(this.chance(50));
      case "Int":
        return String(/year/i.test(key) ? 1995 + this.below(32) : this.pick([0, 1, 2, 10]));
      case "Float":
        return this.pick(["0", "0.5", "0.9"]);
      case "Decimal":
        return this.pick(['"0"', '"1000"', '"250000.00"', '"10000000"']);
      case "Date":
        return `"${1995 + this.below(32)}-0${1 + this.below(9)}-15"`;
      case "DateTime":
        return `"${2010 + this.below(18)}-01-01T00:00:00Z"`;
      case "ID":
        return `"${key
          .split(".")[0]!
          .replace(/(?<!^)[A-Z]/g, "_$&")
          .toLowerCase()}_${1 + this.below(500)}"`;
      default:
        return this.text(key);
    }
  }

  private text(key: string): string {
    const [noun, field] = key.split(".") as [string, string | undefined];
    const known = this.values[`${noun.toLowerCase()}.${field}`] ?? this.values.words!;
    return JSON.stringify(this.pick(known));
  }

  private chance(percent: number): boolean {
    return this.next() * 100 < percent;
  }

  private below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  private pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }

  /** Behind the tape's end all is 0: the first of everything, and nothing more. */
  private next(): number {
    this.at += 1;
    return this.tape[this.at - 1] ?? 0;
  }
}

function isList(field: Field): boolean {
  return ["after", "orderBy"].every((argument) => field.args.some(({ name }) => name === argument));
}

function isStatistics(field: Field): boolean {
  return field.args.some(({ name }) => name === "groupBy");
}

function namesOf(field: Field, argument: string): string[] {
  const { type } = field.args.find(({ name }) => name === argument)!;
  return (getNamedType(type) as GraphQLEnumType).getValues().map(({ name }) => name);
}
