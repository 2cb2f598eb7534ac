// Runs an operation's statement, or a change's transaction: waits for a place, keeps to what is left of the request's time,
// notes how long it took. Only operations that need rows come here; the others never touch a connection.
import { changeRefusal, isWorthRetrying } from "../../change-errors";
import type { Database, Transaction } from "../../database";
import type { Run } from "../../planner/engine";
import { traced } from "../observability/tracing";
import type { Admission } from "../overload/admission";
import type { RequestContext } from "../protocol/request-context";

export interface Runner {
  run(context: RequestContext): Run;
  /** Runs `work` in one transaction on the primary; `run` reads what the transaction has changed so far. */
  change<T>(context: RequestContext, work: (transaction: Transaction, run: Run) => Promise<T>): Promise<T>;
}

export type RunnerDatabase = Pick<Database, "read" | "rows" | "transaction">;

/** A transaction that met another one is run again, so often at most. */
const maxAttempts = 3;

export function createRunner(
  database: RunnerDatabase,
  admission: Admission,
  statementTimeoutMs: number,
): Runner {
  const timed = async <T>(context: RequestContext, work: (timeoutMs: number) => Promise<T>): Promise<T> => {
    const { signal, deadline, stats } = context;
    const started = performance.now();
    const leave = admission.tryAcquire() ?? (await admission.acquire(signal));
    try {
      return await work(Math.max(1, Math.min(statementTimeoutMs, deadline - Date.now())));
    } finally {
      leave();
      stats.databaseMs = (stats.databaseMs ?? 0) + performance.now() - started;
    }
  };
  return {
    run: (context) => (statement) =>
      timed(context, (timeoutMs) =>
        traced(
          "statement",
          () => ({ "db.system.name": "postgresql", "db.query.text": statement.text }),
          () => database.read(statement, { signal: context.signal, timeoutMs }),
        ),
      ),
    change: (context, work) =>
      timed(context, (timeoutMs) =>
        traced(
          "transaction",
          () => ({ "db.system.name": "postgresql" }),
          () => changeOnce(database, { signal: context.signal, timeoutMs }, work),
        ),
      ),
  };
}

async function changeOnce<T>(
  database: RunnerDatabase,
  options: { readonly signal: RequestContext["signal"]; readonly timeoutMs: number },
  work: (transaction: Transaction, run: Run) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transaction(
        (transaction) =>
          work(transaction, async (statement) => {
            // What is checked or counted at the end belongs to what the answer shows.
            await transaction.script("set constraints all immediate");
            return transaction.read(statement);
          }),
        // Rules that lock what they check hold at this level; see docs/decisions/0042.
        { ...options, isolation: "read committed" },
      );
    } catch (error) {
      if (isWorthRetrying(error) && attempt < maxAttempts && !options.signal.aborted) continue;
      throw (await changeRefusal(error, database)) ?? error;
    }
  }
}
