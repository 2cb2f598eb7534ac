// Answers that are reused: when, for whom, for how long; what ETags and Cache-Control say; what is never kept.
import { request } from "node:http";
import { FakeRevision, heldDatabase, until } from "./fake-revision";
import { oneRow, post, type StubService, startStub, stubDatabase } from "./stub-service";

const data = { query: "{ agency { name } }" };
const answerCacheBytes = 1_000_000;

let stub: StubService;
let revision: FakeRevision;
let statements: number;
afterEach(() => stub.close());

const counting = () =>
  stubDatabase(async () => {
    statements++;
    return oneRow;
  });

async function start(changes: Parameters<typeof startStub>[0] = {}) {
  statements = 0;
  revision = new FakeRevision();
  stub = await startStub({
    database: counting(),
    revision,
    ...changes,
    settings: { answerCacheBytes, ...changes.settings },
  });
}

const get = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${stub.url}/graphql?${new URLSearchParams(parameters)}`, { headers });
const tagOf = (reply: { headers: Headers }) => reply.headers.get("etag") ?? "none";
const metrics = async () => (await fetch(`${stub.url}/metrics`)).text();

describe("kept answers", () => {
  test("serve the same operation again, by GET and POST, until the data changes", async () => {
    await start();
    const first = await post(stub.url, data);
    for (const again of [await post(stub.url, data), await (await get(data)).json()])
      expect("body" in (again as object) ? (again as typeof first).body : again).toEqual(first.body);
    expect(statements).toBe(1);
    await revision.moveTo("2");
    expect((await post(stub.url, data)).body).toEqual(first.body);
    expect(statements).toBe(2);
    const said = await metrics();
    expect(said).toContain('oversight_answers_total{origin="hit"} 2');
    expect(said).toContain('oversight_answers_total{origin="miss"} 2');
    expect(said).toMatch(/oversight_answer_cache\{state="entries"\} 1/);
  });

  test("are not given out after a commit that was not heard of", async () => {
    await start();
    await post(stub.url, data);
    revision.actual = "2";
    await post(stub.url, data);
    expect(statements).toBe(2);
    await post(stub.url, data);
    expect(statements).toBe(2);
  });

  test("are not given out while the version is in doubt", async () => {
    await start();
    await post(stub.url, data);
    revision.actual = undefined;
    const reply = await post(stub.url, data);
    expect([statements, tagOf(reply), reply.headers.get("cache-control")]).toEqual([2, "none", "no-store"]);
    await post(stub.url, data);
    expect(statements).toBe(3);
  });

  test("are not kept when the data changed while they were made", async () => {
    const held = heldDatabase();
    await start({ database: held.database });
    const first = post(stub.url, data);
    await until(() => held.open.length === 1);
    await revision.moveTo("2");
    held.open[0]?.finish();
    expect(tagOf(await first)).toMatch(/^W\/"1\./);
    const second = post(stub.url, data);
    await until(() => held.open.length === 2);
    held.open[1]?.finish();
    await second;
  });

  test("need no reading of the version to be made, and one to be given out", async () => {
    await start();
    await post(stub.url, data);
    expect(revision.asked).toBe(0);
    await post(stub.url, data);
    expect(revision.asked).toBe(1);
  });

  test("differ by document, operation name, variables and viewer", async () => {
    await start();
    const query = "query A($s: String) { agency(slug: $s) { name } } query B { agency { slug } }";
    const different = [
      data,
      { query: "{ agency { name } } " },
      { query, operationName: "A" },
      { query, operationName: "B" },
      { query, operationName: "A", variables: { s: "x" } },
      { query, operationName: "A", variables: { s: "y" } },
      { query, operationName: "A", variables: { s: null } },
    ];
    const tags = new Set<string>();
    for (const body of different) tags.add(tagOf(await post(stub.url, body)));
    for (const viewer of ["Bearer a", "Bearer b"])
      tags.add(tagOf(await post(stub.url, data, { headers: { authorization: viewer } })));
    expect(statements).toBe(different.length + 2);
    expect(tags.size).toBe(different.length + 2);
    expect(tags.has("none")).toBe(false);
  });

  test("cost the same points as executed ones", async () => {
    await start({ settings: { rateLimit: 100, trustedProxies: ["127.0.0.1"] } });
    const from = { headers: { "x-forwarded-for": "192.0.2.1" } };
    expect((await post(stub.url, data, from)).headers.get("ratelimit-remaining")).toBe("96");
    expect((await post(stub.url, data, from)).headers.get("ratelimit-remaining")).toBe("92");
    expect(statements).toBe(1);
  });

  test("have a bound in bytes; older ones make room", async () => {
    await start({ settings: { answerCacheBytes: 8000 } });
    for (let n = 0; n < 50; n++) await post(stub.url, { query: `query Q${n} { agency { name } }` });
    const said = await metrics();
    const [, bytes] = /oversight_answer_cache\{state="bytes"\} (\d+)/.exec(said) ?? [];
    expect(Number(bytes)).toBeGreaterThan(0);
    expect(Number(bytes)).toBeLessThanOrEqual(8000);
    expect(said).toMatch(/oversight_answer_cache_evictions_total [1-9]/);
  });

  test("can be switched off; ETags remain", async () => {
    await start({ settings: { answerCacheBytes: 0 } });
    const reply = await post(stub.url, data);
    expect(tagOf(reply)).toMatch(/^W\//);
    await post(stub.url, data);
    expect(statements).toBe(2);
  });

  test("are none of refused or failed operations", async () => {
    await start({
      database: stubDatabase(async () => {
        statements++;
        throw new Error("broken");
      }),
    });
    for (const body of [data, { query: "{ nothing }" }, { query: "{" }, { query: "mutation { a }" }])
      for (let time = 0; time < 2; time++) {
        const reply = await post(stub.url, body);
        expect(reply.body.errors).toHaveLength(1);
        expect([tagOf(reply), reply.headers.get("cache-control")]).toEqual(["none", "no-store"]);
      }
    expect(statements).toBe(2);
    expect(await metrics()).toMatch(/oversight_answer_cache\{state="entries"\} 0/);
  });
});

describe("the same operation asked for at once", () => {
  test("runs one statement for all", async () => {
    const held = heldDatabase();
    await start({ database: held.database });
    const all = Array.from({ length: 10 }, () => post(stub.url, data));
    await until(() => stub.service.admission.counts.inFlight === 10);
    await until(() => revision.asked === 9);
    held.open[0]?.finish();
    for (const reply of await Promise.all(all))
      expect(reply.body.data).toEqual({ agency: { name: "Agency" } });
    expect(held.count()).toBe(1);
    expect(await metrics()).toContain('oversight_answers_total{origin="shared"} 9');
  });

  test("goes on with another when the client it runs for goes away", async () => {
    const held = heldDatabase();
    await start({ database: held.database });
    const leader = request(`${stub.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
    });
    leader.on("error", () => {});
    leader.end(JSON.stringify(data));
    await until(() => held.open.length === 1);
    const others = [post(stub.url, data), post(stub.url, data)];
    await until(() => revision.asked === 2);
    leader.destroy();
    await until(() => held.open.length === 2);
    held.open[1]?.finish();
    for (const reply of await Promise.all(others)) expect(reply.status).toBe(200);
    expect(held.count()).toBe(2);
  });

  test("leaves each client its own time", async () => {
    const held = heldDatabase();
    await start({ database: held.database, settings: { requestTimeoutMs: 300 } });
    const first = post(stub.url, data);
    await until(() => held.open.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 150));
    const second = post(stub.url, data);
    expect((await first).body.errors?.[0]?.extensions.code).toBe("INTERNAL_SERVER_ERROR");
    await until(() => held.open.length === 2);
    held.open[1]?.finish();
    expect((await second).status).toBe(200);
  });

  test("is run by each when it fails", async () => {
    const held = heldDatabase();
    await start({ database: held.database });
    const all = Array.from({ length: 3 }, () => post(stub.url, data));
    await until(() => revision.asked === 2);
    held.open[0]?.fail(new Error("broken"));
    await until(() => held.open.length === 3);
    held.open[1]?.finish();
    held.open[2]?.finish();
    const statuses = (await Promise.all(all)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 200, 500]);
  });
});

