// node bench/run.mjs skew [--scale 10x]: is the generic plan, which prepared statements end up with, as good for the
// largest agency as for one with three reports? Every example and every question of the benchmark, both plans, both ends.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BuiltDatabase, openBuilt, type Statement } from "./built";
import { databaseOf, openServer, type Size } from "./data";
import { queries } from "./queries";
import { statementOf } from "./statements";

const worst = 2;
/** Below this a ratio says more about the clock than about the plan. */
const noticeableMs = 0.25;
const runs = 9;
/** What takes long says enough in a few runs: no more are begun when a question has had this long. */
const enoughMs = 1500;

interface End {
  readonly agency: string;
  readonly office: string;
  readonly topic: string;
  readonly number: string;
}

interface Question {
  readonly name: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

async function main(): Promise<void> {
  const scale = (process.argv[process.argv.indexOf("--scale") + 1] ?? "10x") as Size;
  const server = await openServer(process.env.BENCH_DATABASE_URL);
  let broken = 0;
  try {
    const url = await databaseOf(server, process.argv.includes("--scale") ? scale : "10x");
    const database = openBuilt({ url, poolMax: 1, statementTimeoutMs: 3_600_000 });
    const ends = { largest: await endOf(database, "desc"), smallest: await endOf(database, "asc") };
    console.log(
      `${"question".padEnd(44)}${"end".padEnd(10)}${"generic ms".padStart(12)}${"custom ms".padStart(12)}${"ratio".padStart(8)}`,
    );
    for (const question of [...examples(), ...own()].filter(
      ({ name }) => name >= (process.env.BENCH_FROM ?? ""),
    ))
      for (const [name, end] of Object.entries(ends)) broken += await compare(database, question, name, end);
    await database.close();
  } finally {
    await server.close();
  }
  console.log(
    broken === 0
      ? `no generic plan is worse than ${worst} times its custom plan`
      : `${broken} are worse than ${worst} times`,
  );
  process.exitCode = broken === 0 ? 0 : 1;
}

async function compare(database: BuiltDatabase, question: Question, name: string, end: End): Promise<number> {
  const statement = await statementOf(
    placed(question.text, end),
    JSON.parse(placed(JSON.stringify(question.variables), end)),
  );
  if (!statement) return 0;
  const times: Times = { generic: [], custom: [] };
  await measure(database, statement, times);
  // A neighbour on the machine can make one of them look bad: what does is measured again before it is said.
  if (isWorse(times)) await measure(database, statement, times);
  const { generic, custom, ratio } = best(times);
  console.log(
    `${question.name.padEnd(44)}${name.padEnd(10)}${generic.toFixed(2).padStart(12)}${custom.toFixed(2).padStart(12)}${ratio.toFixed(2).padStart(8)}${isWorse(times) ? "  worse" : ""}`,
  );
  return isWorse(times) ? 1 : 0;
}

interface Times {
  readonly generic: number[];
  readonly custom: number[];
}

function best(times: Times): { generic: number; custom: number; ratio: number } {
  const generic = Math.min(...times.generic);
  const custom = Math.min(...times.custom);
  return { generic, custom, ratio: generic / custom };
}

function isWorse(times: Times): boolean {
  const { generic, ratio } = best(times);
  return ratio > worst && generic > noticeableMs;
}

/** In turn, so that both meet the same noise and neither is always the one that finds the caches cold. */
async function measure(database: BuiltDatabase, statement: Statement, times: Times): Promise<void> {
  const began = performance.now();
  for (let run = 0; run < runs && (run < 2 || performance.now() - began < enoughMs); run += 1)
    for (const plan of run % 2 === 0 ? (["generic", "custom"] as const) : (["custom", "generic"] as const))
      times[plan].push(await executionMs(database, statement, plan));
}

async function executionMs(
  database: BuiltDatabase,
  statement: Statement,
  plan: "generic" | "custom",
): Promise<number> {
  const lines = await database.explain(statement, { plan, analyze: true });
  return Number(/Execution Time: ([\d.]+) ms/.exec(lines.join("\n"))?.[1]);
}

/** The names in the examples stand for real bodies; here they become synthetic ones of the wanted size. */
function placed(text: string, end: End): string {
  return text
    .replace(/"(ice|cbp|dhs)"/g, JSON.stringify(end.agency))
    .replace(/"dhs-oig"/g, JSON.stringify(end.office))
    .replace(/"deportation"/g, JSON.stringify(end.topic))
    .replace(/"(oig 24-23|OIG-24-23|OIG-21-36)"/g, JSON.stringify(end.number))
    .replace(/"detention inspections -cargo"/g, '"culvert inspection -ferry"');
}

function examples(): Question[] {
  const folder = join(__dirname, "..", "..", "examples");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".graphql"))
    .sort()
    .map((file) => {
      const variables = join(folder, file.replace(/graphql$/, "json"));
      return {
        name: file.replace(/\.graphql$/, ""),
        text: readFileSync(join(folder, file), "utf8"),
        variables: existsSync(variables) ? JSON.parse(readFileSync(variables, "utf8")) : {},
      };
    });
}

function own(): Question[] {
  const variables: Record<string, Record<string, string>> = {
    Point: { number: "OIG-21-36" },
    Headline: { slug: "ice" },
    Deep: { kind: "DEPARTMENT" },
  };
  return queries.map(({ name, text }) => ({ name: `bench ${name}`, text, variables: variables[name] ?? {} }));
}

async function endOf(database: BuiltDatabase, direction: "asc" | "desc"): Promise<End> {
  const most = (from: string, at: string) =>
    `(select t.slug from ${from} t join (select ${at}, count(*) as n from ${from === "offices" ? "reports" : from === "topics" ? "report_topics" : "report_agencies"} group by 1) c on c.${at} = t.id
      where c.n >= 3 order by c.n ${direction}, t.id limit 1)`;
  const [found] = await database.query<End>(
    `select a.agency, ${most("offices", "office_id")} as office, ${most("topics", "topic_id")} as topic,
       (select r.number from report_agencies l join reports r on r.id = l.report_id join agencies g on g.id = l.agency_id where g.slug = a.agency order by r.id limit 1) as number
     from (select ${most("agencies", "agency_id")} as agency) a`,
  );
  return found!;
}

void main();
