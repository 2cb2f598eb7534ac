// The route /mcp: the tools over the protocol's streamable HTTP, without sessions; each request is answered by itself. Off
// unless MCP=on. Nothing can be changed here.
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { getOperationAST, Kind, OperationTypeNode, parse, print } from "graphql";
import { present, refusal } from "../errors";
import type { OperationPipeline } from "../http/graphql/pipeline";
import { readJson } from "../http/protocol/body";
import type { Exchange, Lease, Route } from "../http/route";
import { limits } from "../limits";
import { type Tool, tools } from "./tools";

export function mcpRoute(pipeline: OperationPipeline): Route {
  return {
    path: "/mcp",
    methods: ["POST"],
    kind: "operation",
    isShedEarly: true,
    async handle(exchange) {
      refuseOtherOrigins(exchange);
      const { req, res } = exchange;
      const lease = await exchange.admit(() => readJson(req));
      const server = new Server(
        { name: "oversight-graph", version: "1.0.0" },
        { capabilities: { tools: {} } },
      );
      server.setRequestHandler(ListToolsRequestSchema, () => ({
        tools: tools.map(({ name, description, inputSchema }) => ({
          name,
          description,
          inputSchema,
          annotations: { readOnlyHint: true, openWorldHint: false },
        })),
      }));
      server.setRequestHandler(CallToolRequestSchema, ({ params }) =>
        call(pipeline, exchange, lease, params),
      );
      const transport = new StreamableHTTPServerTransport({
        sessionIdGenerator: undefined,
        enableJsonResponse: true,
      });
      // A page of another site must not be able to read what a browser could reach.
      res.setHeader("x-content-type-options", "nosniff").setHeader("cache-control", "no-store");
      const over = new Promise((resolve) => res.on("close", resolve));
      // Its types are made for a compiler with looser optional fields.
      await server.connect(transport as unknown as Parameters<Server["connect"]>[0]);
      await transport.handleRequest(req, res, lease.received);
      await over;
      await server.close();
    },
  };
}

/** DNS rebinding: a browser says where its page came from. */
function refuseOtherOrigins({ req }: Exchange): void {
  const { origin, host } = req.headers;
  if (origin === undefined) return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  throw refusal("FORBIDDEN", "Pages of other origins cannot use this path.");
}

interface Call {
  readonly name: string;
  readonly arguments?: Record<string, unknown> | undefined;
}

async function call(
  pipeline: OperationPipeline,
  exchange: Exchange,
  lease: Lease<unknown>,
  { name, arguments: input = {} }: Call,
) {
  const tool = tools.find((one) => one.name === name);
  const content = (value: object, isError = false) => ({
    content: [{ type: "text" as const, text: JSON.stringify(value, null, 1) }],
    structuredContent: value as Record<string, unknown>,
    isError,
  });
  if (!tool) return content({ errors: [{ message: `There is no tool ${name.slice(0, 60)}.` }] }, true);
  try {
    const reply = await pipeline.answer(
      parametersOf(pipeline, tool, input),
      {
        method: "POST",
        headers: { authorization: exchange.req.headers.authorization },
        search: "",
        isOwn: true,
        accepted: { type: "application/graphql-response+json", legacy: false },
      },
      lease.context,
    );
    await lease.charge(exchange.stats.cost ?? 0);
    const { data, errors } = JSON.parse(reply.body.toString()) as {
      data?: Record<string, unknown> | null;
      errors?: unknown;
    };
    if (!data) return content({ errors }, true);
    const { _citation, ...rest } = data;
    const { revision, asOf } = _citation as { revision: number; asOf: string };
    return content({
      data: rest,
      citation: { source: "Oversight Graph", page: tool.page(input), revision, asOf },
    });
  } catch (error) {
    return content({ errors: [present(error).formatted] }, true);
  }
}

function parametersOf(pipeline: OperationPipeline, tool: Tool, input: Readonly<Record<string, unknown>>) {
  if (tool.document !== undefined) return { query: cited(tool.document), variables: input };
  const { query, variables } = input;
  if (typeof query !== "string") throw refusal("BAD_USER_INPUT", "The argument query is a GraphQL query.");
  if (
    variables !== undefined &&
    (typeof variables !== "object" || variables === null || Array.isArray(variables))
  )
    throw refusal("BAD_USER_INPUT", "The argument variables is an object.");
  pipeline.accept({ query });
  return { query: cited(query), ...(variables && { variables: variables as Record<string, unknown> }) };
}

/** The query with a field that says of which revision its answer is. Throws where it is anything but one query. */
function cited(query: string): string {
  let document: ReturnType<typeof parse>;
  try {
    document = parse(query, { maxTokens: limits.tokens.value });
  } catch (error) {
    throw refusal("GRAPHQL_PARSE_FAILED", (error as Error).message);
  }
  const operation = getOperationAST(document);
  if (operation?.operation !== OperationTypeNode.QUERY)
    throw refusal("FORBIDDEN", "Only a single query can be asked here.", { hint: "Changes go to /graphql." });
  const [citation] = (parse("{ _citation: meta { revision asOf } }").definitions[0] as typeof operation)
    .selectionSet.selections;
  const selectionSet = {
    kind: Kind.SELECTION_SET,
    selections: [...operation.selectionSet.selections, citation!],
  } as const;
  const definitions = document.definitions.map((one) =>
    one === operation ? { ...operation, selectionSet } : one,
  );
  return print({ ...document, definitions });
}