describe("a client that holds the answer", () => {
  test("is told so by GET and POST, without any statement, with the headers that go along", async () => {
    await start({ settings: { answerCacheBytes: 0 } });
    const full = await get(data);
    const etag = tagOf(full);
    expect(etag).toMatch(/^W\/"1\.[\w.-]+"$/);
    const requests = [
      await get(data, { "if-none-match": etag }),
      await get(data, { "if-none-match": etag.slice(2) }),
      await get(data, { "if-none-match": `"other", ${etag}` }),
    ];
    for (const reply of requests) {
      expect([reply.status, await reply.text()]).toEqual([304, ""]);
      expect(tagOf(reply)).toBe(etag);
      expect(reply.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
      expect(reply.headers.get("vary")).toBe("accept, authorization");
      expect(reply.headers.get("content-type")).toBeNull();
    }
    const posted = await post(stub.url, data, { headers: { "if-none-match": etag } });
    expect([posted.status, tagOf(posted)]).toEqual([304, etag]);
    expect(statements).toBe(1);
    expect(await metrics()).toContain('oversight_answers_total{origin="not modified"} 4');
  });

  test("is also spared the answer by *, where there is one", async () => {
    await start();
    for (let time = 0; time < 2; time += 1) {
      const reply = await get(data, { "if-none-match": "*" });
      expect([reply.status, await reply.text(), tagOf(reply)]).toEqual([304, "", tagOf(await get(data))]);
    }
    const refused = await get({ query: "{ noSuchField }" }, { "if-none-match": "*" });
    expect(refused.status).not.toBe(304);
  });

  test("gets the answer when data, variables, media type or viewer are others", async () => {
    await start();
    const known = { "if-none-match": tagOf(await get(data)) };
    const type = { accept: "application/graphql-response+json" };
    expect((await get(data, { ...known, ...type })).status).toBe(200);
    expect((await get({ ...data, variables: '{"a":1}' }, known)).status).toBe(200);
    const authorised = { authorization: "x", "apollo-require-preflight": "1" };
    expect((await get(data, { ...known, ...authorised })).status).toBe(200);
    revision.actual = "2";
    const after = await get(data, known);
    expect(after.status).toBe(200);
    expect(tagOf(after)).toMatch(/^W\/"2\./);
  });
});

test("Cache-Control lets others keep anonymous GETs alone", async () => {
  await start();
  const control = (reply: { headers: Headers }) => reply.headers.get("cache-control");
  expect(control(await get(data))).toBe("public, max-age=0, must-revalidate");
  expect(control(await post(stub.url, data))).toBe("private, no-cache");
  expect(control(await get(data, { authorization: "x", "apollo-require-preflight": "1" }))).toBe(
    "private, no-cache",
  );
  expect(control(await get({ query: "{" }))).toBe("no-store");
  expect(control(await fetch(`${stub.url}/graphql`, { method: "PUT" }))).toBe("no-store");
});
