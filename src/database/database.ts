// The database client: statements, streams, transactions, LISTEN. Reads may go to a replica and are retried once when a
// connection is lost; writes never are.
import type { QueryResultRow } from "pg";
import type { CancelSignal } from "./cancellation";
import { serverLimitLaterMs, withCancellation } from "./cancellation";
import type { ConnectionPool, PoolCounts } from "./connection-pool";
import { isConnectionLoss, isStalePlan, PoolExhausted, StatementCancelled, StatementTimeout } from "./errors";
import { type ExplainMode, explainStatement } from "./explain";
import { type Listening, type ListenOptions, listen as listenOn } from "./listen";
import { PoolSet } from "./pool-set";
import { OpenSnapshot, type RowStream, type Snapshot, type StreamOptions, snapshotStream } from "./snapshot";
import { StatementNames } from "./statement-names";
import { runTransaction, type Transaction, type TransactionOptions } from "./transaction";
import type { Connection } from "./wire/connection";
import { assertPgInternals, type WireMode } from "./wire/pg-internals";
import { RawRows, TextRows } from "./wire/row-collectors";
import type { Row, RowBytes, RowCollector, Statement } from "./wire/rows";

export interface DatabaseOptions {
  readonly url: string;
  readonly readUrls?: readonly string[];
  /** The same database as a user who can only read. Default: reads run as the user of `url`. */
  readonly readerUrl?: string | undefined;
  /** Named prepared statements; off behind PgBouncer in transaction mode. */
  readonly prepared?: boolean;
  /** plain = everything by pg's own client; see wire/README.md. */
  readonly wire?: WireMode;
  readonly poolMax?: number;
  readonly statementTimeoutMs?: number;
  /** Limit of a snapshot that is streamed. */
  readonly streamTimeoutMs?: number;
  /** Called by close(), last: stops the embedded server. */
  readonly onClose?: () => Promise<void>;
}

export interface NamedStatement extends Statement {
  /** A label that shows in pg_prepared_statements and in metrics; need not be unique. */
  readonly name?: string;
}

export interface RowsOptions {
  readonly signal?: CancelSignal;
  /** Limit for waiting and running together, in milliseconds. Default: STATEMENT_TIMEOUT_MS. */
  readonly timeoutMs?: number;
  /** The statement changes nothing: it may run on a replica, and again after a lost connection. */
  readonly readOnly?: boolean;
}

/** One statement as it was sent. */
export interface StatementEvent {
  readonly text: string;
  readonly name: string | undefined;
  readonly ms: number;
  readonly rows: number;
  readonly error: unknown;
}

/** Connections for streams, to each database: however slowly they are read, those of operations stay free. */
const streamConnections = 2;
/** A stream that gets no connection in this time is refused. */
const streamWaitMs = 1000;

export class Database {
  readonly url: string;
  private readonly pools: PoolSet;
  private readonly streamPools: PoolSet;
  private readonly names: StatementNames | undefined;
  private readonly statementTimeoutMs: number;
  private readonly listeners = new Set<(event: StatementEvent) => void>();
  private closing: Promise<void> | undefined;

  constructor(private readonly options: DatabaseOptions) {
    this.url = options.url;
    this.statementTimeoutMs = options.statementTimeoutMs ?? 5000;
    this.names = options.prepared === false ? undefined : new StatementNames();
    const wire = options.wire ?? "fast";
    assertPgInternals(wire);
    const target = {
      url: options.url,
      readUrls: options.readUrls ?? [],
      readerUrl: options.readerUrl,
      statementTimeoutMs: this.names && this.statementTimeoutMs + serverLimitLaterMs,
      connectTimeoutMs: 3000,
      wire,
    };
    this.pools = new PoolSet({ ...target, max: options.poolMax ?? 10 });
    this.streamPools = new PoolSet({ ...target, max: streamConnections });
  }

  /** Runs one statement and returns its rows, every column as PostgreSQL's text. */
  async rows(statement: NamedStatement, options: RowsOptions = {}): Promise<Row[]> {
    if (options.signal?.aborted)
      throw new StatementCancelled("The statement was cancelled before it was sent.");
    const timeoutMs = options.timeoutMs ?? this.statementTimeoutMs;
    // Connections have the default limit; only a transaction can raise it.
    if (timeoutMs === 0 || timeoutMs > this.statementTimeoutMs)
      return this.transaction((transaction) => transaction.rows(statement), { ...options, timeoutMs });
    const { signal } = options;
    if (options.readOnly) return this.reading(statement, () => new TextRows(), timeoutMs, signal);
    return this.attempt(
      this.pools.primary,
      statement,
      { deadline: Date.now() + timeoutMs, signal },
      new TextRows(),
    );
  }

  /**
   * Runs one statement that changes nothing, as `rows` with `readOnly` does, and returns its rows as the bytes that
   * PostgreSQL sent. A longer limit than that of all statements counts as that.
   */
  read(statement: NamedStatement, { signal, timeoutMs }: RowsOptions = {}): Promise<RowBytes> {
    const limitMs = Math.min(timeoutMs || this.statementTimeoutMs, this.statementTimeoutMs);
    return this.reading(statement, () => new RawRows(), limitMs, signal);
  }

  /** Runs `work` in one transaction on the primary: commits when it returns, rolls back when it throws. */
  async transaction<T>(
    work: (transaction: Transaction) => Promise<T>,
    options: TransactionOptions = {},
  ): Promise<T> {
    const timeoutMs = options.timeoutMs ?? this.statementTimeoutMs;
    const connection = await this.pools.primary.take(Date.now() + this.waitMs(timeoutMs), options.signal);
    try {
      return await runTransaction(
        connection,
        { ...options, timeoutMs },
        (...report) => this.report(...report),
        work,
      );
    } finally {
      this.pools.primary.release(connection);
    }
  }

