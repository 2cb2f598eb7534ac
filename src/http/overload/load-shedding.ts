// Refusals while there is too much to do. Ten times the load is nine times as many of them, so each is decided before
// anything else is known of the request, is written in one go, and is counted and logged together with others. And it is
// held back: a client that is refused at once asks again at once.
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

/** How many were refused since the last report, by method. */
export type Refused = ReadonlyMap<"GET" | "HEAD" | "POST", number>;

interface Held {
  readonly res: ServiceResponse;
  readonly socket: Socket;
  readonly requestId: string;
  readonly type: AnswerType;
}

const tickMs = 4;
// A few wait hardly at all; hundreds half a second; thousands a second, which is what Retry-After says.
const minReleaseRate = 250;
const usualMs = 500;
const usuallyMostPerSecond = 1000;
const maxMs = 1000;
// A client that opens another connection for each request that waits would soon have them all.
const nearlyAllConnections = limits.connections.value * 0.9;
const manyPerSecond = 5000;

function releasedPerMs(held: number): number {
  if (held > nearlyAllConnections) return manyPerSecond / 1000;
  const usual = Math.min(usuallyMostPerSecond / 1000, held / usualMs);
  return Math.max(minReleaseRate / 1000, usual, held / maxMs);
}

export class LoadShedder {
  /** In the order of their arrival; one for each connection at most. */
  private readonly held = new Map<Socket, Held>();
  private readonly counts = new Map<"GET" | "HEAD" | "POST", number>();
  private timer: NodeJS.Timeout | undefined;
  private lastTick = 0;
  private allowance = 0;
  private made = 0;

  constructor(
    private readonly admission: Admission,
    private readonly report: (refused: Refused) => void = () => {},
  ) {}

  /** True when the request was refused: its answer goes out by itself. */
  rejects(req: IncomingMessage, res: ServiceResponse): boolean {
    const { method } = req;
    // A redirection to the playground and what a browser asks beforehand cost no more than a refusal.
    if (method !== "POST" && ((method !== "GET" && method !== "HEAD") || !req.url?.includes("?")))
      return false;
    const { socket } = req;
    // Who sends the next request before the answer is here does not wait for answers: holding them back would only
    // hold back the good ones behind them.
    const earlier = this.held.get(socket);
    if (earlier) this.release(earlier, true);
    const reason = this.admission.refusal;
    if (reason === undefined) return false;
    this.admission.noteRefusal(reason);
    this.hold(req, res, method);
    return true;
  }

  close(): void {
    clearTimeout(this.timer);
    for (const held of this.held.values()) this.release(held);
    this.reportCounts();
  }

  private hold(req: IncomingMessage, res: ServiceResponse, method: "GET" | "HEAD" | "POST"): void {
    let type: AnswerType = "application/json";
    let requestId: string | undefined;
    // The names as they came: making an object of all headers costs as much as the rest.
    for (let at = 0; at < req.rawHeaders.length; at += 2) {
      const name = req.rawHeaders[at] as string;
      if (name.length === 6 && name.toLowerCase() === "accept")
        type = negotiate(req.rawHeaders[at + 1])?.type ?? type;
      else if (name.length === 12 && name.toLowerCase() === "x-request-id")
        requestId = req.rawHeaders[at + 1];
    }
    if (!isRequestId(requestId)) requestId = `${prefix}${(this.made++).toString(36)}`;
    this.held.set(req.socket, { res, socket: req.socket, requestId, type });
    this.admission.held = this.held.size;
    this.counts.set(method, (this.counts.get(method) ?? 0) + 1);
    if (this.timer) return;
    this.lastTick = performance.now();
    this.timer = setTimeout(this.tick, tickMs);
  }

  private readonly tick = (): void => {
    const now = performance.now();
    const passed = now - this.lastTick;
    this.lastTick = now;
    this.allowance += passed * releasedPerMs(this.held.size);
    for (const held of this.held.values()) {
      if (this.allowance < 1) break;
      this.allowance--;
      this.release(held);
    }
    this.reportCounts();
    if (this.held.size > 0) this.timer = setTimeout(this.tick, tickMs);
    else {
      this.timer = undefined;
      this.allowance = 0;
    }
  };

  /** `more` says that others will follow on the same connection at once: they go out together. */
  private release({ res, socket, requestId, type }: Held, more = false): void {
    this.held.delete(socket);
    this.admission.held = this.held.size;
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
// Random numbers are dear; those of one process follow each other.
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
