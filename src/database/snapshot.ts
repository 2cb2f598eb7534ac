// Rows too many to hold: statements whose rows are streamed by a server-side cursor, all in one read-only snapshot.
// A batch is fetched when the consumer asks for it, so a slow reader slows PostgreSQL down instead of filling memory.
import { type CancelSignal, serverLimitLaterMs } from "./cancellation";
import type { ConnectionPool } from "./connection-pool";
import { StatementCancelled, StatementTimeout } from "./errors";
import { OpenTransaction, type Report, type Transaction } from "./transaction";
import type { Connection } from "./wire/connection";
import { TextRows } from "./wire/row-collectors";
import type { Row, RowBytes, Statement } from "./wire/rows";

export interface StreamOptions {
  /** Stops it: the running statement is cancelled and the connection given back. */
  readonly signal?: CancelSignal;
  /** Limit of the whole snapshot in milliseconds, its consumers' time included. Default: STREAM_TIMEOUT_MS. */
  readonly timeoutMs?: number;
}

/** Batches of rows; made for `for await` and `stream.pipeline`. It can be read once. */
export interface RowStream extends AsyncIterable<RowBytes> {
  /** The same rows as text. */
  texts(): AsyncIterable<Row[]>;
}

/** A read-only repeatable-read transaction: all its statements see the same data. */
export interface Snapshot extends Transaction {
  /** Streams of one snapshot may be read one after the other or side by side. */
  stream(statement: Statement): RowStream;
}

// A batch is this large on average: large enough that asking for it costs next to nothing. A stream holds one or two.
const batchBytes = 262_144;
const firstBatchRows = 100;
const maxBatchRows = 10_000;

export class OpenSnapshot implements Snapshot {
  private readonly transaction: OpenTransaction;
  private readonly timer: NodeJS.Timeout;
  private running = 0;
  private cursors = 0;
  private isOver = false;
  /** Why nothing more can be read. */
  private failure: Error | undefined;

  private constructor(
    private readonly pool: ConnectionPool,
    private readonly connection: Connection,
    deadline: number,
    private readonly signal: CancelSignal | undefined,
    report: Report,
  ) {
    this.transaction = new OpenTransaction(connection, () => ({ deadline, signal }), report);
    this.timer = setTimeout(
      () => this.fail(new StatementTimeout("The rows took too long to be read.")),
      deadline - Date.now(),
    );
    signal?.addEventListener("abort", this.onAbort);
  }

  /** Waits for a connection at most `waitMs`. Every snapshot must be ended by `end`. */
  static async open(
    pool: ConnectionPool,
    options: Required<Pick<StreamOptions, "timeoutMs">> & StreamOptions & { readonly waitMs: number },
    report: Report,
  ): Promise<OpenSnapshot> {
    const { signal, timeoutMs, waitMs } = options;
    if (signal?.aborted) throw cancelled();
    const deadline = Date.now() + timeoutMs;
    const connection = await pool.take(Math.min(deadline, Date.now() + waitMs), signal);
    const snapshot = new OpenSnapshot(pool, connection, deadline, signal, report);
    try {
      const limitMs = Math.trunc(timeoutMs) + serverLimitLaterMs;
      await snapshot.watched(() =>
        snapshot.transaction.begin({ isolation: "repeatable read", readOnly: true }, [
          `set local statement_timeout = ${limitMs}`,
          // Should this process hang, the server lets go of the snapshot by itself.
          `set local idle_in_transaction_session_timeout = ${limitMs}`,
          // All rows will be read: plans that are quick to their first row are the wrong ones.
          "set local cursor_tuple_fraction = 1",
        ]),
      );
      return snapshot;
    } catch (error) {
      await snapshot.end();
      throw error;
    }
  }

  get client() {
    return this.transaction.client;
  }

  rows(statement: Statement) {
    return this.watched(() => this.transaction.rows(statement));
  }

  read(statement: Statement) {
    return this.watched(() => this.transaction.read(statement));
  }

  query: Transaction["query"] = (text, values) => this.watched(() => this.transaction.query(text, values));

  script(text: string) {
    return this.watched(() => this.transaction.script(text));
  }

  stream(statement: Statement): RowStream {
    return rowStream(() => this.batches(statement));
  }

  /** Gives the connection back. Never rejects. */
  async end(): Promise<void> {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.timer);
    this.signal?.removeEventListener("abort", this.onAbort);
    // Nothing was written: there is nothing to commit.
    if (this.running > 0) this.connection.destroy();
    else await this.transaction.rollBack();
    this.pool.release(this.connection);
  }

  private async *batches(statement: Statement): AsyncGenerator<RowBytes, void, undefined> {
    const cursor = `batch_${++this.cursors}`;
    await this.rows({
      text: `declare ${cursor} no scroll cursor without hold for ${statement.text}`,
      values: statement.values,
    });
    let wanted = firstBatchRows;
    for (;;) {
      const batch = await this.read({ text: `fetch forward ${wanted} from ${cursor}`, values: [] });
      if (batch.count > 0) yield batch;
      if (batch.count < wanted) break;
      const ideal = Math.ceil(batchBytes / (batch.bytes.length / batch.count));
      wanted = Math.max(1, Math.min(maxBatchRows, ideal));
    }
    await this.script(`close ${cursor}`);
  }

  private async watched<T>(work: () => Promise<T>): Promise<T> {
    if (this.failure) throw this.failure;
    if (this.isOver) throw new StatementCancelled("The snapshot has ended.");
    this.running++;
    try {
      return await work();
    } finally {
      this.running--;
    }
  }

  private readonly onAbort = () => this.fail(cancelled());

  // A running statement is cancelled by its own limits. While the consumer works there is none, and the connection is cut:
  // a reader that stalls must not hold a connection and a snapshot.
  private fail(reason: Error): void {
    this.failure ??= reason;
    if (this.running === 0) this.connection.destroy();
  }
}

/** A stream whose snapshot is opened at the first batch and ended with the last, or when the reader leaves. */
export function snapshotStream(open: () => Promise<OpenSnapshot>, statement: Statement): RowStream {
  return rowStream(async function* () {
    const snapshot = await open();
    try {
      yield* snapshot.stream(statement);
    } finally {
      await snapshot.end();
    }
  });
}

function rowStream(batches: () => AsyncIterator<RowBytes> & AsyncIterable<RowBytes>): RowStream {
  return {
    [Symbol.asyncIterator]: batches,
    async *texts() {
      for await (const { bytes } of batches()) yield textRows(bytes);
    },
  };
}

function textRows(bytes: Buffer): Row[] {
  const rows = new TextRows();
  rows.take(bytes, 0, bytes.length);
  return rows.result();
}

function cancelled(): StatementCancelled {
  return new StatementCancelled("The rows were no longer wanted.");
}
