// The load shedder: early, delayed rejections while no operation can be admitted. At ten times the load nine in ten requests
// are rejected, so each is decided before the request is looked at, written in one go, and counted and logged in batches.
// Rejections are delayed, because a client that is refused at once retries at once.
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { errorCodes } from "../../errors";
import { limits } from "../../limits";
import { vary } from "../cache/cache-key";
import { corsHeaders } from "../protocol/cors";
import { type AnswerType, negotiate } from "../protocol/negotiation";
import { isRequestId } from "../protocol/request-context";
import type { ServiceResponse } from "../protocol/response";
import type { Admission } from "./admission";

/** How many were refused since the last report, by method and route: `POST /graphql`. */
export type Refused = ReadonlyMap<string, number>;

interface DelayedRejection {
  readonly res: ServiceResponse;
  readonly socket: Socket;
  readonly requestId: string;
  readonly type: AnswerType;
}

const tickMs = 4;
// A few are delayed hardly at all, hundreds by half a second, thousands by a second, which is what Retry-After says.
const minReleaseRate = 250;
const usualMs = 500;
const usualMaxPerSecond = 1000;
const maxMs = 1000;
// A client that opens another connection for each request that waits would soon have them all.
const nearlyAllConnections = limits.connections.value * 0.9;
const manyPerSecond = 5000;

function releasedPerMs(delayed: number): number {
  if (delayed > nearlyAllConnections) return manyPerSecond / 1000;
  const usual = Math.min(usualMaxPerSecond / 1000, delayed / usualMs);
  return Math.max(minReleaseRate / 1000, usual, delayed / maxMs);
}

export class LoadShedder {
  /** In the order of their arrival; one for each connection at most. */
  private readonly delayed = new Map<Socket, DelayedRejection>();
  private readonly counts = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private lastTick = 0;
  private allowance = 0;
  private nextId = 0;

  constructor(
    private readonly admission: Admission,
    private readonly report: (refused: Refused) => void = () => {},
  ) {}

  /** True when the request was rejected; its answer is sent later. */
  rejects(req: IncomingMessage, res: ServiceResponse, route: string): boolean {
    const { method } = req;
    // A redirect to the playground and a preflight cost no more than a rejection.
    if (method !== "POST" && ((method !== "GET" && method !== "HEAD") || !req.url?.includes("?")))
      return false;
    const { socket } = req;
    // A client that pipelines does not wait for answers: a delay would only hold back the answers behind it.
    const earlier = this.delayed.get(socket);
    if (earlier) this.release(earlier, true);
    const reason = this.admission.refusal;
    if (reason === undefined) return false;
    this.admission.noteRefusal(reason);
    this.delay(req, res, `${method} ${route}`);
    return true;
  }

  close(): void {
    clearTimeout(this.timer);
    for (const held of this.delayed.values()) this.release(held);
    this.reportCounts();
  }

  private delay(req: IncomingMessage, res: ServiceResponse, kind: string): void {
    let type: AnswerType = "application/json";
    let requestId: string | undefined;
    // Raw headers: making an object of them costs as much as the rest.
    for (let at = 0; at < req.rawHeaders.length; at += 2) {
      const name = req.rawHeaders[at] as string;
      if (name.length === 6 && name.toLowerCase() === "accept")
        type = negotiate(req.rawHeaders[at + 1])?.type ?? type;
      else if (name.length === 12 && name.toLowerCase() === "x-request-id")
        requestId = req.rawHeaders[at + 1];
    }
    if (!isRequestId(requestId)) requestId = `${prefix}${(this.nextId++).toString(36)}`;
    this.delayed.set(req.socket, { res, socket: req.socket, requestId, type });
    this.admission.delayedRejections = this.delayed.size;
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    if (this.timer) return;
    this.lastTick = performance.now();
    this.timer = setTimeout(this.tick, tickMs);
  }

  private readonly tick = (): void => {
    const now = performance.now();
    const passed = now - this.lastTick;
    this.lastTick = now;
    this.allowance += passed * releasedPerMs(this.delayed.size);
    for (const held of this.delayed.values()) {
      if (this.allowance < 1) break;
      this.allowance--;
      this.release(held);
    }
    this.reportCounts();
    if (this.delayed.size > 0) this.timer = setTimeout(this.tick, tickMs);
    else {
      this.timer = undefined;
      this.allowance = 0;
    }
  };

  /** `more`: further answers follow on the same connection at once; they are sent together. */
  private release({ res, socket, requestId, type }: DelayedRejection, more = false): void {
    this.delayed.delete(socket);
    this.admission.delayedRejections = this.delayed.size;
    if (res.destroyed) return;
    if (more && socket.writableCorked === 0) {
      socket.cork();
      setImmediate(() => socket.uncork());
    }
    res
      .addList(constantHeaders)
      .add("x-request-id", requestId)
      .answer(status, `${type}; charset=utf-8`, `${before}${requestId}"}}]}`);
  }

  private reportCounts(): void {
    if (this.counts.size === 0) return;
    this.report(this.counts);
    this.counts.clear();
  }
}

const { status, retryAfter } = errorCodes.SERVICE_UNAVAILABLE;
// Request ids are a per-process counter: random ids were too slow.
const prefix = `busy-${process.pid.toString(36)}-${Date.now().toString(36)}-`;
// The id was made here or has passed a pattern: it needs no escaping.
const before =
  '{"errors":[{"message":"The service is busy.","extensions":{"code":"SERVICE_UNAVAILABLE",' +
  '"hint":"Try again after the time in Retry-After.","requestId":"';
const constantHeaders: readonly string[] = [
  ...corsHeaders,
  "vary",
  vary,
  "retry-after",
  String(retryAfter),
  "cache-control",
  "no-store",
];
