// Makes the database cluster in the data folder: whole or not at all, so that an interrupted initdb is simply redone.
// Knows nothing of running servers.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Binaries, RunAs } from "./binaries";
import { EmbeddedError } from "./error";

export const superuser = "oversight";
const passwordFile = "service-password";
const partialPrefix = "initdb-";
/** Kept outside PostgreSQL's own reserved range; what `nobody` has nearly everywhere. Needs no entry in /etc/passwd. */
const unprivileged: RunAs = { uid: 65_534, gid: 65_534 };

export interface Cluster {
  readonly folder: string;
  readonly password: string;
}

export function clusterFolder(dataDir: string, major: number): string {
  return join(dataDir, `pg${major}`);
}

/** Whom the server must run as: ourselves (undefined), or as root the owner of the existing data, else nobody. */
export function serverUser(dataDir: string): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const entry of existsSync(dataDir) ? readdirSync(dataDir) : []) {
    if (!/^pg\d+$/.test(entry)) continue;
    const { uid, gid } = statSync(join(dataDir, entry));
    if (uid !== 0) return { uid, gid };
  }
  return unprivileged;
}

export function readCluster(folder: string): Cluster {
  return { folder, password: readFileSync(join(folder, passwordFile), "utf8") };
}

/** The cluster in the data folder; made first when there is none. The caller holds the folder's lock. */
export async function prepareCluster(
  dataDir: string,
  binaries: Binaries,
  runAs: RunAs | undefined,
  durable: boolean,
): Promise<Cluster> {
  const entries = readdirSync(dataDir);
  for (const entry of entries) if (entry.startsWith(partialPrefix)) removeFolder(join(dataDir, entry));
  const folder = clusterFolder(dataDir, binaries.major);
  if (existsSync(folder)) return readCluster(folder);
  const other = entries.find((entry) => /^pg\d+$/.test(entry));
  if (other !== undefined)
    throw new EmbeddedError(
      `The data folder ${dataDir} holds data of PostgreSQL ${other.slice(2)}, the embedded server is ${binaries.major}. ` +
        `Move the data with pg_dump and psql, or set DATA_DIR to a new folder.`,
    );
  await initialise(
    join(dataDir, `${partialPrefix}${randomBytes(4).toString("hex")}`),
    folder,
    binaries,
    runAs,
    durable,
  );
  return readCluster(folder);
}

async function initialise(
  work: string,
  target: string,
  binaries: Binaries,
  runAs: RunAs | undefined,
  durable: boolean,
): Promise<void> {
  const folder = join(work, "data");
  const password = randomBytes(24).toString("base64url");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(work, "password"), password, { mode: 0o600 });
  if (runAs) for (const path of [work, folder, join(work, "password")]) chownSync(path, runAs.uid, runAs.gid);
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${folderArgument(folder, runAs)}`,
        `--username=${superuser}`,
        "--encoding=UTF8",
        // Sorts and folds alike on every machine and in every release, whatever the system's locales are.
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--auth=scram-sha-256",
        `--pwfile=${folderArgument(folder, runAs)}/../password`,
        ...(durable ? [] : ["--no-sync"]),
      ],
      folder,
      runAs,
    );
    writeFileSync(join(folder, passwordFile), password, { mode: 0o600 });
    if (runAs) chownSync(join(folder, passwordFile), runAs.uid, runAs.gid);
    renameSync(folder, target);
  } finally {
    removeFolder(work);
  }
}

// An initdb whose service was killed may still be writing there for a moment.
function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/**
 * How the server is told its data folder. As another user it often cannot walk there (a parent under /root is closed
 * to it), but it can use the folder it was started in: the kernel's link to that folder asks no parent.
 */
export function folderArgument(folder: string, runAs: RunAs | undefined): string {
  return runAs && process.platform === "linux" ? "/proc/self/cwd" : folder;
}

/** PostgreSQL's programs get nothing of our environment that could change what they do. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return process.platform === "win32"
    ? { SystemRoot: "C:\\Windows", LC_ALL: "C" }
    : { PATH: "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", LC_ALL: "C", TZ: "UTC" };
}

function run(program: string, args: readonly string[], cwd: string, runAs: RunAs | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      ...runAs,
      env: serverEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) resolve();
      else
        reject(
          new EmbeddedError(
            `initdb failed (${code === null ? signal : `exit code ${code}`}): ${output.trim()}`,
          ),
        );
    });
  });
}
