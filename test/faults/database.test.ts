// The whole service in this process while its database misbehaves: what clients see, and that nothing is left behind.
import { request } from "node:http";
import { realService } from "../contract/real-service";
import { post } from "../http/stub-service";

const real = realService({ poolMax: 2, statementTimeoutMs: 400, requestTimeoutMs: 1000 });

const data = { query: "{ reports(first: 1) { nodes { number } } }" };
const elsewhere = { query: "{ topics(first: 1) { nodes { slug } } }" };
const until = async (condition: () => Promise<boolean> | boolean) => {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
};

/** Runs `work` while a table is locked against everybody. */
async function whileLocked(table: string, work: () => Promise<void>): Promise<void> {
  await real.database.transaction(
    async (transaction) => {
      await transaction.query(`lock table ${table} in access exclusive mode`);
      await work();
    },
    { timeoutMs: 20_000 },
  );
}

const active = async () =>
  (
    await real.database.query(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
  ).length;

afterEach(async () => {
  await until(() => real.service.admission.counts.inFlight === 0);
  expect(real.service.admission.counts).toMatchObject({ running: 0, queued: 0 });
});

test("a stuck lock: TIMEOUT, the statement is gone from the database, others are answered", async () => {
  await whileLocked("reports", async () => {
    const stuck = post(real.url, data);
    expect((await post(real.url, elsewhere)).status).toBe(200);
    const reply = await stuck;
    expect([reply.status, reply.body.errors?.[0]?.extensions.code]).toEqual([503, "TIMEOUT"]);
    expect(reply.headers.get("retry-after")).toBe("1");
  });
  await until(async () => (await active()) === 0);
  expect((await post(real.url, data)).status).toBe(200);
});

test("a client that goes away: its statement is cancelled in the database", async () => {
  await whileLocked("reports", async () => {
    const client = request(`${real.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
    });
    client.on("error", () => {});
    client.end(JSON.stringify(data));
    await until(async () => (await active()) === 1);
    client.destroy();
    await until(async () => (await active()) === 0);
  });
});

test("all connections busy: 503 after a short wait, and what needs none is answered", async () => {
  await whileLocked("reports", async () => {
    const stuck = [post(real.url, data), post(real.url, { ...data, operationName: null, variables: {} })];
    await until(() => real.service.admission.counts.running > 0);
    expect((await post(real.url, { query: "{ __typename }" })).status).toBe(200);
    for (const reply of await Promise.all(stuck)) expect(reply.status).toBe(503);
  });
});

test("connections that are killed cost no answer", async () => {
  const kill =
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
  for (let n = 0; n < 5; n++) {
    await real.database.query(kill);
    const query = `{ reports(first: ${n + 2}) { nodes { number } } }`;
    expect((await post(real.url, { query })).status).toBe(200);
  }
});

test("a read-only database serves reads", async () => {
  const [row] = await real.database.query<{ name: string }>("select current_database() as name");
  await real.database.query(`alter database ${row?.name} set default_transaction_read_only = on`);
  await real.database.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  expect((await post(real.url, { query: "{ reports(first: 9) { nodes { number } } }" })).status).toBe(200);
});
