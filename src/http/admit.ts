// The one door: every route is let in here, under the limits of its kind, and leaves here again.
import type { IncomingMessage } from "node:http";
import type { Access } from "../access/access";
import type { Viewer } from "../access/viewer";
import { refusal } from "../errors";
import { limits } from "../limits";
import type { Admission } from "./overload/admission";
import type { LoadShedder } from "./overload/load-shedding";
import type { Client, RateLimiter } from "./overload/rate-limiter";
import { RequestAbort } from "./protocol/abort";
import type { ServiceResponse } from "./protocol/response";
import type { Exchange, Lease, Route, RouteKind } from "./route";

export interface DoorOptions {
  readonly admission: Admission;
  readonly shedder: LoadShedder;
  readonly rate: RateLimiter;
  readonly access: Access;
  readonly requestTimeoutMs: number;
  /** Limit of a download. */
  readonly streamTimeoutMs: number;
}

export class Door {
  private readonly open = { download: 0, stream: 0 };

  constructor(private readonly options: DoorOptions) {}

  /** True when the request was refused already, and nothing is left to do. */
  sheds(route: Route, req: IncomingMessage, res: ServiceResponse): boolean {
    return route.isShedEarly === true && this.options.shedder.rejects(req, res, route.path);
  }

  /** Who it is, the rate limit, then what the client has yet to send, then a place. Throws the refusal of whatever says no. */
  async admit<T>(kind: RouteKind, exchange: Exchange, receive: () => T | Promise<T>): Promise<Lease<T>> {
    const { rate } = this.options;
    const viewer = await this.viewerOf(exchange);
    const client = kind === "probe" || rate.isOff ? undefined : await rate.admit(exchange.req, viewer);
    const received = await receive();
    // The request is here: from now on it is our time, not the client's.
    return new OpenLease(
      this.options,
      exchange,
      viewer,
      client,
      received,
      this.enter(kind),
      this.timeoutMs(kind),
    );
  }

  // Without credentials nothing is waited for: this is the hot path.
  private async viewerOf({ req, stats }: Exchange): Promise<Viewer> {
    const { access, rate } = this.options;
    const { authorization } = req.headers;
    if (authorization === undefined && access.forAnonymous) return access.forAnonymous;
    await rate.admitAttempt(req);
    try {
      const viewer = await access.viewerOf(authorization);
      if (!viewer.isAnonymous) stats.viewer = viewer;
      return viewer;
    } catch (error) {
      await rate.chargeAttempt(req);
      throw error;
    }
  }

  private enter(kind: RouteKind): () => void {
    if (kind === "operation") return this.options.admission.enter();
    if (kind !== "download" && kind !== "stream") return nothing;
    const most = kind === "download" ? limits.downloads.value : limits.listeners.value;
    if (this.open[kind] >= most)
      throw refusal("SERVICE_UNAVAILABLE", `Too many ${kind}s are under way.`, {
        hint: "Try again when one of them may have ended.",
      });
    this.open[kind]++;
    let isOver = false;
    return () => {
      if (!isOver) this.open[kind]--;
      isOver = true;
    };
  }

  private timeoutMs(kind: RouteKind): number {
    if (kind === "stream") return limits.streamMs.value;
    return kind === "download" ? this.options.streamTimeoutMs : this.options.requestTimeoutMs;
  }
}

const nothing = () => {};

class OpenLease<T> implements Lease<T> {
  readonly signal: RequestAbort;
  readonly deadline: number;

  constructor(
    private readonly options: DoorOptions,
    private readonly exchange: Exchange,
    private readonly viewer: Viewer,
    private readonly client: Client,
    readonly received: T,
    private readonly leave: () => void,
    timeoutMs: number,
  ) {
    this.signal = new RequestAbort(exchange.res, timeoutMs);
    this.deadline = this.signal.deadline;
  }

  get context() {
    const { requestId, stats } = this.exchange;
    return { requestId, stats, signal: this.signal, deadline: this.deadline, viewer: this.viewer };
  }

  async charge(points: number): Promise<void> {
    if (this.client !== undefined) await this.options.rate.charge(this.client, points, this.exchange.res);
  }

  done(): void {
    this.signal.done();
    this.leave();
  }
}
