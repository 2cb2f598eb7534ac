// The engine and the reference executor agree: a short run with a fixed seed, and one with a fresh seed each time.
// For long runs: npm run fuzz -- --operations 100000
import { runCampaign } from "./campaign";

const operations = 200;
const fresh = Date.now() % 1_000_000_000;

it.each([
  ["fixed", 1],
  ["fresh", fresh],
])(
  "answers as the reference executor does, with a %s seed (%i)",
  async (_, seed) => {
    const { tally, failures } = await runCampaign({ seed, operations, operationsPerGraph: 50 });
    expect(failures.join("\n\n")).toBe("");
    expect(tally.operations).toBeGreaterThanOrEqual(operations);
    expect(tally.answers).toBeGreaterThan(operations / 2);
  },
  120_000,
);
