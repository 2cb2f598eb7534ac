// Nobody reads less than what was committed before they asked: writers of another process commit, readers read through
// HTTP from two services (one hears of commits, one has to look), with kept answers, shared operations and ETags.
// `npm run freshness` does it for a minute and prints what it saw, and how long notifications take.
import { testDatabase } from "../support/database";
import { type Service, startService } from "../support/processes";
import { printTable, quantile } from "./table";

const seconds = Number(process.env.FRESHNESS_SECONDS ?? 3);
const writers = 4;
const readersPerService = 8;
const slugs = ["audits", "contracts", "grants", "payments"];
const query = "query Name($slug: String!) { topic(slug: $slug) { name } }";

const db = testDatabase();
const services: Service[] = [];

beforeAll(async () => {
  await db.database.query(
    "insert into topics (slug, name) select slug, 'Name 0: ' || slug from unnest($1::text[]) slug",
    [slugs],
  );
  for (const prepared of ["on", "off"])
    services.push(
      await startService({
        DATABASE_URL: db.url,
        PG_PREPARED: prepared,
        LOG_LEVEL: "warn",
        RATE_LIMIT: "0",
      }),
    );
}, 60_000);

afterAll(async () => {
  await Promise.all(services.map((service) => service.stop()));
});

/** What each topic's name was last known to be, by number; a reader must see this number or a later one. */
const acknowledged = slugs.map(() => 0);
const acknowledgedAt = new Map<string, number>();
const delays: number[] = [];
let writing = true;

async function write(at: number): Promise<void> {
  const pool = db.open({ poolMax: 1 });
  for (let number = 1; writing; number++) {
    const [row] = await pool.transaction(async (transaction) => {
      await transaction.query("update topics set name = $1 where slug = $2", [
        `Name ${number}: ${slugs[at]}`,
        slugs[at],
      ]);
      return transaction.query<{ revision: string }>("select revision::text from data_revision");
    });
    acknowledged[at] = number;
    acknowledgedAt.set(row?.revision ?? "", performance.now());
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
  }
}

interface Held {
  readonly etag: string;
  readonly number: number;
}

const tally = { reads: 0, stale: 0, backwards: 0, notModified: 0 };

async function read(service: Service, reader: number): Promise<void> {
  const held: (Held | undefined)[] = [];
  for (let turn = reader; writing; turn++) {
    const at = Math.floor(Math.random() * slugs.length);
    const least = acknowledged[at] ?? 0;
    const known = turn % 3 === 0 ? held[at] : undefined;
    const before = held[at]?.number ?? 0;
    const number = await ask(service, slugs[at] ?? "", turn % 2 === 0, known, (now) => (held[at] = now));
    tally.reads++;
    if (number < least) tally.stale++;
    if (number < before) tally.backwards++;
  }
}

async function ask(
  { url }: Service,
  slug: string,
  byPost: boolean,
  known: Held | undefined,
  hold: (now: Held) => void,
): Promise<number> {
  const variables = { slug };
  const headers: Record<string, string> = known ? { "if-none-match": known.etag } : {};
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  const response = byPost
    ? await fetch(`${url}/graphql`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify({ query, variables }),
      })
    : await fetch(`${url}/graphql?${search}`, { headers });
  const text = await response.text();
  if (response.status === 304 && known) {
    tally.notModified++;
    return known.number;
  }
  expect(response.status).toBe(200);
  const { data } = JSON.parse(text) as { data: { topic: { name: string } } };
  const number = Number(/^Name (\d+)/.exec(data.topic.name)?.[1] ?? 0);
  const etag = response.headers.get("etag");
  if (etag) hold({ etag, number });
  return number;
}

async function originsOf({ url }: Service): Promise<Record<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const counts = [...text.matchAll(/^oversight_answers_total\{origin="([^"]+)"\} (\d+)$/gm)];
  return Object.fromEntries(counts.map(([, origin, count]) => [origin, Number(count)]));
}

test(
  "no read is older than a write that was acknowledged before it was sent",
  async () => {
    const listening = db.database.listen(
      "data_revision",
      (revision) => {
        const now = performance.now();
        // Ours to measure only where the writer was told first; else it took no time at all.
        setImmediate(() => delays.push(Math.max(0, now - (acknowledgedAt.get(revision) ?? now))));
      },
      { onGap: () => {} },
    );
    await listening.started;
    const reading = services.flatMap((service) =>
      Array.from({ length: readersPerService }, (_, reader) => read(service, reader)),
    );
    const all = Promise.all([...reading, ...slugs.slice(0, writers).map((_, at) => write(at))]);
    await Promise.race([new Promise((resolve) => setTimeout(resolve, seconds * 1000)), all]);
    writing = false;
    await all;
    await listening.stop();

    const origins = await Promise.all(services.map(originsOf));
    if (process.env.FRESHNESS_SECONDS !== undefined) print(origins);
    for (const counted of origins)
      for (const origin of ["hit", "miss", "not modified"]) expect(counted[origin]).toBeGreaterThan(0);
    expect({ stale: tally.stale, backwards: tally.backwards }).toEqual({ stale: 0, backwards: 0 });
  },
  (seconds + 60) * 1000,
);

function print(origins: readonly Record<string, number>[]): void {
  const writes = acknowledged.reduce((sum, count) => sum + count, 0);
  printTable(
    `${writes} commits by ${writers} writers and ${tally.reads} reads in ${seconds} s`,
    ["service", "hit", "shared", "not modified", "miss", "no version"],
    origins.map((counted, at) => [
      at === 0 ? "hears of commits" : "looks for them",
      ...["hit", "shared", "not modified", "miss", "off"].map((origin) => counted[origin] ?? 0),
    ]),
  );
  printTable(
    "What was found",
    ["reads older than an acknowledged write", "reads older than one before"],
    [[tally.stale, tally.backwards]],
  );
  printTable(
    "From a commit's acknowledgement to its notification, ms (0: notified first)",
    ["p50", "p99", "max"],
    [[quantile(delays, 0.5), quantile(delays, 0.99), Math.max(0, ...delays)]],
  );
}
