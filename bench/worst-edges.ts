// Every relation filter of every noun, with some, none and every: alone, and each within each. Refused ones are counted.
import {
  type GraphQLInputObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
} from "graphql";
import type { Timed, Timing } from "./worst-timing";

export interface EdgeResult {
  readonly timed: readonly Timed[];
  readonly refused: number;
}

const quantifiers = ["some", "none", "every"];
/** How the rows are asked for: all counted, and the first by the list's own order. */
const askings = (list: string, filter: string) => [
  `{ ${list}(filter: ${filter}) { totalCount } }`,
  `{ ${list}(first: 20, filter: ${filter}) { nodes { id } } }`,
];

/** Times every edge; `deep`: those within others too. */
export async function timeEdges(
  schema: GraphQLSchema,
  timing: Timing,
  deep: boolean,
  progress: (done: number, all: number, last: Timed) => void,
): Promise<EdgeResult> {
  const texts = [...lists(schema)].flatMap(([list, filter]) =>
    edgeFilters(filter, deep ? 2 : 1).flatMap((text) => askings(list, text)),
  );
  const timed: Timed[] = [];
  let refused = 0;
  for (const text of texts) {
    const one = await timing.timed(text);
    if (one === null) {
      refused += 1;
      continue;
    }
    timed.push(one);
    progress(timed.length + refused, texts.length, one);
  }
  return { timed, refused };
}

/** Root lists with a filter, by their filter's type. */
export function lists(schema: GraphQLSchema): Map<string, GraphQLInputObjectType> {
  const found = new Map<string, GraphQLInputObjectType>();
  for (const field of Object.values(schema.getQueryType()!.getFields())) {
    const filter = field.args.find(({ name }) => name === "filter");
    if (
      filter &&
      field.args.some(({ name }) => name === "after") &&
      field.args.some(({ name }) => name === "orderBy")
    )
      found.set(field.name, getNamedType(filter.type) as GraphQLInputObjectType);
  }
  return found;
}

/** Filters over every edge, some of them to everything, some to few rows, some to none; within each others, to a depth. */
function edgeFilters(type: GraphQLInputObjectType, depth: number): string[] {
  return relationsOf(type).flatMap(({ name, target, isMany }) => {
    const inner = depth > 1 ? edgeFilters(target, depth - 1) : [];
    const conditions = ["{}", ...columnFilters(target), ...inner];
    if (!isMany) return conditions.filter((one) => one !== "{}").map((one) => `{ ${name}: ${one} }`);
    return quantifiers.flatMap((quantifier) =>
      conditions.map((one) => `{ ${name}: { ${quantifier}: ${one} } }`),
    );
  });
}

interface Relation {
  readonly name: string;
  readonly target: GraphQLInputObjectType;
  readonly isMany: boolean;
}

/** The relations that a noun's filter speaks of. */
export function relationsOf(type: GraphQLInputObjectType): Relation[] {
  return Object.values(type.getFields()).flatMap((field): Relation[] => {
    const of = getNamedType(field.type);
    if (["and", "or", "not"].includes(field.name) || !isInputObjectType(of)) return [];
    const fields = of.getFields();
    if (fields.some)
      return [
        { name: field.name, target: getNamedType(fields.some.type) as GraphQLInputObjectType, isMany: true },
      ];
    return fields.and ? [{ name: field.name, target: of, isMany: false }] : [];
  });
}

/** A condition that many rows meet, one that few meet, one that none meets; which is which depends on the data. */
function columnFilters(type: GraphQLInputObjectType): string[] {
  const fields = Object.values(type.getFields());
  const enumeration = fields.flatMap(({ name, type: of }) => {
    const operators = getNamedType(of);
    if (!isInputObjectType(operators)) return [];
    const eq = operators.getFields().eq;
    const value = eq && getNamedType(eq.type);
    return isEnumType(value) ? [`{ ${name}: { eq: ${value.getValues()[0]!.name} } }`] : [];
  });
  const noun = type.name
    .replace(/Filter$/, "")
    .replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`)
    .toLowerCase();
  // Written so that no key is seen in it: the planner must not know that one row is meant.
  return [...enumeration.slice(0, 1), `{ not: { id: { ne: "${noun}_77" } } }`];
}
