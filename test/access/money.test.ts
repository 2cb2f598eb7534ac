// Decisions, final actions and targets recorded by people: added as events, and what is so now follows.
import { accessService } from "./access-service";

const access = accessService();
const rec = "recommendation_1";

type Payload = { userErrors: { field: string; code: string }[] } & Record<string, unknown>;

async function run(
  name: string,
  type: string,
  event: string,
  input: Record<string, unknown>,
): Promise<Payload> {
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { recommendation { id revision targetOn } ${event} userErrors { field code } } }`;
  const { body } = await access.ask(query, access.keys.EDITOR, { input: { recommendation: rec, ...input } });
  expect(body.errors).toBeUndefined();
  return body.data![name] as Payload;
}

const decide = (input: Record<string, unknown>) =>
  run(
    "recordDecision",
    "RecordDecisionInput",
    "managementDecision { kind sustainedAmount on source { person reason } }",
    input,
  );

test("a management decision in parts and its revision", async () => {
  const first = await decide({
    kind: "QUESTIONED_COSTS",
    sustainedAmount: "70.50",
    notSustainedAmount: "29.50",
    on: "2024-03-01",
    reason: "memo",
  });
  expect(first).toMatchObject({
    managementDecision: {
      kind: "QUESTIONED_COSTS",
      sustainedAmount: "70.50",
      on: "2024-03-01",
      source: { person: "the editor", reason: "memo" },
    },
    userErrors: [],
  });
  const { revision } = first.recommendation as { revision: number };
  const moved = await decide({
    kind: "QUESTIONED_COSTS",
    isRevision: true,
    sustainedAmount: "-10",
    notSustainedAmount: "10.00",
    expectedRevision: revision,
  });
  expect(moved).toMatchObject({ recommendation: { revision: revision + 1 }, userErrors: [] });
  const codes = async (input: Record<string, unknown>) =>
    (await decide({ kind: "BETTER_USE", ...input })).userErrors.map(({ field, code }) => `${field} ${code}`);
  expect(await codes({ isRevision: true, sustainedAmount: "1", notSustainedAmount: "1" })).toEqual([
    "notSustainedAmount DOES_NOT_CANCEL",
  ]);
  expect(await codes({ sustainedAmount: "-1", notSustainedAmount: "0.001" })).toEqual([
    "sustainedAmount INVALID",
    "notSustainedAmount INVALID",
  ]);
  expect(await codes({ sustainedAmount: "1", notSustainedAmount: "1", on: "2190-01-01" })).toEqual([
    "on IN_THE_FUTURE",
  ]);
});

test("a final action, and a target that moves", async () => {
  const action = await run("recordFinalAction", "RecordFinalActionInput", "finalAction { kind amount on }", {
    kind: "RECOVERED",
    amount: "12.34",
    on: "2024-05-05",
  });
  expect(action).toMatchObject({
    finalAction: { kind: "RECOVERED", amount: "12.34", on: "2024-05-05" },
    userErrors: [],
  });
  const target = await run("recordTarget", "RecordTargetInput", "targetEvent { targetOn }", {
    targetOn: "2031-01-31",
  });
  expect(target).toMatchObject({
    targetEvent: { targetOn: "2031-01-31" },
    recommendation: { targetOn: "2031-01-31" },
    userErrors: [],
  });
  const { body } = await access.ask(
    "{ changes(since: 0, filter: { kind: { in: [DECISION, FINAL_ACTION, TARGET] } }, last: 2) { nodes { kind recommendation { id } } } }",
  );
  expect(body.data).toEqual({
    changes: {
      nodes: [
        { kind: "FINAL_ACTION", recommendation: { id: rec } },
        { kind: "TARGET", recommendation: { id: rec } },
      ],
    },
  });
});
