// GraphQL over HTTP beyond the audit: methods, media types, charsets, forgery, batches, CORS, ids, what leaks.
import { createHash } from "node:crypto";
import { post, type StubService, startStub } from "./stub-service";

let stub: StubService;
beforeAll(async () => {
  stub = await startStub();
});
afterAll(() => stub.close());

const typename = { query: "{ __typename }" };
const get = (parameters: Record<string, string>, init: RequestInit = {}) =>
  fetch(`${stub.url}/graphql?${new URLSearchParams(parameters)}`, init);

async function expectJsonError(response: Response, status: number, code: string) {
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toMatch(
    /^application\/(graphql-response\+)?json; charset=utf-8$/,
  );
  const { errors } = (await response.json()) as {
    errors: { extensions: { code: string; requestId: string } }[];
  };
  expect(errors[0]?.extensions.code).toBe(code);
  expect(errors[0]?.extensions.requestId).toBe(response.headers.get("x-request-id"));
}

test("an answer carries data, cost and the headers that keep browsers from guessing", async () => {
  const reply = await post(stub.url, { query: "{ agency { name } }" });
  expect(reply.body).toEqual({
    data: { agency: { name: "Agency" } },
    extensions: { cost: { requested: 3, maximum: 5000 } },
  });
  expect(reply.headers.get("x-content-type-options")).toBe("nosniff");
  expect(reply.headers.get("x-powered-by")).toBeNull();
  expect(reply.headers.get("server")).toBeNull();
});

test("a GET answers as a POST does", async () => {
  const response = await get({
    query: "query($n: Int) { agencies(first: $n) { slug } }",
    variables: '{"n":2}',
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ data: { agencies: [{ slug: "a" }, { slug: "a" }] } });
});

test.each(["PUT", "DELETE", "PATCH"])("%s is 405 with Allow", async (method) => {
  const response = await fetch(`${stub.url}/graphql`, { method });
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET, HEAD, POST, OPTIONS");
});

test("a mutation by GET is 405 with Allow: POST", async () => {
  const response = await get({ query: "mutation { anything }" });
  expect(response.headers.get("allow")).toBe("POST");
  await expectJsonError(response, 405, "BAD_USER_INPUT");
});

test.each(["mutation", "subscription"])("a %s by POST is refused: there are none", async (type) => {
  const reply = await post(stub.url, { query: `${type} { __typename }` });
  expect(reply.status).toBe(400);
  expect(reply.body.errors?.[0]?.message).toBe(`This service offers no ${type} operations.`);
});

test.each([
  ["text/plain", 415],
  ["application/x-www-form-urlencoded", 415],
  ["multipart/form-data; boundary=x", 415],
  ["application/graphql", 415],
  ["application/json; charset=latin1", 415],
  ["application/json; charset=utf-16", 415],
  ["application/json; charset=UTF-8", 200],
  ['application/json; charset="utf-8"', 200],
  ["APPLICATION/JSON", 200],
])("a body of type %s is %d", async (type, status) => {
  const response = await fetch(`${stub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": type },
    body: JSON.stringify(typename),
  });
  if (status === 415) await expectJsonError(response, 415, "BAD_USER_INPUT");
  expect(response.status).toBe(status);
});

test.each([
  ["text/html", 406],
  ["image/png, text/plain", 406],
  ["application/json;q=0", 406],
  ["application/json; charset=latin1", 406],
  ["application/graphql-response+json; charset=utf-8", 200],
  ["application/*", 200],
  ["text/html, */*;q=0.1", 200],
])("Accept: %s is %d", async (accept, status) => {
  const response = await fetch(`${stub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept },
    body: JSON.stringify(typename),
  });
  if (status === 406) await expectJsonError(response, 406, "BAD_USER_INPUT");
  expect(response.status).toBe(status);
});

test("the newer media type wins where the client prefers it", async () => {
  const accept = "application/graphql-response+json, application/json;q=0.9";
  const reply = await post(stub.url, typename, { headers: { accept } });
  expect(reply.headers.get("content-type")).toBe("application/graphql-response+json; charset=utf-8");
});

