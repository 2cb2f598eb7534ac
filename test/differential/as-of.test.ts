// The graph on another day, answered by the engine from its tables of states and by the reference executor from all
// events, replayed one by one: random histories with reopenings, late knowledge, undated events and retractions.
// For long runs: npm run fuzz -- --as-of --operations 20000
import { runCampaign } from "./campaign";

const operations = 200;
const fresh = Date.now() % 1_000_000_000;

it.each([
  ["fixed", 7],
  ["fresh", fresh],
])(
  "answers of another day as the replay of events does, with a %s seed (%i)",
  async (_, seed) => {
    const { tally, failures } = await runCampaign({ seed, operations, operationsPerGraph: 50, asOf: true });
    expect(failures.join("\n\n")).toBe("");
    expect(tally.answers).toBeGreaterThan(operations / 3);
  },
  120_000,
);
