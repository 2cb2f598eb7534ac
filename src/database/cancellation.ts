// Stops a statement that runs too long or is no longer wanted: asks the server first, cuts the connection when the
// server stays silent (a network black hole answers nothing, and statement_timeout alone would wait for ever).

import { isConnectionLoss, isServerCancel, StatementCancelled, StatementTimeout, translate } from "./errors";
import type { Connection } from "./wire/connection";
import type { Completion } from "./wire/query";

const graceMs = 750;

/**
 * How much later than ours the server's own limit strikes. Were it at the same moment, one statement would be stopped
 * by the server and our cancel request, sent just then, would strike the connection's next one.
 */
export const serverLimitLaterMs = 1000;

/** The part of AbortSignal that waiting needs. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export interface Limits {
  /** As Date.now() counts; undefined = none. */
  readonly deadline: number | undefined;
  readonly signal: CancelSignal | undefined;
}

/** Sends what is to be watched, on the connection; the completion must hear how it went. */
export type StartStatement<T> = (completion: Completion<T>) => void;

/** For what pg's client answers with a promise. */
export function fromPromise<T>(send: () => Promise<T>): StartStatement<T> {
  return ({ resolve, reject }) => void send().then(resolve, reject);
}

/**
 * The statement's answer, or a typed error. A connection that is no longer in step is destroyed. `whenOver` is called
 * before anybody else hears of it, with the rows or with the error: the connection is free then.
 */
export function withCancellation<T>(
  connection: Connection,
  begin: StartStatement<T>,
  { deadline, signal }: Limits,
  whenOver: (value: T | undefined, error: unknown) => void = () => {},
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let stopped: Error | undefined;
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;
    const settle = () => {
      isOver = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    };
    const fail = (reason: unknown) => {
      settle();
      whenOver(undefined, reason);
      reject(reason);
    };
    const stop = (reason: Error) => {
      if (stopped) return;
      stopped = reason;
      clearTimeout(timer);
      connection.cancel();
      timer = setTimeout(() => {
        connection.destroy();
        fail(reason);
      }, graceMs);
    };
    const onAbort = () => stop(new StatementCancelled("The statement was cancelled."));
    const completion: Completion<T> = {
      resolve: (value) => {
        if (isOver) return;
        settle();
        // Our cancel request may still be under way and would hit the connection's next statement.
        if (stopped) connection.destroy();
        whenOver(value, undefined);
        resolve(value);
      },
      reject: (error) => {
        if (isOver) return;
        // A server that says farewell closes the line only afterwards: don't lend it in between.
        if (isConnectionLoss(error) || (stopped && !isServerCancel(error))) connection.destroy();
        fail(stopped ?? translate(error));
      },
    };
    try {
      begin(completion);
    } catch (error) {
      return fail(translate(error));
    }
    if (deadline !== undefined)
      timer = setTimeout(
        () => stop(new StatementTimeout("The statement ran too long and was stopped.")),
        Math.max(0, deadline - Date.now()),
      );
    if (signal?.aborted) onAbort();
    else signal?.addEventListener("abort", onAbort);
  });
}
