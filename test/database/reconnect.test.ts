// Lost connections, prepared statements, replicas, notifications: what happens when the line changes under the pool.
import { checkReadiness, Database, DatabaseUnavailable } from "../../src/database";
import { waitUntil } from "../../src/database/embedded/processes";
import { readMigrations } from "../../src/database/schema/migration-files";
import { maxPreparedStatements } from "../../src/database/wire/connection";
import { testDatabase } from "../support/database";
import { proxyTo } from "../support/proxy";

const db = testDatabase();
const select = (text: string, values: unknown[] = []) => ({ text, values });

async function killOthers(): Promise<void> {
  const text =
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
  await db.database.rows(select(text));
}

test("a read whose connection is killed is repeated; a write is not", async () => {
  const pool = db.open({ poolMax: 1 });
  await pool.rows(select("select 1"));
  const reading = pool.rows(select("select pg_sleep(0.4), 'read'"), { readOnly: true });
  await new Promise((resolve) => setTimeout(resolve, 150));
  await killOthers();
  expect((await reading)[0]?.[1]).toBe("read");
  const writing = pool.rows(select("select pg_sleep(0.4), 'written'"));
  await new Promise((resolve) => setTimeout(resolve, 150));
  await killOthers();
  await expect(writing).rejects.toBeInstanceOf(DatabaseUnavailable);
  expect(await pool.rows(select("select 1"))).toEqual([["1"]]);
});

test("idle connections that were killed are never lent", async () => {
  const pool = db.open({ poolMax: 3 });
  await Promise.all([1, 2, 3].map(() => pool.rows(select("select pg_sleep(0.05)"))));
  await killOthers();
  await waitUntil(() => pool.counts.open === 0, 1000);
  expect(await pool.rows(select("select 1"))).toEqual([["1"]]);
});

test("a database that is away is reported at once, and used again when it is back", async () => {
  const line = await proxyTo(db.url);
  await line.close();
  const pool = new Database({ url: line.url, poolMax: 2 });
  const started = Date.now();
  await expect(pool.rows(select("select 1"))).rejects.toBeInstanceOf(DatabaseUnavailable);
  expect(await checkReadiness(pool)).toMatchObject({ ready: false });
  expect(Date.now() - started).toBeLessThan(1000);
  await line.reopen();
  const deadline = Date.now() + 5000;
  while (!(await checkReadiness(pool)).ready && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await checkReadiness(pool)).toEqual({ ready: true });
  await pool.close();
  await line.close();
});

test("readiness names the migrations that are missing", async () => {
  const files = [{ name: "9999_later.sql", text: "", sha256: "0".repeat(64) }];
  expect(await checkReadiness(db.database, [...readMigrations(), ...files])).toEqual({
    ready: false,
    reason: "migrations are behind: 9999_later.sql",
  });
});

test("statements are prepared from the second time on, and only so many stay on a connection", async () => {
  const pool = db.open({ poolMax: 1 });
  const prepared = async () =>
    Number((await pool.rows(select("select count(*) from pg_prepared_statements")))[0]?.[0]);
  await pool.rows(select("select 'once'"));
  expect(await prepared()).toBe(0);
  for (let n = 0; n < maxPreparedStatements + 50; n++)
    for (let twice = 0; twice < 2; twice++) await pool.rows(select(`select ${n}`));
  expect(await prepared()).toBeLessThanOrEqual(maxPreparedStatements);
  // One that was retired works again.
  expect(await pool.rows(select("select 0"))).toEqual([["0"]]);
});

test("two texts under one label never share a prepared statement", async () => {
  const pool = db.open({ poolMax: 1 });
  for (let round = 0; round < 3; round++) {
    expect(await pool.rows({ ...select("select 'a'"), name: "same" })).toEqual([["a"]]);
    expect(await pool.rows({ ...select("select 'b'"), name: "same" })).toEqual([["b"]]);
  }
  const names = await pool.rows(select("select name from pg_prepared_statements where name like 'same%'"));
  expect(names).toHaveLength(2);
});

test("a read prepared before a table changed is prepared anew", async () => {
  const pool = db.open({ poolMax: 1 });
  await pool.rows(select("create table changing (a int)"));
  for (let n = 0; n < 3; n++) await pool.rows(select("select * from changing"), { readOnly: true });
  await pool.rows(select("alter table changing add b int"));
  await pool.rows(select("insert into changing values (1, 2)"));
  expect(await pool.rows(select("select * from changing"), { readOnly: true })).toEqual([["1", "2"]]);
});

test("without named statements nothing is prepared and nothing is asked at startup", async () => {
  const pool = db.open({ poolMax: 1, prepared: false });
  for (let n = 0; n < 3; n++) await pool.rows(select("select 'plain'"));
  expect(await pool.rows(select("select count(*) from pg_prepared_statements"))).toEqual([["0"]]);
  expect(await pool.rows(select("show statement_timeout"))).toEqual([["0"]]);
});

test("reads go to the replicas in turn, and to the primary when one is down", async () => {
  const lines = [await proxyTo(db.url), await proxyTo(db.url)];
  const pool = new Database({ url: db.url, readUrls: lines.map((line) => line.url), poolMax: 2 });
  const overTcp = async (readOnly: boolean) =>
    (await pool.rows(select("select pg_backend_pid()"), { readOnly }))[0]?.[0];
  const reads = new Set([await overTcp(true), await overTcp(true)]);
  expect(reads.size).toBe(2);
  expect(reads.has(await overTcp(false))).toBe(false);
  await Promise.all(lines.map((line) => line.close()));
  for (let n = 0; n < 5; n++) expect(reads.has(await overTcp(true))).toBe(false);
  await pool.close();
});

test("notifications arrive, and a gap is reported after the line was down", async () => {
  const line = await proxyTo(db.url);
  const pool = new Database({ url: line.url });
  const heard: string[] = [];
  let gaps = 0;
  const listening = pool.listen("news", (payload) => heard.push(payload), { onGap: () => gaps++ });
  await listening.started;
  await db.database.rows(select("select pg_notify('news', 'one')"));
  expect(await waitUntil(() => heard.length === 1, 2000)).toBe(true);
  line.cut();
  expect(await waitUntil(() => gaps === 1, 5000)).toBe(true);
  await db.database.rows(select("select pg_notify('news', 'two')"));
  expect(await waitUntil(() => heard.length === 2, 2000)).toBe(true);
  await listening.stop();
  await pool.close();
  await line.close();
});

test("where LISTEN is impossible it polls", async () => {
  const pool = db.open({ prepared: false });
  let rounds = 0;
  const listening = pool.listen("news", () => {}, { onGap: () => rounds++, pollMs: 20 });
  expect(await waitUntil(() => rounds >= 2, 1000)).toBe(true);
  await listening.stop();
});
