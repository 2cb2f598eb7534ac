// The benchmark's databases: generated once for each size, kept between runs, made anew when migrations or generator change.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BuiltDatabase, buildFolder, openBuilt, startBuiltServer } from "./built";

export interface Server {
  /** Of PostgreSQL's main process where it runs here; else 0. */
  readonly pid: number;
  url(database: string): string;
  close(): Promise<void>;
}

export const sizes = { "0.1x": 2_000, "1x": 20_000, "10x": 200_000 } as const;
export type Size = keyof typeof sizes;

const settings = { shared_buffers: "512MB", effective_cache_size: "4GB", max_connections: "200" };
const here = join(__dirname, "..");

/** The server at this URL (BENCH_POSTMASTER_PID: its main process, when it runs here), or an embedded one of our own. */
export async function openServer(url: string | undefined): Promise<Server> {
  if (url !== undefined) {
    // Not by URL: one of a socket folder has no host, which its parser refuses.
    const of = (database: string) => url.replace(/^([a-z]+:\/\/[^/]*\/)[^?]*/, `$1${database}`);
    return { pid: Number(process.env.BENCH_POSTMASTER_PID ?? 0), url: of, close: async () => {} };
  }
  return startBuiltServer(process.env.BENCH_DATA_DIR ?? join(here, ".data"), settings);
}

/** The URL of the database of this size; generates it when it is not there. */
export async function databaseOf(server: Server, size: Size): Promise<string> {
  const reports = sizes[size];
  const name = `bench_${reports}_${fingerprint()}`;
  const url = server.url(name);
  const admin = openBuilt({ url: server.url("postgres"), poolMax: 1, statementTimeoutMs: 60_000 });
  try {
    const [found] = await admin.query<{ done: boolean }>(
      "select shobj_description(oid, 'pg_database') = 'complete' as done from pg_database where datname = $1",
      [name],
    );
    if (found?.done) return url;
    await admin.rows({ text: `drop database if exists ${name} with (force)`, values: [] });
    await admin.rows({ text: `create database ${name}`, values: [] });
    const started = Date.now();
    run("commands/migrate", [], url);
    run("commands/generate", ["--reports", String(reports), "--seed", "1"], url);
    await addViews(url);
    await admin.rows({ text: `comment on database ${name} is 'complete'`, values: [] });
    console.log(`${size}: ${reports} reports generated in ${((Date.now() - started) / 1000).toFixed(0)} s`);
    return url;
  } finally {
    await admin.close();
  }
}

async function addViews(url: string): Promise<void> {
  const database: BuiltDatabase = openBuilt({ url, poolMax: 1 });
  // PostGraphile has no aggregates without a plugin; it gets the statement that others write by hand.
  await database.query("create schema bench");
  await database.query(`create view bench.recommendation_counts as select a.slug, a.name, c.count, c.open_count
    from (select agency_id, count(*) as count, count(*) filter (where is_open) as open_count from recommendation_agencies group by agency_id) c
    join agencies a on a.id = c.agency_id`);
  await database.close();
}

function run(command: string, args: readonly string[], url: string): void {
  const done = spawnSync(process.execPath, [join(buildFolder(), `${command}.js`), ...args], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (done.status !== 0) throw new Error(`${command} ended with ${done.status}`);
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const folder of [join(here, "..", "sql", "migrations"), join(buildFolder(), "synthetic")])
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort())
      if (/\.(sql|js)$/.test(name)) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest("hex").slice(0, 10);
}
