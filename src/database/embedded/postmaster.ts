// Starts, finds and stops one PostgreSQL server process. Who may do so is the lock's business.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chownSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Binaries, RunAs } from "./binaries";
import { type Cluster, folderArgument, serverEnvironment } from "./cluster";
import { EmbeddedError } from "./error";
import { isAlive, waitUntil, worksIn } from "./processes";

/** sockaddr_un holds 104 bytes on macOS, 108 on Linux, and PostgreSQL adds its file's name. */
const maxSocketPathLength = 100;
const socketFile = ".s.PGSQL.5432.lock";
const maxLog = 10 * 1024 * 1024;

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Folder of the socket, or an address where there are no sockets. */
  readonly host: string;
  readonly ready: boolean;
}

/** What postmaster.pid says, whether or not it is true. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    const host = lines[4]?.trim() || lines[5]?.trim() || "";
    return Number.isInteger(pid) && pid > 0
      ? { pid, port, host, ready: lines[7]?.trim() === "ready" }
      : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** The server that runs on this data although no living service owns it: a kill -9 of the service leaves it behind. */
export function findOrphan(cluster: string): Postmaster | undefined {
  const found = readPostmaster(cluster);
  if (found === undefined || !isAlive(found.pid)) return undefined;
  if (worksIn(found.pid, cluster) !== false) return found;
  // The pid belongs to another program by now, and PostgreSQL would refuse to start. It takes its own parent's pid for
  // stale; the rest of the file must stay, it guards against server processes that outlived their postmaster.
  const file = join(cluster, "postmaster.pid");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^-?\d+/, String(process.pid)));
  return undefined;
}

/** A folder of our own for the socket: nobody else can put one in its place, or connect. */
export function makeSocketFolder(runAs: RunAs | undefined): string | undefined {
  if (process.platform === "win32") return undefined;
  for (const parent of [tmpdir(), "/tmp", "/var/tmp"]) {
    if (Buffer.byteLength(join(parent, "og-XXXXXX", socketFile)) > maxSocketPathLength) continue;
    if (runAs && !isOpenToAll(parent)) continue;
    try {
      const folder = mkdtempSync(join(parent, "og-"));
      if (runAs) chownSync(folder, runAs.uid, runAs.gid);
      return folder;
    } catch {
      // Not writable; the next one may be.
    }
  }
  throw new EmbeddedError(
    "There is no writable temporary folder with a short path for PostgreSQL's socket. Set TMPDIR.",
  );
}

function isOpenToAll(folder: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined || (found.mode & 0o001) === 0) return false;
    if (dirname(path) === path) return true;
  }
}

export interface Launch {
  readonly binaries: Binaries;
  readonly cluster: Cluster;
  readonly runAs: RunAs | undefined;
  readonly socketFolder: string | undefined;
  readonly settings: Readonly<Record<string, string>>;
  readonly logFile: string;
  readonly timeoutMs: number;
}

/** Starts the server and waits until it accepts connections. */
export async function launch(how: Launch): Promise<Postmaster> {
  const cluster = how.cluster.folder;
  const port = how.socketFolder === undefined ? await freePort() : 5432;
  const address = how.socketFolder === undefined ? "127.0.0.1" : "";
  const settings = {
    ...how.settings,
    listen_addresses: address,
    unix_socket_directories: how.socketFolder ?? "",
  };
  const args = ["-D", folderArgument(cluster, how.runAs), "-p", String(port)];
  for (const [name, value] of Object.entries(settings)) args.push("-c", `${name}=${value}`);
  const log = openLog(how.logFile);
  const logStart = statSync(how.logFile).size;
  // Its own session: a terminal's Ctrl-C must reach the service alone, which then stops the server after draining.
  const child = spawn(how.binaries.postgres, args, {
    cwd: cluster,
    ...how.runAs,
    env: serverEnvironment(),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let failed: Error | undefined;
  child.on("error", (error) => (failed = error));
  child.unref();
  const isSettled = () => failed !== undefined || hasExited(child) || isReady(cluster, child.pid);
  await waitUntil(isSettled, how.timeoutMs);
  const started = readPostmaster(cluster);
  if (started?.ready && started.pid === child.pid && !hasExited(child)) return started;
  child.kill("SIGQUIT");
  const reason =
    failed?.message ??
    (readFileSync(how.logFile, "utf8").slice(logStart).trim() || "it did not become ready");
  throw new EmbeddedError(`The embedded PostgreSQL did not start: ${reason}\n(its log is ${how.logFile})`);
}

function isReady(cluster: string, pid: number | undefined): boolean {
  const found = readPostmaster(cluster);
  return found?.ready === true && found.pid === pid;
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function openLog(file: string): number {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maxLog) renameSync(file, `${file}.1`);
  return openSync(file, "a", 0o600);
}

/** Stops a server: politely, then firmly. Even the firm way loses nothing acknowledged; the next start recovers. */
export async function stop(
  pid: number,
  cluster: string,
  binaries: Binaries,
  politeMs: number,
): Promise<void> {
  const isGone = () => !isAlive(pid);
  if (process.platform === "win32")
    spawnSync(binaries.pgCtl, ["stop", "-D", cluster, "-m", "fast"], { stdio: "ignore" });
  else signal(pid, "SIGINT");
  if (await waitUntil(isGone, politeMs)) return;
  signal(pid, "SIGQUIT");
  if (await waitUntil(isGone, 2000)) return;
  throw new EmbeddedError(
    `The PostgreSQL server process ${pid} does not stop. Stop it by hand, then try again.`,
  );
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

export function removeSocketFolder(folder: string | undefined): void {
  if (folder?.startsWith("/") && /\/og-[A-Za-z0-9]{6}$/.test(folder))
    rmSync(folder, { recursive: true, force: true });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
