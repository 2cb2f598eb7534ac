// Streams of rows: bounded batches, back-pressure, one snapshot, and an end however the reader leaves.
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  type Database,
  PoolExhausted,
  type RowBytes,
  StatementCancelled,
  StatementRejected,
  StatementTimeout,
} from "../../src/database";
import { createTestDatabase, testDatabase } from "../support/database";

const db = testDatabase();
let database: Database;
const statements: string[] = [];
beforeAll(() => {
  database = db.open({ statementTimeoutMs: 60_000 });
  database.onStatement(({ text }) => statements.push(text));
});
beforeEach(() => void statements.splice(0));

const numbers = (to: number, width = 10) => ({
  text: "select n, repeat('x', $2::int) from generate_series(1, $1::int) n order by n",
  values: [to, width],
});
const fetches = () => statements.filter((text) => text.startsWith("fetch")).length;
/** Waits for what another connection does in its own time. */
async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 10));
}
const open = async () => {
  const [row] = await db.database.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
  );
  return row!.n;
};

test("all rows arrive, in order, whatever the batches, as text and as bytes", async () => {
  const found: string[] = [];
  for await (const rows of database.stream(numbers(25_000)).texts()) found.push(...rows.map(([n]) => n!));
  expect(found).toEqual(Array.from({ length: 25_000 }, (_, i) => String(i + 1)));
  let count = 0;
  for await (const batch of database.stream(numbers(25_000))) count += batch.count;
  expect(count).toBe(25_000);
  expect(await all(database.stream(numbers(0)))).toEqual([]);
});

async function all(stream: AsyncIterable<RowBytes>): Promise<RowBytes[]> {
  const batches: RowBytes[] = [];
  for await (const batch of stream) batches.push(batch);
  return batches;
}

test("a batch is bounded by its bytes, not by its rows", async () => {
  for (const [count, width] of [
    [30_000, 5],
    [3_000, 5_000],
    [40, 1_000_000],
  ] as const) {
    const sizes = (await all(database.stream(numbers(count, width)))).map(({ bytes }) => bytes.length);
    expect(Math.max(...sizes.slice(1))).toBeLessThan(Math.max(2 * 262_144, 2 * width));
  }
});

test("nothing is fetched that the reader has not asked for", async () => {
  const stream = database.stream(numbers(100_000, 1000))[Symbol.asyncIterator]();
  expect(statements).toEqual([]);
  await stream.next();
  await stream.next();
  expect(fetches()).toBe(2);
  await stream.return?.();
  expect(await open()).toBe(0);
});

test("a pipeline is slowed down by its slowest part", async () => {
  let waiting: (() => void) | undefined;
  let written = 0;
  const slow = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _encoding, done) {
      written += chunk.length;
      waiting = done;
    },
  });
  const lines = async function* (batches: AsyncIterable<RowBytes>) {
    for await (const { bytes } of batches) yield bytes;
  };
  const abort = new AbortController();
  const done = pipeline(database.stream(numbers(100_000, 1000), { signal: abort.signal }), lines, slow);
  done.catch(() => {});
  while (written === 0) await new Promise((resolve) => setImmediate(resolve));
  // What is written waits, and so does everything before it: a handful of batches at most, of about four hundred.
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(fetches()).toBeLessThan(25);
  waiting?.();
  slow.destroy();
  await expect(done).rejects.toThrow();
  abort.abort();
  await until(async () => (await open()) === 0);
});

test("streams of one snapshot see the same data, one after the other or side by side, and cannot write", async () => {
  await db.database.query("create table tables_of_one_revision (n int)");
  await db.database.query("insert into tables_of_one_revision select generate_series(1, 1000)");
  const count = { text: "select count(*) from tables_of_one_revision", values: [] };
  const each = { text: "select n from tables_of_one_revision where n > $1", values: [0] };
  const seen = await database.snapshot(async (snapshot) => {
    const before = await snapshot.rows(count);
    await db.database.query("insert into tables_of_one_revision select generate_series(1001, 5000)");
    const [one, two] = await Promise.all([all(snapshot.stream(each)), all(snapshot.stream(each))]);
    return [before[0]![0], ...[one, two].map((batches) => String(batches.reduce((n, b) => n + b.count, 0)))];
  });
  expect(seen).toEqual(["1000", "1000", "1000"]);
  expect((await database.rows(count))[0]).toEqual(["5000"]);
  const write = database.snapshot((snapshot) => snapshot.script("delete from tables_of_one_revision"));
  await expect(write).rejects.toThrow(StatementRejected);
});

