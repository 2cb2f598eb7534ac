// The whole service over a database with the sample data: operations over HTTP, statements counted at the pool.
import { createLog } from "../../src/http/observability/log";
import type { Engine } from "../../src/planner/engine";
import { loadSample } from "../../src/sample/sample";
import { createService, type Service, serviceEngine } from "../../src/service";
import { createTestDatabase, type TestDatabase } from "./database";

export interface Asked {
  readonly status: number;
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly { readonly message: string }[] | undefined;
  readonly cost: { readonly requested: number; readonly maximum: number };
  /** The texts of the statements that were sent for it. */
  readonly statements: readonly string[];
}

export interface SampleService {
  ask(query: string, variables?: Record<string, unknown>): Promise<Asked>;
  /** The rows that a compiled operation's statement gives, as the writer gets them. */
  rows(compiled: CompiledOperation): Promise<(readonly (string | null)[])[]>;
}

type CompiledOperation = Pick<ReturnType<Engine["compile"]>, "text" | "parameters">;

/** Call it at the top of a test file: it runs while the file's tests do. */
export function sampleService(): SampleService {
  let db: TestDatabase;
  let service: Service;
  let url: string;
  beforeAll(async () => {
    db = await createTestDatabase();
    await loadSample(db.database);
    service = await createService({
      ...serviceEngine(),
      database: db.database,
      log: createLog("silent"),
      settings: {
        poolMax: 4,
        statementTimeoutMs: 5000,
        requestTimeoutMs: 10_000,
        streamTimeoutMs: 10_000,
        rateLimit: 0,
        rateLimitExempt: [],
        rateStore: "memory" as const,
        trustedProxies: [],
        serverTiming: false,
      },
    });
    const { port } = await service.listen(0, "127.0.0.1");
    url = `http://127.0.0.1:${port}/graphql`;
  });
  afterAll(async () => {
    await service?.close(100);
    await db?.drop();
  });
  return {
    async ask(query, variables) {
      const statements: string[] = [];
      const stop = db.database.onStatement(({ text }) => void statements.push(text));
      const response = await postPatiently(url, JSON.stringify({ query, variables }));
      stop();
      const { data, errors, extensions } = (await response.json()) as Omit<Asked, "status"> & {
        extensions: { cost: Asked["cost"] };
      };
      return { status: response.status, data, errors, cost: extensions?.cost, statements };
    },
    async rows({ text, parameters }) {
      const binding = { variables: {}, memo: new Map() };
      return db.database.rows({ text: text!, values: parameters.map((parameter) => parameter(binding)) });
    },
  };
}

/** A test run keeps the machine so busy that the service may refuse; like any client, this one then tries again. */
async function postPatiently(url: string, body: string): Promise<Response> {
  for (let left = 50; ; left--) {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    if (response.status !== 503 || left === 0) return response;
    await response.arrayBuffer();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
