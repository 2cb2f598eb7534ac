// Admission control: bounded concurrency, bounded queue wait for the database, load shedding on event-loop delay. A burst may
// use all places. When the service is congested (the threshold is reached and somebody waits longer than the queue-delay
// target, or requests are being refused) there are fewer, until a cool-down has passed: those that are admitted stay fast.

import type { CancelSignal } from "../../database";
import { refusal } from "../../errors";

export interface AdmissionLimits {
  /** Operations in flight, those that wait included. */
  readonly inFlight: number;
  /** The same while the service is congested. */
  readonly inFlightCongested: number;
  /** Operations in flight and delayed rejections together from which on the service may be congested. */
  readonly congestionThreshold: number;
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
  private congestedAt = Number.NEGATIVE_INFINITY;
  /** Delayed rejections that have not been sent yet. */
  delayedRejections = 0;
  private readonly clock: NodeJS.Timeout;
  private queueTimer: NodeJS.Timeout | undefined;

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
    const { inFlight, inFlightCongested, congestionThreshold } = this.limits;
    if (this.inFlight < inFlightCongested) return this.refusalOfFew;
    const now = performance.now();
    if (this.inFlight >= inFlight || now - this.congestedAt < coolDownMs) return "in flight";
    // A burst passes; a standing queue makes everybody wait.
    if (this.inFlight >= congestionThreshold && this.longestWait(now) > queueDelayTargetMs)
      return "in flight";
    return this.refusalOfFew;
  }

  private get refusalOfFew(): Shed | undefined {
    // With little to do, a late loop is the machine's doing: refusing would not help.
    const isLate = this.delayMs > this.limits.eventLoopDelayMs;
    return isLate && this.inFlight >= this.limits.running ? "event loop" : undefined;
  }

  /** Reports that an operation was refused. */
  noteRefusal(reason: Shed): void {
    // Rejections alone do not prove congestion: while places are few, even a load that would fit is rejected.
    if (this.inFlight + this.delayedRejections >= this.limits.congestionThreshold)
      this.congestedAt = performance.now();
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
  tryAcquire(): (() => void) | undefined {
    if (this.running >= this.limits.running) return undefined;
    this.running++;
    return once(() => this.leave());
  }

  /** The same after a short wait; rejects with SERVICE_UNAVAILABLE when it gets too long, TIMEOUT when `signal` stops. */
  acquire(signal: CancelSignal): Promise<() => void> {
    const leave = this.tryAcquire();
    return leave ? Promise.resolve(leave) : this.wait(signal);
  }

  close(): void {
    clearInterval(this.clock);
    clearTimeout(this.queueTimer);
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
      this.queueTimer ??= this.expireQueued(this.limits.queuedMs);
    });
  }

  // All wait equally long, first come, first served: one timer, for the first of them, is enough.
  private expireQueued(ms: number): NodeJS.Timeout {
    const timer = setTimeout(() => {
      const now = performance.now();
      for (const waiter of this.waiters) {
        const left = this.limits.queuedMs - (now - waiter.since);
        if (left > 0) {
          this.queueTimer = this.expireQueued(left);
          return;
        }
        waiter.fail(this.shed("queue timeout"));
      }
      this.queueTimer = undefined;
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

const coolDownMs = 1000;
const queueDelayTargetMs = 20;
const tickMs = 20;
const ticks = 4;

// Event-loop delay, measured by how late a timer fires. The minimum of the last few samples counts: one long task is no
// overload.
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
