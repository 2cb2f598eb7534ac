// A connection pool for one database: at most `max` connections, opened on demand, with back-off after failures and a bound
// on waiting. Knows nothing of statements.

import type { CancelSignal } from "./cancellation";
import { DatabaseUnavailable, PoolExhausted, SqlState, StatementCancelled } from "./errors";
import { Connection, type Target } from "./wire/connection";

const firstPauseMs = 50;
const maxPauseMs = 2000;
const idleLimitMs = 5 * 60_000;

interface Waiter {
  give(connection: Connection): void;
  fail(error: Error): void;
}

export interface PoolCounts {
  readonly open: number;
  readonly idle: number;
  readonly waiting: number;
}

export class ConnectionPool {
  private readonly open = new Set<Connection>();
  private readonly idle: Connection[] = [];
  private readonly waiters = new Set<Waiter>();
  private opening = 0;
  private failures = 0;
  private pausedUntil = 0;
  private lastFailure: unknown;
  private closed = false;
  private resume: NodeJS.Timeout | undefined;
  private readonly sweep: NodeJS.Timeout;

  constructor(
    private readonly target: Target,
    private readonly max: number,
  ) {
    this.sweep = setInterval(() => this.closeUnneeded(), 30_000);
    this.sweep.unref();
  }

  get counts(): PoolCounts {
    return { open: this.open.size, idle: this.idle.length, waiting: this.waiters.size };
  }

  /** True while the database was unreachable a moment ago and nothing is connected. */
  get isPaused(): boolean {
    return this.open.size === 0 && Date.now() < this.pausedUntil;
  }

  /** The newest idle connection, if there is one: the one whose caches are warmest. */
  takeIdle(): Connection | undefined {
    for (let connection = this.idle.pop(); connection; connection = this.idle.pop())
      if (connection.isUsable) {
        connection.idleSince = 0;
        return connection;
      }
    return undefined;
  }

  /** Borrows a connection, to be returned by `release` or `discard`. Rejects at `deadline` (as Date.now() counts). */
  take(deadline: number, signal?: CancelSignal): Promise<Connection> {
    const idle = this.takeIdle();
    if (idle) return Promise.resolve(idle);
    if (this.closed) return Promise.reject(new DatabaseUnavailable("The service is shutting down."));
    if (this.isPaused && this.opening === 0)
      return Promise.reject(
        new DatabaseUnavailable("The database is not reachable.", { cause: this.lastFailure }),
      );
    return new Promise((resolve, reject) => {
      const settle = () => {
        this.waiters.delete(waiter);
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
      };
      const waiter: Waiter = {
        give: (connection) => {
          settle();
          resolve(connection);
        },
        fail: (error) => {
          settle();
          reject(error);
        },
      };
      const onAbort = () =>
        waiter.fail(new StatementCancelled("The caller gave up before a connection was free."));
      const timer = setTimeout(() => waiter.fail(this.tooLate()), Math.max(0, deadline - Date.now()));
      signal?.addEventListener("abort", onAbort);
      this.waiters.add(waiter);
      this.openWhatIsNeeded();
    });
  }

  release(connection: Connection): void {
    const [waiter] = this.waiters;
    if (!connection.isUsable || this.closed) this.discard(connection);
    else if (waiter) waiter.give(connection);
    else {
      connection.idleSince = Date.now();
      this.idle.push(connection);
    }
  }

  discard(connection: Connection): void {
    this.open.delete(connection);
    const index = this.idle.indexOf(connection);
    if (index >= 0) this.idle.splice(index, 1);
    connection.destroy();
    if (!this.closed) this.openWhatIsNeeded();
  }

  /** After a loss, idle connections are most likely lost too. */
  discardIdle(): void {
    for (const connection of [...this.idle]) this.discard(connection);
  }

  close(): void {
    this.closed = true;
    clearInterval(this.sweep);
    for (const waiter of [...this.waiters])
      waiter.fail(new DatabaseUnavailable("The service is shutting down."));
    this.discardIdle();
  }

  private openWhatIsNeeded(): void {
    if (Date.now() < this.pausedUntil) {
      this.openAfterPause();
      return;
    }
    while (this.waiters.size > this.opening && this.open.size + this.opening < this.max) {
      this.opening++;
      void this.openOne();
    }
  }

  private openAfterPause(): void {
    this.resume ??= setTimeout(
      () => {
        this.resume = undefined;
        this.openWhatIsNeeded();
      },
      this.pausedUntil - Date.now() + 1,
    );
    this.resume.unref();
  }

  private async openOne(): Promise<void> {
    try {
      const connection = await Connection.open(this.target, (lost) => this.discard(lost));
      this.opening--;
      this.failures = 0;
      this.pausedUntil = 0;
      this.open.add(connection);
      this.release(connection);
    } catch (error) {
      this.opening--;
      this.lastFailure = error;
      const pause = Math.min(maxPauseMs, firstPauseMs * 2 ** this.failures++);
      this.pausedUntil = Date.now() + pause * (0.75 + Math.random() / 2);
      // With other connections open a waiter can still be served; with none it fails at once.
      if (this.open.size > 0) this.openAfterPause();
      else
        for (const waiter of [...this.waiters])
          waiter.fail(new DatabaseUnavailable(explain(error), { cause: error }));
    }
  }

  private tooLate(): Error {
    if (this.open.size === 0)
      return new DatabaseUnavailable("The database did not answer in time.", { cause: this.lastFailure });
    return new PoolExhausted(`All ${this.open.size} connections stayed busy.`);
  }

  private closeUnneeded(): void {
    for (const connection of [...this.idle])
      if (Date.now() - connection.idleSince > idleLimitMs) this.discard(connection);
  }
}

// The one failure that a setting of the service mends.
function explain(error: unknown): string {
  return (error as { code?: string }).code === SqlState.protocolViolation
    ? "The database refuses the session settings of prepared statements; behind PgBouncer set PG_PREPARED=off."
    : "The database is not reachable.";
}
