// The data revision: which version of the data the database is at. A version that is read was committed before the answer
// of any statement sent afterwards; `current()` covers every write acknowledged before it was called. Knows nothing of
// caches.
import type { Config } from "../config";
import { withCancellation } from "./cancellation";
import { ConnectionPool } from "./connection-pool";
import type { Database } from "./database";
import type { Listening } from "./listen";
import type { WireMode } from "./wire/pg-internals";
import { TextRows } from "./wire/row-collectors";
import type { Row } from "./wire/rows";

export interface RevisionOptions {
  readonly url: string;
  /** Replicas that statements may run on. */
  readonly readUrls?: readonly string[];
  /** False behind PgBouncer in transaction mode. */
  readonly prepared?: boolean;
  readonly wire?: WireMode;
  /** How commits are noticed: `Database.listen`, or polling every second where LISTEN is impossible. */
  readonly listen: (
    channel: string,
    handler: (payload: string) => void,
    options: { readonly onGap: () => void; readonly pollMs: number },
  ) => Listening;
}

/** Watches the database that the settings name; close it before the database. */
export function watchRevision(
  settings: Pick<Config, "databaseUrl" | "databaseReadUrls" | "prepared" | "wire">,
  database: Database,
): RevisionWatch {
  return new RevisionWatch({
    url: database.url,
    // The embedded server has no replicas; see open.ts.
    readUrls: settings.databaseUrl === undefined ? [] : settings.databaseReadUrls,
    prepared: settings.prepared === "on",
    wire: settings.wire,
    listen: (...call) => database.listen(...call),
  });
}

// The revision alone would not do: a database restored from a backup counts up from there once more, with other data.
// The day belongs to the version because what is overdue depends on it; it is the server's day, as in every statement.
const statement = {
  text: `select revision || '.' || (extract(epoch from changed_at) * 1000000)::bigint
  || '.' || to_char(now() at time zone 'UTC', 'YYYYMMDD') from data_revision`,
  values: [],
};

const timeoutMs = 1000;
const retryMs = 250;
const pollMs = 1000;

export class RevisionWatch {
  private known: string | undefined;
  private readonly listeners = new Set<(version: string) => void>();
  private readonly readers: readonly ConnectionPool[];
  private readonly listening: Listening;
  private readonly name: string | undefined;
  private running: Promise<unknown> = Promise.resolve();
  private following: Promise<string | undefined> | undefined;
  private retry: NodeJS.Timeout | undefined;
  private closed = false;
  private reads = 0;

  constructor(options: RevisionOptions) {
    const prepared = options.prepared !== false;
    this.name = prepared ? "data_revision" : undefined;
    // Connections of its own: with a busy pool, cached responses should not wait for statements.
    this.readers = [options.url, ...(options.readUrls ?? [])].map(
      (url) =>
        new ConnectionPool(
          {
            url,
            statementTimeoutMs: prepared ? 2 * timeoutMs : undefined,
            connectTimeoutMs: 2 * timeoutMs,
            wire: options.wire ?? "fast",
          },
          1,
        ),
    );
    // A notification only triggers a read: it says nothing of the day or of a replica.
    const refresh = () => void this.current();
    this.listening = options.listen("data_revision", refresh, { onGap: refresh, pollMs });
    // Now, and again for commits before LISTEN was in effect.
    refresh();
    void this.listening.started.then(refresh);
  }

  /**
   * The newest version that is known to be committed everywhere; undefined while there is none, as with the database
   * away or a replica behind. The data may be newer already, never older.
   */
  get latest(): string | undefined {
    return this.known;
  }

  /** How often the version was read. */
  get readCount(): number {
    return this.reads;
  }

  /**
   * The version as it is now: read after this call began. All who call while one read is under way share the next, so
   * that many requests cost few statements. Never rejects; undefined as with `latest`.
   */
  current(): Promise<string | undefined> {
    this.following ??= this.afterRunning();
    return this.following;
  }

  /** Calls the listener whenever the version changes. */
  onChange(listener: (version: string) => void): void {
    this.listeners.add(listener);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    await this.listening.stop();
    for (const reader of this.readers) reader.close();
  }

  private async afterRunning(): Promise<string | undefined> {
    await this.running;
    // Requests that arrived with the one that called are handled before this: they join it.
    await new Promise(setImmediate);
    const reading = this.read();
    this.running = reading;
    this.following = undefined;
    return reading;
  }

  private async read(): Promise<string | undefined> {
    if (this.closed) return undefined;
    this.reads++;
    const versions = await Promise.all(this.readers.map((reader) => this.readFrom(reader)));
    const [version] = versions;
    const isSame = version !== undefined && versions.every((one) => one === version);
    if (isSame && version !== this.known) for (const listener of this.listeners) listener(version);
    this.known = isSame ? version : undefined;
    if (!isSame) this.retryLater();
    return this.known;
  }

  private async readFrom(pool: ConnectionPool): Promise<string | undefined> {
    const deadline = Date.now() + timeoutMs;
    try {
      const connection = pool.takeIdle() ?? (await pool.take(deadline));
      try {
        const [row] = await withCancellation<Row[]>(
          connection,
          (completion) => connection.send(statement, this.name, new TextRows(), completion),
          { deadline, signal: undefined },
        );
        return row?.[0] ?? undefined;
      } finally {
        pool.release(connection);
      }
    } catch {
      // Whatever prevents this read prevents operations too, and is reported there.
      return undefined;
    }
  }

  private retryLater(): void {
    if (this.closed) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.current(), retryMs);
    this.retry.unref();
  }
}