test("an abort cancels the running statement, and one between two batches frees the connection", async () => {
  const slow = {
    text: "select n, pg_sleep(case when n > 5000 then 60 end) from generate_series(1, 9000) n",
    values: [],
  };
  const abort = new AbortController();
  const reading = all(database.stream(slow, { signal: abort.signal }));
  await until(async () => (await open()) === 1);
  abort.abort();
  await expect(reading).rejects.toThrow(StatementCancelled);
  await until(async () => (await open()) === 0);

  const other = new AbortController();
  const stream = database.stream(numbers(100_000), { signal: other.signal })[Symbol.asyncIterator]();
  await stream.next();
  other.abort();
  await until(async () => (await open()) === 0);
  await expect(stream.next()).rejects.toThrow(StatementCancelled);
  await expect(all(database.stream(numbers(1), { signal: other.signal }))).rejects.toThrow(
    StatementCancelled,
  );
});

test("a reader that stalls is dropped at the time limit", async () => {
  const stream = database.stream(numbers(100_000), { timeoutMs: 200 })[Symbol.asyncIterator]();
  await stream.next();
  expect(await open()).toBe(1);
  await until(async () => (await open()) === 0);
  await expect(stream.next()).rejects.toThrow(StatementTimeout);
  const never = { text: "select pg_sleep(60)", values: [] };
  await expect(all(database.stream(never, { timeoutMs: 200 }))).rejects.toThrow(StatementTimeout);
});

test("streams have two connections of their own; a third waits a moment and is refused", async () => {
  const streams = [1, 2].map(() => database.stream(numbers(100_000))[Symbol.asyncIterator]());
  for (const stream of streams) await stream.next();
  await expect(all(database.stream(numbers(1)))).rejects.toThrow(PoolExhausted);
  expect(await database.rows({ text: "select 1", values: [] })).toEqual([["1"]]);
  await streams[0]!.return?.();
  expect(await all(database.stream(numbers(1)))).toHaveLength(1);
  await streams[1]!.return?.();
});

test("a mistake in the statement, at once or in a later row, leaves nothing behind", async () => {
  const unknown = all(database.stream({ text: "select nothing", values: [] }));
  await expect(unknown).rejects.toThrow(StatementRejected);
  const late = { text: "select 1 / (20000 - n) from generate_series(1, 30000) n", values: [] };
  await expect(all(database.stream(late))).rejects.toThrow(StatementRejected);
  expect(await open()).toBe(0);
  expect(await all(database.stream(numbers(1)))).toHaveLength(1);
});

test("a lost connection ends the stream with an error, never with fewer rows", async () => {
  const stream = database.stream(numbers(100_000))[Symbol.asyncIterator]();
  await stream.next();
  await db.database.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'",
  );
  await expect(stream.next()).rejects.toThrow("not reachable");
  expect(await all(database.stream(numbers(1)))).toHaveLength(1);
});

test("streams run on a replica, and on the primary while the replica is away", async () => {
  const replica = await createTestDatabase();
  await replica.database.query("create table only_there (n int)");
  const text = "select to_regclass('only_there') is not null";
  const where = async (readUrl: string) => {
    const both = db.open({ readUrls: [readUrl] });
    const found: string[] = [];
    for await (const rows of both.stream({ text, values: [] }).texts()) found.push(rows[0]![0]!);
    return found;
  };
  expect(await where(replica.url)).toEqual(["t"]);
  await replica.drop();
  expect(await where(replica.url)).toEqual(["f"]);
});

test("it can be made a Readable", async () => {
  let count = 0;
  for await (const batch of Readable.from(database.stream(numbers(5000)))) count += (batch as RowBytes).count;
  expect(count).toBe(5000);
});
