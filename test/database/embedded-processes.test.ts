// The embedded server seen from processes of their own: crashes, other users, a checkout that they cannot enter.

import { spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { isAlive, waitUntil } from "../../src/database/embedded/processes";
import { buildFolder, checkout, runNode } from "../support/processes";

const asRoot = process.getuid?.() === 0 ? test : test.skip;
const nobody = { uid: 65_534, gid: 65_534 };
const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "oversight-graph-processes-"));
  folders.push(folder);
  return folder;
}

/** A program that starts the embedded server in the folder given, asks it something, and stops it. */
function program(build: string, options = "", then = "await server.close();"): readonly string[] {
  const code = `
    const { startEmbedded } = require(${JSON.stringify(join(build, "database", "embedded", "server.js"))});
    const { Database } = require(${JSON.stringify(join(build, "database", "database.js"))});
    (async () => {
      const server = await startEmbedded({ dataDir: process.argv[1], ${options} });
      const database = new Database({ url: server.url() });
      const [[answer]] = await database.rows({ text: "select 40 + 2", values: [] });
      console.log(JSON.stringify({ answer, pid: server.pid, how: server.how }));
      await database.close();
      ${then}
    })().catch((error) => { console.error(error.message); process.exitCode = 1; });`;
  return ["-e", code];
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

test("whatever is acknowledged survives kill -9 of the service, and of its PostgreSQL", async () => {
  const run = await runNode([join(checkout, "scripts", "crash.mjs"), "--times", "3"]);
  expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining("3 crashes survived.") });
});

test("a kill -9 in the middle of the first start leaves nothing that the next one cannot mend", async () => {
  const dataDir = join(newFolder(), "data");
  for (const afterMs of [150, 350, 550]) {
    const child = spawn(process.execPath, [...program(buildFolder()), dataDir], { stdio: "ignore" });
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("close", resolve));
  }
  const run = await runNode([...program(buildFolder()), dataDir]);
  expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('"answer":"42"') });
});

test("a process that just ends, without closing, takes its server with it", async () => {
  const dataDir = join(newFolder(), "data");
  const run = await runNode([...program(buildFolder(), "", "process.exit(0);"), dataDir]);
  const { pid } = JSON.parse(run.stdout);
  expect(await waitUntil(() => !isAlive(pid), 5000)).toBe(true);
});

test("a throw-away server and its folder vanish even when their process is killed", async () => {
  const dataDir = join(newFolder(), "data");
  const child = spawn(
    process.execPath,
    [...program(buildFolder(), "ephemeral: true", "setInterval(() => {}, 1000);"), dataDir],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const line = await new Promise<string>((resolve) =>
    child.stdout.once("data", (chunk) => resolve(String(chunk))),
  );
  child.kill("SIGKILL");
  const { pid } = JSON.parse(line);
  expect(await waitUntil(() => !isAlive(pid) && !existsSync(dataDir), 10_000)).toBe(true);
});

asRoot("any other user can start it too, and cannot use the folder of root", async () => {
  const build = buildFolder();
  // That user must be able to read the program; a checkout under /root is tested below.
  if (!isOpen(build)) return;
  const parent = newFolder();
  chownSync(parent, nobody.uid, nobody.gid);
  const own = await runNode([...program(build), join(parent, "data")], {
    ...nobody,
    cwd: "/",
    env: { HOME: parent },
  });
  expect(own).toMatchObject({ code: 0, stdout: expect.stringContaining('"answer":"42"') });
  const roots = newFolder();
  const denied = await runNode([...program(build), join(roots, "data")], {
    ...nobody,
    cwd: "/",
    env: { HOME: parent },
  });
  expect(denied).toMatchObject({ code: 1, stderr: expect.stringContaining("this user may not write there") });
  // Root goes on with that user's data, as that user.
  const taken = await runNode([...program(build), join(parent, "data")]);
  expect(taken).toMatchObject({ code: 0, stdout: expect.stringContaining('"answer":"42"') });
});

asRoot("a checkout that the server's user cannot enter is no obstacle for root", async () => {
  const closed = newFolder();
  chmodSync(closed, 0o700);
  const copy = join(closed, "checkout");
  const build = join(copy, "dist", basename(buildFolder()));
  mkdirSync(dirname(build), { recursive: true });
  cpSync(buildFolder(), build, { recursive: true });
  cpSync(join(checkout, "package.json"), join(copy, "package.json"));
  symlinkSync(join(checkout, "node_modules"), join(copy, "node_modules"));
  const run = await runNode([...program(build), join(copy, "data")], { cwd: copy });
  expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('"answer":"42"') });
  expect(readFileSync(join(copy, "data", "pg18", "PG_VERSION"), "utf8")).toBe("18\n");
});

function isOpen(folder: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    if ((statSync(path).mode & 0o005) !== 0o005) return false;
    if (dirname(path) === path) return true;
  }
}
