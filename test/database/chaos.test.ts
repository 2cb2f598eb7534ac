// Many statements at once while callers give up, limits strike and connections are killed: whoever gets an answer gets
// their own, whoever gets an error gets a fitting one, and afterwards everything works as if nothing had happened.
import { DatabaseUnavailable, StatementCancelled, StatementTimeout } from "../../src/database";
import { testDatabase } from "../support/database";

const db = testDatabase({ poolMax: 8 });
const forMs = 3000;
jest.setTimeout(60_000);

test("no answer goes to the wrong caller and no cancel strikes the wrong statement", async () => {
  const pool = db.open({ poolMax: 6 });
  const seen = { answers: 0, cancelled: 0, timedOut: 0, lost: 0 };
  const wrong: string[] = [];
  const started = Date.now();
  // A busy machine needs longer to see enough of each.
  const isOver = () => {
    const ms = Date.now() - started;
    const least = Math.min(seen.answers, seen.cancelled, seen.timedOut);
    return ms > forMs && (least > 3 || ms > 10 * forMs);
  };
  let token = 0;

  const caller = async () => {
    while (!isOver()) {
      const mine = String(token++);
      const dice = Math.random();
      const abort = new AbortController();
      const seconds = Math.random() * 0.004;
      const rows = 1 + Math.floor(Math.random() * 50);
      if (dice < 0.2) setTimeout(() => abort.abort(), Math.random() * 5);
      const timeoutMs = dice > 0.8 ? 1 + Math.floor(Math.random() * 4) : 3000;
      try {
        const answer = await pool.rows(
          {
            text: `select $1::text, n::text, repeat('é', n) from generate_series(1, $2::int) n, pg_sleep($3::float8) /* ${mine.slice(-1)} */`,
            values: [mine, rows, seconds],
          },
          { signal: abort.signal, timeoutMs, readOnly: dice < 0.5 },
        );
        seen.answers++;
        if (answer.length !== rows || answer.some((row) => row[0] !== mine))
          wrong.push(`${mine} got ${answer[0]?.[0]}`);
      } catch (error) {
        if (error instanceof StatementCancelled && dice < 0.2) seen.cancelled++;
        else if (error instanceof StatementTimeout && dice > 0.8) seen.timedOut++;
        else if (error instanceof DatabaseUnavailable) seen.lost++;
        else if ((error as { code?: string }).code !== "POOL_EXHAUSTED" || dice <= 0.8)
          wrong.push(`${mine}: ${error}`);
      }
    }
  };
  const killer = async () => {
    while (!isOver()) {
      await new Promise((resolve) => setTimeout(resolve, 150));
      const text = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
        and pid <> pg_backend_pid() and query like '%generate_series%' order by random() limit 1`;
      await db.database.rows({ text, values: [] });
    }
  };
  await Promise.all([...Array.from({ length: 8 }, caller), killer()]);

  expect(wrong).toEqual([]);
  expect(Math.min(seen.answers, seen.cancelled, seen.timedOut)).toBeGreaterThan(3);
  const after = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      pool.rows({ text: "select $1::int", values: [n] }, { readOnly: true }),
    ),
  );
  expect(after).toEqual(Array.from({ length: 30 }, (_, n) => [[String(n)]]));
  expect(pool.counts).toMatchObject({ open: expect.any(Number), waiting: 0 });
  expect(pool.counts.open).toBeLessThanOrEqual(6);
  expect(pool.counts.idle).toBe(pool.counts.open);
});
