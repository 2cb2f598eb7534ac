// Who listens to what, and what they are sent. All who listen to the same document with the same variables are one group:
// each new revision is evaluated once for each group, and its event's bytes are made once.
import type { Revision } from "../cache/revalidation";
import { type ChangesSubscription, resultOf } from "./subscription";

export interface Listener {
  /** False when it cannot take more and has been dropped. */
  send(event: Buffer): boolean;
  heartbeat(): void;
  end(): void;
}

export interface HubOptions {
  readonly revision: Pick<Revision, "current" | "onChange">;
  /** Runs the query of a window; the body of its answer. Rejects where it could not be answered. */
  readonly evaluate: (subscription: ChangesSubscription, after: number, until: number) => Promise<string>;
  readonly maxGroups: number;
}

export interface HubCounts {
  readonly listeners: number;
  readonly groups: number;
  readonly evaluations: number;
  readonly dropped: number;
}

interface Group {
  readonly subscription: ChangesSubscription;
  readonly listeners: Set<Listener>;
  /** Everything up to here was sent. */
  last: number;
  running: Promise<void> | undefined;
}

const heartbeatMs = 10_000;
const retryMs = 1_000;

export class ChangeHub {
  private readonly groups = new Map<string, Group>();
  private latest = 0;
  private evaluations = 0;
  private dropped = 0;
  private closed = false;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly options: HubOptions) {
    options.revision.onChange((version) => this.moveTo(revisionOf(version)));
    this.timer = setInterval(() => {
      for (const group of this.groups.values()) for (const one of group.listeners) one.heartbeat();
    }, heartbeatMs);
    this.timer.unref();
  }

  get counts(): HubCounts {
    const listeners = [...this.groups.values()].reduce((sum, group) => sum + group.listeners.size, 0);
    return { listeners, groups: this.groups.size, evaluations: this.evaluations, dropped: this.dropped };
  }

  /**
   * Sends the changes after `since`, then those of every new revision. Undefined where so many documents are listened to
   * already, or the revision is not known; else a function that ends it.
   */
  async join(
    subscription: ChangesSubscription,
    since: number | undefined,
    listener: Listener,
  ): Promise<(() => void) | undefined> {
    const now = revisionOf(await this.options.revision.current());
    if (now < 0 || this.closed) return undefined;
    this.latest = Math.max(this.latest, now);
    let group = this.groups.get(subscription.key);
    if (!group) {
      if (this.groups.size >= this.options.maxGroups) return undefined;
      group = { subscription, listeners: new Set(), last: now, running: undefined };
      this.groups.set(subscription.key, group);
    }
    // Counted from the beginning, so that the group stays while this one catches up.
    const waiting: Listener = {
      send: () => true,
      heartbeat: () => listener.heartbeat(),
      end: () => listener.end(),
    };
    group.listeners.add(waiting);
    const leave = (one: Listener) => {
      group.listeners.delete(one);
      if (group.listeners.size === 0 && this.groups.get(subscription.key) === group)
        this.groups.delete(subscription.key);
    };
    try {
      // A revision that is not there yet was made up, or comes from before a restored backup: begin with now.
      let known = since === undefined ? now : Math.min(since, now);
      // While one window is read, the group may go on.
      while (known < group.last) {
        const until = group.last;
        const event = await this.eventOf(subscription, known, until);
        known = until;
        if (event) listener.send(event);
      }
      group.listeners.add(listener);
    } finally {
      leave(waiting);
    }
    this.follow(group);
    return () => leave(listener);
  }

  close(): void {
    this.closed = true;
    clearInterval(this.timer);
    for (const group of this.groups.values()) for (const one of [...group.listeners]) one.end();
    this.groups.clear();
  }

  private moveTo(revision: number): void {
    if (revision <= this.latest) return;
    this.latest = revision;
    for (const group of this.groups.values()) this.follow(group);
  }

  private follow(group: Group): void {
    if (group.running || group.last >= this.latest || this.closed) return;
    group.running = this.advance(group).then(
      () => {
        group.running = undefined;
        this.follow(group);
      },
      () => {
        // Nothing was sent: the same window is read again later.
        setTimeout(() => {
          group.running = undefined;
          this.follow(group);
        }, retryMs).unref();
      },
    );
  }

  private async advance(group: Group): Promise<void> {
    const until = this.latest;
    const event = await this.eventOf(group.subscription, group.last, until);
    group.last = until;
    if (!event) return;
    for (const listener of [...group.listeners])
      if (!listener.send(event)) {
        this.dropped += 1;
        group.listeners.delete(listener);
      }
  }

  private async eventOf(
    subscription: ChangesSubscription,
    after: number,
    until: number,
  ): Promise<Buffer | undefined> {
    this.evaluations += 1;
    const result = resultOf(await this.options.evaluate(subscription, after, until));
    return result === undefined ? undefined : nextEvent(result, until);
  }
}

/** An event of the graphql-sse protocol; the id is what a browser's EventSource gives back as Last-Event-ID. */
export function nextEvent(result: string, id?: number): Buffer {
  return Buffer.from(`event: next\n${id === undefined ? "" : `id: ${id}\n`}data: ${result}\n\n`);
}

export const completeEvent = Buffer.from("event: complete\ndata: \n\n");
export const comment = Buffer.from(":\n\n");

/** Below zero where it is not known. */
function revisionOf(version: string | undefined): number {
  const revision = Number(version?.split(".")[0]);
  return Number.isSafeInteger(revision) ? revision : -1;
}
