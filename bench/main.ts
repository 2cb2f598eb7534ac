// npm run bench: every service answers the same questions over the same data, turn by turn in one run; ratios are printed.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openBuilt } from "./built";
import { databaseOf, openServer, type Server, type Size, sizes } from "./data";
import { checkEqual } from "./equal";
import { type Measured, measure } from "./measure";
import { queries as allQueries } from "./queries";
import { printConditions, printTable } from "./report";
import { readSamples } from "./samples";
import { arePeersInstalled, type RunningService, serviceKinds, startService } from "./services";

const usage = `npm run bench -- [--scale 1x,10x] [--rounds 5] [--seconds 3] [--clients 16] [--queries Point,Headline,…] [--peers ours,postgraphile,…]

The server is an embedded PostgreSQL, or the one that BENCH_DATABASE_URL names (it must be allowed to create databases).
Peers are installed once by: npm ci --prefix bench`;

interface Options {
  readonly scales: readonly Size[];
  readonly rounds: number;
  readonly seconds: number;
  readonly clients: number;
  readonly queries: readonly string[];
  readonly peers: readonly string[];
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const server = await openServer(process.env.BENCH_DATABASE_URL);
  try {
    for (const scale of options.scales) await runScale(server, scale, options);
  } finally {
    await server.close();
  }
}

async function runScale(server: Server, scale: Size, options: Options): Promise<void> {
  const url = await databaseOf(server, scale);
  const database = openBuilt({ url, poolMax: 1 });
  const samples = await readSamples(database).finally(() => database.close());
  const queries = allQueries.filter(({ name }) => options.queries.includes(name));
  const services: RunningService[] = [];
  try {
    for (const kind of serviceKinds)
      if (options.peers.includes(kind.name)) services.push(await startService(kind, url));
    printConditions(scale, sizes[scale], options);
    for (const query of queries) await checkEqual(query, query.variables(samples), services);
    const measured: Measured[] = [];
    for (let round = 0; round < options.rounds; round += 1)
      for (const query of queries) {
        // Each round begins with another, so that none always follows the same neighbour.
        const turn = services.map((_, at) => services[(at + round) % services.length]!);
        for (const service of turn)
          measured.push(await measure(service, query, query.variables(samples), server.pid, options));
        if (process.stderr.isTTY)
          process.stderr.write(`\r${scale} round ${round + 1} of ${options.rounds}: ${query.name}          `);
      }
    printTable(
      queries.map(({ name }) => name),
      services.map(({ kind }) => kind),
      measured,
    );
    const folder = join(__dirname, "..", "results");
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, `${new Date().toISOString().replace(/[:.]/g, "-")}-${scale}.json`),
      JSON.stringify({ scale, options, measured }, null, 1),
    );
  } finally {
    await Promise.all(services.map((service) => service.stop()));
  }
}

function readOptions(argv: readonly string[]): Options {
  const text = (fallback: string) => ({ type: "string", default: fallback }) as const;
  const peers = serviceKinds
    .map(({ name }) => name)
    .filter(
      (name) =>
        arePeersInstalled() || ["before", "ours", "cached", "plain-wire", "handwritten"].includes(name),
    );
  const names = allQueries.map(({ name }) => name);
  const { values } = parseArgs({
    args: [...argv],
    options: {
      scale: text("1x,10x"),
      rounds: text("5"),
      seconds: text("3"),
      clients: text("16"),
      queries: text(names.join(",")),
      peers: text(peers.join(",")),
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  const chosen = (given: string, known: readonly string[]) => {
    const wanted = given
      .split(",")
      .map(
        (name) =>
          known.find((one) => one.toLowerCase() === name.trim().toLowerCase()) ??
          refuse(`there is no ${name}; choose from ${known.join(", ")}`),
      );
    return known.filter((name) => wanted.includes(name));
  };
  const whole = (name: "rounds" | "seconds" | "clients") => {
    const value = Number(values[name]);
    return value > 0 && value <= 1000 ? value : refuse(`--${name} must be a number from 1 to 1000`);
  };
  return {
    scales: chosen(values.scale, Object.keys(sizes)) as Size[],
    rounds: whole("rounds"),
    seconds: whole("seconds"),
    clients: whole("clients"),
    queries: chosen(values.queries, names),
    peers: chosen(values.peers, peers),
  };
}

function refuse(problem: string): never {
  console.error(`npm run bench: ${problem}\n${usage}`);
  process.exit(2);
}

void main();
