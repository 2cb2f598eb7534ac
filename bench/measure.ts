// Measures one service with one question for a few seconds: throughput, latencies, and whose processor time it took.
import { spawn } from "node:child_process";
import { join } from "node:path";
import type { LoadOrder, LoadResult } from "./load";
import { childrenCpuSeconds, cpuSeconds, residentMegabytes } from "./proc";
import type { BenchQuery, Variables } from "./queries";
import type { RunningService, ServiceKind } from "./services";

export interface Measured extends LoadResult {
  readonly service: string;
  readonly query: string;
  /** Processor seconds in the service and in PostgreSQL for each request. */
  readonly serviceCpu: number;
  readonly databaseCpu: number;
  readonly megabytes: number;
}

/** What a client would send. */
export function bodyOf(kind: ServiceKind, query: BenchQuery, variables: Variables): string {
  return JSON.stringify({
    query: kind.ownSchema ? query.postgraphile : query.text,
    operationName: query.name,
    variables,
  });
}

export async function measure(
  { kind, port, pid }: RunningService,
  query: BenchQuery,
  variables: readonly Variables[],
  postmaster: number,
  { seconds, clients }: { readonly seconds: number; readonly clients: number },
): Promise<Measured> {
  const order: LoadOrder = {
    port,
    path: "/graphql",
    headers: kind.headers ?? {},
    bodies: variables.map((one) => bodyOf(kind, query, one)),
    clients,
    warmUpMs: Math.min(1000, seconds * 300),
    measuredMs: seconds * 1000,
  };
  const child = spawn(process.execPath, [join(__dirname, "load.js")], { stdio: ["pipe", "pipe", "pipe"] });
  const out: Buffer[] = [];
  const complaints: string[] = [];
  const cpu = () => ({
    service: cpuSeconds(pid),
    database: postmaster > 0 ? childrenCpuSeconds(postmaster) : 0,
  });
  let before = cpu();
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => {
    if (String(chunk).startsWith("measuring")) before = cpu();
    else complaints.push(String(chunk));
  });
  child.stdin.end(JSON.stringify(order));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  const after = cpu();
  if (code !== 0) throw new Error(`${kind.title} failed at ${query.name}: ${complaints.join("")}`);
  const result = JSON.parse(Buffer.concat(out).toString("utf8")) as LoadResult;
  // A busy service may refuse some; one that answers nothing is broken.
  if (result.failures > 0 && result.requests === 0)
    throw new Error(`${kind.title} refused all ${result.failures} ${query.name} requests`);
  return {
    ...result,
    service: kind.name,
    query: query.name,
    serviceCpu: (after.service - before.service) / result.requests,
    databaseCpu: Math.max(0, after.database - before.database) / result.requests,
    megabytes: residentMegabytes(pid),
  };
}
