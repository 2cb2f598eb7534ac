// Each bound of the table that HTTP or the document alone decides: what is just inside passes, what is just outside is
// refused with a code, a status and words that say what would pass.
import { getIntrospectionQuery } from "graphql";
import { limits } from "../../src/limits";
import { post, type Reply, type StubService, startStub } from "./stub-service";

let stub: StubService;
beforeAll(async () => {
  stub = await startStub();
});
afterAll(() => stub.close());

const ask = (query: string, variables?: unknown) => post(stub.url, { query, variables });

function expectTooLarge(reply: Reply, status = 400) {
  expect(reply.body.errors?.map((error) => error.extensions.code)).toEqual(["QUERY_TOO_LARGE"]);
  expect(reply.status).toBe(status);
  expect(reply.body.data).toBeUndefined();
}

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(" ");
const nest = (depth: number) =>
  `{ agency { ${"parent { ".repeat(depth - 2)} name ${"} ".repeat(depth - 2)} } }`;
/** Fragments that each use the next one twice: 2^depth selections in a kilobyte. */
const bomb = (depth: number, use: (next: string) => string) =>
  `{ agency { ...F0 } } ${times(depth, (n) => `fragment F${n} on Agency { ${use(`F${n + 1}`)} }`)} fragment F${depth} on Agency { name }`;

describe("documents", () => {
  test("tokens", async () => {
    expect((await ask(`{ ${times(limits.rootFields.value, () => "__typename")} }`)).status).toBe(200);
    expectTooLarge(await ask(`{ agency { ${times(limits.tokens.value, () => "name")} } }`));
  });

  test("depth, by fields and by fragments", async () => {
    expect((await ask(nest(limits.depth.value))).body.errors).toBeUndefined();
    expectTooLarge(await ask(nest(limits.depth.value + 1)));
    const chain = `{ agency { ...A } } fragment A on Agency { parent { parent { parent { parent { ...B } } } } }
      fragment B on Agency { parent { parent { parent { parent { parent { parent { parent { name } } } } } } } }`;
    expectTooLarge(await ask(chain));
  });

  test("root fields", async () => {
    const root = (count: number) => `{ ${times(count, (n) => `a${n}: __typename`)} }`;
    expect((await ask(root(limits.rootFields.value))).status).toBe(200);
    expectTooLarge(await ask(root(limits.rootFields.value + 1)));
  });

  test("aliases, __typename included", async () => {
    const aliases = (count: number) => `{ agency { ${times(count, (n) => `a${n}: __typename`)} } }`;
    expect((await ask(aliases(limits.aliases.value))).status).toBe(200);
    const refused = await ask(aliases(limits.aliases.value + 1));
    expectTooLarge(refused);
    expect(refused.body.errors?.[0]).toMatchObject({
      message: "The operation has 31 aliases; 30 are allowed.",
      extensions: { hint: "Ask for it in several operations." },
    });
  });

  test("directives", async () => {
    const directives = (count: number) =>
      `{ ${times(count, () => "... @include(if: true) { __typename }")} }`;
    expectTooLarge(await ask(directives(limits.directives.value + 1)));
  });

  test("operations in one document", async () => {
    const operations = (count: number) => times(count, (n) => `query Q${n} { __typename }`);
    const named = (count: number) => post(stub.url, { query: operations(count), operationName: "Q0" });
    expect((await named(limits.operations.value)).status).toBe(200);
    expectTooLarge(await named(limits.operations.value + 1));
  });

  test("fragments that multiply are counted, not walked", async () => {
    expectTooLarge(await ask(bomb(60, (next) => `a: parent { ...${next} } b: parent { ...${next} }`)));
    expectTooLarge(await ask(bomb(60, (next) => `parent { ...${next} ...${next} }`)));
    // Multiplies nothing but its own text: allowed, and answered at once.
    expect((await ask(bomb(60, (next) => `...${next} ...${next}`))).body.data).toEqual({
      agency: { name: "Agency" },
    });
  });

  test("fragments in a circle are a mistake, not a hang", async () => {
    const reply = await ask(
      "{ agency { ...A } } fragment A on Agency { parent { ...B } } fragment B on Agency { ...A }",
    );
    expect(reply.body.errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
  });

  test("introspection: twice the standard query passes, more does not", async () => {
    const standard = getIntrospectionQuery({ oneOf: true, inputValueDeprecation: true });
    expect((await ask(standard)).body.errors).toBeUndefined();
    const fields = (levels: number): string =>
      levels === 0 ? "name" : `fields { type { ${fields(levels - 1)} } }`;
    expect((await ask(`{ __type(name: "Agency") { ${fields(2)} } }`)).body.errors).toBeUndefined();
    const all = (name: string) => `${name}: __schema { types { ...FullType } }`;
    const three = `{ ${["a", "b", "c"].map(all).join(" ")} } ${standard.slice(standard.indexOf("fragment"))}`;
    expectTooLarge(await ask(three));
  });

  test("errors in one answer", async () => {
    const reply = await ask(`{ agency { ${times(100, (n) => `wrong${n}`)} } }`);
    expect(reply.body.errors).toHaveLength(limits.errors.value);
  });

  test("messages do not echo long texts", async () => {
    const reply = await ask(`{ ${"x".repeat(50_000)} }`);
    expect(JSON.stringify(reply.body).length).toBeLessThan(2_000);
  });
});

describe("requests", () => {
  test("body, declared and undeclared", async () => {
    const body = (bytes: number) => JSON.stringify({ query: "{ __typename }", pad: "x".repeat(bytes - 35) });
    expect(body(limits.bodyBytes.value)).toHaveLength(limits.bodyBytes.value);
    expect((await post(stub.url, body(limits.bodyBytes.value))).status).toBe(200);
    expectTooLarge(await post(stub.url, body(limits.bodyBytes.value + 1)), 413);
    const stream = new Blob([body(limits.bodyBytes.value + 1)]).stream();
    expectTooLarge(await post(stub.url, "", { body: stream, duplex: "half" } as RequestInit), 413);
  });

  test("variables: long lists and deep values", async () => {
    const query = "query($in: [Int!]) { numbers(in: $in) }";
    const numbers = (count: number) => ask(query, { in: Array.from({ length: count }, () => 1) });
    expect((await numbers(limits.variableItems.value)).body.data).toEqual({
      numbers: limits.variableItems.value,
    });
    expectTooLarge(await numbers(limits.variableItems.value + 1));
    const deep = `{"query":"{__typename}","variables":{"x":${"[".repeat(40_000)}${"]".repeat(40_000)}}}`;
    expectTooLarge(await post(stub.url, deep));
  });

  test("headers", async () => {
    const response = await fetch(`${stub.url}/graphql?query=${"x".repeat(limits.headerBytes.value)}`);
    expect(response.status).toBe(431);
    expect(response.headers.get("content-type")).toMatch(/json/);
    expect(await response.json()).toHaveProperty("errors");
  });
});
