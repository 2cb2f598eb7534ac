// What becomes of generated recommendations: every statement can be stored beside the others.
import { makeHistory } from "../../src/synthetic/history";
import { Random } from "../../src/synthetic/random";

test.each([true, false])("no statement stands twice (day of issue known: %s)", (isDayKnown) => {
  let undatedContradictions = 0;
  for (let stream = 0; stream < 20_000; stream += 1) {
    const { events } = makeHistory(new Random(1, stream), 15_000, isDayKnown);
    const keys = events.map(({ asOf, kind, status, resolution }) =>
      [asOf, kind, status ?? "UNKNOWN", resolution ?? "UNKNOWN"].join(),
    );
    expect(new Set(keys).size).toBe(keys.length);
    undatedContradictions += events.filter(
      ({ asOf, publisher }) => asOf === null && publisher !== null,
    ).length;
  }
  if (isDayKnown) expect(undatedContradictions).toBeGreaterThan(0);
});
