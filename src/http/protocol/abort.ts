// The abort signal of a request, with its deadline: aborts when time is up or the client disconnects. An AbortController
// would do the same for five microseconds.
import type { ServerResponse } from "node:http";
import type { CancelSignal } from "../../database";

/** Aborts once at most; call `done` when there is nothing left to abort. */
export class RequestAbort implements CancelSignal {
  aborted = false;
  /** As Date.now() counts. */
  readonly deadline: number;
  private isDone = false;
  private readonly listeners: (() => void)[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor(res: ServerResponse, timeoutMs: number) {
    this.deadline = Date.now() + timeoutMs;
    this.timer = setTimeout(() => this.abort(), timeoutMs);
    res.on("close", () => this.abort());
  }

  addEventListener(_type: "abort", listener: () => void): void {
    this.listeners.push(listener);
  }

  removeEventListener(_type: "abort", listener: () => void): void {
    const index = this.listeners.indexOf(listener);
    if (index >= 0) this.listeners.splice(index, 1);
  }

  done(): void {
    this.isDone = true;
    clearTimeout(this.timer);
  }

  private abort(): void {
    if (this.isDone || this.aborted) return;
    this.aborted = true;
    clearTimeout(this.timer);
    for (const listener of [...this.listeners]) listener();
  }
}
