// Token buckets in memory: points refill steadily, an answer takes what it cost, an empty bucket refuses. Other stores have
// the same interface.
import { LRUCache } from "lru-cache";

export interface Balance {
  /** Points left; negative when the last answer took more than there was. */
  readonly remaining: number;
  /** Seconds until the bucket is full again. */
  readonly resetSeconds: number;
  /** Seconds until there is at least one point. */
  readonly retrySeconds: number;
}

/** Where the buckets are kept. */
export interface TokenBucketStore {
  /** Takes points from a client's bucket, also more than are left; 0 only looks. */
  take(client: string, points: number): Balance | Promise<Balance>;
}

/** What a request costs before anything is known of it. */
export const requestPoints = 1;

export class MemoryTokenBucket implements TokenBucketStore {
  // An attacker with many addresses pushes out the longest unseen; those had refilled most likely.
  private readonly buckets = new LRUCache<string, { points: number; at: number }>({ max: 20_000 });

  constructor(
    private readonly pointsPerMinute: number,
    private readonly now: () => number = Date.now,
  ) {}

  take(client: string, points: number): Balance {
    const now = this.now();
    const perMs = this.pointsPerMinute / 60_000;
    const bucket = this.buckets.get(client) ?? { points: this.pointsPerMinute, at: now };
    const refilled = Math.min(this.pointsPerMinute, bucket.points + Math.max(0, now - bucket.at) * perMs);
    // A debt is bounded, so that nobody is locked out for longer than a minute.
    const left = Math.max(-this.pointsPerMinute, refilled - points);
    this.buckets.set(client, { points: left, at: now });
    return balanceOf(left, this.pointsPerMinute);
  }
}

/** What a bucket with so many points left means to its client. */
export function balanceOf(left: number, pointsPerMinute: number): Balance {
  const perSecond = pointsPerMinute / 60;
  return {
    remaining: left,
    resetSeconds: Math.ceil((pointsPerMinute - left) / perSecond),
    retrySeconds: Math.max(1, Math.ceil((1 - left) / perSecond)),
  };
}

/** The headers that tell a client where it stands (draft-ietf-httpapi-ratelimit-headers-06). */
export function rateHeaders(
  pointsPerMinute: number,
  { remaining, resetSeconds }: Balance,
): [string, string][] {
  return [
    ["ratelimit-policy", `${pointsPerMinute};w=60`],
    ["ratelimit-limit", String(pointsPerMinute)],
    ["ratelimit-remaining", String(Math.max(0, Math.floor(remaining)))],
    ["ratelimit-reset", String(resetSeconds)],
  ];
}
