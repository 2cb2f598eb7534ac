// Valid requests with bytes flipped, and random variables: refusals or answers, never a failure and never silence.
// A thousand here; `npm run fuzz:http` sends a hundred thousand. RANDOM_SEED repeats a run.
import { readdirSync, readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { naughtyStrings } from "../contract/naughty-strings";
import { realService } from "../contract/real-service";
import { sendRaw } from "./raw-http";

const count = Number(process.env.RANDOM_REQUESTS ?? 1000);
const seed = Number(process.env.RANDOM_SEED ?? 1);
const patienceMs = 20_000;

jest.setTimeout(3_600_000);

const real = realService();
const examples = join(__dirname, "..", "..", "examples");
const questions = readdirSync(examples)
  .filter((name) => name.endsWith(".graphql"))
  .map((name) => {
    const variables = name.replace(".graphql", ".json");
    const hasVariables = readdirSync(examples).includes(variables);
    const read = (file: string) => readFileSync(join(examples, file), "utf8");
    return {
      query: read(name),
      variables: hasVariables ? (JSON.parse(read(variables)) as Record<string, unknown>) : {},
    };
  });

/** mulberry32: small, and the same everywhere. */
function random(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const next = random(seed);
const below = (limit: number) => Math.floor(next() * limit);
const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;

function randomValue(depth = 0): unknown {
  const kind = below(depth > 3 ? 6 : 8);
  if (kind < 2) return pick(naughtyStrings);
  if (kind === 2) return pick([0, -1, 1, 100, 101, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e308, 0.1, -0]);
  if (kind === 3) return pick([null, true, false]);
  if (kind === 4) return pick(["OPEN", "ISSUED_ON_DESC", "CONCUR", "2024-01-31", "12.50", "report_1", "ice"]);
  if (kind === 5) return below(1000);
  if (kind === 6) return Array.from({ length: below(5) }, () => randomValue(depth + 1));
  const names = [
    "eq",
    "in",
    "not",
    "or",
    "gte",
    "some",
    "number",
    "status",
    "report",
    "contains",
    "isNull",
    "x",
  ];
  return Object.fromEntries(Array.from({ length: below(4) }, () => [pick(names), randomValue(depth + 1)]));
}

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let flips = 1 + below(4); flips > 0; flips--) copy[below(copy.length)] = below(256);
  return copy;
}

function randomBody(): Buffer {
  const { query, variables } = pick(questions);
  const kind = below(4);
  if (kind < 2) return flipped(Buffer.from(JSON.stringify({ query, variables })));
  const names = [...query.matchAll(/\$(\w+)\s*:/g)].map(([, name]) => name as string);
  const values = Object.fromEntries([...names, "x"].map((name) => [name, randomValue()]));
  if (kind === 2) return Buffer.from(JSON.stringify({ query, variables: { ...variables, ...values } }));
  const types = [
    "ReportFilter",
    "RecommendationFilter",
    "AgencyFilter",
    "[ID!]!",
    "Int",
    "String",
    "[ReportOrder!]",
  ];
  const open = `query($v: ${pick(types)}) { reports(filter: $v, first: 5) { nodes { number } } }`;
  return Buffer.from(
    JSON.stringify({ query: pick([query, open]), variables: { v: randomValue(), ...values } }),
  );
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
afterAll(() => agent.destroy());

function send(body: Buffer): Promise<{ status: number; text: string }> {
  const headers = { "content-type": "application/json", "content-length": body.length };
  return new Promise((resolve) => {
    const req = request(
      `${real.url}/graphql`,
      { method: "POST", agent, headers, timeout: patienceMs },
      (res) => {
        let text = "";
        res.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        res.on("end", () => resolve({ status: res.statusCode ?? 0, text }));
      },
    );
    req.on("timeout", () => req.destroy(new Error("hangs")));
    req.on("error", (error) => resolve({ status: 0, text: error.message }));
    req.end(body);
  });
}

/** Also the head is flipped; the sending side is closed, so that a wrong length is noticed. */
async function sendFlippedHead(): Promise<{ status: number; text: string }> {
  const body = Buffer.from(JSON.stringify(pick(questions)));
  const head = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  const { statuses } = await sendRaw(real.url, [Buffer.concat([flipped(Buffer.from(head)), body])], 300);
  return { status: Math.max(...statuses), text: "" };
}

test(`${count} random requests: nothing fails, nothing hangs`, async () => {
  const statuses = new Map<number, number>();
  const wrong: string[] = [];
  let sent = 0;
  const worker = async () => {
    while (sent < count) {
      sent++;
      const isHead = below(50) === 0;
      const body = randomBody();
      const { status, text } = isHead ? await sendFlippedHead() : await send(body);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if ((status >= 500 && status !== 503) || (status === 0 && !isHead))
        wrong.push(`${status} ${text.slice(0, 200)} for ${body.toString("latin1").slice(0, 500)}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  const table = [...statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, times]) => `${times} × ${status || "cut"}`);
  if (process.env.RANDOM_REQUESTS)
    process.stdout.write(`\n${count} random requests, seed ${seed}: ${table.join(", ")}\n`);
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(real.logged.filter(({ cause }) => cause)).toEqual([]);
});