  /**
   * Streams one statement's rows in batches, from a snapshot of its own. Nothing is sent before the first batch is asked
   * for. Runs on a replica where there is one, on connections of its own.
   */
  stream(statement: Statement, options: StreamOptions = {}): RowStream {
    return snapshotStream(() => this.openSnapshot(options), statement);
  }

  /** Runs `work` in one read-only snapshot: all statements in it, streamed or not, see the same data. */
  async snapshot<T>(work: (snapshot: Snapshot) => Promise<T>, options: StreamOptions = {}): Promise<T> {
    const snapshot = await this.openSnapshot(options);
    try {
      return await work(snapshot);
    } finally {
      await snapshot.end();
    }
  }

  /** One statement with its rows as objects, for tools and tests. */
  query<R extends QueryResultRow = QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
    options: TransactionOptions = {},
  ): Promise<R[]> {
    return this.transaction((transaction) => transaction.query<R>(text, values), options);
  }

  /** How PostgreSQL would run a statement, as the lines of EXPLAIN. */
  explain(statement: Statement, mode: ExplainMode = {}): Promise<string[]> {
    return this.transaction((transaction) => explainStatement(transaction, statement, mode));
  }

  /** Calls the listener after every statement. Returns a function that removes it. */
  onStatement(listener: (event: StatementEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls `handler` for every notification on the channel; see listen.ts for lost connections. */
  listen(channel: string, handler: (payload: string) => void, options: ListenOptions): Listening {
    return listenOn(this.url, channel, handler, { poll: this.names === undefined, ...options });
  }

  get counts(): PoolCounts {
    return this.pools.counts;
  }

  /** Ends all connections, and the embedded server with them. */
  close(): Promise<void> {
    return (this.closing ??= this.shutDown());
  }

  private async shutDown(): Promise<void> {
    this.pools.close();
    this.streamPools.close();
    await this.options.onClose?.();
  }

  private async openSnapshot(options: StreamOptions): Promise<OpenSnapshot> {
    const timeoutMs = options.timeoutMs ?? this.options.streamTimeoutMs ?? 300_000;
    const limits = { ...options, timeoutMs, waitMs: streamWaitMs };
    const open = (pool: ConnectionPool) => OpenSnapshot.open(pool, limits, this.report.bind(this));
    const pool = this.streamPools.forReading();
    try {
      return await open(pool);
    } catch (error) {
      const { reader } = this.streamPools;
      if (pool === reader || !isConnectionLoss(error)) throw error;
      return open(reader);
    }
  }

  /** On a replica where there is one, and once more on the primary when the connection is lost. */
  private reading<T extends Row[] | RowBytes>(
    statement: NamedStatement,
    makeSink: () => RowCollector<T>,
    timeoutMs: number,
    signal: CancelSignal | undefined,
  ): Promise<T> {
    if (signal?.aborted)
      return Promise.reject(new StatementCancelled("The statement was cancelled before it was sent."));
    const limits = { deadline: Date.now() + timeoutMs, signal };
    const pool = this.pools.forReading();
    return this.attempt(pool, statement, limits, makeSink()).catch((error) => {
      if (!isWorthRepeating(error) || Date.now() >= limits.deadline || signal?.aborted) throw error;
      pool.discardIdle();
      return this.attempt(this.pools.reader, statement, limits, makeSink());
    });
  }

  private attempt<T extends Row[] | RowBytes>(
    pool: ConnectionPool,
    statement: NamedStatement,
    limits: AttemptLimits,
    sink: RowCollector<T>,
  ): Promise<T> {
    const idle = pool.takeIdle();
    if (idle) return this.run(pool, idle, statement, limits, sink);
    return pool
      .take(limits.deadline, limits.signal)
      .then((connection) => this.run(pool, connection, statement, limits, sink));
  }

  // Few promises: this is the hot path.
  private run<T extends Row[] | RowBytes>(
    pool: ConnectionPool,
    connection: Connection,
    statement: NamedStatement,
    limits: AttemptLimits,
    sink: RowCollector<T>,
  ): Promise<T> {
    const name = this.names?.nameOf(statement.text, statement.name);
    const started = performance.now();
    return withCancellation<T>(
      connection,
      (completion) => connection.send(statement, name, sink, completion),
      limits,
      (rows, error) => {
        if (isStalePlan(error)) connection.destroy();
        pool.release(connection);
        this.report(statement.text, started, rows ? countOf(rows) : 0, error, name);
      },
    );
  }

  private waitMs(timeoutMs: number): number {
    return timeoutMs === 0 ? this.statementTimeoutMs : Math.min(timeoutMs, this.statementTimeoutMs);
  }

  private report(text: string, started: number, rows: number, error?: unknown, name?: string): void {
    if (this.listeners.size === 0) return;
    const event = { text, name, ms: performance.now() - started, rows, error };
    for (const listener of this.listeners) listener(event);
  }
}

interface AttemptLimits {
  /** As Date.now() counts. */
  readonly deadline: number;
  readonly signal: CancelSignal | undefined;
}

function countOf(rows: Row[] | RowBytes): number {
  return "count" in rows ? rows.count : rows.length;
}

// A lost connection or a plan from before a migration says nothing against the statement.
function isWorthRepeating(error: unknown): boolean {
  if (
    error instanceof StatementTimeout ||
    error instanceof StatementCancelled ||
    error instanceof PoolExhausted
  )
    return false;
  return isConnectionLoss(error) || isStalePlan(error);
}
