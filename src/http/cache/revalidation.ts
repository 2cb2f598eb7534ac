// Answers a request without executing it where that is certain to be as new as the database: 304 when the client's copy is
// current, a cached response, or the response of the same operation that is running (coalescing). Otherwise executes it.
//
// Why this is never stale. A response is labelled with a version that was read *before* its statement was sent: its data is
// of that version or newer. It is used only after the version has been read again, *after* the request arrived, and is
// still the same. So every write that was acknowledged before the request was sent is in the response, whichever process
// wrote it. A request for which nothing is cached needs no such reading.

import type { CancelSignal } from "../../database";
import { refusal } from "../../errors";
import type { CacheStatus, RequestStats } from "../protocol/request-context";
import type { Headers } from "../protocol/response";
import { type CacheKey, entityTag, matchesIfNoneMatch, noStore } from "./cache-key";
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

/** What is known without executing: "304", a cached response, or one to wait for. */
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
    const reply = this.find(version, identity)
      ? this.revalidated(this.revision, identity, stats, signal, execute)
      : this.executeInFlight(version, identity, stats, signal, execute);
    return identity.known?.trim() === "*" ? reply.then((any) => notModified(any, stats)) : reply;
  }

  /** Something was found: is it still current? */
  private async revalidated(
    revision: Revision,
    identity: CacheKey,
    stats: RequestStats,
    signal: CancelSignal,
    execute: () => Promise<Reply>,
  ): Promise<Reply> {
    const version = await withAbort(revision.current(), signal);
    if (!version) return unlabelled(stats, execute);
    let found = this.find(version, identity);
    while (found instanceof Promise) {
      const outcome = await withAbort(found, signal);
      if (outcome === "failed") return this.execute(version, identity, stats, () => {}, execute);
      if (outcome !== "gone") return this.cached(version, identity, outcome, "coalesced", stats);
      // The client that was executing it has left: one of those that waited takes over.
      found = this.find(version, identity);
    }
    if (found === "not modified") {
      stats.cacheStatus = found;
      return { status: 304, headers: this.headers(version, identity), body: "" };
    }
    if (found) return this.cached(version, identity, found, "hit", stats);
    return this.executeInFlight(version, identity, stats, signal, execute);
  }

  /** Executes it; identical requests may wait for the response. */
  private executeInFlight(
    version: string,
    identity: CacheKey,
    stats: RequestStats,
    signal: CancelSignal,
    execute: () => Promise<Reply>,
  ): Promise<Reply> {
    const end = this.cache.startFlight(version, identity.key);
    return this.execute(
      version,
      identity,
      stats,
      (outcome) => end(signal.aborted ? "gone" : outcome),
      execute,
    );
  }

  private find(version: string, identity: CacheKey): Found | undefined {
    if (identity.known && matchesIfNoneMatch(identity.known, entityTag(this.release, version, identity)))
      return "not modified";
    if (this.cache.isOff) return undefined;
    return this.cache.find(version, identity.key) ?? this.cache.findInFlight(version, identity.key);
  }

  private cached(
    version: string,
    identity: CacheKey,
    answer: CachedResponse,
    cacheStatus: CacheStatus,
    stats: RequestStats,
  ): Reply {
    Object.assign(stats, answer.stats, { cacheStatus });
    return { status: 200, headers: this.headers(version, identity), body: answer.body };
  }

  private async execute(
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

/** For `If-None-Match: *`: the client wants no answer where there is one. One without a label is none to keep. */
function notModified(reply: Reply, stats: RequestStats): Reply {
  if (![...reply.headers].some(([name]) => name === "etag")) return reply;
  stats.cacheStatus = "not modified";
  return { status: 304, headers: reply.headers, body: "" };
}

// No refusals, no partial failures, no mutations.
function isReusable({ status }: Reply, { codes, operationType }: RequestStats): boolean {
  return status === 200 && codes === undefined && operationType === "query";
}

async function unlabelled(stats: RequestStats, execute: () => Promise<Reply>): Promise<Reply> {
  return withoutLabel(await execute(), stats);
}

function withoutLabel(reply: Reply, stats: RequestStats): Reply {
  stats.cacheStatus = "off";
  const headers = [...reply.headers].filter(([name]) => name !== noStore[0]);
  return { ...reply, headers: [...headers, noStore] };
}

// A copy outside of Node's shared slabs: a small response would keep a whole slab alive, and the cache's bound would not hold.
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

/** Waits for the work of others, at most until this request is aborted. */
function withAbort<T>(work: Promise<T>, signal: CancelSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(refusal("TIMEOUT", "The operation was stopped before it was done."));
    if (signal.aborted) return onAbort();
    signal.addEventListener("abort", onAbort);
    void work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
