// A real PostgreSQL that lives and dies with the service, for those who have no DATABASE_URL.
// One service per data folder; a server that a killed service left behind is adopted, for nothing acknowledged is lost.
import { createHash } from "node:crypto";
import { mkdirSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { type Binaries, locateBinaries } from "./binaries";
import { type Cluster, clusterFolder, prepareCluster, readCluster, serverUser, superuser } from "./cluster";
import { EmbeddedError, explainFolder } from "./error";
import { type FolderLock, folderHolder, lockFolder } from "./lock";
import {
  findOrphan,
  type Launch,
  launch,
  makeSocketFolder,
  type Postmaster,
  readPostmaster,
  removeSocketFolder,
  signal,
  stop,
} from "./postmaster";
import { isAlive, waitUntil } from "./processes";
import { watchOver } from "./watchdog";

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** For tests: durability off, and server and folder vanish with this process, however it ends. */
  readonly ephemeral?: boolean;
  /** Stop the server when this process is killed, instead of leaving it to be adopted. Implied by `ephemeral`. */
  readonly watched?: boolean;
  /** Use the server of a living service on this folder instead of refusing; for commands that run beside one. */
  readonly share?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
  readonly startTimeoutMs?: number;
}

export interface EmbeddedServer {
  /** `postgres://…` of the database `postgres`, or of the one named. Holds the password. */
  url(database?: string): string;
  readonly pid: number;
  readonly how: "started" | "adopted" | "shared";
  /** Stops the server, unless it is another process's. */
  close(): Promise<void>;
}

const settings = {
  shared_buffers: "128MB",
  effective_cache_size: "1GB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  max_connections: "100",
  max_wal_size: "1GB",
  random_page_cost: "1.1",
  // Statements here are short; compiling them costs more than it saves.
  jit: "off",
  // No standby reads from this server, and bulk loads write a third less WAL without.
  wal_level: "minimal",
  max_wal_senders: "0",
  timezone: "UTC",
  log_timezone: "UTC",
  unix_socket_permissions: "0700",
  // Failing statements hold people's search texts; they don't belong in a log.
  log_min_error_statement: "panic",
  log_checkpoints: "off",
};
const ephemeralSettings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum_naptime: "10s",
};

export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  try {
    mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
    const dataDir = realpathSync(options.dataDir);
    if (options.share && (await folderHolder(dataDir))) return await share(dataDir);
    const lock = await lockFolder(dataDir);
    try {
      return await own(dataDir, lock, options);
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    throw explainFolder(error, options.dataDir);
  }
}

async function own(dataDir: string, lock: FolderLock, options: EmbeddedOptions): Promise<EmbeddedServer> {
  const runAs = serverUser(dataDir);
  const binaries = locateBinaries(runAs, dataDir);
  const cluster = await prepareCluster(dataDir, binaries, runAs, !options.ephemeral);
  const wanted = { ...settings, ...(options.ephemeral ? ephemeralSettings : {}), ...options.settings };
  const mark = createHash("sha256")
    .update(JSON.stringify([binaries.postgres, wanted]))
    .digest("hex")
    .slice(0, 12);
  const how: Omit<Launch, "socketFolder"> = {
    binaries,
    cluster,
    runAs,
    settings: { ...wanted, cluster_name: `oversight-graph-${mark}` },
    logFile: join(dataDir, "postgres.log"),
    timeoutMs: options.startTimeoutMs ?? 60_000,
  };
  const adopted = await adopt(binaries, cluster, `oversight-graph-${mark}`);
  const server = adopted ?? (await launchAnew(how));
  const temporary = options.ephemeral ? [dataDir] : [];
  const watchdog =
    options.ephemeral || options.watched ? watchOver(server.pid, [...temporary, server.host]) : undefined;
  return supervise(server, how, adopted ? "adopted" : "started", lock, () => {
    watchdog?.dismiss();
    for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
  });
}

