// A version of the data that a test moves by hand, and an engine whose statement waits until it is let go.
import type { RowBytes } from "../../src/database";
import type { Revision } from "../../src/http/cache/revalidation";
import type { ServiceDatabase } from "../../src/service";
import { oneRow, stubDatabase } from "./stub-service";

export class FakeRevision implements Revision {
  latest: string | undefined = "1";
  /** What the database would say; `latest` learns of it only when it is asked. */
  actual: string | undefined = "1";
  asked = 0;
  private readonly listeners: ((version: string) => void)[] = [];

  async current(): Promise<string | undefined> {
    this.asked++;
    if (this.actual !== undefined && this.actual !== this.latest)
      for (const listener of this.listeners) listener(this.actual);
    this.latest = this.actual;
    return this.latest;
  }

  onChange(listener: (version: string) => void): void {
    this.listeners.push(listener);
  }

  /** A commit that the service has heard of. */
  async moveTo(version: string | undefined): Promise<void> {
    this.actual = version;
    await this.current();
    this.asked--;
  }
}

export interface HeldStatement {
  finish(): void;
  fail(error: Error): void;
}

/** Statements stay open until the test finishes them; aborted ones reject. */
export function heldDatabase(): { database: ServiceDatabase; open: HeldStatement[]; count(): number } {
  const open: HeldStatement[] = [];
  let count = 0;
  const database = stubDatabase(
    (_statement, { signal } = {}) =>
      new Promise<RowBytes>((resolve, reject) => {
        count++;
        open.push({ finish: () => resolve(oneRow), fail: reject });
        signal?.addEventListener("abort", () => reject(new Error("aborted")));
      }),
  );
  return { database, open, count: () => count };
}

export async function until(isTrue: () => boolean): Promise<void> {
  const end = Date.now() + 5000;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error("It did not come true within 5 seconds.");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
