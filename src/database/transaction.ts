// Transactions: all statements happen, or none. Also gives access to the raw client, for COPY.
import type { ClientBase, QueryResultRow } from "pg";
import {
  type CancelSignal,
  fromPromise,
  type StartStatement,
  serverLimitLaterMs,
  withCancellation,
} from "./cancellation";
import { translate } from "./errors";
import type { Connection } from "./wire/connection";
import { RawRows, TextRows } from "./wire/row-collectors";
import type { Row, RowBytes, Statement } from "./wire/rows";

export interface TransactionOptions {
  readonly readOnly?: boolean;
  readonly isolation?: "read committed" | "repeatable read" | "serializable";
  /** Limit of each statement, in milliseconds; 0 = none. Default: the service's STATEMENT_TIMEOUT_MS. */
  readonly timeoutMs?: number;
  readonly signal?: CancelSignal;
}

export interface Transaction {
  /** One statement, all columns as raw text. */
  rows(statement: Statement): Promise<Row[]>;
  /** One statement, its rows as the bytes that PostgreSQL sent. */
  read(statement: Statement): Promise<RowBytes>;
  /** One statement, rows as objects. `numeric`, dates and times stay text. */
  query<R extends QueryResultRow = QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** Several statements in one text, without values. */
  script(text: string): Promise<void>;
  /** pg's own client, for COPY streams. Leave begin and commit to the transaction. */
  readonly client: ClientBase;
}

export type Report = (text: string, started: number, rows: number, error?: unknown) => void;

/** Until when a statement may run, as Date.now() counts, and what stops it earlier. */
export interface StatementLimits {
  readonly deadline: number | undefined;
  readonly signal: CancelSignal | undefined;
}

export async function runTransaction<T>(
  connection: Connection,
  options: TransactionOptions & { readonly timeoutMs: number },
  report: Report,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const { timeoutMs, signal } = options;
  const limits = () => ({ deadline: timeoutMs > 0 ? Date.now() + timeoutMs : undefined, signal });
  const transaction = new OpenTransaction(connection, limits, report);
  const limitMs = timeoutMs === 0 ? 0 : Math.trunc(timeoutMs) + serverLimitLaterMs;
  let result: T;
  try {
    await transaction.begin(options, [`set local statement_timeout = ${limitMs}`]);
    result = await work(transaction);
  } catch (error) {
    await transaction.rollBack();
    throw error;
  }
  await transaction.commit();
  return result;
}

export class OpenTransaction implements Transaction {
  constructor(
    private readonly connection: Connection,
    private readonly limits: () => StatementLimits,
    private readonly report: Report,
  ) {}

  get client(): ClientBase {
    return this.connection.client;
  }

  begin(
    { isolation, readOnly }: Pick<TransactionOptions, "isolation" | "readOnly">,
    settings: readonly string[],
  ): Promise<void> {
    const mode = [isolation ? `isolation level ${isolation}` : "", readOnly ? "read only" : ""];
    return this.script([`begin ${mode.filter((part) => part !== "").join(" ")}`, ...settings].join("; "));
  }

  rows(statement: Statement): Promise<Row[]> {
    return this.watched(
      statement.text,
      (completion) => this.connection.send(statement, undefined, new TextRows(), completion),
      (rows) => rows.length,
    );
  }

  read(statement: Statement): Promise<RowBytes> {
    return this.watched(
      statement.text,
      (completion) => this.connection.send(statement, undefined, new RawRows(), completion),
      (rows) => rows.count,
    );
  }

  async query<R extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    const result = await this.watched(
      text,
      fromPromise(() => this.connection.client.query<R>({ text, values: [...values] })),
      (found) => found.rowCount ?? 0,
    );
    return result.rows;
  }

  async script(text: string): Promise<void> {
    await this.watched(
      text,
      fromPromise(() => this.connection.client.query(text)),
      () => 0,
    );
  }

  async commit(): Promise<void> {
    const result = await this.watched(
      "commit",
      fromPromise(() => this.connection.client.query("commit")),
      () => 0,
    );
    // After a failed statement whose error was swallowed, PostgreSQL answers a commit with ROLLBACK.
    if (result.command !== "COMMIT")
      throw new Error("The transaction was rolled back: one of its statements failed.");
    // Work that used the raw client may have left something open; such a connection must not be used again.
    if (this.connection.client.getTransactionStatus() !== "I") this.connection.destroy();
  }

  /** Never rejects. */
  async rollBack(): Promise<void> {
    if (!this.connection.isUsable) return;
    try {
      await withCancellation(
        this.connection,
        fromPromise(() => this.connection.client.query("rollback")),
        { deadline: Date.now() + 2000, signal: undefined },
      );
    } catch {
      // A connection that cannot even roll back must not be used again; the server rolls back when it is cut.
      this.connection.destroy();
    }
  }

  private async watched<A>(text: string, start: StartStatement<A>, count: (answer: A) => number): Promise<A> {
    const started = performance.now();
    try {
      const found = await withCancellation(this.connection, start, this.limits());
      this.report(text, started, count(found));
      return found;
    } catch (error) {
      this.report(text, started, 0, error);
      throw translate(error);
    }
  }
}
