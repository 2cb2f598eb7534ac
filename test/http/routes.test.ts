// One door for all routes: a new route gets parameters, HEAD, CORS, limits, a deadline and its line in log and metrics
// without a word of its own.
import { request } from "node:http";
import { pipeline } from "node:stream/promises";
import { send, sendJson } from "../../src/http/protocol/response";
import type { Exchange, Route } from "../../src/http/route";
import { limits } from "../../src/limits";
import { until } from "./fake-revision";
import { type StubService, startStub } from "./stub-service";

let stub: StubService | undefined;
afterEach(() => stub?.close());

const route = (handle: Route["handle"], changes: Partial<Route> = {}): Route => ({
  path: "/tables/:table.csv",
  kind: "download",
  handle,
  ...changes,
});

test("a route has its parameters, decoded, and its query string", async () => {
  stub = await startStub({
    routes: [route(({ res, params, search }) => sendJson(res, 200, { ...params, search }))],
  });
  const reply = await fetch(`${stub.url}/tables/r%C3%A9ports.csv?limit=1`);
  expect(await reply.json()).toEqual({ table: "réports", search: "limit=1" });
  expect((await fetch(`${stub.url}/tables/reports.json`)).status).toBe(404);
  expect((await fetch(`${stub.url}/tables/%zz.csv`)).status).toBe(404);
});