test("a compressed body is 415", async () => {
  const response = await fetch(`${stub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "content-encoding": "gzip" },
    body: "anything",
  });
  await expectJsonError(response, 415, "BAD_USER_INPUT");
});

describe("a request that another site could have forged", () => {
  const withCookie = { cookie: "session=1" };
  const withToken = { authorization: "Bearer 1" };
  test.each([withCookie, withToken])("is 403 by GET with %p", async (headers) => {
    await expectJsonError(await get(typename, { headers }), 403, "FORBIDDEN");
  });
  test.each([withCookie, withToken])(
    "passes with %p and a header that browsers ask about",
    async (headers) => {
      const response = await get(typename, { headers: { ...headers, "apollo-require-preflight": "true" } });
      expect(response.status).toBe(200);
    },
  );
  test.each([withCookie, withToken])("passes with %p as JSON by POST", async (headers) => {
    expect((await post(stub.url, typename, { headers })).status).toBe(200);
  });
  test("is harmless without credentials", async () => {
    expect((await get(typename)).status).toBe(200);
  });
});

test.each([[[]], [[typename]], [[typename, typename]]])("a batch %j is refused", async (batch) => {
  const reply = await post(stub.url, batch);
  expect(reply.status).toBe(400);
  expect(reply.body.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
});

test("pages of any site may read, without credentials", async () => {
  const headers = { origin: "https://example.org", "access-control-request-method": "POST" };
  const preflight = await fetch(`${stub.url}/graphql`, { method: "OPTIONS", headers });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
  expect(preflight.headers.get("access-control-allow-credentials")).toBeNull();
  expect(preflight.headers.get("access-control-allow-headers")).toContain("content-type");
  const reply = await post(stub.url, typename, { headers });
  expect(reply.headers.get("access-control-allow-origin")).toBe("*");
  expect(reply.headers.get("access-control-allow-credentials")).toBeNull();
  expect(reply.headers.get("access-control-expose-headers")).toContain("etag");
  // An answer to GET may be kept by somebody and given to a page that asks later: it always tells.
  const kept = await fetch(`${stub.url}/graphql?query={__typename}`);
  expect(kept.headers.get("access-control-expose-headers")).toContain("etag");
  const other = await post(stub.url, typename);
  expect(other.headers.get("access-control-allow-origin")).toBe("*");
  expect(other.headers.get("access-control-expose-headers")).toBeNull();
});

test.each([
  ["not JSON", "{"],
  ["not UTF-8", Buffer.from([0x7b, 0xff, 0x7d])],
  ["null", "null"],
  ["a string", '"{ __typename }"'],
  ["empty", ""],
])("a body that is %s is 400", async (_what, body) => {
  const response = await fetch(`${stub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  await expectJsonError(response, 400, "BAD_USER_INPUT");
});

test("a parameter given twice is 400", async () => {
  await expectJsonError(await fetch(`${stub.url}/graphql?query={a}&query={b}`), 400, "BAD_USER_INPUT");
});

test("a client that reads only application/json gets 200 for a document's mistakes, others 400", async () => {
  const query = "{ nothingOfThisName }";
  const legacy = await post(stub.url, { query }, { headers: { accept: "application/json" } });
  expect([legacy.status, legacy.body.errors?.[0]?.extensions.code]).toEqual([
    200,
    "GRAPHQL_VALIDATION_FAILED",
  ]);
  expect((await post(stub.url, { query })).status).toBe(400);
  const named = { query: "query A { __typename }", operationName: "B" };
  expect((await post(stub.url, named)).body.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
});

test("a persisted query: asked for, registered, known; a wrong hash is refused", async () => {
  const query = "{ agency { slug } }";
  const persistedQuery = { version: 1, sha256Hash: createHash("sha256").update(query).digest("hex") };
  const unknown = await post(stub.url, { extensions: { persistedQuery } });
  expect([unknown.status, unknown.body.errors?.[0]?.extensions.code]).toEqual([
    200,
    "PERSISTED_QUERY_NOT_FOUND",
  ]);
  expect((await post(stub.url, { query, extensions: { persistedQuery } })).status).toBe(200);
  expect((await post(stub.url, { extensions: { persistedQuery } })).body.data).toEqual({
    agency: { slug: "a" },
  });
  const wrong = await post(stub.url, { query: "{ __typename }", extensions: { persistedQuery } });
  expect([wrong.status, wrong.body.errors?.[0]?.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
});

test("the client's own request id is kept where it is harmless", async () => {
  expect(
    (await post(stub.url, typename, { headers: { "x-request-id": "abc-1" } })).headers.get("x-request-id"),
  ).toBe("abc-1");
  const odd = await post(stub.url, typename, { headers: { "x-request-id": 'a" b' } });
  expect(odd.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test("an unknown path is 404 as JSON, a known one takes only GET", async () => {
  await expectJsonError(await fetch(`${stub.url}/nothing`), 404, "NOT_FOUND");
  const response = await fetch(`${stub.url}/livez`, { method: "POST" });
  expect(response.headers.get("allow")).toBe("GET, HEAD");
  await expectJsonError(response, 405, "BAD_USER_INPUT");
});

test("health, metrics and the schema have their paths", async () => {
  expect((await fetch(`${stub.url}/livez`)).status).toBe(200);
  expect(await (await fetch(`${stub.url}/readyz`)).json()).toEqual({ ready: true });
  expect(await (await fetch(`${stub.url}/metrics`)).text()).toContain("oversight_operations_total{");
  expect(await (await fetch(`${stub.url}/schema.graphql`)).text()).toContain("type Query");
});

test("a browser that opens /graphql is sent to the playground", async () => {
  const response = await fetch(`${stub.url}/graphql`, {
    headers: { accept: "text/html,*/*;q=0.8" },
    redirect: "manual",
  });
  expect([response.status, response.headers.get("location")]).toEqual([302, "/playground"]);
});
