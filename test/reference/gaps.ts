// Groups of no rows: periods between the first and the last that has some.
import type { Row } from "./rows";
import type { Dimension } from "./statistics-keys";
import type { Value } from "./values";

export interface Group {
  readonly keys: readonly Value[];
  readonly rows: readonly Row[];
}

/** The groups, and one of no rows for each period between the first and the last with each combination of other keys. */
export function withGaps(groups: readonly Group[], dimensions: readonly Dimension[]): Group[] {
  const at = dimensions.findIndex(({ next }) => next);
  const { next, compare } = dimensions[at]!;
  const dated = groups.filter(({ keys }) => keys[at] !== null);
  const periods = dated.map(({ keys }) => keys[at]!).sort(compare);
  const known = new Set(groups.map(({ keys }) => JSON.stringify(keys)));
  const filled = [...groups];
  for (const { keys } of dated) {
    for (let period = periods[0]!; compare(period, periods.at(-1)!) <= 0; period = next!(period)) {
      const gap = keys.map((key, place) => (place === at ? period : key));
      if (known.has(JSON.stringify(gap))) continue;
      known.add(JSON.stringify(gap));
      filled.push({ keys: gap, rows: [] });
    }
  }
  return filled;
}
