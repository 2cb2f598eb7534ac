// Ready answers of one version of the data, bounded by their bytes, and the operations under way that others wait for.
// Whether an answer may be kept or given out is decided by who asks; see reuse.ts.
import { LRUCache } from "lru-cache";
import type { RequestStats } from "../protocol/request-context";

/** An answer as it goes out, and what the log and the rate limit want to know of its operation. */
export interface CachedResponse {
  readonly body: Buffer;
  readonly stats: Pick<RequestStats, "operationName" | "operationType" | "documentHash" | "cost">;
}

/** How an operation that others wait for ended. */
export type Outcome = CachedResponse | "failed" | "gone";

export interface CacheCounts {
  readonly bytes: number;
  readonly entries: number;
}

// What an entry takes besides its body: key, buffer, stats, the places in the cache's own lists. Measured, rounded up.
const entryBytes = 700;
// One enormous answer should not cost a hundred others their place.
const maxShare = 8;

export class ResponseCache {
  private readonly answers: LRUCache<string, CachedResponse> | undefined;
  private readonly flights = new Map<string, Promise<Outcome>>();
  private version: string | undefined;

  /** 0 bytes: nothing is kept, and nobody waits for another's answer. */
  constructor(maxBytes: number, onEvict: () => void = () => {}) {
    if (maxBytes === 0) return;
    this.answers = new LRUCache({
      maxSize: maxBytes,
      maxEntrySize: Math.max(1, Math.floor(maxBytes / maxShare)),
      sizeCalculation: ({ body }) => body.length + entryBytes,
      dispose: (_answer, _key, reason) => {
        if (reason === "evict") onEvict();
      },
    });
  }

  /** Nothing is kept here. */
  get isOff(): boolean {
    return this.answers === undefined;
  }

  get counts(): CacheCounts {
    return { bytes: this.answers?.calculatedSize ?? 0, entries: this.answers?.size ?? 0 };
  }

  /** Only answers of this version are kept from now on; all others are dropped at once. */
  moveTo(version: string): void {
    if (version === this.version) return;
    this.version = version;
    this.answers?.clear();
  }

  find(version: string, key: string): CachedResponse | undefined {
    return version === this.version ? this.answers?.get(key) : undefined;
  }

  /** The same operation at the same version, if it is under way. */
  underWay(version: string, key: string): Promise<Outcome> | undefined {
    return this.flights.get(flightKey(version, key));
  }

  /** From now on others may wait for this operation. Call what it returns with the outcome, whatever happens. */
  begin(version: string, key: string): (outcome: Outcome) => void {
    if (!this.answers) return () => {};
    const name = flightKey(version, key);
    let end: (outcome: Outcome) => void = () => {};
    const flight = new Promise<Outcome>((resolve) => (end = resolve));
    this.flights.set(name, flight);
    return (outcome) => {
      if (this.flights.get(name) === flight) this.flights.delete(name);
      if (typeof outcome === "object" && version === this.version) this.answers?.set(key, outcome);
      end(outcome);
    };
  }
}

function flightKey(version: string, key: string): string {
  return `${version} ${key}`;
}
