// The same mixed load for a long time: memory and open files must not grow. Seconds here; `npm run soak` takes twenty
// minutes (SOAK_MINUTES), prints samples and the slope after the warm-up.
import { loadSample } from "../../src/sample/sample";
import { testDatabase } from "../support/database";
import { type Service, startService } from "../support/processes";
import { type Question, startLoad } from "./load";
import { meter } from "./meter";
import { open, rawPost } from "./raw-http";
import { printTable } from "./table";

const minutes = Number(process.env.SOAK_MINUTES ?? 0.1);
const isLong = minutes >= 1;
const clients = 4;

jest.setTimeout(minutes * 60_000 + 120_000);

const db = testDatabase();
let service: Service;

beforeAll(async () => {
  await loadSample(db.database);
  // The cache of answers is full after a moment instead of after an hour.
  service = await startService({ DATABASE_URL: db.url, LOG_LEVEL: "error", ANSWER_CACHE_BYTES: "1000000" });
});
afterAll(() => service?.stop());

const reports =
  "query($n: Int) { reports(first: $n) { nodes { number title findings { nodes { statement } } } } }";
const questions: Question[] = [
  ...Array.from({ length: 20 }, (_, n) => ({ query: reports, variables: { n: n + 1 } })),
  // Ever other documents: the kept ones must make room.
  ...Array.from({ length: 200 }, (_, n) => ({
    query: `{ agencies { nodes { slug name reports(first: ${(n % 10) + 1}) { totalCount } } } a${n}: __typename }`,
  })),
  { query: "{ __schema { types { name fields { name } } } }" },
  { query: '{ search(query: "detention") { totalCount } }' },
];

interface Sample {
  readonly minute: number;
  readonly rss: number;
  readonly files: number;
}

test("memory and open files stay what they are", async () => {
  const used = meter(service.pid);
  const load = startLoad(service.url, clients, questions, [], 10);
  const leaving = setInterval(leave, 200);
  const samples: Sample[] = [];
  const count = 30;
  for (let n = 0; n < count; n++) {
    await new Promise((resolve) => setTimeout(resolve, (minutes * 60_000) / count));
    samples.push({ minute: ((n + 1) * minutes) / count, rss: used.rssMb(), files: used.openFiles() });
  }
  clearInterval(leaving);
  const { statuses } = load.take();
  await load.stop();
  expect(statuses.get(500) ?? 0).toBe(0);
  const warm = samples.slice(count / 3);
  const spread = Math.max(...warm.map(({ files }) => files)) - Math.min(...warm.map(({ files }) => files));
  if (!isLong) return;
  printTable(
    "Soak",
    ["minute", "RSS MB", "open files"],
    samples.map(({ minute, rss, files }) => [minute, rss, files]),
  );
  const requests = [...statuses.values()].reduce((sum, times) => sum + times, 0);
  const table = [...statuses].map(([status, times]) => `${times} × ${status || "cut"}`).join(", ");
  process.stdout.write(
    `\n${requests} requests (${table}); RSS slope after a third ${slope(warm).toFixed(2)} MB a minute; open files ± ${spread}\n`,
  );
  // Sockets of clients that are just leaving come and go.
  expect(spread).toBeLessThanOrEqual(12);
});

function leave(): void {
  const socket = open(service.url);
  for (const part of rawPost(JSON.stringify({ query: reports, variables: { n: 100 } }))) socket.write(part);
  setTimeout(() => socket.destroy(), 10);
}

/** Least squares, in megabytes per minute. */
function slope(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(samples.map(({ minute }) => minute)), mean(samples.map(({ rss }) => rss))];
  const over = samples.reduce((sum, { minute, rss }) => sum + (minute - x) * (rss - y), 0);
  return over / samples.reduce((sum, { minute }) => sum + (minute - x) ** 2, 0);
}
