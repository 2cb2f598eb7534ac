// node bench/run.mjs growth: what ten times the data costs. The headline for agencies of three sizes, and the first and
// the five thousandth page of a list, on both sizes in turn. Ends with 1 when something grew by more than 1.3 times.
import { type BuiltDatabase, openBuilt, type Statement } from "./built";
import { databaseOf, openServer } from "./data";
import { queries } from "./queries";
import { readSamples } from "./samples";
import { answerOf, statementOf } from "./statements";

const maxGrowth = 1.3;
const rounds = 300;
const pageSize = 20;
const farPage = 5000;
const pageText = `query Page($after: String) { recommendations(first: ${pageSize}, after: $after, orderBy: [REPORT_ISSUED_ON_DESC]) { edges { cursor node { number text status } } } }`;

interface Case {
  readonly name: string;
  readonly statements: readonly Statement[];
}

async function main(): Promise<void> {
  const server = await openServer(process.env.BENCH_DATABASE_URL);
  try {
    const sizes = ["1x", "10x"] as const;
    const databases: BuiltDatabase[] = [];
    for (const size of sizes)
      databases.push(
        openBuilt({ url: await databaseOf(server, size), poolMax: 1, statementTimeoutMs: 60_000 }),
      );
    const cases = await Promise.all(databases.map(casesOf));
    console.log(
      `${"question".padEnd(36)}${"1x ms".padStart(10)}${"10x ms".padStart(10)}${"growth".padStart(10)}`,
    );
    let grown = 0;
    for (const [at, { name }] of cases[0]!.entries()) {
      const times = await inTurn(
        databases,
        cases.map((all) => all[at]!),
      );
      const growth = times[1]! / times[0]!;
      if (growth > maxGrowth) grown += 1;
      console.log(
        `${name.padEnd(36)}${times.map((ms) => ms.toFixed(3).padStart(10)).join("")}${growth.toFixed(2).padStart(10)}`,
      );
    }
    await Promise.all(databases.map((database) => database.close()));
    process.exitCode = grown === 0 ? 0 : 1;
  } finally {
    await server.close();
  }
}

async function casesOf(database: BuiltDatabase): Promise<Case[]> {
  const { slugs, largest, smallest } = await readSamples(database);
  const headline = queries.find(({ name }) => name === "Headline")!;
  const of = async (given: readonly string[]) =>
    Promise.all(given.map(async (slug) => (await statementOf(headline.text, { slug }))!));
  // Of every three samples the first is large, the second in the middle, the third small.
  const middle = slugs.filter((_, at) => at % 3 === 1);
  const after = await farCursor(database);
  return [
    { name: "headline, the largest agency", statements: await of([largest]) },
    { name: "headline, agencies in the middle", statements: await of(middle) },
    {
      name: "headline, agencies with three reports",
      statements: await of([smallest, ...slugs.filter((_, at) => at % 3 === 2)]),
    },
    { name: "page 1 of all recommendations", statements: [(await statementOf(pageText, { after: null }))!] },
    {
      name: `page ${farPage} of all recommendations`,
      statements: [(await statementOf(pageText, { after }))!],
    },
  ];
}

/** The cursor of the last row of the page before the far one: a cursor of ours, with that row's keys in it. */
async function farCursor(database: BuiltDatabase): Promise<string> {
  const page = (await answerOf(pageText, { after: null }, (statement) => database.read(statement))) as {
    recommendations: { edges: { cursor: string }[] };
  };
  const [mark] = JSON.parse(Buffer.from(page.recommendations.edges[0]!.cursor, "base64url").toString()) as [
    string,
  ];
  const [row] = await database.query<{ day: string; id: number }>(
    `select report_issued_key::text as day, id from recommendations order by report_issued_key desc, id desc offset ${pageSize * (farPage - 1) - 1} limit 1`,
  );
  return Buffer.from(JSON.stringify([mark, row!.day, String(row!.id)])).toString("base64url");
}

/** Medians of the time from statement to rows, one request at a time. */
async function inTurn(databases: readonly BuiltDatabase[], cases: readonly Case[]): Promise<number[]> {
  const times: number[][] = databases.map(() => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [at, database] of databases.entries()) {
      const { statements } = cases[at]!;
      const started = performance.now();
      await database.read(statements[round % statements.length]!);
      // The first are for the caches, and for the plan to become the one that stays.
      if (round >= 30) times[at]!.push(performance.now() - started);
    }
  return times.map((all) => all.sort((a, b) => a - b)[all.length >> 1]!);
}

void main();
