// How long PostgreSQL needs for an operation: from statement to rows, one at a time, nothing else asked of it.

import { type BuiltDatabase, openBuilt, type Statement } from "./built";
import { backendCpuMs } from "./proc";
import { costOf, statementOf } from "./statements";

/** Nothing legal may take so long; what does is broken off and counts as this. */
export const brokenOffMs = 20_000;

export interface Timed {
  readonly text: string;
  readonly cost: number;
  /** Processor time of PostgreSQL, its parallel workers included, where it runs on this machine; else the time waited. */
  readonly ms: number;
  readonly waitedMs: number;
}

export class Timing {
  private readonly database: BuiltDatabase;

  constructor(url: string) {
    this.database = openBuilt({ url, poolMax: 1, statementTimeoutMs: brokenOffMs });
  }

  /** The operation's cost and statement; null when it is refused. */
  async compiled(text: string): Promise<{ cost: number; statement: Statement } | null> {
    const cost = costOf(text);
    if (cost === null) return null;
    const statement = await statementOf(text, {});
    return statement && { cost, statement };
  }

  /** What PostgreSQL expects it to cost, in its own units. */
  async expected(statement: Statement): Promise<number> {
    const lines = await this.database.explain(statement, { plan: "custom", format: "json" });
    const [{ Plan }] = JSON.parse(lines.join("\n")) as [{ Plan: { "Total Cost": number } }];
    return Plan["Total Cost"];
  }

  /** Its cost and time; null when it is refused. What is slow is run again: the first run also fills caches. */
  async timed(text: string, again = 250): Promise<Timed | null> {
    const compiled = await this.compiled(text);
    if (!compiled) return null;
    const first = await this.once(compiled.statement);
    const second = first.ms > again && first.ms < brokenOffMs ? await this.once(compiled.statement) : first;
    const ms = Math.min(first.ms, second.ms);
    return { text, cost: compiled.cost, ms, waitedMs: Math.min(first.waitedMs, second.waitedMs) };
  }

  query<R extends object>(text: string): Promise<R[]> {
    return this.database.query<R>(text);
  }

  close(): Promise<void> {
    return this.database.close();
  }

  private async once(statement: Statement): Promise<Pick<Timed, "ms" | "waitedMs">> {
    const pid = await this.backendPid();
    const usedBefore = backendCpuMs(pid);
    const started = performance.now();
    let isBrokenOff = false;
    try {
      await this.database.read(statement);
    } catch (error) {
      if (!/timeout|canceled|took longer/i.test(String(error))) throw error;
      isBrokenOff = true;
    }
    const waitedMs = performance.now() - started;
    const used = backendCpuMs(pid);
    if (isBrokenOff) return { ms: brokenOffMs, waitedMs };
    return { ms: used === null || usedBefore === null ? waitedMs : used - usedBefore, waitedMs };
  }

  /** A connection may be another one after a statement was broken off. */
  private async backendPid(): Promise<number> {
    const [found] = await this.database.query<{ pid: number }>("select pg_backend_pid() as pid");
    return found!.pid;
  }
}
