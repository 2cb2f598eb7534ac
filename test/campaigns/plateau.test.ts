// Memory levels off however many different operations arrive: documents, plans, answers and prepared statements are
// each bounded. `npm run plateau` sends 20,000 different ones and prints what the service and PostgreSQL hold meanwhile;
// `npm run plateau:long` sends 100,000.
import { existsSync, readFileSync } from "node:fs";
import { loadSample } from "../../src/sample/sample";
import { testDatabase } from "../support/database";
import { type Service, startService } from "../support/processes";
import { meter } from "./meter";
import { printTable } from "./table";

const [operations = 400, rounds = 2] = (process.env.PLATEAU ?? "").split("x").map(Number).filter(Boolean);
const isCampaign = process.env.PLATEAU !== undefined;
const cacheBytes = isCampaign ? 64 * 1024 * 1024 : 1024 * 1024;
const clients = 8;

const db = testDatabase();
let service: Service;

beforeAll(async () => {
  await loadSample(db.database);
  service = await startService({
    DATABASE_URL: db.url,
    LOG_LEVEL: "error",
    RATE_LIMIT: "0",
    ANSWER_CACHE_BYTES: String(cacheBytes),
  });
}, 60_000);

afterAll(() => service?.stop());

const fields = [
  ..."number title type issuedOn fiscalYear summary declaredRecommendationCount id".split(" "),
  "office { slug }",
  "office { name }",
  "agencies(first: 2) { totalCount }",
  "agencies(first: 2) { nodes { slug } }",
  "findings(first: 3) { nodes { number statement } }",
  "recommendations(first: 5) { nodes { number text status } }",
];

/** Each asks for other fields, so each has a document, a plan, a statement and answers of its own. */
function operation(at: number): string {
  // Odd steps through a power of two meet every number once; neighbours differ in many fields.
  const chosen = (at * 7919 + 1) % 2 ** fields.length;
  const first = 5 + Math.floor(at / 2 ** fields.length);
  const picked = fields.filter((_, bit) => (chosen >> bit) & 1);
  return `query Q${at}($slug: String!) { office(slug: $slug) { reports(first: ${first}) { nodes { ${picked.join(" ") || "id"} } } } }`;
}

async function send(query: string, slug: string): Promise<void> {
  const response = await fetch(`${service.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables: { slug } }),
  });
  const text = await response.text();
  // A busy machine sheds load: that is another campaign's matter.
  if (response.status === 503) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return send(query, slug);
  }
  if (response.status !== 200) throw new Error(text);
}

async function sendAll(from: number, to: number): Promise<void> {
  let next = from;
  const client = async () => {
    while (next < to) {
      const query = operation(next++);
      // Twice with other values: a statement is prepared when it comes again, and the first answer does not fit.
      await send(query, "dhs-oig");
      await send(query, "nobody");
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
}

interface Held {
  readonly rssMb: number;
  readonly heapMb: number;
  readonly answersMb: number;
  readonly answers: number;
  readonly postgresMb: number;
}

async function look(): Promise<Held> {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  const value = (name: string) =>
    Number(new RegExp(`^${name.replace(/[{}]/g, "\\$&")} (\\S+)$`, "m").exec(text)?.[1] ?? 0);
  const backends = await db.database.query<{ pid: number }>(
    "select pid from pg_stat_activity where application_name = 'oversight-graph' and datname = current_database() and pid <> pg_backend_pid()",
  );
  return {
    rssMb: meter(service.pid).rssMb(),
    heapMb: value("nodejs_heap_size_used_bytes") / 2 ** 20,
    answersMb: value('oversight_answer_cache{state="bytes"}') / 2 ** 20,
    answers: value('oversight_answer_cache{state="entries"}'),
    postgresMb: backends.reduce((sum, { pid }) => sum + privateMb(pid), 0),
  };
}

// What a backend has for itself: its plans are there, the shared buffers are not.
function privateMb(pid: number): number {
  const file = `/proc/${pid}/smaps_rollup`;
  try {
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    return Number(/^Private_Dirty:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

test(
  "what is kept of ever other operations is bounded",
  async () => {
    const rows: (readonly [string, Held])[] = [["0", await look()]];
    for (let round = 0; round < rounds; round++)
      for (let part = 0; part < 4; part++) {
        const from = round * operations + (operations / 4) * part;
        await sendAll(from, from + operations / 4);
        rows.push([String(from + operations / 4), await look()]);
      }
    if (isCampaign)
      printTable(
        "Megabytes held after so many different operations, two requests each",
        ["operations", "service RSS", "heap used", "answers kept", "of which MB", "PostgreSQL, private"],
        rows.map(([name, held]) => [
          name,
          Math.round(held.rssMb),
          Math.round(held.heapMb),
          held.answers,
          held.answersMb,
          Math.round(held.postgresMb),
        ]),
      );
    const answers = rows.map(([, { answersMb }]) => answersMb);
    expect(Math.max(...answers)).toBeLessThanOrEqual(cacheBytes / 2 ** 20);
    expect(answers.at(-1)).toBeGreaterThan(0);
    // The first half fills everything; what comes after it takes the places of what was there.
    if (isCampaign)
      expect(rows.at(-1)?.[1].rssMb).toBeLessThan(1.25 * (rows[rows.length >> 1]?.[1].rssMb ?? 0));
  },
  3 * 3600_000,
);
