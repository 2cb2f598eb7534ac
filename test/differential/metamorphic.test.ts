// What must hold between answers, whatever the right answer is: pages put together are the list, a filter and its
// negation part the rows, counts agree, and writing an operation differently changes nothing.
import fc from "fast-check";
import type { GraphQLInputType, GraphQLObjectType } from "graphql";
import { serviceSchema } from "../../src/schema";
import { isMatch } from "../reference/filter";
import { nounOf } from "../reference/nouns";
import { rootLists } from "../reference/roots";
import { type Graph, loadGraph } from "../reference/rows";
import { testDatabase } from "../support/database";
import { anyCost, TestEngine, type Variables } from "../support/engine";
import { Choices, choiceStream } from "./choices";
import { makeGraph } from "./graph";
import { Inputs } from "./inputs";
import { insertGraph } from "./insert";
import { documentText, makeOperation } from "./operation";
import {
  literalsToVariables,
  type Rewrite,
  renameAliases,
  selectionsToInlineFragments,
  selectionsToNamedFragments,
  withOldAliases,
} from "./rewrites";
import { World } from "./world";

const { schema } = serviceSchema();
const test = testDatabase({ statementTimeoutMs: 20_000 });
const seed = Date.now() % 1_000_000_000;
const runs = { seed, numRuns: 25, interruptAfterTimeLimit: 20_000 };
let graph: Graph;
let engine: TestEngine;
let world: World;

beforeAll(async () => {
  console.log(`seed ${seed}`);
  const [stream] = fc.sample(choiceStream(5000, 5000), { seed, numRuns: 1 });
  await insertGraph(test.database, makeGraph(new Choices(stream!)));
  graph = await loadGraph(test.database);
  engine = new TestEngine(test.database, anyCost);
  world = new World(graph);
});

/** A root list with a random filter and order, as values of variables. */
class RandomList {
  readonly field: string;
  readonly noun: ReturnType<typeof nounOf>;
  readonly filter: Variables;
  readonly orderBy: readonly string[];

  constructor(stream: readonly number[]) {
    const choices = new Choices(stream);
    this.field = choices.pick(Object.keys(rootLists));
    this.noun = nounOf(rootLists[this.field]!);
    const field = (schema.getQueryType() as GraphQLObjectType).getFields()[this.field]!;
    const make = (name: string) => {
      const { type } = field.args.find((argument) => argument.name === name)! as { type: GraphQLInputType };
      // Not so deep that it could not stand below a negation or two.
      return new Inputs(choices, world).value(type, 2);
    };
    this.filter = choices.chance(70) ? (make("filter") as Variables) : {};
    this.orderBy = make("orderBy") as readonly string[];
  }

  get definitions(): string {
    return `$filter: ${this.noun.name}Filter, $orderBy: [${this.noun.name}Order!]`;
  }
}

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
  readonly totalCount: number;
}

async function page(list: RandomList, paging: Variables): Promise<Page> {
  const { list: answer } = await engine.data(
    `query(${list.definitions}, $first: Int, $after: String, $last: Int, $before: String) {
      list: ${list.field}(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
        edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage } totalCount } }`,
    { filter: list.filter, orderBy: list.orderBy, ...paging },
  );
  return answer as unknown as Page;
}

async function ids(list: RandomList, filter: Variables): Promise<string[]> {
  const all = await engine.data(
    `query($filter: ${list.noun.name}Filter) { list: ${list.field}(filter: $filter, orderBy: ID_ASC, first: 100) { nodes { id } } }`,
    { filter },
  );
  return (all.list as unknown as { nodes: { id: string }[] }).nodes.map(({ id }) => id);
}

const lists = choiceStream(300);

it("puts pages of any size together to the same list, forwards and backwards", async () => {
  await fc.assert(
    fc.asyncProperty(lists, fc.integer({ min: 1, max: 7 }), async (stream, size) => {
      const list = new RandomList(stream);
      const whole = await page(list, { first: 100 });
      const wanted = whole.edges.map(({ node }) => node.id);
      const forwards: string[] = [];
      let after: string | undefined;
      for (let more = true; more; ) {
        const next = await page(list, { first: size, after });
        expect(next.pageInfo.hasPreviousPage).toBe(after !== undefined);
        forwards.push(...next.edges.map(({ node }) => node.id));
        more = next.pageInfo.hasNextPage;
        after = next.edges.at(-1)?.cursor;
      }
      expect(forwards).toEqual(wanted);
      const backwards: string[] = [];
      let before: string | undefined;
      for (let more = true; more; ) {
        const next = await page(list, { last: size, before });
        expect(next.pageInfo.hasNextPage).toBe(before !== undefined);
        backwards.unshift(...next.edges.map(({ node }) => node.id));
        more = next.pageInfo.hasPreviousPage;
        before = next.edges[0]?.cursor;
      }
      expect(backwards).toEqual(wanted);
    }),
    runs,
  );
});

it("parts all rows into those for which a filter holds, does not hold, and is unknown", async () => {
  await fc.assert(
    fc.asyncProperty(lists, async (stream) => {
      const list = new RandomList(stream);
      const p = list.filter;
      const [all, holds, fails] = [await ids(list, {}), await ids(list, p), await ids(list, { not: p })];
      expect(holds.filter((id) => fails.includes(id))).toEqual([]);
      const either = await ids(list, { or: [p, { not: p }] });
      expect(either).toEqual(all.filter((id) => holds.includes(id) || fails.includes(id)));
      expect(await ids(list, { and: [p, { not: p }] })).toEqual([]);
      // Where it is unknown, it is neither: no negation brings such a row back.
      expect(await ids(list, { not: { or: [p, { not: p }] } })).toEqual([]);
      expect(await ids(list, { not: { not: p } })).toEqual(holds);
    }),
    runs,
  );
});

it("counts what it lists, and what a plain loop over the rows finds", async () => {
  await fc.assert(
    fc.asyncProperty(lists, async (stream) => {
      const list = new RandomList(stream);
      const { totalCount, edges } = await page(list, { first: 100 });
      expect(totalCount).toBe(edges.length);
      const rows = graph.rows(list.noun.table).filter((row) => isMatch(list.noun, row, list.filter, graph));
      expect(totalCount).toBe(rows.length);
    }),
    runs,
  );
});

const rewrites: readonly (readonly [string, Rewrite])[] = [
  ["literals become variables", literalsToVariables],
  ["selections become inline fragments", selectionsToInlineFragments],
  ["selections become named fragments", selectionsToNamedFragments],
  ["fields get other aliases", renameAliases],
];

it.each(rewrites)("answers alike when %s", async (_, rewrite) => {
  await fc.assert(
    fc.asyncProperty(choiceStream(400), async (stream) => {
      const made = makeOperation(stream, schema, world);
      const text = documentText(made, () => "null");
      const variables = made.requests[0]!;
      const { text: other, variables: otherVariables } = rewrite(schema, text, variables);
      const plain = await engine.ask(text, variables);
      const rewritten = await engine.ask(other, otherVariables);
      expect(rewritten.code).toBe(plain.code);
      expect(rewritten.data && withOldAliases(rewritten.data)).toBe(plain.data);
    }),
    { ...runs, numRuns: 60 },
  );
});
