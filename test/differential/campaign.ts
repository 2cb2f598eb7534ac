// A campaign: random graphs, each in a database of its own, and random operations on each, made and made small again
// by fast-check. The seed decides all of it.
import fc from "fast-check";
import type { Database } from "../../src/database/database";
import { graphAsOf } from "../reference/as-of";
import { Reference } from "../reference/executor";
import { type Graph, loadGraph } from "../reference/rows";
import { createTestDatabase } from "../support/database";
import { anyCost, TestEngine, type Variables } from "../support/engine";
import { AsOfEngine } from "./as-of-engine";
import { Choices, choiceStream } from "./choices";
import { Differ, describe, type Mismatch, Tally } from "./differ";
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
  /** Whether the operations ask about other days. */
  readonly asOf?: boolean;
  readonly onBatch?: (tally: Tally, failures: readonly string[]) => void;
}

export interface CampaignResult {
  readonly tally: Tally;
  /** One for each graph on which some operation was answered differently, made as small as it went. */
  readonly failures: readonly string[];
  readonly seconds: number;
}

export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const {
    seed,
    operations,
    operationsPerGraph = 250,
    maxFailures = 10,
    shrinks = true,
    asOf = false,
    onBatch,
  } = options;
  const started = performance.now();
  const tally = new Tally();
  const failures: string[] = [];
  for (let batch = 0; tally.operations < operations && failures.length < maxFailures; batch += 1) {
    const wanted = Math.min(operationsPerGraph, operations - tally.operations);
    const failure = await runBatch(seed + batch, wanted, tally, shrinks, asOf);
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
  asOf: boolean,
): Promise<string | null> {
  const [stream] = fc.sample(choiceStream(3000, 3000), { seed, numRuns: 1 });
  const test = await createTestDatabase({ statementTimeoutMs: 20_000 });
  try {
    await insertGraph(test.database, makeGraph(new Choices(stream!)));
    const graph = await loadGraph(test.database);
    const { schema } = new TestEngine(test.database);
    const differs = differsOf(test.database, graph, tally, asOf);
    const world = new World(graph);
    let found = "";
    const last = tally.operations + operations;
    const property = fc.asyncProperty(choiceStream(500), async (choices) => {
      if (found === "" && tally.operations >= last) return true;
      const differ = differs[(choices[0] ?? 0) % differs.length]!;
      const mismatch = await differ.check(makeOperation(choices, schema, world));
      // From the first difference on, fast-check only makes it smaller: that counts for nothing.
      if (mismatch && found === "") for (const one of differs) one.tally = new Tally();
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

/** What the schema says of itself is the same on all days, and refused below asOf. */
class AsOfDiffer extends Differ {
  override async compare(text: string, variables: Variables): Promise<Mismatch | null> {
    return /__(schema|type)\b/.test(text) ? null : super.compare(text, variables);
  }
}

const days = [
  "2020-01-31",
  "2020-10-01",
  "2021-03-15",
  "2021-03-16",
  "2024-02-29",
  "2025-05-05",
  "2026-06-30",
  "2030-01-01",
];

/** One for the graph as it is; or one for each of some days, and days of knowledge. */
function differsOf(database: Database, graph: Graph, tally: Tally, asOf: boolean): Differ[] {
  if (!asOf) {
    const engine = new TestEngine(database, anyCost);
    return [new Differ(engine, new Reference(graph, engine.schema), engine.schema, tally)];
  }
  return days.flatMap((day, at) =>
    [null, days[(at * 3 + 2) % days.length]!].map((knownOn) => {
      const engine = new AsOfEngine(database, day, knownOn);
      const past = graphAsOf(graph, day, knownOn);
      return new AsOfDiffer(engine, new Reference(past, engine.schema), engine.schema, tally);
    }),
  );
}
