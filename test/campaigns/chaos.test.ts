// Faults one after the other under load: every answer is right or a refusal, the service comes back by itself and leaves
// nothing behind. Short here; `npm run chaos` takes its time, prints the table and holds it to the limits below.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { migrate } from "../../src/database";
import { Database } from "../../src/database/database";
import { startEmbedded } from "../../src/database/embedded/server";
import { loadSample } from "../../src/sample/sample";
import { FaultProxy } from "../support/fault-proxy";
import { startService } from "../support/processes";
import { faults, type Stage } from "./chaos-faults";
import { ask, type Load, type Question, startLoad } from "./load";
import { meter } from "./meter";
import { printTable, quantile } from "./table";

const strict = process.env.CHAOS === "strict";
const maxRecoverySeconds = 5;
const poolMax = 6;

jest.setTimeout(400_000);

const questions: Question[] = [
  { query: '{ agency(slug: "ice") { name reports(first: 5) { totalCount nodes { number fiscalYear } } } }' },
  ...Array.from({ length: 8 }, (_, n) => ({
    query:
      "query($n: Int) { reports(first: $n, orderBy: [NUMBER_ASC]) { nodes { number title recommendations { totalCount } } } }",
    variables: { n: n * 3 + 1 },
  })),
  { query: "{ topics { nodes { slug } } }" },
];

test("whatever fails, answers are right or refusals, and the service recovers", async () => {
  const server = await startEmbedded({
    dataDir: mkdtempSync(join(tmpdir(), "oversight-chaos-")),
    ephemeral: true,
  });
  const database = new Database({ url: server.url(), poolMax: 2 });
  await migrate(database);
  await loadSample(database);
  await database.close();
  const proxy = await FaultProxy.to(() => server.url());
  const service = await startService({
    DATABASE_URL: proxy.url,
    POOL_MAX: String(poolMax),
    STATEMENT_TIMEOUT_MS: "1500",
    REQUEST_TIMEOUT_MS: "3000",
    LOG_LEVEL: "error",
    // Every answer has to come from the database.
    ANSWER_CACHE_BYTES: "0",
  });
  const stage: Stage = {
    proxy,
    service,
    postmaster: () => server.pid,
    async admin(work) {
      const client = new Client({ connectionString: server.url(), connectionTimeoutMillis: 2000 });
      client.on("error", () => {});
      await client.connect();
      try {
        return await work(client);
      } finally {
        await client.end().catch(() => {});
      }
    },
  };
  try {
    await run(stage);
  } finally {
    expect(await service.stop()).toBe(0);
    await proxy.close();
    await server.close();
  }
});

async function run(stage: Stage): Promise<void> {
  const { service } = stage;
  const expected: string[] = [];
  for (const question of questions) expected.push((await ask(service.url, question)).text);
  expect(expected.filter((text) => !text.startsWith('{"data":'))).toEqual([]);
  const load = startLoad(service.url, 8, questions, expected);
  try {
    await underLoad(stage, load);
  } finally {
    await load.stop();
  }
  await expectNothingLeft(stage);
}

async function underLoad(stage: Stage, load: Load): Promise<void> {
  const { service } = stage;
  const used = meter(service.pid);
  await load.settled(500);
  const rssBefore = used.rssMb();
  const rows: (string | number)[][] = [];
  let ended = false;
  void service.ended.then(() => {
    ended = true;
  });
  for (const { name, seconds, begin } of faults.filter(({ quick }) => strict || quick)) {
    load.take();
    const end = await begin(stage);
    // Neither a paused process nor a crowded one can be asked in the middle.
    const canAsk = !/^the service paused|clients at once$/.test(name);
    const typename = canAsk ? await typenameStatus(service.url) : 200;
    await new Promise((resolve) => setTimeout(resolve, strict ? seconds * 1000 : 400));
    await end();
    const started = performance.now();
    await load.settled(40);
    const recovery = (performance.now() - started) / 1000;
    const { statuses, wrong, latencies } = load.take();
    rows.push([
      name,
      ...[200, 429, 503, 0].map((status) => statuses.get(status) ?? 0),
      quantile(latencies, 0.99),
      recovery,
      used.rssMb(),
    ]);
    expect([name, wrong]).toEqual([name, []]);
    expect([name, typename, ended]).toEqual([name, 200, false]);
  }
  if (!strict) return;
  printTable(
    "Faults under load",
    ["fault", "200", "429", "503", "cut", "p99 ms", "recovery s", "RSS MB"],
    rows,
  );
  const slowest = Math.max(...rows.map((row) => Number(row[6])));
  const growth = used.rssMb() - rssBefore;
  process.stdout.write(
    `\nslowest recovery ${slowest.toFixed(2)} s; RSS ${rssBefore.toFixed(0)} ${growth < 0 ? "-" : "+"} ${Math.abs(growth).toFixed(0)} MB; no exit\n`,
  );
  expect(slowest).toBeLessThanOrEqual(maxRecoverySeconds);
}

async function typenameStatus(url: string): Promise<number> {
  return (await ask(url, { query: "{ __typename }" })).status;
}

// No place is still held, no statement still runs, no more connections than allowed.
async function expectNothingLeft({ service, admin }: Stage): Promise<void> {
  const held = async () => {
    const text = await (await fetch(`${service.url}/metrics`)).text();
    return [
      ...text.matchAll(/oversight_operations_in_flight\{state="(inFlight|running|queued)"\} (\d+)/g),
    ].map(([, , n]) => n);
  };
  // Statements of clients that have just left are being cancelled.
  for (let n = 0; n < 100 && (await held()).some((count) => count !== "0"); n++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await held()).toEqual(["0", "0", "0"]);
  const { rows } = await admin((client) =>
    client.query<{ state: string }>(
      "select state from pg_stat_activity where application_name = 'oversight-graph'",
    ),
  );
  expect(rows.filter(({ state }) => state === "active")).toEqual([]);
  // The pool, and one session that listens for changes.
  expect(rows.length).toBeLessThanOrEqual(poolMax + 1);
}
