// When a request must end: its time is over, or its client has gone. An AbortController would do, for five microseconds.
import type { ServerResponse } from "node:http";
import type { CancelSignal } from "../../database";

/** Stops once at most; call `done` when there is nothing left to stop. */
export class RequestAbort implements CancelSignal {
  aborted = false;
  /** As Date.now() counts. */
  readonly deadline: number;
  private isDone = false;
  private readonly listeners: (() => void)[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor(res: ServerResponse, timeoutMs: number) {
    this.deadline = Date.now() + timeoutMs;
    this.timer = setTimeout(() => this.stop(), timeoutMs);
    res.on("close", () => this.stop());
  }

  addEventListener(_type: "abort", listener: () => void): void {
    this.listeners.push(listener);
  }

  removeEventListener(_type: "abort", listener: () => void): void {
    const place = this.listeners.indexOf(listener);
    if (place >= 0) this.listeners.splice(place, 1);
  }

  done(): void {
    this.isDone = true;
    clearTimeout(this.timer);
  }

  private stop(): void {
    if (this.isDone || this.aborted) return;
    this.aborted = true;
    clearTimeout(this.timer);
    for (const listener of [...this.listeners]) listener();
  }
}
