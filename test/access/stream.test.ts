// Subscriptions over server-sent events, by the protocol's own client: what changed comes once, in order, and is not lost
// when a listener comes back; many who listen to the same cost one evaluation.
import { createClient } from "graphql-sse";
import { accessService } from "./access-service";

const access = accessService();
const rec = "recommendation_1";

type Event = {
  data?: { changes: { nodes: { revision: number; kind: string; recommendation: { id: string } | null }[] } };
};

const document = `subscription ($since: Int, $filter: ChangeFilter) { changes(since: $since, filter: $filter) {
  nodes { revision kind recommendation { id status } source { person } } pageInfo { hasNextPage } } }`;

function listen(variables: Record<string, unknown> = {}, query = document) {
  const client = createClient({ url: `${access.url}/graphql/stream`, retryAttempts: 0 });
  const events: Event[] = [];
  const errors: unknown[] = [];
  client.subscribe(
    { query, variables },
    {
      next: (event) => void events.push(event as Event),
      error: (error) => void errors.push(error),
      complete: () => {},
    },
  );
  return { events, errors, client };
}

async function until(holds: () => boolean): Promise<void> {
  for (let left = 400; !holds(); left--) {
    if (left === 0) throw new Error("It did not happen.");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function record(status = "OPEN"): Promise<void> {
  const query =
    "mutation ($input: RecordStatusInput!) { recordStatus(input: $input) { userErrors { code } } }";
  const { body } = await access.ask(query, access.keys.EDITOR, { input: { recommendation: rec, status } });
  expect(body.errors).toBeUndefined();
}

async function revision(): Promise<number> {
  const { body } = await access.ask("{ meta { revision } }");
  return (body.data!.meta as { revision: number }).revision;
}

const revisions = (events: readonly Event[]) =>
  events.flatMap(({ data }) => data!.changes.nodes.map((node) => node.revision));

test("changes(since:) lists what changed after a revision, with who says so", async () => {
  const before = await revision();
  await record();
  const { body } = await access.ask(
    `{ changes(since: ${before}) { totalCount nodes { revision kind recommendation { id } report { number } source { kind person } } } }`,
  );
  expect(body.data).toEqual({
    changes: {
      totalCount: 1,
      nodes: [
        {
          revision: before + 1,
          kind: "STATUS",
          recommendation: { id: rec },
          report: { number: expect.any(String) },
          source: { kind: "PERSON", person: "the editor" },
        },
      ],
    },
  });
  const none = await access.ask(`{ changes(since: ${before}, until: ${before}) { totalCount } }`);
  expect(none.body.data).toEqual({ changes: { totalCount: 0 } });
});

test("a listener hears of what fits its filter, and of nothing else", async () => {
  const statuses = listen({ filter: { kind: { eq: "STATUS" } } });
  const findings = listen({ filter: { kind: { eq: "FINDING" } } });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await record("OPEN_PARTIALLY_ADDRESSED");
  await until(() => statuses.events.length > 0);
  expect(statuses.events).toEqual([
    {
      data: {
        changes: {
          nodes: [
            {
              revision: await revision(),
              kind: "STATUS",
              recommendation: { id: rec, status: "OPEN_PARTIALLY_ADDRESSED" },
              source: { person: "the editor" },
            },
          ],
          pageInfo: { hasNextPage: false },
        },
      },
      extensions: expect.anything(),
    },
  ]);
  expect(findings.events).toEqual([]);
  statuses.client.dispose();
  findings.client.dispose();
});

test("who comes back with the last revision gets what was missed, once and in order", async () => {
  const since = await revision();
  for (let n = 0; n < 3; n++) await record();
  const late = listen({ since });
  await until(() => revisions(late.events).length === 3);
  await record();
  await until(() => revisions(late.events).length === 4);
  expect(revisions(late.events)).toEqual([1, 2, 3, 4].map((step) => since + step));
  late.client.dispose();
  // As a browser's EventSource does it.
  const response = await fetch(
    `${access.url}/graphql/stream?query=${encodeURIComponent("subscription { changes { nodes { revision } } }")}`,
    {
      headers: { accept: "text/event-stream", "last-event-id": String(since + 2) },
    },
  );
  const reader = response.body!.getReader();
  let text = "";
  while (!text.includes("\n\n") || !text.includes("data"))
    text += new TextDecoder().decode((await reader.read()).value);
  expect(text).toContain(
    `event: next\nid: ${since + 4}\ndata: {"data":{"changes":{"nodes":[{"revision":${since + 3}},{"revision":${since + 4}}]}}`,
  );
  await reader.cancel();
});

test("forty who listen to the same document cost one evaluation a revision", async () => {
  const all = Array.from({ length: 40 }, () => listen({ filter: { kind: { in: ["STATUS", "LINK"] } } }));
  await new Promise((resolve) => setTimeout(resolve, 600));
  const statements: string[] = [];
  const ended = access.statements((text) => void (text.includes("from changes") && statements.push(text)));
  await record();
  await until(() => all.every(({ events }) => events.length === 1));
  ended();
  expect(statements).toHaveLength(1);
  for (const { client } of all) client.dispose();
});

test("a query is one event; what is wrong is refused before the stream begins", async () => {
  const one = listen({}, "{ meta { reportCount } }");
  await until(() => one.events.length === 1);
  expect(one.events[0]).toMatchObject({ data: { meta: { reportCount: expect.any(Number) } } });
  const send = (query: string, headers: Record<string, string> = {}) =>
    fetch(`${access.url}/graphql/stream`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream", ...headers },
      body: JSON.stringify({ query }),
    });
  expect((await send("subscription { changes { nodes { nothing } } }")).status).toBe(400);
  expect((await send("subscription { changes {")).status).toBe(400);
  expect((await send("subscription { changes { totalCount } }", { accept: "application/json" })).status).toBe(
    406,
  );
  const elsewhere = await access.ask("subscription { changes { totalCount } }");
  expect(elsewhere.body.errors?.[0]?.extensions.hint).toContain("/graphql/stream");
});
