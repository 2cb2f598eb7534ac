// What happens when there is more to do than can be done: a short queue, then 503; deadlines; clients that go away;
// clients that ask for too much.
import { once } from "node:events";
import { request } from "node:http";
import type { CancelSignal } from "../../src/database";
import { StatementCancelled } from "../../src/database/errors";
import { Listener } from "../../src/http/listener";
import { limits } from "../../src/limits";
import { open, rawPost, sendRaw } from "../campaigns/raw-http";
import { oneRow, post, type StubService, startStub, stubDatabase } from "./stub-service";

let stub: StubService;
afterEach(() => stub.close());

const data = { query: "{ agency { name } }" };
const typename = { query: "{ __typename }" };

/** A database whose statements end only when told to, or when cancelled. */
function slowDatabase() {
  const open: { end: () => void; signal: CancelSignal | undefined }[] = [];
  let cancelled = 0;
  const database = stubDatabase(
    (_statement, { signal } = {}) =>
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

test("a crowd that stays is refused, a burst is not", async () => {
  const slow = slowDatabase();
  stub = await startStub({ database: slow.database, settings: { poolMax: 1 } });
  const crowd = Array.from({ length: limits.crowd.value }, () => post(stub.url, data));
  await until(() => stub.service.admission.counts.inFlight === limits.crowd.value);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await post(stub.url, data)).status).toBe(503);
  setInterval(() => slow.open.at(-1)?.end(), 1).unref();
  for (const reply of await Promise.all(crowd)) expect(reply.status).toBe(200);
});

test("when the crowd has gone, as many as could always come in are let in again, though they never pause", async () => {
  const database = stubDatabase(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return oneRow;
  });
  stub = await startStub({ database, settings: { poolMax: 1 } });
  let refusals = 0;
  let inRow = 0;
  const hasGone = () => refusals >= 200;
  const client = async (isOfCrowd: boolean) => {
    while (inRow < 200 && !(isOfCrowd && hasGone())) {
      const { status } = await post(stub.url, data);
      if (status === 503) refusals++;
      inRow = status === 200 && hasGone() ? inRow + 1 : 0;
    }
  };
  await Promise.all(Array.from({ length: 180 }, (_, n) => client(n >= 30)));
  expect(inRow).toBeGreaterThanOrEqual(200);
});

describe("refused because the service is busy", () => {
  /** All places are taken until the service ends. */
  async function startFull() {
    const slow = slowDatabase();
    stub = await startStub({ database: slow.database, settings: { poolMax: 1, requestTimeoutMs: 60_000 } });
    for (let n = 0; n < limits.crowd.value; n++) void post(stub.url, data).catch(() => {});
    await until(() => stub.service.admission.counts.inFlight === limits.crowd.value);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }

  test("a whole answer: code, hint, request id, the type that the client takes, readable from other sites", async () => {
    await startFull();
    const type = "application/graphql-response+json";
    const headers = { accept: type, "x-request-id": "mine" };
    const reply = await post(stub.url, typename, { headers });
    expect(reply.status).toBe(503);
    expect(reply.body).toEqual({
      errors: [
        {
          message: "The service is busy.",
          extensions: {
            code: "SERVICE_UNAVAILABLE",
            hint: "Try again after the time in Retry-After.",
            requestId: "mine",
          },
        },
      ],
    });
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      "content-type": `${type}; charset=utf-8`,
      "retry-after": "1",
      "cache-control": "no-store",
      "x-request-id": "mine",
      "x-content-type-options": "nosniff",
      "access-control-allow-origin": "*",
    });
    const other = await post(stub.url, typename, { headers: { "x-request-id": "<script>" } });
    const id = other.headers.get("x-request-id");
    expect(id).toMatch(/^busy-[\w-]+$/);
    expect(other.body.errors?.[0]?.extensions.requestId).toBe(id);
    expect(other.headers.get("content-type")).toBe("application/json; charset=utf-8");
  });

  test("counted one by one, logged together", async () => {
    await startFull();
    const replies = await Promise.all(Array.from({ length: 30 }, () => post(stub.url, typename)));
    expect(replies.map(({ status }) => status)).toEqual(Array(30).fill(503));
    expect((await fetch(`${stub.url}/graphql?query={__typename}`)).status).toBe(503);
    const metrics = await (await fetch(`${stub.url}/metrics`)).text();
    for (const line of [
      'oversight_http_requests_total{route="/graphql",method="POST",status="503"} 30',
      'oversight_http_requests_total{route="/graphql",method="GET",status="503"} 1',
      'oversight_operations_total{type="none",outcome="SERVICE_UNAVAILABLE"} 31',
      'oversight_shed_total{reason="in flight"} 31',
    ])
      expect(metrics).toContain(line);
    const lines = stub.logged.filter(({ msg }) => msg === "busy: requests were refused");
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThan(10);
    expect(stub.logged.filter(({ status }) => status === 503)).toEqual([]);
  });

  test("what costs nothing is answered all the same", async () => {
    await startFull();
    expect((await fetch(`${stub.url}/graphql`, { method: "OPTIONS" })).status).toBe(204);
    const page = await fetch(`${stub.url}/graphql`, { headers: { accept: "text/html" }, redirect: "manual" });
    expect(page.status).toBe(302);
    expect((await fetch(`${stub.url}/livez`)).status).toBe(200);
  });

  test("a client that sends its next requests before it has the answers gets all, in order", async () => {
    await startFull();
    const parts = Array.from({ length: 10 }, (_, n) =>
      rawPost(JSON.stringify(typename), { "x-request-id": `n${n}` }),
    );
    const { text } = await sendRaw(stub.url, [parts.flat().join("")], 1500);
    expect([...text.matchAll(/"requestId":"(\w+)"/g)].map(([, id]) => id)).toEqual(
      parts.map((_, n) => `n${n}`),
    );
  });
});

test("connections beyond the limit are told so, and end", async () => {
  stub = await startStub();
  const dropped = jest.fn();
  const listener = new Listener((_req, res) => void res.end("fine"), dropped, 2);
  const { port } = await listener.listen(0, "127.0.0.1");
  const url = `http://127.0.0.1:${port}`;
  const kept = [open(url), open(url)];
  for (const socket of kept) {
    socket.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
    await once(socket, "data");
  }
  const { statuses, text } = await sendRaw(url, ["GET / HTTP/1.1\r\nhost: x\r\n\r\n"], 2000);
  expect(statuses).toEqual([503]);
  expect(text.toLowerCase()).toContain("retry-after: 1\r\n");
  expect(dropped).toHaveBeenCalledTimes(1);
  kept[0]?.destroy();
  await until(() => kept[0]?.closed === true);
  let again = await sendRaw(url, ["GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"], 2000);
  while (again.statuses[0] === 503)
    again = await sendRaw(url, ["GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"], 2000);
  expect(again.statuses).toEqual([200]);
  kept[1]?.destroy();
  await listener.close(100);
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
