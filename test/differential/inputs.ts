// Random values of the schema's input types, written into the document or brought by variables.
import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import type { Noun } from "../reference/model";
import { nouns } from "../reference/nouns";
import type { Choices } from "./choices";
import type { World } from "./world";

/** A variable of the operation being made: its type, its default, and what the requests bring. */
export interface MadeVariable {
  readonly name: string;
  readonly type: string;
  readonly defaultText: string | null;
  /** A value for each request; undefined leaves it out. */
  readonly values: unknown[];
}

/** Decides what each further request with the same document brings. */
export const requests = 3;

interface MadeValue {
  /** As written in a document. */
  readonly text: string;
  /** As brought by a variable. */
  readonly value: unknown;
}

/** Where a value stands: whose field it is compared with. */
interface Place {
  readonly noun: Noun | null;
  readonly field: string;
  readonly depth: number;
  /** The way to one named row: `agencies: { some: { slug: { eq: … } } }`, which the compiler turns around. */
  readonly naming?: boolean;
}

export class Inputs {
  readonly variables: MadeVariable[] = [];

  constructor(
    private readonly choices: Choices,
    private readonly world: World,
  ) {}

  /** The text of a value at a place of this type; it may be a new variable, or hold some. */
  text(type: GraphQLInputType, noun: Noun | null, field: string, depth = 0): string {
    return this.written(type, { noun, field, depth });
  }

  /** A value of this type, as a variable brings it. */
  value(type: GraphQLInputType, depth = 0): unknown {
    return this.made(type, { noun: null, field: "", depth }).value;
  }

  /** A variable of this type with a value for each request. Where the type is not null it may have a default instead. */
  variable(type: GraphQLInputType, make: () => MadeValue): string {
    const { choices } = this;
    const name = `v${this.variables.length + 1}`;
    const hasDefault = choices.chance(30);
    const values = Array.from({ length: requests }, () => {
      if (hasDefault && choices.chance(40)) return undefined;
      if (!isNonNullType(type) && choices.chance(6)) return choices.chance(50) ? null : undefined;
      return make().value;
    });
    // A nullable variable with a default may stand where null is not allowed: null itself is then refused.
    const isLoose = isNonNullType(type) && hasDefault && choices.chance(50);
    if (isLoose && choices.chance(20)) values[0] = null;
    const declared = isLoose ? type.ofType : type;
    this.variables.push({
      name,
      type: String(declared),
      defaultText: hasDefault ? make().text : null,
      values,
    });
    return `$${name}`;
  }

  private written(type: GraphQLInputType, place: Place): string {
    const { choices } = this;
    if (choices.chance(25)) return this.variable(type, () => this.made(type, place));
    if (isNonNullType(type)) return this.literal(type.ofType, place);
    return this.literal(type, place);
  }

  private literal(type: GraphQLInputType, place: Place): string {
    const { choices } = this;
    if (isListType(type)) {
      // A single value stands for a list of one.
      if (choices.chance(10)) return this.made(type.ofType, place).text;
      return `[${this.listed(place, () => this.written(type.ofType, place)).join(", ")}]`;
    }
    if (isInputObjectType(type)) {
      const fields = this.fieldsOf(type, place).map(
        ({ name, type: of, place: at }) => `${name}: ${this.written(of, at)}`,
      );
      return `{ ${fields.join(", ")} }`;
    }
    return this.made(type, place).text;
  }

  private made(type: GraphQLInputType, place: Place): MadeValue {
    if (isNonNullType(type)) return this.made(type.ofType, place);
    if (isListType(type)) {
      const items = this.listed(place, () => this.made(type.ofType, place));
      return {
        text: `[${items.map(({ text }) => text).join(", ")}]`,
        value: items.map(({ value }) => value),
      };
    }
    if (isInputObjectType(type)) {
      const fields = this.fieldsOf(type, place).map((field) => ({
        name: field.name,
        ...this.made(field.type, field.place),
      }));
      return {
        text: `{ ${fields.map(({ name, text }) => `${name}: ${text}`).join(", ")} }`,
        value: Object.fromEntries(fields.map(({ name, value }) => [name, value])),
      };
    }
    return this.leaf(type, place);
  }

