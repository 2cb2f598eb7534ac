// Plans are used again for requests that differ in bound values alone, and never where the answer could differ.
import { Kind, type OperationDefinitionNode, parse } from "graphql";
import { type Compiled, Engine } from "../../src/planner/engine";
import { PlanCache } from "../../src/planner/plan-cache";
import { serviceSchema } from "../../src/schema";
import { plannerLimits, type Variables } from "../support/engine";

function compiler(text: string): (variables: Variables) => Compiled {
  const { schema, resolvers } = serviceSchema();
  const engine = new Engine(schema, resolvers, plannerLimits);
  const document = parse(text);
  const definition = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  )!;
  return (variables) => engine.compile(document, definition, engine.coerce(definition, variables));
}

const reports =
  "query($f: ReportFilter, $o: [ReportOrder!], $n: Int, $a: String) { reports(filter: $f, orderBy: $o, first: $n, after: $a) { nodes { title } } }";

it.each([
  ["a compared value", reports, { f: { title: { eq: "a" } } }, { f: { title: { eq: "b" } } }],
  [
    "the length of an in",
    reports,
    { f: { id: { in: ["report_1"] } } },
    { f: { id: { in: ["report_2", "report_3"] } } },
  ],
  ["a cursor", reports, { a: "x" }, { a: "y" }],
  [
    "a value deep inside",
    reports,
    { f: { or: [{ office: { slug: { eq: "a" } } }] } },
    { f: { or: [{ office: { slug: { eq: "b" } } }] } },
  ],
  ["a slug", "query($s: String) { agency(slug: $s) { name } }", { s: "a" }, { s: "b" }],
  [
    "ids of the same noun",
    "query($id: ID!) { node(id: $id) { id } }",
    { id: "report_1" },
    { id: "report_2" },
  ],
])("is used again for %s", (_, text, one, other) => {
  const compile = compiler(text);
  expect(compile(other)).toBe(compile(one));
});

it.each<[string, string, Variables, Variables]>([
  ["an order", reports, { o: ["TITLE_ASC"] }, { o: ["TITLE_DESC"] }],
  ["a page size", reports, { n: 1 }, { n: 2 }],
  ["null or absent", reports, { f: null }, {}],
  ["a cursor or none", reports, { a: "x" }, { a: null }],
  ["other conditions", reports, { f: { title: { eq: "a" } } }, { f: { title: { ne: "a" } } }],
  ["more alternatives", reports, { f: { or: [{}] } }, { f: { or: [{}, {}] } }],
  ["known or unknown", reports, { f: { title: { isNull: true } } }, { f: { title: { isNull: false } } }],
  ["ids of another noun", "query($id: ID!) { node(id: $id) { id } }", { id: "report_1" }, { id: "office_1" }],
  [
    "an included field",
    "query($i: Boolean!) { offices { nodes { id name @include(if: $i) } } }",
    { i: true },
    { i: false },
  ],
  [
    "a skipped fragment",
    "query($i: Boolean!) { offices { nodes { id ... @skip(if: $i) { name } } } }",
    { i: true },
    { i: false },
  ],
  [
    "a default that is kept or overridden",
    "query($i: Boolean = true) { offices { nodes { id name @include(if: $i) } } }",
    {},
    { i: false },
  ],
])("is not used again for %s", (_, text, one, other) => {
  const compile = compiler(text);
  const first = compile(one);
  expect(compile(other)).not.toBe(first);
  expect(compile(one)).toBe(first);
});

it("writes the same statement for other aliases, fragments and order of fields", () => {
  const texts = [
    "query($s: String) { agency(slug: $s) { name slug } }",
    "query($s: String) { a: agency(slug: $s) { x: name ...F } } fragment F on Agency { y: slug }",
    "query($s: String) { agency(slug: $s) { ... { name } __typename slug } }",
  ];
  const [plain, ...others] = texts.map((text) => compiler(text)({ s: "ice" }).text);
  for (const other of others) expect(other).toBe(plain);
});

it("forgets plans of an operation that has too many, and goes on", () => {
  const cache = new PlanCache<number>();
  const document = parse("query($n: Int) { offices(first: $n) { totalCount } }");
  const operation = document.definitions[0] as OperationDefinitionNode;
  const probe = { path: ["n"], aspect: "value" } as const;
  for (let n = 1; n <= 1000; n += 1) {
    expect(cache.find(operation, { n })).toBeNull();
    cache.keep(operation, [{ probe, answer: String(n) }], n);
    expect(cache.find(operation, { n })).toBe(n);
  }
  const kept = Array.from({ length: 1000 }, (_, at) => cache.find(operation, { n: at + 1 })).filter(
    (n) => n !== null,
  );
  expect(kept.length).toBeLessThanOrEqual(64);
});
