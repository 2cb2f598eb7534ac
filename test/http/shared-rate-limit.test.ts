// Two services that count their clients together in the database, and what happens while it is away.
import { PostgresTokenBucket } from "../../src/http/overload/postgres-token-bucket";
import { testDatabase } from "../support/database";

const db = testDatabase();
const away = {
  rows: async () => {
    throw new Error("away");
  },
};

test("what one service takes is missing at the other", async () => {
  const [one, other] = [new PostgresTokenBucket(db.database, 600), new PostgresTokenBucket(db.database, 600)];
  expect((await one.take("192.0.2.1", 400)).remaining).toBeCloseTo(200, -1);
  expect((await other.take("192.0.2.1", 150)).remaining).toBeLessThan(100);
  const spent = await one.take("192.0.2.1", 300);
  expect(spent.remaining).toBeLessThan(0);
  expect(spent.retrySeconds).toBeGreaterThan(0);
  expect((await other.take("192.0.2.2", 0)).remaining).toBe(600);
});

test("takes at the same time all count", async () => {
  const store = new PostgresTokenBucket(db.database, 6_000);
  await Promise.all(Array.from({ length: 50 }, () => store.take("192.0.2.3", 100)));
  expect((await store.take("192.0.2.3", 0)).remaining).toBeLessThan(1_500);
});

test("a debt is bounded by a minute's points", async () => {
  const store = new PostgresTokenBucket(db.database, 600);
  expect((await store.take("192.0.2.4", 1_000_000)).remaining).toBe(-600);
});

test("while the database is away each service counts for itself", async () => {
  const store = new PostgresTokenBucket(away, 600);
  expect((await store.take("192.0.2.5", 500)).remaining).toBeCloseTo(100, 0);
  expect((await store.take("192.0.2.5", 200)).remaining).toBeLessThan(0);
});
