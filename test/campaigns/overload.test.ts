// Ten times more than the service can do: those who are let in are answered nearly as fast as at capacity, the others
// are refused at once, and a moment later all is as before. A few seconds here; `npm run overload` takes thirty.
import { loadSample } from "../../src/import/sample/sample";
import { testDatabase } from "../support/database";
import { type Service, startService } from "../support/processes";
import { OpenLoop } from "./open-loop";
import { printTable, quantile } from "./table";

const strict = process.env.OVERLOAD === "strict";
// Enough to keep the service busy all the time.
const clients = 16;
const seconds = strict ? 30 : 2;

jest.setTimeout(180_000);

const db = testDatabase();
let service: Service;

beforeAll(async () => {
  await loadSample(db.database);
  // Every answer has to be found anew.
  service = await startService({ DATABASE_URL: db.url, LOG_LEVEL: "error", ANSWER_CACHE_BYTES: "0" });
});
afterAll(() => service?.stop());

const query =
  '{ agency(slug: "ice") { name reports(first: 10) { totalCount nodes { number title recommendations { totalCount nodes { number status } } } } } }';

test("overload: the admitted are served, the rest refused, and it passes", async () => {
  const load = new OpenLoop(service.url, query, strict ? 256 : 64);
  await load.closed(clients, 3);
  const capacity = await load.closed(clients, strict ? 5 : 2);
  const rate = capacity.answered / capacity.seconds;
  const overload = await load.open(rate * 10, seconds);
  const started = performance.now();
  let after = await load.closed(clients, 1);
  while (after.refused > 0) after = await load.closed(clients, 0.5);
  const recovery = (performance.now() - started) / 1000 - after.seconds;
  load.close();
  for (const { wrong } of [capacity, overload, after]) expect(wrong).toEqual([]);
  expect(overload.answered).toBeGreaterThan(0);
  if (!strict) return;
  const row = (name: string, { answered, refused, latencies, seconds: time, offered }: typeof capacity) => [
    name,
    offered / time,
    answered / time,
    refused / time,
    quantile(latencies, 0.5),
    quantile(latencies, 0.99),
  ];
  printTable(
    "Overload",
    ["load", "offered/s", "200/s", "503/s", "p50 ms", "p99 ms"],
    [
      row("at capacity, 16 clients", capacity),
      row("ten times as much", overload),
      row("afterwards, 16 clients", after),
    ],
  );
  process.stdout.write(`\nback to normal after ${Math.max(0, recovery).toFixed(1)} s\n`);
});
