// Prints what the extractor scores against the gold set, and holds it to the bars.

import { goldCases, report, score } from "./gold";
import { byOffice } from "./measure";

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

describe("offices.gold: each office for itself", () => {
  const offices = byOffice(goldCases("offices.gold"));
  const sum = (of: (one: (typeof offices)[number]["result"]) => number) =>
    offices.reduce((total, { result }) => total + of(result), 0);
  const found = (one: (typeof offices)[number]["result"]) => one.truePositives + one.falseNegatives;

  test("at least 12 offices, and of all together findings of at least 0.93 and 0.93", () => {
    expect(offices.length).toBeGreaterThanOrEqual(12);
    const right = sum(({ truePositives }) => truePositives);
    expect(right / (right + sum(({ falsePositives }) => falsePositives))).toBeGreaterThanOrEqual(0.93);
    expect(right / sum(found)).toBeGreaterThanOrEqual(0.93);
  });

  // With fewer findings a single one would decide.
  test.each(
    offices.filter(({ result }) => found(result) >= 8).map(({ office, result }) => [office, result] as const),
  )("%s: findings of at least 0.85 and 0.83", (_, result) => {
    const { truePositives, falsePositives } = result;
    expect(truePositives / (truePositives + falsePositives)).toBeGreaterThanOrEqual(0.85);
    expect(truePositives / found(result)).toBeGreaterThanOrEqual(0.83);
  });

  test("held.gold, which nothing is fitted to: 0.85 and 0.9", () => {
    const { truePositives, falsePositives, falseNegatives } = score(goldCases("held.gold"));
    expect(truePositives / (truePositives + falsePositives)).toBeGreaterThanOrEqual(0.85);
    expect(truePositives / (truePositives + falseNegatives)).toBeGreaterThanOrEqual(0.9);
  });

  test.each(["counts", "positions", "agencies", "money"] as const)("%s: at least 0.9 exactly right", (key) =>
    expect(sum(({ exact }) => exact[key]) / sum(({ cases }) => cases)).toBeGreaterThanOrEqual(0.9),
  );
});
