// npm run image: the Dockerfile's steps without a container engine. Each stage gets a clean folder, COPY and RUN are
// carried out in order, and the final stage's CMD must answer /readyz on an embedded database, as an ordinary user.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "oversight-graph-image-"));

/** The instructions of a Dockerfile, continuation lines joined. */
function instructions(text) {
  return text
    .replace(/^#.*\n/gm, "")
    .replace(/\\\n\s*/g, " ")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [, name, rest] = /^(\w+)\s+(.*)$/.exec(line);
      return { name, rest };
    });
}

/** What `COPY .` brings: the files that git tracks or would track, without those that .dockerignore names. */
function contextFiles() {
  const { stdout } = spawnSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  const ignored = readFileSync(join(root, ".dockerignore"), "utf8").split("\n").filter(Boolean);
  return stdout.split("\0").filter((file) => file !== "" && !ignored.some((rule) => matches(rule, file)));
}

function matches(rule, file) {
  const pattern = rule
    .replace(/[.+^$()[\]{}|]/g, "\\$&")
    .replace(/\*\*\//g, "(?:.*/)?")
    .replace(/(?<!\.)\*(?!\/\)\?)/g, "[^/]*");
  return new RegExp(`^${pattern}(/|$)`).test(file);
}

function run(command, cwd, env) {
  console.log(`+ ${command}`);
  const { status } = spawnSync("sh", ["-ec", command], { cwd, stdio: ["ignore", "inherit", "inherit"], env });
  if (status !== 0) throw new Error(`"${command}" ended with ${status}`);
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Builds all stages below `work`; returns the last one's folder, environment and command. */
function build() {
  const stages = new Map();
  let stage;
  for (const { name, rest } of instructions(readFileSync(join(root, "Dockerfile"), "utf8"))) {
    if (name === "FROM") {
      const alias = / as (\S+)$/i.exec(rest)?.[1] ?? "final";
      stage = { folder: join(work, alias), workdir: "", env: {}, command: [] };
      mkdirSync(stage.folder);
      stages.set(alias, stage);
    } else if (name === "WORKDIR") {
      stage.workdir = rest;
      mkdirSync(join(stage.folder, rest), { recursive: true });
    } else if (name === "ENV") {
      for (const [, key, value] of rest.matchAll(/(\w+)=(\S+)/g)) stage.env[key] = value;
    } else if (name === "COPY") {
      copy(rest, stage, stages);
    } else if (name === "RUN" && !/^install -d /.test(rest)) {
      run(rest, join(stage.folder, stage.workdir), { ...process.env, ...stage.env });
    } else if (name === "CMD") {
      stage.command = JSON.parse(rest);
    }
  }
  return stage;
}

function copy(rest, stage, stages) {
  const from = /^--from=(\S+)\s+(\S+)\s+(\S+)$/.exec(rest);
  if (from) {
    cpSync(join(stages.get(from[1]).folder, from[2]), join(stage.folder, from[3]), { recursive: true });
    return;
  }
  const names = rest.split(/\s+/).slice(0, -1);
  const files = names.includes(".") ? contextFiles() : names;
  const target = join(stage.folder, stage.workdir);
  for (const file of files) if (existsSync(join(root, file))) cpSync(join(root, file), join(target, file));
}

async function answers({ folder, workdir, env, command: [program, ...args] }) {
  const port = await freePort();
  const child = spawn(program === "node" ? process.execPath : program, args, {
    cwd: join(folder, workdir),
    env: {
      PATH: process.env.PATH,
      ...env,
      HOST: "127.0.0.1",
      PORT: String(port),
      DATA_DIR: join(work, "data"),
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  try {
    for (let tries = 0; tries < 300 && child.exitCode === null; tries++) {
      const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
      if (response?.status === 200) return true;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return false;
  } finally {
    child.kill("SIGTERM");
    if (child.exitCode === null) await new Promise((resolve) => child.once("close", resolve));
  }
}

try {
  const image = build();
  if (!(await answers(image))) throw new Error(`${relative(work, image.folder)} does not become ready`);
  console.log("The image's steps work, and its command becomes ready.");
} finally {
  rmSync(work, { recursive: true, force: true });
}
