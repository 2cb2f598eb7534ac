// Connection pools of a primary and its replicas: writes go to the primary, reads to the replicas in turn.
import { ConnectionPool } from "./connection-pool";
import type { Target } from "./wire/connection";

export interface PoolSetOptions extends Omit<Target, "url"> {
  readonly url: string;
  readonly readUrls: readonly string[];
  /** Connections to each database. */
  readonly max: number;
}

export class PoolSet {
  readonly primary: ConnectionPool;
  private readonly replicas: readonly ConnectionPool[];
  private next = 0;

  constructor({ url, readUrls, max, ...target }: PoolSetOptions) {
    this.primary = new ConnectionPool({ ...target, url }, max);
    this.replicas = readUrls.map((readUrl) => new ConnectionPool({ ...target, url: readUrl }, max));
  }

  /** A replica that was reachable last, else the primary. */
  forReading(): ConnectionPool {
    for (let tried = 0; tried < this.replicas.length; tried++) {
      const pool = this.replicas[this.next++ % this.replicas.length];
      if (pool && !pool.isPaused) return pool;
    }
    return this.primary;
  }

  close(): void {
    for (const pool of [this.primary, ...this.replicas]) pool.close();
  }
}
