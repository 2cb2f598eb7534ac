// The reference executor knows every field, order and list of every noun: what it did not know, no comparison would see.
import fc from "fast-check";
import {
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isLeafType,
  isObjectType,
} from "graphql";
import { serviceSchema } from "../../src/schema";
import { valueOf } from "../reference/filter";
import type { Noun } from "../reference/model";
import { nodes, nouns } from "../reference/nouns";
import { rootLists, rootSingles } from "../reference/roots";
import { loadGraph } from "../reference/rows";
import { measuresOf, rootStatistics } from "../reference/statistics";
import { dimensionsOf } from "../reference/statistics-keys";
import { testDatabase } from "../support/database";
import { Choices, choiceStream } from "./choices";
import { makeGraph } from "./graph";
import { insertGraph } from "./insert";

const { schema } = serviceSchema();
const test = testDatabase();

const objectTypes = Object.values(schema.getTypeMap()).filter(isObjectType);
/** Rows that no draft holds, because triggers make them; test/access has their tests. */
const madeByTriggers = ["Change"];
const isNoun = (type: GraphQLObjectType) =>
  type.getInterfaces().some(({ name }) => name === "Node") && !madeByTriggers.includes(type.name);

it("knows every noun, and no other", () => {
  expect(nodes.map(({ name }) => name).sort()).toEqual(
    objectTypes
      .filter(isNoun)
      .map(({ name }) => name)
      .sort(),
  );
});

it.each([...nouns.values()].map((noun) => [noun.name, noun] as const))(
  "knows every relation and order of %s",
  (name, noun) => {
    const type = schema.getType(name) as GraphQLObjectType;
    const relations = Object.values(type.getFields()).filter(({ type: of }) => !isLeafType(getNamedType(of)));
    const known = [...Object.keys(noun.one), ...Object.keys(noun.many)];
    const others = ["Excerpt", "Statistics", "Facets"];
    const unknown = relations.filter(({ name: field, type: of }) => {
      return !known.includes(field) && !others.some((other) => getNamedType(of).name.includes(other));
    });
    expect(unknown.map(({ name: field }) => field)).toEqual([]);
    const order = schema.getType(`${name}Order`) as GraphQLEnumType | undefined;
    if (!order) return;
    const stems = new Set(
      order
        .getValues()
        .map(({ name: value }) => value.replace(/_(ASC|DESC)(_NULLS_LAST|_NULLS_FIRST)?$/, "")),
    );
    expect([...stems].sort()).toEqual(["ID", ...Object.keys(noun.orders)].sort());
  },
);

it("knows every root field that lists or finds nouns", () => {
  const fields = Object.values(schema.getQueryType()!.getFields());
  const ofNouns = fields.filter(({ type }) => nouns.has(getNamedType(type).name.replace(/Connection$/, "")));
  expect(ofNouns.map(({ name }) => name).sort()).toEqual(
    [...Object.keys(rootLists), ...Object.keys(rootSingles)].sort(),
  );
});

it.each(Object.entries(rootStatistics))("knows every key and measure of %s", (root, noun) => {
  const dimensions = (schema.getType(`${noun}Dimension`) as GraphQLEnumType)
    .getValues()
    .map(({ name }) => name);
  expect(Object.keys(dimensionsOf(noun)).sort()).toEqual(dimensions.sort());
  const measures = Object.keys((schema.getType(`${noun}Having`) as GraphQLInputObjectType).getFields());
  expect(Object.keys(measuresOf[noun]!).sort()).toEqual(measures.sort());
  expect(schema.getQueryType()!.getFields()[root]).toBeDefined();
});

it("knows every root field but search, what is made of events, and what the service says of itself", () => {
  const known = [
    ...Object.keys(rootLists),
    ...Object.keys(rootSingles),
    ...Object.keys(rootStatistics),
    "node",
    "nodes",
  ];
  const fields = Object.keys(schema.getQueryType()!.getFields());
  expect(fields.filter((name) => !known.includes(name)).sort()).toEqual([
    "asOf",
    "changes",
    "meta",
    "recommendationHistory",
    "search",
    "semiannualReport",
    "suggestions",
    "timeToClose",
    "viewer",
  ]);
});

it("reads every field of every noun from a row", async () => {
  const graphs = fc
    .sample(choiceStream(5000, 5000), { seed: 3, numRuns: 200 })
    .map((stream) => makeGraph(new Choices(stream)));
  const complete = graphs.find((made) => [...nouns.values()].every(({ table }) => made.has(table)))!;
  await insertGraph(test.database, complete);
  const graph = await loadGraph(test.database);
  const empty: string[] = [];
  for (const noun of nodes) {
    const [row] = graph.rows(noun.table);
    if (!row) empty.push(noun.name);
    else for (const field of leaves(noun)) expect(valueOf(noun, row, field, graph)).not.toBeUndefined();
  }
  expect(empty).toEqual([]);
});

function leaves({ name }: Noun): string[] {
  const fields = Object.values((schema.getType(name) as GraphQLObjectType).getFields());
  const isLeaf = (field: (typeof fields)[number]) =>
    isLeafType(getNamedType(field.type)) || isEnumType(getNamedType(field.type));
  return fields.filter((field) => isLeaf(field) && field.name !== "id").map((field) => field.name);
}
