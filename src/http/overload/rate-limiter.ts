// The rate limiter: which client a request counts for, when it is refused with 429, and the RateLimit headers.
import type { IncomingMessage } from "node:http";
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

  /** Counts the request. Throws RATE_LIMITED when the client has used up its points. */
  async admit(req: IncomingMessage): Promise<Client> {
    if (this.isOff) return undefined;
    const address = clientAddress(req, this.isTrustedProxy);
    if (this.isExempt(address)) return undefined;
    const client = clientKey(address);
    const balance = await this.options.store.take(client, requestPoints);
    if (balance.remaining < 0) throw this.refuse(balance);
    return client;
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
