// Connection pools of a primary and its replicas: writes go to the primary, reads to the replicas in turn.
import { ConnectionPool, type PoolCounts } from "./connection-pool";
import type { Target } from "./wire/connection";

export interface PoolSetOptions extends Omit<Target, "url"> {
  readonly url: string;
  readonly readUrls: readonly string[];
  /** The primary again, as a user who can only read; reads go here when there is no replica. */
  readonly readerUrl?: string | undefined;
  /** Connections to each database. */
  readonly max: number;
}

export class PoolSet {
  readonly primary: ConnectionPool;
  /** Reads on the primary. */
  readonly reader: ConnectionPool;
  private readonly replicas: readonly ConnectionPool[];
  private next = 0;

  constructor({ url, readUrls, readerUrl, max, ...target }: PoolSetOptions) {
    this.primary = new ConnectionPool({ ...target, url }, max);
    this.reader =
      readerUrl === undefined ? this.primary : new ConnectionPool({ ...target, url: readerUrl }, max);
    this.replicas = readUrls.map((readUrl) => new ConnectionPool({ ...target, url: readUrl }, max));
  }

  /** A replica that was reachable last, else the primary. */
  forReading(): ConnectionPool {
    for (let tried = 0; tried < this.replicas.length; tried++) {
      const pool = this.replicas[this.next++ % this.replicas.length];
      if (pool && !pool.isPaused) return pool;
    }
    return this.reader;
  }

  get counts(): PoolCounts {
    if (this.reader === this.primary) return this.primary.counts;
    const [a, b] = [this.primary.counts, this.reader.counts];
    return { open: a.open + b.open, idle: a.idle + b.idle, waiting: a.waiting + b.waiting };
  }

  close(): void {
    for (const pool of new Set([this.primary, this.reader, ...this.replicas])) pool.close();
  }
}