  private listed<T>({ field, depth }: Place, make: () => T): T[] {
    // and, or: fewer the deeper they stand.
    const most = field === "and" || field === "or" ? Math.max(0, 3 - depth) : 4;
    return Array.from({ length: this.choices.between(0, most) }, make);
  }

  /** Which fields of an input object are given, and where their values stand. */
  private fieldsOf(
    type: GraphQLInputObjectType,
    place: Place,
  ): { name: string; type: GraphQLInputType; place: Place }[] {
    const { choices } = this;
    const of = /^(.+?)(List)?Filter$/.exec(type.name);
    const noun = nouns.get(of?.[1] ?? "") ?? null;
    const isQuantified = of?.[2] !== undefined;
    const depth = place.depth + (noun && !isQuantified ? 1 : 0);
    const isDeep = depth >= 4;
    const fields = Object.values(type.getFields()).filter(
      ({ type: inner, name }) =>
        !isDeep || !noun || (!nestsFilters(inner) && !["and", "or", "not"].includes(name)),
    );
    const count =
      fields.length === 0 ? 0 : choices.chance(90) ? choices.between(1, noun && depth === 1 ? 3 : 2) : 0;
    const naming = place.naming || (noun !== null && !isQuantified && depth === 1 && choices.chance(35));
    const leading = naming ? fields.filter((field) => leads(field, noun === null, isQuantified, depth)) : [];
    const names = leading.filter(({ name }) => name === "slug" || name === "id");
    const way =
      leading.length === 0 ? null : choices.pick(names.length > 0 && choices.chance(70) ? names : leading);
    const combining = fields.filter(({ name }) => ["not", "or", "and"].includes(name));
    const alone = noun === null || isQuantified || !choices.chance(depth === 1 ? 80 : 35);
    const beside = !way ? count : alone ? 0 : 1;
    const picked = new Set(way ? [way] : []);
    for (const field of Array.from({ length: beside }, () =>
      choices.pick(combining.length > 0 && choices.chance(25) ? combining : fields),
    ))
      picked.add(field);
    return [...picked].map((field) => {
      const isOperator = noun === null;
      const onWay = field === way;
      const at = isOperator
        ? { ...place, depth, naming: onWay }
        : { noun, field: field.name, depth, naming: onWay };
      return { name: field.name, type: field.type, place: at };
    });
  }

  private leaf(type: GraphQLInputType, { noun, field }: Place): MadeValue {
    const { choices, world } = this;
    const named = getNamedType(type);
    if (isEnumType(named)) {
      const { name } = choices.pick(named.getValues());
      return { text: name, value: name };
    }
    switch (named.name) {
      case "Boolean":
        return same(choices.chance(50));
      case "Int":
        return same(world.integer(noun, field, choices));
      case "Float":
        return same(choices.pick([0, 100.5, 365, -1, 1000]));
      case "Date":
        return same(world.day(noun, field, choices));
      case "DateTime":
        return same(world.moment(noun, field, choices));
      case "Decimal":
        return same(world.decimal(noun, field, choices));
      case "ID":
        return same(noun && field === "id" ? world.id(noun, choices) : world.anyId(choices));
      case "String":
        return same(noun?.words[field] ? world.words(noun, choices) : world.text(noun, field, choices));
      default:
        throw new Error(`the generator knows no values of type ${named.name}`);
    }
  }
}

export function same(value: string | number | boolean): MadeValue {
  return { text: JSON.stringify(value), value };
}

function nestsFilters(type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  return isInputObjectType(named) && nouns.has(/^(.+?)(List)?Filter$/.exec(named.name)?.[1] ?? "");
}

/** Whether a field is a step towards a named row. */
function leads(
  { name, type }: { readonly name: string; readonly type: GraphQLInputType },
  isOperator: boolean,
  isQuantified: boolean,
  depth: number,
): boolean {
  if (isOperator) return name === "eq";
  if (isQuantified) return name === "some";
  if (depth > 1 && (name === "slug" || name === "id")) return true;
  return nestsFilters(type) && !["and", "or", "not"].includes(name);
}
