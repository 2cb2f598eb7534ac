// Every attack of the corpus against the service as a process: none may make it fail, and the next client is served as
// if nothing had happened. `npm run attack` also prints what each cost and holds it to the limits below.
import { loadSample } from "../../src/sample/sample";
import { testDatabase } from "../support/database";
import { type Service, startService } from "../support/processes";
import { documentAttacks } from "./attack-documents";
import { type RequestAttack, requestAttacks } from "./attack-requests";
import { type Meter, meter } from "./meter";
import { startSlowClients } from "./slow-clients";
import { printTable } from "./table";

const strict = process.env.ATTACK === "strict";
const maxCpuMs = 250;
const maxGrowthMb = 64;

const db = testDatabase();
let service: Service;
let used: Meter;

beforeAll(async () => {
  await loadSample(db.database);
  service = await startService({ DATABASE_URL: db.url, LOG_LEVEL: "warn" });
  used = meter(service.pid);
  await warmUp();
}, 60_000);

afterAll(() => service?.stop());

const attacks: RequestAttack[] = [
  ...documentAttacks.map(({ name, query, variables, operationName }) => ({
    name,
    send: async (url: string) => {
      const values = typeof variables === "string" ? variables : JSON.stringify(variables ?? null);
      const body = `{"query":${JSON.stringify(query)},"operationName":${JSON.stringify(operationName ?? null)},"variables":${values}}`;
      const headers = { "content-type": "application/json" };
      const response = await fetch(`${url}/graphql`, { method: "POST", headers, body });
      await response.arrayBuffer();
      return [response.status];
    },
  })),
  ...requestAttacks,
];

async function canary(): Promise<number> {
  const started = performance.now();
  const query = '{ agency(slug: "ice") { slug } }';
  const response = await fetch(`${service.url}/graphql?${new URLSearchParams({ query })}`);
  const { data } = (await response.json()) as { data: unknown };
  if (JSON.stringify(data) !== '{"agency":{"slug":"ice"}}')
    throw new Error(`the canary got ${response.status}`);
  return performance.now() - started;
}

// Memory is compared with that of a service at work, not of one that has done nothing yet.
async function warmUp(): Promise<void> {
  const query =
    "query($n: Int) { reports(first: $n) { nodes { number title agencies { nodes { name } } } } }";
  const ask = async (n: number) => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ query, variables: { n: (n % 100) + 1 } });
    await (await fetch(`${service.url}/graphql`, { method: "POST", headers, body })).arrayBuffer();
  };
  for (let n = 0; n < 1600; n += 16) await Promise.all(Array.from({ length: 16 }, (_, at) => ask(n + at)));
  for (const path of ["graphiql.js", "graphiql.css"])
    await (await fetch(`${service.url}/playground/${path}`)).arrayBuffer();
}

test("the corpus has its size", () => {
  expect(attacks.length).toBeGreaterThanOrEqual(60);
  expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length);
});

test("no attack makes the service fail, and a canary is answered after each", async () => {
  const slow = strict ? startSlowClients(service.url, 50) : undefined;
  const before = used.rssMb();
  let peak = before;
  const rows: [string, string, number, number, number, number][] = [];
  for (const { name, send } of attacks) {
    const cpuBefore = used.cpuMs();
    const statuses = await send(service.url);
    const cpu = used.cpuMs() - cpuBefore;
    const rss = used.rssMb();
    peak = Math.max(peak, rss);
    const answered = await canary();
    rows.push([name, summary(statuses), statuses.length, cpu / statuses.length, rss - before, answered]);
    expect([name, statuses.filter((status) => status === 500 || status === 501)]).toEqual([name, []]);
  }
  const slowest = await slow?.closed;
  await canary();
  if (!strict) return;
  const worst = Math.max(...rows.map(([, , , cpu]) => cpu));
  printTable("Attacks", ["attack", "status", "requests", "CPU ms each", "RSS + MB", "canary ms"], rows);
  const summaryLine = `${rows.length} attacks, worst CPU ${worst.toFixed(0)} ms, RSS ${before.toFixed(0)} + ${(peak - before).toFixed(0)} MB`;
  process.stdout.write(`\n${summaryLine}; 100 slow clients cut off after ${slowest?.toFixed(1)} s at most\n`);
  expect(worst).toBeLessThanOrEqual(maxCpuMs);
  expect(peak - before).toBeLessThanOrEqual(maxGrowthMb);
}, 300_000);

function summary(statuses: readonly number[]): string {
  const counts = new Map<number, number>();
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts]
    .map(([status, count]) => (count === 1 ? `${status || "cut"}` : `${count} × ${status || "cut"}`))
    .join(", ");
}
