// npm run worst: looks for the legal operation that takes PostgreSQL longest. Nothing that limits and cost let through may
// take a second at ten times today's data.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildSchema, type GraphQLSchema } from "graphql";
import { loadBuilt } from "./built";
import { databaseOf, openServer, type Size } from "./data";
import { allowAnyCost } from "./statements";
import { timeEdges } from "./worst-edges";
import { searchWorst } from "./worst-search";
import { type Timed, Timing } from "./worst-timing";

const usage = `npm run worst -- [--edges | --cases] [--minutes 5] [--scale 1x,10x] [--seed 1] [--url postgres://…] [--out FILE]

Without more: a guided search over filters, orders, groups, searches and roll-ups.
  --edges     every relation filter with some, none and every instead, alone and each within each other
  --cases     the worst that were ever found instead (bench/worst-cases.json)
  --any-cost  times what is refused for its cost, too
  --minutes   how long to search at each scale
  --seed      another seed is another search
  --scale     which of the benchmark's databases
  --url       this database as it is, instead of the benchmark's own
  --out       writes every operation with its times, one JSON object a line

Ends with 1 when one took more than a second.`;

/** No legal operation may take longer at any scale up to 10x. */
const mostMs = 1_000;
const shown = 10;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      edges: { type: "boolean", default: false },
      cases: { type: "boolean", default: false },
      "any-cost": { type: "boolean", default: false },
      minutes: { type: "string", default: "5" },
      seed: { type: "string", default: "1" },
      scale: { type: "string", default: "1x,10x" },
      url: { type: "string" },
      out: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return void console.log(usage);
  if (values["any-cost"]) allowAnyCost();
  const { sdl } = loadBuilt<{ serviceEngine(): { sdl: string } }>("service.js").serviceEngine();
  const schema = buildSchema(sdl);
  let slow = 0;
  const at = async (name: string, url: string) => {
    const timing = new Timing(url);
    try {
      const worst = values.edges
        ? await edges(name, schema, timing)
        : values.cases
          ? await cases(name, timing)
          : await search(name, schema, timing, Number(values.minutes), Number(values.seed));
      slow += worst.filter(({ ms }) => ms > mostMs).length;
      if (values.out) keep(values.out, worst);
    } finally {
      await timing.close();
    }
  };
  if (values.url) await at("this database", values.url);
  else {
    const server = await openServer(process.env.BENCH_DATABASE_URL);
    try {
      for (const scale of values.scale.split(",")) await at(scale, await databaseOf(server, scale as Size));
    } finally {
      await server.close();
    }
  }
  process.exitCode = slow > 0 ? 1 : 0;
}

async function edges(name: string, schema: GraphQLSchema, timing: Timing): Promise<readonly Timed[]> {
  const { timed, refused } = await timeEdges(schema, timing, true, (done, all, last) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${name}: ${done} of ${all}`);
    else if (last.ms > mostMs) console.log(`${last.ms.toFixed(0)} ms (cost ${last.cost}) ${last.text}`);
  });
  const sorted = [...timed].sort((a, b) => b.ms - a.ms);
  const slow = sorted.filter(({ ms }) => ms > mostMs).length;
  console.log(
    `\n${name}: ${timed.length} operations over edges, ${refused} more refused for their cost; ${slow} took over ${mostMs} ms`,
  );
  print(sorted.slice(0, shown));
  return sorted;
}

async function search(
  name: string,
  schema: GraphQLSchema,
  timing: Timing,
  minutes: number,
  seed: number,
): Promise<readonly Timed[]> {
  const { worst, made, refused, run } = await searchWorst(schema, timing, minutes, seed, (slowest) =>
    console.log(`${name}: ${slowest.ms.toFixed(0)} ms (cost ${slowest.cost}) ${slowest.text}`),
  );
  console.log(`\n${name}: ${made} operations made, ${refused} refused, ${run} run in ${minutes} minutes`);
  print(worst.slice(0, shown));
  return worst;
}

async function cases(name: string, timing: Timing): Promise<readonly Timed[]> {
  const known = JSON.parse(readFileSync(join(__dirname, "..", "worst-cases.json"), "utf8")) as {
    operation: string;
  }[];
  const timed: Timed[] = [];
  for (const { operation } of known) {
    const one = await timing.timed(operation);
    if (one) timed.push(one);
  }
  console.log(`\n${name}: ${known.length} cases, ${known.length - timed.length} refused for their cost`);
  print([...timed].sort((a, b) => b.ms - a.ms));
  return timed;
}

function print(worst: readonly Timed[]): void {
  console.log("| ms | waited | cost | operation |\n|---:|---:|---:|---|");
  for (const { ms, waitedMs, cost, text } of worst)
    console.log(`| ${ms.toFixed(0)} | ${waitedMs.toFixed(0)} | ${cost} | \`${text}\` |`);
}

function keep(file: string, worst: readonly Timed[]): void {
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, `${worst.map((one) => JSON.stringify(one)).join("\n")}\n`);
}

void main();
