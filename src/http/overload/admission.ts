// Who may come in when there is more to do than can be done: a bounded number of operations in flight, a short wait for
// the database, and refusal while the event loop is late. A burst may fill all places; once a crowd stays there are fewer,
// until it has gone for a moment: whoever is let in meanwhile is answered as quickly as ever.

import type { CancelSignal } from "../../database";
import { refusal } from "../../errors";

export interface AdmissionLimits {
  /** Operations that are being answered at one time, waiting ones included. */
  readonly inFlight: number;
  /** The same while there is a crowd. */
  readonly inFlightBusy: number;
  /** So many, those that are being refused included, are a crowd when they stay. */
  readonly crowd: number;
  /** Statements that run at one time. */
  readonly running: number;
  readonly queuedMs: number;
  readonly eventLoopDelayMs: number;
}

export type Shed = "in flight" | "queue timeout" | "event loop";

interface Waiter {
  readonly since: number;
  go(): void;
  fail(reason: Error): void;
}

export class Admission {
  private inFlight = 0;
  private running = 0;
  private readonly waiters = new Set<Waiter>();
  private delayMs = 0;
  private busyAt = Number.NEGATIVE_INFINITY;
  /** Refusals that are on their way: their clients are waiting, too. */
  held = 0;
  private readonly clock: NodeJS.Timeout;
  private patience: NodeJS.Timeout | undefined;

  constructor(
    private readonly limits: AdmissionLimits,
    private readonly onShed: (reason: Shed) => void = () => {},
  ) {
    this.clock = watchEventLoop((delayMs) => {
      this.delayMs = delayMs;
    });
  }

  get counts() {
    return {
      inFlight: this.inFlight,
      running: this.running,
      queued: this.waiters.size,
      eventLoopDelayMs: this.delayMs,
    };
  }

  /** Why no operation can be let in just now; undefined when one can. */
  get refusal(): Shed | undefined {
    const { inFlight, inFlightBusy, crowd } = this.limits;
    if (this.inFlight < inFlightBusy) return this.refusalOfFew;
    const now = performance.now();
    if (this.inFlight >= inFlight || now - this.busyAt < busyForMs) return "in flight";
    // A burst passes; a crowd that stays makes everybody wait for everybody.
    if (this.inFlight >= crowd && this.longestWait(now) > patienceMs) return "in flight";
    return this.refusalOfFew;
  }

  private get refusalOfFew(): Shed | undefined {
    // With little to do a late loop is the machine's doing, not ours: refusing would help nobody.
    const isLate = this.delayMs > this.limits.eventLoopDelayMs;
    return isLate && this.inFlight >= this.limits.running ? "event loop" : undefined;
  }

  /** Says that an operation was refused. */
  noteRefusal(reason: Shed): void {
    // Refusals alone are no sign that there is too much to do still: few places refuse even those who could all be let in.
    if (this.inFlight + this.held >= this.limits.crowd) this.busyAt = performance.now();
    this.onShed(reason);
  }

  /** Lets an operation in, or throws SERVICE_UNAVAILABLE. Call what it returns when the operation is over. */
  enter(): () => void {
    const reason = this.refusal;
    if (reason) throw this.shed(reason);
    this.inFlight++;
    return once(() => {
      this.inFlight--;
    });
  }

  /** A place for one statement if one is free. Call what it returns when the statement is over. */
  freeSlot(): (() => void) | undefined {
    if (this.running >= this.limits.running) return undefined;
    this.running++;
    return once(() => this.leave());
  }

  /** The same after a short wait; rejects with SERVICE_UNAVAILABLE when it gets too long, TIMEOUT when `signal` stops. */
  slot(signal: CancelSignal): Promise<() => void> {
    const leave = this.freeSlot();
    return leave ? Promise.resolve(leave) : this.wait(signal);
  }

  close(): void {
    clearInterval(this.clock);
    clearTimeout(this.patience);
  }

  private longestWait(now: number): number {
    const [first] = this.waiters;
    return first ? now - first.since : 0;
  }

  private leave(): void {
    const [next] = this.waiters;
    if (next) next.go();
    else this.running--;
  }

  private wait(signal: CancelSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        this.waiters.delete(waiter);
        signal.removeEventListener("abort", onAbort);
      };
      const waiter: Waiter = {
        since: performance.now(),
        go: () => {
          settle();
          resolve(once(() => this.leave()));
        },
        fail: (reason) => {
          settle();
          reject(reason);
        },
      };
      const onAbort = () => waiter.fail(refusal("TIMEOUT", "The operation was stopped before it was done."));
      signal.addEventListener("abort", onAbort);
      this.waiters.add(waiter);
      this.patience ??= this.afterPatience(this.limits.queuedMs);
    });
  }

  // All wait equally long, in the order in which they came: one timer, for the first of them, is enough. It would cost
  // more than the rest of waiting if each had its own.
  private afterPatience(ms: number): NodeJS.Timeout {
    const timer = setTimeout(() => {
      const now = performance.now();
      for (const waiter of this.waiters) {
        const left = this.limits.queuedMs - (now - waiter.since);
        if (left > 0) {
          this.patience = this.afterPatience(left);
          return;
        }
        waiter.fail(this.shed("queue timeout"));
      }
      this.patience = undefined;
    }, Math.ceil(ms));
    timer.unref();
    return timer;
  }

  private shed(reason: Shed) {
    this.noteRefusal(reason);
    return refusal("SERVICE_UNAVAILABLE", "The service is busy.", {
      hint: "Try again after the time in Retry-After.",
    });
  }
}

const busyForMs = 1000;
const patienceMs = 20;
const tickMs = 20;
const ticks = 4;

// A timer that comes late says how long everything else waits too. The least of the last few counts: one long task is
// no overload, and whoever comes after it should not pay for it.
function watchEventLoop(report: (delayMs: number) => void): NodeJS.Timeout {
  let last = performance.now();
  const recent = Array<number>(ticks).fill(0);
  const timer = setInterval(() => {
    const now = performance.now();
    recent.push(Math.max(0, now - last - tickMs));
    recent.shift();
    report(Math.min(...recent));
    last = now;
  }, tickMs);
  timer.unref();
  return timer;
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}
