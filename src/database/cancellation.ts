// Timeout and cancellation of statements: asks the server first, and cuts the connection when the server stays silent (a
// network black hole answers nothing, and statement_timeout alone would wait for ever).

import { isConnectionLoss, isServerCancel, StatementCancelled, StatementTimeout, translate } from "./errors";
import type { Connection } from "./wire/connection";
import type { Completion } from "./wire/query";

const graceMs = 750;

/**
 * How much later than ours the server's own limit is. At the same moment the server could end one statement by itself, and
 * our cancel request would hit the connection's next one.
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

/** Sends a statement on the connection and calls one of the completion callbacks when it ends. */
export type StartStatement<T> = (completion: Completion<T>) => void;

/** For statements of pg's client, which returns a promise. */
export function fromPromise<T>(send: () => Promise<T>): StartStatement<T> {
  return ({ resolve, reject }) => void send().then(resolve, reject);
}

/**
 * Resolves with the statement's result or rejects with a typed error. A connection whose state is in doubt is destroyed.
 * `onEnd` is called first, with the result or the error: the connection is free then.
 */
export function withCancellation<T>(
  connection: Connection,
  start: StartStatement<T>,
  { deadline, signal }: Limits,
  onEnd: (value: T | undefined, error: unknown) => void = () => {},
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
      onEnd(undefined, reason);
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
        onEnd(value, undefined);
        resolve(value);
      },
      reject: (error) => {
        if (isOver) return;
        // A server that shuts down closes the connection only afterwards: don't use it in between.
        if (isConnectionLoss(error) || (stopped && !isServerCancel(error))) connection.destroy();
        fail(stopped ?? translate(error));
      },
    };
    try {
      start(completion);
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
