// Prints what the extractor scores against the gold set, and holds it to the bars.

import { goldCases, report, score } from "./gold";

describe.each(["data.gold", "dev.gold", "unseen.gold"])("%s", (file) => {
  const result = score(goldCases(file));
  const share = (right: number) => right / result.cases;

  test("figures", () => {
    process.stdout.write(`${report(file, result)}\n`);
    if (process.env.GOLD_MISSES && file !== "unseen.gold")
      process.stdout.write(`${result.misses.join("\n")}\n`);
    expect(result.sentences).toBeGreaterThan(100);
  });

  test("findings: precision and recall of at least 0.9", () => {
    const { truePositives, falsePositives, falseNegatives } = result;
    expect(truePositives / (truePositives + falsePositives)).toBeGreaterThanOrEqual(0.9);
    expect(truePositives / (truePositives + falseNegatives)).toBeGreaterThanOrEqual(0.9);
  });

  test("recommendation counts and positions: at least 0.95 exactly right", () => {
    expect(share(result.exact.counts)).toBeGreaterThanOrEqual(0.95);
    expect(share(result.exact.positions)).toBeGreaterThanOrEqual(0.95);
  });

  test("agencies and money: at least 0.85 exactly right", () => {
    expect(share(result.exact.agencies)).toBeGreaterThanOrEqual(0.85);
    expect(share(result.exact.money)).toBeGreaterThanOrEqual(0.85);
  });
});
