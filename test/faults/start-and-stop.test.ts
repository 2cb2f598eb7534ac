// The service as a process: starting without its database, behind its migrations, on a port in use, with wrong settings;
// stopping by signals.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { migrate } from "../../src/database";
import { createTestDatabase } from "../support/database";
import { FaultProxy } from "../support/fault-proxy";
import { runCommand, startService } from "../support/processes";

jest.setTimeout(60_000);

const status = async (url: string) => (await fetch(url)).status;
const ask = async (url: string, query: string) => {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers,
    body: JSON.stringify({ query }),
  });
  return {
    status: response.status,
    body: (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] },
  };
};
const until = async (condition: () => Promise<boolean>) => {
  while (!(await condition().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 50));
};

test("with the database away it starts, says so, answers what needs none, and serves when it comes", async () => {
  const db = await createTestDatabase();
  const proxy = await FaultProxy.to(() => db.url);
  await proxy.close();
  const service = await startService({ DATABASE_URL: proxy.url }, { until: "listening" });
  try {
    expect([await status(`${service.url}/livez`), await status(`${service.url}/readyz`)]).toEqual([200, 503]);
    expect(await ask(service.url, "{ __typename }")).toMatchObject({ status: 200 });
    expect(await ask(service.url, "{ __schema { queryType { name } } }")).toMatchObject({ status: 200 });
    expect(await ask(service.url, "{ nothing }")).toMatchObject({ status: 400 });
    const data = await ask(service.url, "{ agencies { nodes { slug } } }");
    expect([data.status, data.body.errors?.[0]?.extensions.code]).toEqual([503, "SERVICE_UNAVAILABLE"]);
    await proxy.reopen();
    await until(async () => (await ask(service.url, "{ agencies { nodes { slug } } }")).status === 200);
    await until(async () => (await status(`${service.url}/readyz`)) === 200);
  } finally {
    expect(await service.stop()).toBe(0);
    await proxy.close();
    await db.drop();
  }
});

test("behind its migrations it is not ready, and becomes ready when they are applied", async () => {
  const db = await createTestDatabase({ empty: true });
  const service = await startService({ DATABASE_URL: db.url }, { until: "listening" });
  try {
    const response = await fetch(`${service.url}/readyz`);
    expect(response.status).toBe(503);
    expect(((await response.json()) as { reason: string }).reason).toMatch(/^migrations are behind/);
    await migrate(db.database);
    await until(async () => (await status(`${service.url}/readyz`)) === 200);
    expect((await ask(service.url, "{ agencies { nodes { slug } } }")).status).toBe(200);
  } finally {
    await service.stop();
    await db.drop();
  }
});

describe("stopping", () => {
  const slow = "query { agencies { nodes { slug } } }";
  const start = async (env: Record<string, string> = {}) => {
    const db = await createTestDatabase();
    const service = await startService({ DATABASE_URL: db.url, ...env });
    // A lock holds the statement of one operation for as long as the test wants.
    let unlock = () => {};
    const locked = new Promise<void>((resolve) => {
      void db.database.transaction(async (transaction) => {
        await transaction.query("lock table agencies in access exclusive mode");
        resolve();
        await new Promise<void>((free) => {
          unlock = free;
        });
      });
    });
    await locked;
    const answer = ask(service.url, slow);
    const waiting =
      "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
    await until(async () => (await db.database.query(waiting)).length > 0);
    return { db, service, answer, unlock: () => unlock() };
  };

  test("SIGTERM: the open request is answered, then exit 0", async () => {
    const { db, service, answer, unlock } = await start();
    const ended = service.stop("SIGTERM");
    await until(() =>
      status(`${service.url}/livez`).then(
        () => false,
        () => true,
      ),
    );
    unlock();
    expect((await answer).status).toBe(200);
    expect(await ended).toBe(0);
    await db.drop();
  });

  test("a second SIGTERM does not wait", async () => {
    const { db, service, answer, unlock } = await start();
    const lost = answer.catch(() => "lost");
    void service.stop("SIGTERM");
    await until(() =>
      status(`${service.url}/livez`).then(
        () => false,
        () => true,
      ),
    );
    expect(await service.stop("SIGTERM")).toBe(1);
    expect(await lost).toBe("lost");
    unlock();
    await db.drop();
  });

  test("the grace is not exceeded", async () => {
    const { db, service, answer, unlock } = await start({ SHUTDOWN_GRACE_MS: "200" });
    const lost = answer.catch(() => "lost");
    expect(await service.stop("SIGTERM")).toBe(0);
    expect(await lost).toBe("lost");
    unlock();
    await db.drop();
  });
});

test("a port in use is said plainly, before an embedded database is made", async () => {
  const folder = join(mkdtempSync(join(tmpdir(), "oversight-graph-port-")), "data");
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as { port: number };
  const run = await runCommand("main", [], { DATA_DIR: folder, PORT: String(port) });
  expect([run.code, run.stderr.trim()]).toEqual([
    1,
    `Cannot listen on 127.0.0.1:${port}: something else listens there already. Stop it, or choose another PORT.`,
  ]);
  expect(existsSync(folder)).toBe(false);
  rmSync(dirname(folder), { recursive: true });
  other.close();
});

test("all wrong settings are named at once; --print-config shows them without secrets", async () => {
  const wrong = await runCommand("main", ["--nonsense"], {
    PORT: "x",
    POOL_MAX: "0",
    TRUSTED_PROXIES: "10.0.0.0/33",
  });
  expect(wrong.code).toBe(2);
  for (const name of ["--nonsense", "PORT", "POOL_MAX", "TRUSTED_PROXIES"])
    expect(wrong.stderr).toContain(name);
  const shown = await runCommand("main", ["--print-config"], { DATABASE_URL: "postgres://u:secret@h/d" });
  expect(shown.code).toBe(0);
  expect(shown.stdout).toContain("RATE_LIMIT=");
  expect(shown.stdout).not.toContain("secret");
});
