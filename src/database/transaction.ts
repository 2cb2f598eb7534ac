// Several statements as one: all of them happen, or none. Also gives the raw client, for COPY.
import type { ClientBase, QueryResultRow } from "pg";
import type { CancelSignal, StartStatement } from "./cancellation";
import { fromPromise, serverLimitLaterMs, withCancellation } from "./cancellation";
import { translate } from "./errors";
import type { Connection } from "./wire/connection";
import { TextRows } from "./wire/row-collectors";
import type { Row, Statement } from "./wire/rows";

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
  /** One statement, rows as objects. `numeric`, dates and times stay text. */
  query<R extends QueryResultRow = QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** Several statements in one text, without values. */
  script(text: string): Promise<void>;
  /** pg's own client, for COPY streams. Leave begin and commit to the transaction. */
  readonly client: ClientBase;
}

type Report = (text: string, started: number, rows: number, error?: unknown) => void;

export async function runTransaction<T>(
  connection: Connection,
  options: TransactionOptions & { readonly timeoutMs: number },
  report: Report,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const transaction = new OpenTransaction(connection, options.timeoutMs, options.signal, report);
  const mode = [
    options.isolation ? `isolation level ${options.isolation}` : "",
    options.readOnly ? "read only" : "",
  ].filter((part) => part !== "");
  const limitMs = options.timeoutMs === 0 ? 0 : Math.trunc(options.timeoutMs) + serverLimitLaterMs;
  const begin = `begin ${mode.join(" ")}; set local statement_timeout = ${limitMs}`;
  let result: T;
  try {
    await transaction.script(begin);
    result = await work(transaction);
  } catch (error) {
    await rollBack(connection);
    throw error;
  }
  await transaction.commit();
  // Work that used the raw client may have left something open; such a connection must not be lent again.
  if (connection.client.getTransactionStatus() !== "I") connection.destroy();
  return result;
}

class OpenTransaction implements Transaction {
  constructor(
    private readonly connection: Connection,
    private readonly timeoutMs: number,
    private readonly signal: CancelSignal | undefined,
    private readonly report: Report,
  ) {}

  get client(): ClientBase {
    return this.connection.client;
  }

  rows(statement: Statement): Promise<Row[]> {
    return this.watched(
      statement.text,
      (completion) => this.connection.send(statement, undefined, new TextRows(), completion),
      (rows) => rows.length,
    );
  }

  async query<R extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    const answer = this.connection.client.query<R>({ text, values: [...values] });
    const result = await this.watched(text, fromPromise(answer), (found) => found.rowCount ?? 0);
    return result.rows;
  }

  async script(text: string): Promise<void> {
    await this.watched(text, fromPromise(this.connection.client.query(text)), () => 0);
  }

  async commit(): Promise<void> {
    const result = await this.watched("commit", fromPromise(this.connection.client.query("commit")), () => 0);
    // After a failed statement whose error was swallowed, PostgreSQL answers a commit with ROLLBACK.
    if (result.command !== "COMMIT")
      throw new Error("The transaction was rolled back: one of its statements failed.");
  }

  private async watched<A>(text: string, begin: StartStatement<A>, count: (answer: A) => number): Promise<A> {
    const started = performance.now();
    const deadline = this.timeoutMs > 0 ? Date.now() + this.timeoutMs : undefined;
    try {
      const found = await withCancellation(this.connection, begin, { deadline, signal: this.signal });
      this.report(text, started, count(found));
      return found;
    } catch (error) {
      this.report(text, started, 0, error);
      throw translate(error);
    }
  }
}

async function rollBack(connection: Connection): Promise<void> {
  if (!connection.isUsable) return;
  try {
    await withCancellation(connection, fromPromise(connection.client.query("rollback")), {
      deadline: Date.now() + 2000,
      signal: undefined,
    });
  } catch {
    // A connection that cannot even roll back must not be lent again; the server rolls back when it is cut.
    connection.destroy();
  }
}
