// The mutations: what each adds, who may run it, what is refused and how, and that nothing is overwritten.
import { accessService } from "./access-service";

const access = accessService();
const rec = "recommendation_1";

const record = `mutation ($input: RecordStatusInput!) { recordStatus(input: $input) {
  recommendation { id status resolution revision closedOn statusEvents(last: 3) { nodes { status asOf source { kind person reason publisher url } } } }
  statusEvent { status asOf } userErrors { field message code } } }`;

type Payload = Record<string, never> & {
  recommendation: { revision: number; status: string } | null;
  userErrors: { field: string; code: string }[];
};

async function run(name: string, query: string, input: unknown, key = access.keys.EDITOR): Promise<Payload> {
  const { body } = await access.ask(query, key, { input });
  if (body.errors) throw Object.assign(new Error(body.errors[0]!.message), body.errors[0]);
  return body.data![name] as Payload;
}

const recordStatus = (input: Record<string, unknown>, key?: string) =>
  run("recordStatus", record, { recommendation: rec, ...input }, key);

async function revision(): Promise<number> {
  const { body } = await access.ask(`{ node(id: "${rec}") { ... on Recommendation { revision } } }`);
  return (body.data!.node as { revision: number }).revision;
}

test("a status is added to the history, with who and why, and is the current one in the answer", async () => {
  const before = await revision();
  const found = await recordStatus({
    status: "CLOSED_IMPLEMENTED",
    resolution: "RESOLVED",
    closedOn: "2024-05-01",
    asOf: "2024-06-01",
    reason: "Letter of the agency",
    publisher: "DHS OIG",
    sourceUrl: "https://example.org/letter.pdf",
  });
  expect(found).toMatchObject({
    recommendation: {
      id: rec,
      status: "CLOSED_IMPLEMENTED",
      resolution: "RESOLVED",
      closedOn: "2024-05-01",
      revision: before + 1,
    },
    statusEvent: { status: "CLOSED_IMPLEMENTED", asOf: "2024-06-01" },
    userErrors: [],
  });
  const { statusEvents } = found.recommendation as unknown as { statusEvents: { nodes: unknown[] } };
  expect(statusEvents.nodes.at(-1)).toEqual({
    status: "CLOSED_IMPLEMENTED",
    asOf: "2024-06-01",
    source: {
      kind: "PERSON",
      person: "the editor",
      reason: "Letter of the agency",
      publisher: "DHS OIG",
      url: "https://example.org/letter.pdf",
    },
  });
});

test("without a day it is true today", async () => {
  const { statusEvent } = await recordStatus({ status: "OPEN" });
  expect(statusEvent).toEqual({ status: "OPEN", asOf: new Date().toISOString().slice(0, 10) });
});

test("what a person can mend comes back as userErrors, all of it at once, and nothing is changed", async () => {
  const before = await revision();
  const codes = async (input: Record<string, unknown>) =>
    (await recordStatus(input)).userErrors.map(({ field, code }) => `${field} ${code}`);
  expect(await codes({ status: "OPEN", closedOn: "2024-01-01" })).toContain("closedOn NOT_CLOSED");
  expect(await codes({ status: "CLOSED_IMPLEMENTED", closedOn: "2190-01-01", asOf: "2190-01-02" })).toEqual([
    "closedOn IN_THE_FUTURE",
    "asOf IN_THE_FUTURE",
  ]);
  expect(await codes({ status: "CLOSED_IMPLEMENTED", closedOn: "2024-01-02", asOf: "2024-01-01" })).toEqual([
    "closedOn LATER_THAN_AS_OF",
  ]);
  expect(await codes({ status: "CLOSED_IMPLEMENTED", closedOn: "1801-01-01" })).toEqual([
    "closedOn BEFORE_ISSUE",
  ]);
  expect(await codes({ status: "OPEN", sourceUrl: "javascript:alert(1)" })).toEqual(["sourceUrl INVALID"]);
  expect(await codes({ status: "OPEN", idempotencyKey: "a b" })).toEqual(["idempotencyKey INVALID"]);
  expect(await revision()).toBe(before);
});

test("an unknown id is NOT_FOUND, another noun's id BAD_USER_INPUT", async () => {
  await expect(
    recordStatus({ recommendation: "recommendation_999999", status: "OPEN" }),
  ).rejects.toMatchObject({
    extensions: { code: "NOT_FOUND" },
  });
  await expect(recordStatus({ recommendation: "report_1", status: "OPEN" })).rejects.toMatchObject({
    extensions: { code: "BAD_USER_INPUT" },
  });
});

test("a change for another state than the one there is refused, and told what changed", async () => {
  const seen = await revision();
  await recordStatus({ status: "OPEN", expectedRevision: seen, reason: "first" });
  await expect(recordStatus({ status: "OPEN", expectedRevision: seen })).rejects.toMatchObject({
    extensions: {
      code: "CONFLICT",
      changed: {
        expectedRevision: seen,
        revision: seen + 1,
        latest: [{ status: "OPEN", person: "the editor" }],
      },
    },
  });
  const both = await Promise.allSettled(
    Array.from({ length: 6 }, () => recordStatus({ status: "OPEN", expectedRevision: seen + 1 })),
  );
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await revision()).toBe(seen + 2);
});

