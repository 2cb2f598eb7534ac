// The rate limiter: which client a request counts for, when it is refused with 429, and the RateLimit headers.
import type { IncomingMessage } from "node:http";
import type { Viewer } from "../../access/viewer";
import { refusal } from "../../errors";
import { networks } from "../../networks";
import { clientAddress, clientKey } from "../protocol/client-address";
import type { ServiceResponse } from "../protocol/response";
import { type Balance, rateHeaders, requestPoints, type TokenBucketStore } from "./token-bucket";

export interface RateLimiterOptions {
  /** 0 = no limit. */
  readonly pointsPerMinute: number;
  readonly trustedProxies: readonly string[];
  /** Addresses that are never limited. */
  readonly exempt: readonly string[];
  readonly store: TokenBucketStore;
}

/** The client of a request; undefined when nothing limits it. */
export type Client = string | undefined;

/** Guessing a key is hopeless; trying should not cost us much either. */
const wrongCredentialsPerMinute = 30;

export class RateLimiter {
  private readonly isTrustedProxy: (address: string) => boolean;
  private readonly isExempt: (address: string) => boolean;

  constructor(private readonly options: RateLimiterOptions) {
    this.isTrustedProxy = networks(options.trustedProxies);
    this.isExempt = networks(options.exempt);
  }

  /** True when nobody is limited. */
  get isOff(): boolean {
    return this.options.pointsPerMinute === 0;
  }

  /**
   * Counts the request, for its key or token where it has one, else for its address. Throws RATE_LIMITED when the client has
   * used up its points.
   */
  async admit(req: IncomingMessage, viewer: Viewer): Promise<Client> {
    const address = this.limitedAddress(req);
    if (address === undefined) return undefined;
    const client = viewer.isAnonymous ? clientKey(address) : viewer.id;
    const balance = await this.options.store.take(client, requestPoints);
    if (balance.remaining < 0) throw this.refuse(balance);
    return client;
  }

  /** Throws RATE_LIMITED for an address from which too many wrong credentials came. */
  async admitAttempt(req: IncomingMessage): Promise<void> {
    await this.attempt(req, 0);
  }

  /** Counts a wrong credential. */
  async chargeAttempt(req: IncomingMessage): Promise<void> {
    await this.attempt(req, this.options.pointsPerMinute / wrongCredentialsPerMinute);
  }

  private async attempt(req: IncomingMessage, points: number): Promise<void> {
    const address = this.limitedAddress(req);
    if (address === undefined) return;
    const balance = await this.options.store.take(`wrong:${clientKey(address)}`, points);
    if (balance.remaining < 0) throw this.refuse(balance);
  }

  private limitedAddress(req: IncomingMessage): string | undefined {
    if (this.isOff) return undefined;
    const address = clientAddress(req, this.isTrustedProxy);
    return this.isExempt(address) ? undefined : address;
  }

  /** Takes what the answer cost; adds the headers while they can still be sent. */
  async charge(client: Client, cost: number, res: ServiceResponse): Promise<void> {
    if (client === undefined) return;
    const balance = await this.options.store.take(client, cost);
    if (!res.headersSent) res.addAll(rateHeaders(this.options.pointsPerMinute, balance));
  }

  private refuse(balance: Balance) {
    const headers = [
      ...rateHeaders(this.options.pointsPerMinute, balance),
      ["retry-after", String(balance.retrySeconds)],
    ];
    return refusal(
      "RATE_LIMITED",
      `You have used up your ${this.options.pointsPerMinute} points of this minute.`,
      {
        hint: `Try again in ${balance.retrySeconds} seconds; extensions.cost says what an operation takes.`,
        headers: new Map(headers as [string, string][]),
      },
    );
  }
}
