// Logistic regression with a quadratic penalty, by coordinate descent: small, exact enough, the same on every machine.

export type Features = ReadonlyMap<string, number>;

/**
 * Weights by feature, the constant under "always" (not penalised). Features seen in fewer than `least` examples get none.
 * `penalty` is the strength of the pull towards zero, or towards `prior`: weights learnt before, which stay where nothing speaks of them.
 */
export function regression(
  examples: readonly Features[],
  labels: readonly boolean[],
  {
    penalty,
    least,
    prior,
  }: { penalty: number; least: number; prior?: ReadonlyMap<string, number> | undefined },
): Map<string, number> {
  const columns = new Map<string, { at: number[]; values: number[] }>();
  columns.set("always", { at: examples.map((_, i) => i), values: examples.map(() => 1) });
  examples.forEach((features, i) => {
    for (const [name, value] of features) {
      if (value === 0) continue;
      const column = columns.get(name) ?? { at: [], values: [] };
      column.at.push(i);
      column.values.push(value);
      columns.set(name, column);
    }
  });
  const kept = [...columns].filter(([, { at }]) => at.length >= least).sort(([a], [b]) => (a < b ? -1 : 1));
  const start = new Float64Array(kept.map(([name]) => prior?.get(name) ?? 0));
  const weights = Float64Array.from(start);
  const margins = new Float64Array(examples.length);
  kept.forEach(([, { at, values }], column) => {
    for (let k = 0; k < at.length; k++) margins[at[k]!]! += weights[column]! * values[k]!;
  });
  for (let round = 0; round < 60; round++) {
    let largest = 0;
    kept.forEach(([name, { at, values }], column) => {
      const pull = name === "always" && !prior ? 0 : penalty;
      let slope = pull * (weights[column]! - start[column]!);
      let bend = pull + 1e-9;
      for (let k = 0; k < at.length; k++) {
        const [i, x] = [at[k]!, values[k]!];
        const p = 1 / (1 + Math.exp(-margins[i]!));
        slope += (p - Number(labels[i])) * x;
        // The floor keeps a step from growing without bound where all examples are already sure.
        bend += Math.max(p * (1 - p), 0.1) * x * x;
      }
      const step = -slope / bend;
      weights[column]! += step;
      for (let k = 0; k < at.length; k++) margins[at[k]!]! += step * values[k]!;
      largest = Math.max(largest, Math.abs(step));
    });
    if (largest < 2e-3) break;
  }
  return new Map([...(prior ?? []), ...kept.map(([name], column) => [name, weights[column]!] as const)]);
}

/** The sum of the weights of what is there. */
export function weighed(features: Features, weights: ReadonlyMap<string, number>): number {
  let sum = weights.get("always") ?? 0;
  for (const [name, value] of features) sum += value * (weights.get(name) ?? 0);
  return sum;
}
