// The slowest operations that searches have found (npm run worst): what was mended is answered rightly, what was refused
// stays refused and is answered rightly where cost is no matter.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { serviceSchema } from "../../src/schema";
import { Reference } from "../reference/executor";
import { loadGraph } from "../reference/rows";
import { testDatabase } from "../support/database";
import { anyCost, TestEngine } from "../support/engine";
import { Choices, choiceStream } from "./choices";
import { Differ } from "./differ";
import { makeGraph } from "./graph";
import { insertGraph } from "./insert";

interface Case {
  readonly operation: string;
  readonly isRefused: boolean;
}

const cases = JSON.parse(readFileSync(join(__dirname, "../../bench/worst-cases.json"), "utf8")) as Case[];
const { schema } = serviceSchema();
const test = testDatabase({ statementTimeoutMs: 20_000 });
let differ: Differ;
let engine: TestEngine;

beforeAll(async () => {
  const [stream] = fc.sample(choiceStream(5000, 5000), { seed: 7, numRuns: 1 });
  await insertGraph(test.database, makeGraph(new Choices(stream!)));
  const reference = new Reference(await loadGraph(test.database), schema);
  differ = new Differ(new TestEngine(test.database, anyCost), reference, schema);
  engine = new TestEngine(test.database);
});

it("there are ten", () => expect(cases.length).toBeGreaterThanOrEqual(10));

it.each(cases)("$operation", async ({ operation, isRefused }) => {
  expect(await differ.compare(operation, {})).toBeNull();
  const { code, message, statements } = await engine.ask(operation);
  if (!isRefused) return expect(code).toBeNull();
  expect({ code, sent: statements.length }).toEqual({ code: "QUERY_TOO_LARGE", sent: 0 });
  expect(message).toMatch(/would pass|ask for fewer/);
});

it.each([
  "{ recommendationStatistics(filter: { report: { fiscalYear: { eq: 2021 } } }, groupBy: [DEPARTMENT]) { rows { count } } }",
  "{ recommendationStatistics(filter: { report: { fiscalYear: { eq: 2021 } } }, groupBy: [STATUS]) { rows { medianDaysToClose } } }",
])("what a refusal says would pass passes: %s", async (operation) => {
  expect((await engine.ask(operation)).code).toBeNull();
});
