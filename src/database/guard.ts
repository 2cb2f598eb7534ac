// Stops a statement that runs too long or is no longer wanted: asks the server first, cuts the connection when the
// server stays silent (a network black hole answers nothing, and statement_timeout alone would wait for ever).
import type { Connection } from "./connection";
import { isConnectionLoss, isServerCancel, StatementCancelled, StatementTimeout, translate } from "./errors";

const graceMs = 750;

/**
 * How much later than ours the server's own limit strikes. Were it at the same moment, one statement would be stopped
 * by the server and our cancel request, sent just then, would strike the connection's next one.
 */
export const serverLimitLaterMs = 1000;

/** The part of AbortSignal that waiting needs. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export interface Limits {
  /** As Date.now() counts; undefined = none. */
  readonly deadline: number | undefined;
  readonly signal: StopSignal | undefined;
}

/** The statement's answer, or a typed error. A connection that is no longer in step is destroyed. */
export function guarded<T>(connection: Connection, answer: Promise<T>, limits: Limits): Promise<T> {
  const { deadline, signal } = limits;
  return new Promise<T>((resolve, reject) => {
    let stopped: Error | undefined;
    let timer: NodeJS.Timeout | undefined;
    const settle = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    };
    const stop = (reason: Error) => {
      if (stopped) return;
      stopped = reason;
      clearTimeout(timer);
      connection.cancel();
      timer = setTimeout(() => {
        settle();
        connection.destroy();
        reject(reason);
      }, graceMs);
    };
    const onAbort = () => stop(new StatementCancelled("The statement was cancelled."));
    if (deadline !== undefined)
      timer = setTimeout(
        () => stop(new StatementTimeout("The statement ran too long and was stopped.")),
        Math.max(0, deadline - Date.now()),
      );
    if (signal?.aborted) onAbort();
    else signal?.addEventListener("abort", onAbort);
    answer.then(
      (value) => {
        settle();
        // Our cancel request may still be under way and would hit the connection's next statement.
        if (stopped) connection.destroy();
        resolve(value);
      },
      (error) => {
        settle();
        // A server that says farewell closes the line only afterwards: don't lend it in between.
        if (isConnectionLoss(error) || (stopped && !isServerCancel(error))) connection.destroy();
        reject(stopped ?? translate(error));
      },
    );
  });
}
