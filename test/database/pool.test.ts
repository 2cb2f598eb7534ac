// The pool against a real server: rows as text, limits, cancelling, pool exhaustion, transactions.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import {
  Database,
  DatabaseUnavailable,
  PoolExhausted,
  SqlState,
  StatementCancelled,
  StatementRejected,
  StatementTimeout,
} from "../../src/database";
import { testDatabase } from "../support/database";
import { proxyTo } from "../support/proxy";

const db = testDatabase();

/** Waits until no statement sleeps; a server says "cancelled" a moment before it shows itself idle. */
const allAwake = async () => {
  const text = `select count(*) from pg_stat_activity
    where datname = current_database() and state = 'active' and query like '%pg_sleep(%' and pid <> pg_backend_pid()`;
  for (let left = 20; left > 0; left--) {
    const rows = await db.database.rows({ text, values: [] });
    if (rows[0]?.[0] === "0") return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
};
const sleep = (seconds: number) => ({ text: `select pg_sleep($1::float8)`, values: [seconds] });

test("connections plan without memoize, beside what the URL asks for; behind PgBouncer nothing is asked", async () => {
  const settings = {
    text: "select current_setting('enable_memoize'), current_setting('work_mem')",
    values: [],
  };
  const { url } = db.database;
  const more = `${url.includes("?") ? "&" : "?"}options=${encodeURIComponent("-c work_mem=5MB")}`;
  const asked = db.open({ url: url + more, poolMax: 1 });
  expect(await asked.rows(settings)).toEqual([["off", "5MB"]]);
  const plain = db.open({ prepared: false, poolMax: 1 });
  expect((await plain.rows(settings))[0]?.[0]).toBe("on");
});

test("rows come as raw text in the order of the columns", async () => {
  const rows = await db.database.rows({
    text: "select 1, null, true, 1.50::numeric, date '2020-02-29', $1::text, $2::int[], $3::jsonb, $4::text[]",
    values: ["é\n", [1, 2], { a: 1 }, ['"', "\\", null, "a,b"]],
  });
  expect(rows).toEqual([
    ["1", null, "t", "1.50", "2020-02-29", "é\n", "{1,2}", '{"a": 1}', '{"\\"","\\\\",NULL,"a,b"}'],
  ]);
  expect(await db.database.rows({ text: "create temporary table nothing ()", values: [] })).toEqual([]);
});

test("what PostgreSQL refuses carries its SQLSTATE and its place, and the connection stays usable", async () => {
  const one = db.open({ poolMax: 1 });
  const failed = one.rows({ text: "select nothing_like_this", values: [] });
  await expect(failed).rejects.toMatchObject({ code: "STATEMENT_REJECTED", sqlState: "42703", position: 8 });
  await expect(failed).rejects.toBeInstanceOf(StatementRejected);
  const [before] = await one.rows({ text: "select pg_backend_pid()", values: [] });
  await expect(one.rows({ text: "select 1/$1::int", values: [0] })).rejects.toMatchObject({
    sqlState: "22012",
  });
  expect(await one.rows({ text: "select pg_backend_pid()", values: [] })).toEqual([before]);
});

test("a statement that runs too long is stopped, in the database too", async () => {
  const started = Date.now();
  await expect(db.database.rows(sleep(20), { timeoutMs: 150 })).rejects.toBeInstanceOf(StatementTimeout);
  expect(Date.now() - started).toBeLessThan(1000);
  expect(await allAwake()).toBe(true);
});

test("the server has a limit of its own, a little later, for when the service no longer can", async () => {
  const hasty = db.open({ statementTimeoutMs: 200, poolMax: 1 });
  const [[limit]] = (await hasty.rows({ text: "show statement_timeout", values: [] })) as [[string]];
  expect(limit).toBe("1200ms");
  await expect(hasty.rows(sleep(5))).rejects.toBeInstanceOf(StatementTimeout);
  // Tools may take longer than requests.
  expect(await hasty.rows(sleep(0.3), { timeoutMs: 2000 })).toEqual([[""]]);
});

test("an aborted signal stops the statement in the database and gives the connection back", async () => {
  const one = db.open({ poolMax: 1 });
  const abort = new AbortController();
  const running = one.rows(sleep(20), { signal: abort.signal });
  setTimeout(() => abort.abort(), 100);
  await expect(running).rejects.toBeInstanceOf(StatementCancelled);
  expect(await allAwake()).toBe(true);
  expect(await one.rows({ text: "select 1", values: [] })).toEqual([["1"]]);
  await expect(one.rows(sleep(0), { signal: abort.signal })).rejects.toBeInstanceOf(StatementCancelled);
});

test("a server that falls silent is given up in time, and the slot is free again", async () => {
  const line = await proxyTo(db.url);
  const far = new Database({ url: line.url, poolMax: 1 });
  await far.rows({ text: "select 1", values: [] });
  line.silence();
  const started = Date.now();
  await expect(far.rows({ text: "select 2", values: [] }, { timeoutMs: 200 })).rejects.toBeInstanceOf(
    StatementTimeout,
  );
  expect(Date.now() - started).toBeLessThan(2000);
  expect(far.counts.open).toBe(0);
  await expect(far.rows({ text: "select 3", values: [] }, { timeoutMs: 200 })).rejects.toBeInstanceOf(
    DatabaseUnavailable,
  );
  await far.close();
  await line.close();
});

test("waiting for a connection ends with the deadline, or with the caller", async () => {
  const small = db.open({ poolMax: 2 });
  const busy = [small.rows(sleep(0.6)), small.rows(sleep(0.6))];
  const started = Date.now();
  await expect(small.rows(sleep(0), { timeoutMs: 100 })).rejects.toBeInstanceOf(PoolExhausted);
  expect(Date.now() - started).toBeLessThan(500);
  const abort = new AbortController();
  const waiting = small.rows(sleep(0), { signal: abort.signal });
  abort.abort();
  await expect(waiting).rejects.toBeInstanceOf(StatementCancelled);
  const patient = small.rows({ text: "select 'served'", values: [] });
  await Promise.all(busy);
  expect(await patient).toEqual([["served"]]);
  expect(small.counts).toEqual({ open: 2, idle: 2, waiting: 0 });
});

test("a transaction happens wholly or not at all", async () => {
  await db.database.rows({ text: "create table tried (id int primary key)", values: [] });
  const failing = db.database.transaction(async (transaction) => {
    await transaction.query("insert into tried values ($1)", [1]);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  await db.database.transaction((transaction) =>
    transaction.rows({ text: "insert into tried values (2)", values: [] }),
  );
  expect(await db.database.query("select id from tried")).toEqual([{ id: 2 }]);
  const twice = db.database.query("insert into tried values (2)");
  await expect(twice).rejects.toMatchObject({ sqlState: SqlState.uniqueViolation, constraint: "tried_pkey" });
  const readOnly = db.database.query("insert into tried values (3)", [], { readOnly: true });
  await expect(readOnly).rejects.toMatchObject({ sqlState: "25006" });
  const swallowed = db.database.transaction(async (transaction) => {
    await transaction.query("insert into tried values (4)");
    await transaction.query("select 1/0").catch(() => {});
  });
  await expect(swallowed).rejects.toThrow("rolled back");
  expect(await db.database.query("select count(*) from tried")).toEqual([{ count: 1 }]);
});

test("objects hold what JavaScript holds exactly; money and dates stay text", async () => {
  const [row] = await db.database.query(
    "select 1::int8 as big, 1.10::numeric as money, date '2020-01-31' as day, '{a,NULL,\"b,c\"}'::text[] as words, '{}'::text[] as none, '[1]'::jsonb as json, true as flag",
  );
  expect(row).toEqual({
    big: 1,
    money: "1.10",
    day: "2020-01-31",
    words: ["a", null, "b,c"],
    none: [],
    json: [1],
    flag: true,
  });
  await expect(db.database.query("select 9007199254740993::int8")).rejects.toBeInstanceOf(RangeError);
});

test("COPY works both ways on a transaction's client, which reads rows as before afterwards", async () => {
  const one = db.open({ poolMax: 1 });
  await one.rows({ text: "create table copied (id int, word text)", values: [] });
  const lines = Array.from({ length: 20_000 }, (_, id) => `${id}\té${id}\n`);
  const back = await one.transaction(async (transaction) => {
    await pipeline(Readable.from(lines), transaction.client.query(copyFrom("copy copied from stdin")));
    const chunks: Buffer[] = [];
    for await (const chunk of transaction.client.query(copyTo("copy (table copied order by id) to stdout")))
      chunks.push(chunk);
    expect(await transaction.rows({ text: "select count(*), max(word) from copied", values: [] })).toEqual([
      ["20000", "é9999"],
    ]);
    return Buffer.concat(chunks).toString();
  });
  expect(back).toBe(lines.join(""));
  expect(await one.rows({ text: "select count(*) from copied", values: [] })).toEqual([["20000"]]);
});

test("a transaction that is given up, or left open by its work, leaves nothing on the connection", async () => {
  const one = db.open({ poolMax: 1 });
  const abort = new AbortController();
  const given = one.transaction(
    async (transaction) => {
      await transaction.query("create table never (id int)");
      abort.abort();
      await transaction.query("select pg_sleep(5)");
    },
    { signal: abort.signal },
  );
  await expect(given).rejects.toBeInstanceOf(StatementCancelled);
  expect(
    await one.rows({ text: "select to_regclass('never'), pg_current_xact_id_if_assigned()", values: [] }),
  ).toEqual([[null, null]]);
  await one.transaction((transaction) =>
    transaction.script("commit; begin; create table never (id int)").then(() => {}),
  );
  await one.transaction((transaction) =>
    transaction.client.query("select pg_current_xact_id()").then(() => {}),
  );
  expect(await one.rows({ text: "select pg_current_xact_id_if_assigned()", values: [] })).toEqual([[null]]);
});

test("every statement sent is told to who listens", async () => {
  const heard: string[] = [];
  const stop = db.database.onStatement(({ text, rows, ms }) => heard.push(`${text} ${rows} ${ms > 0}`));
  await db.database.rows({ text: "select generate_series(1, 3)", values: [] });
  stop();
  await db.database.rows({ text: "select 1", values: [] });
  expect(heard).toEqual(["select generate_series(1, 3) 3 true"]);
});

test("explain shows the generic plan or the one for the values", async () => {
  const statement = { text: "select oid from pg_class where relname = $1", values: ["o'dd\\"] };
  expect((await db.database.explain(statement, { plan: "generic" })).join("\n")).toContain("relname = $1");
  expect((await db.database.explain(statement, { analyze: true })).join("\n")).toMatch(/actual time.*o''dd/s);
});

test("more values than the protocol can count are refused here, not wrapped", async () => {
  const values = Array.from({ length: 65_536 }, () => 1);
  await expect(db.database.rows({ text: "select 1", values })).rejects.toBeInstanceOf(RangeError);
  expect(await db.database.rows({ text: "select 1", values: [] })).toEqual([["1"]]);
});
