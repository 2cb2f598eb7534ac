// What happens when there is more to do than can be done: a short queue, then 503; deadlines; clients that go away;
// clients that ask for too much.
import { request } from "node:http";
import { StatementCancelled } from "../../src/database/errors";
import type { StopSignal } from "../../src/http/stop";
import { limits } from "../../src/limits";
import { oneRow, post, type StubService, startStub, stubDatabase } from "./stub-service";

let stub: StubService;
afterEach(() => stub.close());

const data = { query: "{ agency { name } }" };
const typename = { query: "{ __typename }" };

/** A database whose statements end only when told to, or when cancelled. */
function slowDatabase() {
  const open: { end: () => void; signal: StopSignal | undefined }[] = [];
  let cancelled = 0;
  const database = stubDatabase(
    (_statement, { signal }) =>
      new Promise((resolve, reject) => {
        open.push({ end: () => resolve(oneRow), signal });
        signal?.addEventListener("abort", () => {
          cancelled++;
          reject(new StatementCancelled("The statement was cancelled."));
        });
      }),
  );
  return { database, open, cancelled: () => cancelled };
}

const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
};

test("statements beyond the pool wait shortly, then 503 with Retry-After; others are not touched", async () => {
  const slow = slowDatabase();
  stub = await startStub({ database: slow.database, settings: { poolMax: 2 } });
  const running = [post(stub.url, data), post(stub.url, data)];
  await until(() => slow.open.length === 2);
  const refused = await post(stub.url, data);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
  expect(refused.body.errors?.[0]?.extensions.code).toBe("SERVICE_UNAVAILABLE");
  // What needs no rows needs no place: it is answered while all places are taken.
  expect((await post(stub.url, typename)).status).toBe(200);
  expect((await post(stub.url, { query: "{ __schema { queryType { name } } }" })).status).toBe(200);
  expect((await post(stub.url, { query: "{ nothing }" })).status).toBe(400);
  for (const { end } of slow.open) end();
  for (const reply of await Promise.all(running)) expect(reply.status).toBe(200);
  expect(stub.service.admission.counts).toMatchObject({ inFlight: 0, running: 0, queued: 0 });
});

test("a statement that waits gets the place that becomes free", async () => {
  const slow = slowDatabase();
  stub = await startStub({ database: slow.database, settings: { poolMax: 1 } });
  const first = post(stub.url, data);
  await until(() => slow.open.length === 1);
  const second = post(stub.url, data);
  await until(() => stub.service.admission.counts.queued === 1);
  slow.open[0]?.end();
  await until(() => slow.open.length === 2);
  slow.open[1]?.end();
  expect([(await first).status, (await second).status]).toEqual([200, 200]);
});

test("more operations at once than the table allows are refused at once", async () => {
  const slow = slowDatabase();
  stub = await startStub({ database: slow.database, settings: { poolMax: 1 } });
  const statuses: number[] = [];
  const replies = Array.from({ length: limits.inFlight.value + 20 }, async () => {
    statuses.push((await post(stub.url, data)).status);
  });
  // One runs, others wait until there is no place; the last twenty are told so.
  await until(() => statuses.length >= 20);
  setInterval(() => slow.open.at(-1)?.end(), 1).unref();
  await Promise.all(replies);
  expect(statuses[0]).toBe(503);
  expect(new Set(statuses)).toEqual(new Set([200, 503]));
});

test("the request's deadline cancels the statement and answers TIMEOUT", async () => {
  const slow = slowDatabase();
  stub = await startStub({ database: slow.database, settings: { requestTimeoutMs: 100 } });
  const reply = await post(stub.url, data);
  expect([reply.status, reply.body.errors?.[0]?.extensions.code]).toEqual([503, "TIMEOUT"]);
  expect(slow.cancelled()).toBe(1);
});

test("a client that goes away cancels its statement and gives its place back", async () => {
  const slow = slowDatabase();
  stub = await startStub({ database: slow.database });
  const client = request(`${stub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
  });
  client.on("error", () => {});
  client.end(JSON.stringify(data));
  await until(() => slow.open.length === 1);
  client.destroy();
  await until(() => slow.cancelled() === 1);
  await until(() => stub.service.admission.counts.inFlight === 0);
  expect(stub.service.admission.counts.running).toBe(0);
});

describe("the rate limit", () => {
  const settings = { rateLimit: 10, trustedProxies: ["127.0.0.1"] };
  const from = (address: string) => ({ headers: { "x-forwarded-for": address } });

  test("takes the cost of each answer, says what is left, and ends in 429", async () => {
    stub = await startStub({ settings });
    const first = await post(stub.url, data, from("192.0.2.1"));
    // One point for the request, three for the answer.
    expect(first.headers.get("ratelimit-remaining")).toBe("6");
    expect(first.headers.get("ratelimit-limit")).toBe("10");
    for (let n = 0; n < 3; n++) await post(stub.url, data, from("192.0.2.1"));
    const refused = await post(stub.url, data, from("192.0.2.1"));
    expect([refused.status, refused.body.errors?.[0]?.extensions.code]).toEqual([429, "RATE_LIMITED"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await post(stub.url, data, from("192.0.2.2"))).status).toBe(200);
  });

  test("believes X-Forwarded-For only of a trusted proxy", async () => {
    stub = await startStub({ settings: { ...settings, trustedProxies: [] } });
    for (let n = 0; n < 3; n++) await post(stub.url, data, from(`192.0.2.${n}`));
    expect((await post(stub.url, data, from("192.0.2.9"))).status).toBe(429);
  });

  test("leaves exempt clients alone", async () => {
    stub = await startStub({
      settings: { ...settings, trustedProxies: [], rateLimitExempt: ["127.0.0.0/8"] },
    });
    for (let n = 0; n < 5; n++) expect((await post(stub.url, data)).status).toBe(200);
  });
});

test("stopping: open requests finish, new connections are refused, kept ones are told to close", async () => {
  const slow = slowDatabase();
  stub = await startStub({ database: slow.database });
  const open = post(stub.url, data);
  await until(() => slow.open.length === 1);
  const closed = stub.service.close(5000);
  await expect(fetch(`${stub.url}/livez`)).rejects.toThrow();
  slow.open[0]?.end();
  expect((await open).status).toBe(200);
  await closed;
});
