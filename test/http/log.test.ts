// The log, metrics and spans: what they tell, and what they must never hold.
import { context, type Span, trace } from "@opentelemetry/api";
import { printable } from "../../src/http/observability/log";
import { post, type StubService, startStub } from "./stub-service";

let stub: StubService;
beforeEach(async () => {
  stub = await startStub();
});
afterEach(() => stub.close());

const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
};

test("one line per request: id, operation, document, cost, rows, times; no variables, no headers", async () => {
  const query = "query Ask($slug: String) { agency(slug: $slug) { name } }";
  const reply = await post(
    stub.url,
    { query, variables: { slug: "my-secret" } },
    { headers: { authorization: "Bearer my-secret" } },
  );
  await until(() => stub.logged.length > 0);
  expect(stub.logged).toHaveLength(1);
  expect(stub.logged[0]).toEqual({
    level: "info",
    time: expect.any(String),
    requestId: reply.headers.get("x-request-id"),
    method: "POST",
    path: "/graphql",
    status: 200,
    ms: expect.any(Number),
    operation: "Ask",
    document: expect.stringMatching(/^[0-9a-f]{16}$/),
    cost: 3,
    rows: 1,
    databaseMs: expect.any(Number),
    msg: "request",
  });
  expect(JSON.stringify(stub.logged)).not.toContain("my-secret");
});

test("names are bounded and a path cannot forge a line", async () => {
  await post(stub.url, { query: `query ${"N".repeat(5000)} { __typename }` });
  await fetch(`${stub.url}/%0d%0a${"x".repeat(500)}`);
  await until(() => stub.logged.length === 2);
  for (const line of stub.logged) expect(JSON.stringify(line).length).toBeLessThan(600);
});

test("control characters, colours and direction marks are escaped", () => {
  expect(printable("a\r\nb\u001b[31m\u202ec\u2028", 100)).toBe("a\\u000d\nb\\u001b[31m\\u202ec\\u2028");
  expect(printable("long text", 4)).toBe("long…");
});

test("metrics count by kinds that nobody outside can add to", async () => {
  await post(stub.url, { query: "query A1 { agency { name } }" });
  await post(stub.url, { query: "{ nothing }" });
  await fetch(`${stub.url}/some-path-${Date.now()}`);
  await fetch(`${stub.url}/livez`, { method: "PROPFIND" }).catch(() => {});
  await until(() => stub.logged.length >= 4);
  const text = await (await fetch(`${stub.url}/metrics`)).text();
  expect(text).toContain('oversight_operations_total{type="query",outcome="ok"} 1');
  expect(text).toContain('oversight_operations_total{type="none",outcome="GRAPHQL_VALIDATION_FAILED"} 1');
  expect(text).toContain('oversight_http_requests_total{route="other",method="GET",status="404"} 1');
  expect(text).toContain('oversight_database_connections{state="open"} 1');
  expect(text).not.toMatch(/A1|some-path|PROPFIND/);
});

test("server-timing is for development alone", async () => {
  expect((await post(stub.url, { query: "{ agency { name } }" })).headers.get("server-timing")).toBeNull();
  await stub.close();
  stub = await startStub({ settings: { serverTiming: true } });
  const timing = (await post(stub.url, { query: "{ agency { name } }" })).headers.get("server-timing");
  expect(timing).toMatch(/^database;dur=[\d.]+, total;dur=[\d.]+$/);
});

test("one span per operation, one per statement", async () => {
  const started: string[] = [];
  let ended = 0;
  const span = { setAttribute: () => span, setStatus: () => span, end: () => ended++ } as unknown as Span;
  const tracer = {
    startSpan: () => span,
    startActiveSpan: (name: string, _options: unknown, work: (span: Span) => unknown) => {
      started.push(name);
      return context.with(trace.setSpan(context.active(), span), () => work(span));
    },
  };
  trace.setGlobalTracerProvider({ getTracer: () => tracer as never });
  await post(stub.url, { query: "{ agency { name } }" });
  trace.disable();
  expect([started, ended]).toEqual([["operation", "statement"], 2]);
});
