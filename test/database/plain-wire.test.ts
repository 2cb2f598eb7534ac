// PG_WIRE=plain gives the same rows as the wire's own way, and an unfit pg is refused by what it lacks.
import { Client } from "pg";
import { StatementRejected } from "../../src/database";
import { maxPreparedStatements } from "../../src/database/wire/connection";
import { missingInternals } from "../../src/database/wire/pg-internals";
import { testDatabase } from "../support/database";

const db = testDatabase();

const statements = [
  { text: "select 1, null, 'é😀', repeat('x', 100000), array[1, 2], now() - now()", values: [] },
  {
    text: "select $1::text, $2::int, $3::text[], $4::jsonb, $5::bytea, $6::timestamptz",
    values: ["a'\\\"", 7, ["b", null, 'c"'], { d: [1] }, Buffer.from([0, 255]), new Date(0)],
  },
  { text: "select n, repeat('y', n % 300) from generate_series(1, 5000) n", values: [] },
  { text: "select from generate_series(1, 3)", values: [] },
  { text: "select 1 where false", values: [] },
];

test("both ways give the same rows and the same bytes, prepared or not", async () => {
  const [fast, plain] = [db.open({ wire: "fast" }), db.open({ wire: "plain" })];
  for (let turn = 0; turn < 3; turn += 1)
    for (const statement of statements) {
      expect(await plain.rows(statement)).toEqual(await fast.rows(statement));
      expect(await plain.read(statement)).toEqual(await fast.read(statement));
    }
});

test("mistakes, time limits, aborts and too many values are the same errors", async () => {
  const plain = db.open({ wire: "plain", statementTimeoutMs: 1000 });
  await expect(plain.rows({ text: "select 1 / 0", values: [] })).rejects.toThrow(StatementRejected);
  await expect(plain.rows({ text: "select pg_sleep(60)", values: [] }, { timeoutMs: 100 })).rejects.toThrow(
    "too long",
  );
  const abort = new AbortController();
  const sleeping = plain.rows({ text: "select pg_sleep(60)", values: [] }, { signal: abort.signal });
  setTimeout(() => abort.abort(), 50);
  await expect(sleeping).rejects.toThrow("cancelled");
  await expect(plain.rows({ text: "select 1", values: Array(65_536).fill(1) })).rejects.toThrow(RangeError);
  await expect(plain.rows({ text: "copy topics from stdin", values: [] })).rejects.toThrow();
  expect(await plain.rows({ text: "select 1", values: [] })).toEqual([["1"]]);
});

test("a connection prepares a bounded number of statements", async () => {
  const plain = db.open({ wire: "plain", poolMax: 1 });
  for (let turn = 0; turn < 2; turn += 1)
    for (let n = 0; n < maxPreparedStatements + 20; n += 1)
      expect(await plain.rows({ text: `select ${n}`, values: [] }, { readOnly: true })).toEqual([
        [String(n)],
      ]);
  const text = "select count(*) from pg_prepared_statements";
  const count = await plain.rows({ text, values: [] }, { readOnly: true });
  expect(count).toEqual([[String(maxPreparedStatements)]]);
});

test("the installed pg has what the wire relies on; one that lacks it is refused by name", () => {
  expect(missingInternals(new Client(), "fast")).toEqual([]);
  const other = new Client() as unknown as { connection: Record<string, unknown>; secretKey?: unknown };
  delete other.secretKey;
  other.connection.parsedStatements = undefined;
  other.connection.attachListeners = () => {};
  expect(missingInternals(other, "plain")).toEqual(["secretKey"]);
  expect(missingInternals(other, "fast")).toEqual([
    "secretKey",
    "connection.parsedStatements",
    "single listener for data in connection.attachListeners",
  ]);
  expect(missingInternals({}, "plain")).toEqual(["client.connection"]);
});
