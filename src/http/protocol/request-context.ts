// The request context: id, abort signal, deadline, and the statistics from which log line, metrics and headers are made.
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Viewer } from "../../access/viewer";
import type { CancelSignal } from "../../database";
import type { Code } from "../../errors";
import type { Acceptance } from "./negotiation";

/** Where an answer came from; coalesced = another request was executing the same operation. */
export type CacheStatus = "hit" | "miss" | "coalesced" | "not modified" | "off";

/** Filled in as the request proceeds. Never holds variables or anything else that is private to a client. */
export interface RequestStats {
  operationName?: string;
  operationType?: string;
  documentHash?: string;
  cost?: number;
  rows?: number;
  /** Duration of statements in milliseconds, waiting for a connection included. */
  databaseMs?: number;
  codes?: readonly Code[];
  /** Where the answer came from. */
  cacheStatus?: CacheStatus;
  /** Whoever sent the request, unless anonymous: for the audit line. */
  viewer?: Viewer;
  /** Releases the lock under which new documents are parsed and validated. */
  releaseParseLock?: () => void;
  /** What went wrong inside; for the log alone. */
  cause?: unknown;
}

/** A request that has been admitted. */
export interface RequestContext {
  readonly requestId: string;
  /** Aborts when the client goes away or the deadline passes. */
  readonly signal: CancelSignal;
  /** As Date.now() counts. */
  readonly deadline: number;
  readonly stats: RequestStats;
  readonly viewer: Viewer;
}

/** Apollo's context value. Apollo copies it, so what changes sits in `stats`. */
export interface GraphQLContext extends RequestContext {
  readonly accepted: Acceptance;
}

/** The client's own id where it is harmless in a log, else a new one. */
export function requestIdOf(req: IncomingMessage): string {
  const given = req.headers["x-request-id"];
  return isRequestId(given) ? given : randomUUID();
}

export function isRequestId(given: unknown): given is string {
  return typeof given === "string" && /^[\w.:-]{1,64}$/.test(given);
}
