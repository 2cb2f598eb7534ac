// Checks the rows of a load against the rules whose triggers were set aside: all rows of a small one, of a large one a
// sample of ranges of keys. A mistake in how rows are made shows in many places; one in a single row, which no part of the
// generator could make, would be found by `npm run verify` only.
import type { Transaction } from "../../database";
import type { Keys, Rule } from "./trigger-equivalents";

/** The first keys of a load, and the first ones after it. */
export interface Loaded {
  readonly first: Readonly<Record<Keys, number>>;
  readonly next: Readonly<Record<Keys, number>>;
}

/** Up to here, every row is looked at. */
const smallReports = 20_000;
const ranges = 16;

/** The checks that rules stand for, each once. Throws for rows that break one. */
export async function check(
  transaction: Transaction,
  rules: readonly Rule[],
  { first, next }: Loaded,
  say: (step: string) => void,
): Promise<void> {
  const isSmall = next.reports - first.reports <= smallReports;
  const checked = new Set<string>();
  for (const { trigger, broken, keys, sample = 1, sampleSmall = 1 } of rules) {
    if (broken === undefined || checked.has(broken)) continue;
    checked.add(broken);
    say(`checking ${trigger}`);
    for (const range of rangesOf(first[keys], next[keys], isSmall ? sampleSmall : sample)) {
      // Not "limit 1": expecting to find one at once, PostgreSQL would choose a plan that is slow when there is none.
      const [found] = await transaction.query<{ count: number; first: number }>(
        `select count(*), min(id) as first from (${broken}) broken`,
        range,
      );
      if (found!.count > 0)
        throw new Error(
          `generated data breaks ${trigger} at least ${found!.count} times, first at ${found!.first}`,
        );
    }
  }
}

/** One in `sample` of the keys from `first` to before `next`: at both ends and evenly between, each from, to before. */
export function rangesOf(first: number, next: number, sample: number): (readonly [number, number])[] {
  const size = Math.ceil((next - first) / sample / ranges);
  if (sample === 1 || next - first <= ranges * size) return [[first, next]];
  const step = (next - first - size) / (ranges - 1);
  return Array.from({ length: ranges }, (_, at) => {
    const from = first + Math.round(at * step);
    return [from, from + size] as const;
  });
}
