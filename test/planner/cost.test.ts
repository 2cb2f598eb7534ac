// Cost: counted on the plan before anything is sent; a refusal names page sizes that pass, and they do.

import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse } from "graphql";
import { type Plan, type PlannerLimits } from "../../src/planner/plan/plan";
import { Planner } from "../../src/planner/plan/planner";
import { Scope } from "../../src/planner/selection/variable-probes";
import { noRows } from "../../src/planner/write/wire-rows";
import { serviceSchema } from "../../src/schema";
import { type Asked, plannerLimits, TestEngine, type Variables } from "../support/engine";

const engine = new TestEngine({ read: async () => noRows });

const nested = (a: string, b: string, c: string) =>
  `agencies(${a}) { nodes { reports(${b}) { nodes { recommendations(${c}) { nodes { number } } } } } }`;

interface Refusal {
  readonly argument: string | readonly string[];
  readonly largest: number;
}

function refusalOf({ code, extensions, message, statements }: Asked): Refusal {
  expect({ code, sent: statements.length }).toEqual({ code: "QUERY_TOO_LARGE", sent: 0 });
  const { argument, largest } = extensions as unknown as Refusal;
  expect(message).toContain(String(largest));
  return { argument, largest };
}

/** Each list's page size by the label of its argument; the operation is written, or brought variables, for sizes. */
type Write = (sizes: Readonly<Record<string, number>>) => readonly [text: string, variables: Variables];

const labels = ["agencies(first:)", "reports(first:)", "recommendations(first:)"];
const writings: readonly (readonly [string, Write])[] = [
  ["literals", (sizes) => [`{ ${nested(...first(sizes, String))} }`, {}]],
  [
    "variables",
    (sizes) => [
      `query($a: Int, $b: Int, $c: Int) { ${nested("first: $a", "first: $b", "first: $c")} }`,
      Object.fromEntries(labels.map((label, at) => ["abc"[at], sizes[label]])),
    ],
  ],
  [
    "defaults of variables",
    (sizes) => {
      const [a, b, c] = labels.map((label) => sizes[label]);
      return [
        `query($a: Int = ${a}, $b: Int = ${b}, $c: Int = ${c}) { ${nested("first: $a", "first: $b", "first: $c")} }`,
        {},
      ];
    },
  ],
];

function first(
  sizes: Readonly<Record<string, number>>,
  text: (size: number) => string,
): [string, string, string] {
  return labels.map((label) => `first: ${text(sizes[label]!)}`) as [string, string, string];
}

describe.each(writings)("page sizes in %s", (_, write) => {
  it.each([
    [100, 100, 100],
    [100, 100, 1],
    [1, 100, 100],
    [20, 20, 20],
    [100, 1, 100],
  ])("of %i, %i and %i: what is said to pass passes, and one more does not", async (...asked) => {
    const sizes = Object.fromEntries(labels.map((label, at) => [label, asked[at]!]));
    const { argument, largest } = refusalOf(await engine.ask(...write(sizes)));
    const bounded = (most: number) => {
      const changed = { ...sizes };
      for (const label of [argument].flat()) changed[label] = Math.min(sizes[label]!, most);
      return changed;
    };
    expect((await engine.ask(...write(bounded(largest)))).code).toBeNull();
    expect((await engine.ask(...write(bounded(largest + 1)))).code).toBe("QUERY_TOO_LARGE");
  });
});

it("counts default page sizes, pages from the end, plain lists and single rows", async () => {
  const costOf = async (text: string) => (await engine.ask(text)).cost;
  expect(await costOf("{ __typename }")).toMatchObject({ requested: 0, nodes: 0 });
  expect(await costOf('{ agency(slug: "ice") { name } }')).toMatchObject({ requested: 1, nodes: 1 });
  expect(await costOf("{ agencies { nodes { name } } }")).toMatchObject({ requested: 20, nodes: 21 });
  expect(await costOf("{ agencies(last: 7) { nodes { name parent { name } } } }")).toMatchObject({
    requested: 14,
  });
  expect(await costOf("{ reports(first: 7) { totalCount } }")).toMatchObject({ requested: 0, nodes: 1 });
  expect(
    await costOf("{ agencies(first: 7) { edges { node { name } } pageInfo { endCursor } } }"),
  ).toMatchObject({
    requested: 7,
    nodes: 16,
  });
  expect(await costOf("{ recommendations(first: 3) { nodes { responses { text } } } }")).toMatchObject({
    requested: 33,
  });
});

