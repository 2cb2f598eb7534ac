// npm run crash -- --times 10: kills a writing service with kill -9 again and again (every second time its PostgreSQL
// too) and checks that the next start takes at most five seconds and finds every row that was acknowledged.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";

const slowestStartMs = 5000;
const require = createRequire(import.meta.url);
const self = fileURLToPath(import.meta.url);
const { loadConfig } = require(join(build(), "config.js"));
const { openDatabase } = require(join(build(), "database", "open.js"));

const open = (dataDir) => openDatabase(loadConfig({ DATA_DIR: dataDir }));

async function write(dataDir) {
  const database = await open(dataDir);
  const [[first]] = await database.rows({
    text: "select coalesce(max(id), 0) + 1 from acknowledged",
    values: [],
  });
  let next = Number(first);
  const writer = async () => {
    for (;;) {
      const id = next++;
      await database.rows({ text: "insert into acknowledged values ($1, repeat('x', 500))", values: [id] });
      process.stdout.write(`${id}\n`);
    }
  };
  await Promise.all([writer(), writer(), writer(), writer()]);
}

function writeUntilKilled(dataDir, forMs) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [self, "--write", dataDir], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => {
      if (output === "") setTimeout(() => child.kill("SIGKILL"), forMs);
      output += chunk;
    });
    child.on("close", () =>
      resolve(
        output
          .slice(0, output.lastIndexOf("\n") + 1)
          .trim()
          .split("\n")
          .map(Number),
      ),
    );
  });
}

async function campaign(times) {
  const dataDir = mkdtempSync(join(tmpdir(), "oversight-graph-crash-"));
  const acknowledged = new Set();
  let failures = 0;
  try {
    const database = await open(dataDir);
    await database.rows({
      text: "create table acknowledged (id bigint primary key, filling text)",
      values: [],
    });
    await database.close();
    for (let time = 1; time <= times; time++) {
      for (const id of await writeUntilKilled(dataDir, 100 + Math.random() * 400)) acknowledged.add(id);
      const server = Number(readFileSync(join(dataDir, "pg18", "postmaster.pid"), "utf8").split("\n")[0]);
      if (time % 2 === 0) process.kill(server, "SIGKILL");
      const started = Date.now();
      const again = await open(dataDir);
      const rows = await again.rows({ text: "select id from acknowledged", values: [] });
      const took = Date.now() - started;
      const found = new Set(rows.map(([id]) => Number(id)));
      const lost = [...acknowledged].filter((id) => !found.has(id));
      const ok = lost.length === 0 && took <= slowestStartMs;
      if (!ok) failures++;
      const killed = time % 2 === 0 ? "service and server killed" : "service killed";
      console.log(
        `${time}: ${killed}, open again after ${took} ms, ${acknowledged.size} acknowledged, ${lost.length} lost`,
      );
      await again.close();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
  console.log(
    failures === 0 ? `${times} crashes survived.` : `${failures} of ${times} crashes not survived.`,
  );
  process.exitCode = failures === 0 ? 0 : 1;
}

const [option, value] = process.argv.slice(2);
if (option === "--write" && value) await write(value);
else if (option === undefined || (option === "--times" && /^\d+$/.test(value ?? "")))
  await campaign(Number(value ?? 10));
else {
  console.error("Usage: npm run crash -- [--times N]");
  process.exitCode = 2;
}
