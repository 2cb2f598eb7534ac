// Ten times more than the service can do: those who are let in are answered nearly as fast as at capacity, the others
// are refused, and a moment later all is as before. Once by clients that wait for their answers, ten times as many as
// keep the service busy; once by clients that ask ten times as often as it can answer, whatever becomes of the answers.
// A few seconds here; `npm run overload` takes thirty for each, and holds the service to the latencies.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { loadSample } from "../../src/sample/sample";
import { testDatabase } from "../support/database";
import { checkout, type Service, startService } from "../support/processes";
import { meter, siblingsCpuMs } from "./meter";
import type { LoadOrder, LoadResult } from "./overload-client";
import { printTable } from "./table";

const strict = process.env.OVERLOAD === "strict";
// Enough to keep the service busy all the time.
const clients = 16;
const seconds = strict ? 30 : 2;
const atRest = strict ? 5 : 1;

jest.setTimeout(600_000);

const db = testDatabase();
let service: Service;
/** Any process of PostgreSQL that stays. */
let backend = 0;

beforeAll(async () => {
  await loadSample(db.database);
  const [row] = await db.database.query<{ pid: number }>(
    "select pid from pg_stat_activity where backend_type = 'checkpointer'",
  );
  backend = row?.pid ?? 0;
  // Every answer has to be found anew.
  service = await startService({ DATABASE_URL: db.url, LOG_LEVEL: "error", ANSWER_CACHE_BYTES: "0" });
});
afterAll(() => service?.stop());

const queries = {
  headline: `query ($slug: String!) { agency(slug: $slug) { name reports(first: 10, orderBy: [FISCAL_YEAR_DESC]) { totalCount nodes {
    number title fiscalYear issuedOn findings { nodes { statement sourceQuote } }
    unresolvedRecommendations { totalCount nodes { number text status resolution responses { position agency { slug } } } } } } } }`,
  deep: `query { agencies(first: 10, orderBy: [NAME_ASC]) { nodes { slug reports(first: 10, orderBy: [ISSUED_ON_DESC]) { nodes { number title issuedOn
    findings(first: 5) { nodes { number statement recommendations(first: 5) { nodes { number text status } } } } } } } } }`,
};
const bodies: Record<keyof typeof queries, string[]> = {
  headline: ["dhs", "fema", "ice", "cbp"].map((slug) =>
    JSON.stringify({ query: queries.headline, variables: { slug } }),
  ),
  deep: [JSON.stringify({ query: queries.deep })],
};

test.each(strict ? (["headline", "deep"] as const) : (["headline"] as const))(
  "%s: the admitted are served, the rest refused, and it passes",
  async (name) => {
    const load = (order: Partial<LoadOrder>) =>
      run({
        port: Number(new URL(service.url).port),
        bodies: bodies[name],
        connections: clients,
        seconds,
        ...order,
      });
    const normal = () => load({ seconds: atRest });
    const before = await normal();
    const perSecond = (10 * before.answered) / before.seconds;
    const closed = await load({ connections: 10 * clients });
    const closedRecovery = await recovery(load);
    const between = await normal();
    const open = await load({ connections: strict ? 1000 : 200, perSecond });
    const openRecovery = await recovery(load);
    const after = await normal();
    const rows = { before, closed, between, open, after };
    if (strict) print(name, rows, [closedRecovery, openRecovery]);
    for (const result of Object.values(rows))
      expect(result).toMatchObject({ wrong: 0, others: {}, unanswered: 0, refusedWithoutRetryAfter: 0 });
    for (const { refused } of [before, between, after]) expect(refused).toBe(0);
    for (const { answered, refused } of [closed, open]) {
      expect(answered).toBeGreaterThan(0);
      expect(refused).toBeGreaterThan(0);
    }
    if (!strict) return;
    expect(Math.max(closedRecovery, openRecovery)).toBeLessThanOrEqual(5);
    expect(closed.latency.p99).toBeLessThanOrEqual(before.latency.p99 + between.latency.p99);
    expect(open.latency.p99).toBeLessThanOrEqual(between.latency.p99 + after.latency.p99);
  },
);

interface Measured extends LoadResult {
  /** Shares of one processor's time. */
  readonly client: number;
  readonly service: number;
  readonly database: number;
}

async function run(order: LoadOrder): Promise<Measured> {
  const program = join(checkout, "test", "campaigns", "overload-client.ts");
  const child = spawn(process.execPath, ["-r", "./scripts/typescript.cjs", program], {
    cwd: checkout,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const text: string[] = [];
  const { cpuMs } = meter(service.pid);
  const [cpu, databaseCpu, started] = [cpuMs(), siblingsCpuMs(backend), performance.now()];
  child.stdout.on("data", (chunk) => text.push(String(chunk)));
  child.stdin.end(JSON.stringify({ warmUpMs: strict ? 1000 : 300, ...order }));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`The client ended with ${code}.`);
  const result = JSON.parse(text.join("")) as LoadResult;
  const passed = performance.now() - started;
  return {
    ...result,
    client: result.cpuMs / result.seconds / 1000,
    service: (cpuMs() - cpu) / passed,
    database: (siblingsCpuMs(backend) - databaseCpu) / passed,
  };
}

/** Seconds until as many clients as keep the service busy are all let in. */
async function recovery(load: (order: Partial<LoadOrder>) => Promise<LoadResult>): Promise<number> {
  const started = performance.now();
  for (;;) {
    const since = (performance.now() - started) / 1000;
    const { refused } = await load({ seconds: 0.5, warmUpMs: 0 });
    if (refused === 0) return since;
  }
}

function print(name: string, rows: Record<string, Measured>, recoveries: readonly number[]): void {
  printTable(
    `Overload: ${name}`,
    "load|due/s|sent/s|200/s|503/s|p50 ms|p99 ms|p99 from due|503 p50 ms|client CPU|service CPU|PostgreSQL CPU".split(
      "|",
    ),
    Object.entries(rows).map(([load, result]) => [
      load,
      ...[result.due, result.sent, result.answered, result.refused].map((count) =>
        Math.round(count / result.seconds),
      ),
      ...[result.latency.p50, result.latency.p99, result.latencyFromDue.p99, result.refusalLatency.p50],
      result.client,
      result.service,
      result.database,
    ]),
  );
  process.stdout.write(`\nback to normal after ${recoveries.map((one) => one.toFixed(1)).join(" and ")} s\n`);
}
