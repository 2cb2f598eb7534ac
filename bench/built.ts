// The service as it was built: what is measured is what is shipped. Only the parts that the benchmark uses are typed.
import { join } from "node:path";

export type Row = (string | null)[];

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Rows as PostgreSQL sent them. */
export interface RowBytes {
  readonly bytes: Buffer;
  readonly count: number;
}

export interface BuiltDatabase {
  rows(
    statement: Statement,
    options?: { readonly readOnly?: boolean; readonly timeoutMs?: number },
  ): Promise<Row[]>;
  read(statement: Statement, options?: { readonly timeoutMs?: number }): Promise<RowBytes>;
  query<R extends object>(text: string, values?: readonly unknown[]): Promise<R[]>;
  explain(
    statement: Statement,
    mode: {
      readonly plan?: "custom" | "generic";
      readonly analyze?: boolean;
      readonly buffers?: boolean;
      readonly format?: "text" | "json";
      readonly costs?: boolean;
    },
  ): Promise<string[]>;
  close(): Promise<void>;
}

interface DatabaseOptions {
  readonly url: string;
  readonly poolMax?: number;
  readonly statementTimeoutMs?: number;
}

export interface BuiltServer {
  readonly pid: number;
  url(database?: string): string;
  close(): Promise<void>;
}

/** Where the build of the service is. */
export function buildFolder(): string {
  const folder = process.env.BENCH_SERVICE;
  if (folder === undefined)
    throw new Error("Start the benchmark by npm run bench: it needs the service's build.");
  return folder;
}

export function loadBuilt<T>(module: string): T {
  return require(join(buildFolder(), module)) as T;
}

export function openBuilt(options: DatabaseOptions): BuiltDatabase {
  const { Database } = loadBuilt<{ Database: new (options: DatabaseOptions) => BuiltDatabase }>(
    "database/database.js",
  );
  return new Database(options);
}

export function startBuiltServer(
  dataDir: string,
  settings: Readonly<Record<string, string>>,
): Promise<BuiltServer> {
  const { startEmbedded } = loadBuilt<{ startEmbedded(options: object): Promise<BuiltServer> }>(
    "database/embedded/server.js",
  );
  return startEmbedded({ dataDir, settings, watched: true });
}
