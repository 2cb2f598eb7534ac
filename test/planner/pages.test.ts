// Page arguments and cursors: what is refused, and how; a cursor that someone made up is never an error of ours.
import fc from "fast-check";
import { serviceSchema } from "../../src/schema";
import { Choices, choiceStream } from "../differential/choices";
import { makeGraph } from "../differential/graph";
import { insertGraph } from "../differential/insert";
import { nouns } from "../reference/nouns";
import { rootLists } from "../reference/roots";
import { testDatabase } from "../support/database";
import { TestEngine } from "../support/engine";

const { schema } = serviceSchema();
const test = testDatabase();
let engine: TestEngine;

beforeAll(async () => {
  const graphs = fc
    .sample(choiceStream(5000, 5000), { seed: 3, numRuns: 200 })
    .map((stream) => makeGraph(new Choices(stream)));
  const complete = graphs.find((made) => [...nouns.values()].every(({ table }) => made.has(table)))!;
  await insertGraph(test.database, complete);
  engine = new TestEngine(test.database);
});

const list = (args: string) => `{ reports(${args}) { nodes { id } } }`;

it.each([
  ["first: 0", "BAD_USER_INPUT"],
  ["first: -1", "BAD_USER_INPUT"],
  ["last: 0", "BAD_USER_INPUT"],
  ["first: 101", "QUERY_TOO_LARGE"],
  ["last: 2147483647", "QUERY_TOO_LARGE"],
  ["first: 1, last: 1", "BAD_USER_INPUT"],
  ['after: ""', "BAD_USER_INPUT"],
  ['after: "garbage"', "BAD_USER_INPUT"],
  ['before: "W10"', "BAD_USER_INPUT"],
  ["orderBy: [ID_ASC, TITLE_ASC, NUMBER_ASC, ISSUED_ON_ASC, FISCAL_YEAR_ASC, ID_DESC]", "QUERY_TOO_LARGE"],
])("refuses %s", async (args, code) => {
  const asked = await engine.ask(list(args));
  expect({ code: asked.code, sent: asked.statements.length }).toEqual({ code, sent: 0 });
});

it.each([
  "first: 1",
  "first: 100",
  "last: 100",
  "first: null, last: null",
  "after: null, before: null",
  "orderBy: []",
  "filter: null",
  "filter: {}",
])("takes %s", async (args) => {
  expect((await engine.ask(list(args))).code).toBeNull();
});

async function cursorOf(args: string): Promise<string> {
  const { list: answer } = await engine.data(`{ list: reports(${args}) { edges { cursor } } }`);
  return (answer as unknown as { edges: { cursor: string }[] }).edges[0]!.cursor;
}

it("takes a cursor only in the order and filter it comes from", async () => {
  const cursor = await cursorOf("first: 1, orderBy: TITLE_ASC, filter: { title: { isNull: false } }");
  const after = async (args: string) =>
    (await engine.ask(list(`after: ${JSON.stringify(cursor)}, ${args}`))).code;
  expect(await after("orderBy: TITLE_ASC, filter: { title: { isNull: false } }")).toBeNull();
  expect(await after("first: 3, orderBy: [TITLE_ASC], filter: { title: { isNull: false } }")).toBeNull();
  expect(await after("orderBy: TITLE_DESC, filter: { title: { isNull: false } }")).toBe("BAD_USER_INPUT");
  expect(await after("orderBy: TITLE_ASC, filter: { title: { isNull: true } }")).toBe("BAD_USER_INPUT");
  expect(await after("orderBy: TITLE_ASC")).toBe("BAD_USER_INPUT");
  expect(await after("filter: { title: { isNull: false } }")).toBe("BAD_USER_INPUT");
});

const forged = [
  "",
  " ",
  "x",
  "0",
  "-1",
  "1.5",
  "NaN",
  "1e999",
  "..",
  "e",
  "--",
  "infinity",
  "-infinity",
  "Infinity",
  "null",
  "true",
  "today",
  "\0",
  "\ud800",
  "'",
  "{}",
  "999999999999999999",
  "99999999999999999999",
  "-999999999999999999",
  "9999999999999999999999999.99",
  "2020-13-01",
  "2020-02-30",
  "0000-01-01",
  "9999-12-31",
  "20200-01-01",
  "2020-01-01 BC",
  "a".repeat(2000),
  "\u{1f600}",
];

const orders = Object.entries(rootLists).flatMap(([field, noun]) => {
  const type = schema.getType(`${noun}Order`) as import("graphql").GraphQLEnumType;
  return type.getValues().map(({ name }) => [field, name] as const);
});

it.each(orders)("refuses forged cursors of %s by %s, or answers; it never fails", async (field, order) => {
  const data = await engine.data(`{ list: ${field}(first: 1, orderBy: ${order}) { edges { cursor } } }`);
  const { edges } = data.list as unknown as { edges: { cursor: string }[] };
  const parts = JSON.parse(Buffer.from(edges[0]!.cursor, "base64url").toString()) as string[];
  const cursors = parts.slice(1).flatMap((_, at) => forged.map((value) => parts.with(at + 1, value)));
  for (const made of [...cursors, parts.slice(0, -1), [...parts, "1"], [parts[0], null, 1]]) {
    const after = Buffer.from(JSON.stringify(made)).toString("base64url");
    const text = `query($after: String) { ${field}(first: 1, orderBy: ${order}, after: $after) { nodes { id } pageInfo { hasPreviousPage } } }`;
    const { code } = await engine.ask(text, { after });
    expect({ made, code }).toEqual({ made, code: code === null ? null : "BAD_USER_INPUT" });
  }
});

it("refuses forged cursors of a search, or answers", async () => {
  const text =
    'query($after: String) { search(query: "audit or cost", first: 1, after: $after) { edges { cursor } } }';
  const data = await engine.data(text);
  const { edges } = data.search as unknown as { edges: { cursor: string }[] };
  const parts = JSON.parse(Buffer.from(edges[0]!.cursor, "base64url").toString()) as string[];
  for (const made of parts.slice(1).flatMap((_, at) => forged.map((value) => parts.with(at + 1, value)))) {
    const after = Buffer.from(JSON.stringify(made)).toString("base64url");
    const { code } = await engine.ask(text, { after });
    expect({ made, code }).toEqual({ made, code: code === null ? null : "BAD_USER_INPUT" });
  }
});
