// The response cache: complete responses for one version of the data, bounded by their bytes. Single flight: an operation
// that is requested while the same one runs waits for its response. Whether a response may be used is decided in
// revalidation.ts.
import { LRUCache } from "lru-cache";
import type { RequestStats } from "../protocol/request-context";

/** A response body, and what the log and the rate limit need to know of its operation. */
export interface CachedResponse {
  readonly body: Buffer;
  readonly stats: Pick<RequestStats, "operationName" | "operationType" | "documentHash" | "cost">;
}

/** How the operation that others wait for ended; gone = its client left. */
export type Outcome = CachedResponse | "failed" | "gone";

export interface CacheCounts {
  readonly bytes: number;
  readonly entries: number;
}

// Memory of an entry besides its body: key, buffer, stats, the cache's own lists. Measured, rounded up.
const entryBytes = 700;
// One enormous response must not evict a hundred others.
const maxShare = 8;

export class ResponseCache {
  private readonly responses: LRUCache<string, CachedResponse> | undefined;
  private readonly inFlight = new Map<string, Promise<Outcome>>();
  private version: string | undefined;

  /** 0 bytes: no cache and no single flight. */
  constructor(maxBytes: number, onEvict: () => void = () => {}) {
    if (maxBytes === 0) return;
    this.responses = new LRUCache({
      maxSize: maxBytes,
      maxEntrySize: Math.max(1, Math.floor(maxBytes / maxShare)),
      sizeCalculation: ({ body }) => body.length + entryBytes,
      dispose: (_answer, _key, reason) => {
        if (reason === "evict") onEvict();
      },
    });
  }

  /** Nothing is cached. */
  get isOff(): boolean {
    return this.responses === undefined;
  }

  get counts(): CacheCounts {
    return { bytes: this.responses?.calculatedSize ?? 0, entries: this.responses?.size ?? 0 };
  }

  /** From now on only responses of this version are cached; all others are dropped. */
  moveTo(version: string): void {
    if (version === this.version) return;
    this.version = version;
    this.responses?.clear();
  }

  find(version: string, key: string): CachedResponse | undefined {
    return version === this.version ? this.responses?.get(key) : undefined;
  }

  /** The same operation at the same version, if it is running. */
  findInFlight(version: string, key: string): Promise<Outcome> | undefined {
    return this.inFlight.get(flightKey(version, key));
  }

  /** Others may wait for this operation now. The function that is returned must be called with the outcome. */
  startFlight(version: string, key: string): (outcome: Outcome) => void {
    if (!this.responses) return () => {};
    const name = flightKey(version, key);
    let end: (outcome: Outcome) => void = () => {};
    const flight = new Promise<Outcome>((resolve) => (end = resolve));
    this.inFlight.set(name, flight);
    return (outcome) => {
      if (this.inFlight.get(name) === flight) this.inFlight.delete(name);
      if (typeof outcome === "object" && version === this.version) this.responses?.set(key, outcome);
      end(outcome);
    };
  }
}

function flightKey(version: string, key: string): string {
  return `${version} ${key}`;
}
