// A document is parsed and validated once. Whoever sends it again must not be able to tell: same status, headers, body,
// log line.
import { createHash } from "node:crypto";
import { request } from "node:http";
import { FakeRevision } from "./fake-revision";
import { post, type Reply, type StubService, startStub } from "./stub-service";

let stub: StubService;
beforeEach(async () => {
  stub = await startStub({ revision: new FakeRevision() });
});
afterEach(() => stub.close());

const legacy = { headers: { accept: "application/json" } };
const modern = { headers: { accept: "application/graphql-response+json" } };
const two = "query A { agency { name } } query B($first: Int!) { agencies(first: $first) { slug } }";
const hash = createHash("sha256").update(two).digest("hex");

const cases: readonly (readonly [string, object, RequestInit])[] = [
  ["an operation without a name", { query: "{ agency { name } }" }, legacy],
  ["one of two operations", { query: two, operationName: "A" }, legacy],
  ["the other, with a variable", { query: two, operationName: "B", variables: { first: 2 } }, modern],
  ["a name that no operation has", { query: two, operationName: "C" }, modern],
  ["no name where there are two operations", { query: two }, modern],
  ["a variable that is missing", { query: two, operationName: "B" }, modern],
  ["a variable that is missing, for an old client", { query: two, operationName: "B" }, legacy],
  ["a variable of another type", { query: two, operationName: "B", variables: { first: "x" } }, modern],
  ["introspection", { query: "{ __schema { queryType { name } } }" }, legacy],
  ["introspection among data", { query: "{ __typename agency { name } }" }, legacy],
  ["a document that is not valid", { query: "{ nothing }" }, modern],
  ["a mutation", { query: "mutation { agency { name } }" }, modern],
  [
    "a document that is announced by its hash",
    { query: two, operationName: "A", extensions: { persistedQuery: { version: 1, sha256Hash: hash } } },
    modern,
  ],
  [
    "a hash of another document",
    {
      query: two,
      operationName: "A",
      extensions: { persistedQuery: { version: 1, sha256Hash: hash.replace(/./, "0") } },
    },
    modern,
  ],
  [
    "a version of persisted queries that nobody knows",
    { query: two, operationName: "A", extensions: { persistedQuery: { version: 2, sha256Hash: hash } } },
    modern,
  ],
];

test.each(cases)("%s: the second answer is the first", async (_, body, init) => {
  const first = await post(stub.url, body, init);
  const second = await post(stub.url, body, init);
  expect(comparable(second)).toEqual(comparable(first));
  await new Promise((resolve) => setTimeout(resolve, 20));
  const [one, other] = stub.logged.filter(({ path }) => path === "/graphql").map(withoutMoment);
  expect(other).toEqual(one);
});

test("a known document whose text stays away is found by its hash", async () => {
  const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
  await post(stub.url, { query: two, operationName: "A" });
  expect((await post(stub.url, { operationName: "A", extensions })).body.errors?.[0]?.extensions.code).toBe(
    "PERSISTED_QUERY_NOT_FOUND",
  );
  // Registering works although the document is known.
  await post(stub.url, { query: two, operationName: "A", extensions });
  const found = await post(stub.url, { operationName: "A", extensions });
  expect(found.body.data).toEqual({ agency: { name: "Agency" } });
});

test("texts that differ in lone surrogates alone are never taken for each other", async () => {
  const text = (half: string) => `{ agency(slug: "${half}") { name } } # ${half}`;
  const tags = [];
  for (const half of ["\ud800", "\ud801", "\ud800"])
    tags.push((await post(stub.url, { query: text(half) })).headers.get("etag"));
  expect(tags).toEqual([null, null, null]);
});

test("a GET is answered from a document that a POST made known", async () => {
  await post(stub.url, { query: two, operationName: "A" });
  const query = new URLSearchParams({ query: two, operationName: "A" });
  const response = await fetch(`${stub.url}/graphql?${query}`);
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
  expect(await response.json()).toMatchObject({ data: { agency: { name: "Agency" } } });
});

test("every header stands in an answer once", async () => {
  const names = await new Promise<string[]>((resolve, reject) => {
    const sent = request(`${stub.url}/graphql?query={agency{name}}`, (answer) => {
      answer.resume();
      resolve(answer.rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase()));
    });
    sent.once("error", reject).end();
  });
  expect(names).toContain("etag");
  expect(names.length).toBe(new Set(names).size);
});

function comparable({ status, headers, body }: Reply) {
  const named = [...headers].filter(([name]) => name !== "date" && name !== "x-request-id");
  const errors = body.errors?.map((error) => ({
    ...error,
    extensions: { ...error.extensions, requestId: "" },
  }));
  return { status, headers: named, body: { ...body, ...(errors && { errors }) } };
}

function withoutMoment({ time, requestId, ms, databaseMs, ...line }: Record<string, unknown>) {
  return line;
}
