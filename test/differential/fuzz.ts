// Long differential runs: npm run fuzz -- [--operations N] [--seed S] [--graph N] [--quick] [--as-of]. Exit code 1 on any
// difference, 2 when the run itself broke. `--as-of` asks about other days. `--quick` stops at the first difference and does not make it smaller.
import { parseArgs } from "node:util";
import globalSetup from "../support/global-setup";
import globalTeardown from "../support/global-teardown";
import { runCampaign } from "./campaign";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      operations: { type: "string", default: "2000" },
      seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
      graph: { type: "string", default: "250" },
      failures: { type: "string", default: "10" },
      quick: { type: "boolean", default: false },
      "as-of": { type: "boolean", default: false },
    },
  });
  const seed = Number(values.seed);
  console.log(`seed ${seed}`);
  await globalSetup();
  try {
    let printed = 0;
    const { tally, failures, seconds } = await runCampaign({
      seed,
      operations: Number(values.operations),
      operationsPerGraph: Number(values.graph),
      maxFailures: values.quick ? 1 : Number(values.failures),
      shrinks: !values.quick,
      asOf: values["as-of"],
      onBatch(soFar, found) {
        for (; printed < found.length; printed += 1) console.log(`\n${found[printed]}\n`);
        if (soFar.operations % 10_000 < 250)
          console.log(`${soFar.operations} operations, ${found.length} mismatches`);
      },
    });
    const { operations, answers, refused, tooLarge, rows } = tally;
    const rate = Math.round(operations / seconds);
    console.log(
      `seed ${seed}: ${operations} operations (${answers} answered with ${rows} objects, ${refused} refused by both, ` +
        `${tooLarge} too large), ${failures.length} mismatches, ${rate} operations/s`,
    );
    process.exitCode = failures.length === 0 ? 0 : 1;
  } finally {
    await globalTeardown();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 2;
});
