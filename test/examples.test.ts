// Every file of examples/ is a question that the running service answers from the sample data, by one statement.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Kind, type OperationDefinitionNode, parse, validate } from "graphql";
import { readExamples } from "../src/http/playground";
import { limits } from "../src/limits";
import { serviceSchema } from "../src/schema";
import { sampleService } from "./support/sample-service";

const folder = join(__dirname, "../examples");
const examples = readExamples(folder);
const service = sampleService();

function operationsOf(query: string): OperationDefinitionNode[] {
  return parse(query).definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
}

/** Whether the answer holds a value that somebody would read: not only nulls, empty lists, names and ids. */
function saysSomething(value: unknown, key = ""): boolean {
  if (Array.isArray(value)) return value.some((item) => saysSomething(item, key));
  if (typeof value === "object" && value !== null)
    return Object.entries(value).some(([name, inner]) => saysSomething(inner, name));
  return value !== null && value !== 0 && value !== false && key !== "__typename" && key !== "id";
}

test("there are at least twelve, numbered without gaps, and nothing else lies there", () => {
  expect(examples.length).toBeGreaterThanOrEqual(12);
  examples.forEach(({ name }, at) => {
    expect(name).toMatch(new RegExp(`^${String(at + 1).padStart(2, "0")}-[a-z0-9-]+$`));
  });
  const expected = examples.flatMap(({ name, variables }) => [
    `${name}.graphql`,
    ...(variables ? [`${name}.json`] : []),
  ]);
  expect(
    readdirSync(folder)
      .filter((name) => /\.(graphql|json)$/.test(name))
      .sort(),
  ).toEqual(expected.sort());
});

describe.each(examples)("$name", ({ query, variables }) => {
  const given = variables === undefined ? undefined : (JSON.parse(variables) as Record<string, unknown>);

  test("opens with a question and an explanation, and holds one named operation", () => {
    expect(query).toMatch(/^# [A-Z][^\n]*\?\n# [\s\S]+?\.\nquery [A-Z]/);
    const operations = operationsOf(query);
    expect(operations).toHaveLength(1);
    const declared = operations[0]!.variableDefinitions!.map(({ variable }) => variable.name.value);
    expect(Object.keys(given ?? {}).sort()).toEqual(declared.sort());
  });

  test("is valid", () => {
    expect(validate(serviceSchema().schema, parse(query))).toEqual([]);
  });

  test("is answered by one statement, within the limits, with something to read", async () => {
    const { status, data, errors, cost, statements } = await service.ask(query, given);
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    expect(statements).toHaveLength(1);
    expect(cost.requested).toBeLessThanOrEqual(limits.cost.value);
    for (const [field, value] of Object.entries(data!))
      expect([field, saysSomething(value)]).toEqual([field, true]);
  });
});
