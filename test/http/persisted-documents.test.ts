// Documents by their hash: those of the folder, those that clients register, documentId and Apollo's own extension.
import { createHash } from "node:crypto";
import { PersistedDocuments } from "../../src/http/documents/persisted-documents";
import { FakeRevision } from "./fake-revision";
import { post, type StubService, startStub } from "./stub-service";

const known = "query Known($s: String) { agency(slug: $s) { name } }\n";
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const idOf = (text: string) => `sha256:${hashOf(text)}`;
const persistedQuery = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: hashOf(text) } });
const name = { agency: { name: "Agency" } };

let stub: StubService;
beforeEach(async () => {
  stub = await startStub({
    documents: new PersistedDocuments([known]),
    revision: new FakeRevision(),
    settings: { answerCacheBytes: 1_000_000 },
  });
});
afterEach(() => stub.close());

const get = async (parameters: Record<string, string>) => {
  const response = await fetch(`${stub.url}/graphql?${new URLSearchParams(parameters)}`);
  return {
    status: response.status,
    body: (await response.json()) as Awaited<ReturnType<typeof post>>["body"],
  };
};
const code = (reply: { body: Awaited<ReturnType<typeof post>>["body"] }) =>
  reply.body.errors?.[0]?.extensions.code;

test("documentId names a document of the folder, on GET and POST, with variables and operation name", async () => {
  const documentId = idOf(known);
  const variables = { s: "a" };
  expect((await post(stub.url, { documentId })).body.data).toEqual(name);
  expect((await post(stub.url, { documentId, variables, operationName: "Known" })).body.data).toEqual(name);
  expect((await get({ documentId })).body.data).toEqual(name);
  expect((await get({ documentId, variables: JSON.stringify(variables) })).body.data).toEqual(name);
  expect(code(await post(stub.url, { documentId, operationName: "Other" }))).toBe("BAD_USER_INPUT");
});

test("the id and the text are the same request", async () => {
  const byText = await post(stub.url, { query: known });
  const byId = await post(stub.url, { documentId: idOf(known) });
  const byExtension = await post(stub.url, { extensions: persistedQuery(known) });
  expect(byText.headers.get("etag")).toMatch(/^W\//);
  expect(byId.headers.get("etag")).toBe(byText.headers.get("etag"));
  expect(byExtension.headers.get("etag")).toBe(byText.headers.get("etag"));
  expect((await (await fetch(`${stub.url}/metrics`)).text()).match(/origin="hit"\} 2/)).not.toBeNull();
});

test("an unknown id is refused with 404, something that is no id with 400", async () => {
  const unknown = { documentId: idOf("{ agency { slug } }") };
  for (const reply of [await post(stub.url, unknown), await get(unknown)])
    expect([reply.status, code(reply)]).toEqual([404, "PERSISTED_QUERY_NOT_FOUND"]);
  for (const documentId of [
    "known",
    hashOf(known),
    `sha256:${hashOf(known).toUpperCase()}`,
    "sha256:__proto__",
  ]) {
    const reply = await post(stub.url, { documentId });
    expect([reply.status, code(reply)]).toEqual([400, "BAD_USER_INPUT"]);
  }
  expect(code(await post(stub.url, { documentId: 5 }))).toBe("BAD_USER_INPUT");
  expect(code(await post(stub.url, { documentId: "" }))).toBe("BAD_USER_INPUT");
});

test("an id and a text that disagree are refused; agreeing they pass", async () => {
  const documentId = idOf(known);
  expect((await post(stub.url, { documentId, query: known })).body.data).toEqual(name);
  const disagreeing = [
    { documentId, query: "{ agency { slug } }" },
    { documentId, extensions: persistedQuery("{ agency { slug } }") },
  ];
  for (const body of disagreeing) {
    const reply = await post(stub.url, body);
    expect([reply.status, code(reply)]).toEqual([400, "BAD_USER_INPUT"]);
  }
  const both = await get({ documentId, query: "{ agency { slug } }" });
  expect([both.status, code(both)]).toEqual([400, "BAD_USER_INPUT"]);
});

describe.each(["GET", "POST"])("Apollo's persisted queries by %s", (method) => {
  const send = (body: { query?: string; extensions: object }) =>
    method === "POST"
      ? post(stub.url, body)
      : get({
          ...(body.query !== undefined && { query: body.query }),
          extensions: JSON.stringify(body.extensions),
        });
  const query = `query ${method} { agency { name } }`;

  test("are unknown, registered, then found, and have a documentId from then on", async () => {
    const extensions = persistedQuery(query);
    expect(code(await send({ extensions }))).toBe("PERSISTED_QUERY_NOT_FOUND");
    expect((await send({ query, extensions })).body.data).toEqual(name);
    expect((await send({ extensions })).body.data).toEqual(name);
    expect((await post(stub.url, { documentId: idOf(query) })).body.data).toEqual(name);
  });

  test("are registered also when the answer is a kept one", async () => {
    await post(stub.url, { query });
    await send({ query, extensions: persistedQuery(query) });
    expect((await post(stub.url, { documentId: idOf(query) })).body.data).toEqual(name);
  });

  test("are never registered under a false hash, nor answered from what is kept", async () => {
    await post(stub.url, { query });
    const extensions = persistedQuery("{ agency { slug } }");
    expect((await send({ query, extensions })).status).toBe(400);
    expect(code(await send({ extensions }))).toBe("PERSISTED_QUERY_NOT_FOUND");
  });
});

test("registered documents have a bound in bytes", async () => {
  const documents = new PersistedDocuments();
  const texts = Array.from({ length: 200 }, (_, n) => `# ${n} ${"x".repeat(50_000)}\n{ a }`);
  for (const text of texts) await documents.apolloCache.set(`apq:${hashOf(text)}`, text);
  const found = await Promise.all(texts.map((text) => documents.apolloCache.get(`apq:${hashOf(text)}`)));
  const kept = found.filter((text) => text !== undefined).length;
  expect(kept).toBeGreaterThan(10);
  expect(kept).toBeLessThan(50);
});
