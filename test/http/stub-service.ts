// A running service over a small schema and an engine that answers from memory: for tests of HTTP alone.
import { buildSchema, execute, type GraphQLSchema, Kind } from "graphql";
import { refusal } from "../../src/errors";
import type { Answering } from "../../src/http/graphql/execute";
import { createLog } from "../../src/http/observability/log";
import type { Operation } from "../../src/planner/engine";
import {
  createService,
  type Service,
  type ServiceDatabase,
  type ServiceOptions,
  type ServiceSettings,
} from "../../src/service";

export const sdl = `
  type Query { agency(slug: String): Agency, agencies(first: Int): [Agency!]!, fail(how: String): String, numbers(in: [Int!]): Int }
  type Agency { name: String!, slug: String!, parent: Agency, children: [Agency!]! }
`;

export const schema: GraphQLSchema = buildSchema(sdl);

export const settings: ServiceSettings = {
  poolMax: 4,
  statementTimeoutMs: 1000,
  requestTimeoutMs: 2000,
  streamTimeoutMs: 2000,
  rateLimit: 0,
  rateLimitExempt: [],
  rateStore: "memory" as const,
  trustedProxies: [],
  serverTiming: false,
};

const agency: Record<string, unknown> = { name: "Agency", slug: "a", children: [] };
const root = {
  agency,
  agencies: ({ first }: { first?: number }) => Array.from({ length: first ?? 1 }, () => agency),
  numbers: (args: { in?: number[] }) => args.in?.length ?? 0,
};

/** Runs one statement per operation that asks for data, as the real engine does. */
export const stubEngine: Answering = {
  change: () => Promise.reject(new Error("The stub's schema has no mutations.")),
  async answer({ document, operationName, variables, run, envelope }: Operation) {
    const operation = document.definitions.find(
      (definition) =>
        definition.kind === Kind.OPERATION_DEFINITION &&
        (!operationName || definition.name?.value === operationName),
    );
    const fields = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
    const names = fields.map((field) => (field.kind === Kind.FIELD ? field.name.value : "..."));
    if (names.every((name) => name.startsWith("__"))) return null;
    const result = await execute({
      schema,
      document,
      operationName,
      variableValues: variables,
      rootValue: root,
    });
    if (result.data === undefined)
      throw result.errors?.[0] ?? refusal("BAD_USER_INPUT", "Nothing to answer.");
    const rows = await run({ text: names.join(" "), values: [] });
    const cost = { requested: 3, maximum: 5000, nodes: 1, maximumNodes: 10_000 };
    const [before, after] = envelope?.(cost) ?? ["", ""];
    return { json: Buffer.from(before + JSON.stringify(result.data) + after), cost, rows: rows.count };
  },
};

export interface StubService {
  readonly url: string;
  readonly port: number;
  readonly service: Service;
  readonly logged: readonly Record<string, unknown>[];
  close(): Promise<void>;
}

type Read = ServiceDatabase["read"];

/** What a statement gives here: nobody looks at more than how many rows there are. */
export const oneRow = { bytes: Buffer.alloc(0), count: 1 };

export const stubDatabase = (read: Read = async () => oneRow): ServiceDatabase => ({
  read,
  rows: async () => [["1"]],
  transaction: () => Promise.reject(new Error("The stub changes nothing.")),
  counts: { open: 1, idle: 1, waiting: 0 },
  onStatement: () => () => {},
});

export async function startStub(
  changes: Partial<Omit<ServiceOptions, "settings">> & { settings?: Partial<ServiceSettings> } = {},
): Promise<StubService> {
  const logged: Record<string, unknown>[] = [];
  const service = await createService({
    schema,
    sdl,
    engine: stubEngine,
    database: stubDatabase(),
    readiness: async () => ({ ready: true }),
    log: createLog("info", { write: (line: string) => void logged.push(JSON.parse(line)) }),
    ...changes,
    settings: { ...settings, ...changes.settings },
  });
  const { port } = await service.listen(0, "127.0.0.1");
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= service.close(100));
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    service: { ...service, close: (ms) => (closing ??= service.close(ms)) },
    logged,
    close,
  };
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; extensions: { code: string; requestId: string; hint?: string } }[];
    extensions?: Record<string, unknown>;
  };
}

/** Posts one operation as JSON, or what `init` says instead. */
export async function post(url: string, body: unknown, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...init,
    headers: { "content-type": "application/json", ...(init.headers as Record<string, string>) },
  });
  return {
    status: response.status,
    headers: response.headers,
    body: JSON.parse((await response.text()) || "null"),
  };
}