test("the same change under one idempotency key is made once, whoever sends it again and however often", async () => {
  const before = await revision();
  const input = { status: "OPEN", idempotencyKey: "desk-1", reason: "once" };
  const found = await Promise.all(Array.from({ length: 5 }, () => recordStatus(input)));
  expect(new Set(found.map(({ statusEvent }) => JSON.stringify(statusEvent))).size).toBe(1);
  expect(await revision()).toBe(before + 1);
  await expect(recordStatus({ ...input, status: "CLOSED_UNSPECIFIED" })).rejects.toMatchObject({
    extensions: { code: "CONFLICT" },
  });
  // Another's key is another key; a mended change may use the same key.
  await recordStatus(input, access.keys.ADMIN);
  expect(await revision()).toBe(before + 2);
  expect(
    (await recordStatus({ status: "OPEN", closedOn: "2024-01-01", idempotencyKey: "desk-2" })).userErrors,
  ).not.toEqual([]);
  expect((await recordStatus({ status: "OPEN", idempotencyKey: "desk-2" })).userErrors).toEqual([]);
});

test("an agency's answers are added round by round, none overwritten", async () => {
  const query = `mutation ($input: RecordResponseInput!) { recordResponse(input: $input) {
    response { position text agency { slug } source { person } } recommendation { id revision } userErrors { field code } } }`;
  const answer = (input: Record<string, unknown>) =>
    run("recordResponse", query, { recommendation: rec, agency: "ice", position: "CONCUR", ...input });
  expect(await answer({ period: "2031", text: "We will." })).toMatchObject({
    response: {
      position: "CONCUR",
      text: "We will.",
      agency: { slug: "ice" },
      source: { person: "the editor" },
    },
    userErrors: [],
  });
  expect((await answer({ period: "2031" })).userErrors).toEqual([{ field: "period", code: "TAKEN" }]);
  expect((await answer({ agency: "nobody", period: "1" })).userErrors).toEqual([
    { field: "agency", code: "UNKNOWN" },
  ]);
  expect((await answer({ period: "2032", position: "NON_CONCUR" })).userErrors).toEqual([]);
});

test("findings and recommendations are added, counted and linked", async () => {
  const finding = `mutation ($input: AddFindingInput!) { addFinding(input: $input) { finding { id number report { id } source { kind } } userErrors { field code } } }`;
  const report = "report_1";
  const added = await run("addFinding", finding, {
    report,
    number: "F-9",
    statement: "Keys were kept under the mat.",
    class: "DEFICIENCY",
  });
  expect(added).toMatchObject({ finding: { number: "F-9", source: { kind: "PERSON" } }, userErrors: [] });
  expect((await run("addFinding", finding, { report, number: "F-9" })).userErrors).toEqual([
    { field: "number", code: "TAKEN" },
  ]);
  const query = `mutation ($input: AddRecommendationInput!) { addRecommendation(input: $input) {
    recommendation { id number status isOpen questionedCosts findings { nodes { number } } report { recommendations { totalCount } } } userErrors { field code } } }`;
  const count = async () => {
    const { body } = await access.ask(
      `{ node(id: "${report}") { ... on Report { recommendations { totalCount } } } }`,
    );
    return (body.data!.node as { recommendations: { totalCount: number } }).recommendations.totalCount;
  };
  const before = await count();
  const findings = [(added.finding as unknown as { id: string }).id];
  const input = {
    report,
    number: "99",
    text: "Hide the keys better.",
    agencies: ["ice"],
    findings,
    questionedCosts: "10.50",
  };
  const one = await run("addRecommendation", query, input);
  expect(one).toMatchObject({
    recommendation: {
      number: "99",
      status: "OPEN",
      isOpen: true,
      questionedCosts: "10.50",
      findings: { nodes: [{ number: "F-9" }] },
      report: { recommendations: { totalCount: before + 1 } },
    },
  });
  expect(await count()).toBe(before + 1);
  const wrong = await run("addRecommendation", query, {
    report,
    number: "100",
    agencies: ["nobody"],
    unsupportedCosts: "5",
    questionedCosts: "-1",
  });
  expect(wrong.userErrors.map(({ field }) => field)).toEqual([
    "agencies",
    "questionedCosts",
    "unsupportedCosts",
  ]);
  const link = `mutation ($input: LinkRecommendationsInput!) { linkRecommendations(input: $input) {
    recommendation { id repeats { nodes { id } } } userErrors { field code } } }`;
  const { id } = one.recommendation as unknown as { id: string };
  const pair = { recommendation: id, kind: "REPEATS", target: rec };
  expect(await run("linkRecommendations", link, pair)).toMatchObject({
    recommendation: { repeats: { nodes: [{ id: rec }] } },
    userErrors: [],
  });
  expect((await run("linkRecommendations", link, pair)).userErrors).toEqual([
    { field: "target", code: "TAKEN" },
  ]);
  expect((await run("linkRecommendations", link, { ...pair, target: id })).userErrors).toEqual([
    { field: "target", code: "SAME" },
  ]);
});
