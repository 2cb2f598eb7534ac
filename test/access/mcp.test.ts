// The Model Context Protocol by its SDK's own client: what the tools are, what each answers, that nothing can be changed.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { mcpRoute } from "../../src/mcp/route";
import { accessService } from "./access-service";

const access = accessService({ routes: ({ pipeline }) => [mcpRoute(pipeline)] });

interface Told {
  readonly data?: Record<string, never>;
  readonly citation?: { revision: number; asOf: string; page: string };
  readonly errors?: { message: string }[];
}

let client: Client;
beforeAll(async () => {
  client = new Client({ name: "test", version: "1" });
  const transport = new StreamableHTTPClientTransport(new URL(`${access.url}/mcp`));
  await client.connect(transport as unknown as Parameters<Client["connect"]>[0]);
});
afterAll(() => client.close());

async function call(name: string, input: Record<string, unknown>): Promise<Told & { isError: boolean }> {
  const { structuredContent, content, isError } = await client.callTool({ name, arguments: input });
  expect(JSON.parse((content as { text: string }[])[0]!.text)).toEqual(structuredContent);
  return { ...(structuredContent as Told), isError: isError === true };
}

test("the tools are listed with what they take, all of them read-only", async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(["search", "report", "agency", "statistics", "query"]);
  for (const { annotations, inputSchema } of tools) {
    expect(annotations?.readOnlyHint).toBe(true);
    expect(inputSchema.type).toBe("object");
  }
});

test("each tool answers, with a citation and the revision", async () => {
  const { body } = await access.ask(
    "{ meta { revision } report: reports(first: 1) { nodes { number office { slug } } } }",
  );
  const data = body.data as {
    meta: { revision: number };
    report: { nodes: { number: string; office: { slug: string } }[] };
  };
  const [first] = data.report.nodes;
  const answers = {
    search: await call("search", { query: first!.number }),
    report: await call("report", { number: first!.number, office: first!.office.slug }),
    agency: await call("agency", { slug: "ice" }),
    statistics: await call("statistics", {
      groupBy: ["AGENCY", "STATUS"],
      filter: { status: { in: ["OPEN"] } },
    }),
    query: await call("query", {
      query: "query ($n: Int) { reports(first: $n) { totalCount nodes { number } } }",
      variables: { n: 2 },
    }),
  };
  for (const [name, told] of Object.entries(answers)) {
    expect([name, told.errors, told.isError]).toEqual([name, undefined, false]);
    expect(told.citation).toMatchObject({
      revision: data.meta.revision,
      page: expect.stringMatching(/^\//),
      asOf: expect.any(String),
    });
  }
  expect(answers.report.data).toMatchObject({ report: { number: first!.number } });
  expect(answers.query.data).toMatchObject({ reports: { totalCount: expect.any(Number) } });
  expect(answers.query.data).not.toHaveProperty("_citation");
});

test("nothing can be changed, and mistakes are told", async () => {
  const mutation = 'mutation { retract(input: { source: "source_1" }) { userErrors { code } } }';
  expect((await call("query", { query: mutation })).errors?.[0]?.message).toBe(
    "Only a single query can be asked here.",
  );
  for (const input of [
    { query: "{ nothing }" },
    { query: "{" },
    { query: 1 },
    { query: "{ meta { revision } }", variables: [] },
  ])
    expect(await call("query", input)).toMatchObject({
      isError: true,
      errors: [{ message: expect.any(String) }],
    });
  expect((await call("report", { number: 1 })).isError).toBe(true);
  expect((await call("nothing", {})).isError).toBe(true);
});

test("a page of another origin is refused", async () => {
  const response = await fetch(`${access.url}/mcp`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      origin: "https://evil.example.org",
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
  });
  expect(response.status).toBe(403);
});
