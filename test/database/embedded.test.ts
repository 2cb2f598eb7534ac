// The embedded server's life: first start, reopening, orphans, stale files, interrupted and forbidden folders.
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Database } from "../../src/database/database";
import { isAlive, waitUntil } from "../../src/database/embedded/processes";
import { type EmbeddedOptions, type EmbeddedServer, startEmbedded } from "../../src/database/embedded/server";

const isRoot = process.getuid?.() === 0;
const folders: string[] = [];
const servers: EmbeddedServer[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "oversight-graph-embedded-"));
  folders.push(folder);
  return join(folder, "data");
}

async function start(dataDir: string, options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir, watched: true, ...options });
  servers.push(server);
  return server;
}

async function ask(server: EmbeddedServer, text: string): Promise<string | null | undefined> {
  const database = new Database({ url: server.url(), poolMax: 1 });
  const rows = await database.rows({ text, values: [] });
  await database.close();
  return rows[0]?.[0];
}

/** What a kill -9 of the service leaves: the server runs, the lock names a process that is gone. */
function abandon(dataDir: string): void {
  const lock = join(dataDir, "service.lock");
  writeFileSync(lock, JSON.stringify({ ...JSON.parse(readFileSync(lock, "utf8")), identity: "gone" }));
}

afterAll(async () => {
  for (const server of servers) await server.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

test("the first start makes a cluster that sorts by code point and listens on no port; reopening finds the data", async () => {
  const dataDir = newFolder();
  const first = await start(dataDir);
  expect(first.how).toBe("started");
  expect(await ask(first, "show server_encoding")).toBe("UTF8");
  expect(
    await ask(first, "select datlocprovider::text || datlocale from pg_database where datname = 'postgres'"),
  ).toBe("bC.UTF-8");
  expect(await ask(first, "show listen_addresses")).toBe("");
  expect(await ask(first, "show fsync")).toBe("on");
  await ask(first, "create table kept as select 42 as answer");
  await first.close();
  expect(isAlive(first.pid)).toBe(false);
  expect(existsSync(join(dataDir, "service.lock"))).toBe(false);
  const second = await start(dataDir);
  expect(await ask(second, "select answer from kept")).toBe("42");
  await second.close();
});

test("nobody else can reach the server: its socket's folder, data and password are its user's alone", async () => {
  const dataDir = newFolder();
  const server = await start(dataDir);
  const socketFolder = new URL(server.url().replace("@/", "@x/")).searchParams.get("host") ?? "";
  for (const path of [socketFolder, dataDir, join(dataDir, "pg18")])
    expect(statSync(path).mode & 0o077).toBe(0);
  expect(statSync(join(dataDir, "pg18", "service-password")).mode & 0o077).toBe(0);
  expect(Buffer.byteLength(`${socketFolder}/.s.PGSQL.5432`)).toBeLessThan(100);
  const wrong = new Database({ url: server.url().replace(/:[^:@]+@/, ":wrong@"), poolMax: 1 });
  await expect(wrong.rows({ text: "select 1", values: [] })).rejects.toThrow("not reachable");
  await wrong.close();
  await server.close();
  expect(existsSync(socketFolder)).toBe(false);
});

test("a second service on the folder is refused and told who holds it; a command may share it", async () => {
  const dataDir = newFolder();
  const server = await start(dataDir);
  await expect(startEmbedded({ dataDir })).rejects.toThrow(`in use by process ${process.pid}`);
  const shared = await start(dataDir, { share: true });
  expect(shared.how).toBe("shared");
  expect(await ask(shared, "select 1")).toBe("1");
  await shared.close();
  expect(isAlive(server.pid)).toBe(true);
  await server.close();
});

test("a server left behind is adopted at once, and stopped by the service that adopted it", async () => {
  const dataDir = newFolder();
  const left = await start(dataDir);
  abandon(dataDir);
  const started = Date.now();
  const adopted = await start(dataDir);
  expect(Date.now() - started).toBeLessThan(5000);
  expect(adopted.how).toBe("adopted");
  expect(adopted.pid).toBe(left.pid);
  await adopted.close();
  expect(isAlive(left.pid)).toBe(false);
});

test("a server left behind by a release with other settings is stopped and started anew", async () => {
  const dataDir = newFolder();
  const left = await start(dataDir, { settings: { work_mem: "8MB" } });
  await ask(left, "create table kept as select 1 as one");
  abandon(dataDir);
  const started = Date.now();
  const anew = await start(dataDir);
  expect(Date.now() - started).toBeLessThan(5000);
  expect(anew.how).toBe("started");
  expect(anew.pid).not.toBe(left.pid);
  expect(await ask(anew, "select one from kept")).toBe("1");
  await anew.close();
});

test("a stale postmaster.pid is no obstacle, whether its process is gone or the pid is somebody else's by now", async () => {
  const dataDir = newFolder();
  const server = await start(dataDir);
  const file = join(dataDir, "pg18", "postmaster.pid");
  const contents = readFileSync(file, "utf8");
  await server.close();
  for (const pid of [process.ppid, 4_000_000]) {
    writeFileSync(file, contents.replace(/^\d+/, String(pid)));
    const again = await start(dataDir);
    expect(await ask(again, "select 1")).toBe("1");
    await again.close();
  }
});

test("an interrupted initdb is done again", async () => {
  const dataDir = newFolder();
  mkdirSync(join(dataDir, "initdb-half", "data", "base"), { recursive: true });
  writeFileSync(join(dataDir, "initdb-half", "data", "PG_VERSION"), "18\n");
  const server = await start(dataDir);
  expect(await ask(server, "select 1")).toBe("1");
  expect(existsSync(join(dataDir, "initdb-half"))).toBe(false);
  await server.close();
});

test("a server that dies is started again at the same address", async () => {
  const dataDir = newFolder();
  const server = await start(dataDir);
  const url = server.url();
  const first = server.pid;
  process.kill(first, "SIGKILL");
  expect(await waitUntil(() => server.pid !== first, 5000)).toBe(true);
  expect(server.url()).toBe(url);
  expect(await ask(server, "select 1")).toBe("1");
  await server.close();
});

test("a data folder of another PostgreSQL, or in an impossible place, is refused with what to do", async () => {
  const other = newFolder();
  mkdirSync(join(other, "pg12"), { recursive: true });
  await expect(startEmbedded({ dataDir: other })).rejects.toThrow(/PostgreSQL 12.*DATA_DIR/s);
  const file = newFolder();
  appendFileSync(file, "");
  await expect(startEmbedded({ dataDir: join(file, "below") })).rejects.toThrow(
    /part of that path is a file.*DATA_DIR/s,
  );
});

test("what PostgreSQL says when it cannot start is passed on", async () => {
  const dataDir = newFolder();
  await expect(startEmbedded({ dataDir, settings: { shared_buffers: "nonsense" } })).rejects.toThrow(
    /shared_buffers/,
  );
  const server = await start(dataDir);
  await server.close();
});

(isRoot ? test : test.skip)("a full disk is named as the reason", async () => {
  const mountPoint = newFolder();
  mkdirSync(mountPoint);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", mountPoint], { stdio: "ignore" });
  } catch {
    return; // No right to mount, as in most containers.
  }
  try {
    await expect(startEmbedded({ dataDir: join(mountPoint, "data") })).rejects.toThrow(
      /No space left|disk is full/,
    );
  } finally {
    execFileSync("umount", [mountPoint]);
  }
});

(isRoot ? test : test.skip)(
  "as root the server runs as nobody, under a parent that nobody cannot enter",
  async () => {
    const parent = join(newFolder(), "..", "closed");
    mkdirSync(parent, { mode: 0o700 });
    chmodSync(parent, 0o700);
    const server = await start(join(parent, "data"));
    expect(readFileSync(`/proc/${server.pid}/status`, "utf8")).toMatch(/^Uid:\s+65534\s+65534/m);
    expect(await ask(server, "select pg_size_pretty(pg_database_size('postgres')) is not null")).toBe("t");
    await ask(server, "create database another");
    await ask(server, "checkpoint");
    await server.close();
  },
);