it("tells what was asked and what is allowed in every refusal", async () => {
  const { extensions } = await engine.ask(`{ ${nested("first: 100", "first: 100", "first: 100")} }`);
  expect(extensions.cost).toEqual({
    requested: 1_010_100,
    maximum: 5000,
    nodes: 1_020_201,
    maximumNodes: 10_000,
  });
});

it("advises smaller pages in every list where one list alone cannot be made small enough", async () => {
  const { argument, largest } = refusalOf(
    await engine.ask(`{ ${nested("first: 100", "first: 100", "first: 100")} }`),
  );
  expect(argument).toEqual(labels);
  expect(largest).toBe(16);
});

/** Plans an operation and says how many fields were looked at before it was done or refused. */
function plan(
  text: string,
  limits: PlannerLimits = plannerLimits,
): { fields: number; plan: Plan | null; code: unknown } {
  const { schema, resolvers } = serviceSchema();
  const document = parse(text);
  const fragments = Object.fromEntries(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const budget = { fields: 0, maximum: limits.expandedFields };
  const planner = new Planner({ schema, fragments, scope: new Scope({}), budget }, resolvers, limits);
  const operation = document.definitions[0] as OperationDefinitionNode;
  try {
    return { plan: planner.plan(operation, schema.getQueryType()!), fields: budget.fields, code: null };
  } catch (error) {
    return {
      plan: null,
      fields: budget.fields,
      code: (error as { extensions: { code: string } }).extensions.code,
    };
  }
}

describe("fragments that multiply", () => {
  const bomb = (levels: number, width: number, step: string) => {
    const spreads = (at: number) =>
      Array.from({ length: width }, (_, copy) => `a${copy}: ${step.replace("…", `...F${at + 1}`)}`).join(" ");
    const fragments = Array.from(
      { length: levels },
      (_, at) => `fragment F${at} on Report { ${spreads(at)} }`,
    );
    return `{ reports { nodes { ...F0 } } }\n${fragments.join("\n")}\nfragment F${levels} on Report { title }`;
  };

  it("are refused while they are expanded, after no more fields than are allowed", () => {
    const wide = bomb(3, 30, "followsUp { nodes { … } }");
    const { code, fields } = plan(wide, { ...plannerLimits, depth: 100, expandedFields: 5000 });
    expect(code).toBe("QUERY_TOO_LARGE");
    expect(fields).toBeLessThanOrEqual(5001);
  });

  it("are refused for their depth where they are deep", () => {
    const deep = bomb(20, 2, "agencies { nodes { reports { nodes { … } } } }");
    const { code, fields } = plan(deep);
    expect(code).toBe("QUERY_TOO_LARGE");
    expect(fields).toBeLessThanOrEqual(plannerLimits.expandedFields + 1);
  });

  it("cost one look each where a set names the same fragment again and again", () => {
    const text = `{ ${"...F0 ".repeat(50)} }\nfragment F0 on Query { ${"...F1 ".repeat(50)} }\nfragment F1 on Query { meta { revision } }`;
    const { plan: made, fields } = plan(text);
    expect(made!.levels).toHaveLength(2);
    expect(fields).toBeLessThan(110);
  });
});

it("allows twelve levels of fields and no more", async () => {
  const below = (count: number, last: string): string =>
    count === 0 ? last : `followsUp(first: 1) { nodes { ${below(count - 1, last)} } }`;
  const asked = (last: string) => engine.ask(`{ reports(first: 1) { nodes { ${below(4, last)} } } }`);
  expect((await asked("office { name }")).code).toBeNull();
  expect((await asked("office { agencies { totalCount } }")).code).toBe("QUERY_TOO_LARGE");
});

describe("what is read and not answered", () => {
  const costOf = async (text: string) => (await engine.ask(text)).cost?.requested ?? "refused";
  const aliases = (count: number, field: string) =>
    `{ ${Array.from({ length: count }, (_, at) => `a${at}: ${field}`).join(" ")} }`;
  const toMany =
    "reports(filter: { agencies: { some: { reports: { some: { type: { eq: AUDIT } } } } } }) { totalCount }";
  const statistics = "recommendationStatistics(groupBy: [STATUS]) { rows { count } }";

  it("costs nothing where an index or a kept number answers", async () => {
    expect(await costOf("{ reports { totalCount nodes { number } } }")).toBe(20);
    expect(await costOf("{ recommendations(orderBy: [QUESTIONED_COSTS_DESC]) { nodes { number } } }")).toBe(
      20,
    );
    expect(
      await costOf('{ agency(slug: "ice") { openRecommendations { totalCount nodes { number } } } }'),
    ).toBe(21);
  });

  it("is counted for filters over many rows, for groups and for searches", async () => {
    expect(await costOf(`{ ${toMany} }`)).toBeGreaterThan(500);
    expect(await costOf(`{ ${statistics} }`)).toBeGreaterThan(900);
    expect(await costOf('{ search(query: "detention") { totalCount } }')).toBeGreaterThan(500);
    expect(await costOf("{ recommendationStatistics(groupBy: [AGENCY]) { rows { count } } }")).toBeLessThan(
      200,
    );
  });

  it("is refused beyond the limit, and the refusal says what would pass", async () => {
    for (const field of [toMany, statistics]) {
      const { code, message, statements } = await engine.ask(aliases(20, field));
      expect({ code, sent: statements.length }).toEqual({ code: "QUERY_TOO_LARGE", sent: 0 });
      const left =
        [...message.matchAll(/`(a\d+)/g)].length + Number(/and (\d+) more/.exec(message)?.[1] ?? 0);
      expect((await engine.ask(aliases(20 - left, field))).code).toBeNull();
      expect((await engine.ask(aliases(23 - left, field))).code).toBe("QUERY_TOO_LARGE");
    }
  });

  it("is counted for orders that no index has, and not for those that one has", async () => {
    const ordered = (order: string) => costOf(`{ recommendations(orderBy: [${order}]) { nodes { id } } }`);
    expect(await ordered("QUESTIONED_COSTS_ASC")).toBe(20);
    expect(await ordered("UNRESOLVED_CERTAINTY_ASC, QUESTIONED_COSTS_ASC")).toBeGreaterThan(1000);
    const own = '{ agency(slug: "ice") { unresolvedRecommendations { nodes { id } } } }';
    expect(await costOf(own)).toBe(21);
  });

  it("is less for one fiscal year, and more for what compares statements", async () => {
    const counted = (filter: string) => costOf(`{ recommendations(filter: ${filter}) { totalCount } }`);
    const open = (await counted("{ isOpen: { eq: true } }")) as number;
    const ofYear = (await counted(
      "{ isOpen: { eq: true }, report: { fiscalYear: { eq: 2021 } } }",
    )) as number;
    expect(ofYear).toBeLessThan(open);
    expect(await counted("{ isDisputed: { eq: true } }")).toBe(open);
    expect(await counted("{ isDisputed: { eq: false } }")).toBe("refused");
  });

  it("is the same whether a page alone is asked or counted too", async () => {
    const page = (await costOf(`{ ${toMany.replace("totalCount", "nodes { id }")} }`)) as number;
    expect(await costOf(`{ ${toMany.replace("totalCount", "totalCount nodes { id }")} }`)).toBe(page);
  });
});
