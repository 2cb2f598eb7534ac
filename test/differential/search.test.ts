// Search against a plain loop over all texts: the same hits whatever the words, the types and the filter; pages that
// put together are the list; excerpts whose ranges hold words that were asked for.
import fc from "fast-check";
import { isMatch } from "../reference/filter";
import { nounOf, nouns } from "../reference/nouns";
import { type Graph, loadGraph } from "../reference/rows";
import { matches, vocabulary } from "../reference/words";
import { testDatabase } from "../support/database";
import { anyCost, TestEngine, type Variables } from "../support/engine";
import { Choices, choiceStream } from "./choices";
import { makeGraph } from "./graph";
import { insertGraph } from "./insert";
import { World } from "./world";

const test = testDatabase({ statementTimeoutMs: 20_000 });
const seed = Date.now() % 1_000_000_000;
const runs = { seed, numRuns: 40, interruptAfterTimeLimit: 20_000 };
let graph: Graph;
let engine: TestEngine;
let world: World;

beforeAll(async () => {
  console.log(`seed ${seed}`);
  const graphs = fc.sample(choiceStream(5000, 5000), { seed, numRuns: 100 });
  const made = graphs.map((stream) => makeGraph(new Choices(stream)));
  await insertGraph(
    test.database,
    made.find((one) => [...nouns.values()].every(({ table }) => one.has(table)))!,
  );
  graph = await loadGraph(test.database);
  engine = new TestEngine(test.database, anyCost);
  world = new World(graph);
});

const kinds = { REPORT: "Report", FINDING: "Finding", RECOMMENDATION: "Recommendation" } as const;
type Kind = keyof typeof kinds;

interface Hit {
  readonly cursor: string;
  readonly node: {
    readonly type: Kind;
    readonly score: number;
    readonly report: { readonly id: string };
    readonly finding: { readonly id: string } | null;
    readonly recommendation: { readonly id: string } | null;
    readonly excerpt: {
      readonly text: string;
      readonly ranges: readonly { readonly start: number; readonly end: number }[];
    };
  };
}

interface Found {
  readonly edges: readonly Hit[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean };
}

async function search(variables: Variables): Promise<Found> {
  const { search: found } = await engine.data(
    `query($query: String!, $types: [SearchType!], $filter: ReportFilter, $first: Int, $after: String) {
      search(query: $query, types: $types, filter: $filter, first: $first, after: $after) {
        edges { cursor node { type score report { id } finding { id } recommendation { id } excerpt { text ranges { start end } } } }
        totalCount pageInfo { hasNextPage } } }`,
    variables,
  );
  return found as unknown as Found;
}

const idOf = ({ node }: Hit) => (node.finding ?? node.recommendation ?? node.report).id;

/** What a loop over all rows finds. */
function expected(query: string, types: readonly Kind[], filter: Variables): string[] {
  return types.flatMap((type) => {
    const noun = nounOf(kinds[type]);
    const [words] = Object.values(noun.words);
    const report = nounOf("Report");
    return graph.rows(noun.table).flatMap((row) => {
      const owner = noun === report ? row : graph.one("reports", row.report_id!)!;
      const isFound = matches(words!(row), query) && isMatch(report, owner, filter, graph);
      return isFound ? [`${noun.prefix}_${row.id}`] : [];
    });
  });
}

/** A search by words that occur; one of exclusions alone would find what has no text at all. */
function randomQuery(choices: Choices): string {
  const word = () => choices.pick(vocabulary.filter((one) => one !== "the" && one !== "of"));
  return [
    word(),
    ...Array.from(
      { length: choices.below(3) },
      () => `${choices.chance(40) ? "or " : choices.chance(30) ? "-" : ""}${word()}`,
    ),
  ].join(" ");
}

it("finds what a loop over all texts finds", async () => {
  await fc.assert(
    fc.asyncProperty(choiceStream(60), async (stream) => {
      const choices = new Choices(stream);
      const query = randomQuery(choices);
      const all = Object.keys(kinds) as Kind[];
      const types = choices.chance(50) ? [choices.pick(all)] : all;
      const slug = world.text(nounOf("Office"), "slug", choices);
      const filter = choices.chance(40) ? { office: { slug: { ne: slug } } } : {};
      const wanted = expected(query, types, filter).sort();
      const { edges, totalCount } = await search({ query, types, filter, first: 100 });
      expect({ query, types, found: edges.map(idOf).sort() }).toEqual({ query, types, found: wanted });
      expect(totalCount).toBe(wanted.length);
      const scores = edges.map(({ node }) => node.score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
    }),
    runs,
  );
});

it("puts pages together to the same list", async () => {
  await fc.assert(
    fc.asyncProperty(choiceStream(30), fc.integer({ min: 1, max: 6 }), async (stream, size) => {
      const query = randomQuery(new Choices(stream));
      const whole = await search({ query, first: 100 });
      const pages: string[] = [];
      let after: string | undefined;
      for (let more = true; more; ) {
        const page = await search({ query, first: size, after });
        pages.push(...page.edges.map(idOf));
        more = page.pageInfo.hasNextPage;
        after = page.edges.at(-1)?.cursor;
      }
      expect(pages).toEqual(whole.edges.map(idOf));
    }),
    runs,
  );
});

it("marks words that were asked for, in plain text", async () => {
  for (const word of vocabulary.filter((one) => one !== "the" && one !== "of")) {
    for (const { node } of (await search({ query: word, first: 100 })).edges) {
      const { text, ranges } = node.excerpt;
      const marked = ranges.map(({ start, end }) => [...text].slice(start, end).join(""));
      expect(marked.length).toBeGreaterThan(0);
      for (const one of marked) expect(matches(one, word)).toBe(true);
      expect(text).not.toMatch(/[\x02\x03]|<b>/);
    }
  }
});
