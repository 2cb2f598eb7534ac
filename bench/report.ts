// Prints what was measured: for each question a table of the services, medians over the rounds.
import { cpus, loadavg } from "node:os";
import type { Measured } from "./measure";
import type { ServiceKind } from "./services";

export function printConditions(
  scale: string,
  reports: number,
  { rounds, seconds, clients }: { rounds: number; seconds: number; clients: number },
): void {
  const [load] = loadavg();
  console.log(
    `\n# ${scale}: ${reports} reports. ${rounds} rounds of ${seconds} s, ${clients} clients, ${cpus().length} processors, Node ${process.versions.node}, load before ${load!.toFixed(1)}`,
  );
}

export function printTable(
  queries: readonly string[],
  kinds: readonly ServiceKind[],
  measured: readonly Measured[],
): void {
  const reference = kinds.find(({ name }) => name === "postgraphile") ?? kinds[0]!;
  const handwritten = kinds.find(({ name }) => name === "handwritten");
  for (const query of queries) {
    const of = (kind: ServiceKind) =>
      measured.filter((one) => one.query === query && one.service === kind.name);
    const rate = (one: Measured) => one.requests / one.seconds;
    // Ratios are taken within each round and then their median: what slowed a round down slowed all of it.
    const ratio = (kind: ServiceKind, to: ServiceKind) =>
      median(of(kind).map((one, at) => rate(one) / rate(of(to)[at]!)));
    const rows = kinds.map((kind) => {
      const all = of(kind);
      const mid = (value: (one: Measured) => number) => median(all.map(value));
      return [
        kind.title,
        mid(rate).toFixed(0),
        ratio(kind, reference).toFixed(2),
        handwritten ? ratio(kind, handwritten).toFixed(2) : "",
        mid(({ p50 }) => p50).toFixed(1),
        mid(({ p99 }) => p99).toFixed(1),
        (mid(({ serviceCpu }) => serviceCpu) * 1e6).toFixed(0),
        (mid(({ databaseCpu }) => databaseCpu) * 1e6).toFixed(0),
        mid(({ megabytes }) => megabytes).toFixed(0),
        (mid(({ bytes, requests }) => bytes / requests) / 1000).toFixed(1),
        String(all.reduce((sum, { failures }) => sum + failures, 0)),
      ];
    });
    print(
      [
        `## ${query}`,
        "requests/s",
        `to ${reference.name}`,
        "to handwritten",
        "p50 ms",
        "p99 ms",
        "service µs",
        "database µs",
        "RSS MB",
        "answer KB",
        "refused",
      ],
      rows,
    );
  }
}

function print(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]!.length)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join("  ");
  console.log(`\n${line(head)}\n${rows.map(line).join("\n")}`);
}

/** NaN where there is nothing to order. */
export function median(values: readonly number[]): number {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
