// Answers a request from what is known already, where that is certain to be as new as the database itself: 304 when the
// client holds the answer, a kept answer, or the answer that another request is waiting for; else by executing it.
//
// Why this is never stale. An answer is labelled with a version that was read *before* its statement was sent: its data
// is of that version or newer, never older. And it is given out only after the version has been read once more, *after*
// the request arrived, and found the same. So every write that anybody was told of before the request was sent is in
// the answer, whichever process wrote it. A request for which nothing is kept needs no such reading.

import type { CancelSignal } from "../../database";
import { refusal } from "../../errors";
import type { CacheStatus, RequestStats } from "../protocol/request-context";
import type { Headers } from "../protocol/response";
import { type CacheKey, entityTag, lists, notToKeep } from "./cache-key";
import type { CachedResponse, Outcome, ResponseCache } from "./response-cache";

/** The version of the data, as `database/revision` knows it. */
export interface Revision {
  readonly latest: string | undefined;
  current(): Promise<string | undefined>;
  onChange(listener: (version: string) => void): void;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string | Buffer;
}

/** What can be said without executing: "304", an answer, or one to wait for. */
type Found = "not modified" | CachedResponse | Promise<Outcome>;

export class Revalidation {
  constructor(
    private readonly cache: ResponseCache,
    private readonly revision: Revision | undefined,
    private readonly release: string,
  ) {
    if (revision?.latest !== undefined) cache.moveTo(revision.latest);
    revision?.onChange((version) => cache.moveTo(version));
  }

  /** `stats` is filled in as if the operation had been executed; `execute` fills it in itself. */
  answer(
    identity: CacheKey | undefined,
    stats: RequestStats,
    signal: CancelSignal,
    execute: () => Promise<Reply>,
  ): Promise<Reply> {
    const version = this.revision?.latest;
    if (!this.revision || !identity || !version) return unlabelled(stats, execute);
    return this.find(version, identity)
      ? this.reused(this.revision, identity, stats, signal, execute)
      : this.begun(version, identity, stats, signal, execute);
  }

  /** Something was found: does it still hold? */
  private async reused(
    revision: Revision,
    identity: CacheKey,
    stats: RequestStats,
    signal: CancelSignal,
    execute: () => Promise<Reply>,
  ): Promise<Reply> {
    const version = await orStopped(revision.current(), signal);
    if (!version) return unlabelled(stats, execute);
    let found = this.find(version, identity);
    while (found instanceof Promise) {
      const outcome = await orStopped(found, signal);
      if (outcome === "failed") return this.executed(version, identity, stats, () => {}, execute);
      if (outcome !== "gone") return this.kept(version, identity, outcome, "coalesced", stats);
      // Whoever was executing it has left: one of those who waited goes on.
      found = this.find(version, identity);
    }
    if (found === "not modified") {
      stats.cacheStatus = found;
      return { status: 304, headers: this.headers(version, identity), body: "" };
    }
    if (found) return this.kept(version, identity, found, "hit", stats);
    return this.begun(version, identity, stats, signal, execute);
  }

  /** Executes it; others may wait for that. */
  private begun(
    version: string,
    identity: CacheKey,
    stats: RequestStats,
    signal: CancelSignal,
    execute: () => Promise<Reply>,
  ): Promise<Reply> {
    const end = this.cache.begin(version, identity.key);
    return this.executed(
      version,
      identity,
      stats,
      (outcome) => end(signal.aborted ? "gone" : outcome),
      execute,
    );
  }

  private find(version: string, identity: CacheKey): Found | undefined {
    if (identity.known && lists(identity.known, entityTag(this.release, version, identity)))
      return "not modified";
    if (this.cache.isOff) return undefined;
    return this.cache.find(version, identity.key) ?? this.cache.underWay(version, identity.key);
  }

  private kept(
    version: string,
    identity: CacheKey,
    answer: CachedResponse,
    cacheStatus: CacheStatus,
    stats: RequestStats,
  ): Reply {
    Object.assign(stats, answer.stats, { cacheStatus });
    return { status: 200, headers: this.headers(version, identity), body: answer.body };
  }

  private async executed(
    version: string,
    identity: CacheKey,
    stats: RequestStats,
    end: (outcome: Outcome) => void,
    execute: () => Promise<Reply>,
  ): Promise<Reply> {
    let outcome: Outcome = "failed";
    try {
      const reply = await execute();
      if (!isReusable(reply, stats)) return withoutLabel(reply, stats);
      stats.cacheStatus = "miss";
      const { operationName, operationType, documentHash, cost } = stats;
      const headers = this.headers(version, identity);
      if (this.cache.isOff) return { status: 200, headers, body: reply.body };
      const body = ownBuffer(reply.body);
      outcome = { body, stats: { operationName, operationType, documentHash, cost } };
      return { status: 200, headers, body };
    } finally {
      end(outcome);
    }
  }

  private headers(version: string, identity: CacheKey): [string, string][] {
    return [
      ["etag", entityTag(this.release, version, identity)],
      ["cache-control", identity.cacheControl],
    ];
  }
}

// Nothing of an operation that was refused, failed in part or may have changed something.
function isReusable({ status }: Reply, { codes, operationType }: RequestStats): boolean {
  return status === 200 && codes === undefined && operationType === "query";
}

async function unlabelled(stats: RequestStats, execute: () => Promise<Reply>): Promise<Reply> {
  return withoutLabel(await execute(), stats);
}

function withoutLabel(reply: Reply, stats: RequestStats): Reply {
  stats.cacheStatus = "off";
  const headers = [...reply.headers].filter(([name]) => name !== notToKeep[0]);
  return { ...reply, headers: [...headers, notToKeep] };
}

// Not from Node's shared slabs: a small answer would keep a whole slab in memory, and the bound would not hold.
function ownBuffer(body: string | Buffer): Buffer {
  if (typeof body !== "string") return body.buffer.byteLength === body.length ? body : ownCopy(body);
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(body));
  bytes.write(body);
  return bytes;
}

function ownCopy(body: Buffer): Buffer {
  const bytes = Buffer.allocUnsafeSlow(body.length);
  body.copy(bytes);
  return bytes;
}

/** Others' work is waited for, but not longer than one's own request lasts. */
function orStopped<T>(work: Promise<T>, signal: CancelSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(refusal("TIMEOUT", "The operation was stopped before it was done."));
    if (signal.aborted) return onAbort();
    signal.addEventListener("abort", onAbort);
    void work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
