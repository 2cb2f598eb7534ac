// Who may do what: every role by every operation; and what a page of another site can make a browser do.
import { accessService } from "./access-service";

const access = accessService();
const rec = "recommendation_1";

const operations: readonly (readonly [name: string, document: string])[] = [
  ["query", "{ meta { revision } }"],
  [
    "recordStatus",
    `mutation { recordStatus(input: { recommendation: "${rec}", status: OPEN }) { userErrors { code } } }`,
  ],
  [
    "recordResponse",
    `mutation { recordResponse(input: { recommendation: "${rec}", agency: "nobody", position: CONCUR }) { userErrors { code } } }`,
  ],
  [
    "addFinding",
    'mutation { addFinding(input: { report: "report_1", number: "" }) { userErrors { code } } }',
  ],
  [
    "addRecommendation",
    'mutation { addRecommendation(input: { report: "report_1", number: "" }) { userErrors { code } } }',
  ],
  [
    "linkRecommendations",
    `mutation { linkRecommendations(input: { recommendation: "${rec}", kind: REPEATS, target: "${rec}" }) { userErrors { code } } }`,
  ],
  ["retract a person", "mutation { retract(input: { source: $person }) { userErrors { code } } }"],
  ["retract a file", 'mutation { retract(input: { source: "source_1" }) { userErrors { code } } }'],
];

test("role by operation: what each may do", async () => {
  await access.ask(operations[1]![1], access.keys.EDITOR);
  const { body } = await access.ask(
    `{ sources(filter: { kind: { eq: PERSON } }, first: 1) { nodes { id } } }`,
  );
  const [person] = (body.data!.sources as { nodes: { id: string }[] }).nodes;
  const viewers: readonly (readonly [string, string | undefined])[] = [
    ["nobody", undefined],
    ["reader", access.keys.READER],
    ["editor", access.keys.EDITOR],
    ["admin", access.keys.ADMIN],
    ["a token without a role", await access.provider.token({ sub: "u" })],
    ["an editor's token", await access.provider.token({ sub: "u", realm: { roles: ["editor"] } })],
  ];
  const table: Record<string, string[]> = {};
  for (const [name, document] of operations)
    for (const [viewer, credential] of viewers) {
      const reply = await access.ask(document.replace("$person", JSON.stringify(person!.id)), credential);
      (table[name] ??= []).push(`${viewer}: ${reply.body.errors?.[0]?.extensions.code ?? "yes"}`);
    }
  const may = (...outcomes: string[]) => viewers.map(([viewer], at) => `${viewer}: ${outcomes[at]}`);
  const editors = may("UNAUTHENTICATED", "FORBIDDEN", "yes", "yes", "FORBIDDEN", "yes");
  expect(table).toEqual({
    query: may("yes", "yes", "yes", "yes", "yes", "yes"),
    recordStatus: editors,
    recordResponse: editors,
    addFinding: editors,
    addRecommendation: editors,
    linkRecommendations: editors,
    "retract a person": editors,
    "retract a file": may("UNAUTHENTICATED", "FORBIDDEN", "FORBIDDEN", "yes", "FORBIDDEN", "FORBIDDEN"),
  });
});

test("a page of another site cannot make a browser change anything", async () => {
  const body = JSON.stringify({ query: operations[1]![1] });
  for (const headers of [
    { "content-type": "text/plain" },
    { "content-type": "application/x-www-form-urlencoded" },
  ]) {
    const response = await fetch(`${access.url}/graphql`, {
      method: "POST",
      headers: { ...headers, cookie: `og_key=${access.keys.ADMIN}` },
      body,
    });
    expect([403, 415]).toContain(response.status);
  }
  const cookie = await fetch(`${access.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: `og_key=${access.keys.ADMIN}` },
    body,
  });
  expect(cookie.status).toBe(401);
});
