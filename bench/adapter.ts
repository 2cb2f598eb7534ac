// node bench/run.mjs adapter: what the HTTP adapter costs. The same handler under plain node:http and under Fastify, and
// both answering the same bytes from memory, turn by turn in one run; see docs/decisions/0026-http-adapter.md.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openBuilt } from "./built";
import { databaseOf, openServer, type Size, sizes } from "./data";
import { checkEqual } from "./equal";
import { type Measured, measure } from "./measure";
import { queries } from "./queries";
import { median, printConditions } from "./report";
import { readSamples } from "./samples";
import { type RunningService, type ServiceKind, startService } from "./services";

const titles = {
  http: "the service on node:http",
  fastify: "the service on Fastify",
  "http-memory": "bare node:http, answers from memory",
  "fastify-memory": "bare Fastify, answers from memory",
};
type Adapter = keyof typeof titles;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      scale: { type: "string", default: "1x" },
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "3" },
      clients: { type: "string", default: "16" },
    },
  });
  const options = {
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    clients: Number(values.clients),
  };
  const server = await openServer(process.env.BENCH_DATABASE_URL);
  const running: RunningService[] = [];
  try {
    const url = await databaseOf(server, values.scale as Size);
    const database = openBuilt({ url, poolMax: 1 });
    const samples = await readSamples(database).finally(() => database.close());
    for (const name of Object.keys(titles) as Adapter[])
      running.push(await startService(kindOf(name, running[0]?.port), url));
    const headline = queries.find(({ name }) => name === "Headline")!;
    const variables = headline.variables(samples);
    await checkEqual(headline, variables, running);
    printConditions(values.scale, sizes[values.scale as Size], options);
    const rounds: Measured[][] = [];
    for (let round = 0; round < options.rounds; round++) {
      const measured: Measured[] = [];
      for (let turn = 0; turn < running.length; turn++) {
        const at = (turn + round) % running.length;
        measured[at] = await measure(running[at]!, headline, variables, server.pid, options);
      }
      rounds.push(measured);
    }
    print(rounds);
  } finally {
    await Promise.all(running.map((service) => service.stop()));
    await server.close();
  }
}

function kindOf(name: Adapter, upstream = 0): ServiceKind {
  return {
    name,
    title: titles[name],
    command: () => [process.execPath, join(__dirname, "adapter-server.js")],
    env: {
      ADAPTER: name,
      UPSTREAM_PORT: String(upstream),
      LOG_LEVEL: "error",
      RATE_LIMIT: "0",
      ANSWER_CACHE_BYTES: "0",
    },
  };
}

// Ratios are taken within each round and then their median: what slowed a round down slowed all of it.
function print(rounds: readonly (readonly Measured[])[]): void {
  const mid = (at: number, value: (one: Measured, first: Measured) => number) =>
    median(rounds.map((round) => value(round[at]!, round[0]!)));
  const rate = ({ requests, seconds }: Measured) => requests / seconds;
  console.log("\nHeadline | requests/s | to node:http | CPU µs a request | to node:http | p50 ms | p99 ms");
  Object.values(titles).forEach((title, at) => {
    const cells = [
      mid(at, rate).toFixed(0),
      mid(at, (one, first) => rate(one) / rate(first)).toFixed(2),
      (mid(at, ({ serviceCpu }) => serviceCpu) * 1e6).toFixed(0),
      mid(at, (one, first) => one.serviceCpu / first.serviceCpu).toFixed(2),
      mid(at, ({ p50 }) => p50).toFixed(1),
      mid(at, ({ p99 }) => p99).toFixed(1),
    ];
    console.log([title, ...cells].join(" | "));
  });
}

void main();