test("HEAD is answered wherever GET is, with the same headers and no body", async () => {
  stub = await startStub({ routes: [route(({ res }) => send(res, 200, "text/csv", "a,b\r\n"))] });
  for (const path of ["/tables/x.csv", "/livez", "/schema.graphql", "/graphql?query={__typename}"]) {
    const got = await fetch(`${stub.url}${path}`);
    const body = await got.text();
    const head = await fetch(`${stub.url}${path}`, { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(head.headers.get("content-length")).toBe(String(Buffer.byteLength(body)));
    expect(head.headers.get("content-type")).toBe(got.headers.get("content-type"));
    expect(await head.text()).toBe("");
  }
});

test("another method is 405, a preflight is answered where other origins may call", async () => {
  const open = route(({ res }) => send(res, 200, "text/csv", "a"), { path: "/open", isCrossOrigin: true });
  stub = await startStub({ routes: [open, route(({ res }) => send(res, 200, "text/csv", "a"))] });
  const refused = await fetch(`${stub.url}/tables/x.csv`, { method: "DELETE" });
  expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  expect((await fetch(`${stub.url}/tables/x.csv`, { method: "OPTIONS" })).status).toBe(405);
  const preflight = await fetch(`${stub.url}/open`, { method: "OPTIONS" });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-methods")).toBe("GET, HEAD, OPTIONS");
  const reply = await fetch(`${stub.url}/open`, { headers: { origin: "https://example.org" } });
  expect(reply.headers.get("access-control-expose-headers")).toContain("content-range");
});

test("every kind but a probe is counted by the rate limit, and what it costs is taken", async () => {
  const charged = async (exchange: Exchange) => {
    const lease = await exchange.admit();
    await lease.charge(40);
    send(exchange.res, 200, "text/plain", "ok");
  };
  stub = await startStub({
    routes: (["operation", "page", "download", "probe"] as const).map((kind) =>
      route(charged, { kind, path: `/${kind}` }),
    ),
    settings: { rateLimit: 120 },
  });
  const left = async (path: string) => {
    const reply = await fetch(`${stub!.url}${path}`);
    return [reply.status, reply.headers.get("ratelimit-remaining")];
  };
  expect(await left("/operation")).toEqual([200, "79"]);
  expect(await left("/page")).toEqual([200, "38"]);
  expect(await left("/download")).toEqual([200, "0"]);
  expect(await left("/page")).toEqual([429, "0"]);
  expect(await left("/probe")).toEqual([200, null]);
});

test("a place is given back however the route ends, and downloads beyond the limit are refused", async () => {
  let open = 0;
  let finish = () => {};
  const held = new Promise<void>((resolve) => (finish = resolve));
  const routes = [
    route(async (exchange) => {
      await exchange.admit();
      open++;
      await held;
      send(exchange.res, 200, "text/csv", "a");
    }),
    route(
      async (exchange) => {
        await exchange.admit();
        throw new Error("a mistake");
      },
      { path: "/broken" },
    ),
  ];
  stub = await startStub({ routes });
  const { url } = stub;
  for (let i = 0; i <= limits.downloads.value; i++) expect((await fetch(`${url}/broken`)).status).toBe(500);
  const all = Array.from({ length: limits.downloads.value }, () => fetch(`${url}/tables/x.csv`));
  await until(() => open === limits.downloads.value);
  const refused = await fetch(`${url}/tables/x.csv`);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
  finish();
  for (const reply of await Promise.all(all)) expect(reply.status).toBe(200);
  expect((await fetch(`${url}/tables/x.csv`)).status).toBe(200);
});

test("the lease ends at its deadline, and when the client leaves", async () => {
  const ended: string[] = [];
  const waits = route(async (exchange) => {
    const { signal, deadline } = await exchange.admit();
    ended.push("open");
    await new Promise<void>((resolve) => signal.addEventListener("abort", resolve));
    ended.push(Date.now() >= deadline - 5 ? "deadline" : "left");
    sendJson(exchange.res, 503, {});
  });
  stub = await startStub({ routes: [waits], settings: { streamTimeoutMs: 200 } });
  expect((await fetch(`${stub.url}/tables/x.csv`)).status).toBe(503);
  await stub.close();
  stub = await startStub({ routes: [waits], settings: { streamTimeoutMs: 60_000 } });
  const client = request(`${stub.url}/tables/x.csv`).on("error", () => {});
  client.end();
  await until(() => ended.length === 3);
  client.destroy();
  await until(() => ended.length === 4);
  expect(ended).toEqual(["open", "deadline", "open", "left"]);
  await until(() => stub!.logged.some(({ status }) => status === 499));
});

test("a body that breaks off is cut, not shortened, and its cause is logged", async () => {
  stub = await startStub({
    routes: [
      route(async (exchange) => {
        await exchange.admit();
        exchange.res.add("content-type", "text/csv").head(200);
        const rows = async function* () {
          yield "a\r\n".repeat(1000);
          throw new Error("the disk is gone");
        };
        await pipeline(rows, exchange.res);
      }),
    ],
  });
  const body = fetch(`${stub.url}/tables/x.csv`).then((response) => response.text());
  await expect(body).rejects.toThrow();
  await until(() => stub!.logged.length >= 2);
  expect(JSON.stringify(stub.logged)).toContain("the disk is gone");
});

test("a client that leaves in the middle of a body is no error", async () => {
  let isOver = false;
  const endless = route(async (exchange) => {
    const lease = await exchange.admit();
    exchange.res.add("content-type", "text/csv").head(200);
    const rows = async function* () {
      while (!lease.signal.aborted) {
        yield "a\r\n".repeat(1000);
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    await pipeline(rows, exchange.res).finally(() => {
      isOver = true;
    });
  });
  stub = await startStub({ routes: [endless] });
  const client = request(`${stub.url}/tables/x.csv`, (response) => {
    response.once("data", () => client.destroy());
  }).on("error", () => {});
  client.end();
  await until(() => isOver && stub!.logged.length > 0);
  expect(stub.logged).toEqual([expect.objectContaining({ status: 499, msg: "request" })]);
});

test("metrics know a route by its pattern, never by what a client sent", async () => {
  stub = await startStub({ routes: [route(({ res }) => send(res, 200, "text/csv", "a"))] });
  await fetch(`${stub.url}/tables/my-secret.csv`);
  await until(() => stub!.logged.length > 0);
  const text = await (await fetch(`${stub.url}/metrics`)).text();
  expect(text).toContain(
    'oversight_http_requests_total{route="/tables/:table.csv",method="GET",status="200"} 1',
  );
  expect(text).not.toContain("my-secret");
});