// An orphan with our settings is used as it is; any other (another release, other settings, half started) is stopped.
async function adopt(binaries: Binaries, cluster: Cluster, name: string): Promise<Postmaster | undefined> {
  const orphan = findOrphan(cluster.folder);
  if (orphan === undefined) return undefined;
  await waitUntil(() => !isAlive(orphan.pid) || readPostmaster(cluster.folder)?.ready === true, 1000);
  const current = readPostmaster(cluster.folder);
  if (current?.ready && (await clusterName(cluster, current)) === name) return current;
  await stop(orphan.pid, cluster.folder, binaries, 2500);
  removeSocketFolder(orphan.host);
  return undefined;
}

async function clusterName(cluster: Cluster, server: Postmaster): Promise<string | undefined> {
  const connectionString = urlOf(cluster, server, "postgres");
  const client = new Client({ connectionString, connectionTimeoutMillis: 1500, query_timeout: 1500 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ cluster_name: string }>("show cluster_name");
    return rows[0]?.cluster_name;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}

async function launchAnew(how: Omit<Launch, "socketFolder">, folder?: string): Promise<Postmaster> {
  const before = readPostmaster(how.cluster.folder);
  const socketFolder = folder ?? makeSocketFolder(how.runAs);
  try {
    const server = await launch({ ...how, socketFolder });
    if (before !== undefined && before.host !== socketFolder) removeSocketFolder(before.host);
    return server;
  } catch (error) {
    if (folder === undefined) removeSocketFolder(socketFolder);
    throw error;
  }
}

function supervise(
  first: Postmaster,
  how: Omit<Launch, "socketFolder">,
  origin: "started" | "adopted",
  lock: FolderLock,
  afterwards: () => void,
): EmbeddedServer {
  let server = first;
  let closing: Promise<void> | undefined;
  let restarting: Promise<void> | undefined;
  // A server that dies is started again at the same address, so that the pool's reconnecting finds it.
  const watch = setInterval(() => {
    if (closing || restarting || isAlive(server.pid) || !lock.isHeld()) return;
    restarting = launchAnew(how, server.host.startsWith("/") ? server.host : undefined)
      .then((again) => void (server = again))
      .catch(() => {})
      .finally(() => void (restarting = undefined));
  }, 500);
  watch.unref();
  const onExit = () => {
    if (lock.isHeld() && isAlive(server.pid)) signal(server.pid, "SIGINT");
  };
  process.once("exit", onExit);
  const shutDown = async () => {
    clearInterval(watch);
    await restarting;
    if (lock.isHeld()) await stop(server.pid, how.cluster.folder, how.binaries, 10_000);
    process.removeListener("exit", onExit);
    if (lock.isHeld()) removeSocketFolder(server.host);
    lock.release();
    afterwards();
  };
  return {
    url: (database) => urlOf(how.cluster, server, database),
    get pid() {
      return server.pid;
    },
    how: origin,
    close: () => (closing ??= shutDown()),
  };
}

// The service that owns the server may be starting it just now.
async function share(dataDir: string): Promise<EmbeddedServer> {
  const folder = clusterFolder(dataDir, locateBinaries(serverUser(dataDir), dataDir).major);
  const running = () => {
    const found = readPostmaster(folder);
    return found?.ready && isAlive(found.pid) ? found : undefined;
  };
  await waitUntil(() => running() !== undefined, 15_000, 50);
  const server = running();
  if (server === undefined)
    throw new EmbeddedError(`The service that owns ${dataDir} has no running PostgreSQL.`);
  const cluster = readCluster(folder);
  return {
    url: (database) => urlOf(cluster, server, database),
    pid: server.pid,
    how: "shared",
    close: async () => {},
  };
}

function urlOf(cluster: Cluster, server: Postmaster, database = "postgres"): string {
  const login = `${superuser}:${encodeURIComponent(cluster.password)}`;
  const at = server.host.startsWith("/")
    ? `/${encodeURIComponent(database)}?host=${encodeURIComponent(server.host)}&port=${server.port}`
    : `${server.host}:${server.port}/${encodeURIComponent(database)}`;
  return `postgres://${login}@${at}`;
}
