// The metrics' text is the one that prom-client's own counters and histograms would give.
import { Counter as PromCounter, Histogram as PromHistogram, Registry } from "prom-client";
import { Counter, Histogram } from "../../src/http/observability/metric-series";

const name = "a_metric";
const help = "Something counted.";

test("counters, with labels and without", async () => {
  const [ours, theirs] = [new Registry(), new Registry()];
  const labelNames = ["route", "status"];
  const ourCounter = new Counter({ name, help, labelNames, registers: [ours] });
  const counter = new PromCounter({ name, help, labelNames, registers: [theirs] });
  const rows = new Counter({ name: "rows", help, registers: [ours] });
  const theirRows = new PromCounter({ name: "rows", help, registers: [theirs] });
  expect(await ours.metrics()).toBe(await theirs.metrics());
  for (let round = 0; round < 3; round++) {
    for (const [route, status, count] of [
      ["/b", 200, 3],
      ["/a", 200, 1],
      ["/b", 500, 2],
      [`/${round}`, 404, 1],
    ] as const) {
      ourCounter.add(count, route, status);
      counter.inc({ route, status }, count);
    }
    rows.add(round);
    theirRows.inc(round);
    expect(await ours.metrics()).toBe(await theirs.metrics());
    expect(await ours.metrics()).toBe(await theirs.metrics());
  }
});

test("histograms, with a label and without", async () => {
  const [ours, theirs] = [new Registry(), new Registry()];
  const buckets = [0.1, 1, 2.5];
  const plain = new Histogram({ name, help, buckets, registers: [ours] });
  const theirPlain = new PromHistogram({ name, help, buckets, registers: [theirs] });
  const labelled = new Histogram({ name: "other", help, buckets, label: "outcome", registers: [ours] });
  const theirLabelled = new PromHistogram({
    name: "other",
    help,
    buckets,
    labelNames: ["outcome"],
    registers: [theirs],
  });
  expect(await ours.metrics()).toBe(await theirs.metrics());
  for (const value of [0, 0.05, 0.1, 0.3, 1, 2.5, 2.6, 1e9]) {
    plain.observe(value);
    theirPlain.observe(value);
    const outcome = value > 1 ? "failed" : "ok";
    labelled.observe(value, outcome);
    theirLabelled.observe({ outcome }, value);
    expect(await ours.metrics()).toBe(await theirs.metrics());
  }
});
