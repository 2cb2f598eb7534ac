// A campaign: random graphs, each in a database of its own, and random operations on each, made and made small again
// by fast-check. The seed decides all of it.
import fc from "fast-check";
import { Reference } from "../reference/executor";
import { loadGraph } from "../reference/rows";
import { createTestDatabase } from "../support/database";
import { anyCost, TestEngine } from "../support/engine";
import { Choices, choiceStream } from "./choices";
import { Differ, describe, Tally } from "./differ";
import { makeGraph } from "./graph";
import { insertGraph } from "./insert";
import { makeOperation } from "./operation";
import { World } from "./world";

export interface CampaignOptions {
  readonly seed: number;
  readonly operations: number;
  readonly operationsPerGraph?: number;
  /** Stop after so many batches that went wrong. */
  readonly maxFailures?: number;
  /** Whether what goes wrong is made smaller. */
  readonly shrinks?: boolean;
  readonly onBatch?: (tally: Tally, failures: readonly string[]) => void;
}

export interface CampaignResult {
  readonly tally: Tally;
  /** One for each graph on which some operation was answered differently, made as small as it went. */
  readonly failures: readonly string[];
  readonly seconds: number;
}

export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const { seed, operations, operationsPerGraph = 250, maxFailures = 10, shrinks = true, onBatch } = options;
  const started = performance.now();
  const tally = new Tally();
  const failures: string[] = [];
  for (let batch = 0; tally.operations < operations && failures.length < maxFailures; batch += 1) {
    const wanted = Math.min(operationsPerGraph, operations - tally.operations);
    const failure = await runBatch(seed + batch, wanted, tally, shrinks);
    if (failure) failures.push(failure);
    onBatch?.(tally, failures);
  }
  return { tally, failures, seconds: (performance.now() - started) / 1000 };
}

/** One graph and some operations on it; what went wrong, if anything did. */
async function runBatch(
  seed: number,
  operations: number,
  tally: Tally,
  shrinks: boolean,
): Promise<string | null> {
  const [stream] = fc.sample(choiceStream(3000, 3000), { seed, numRuns: 1 });
  const test = await createTestDatabase({ statementTimeoutMs: 20_000 });
  try {
    await insertGraph(test.database, makeGraph(new Choices(stream!)));
    const graph = await loadGraph(test.database);
    const engine = new TestEngine(test.database, anyCost);
    const reference = new Reference(graph, engine.schema);
    const differ = new Differ(engine, reference, engine.schema, tally);
    const world = new World(graph);
    let found = "";
    const last = tally.operations + operations;
    const property = fc.asyncProperty(choiceStream(500), async (choices) => {
      if (found === "" && tally.operations >= last) return true;
      const mismatch = await differ.check(makeOperation(choices, engine.schema, world));
      // From the first difference on, fast-check only makes it smaller: that counts for nothing.
      if (mismatch && found === "") differ.tally = new Tally();
      if (mismatch) found = describe(mismatch);
      return mismatch === null;
    });
    const result = await fc.check(property, {
      seed,
      numRuns: operations,
      endOnFailure: !shrinks,
      interruptAfterTimeLimit: 20_000,
      markInterruptAsFailure: false,
    });
    if (!result.failed) return null;
    const thrown = found === "" ? String(result.errorInstance) : found;
    return `graph and operations of seed ${seed}, made smaller ${result.numShrinks} times\n${thrown}`;
  } finally {
    await test.drop();
  }
}
