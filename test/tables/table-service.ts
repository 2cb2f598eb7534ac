// The service with its tables over a database with the sample data, for tests that download.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog } from "../../src/http/observability/log";
import { loadSample } from "../../src/sample/sample";
import { createService, plannerLimits, type Service, serviceEngine } from "../../src/service";
import { tableRoutes } from "../../src/tables/routes";
import { createTestDatabase, type TestDatabase } from "../support/database";

export interface TableService {
  readonly url: string;
  readonly db: TestDatabase;
  /** Where the files of revisions are kept. */
  readonly folder: string;
  graphql<T>(query: string, variables?: Record<string, unknown>): Promise<T>;
}

/** Call it at the top of a test file: it runs while the file's tests do. */
export function tableService(settings: { rateLimit?: number } = {}, filesWaitMs?: number): TableService {
  let db: TestDatabase;
  let service: Service;
  let url: string;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tables-"));
    db = await createTestDatabase();
    await loadSample(db.database);
    const engine = serviceEngine();
    service = await createService({
      ...engine,
      database: db.database,
      log: createLog("silent"),
      routes: ({ pipeline }) =>
        tableRoutes(
          { ...engine, limits: plannerLimits, database: db.database, folder, filesWaitMs },
          pipeline,
        ),
      settings: {
        poolMax: 4,
        statementTimeoutMs: 5000,
        requestTimeoutMs: 10_000,
        streamTimeoutMs: 20_000,
        rateLimit: 0,
        rateLimitExempt: [],
        rateStore: "memory" as const,
        trustedProxies: [],
        serverTiming: false,
        ...settings,
      },
    });
    const { port } = await service.listen(0, "127.0.0.1");
    url = `http://127.0.0.1:${port}`;
  });
  afterAll(async () => {
    await service?.close(100);
    await db?.drop();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    get url() {
      return url;
    },
    get folder() {
      return folder;
    },
    get db() {
      return db;
    },
    async graphql(query, variables) {
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data: never; errors?: unknown };
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
  };
}

/** CSV text as rows; null for an empty cell without quotes. */
export function parseCsv(text: string): (string | null)[][] {
  const rows: (string | null)[][] = [];
  let row: (string | null)[] = [];
  for (let at = 0; at < text.length; ) {
    let cell: string | null = null;
    if (text[at] === '"') {
      cell = "";
      for (at += 1; !(text[at] === '"' && text[at + 1] !== '"'); at += 1) {
        if (text[at] === '"') at += 1;
        cell += text[at];
      }
      at += 1;
    } else {
      const end = at + text.slice(at).search(/[,\n]/);
      if (end > at) cell = text.slice(at, end);
      at = end;
    }
    row.push(cell);
    if (text[at] === "\n") {
      rows.push(row);
      row = [];
    }
    at += 1;
  }
  return rows;
}

/** The rows of a CSV file by the names of its columns. */
export function records(text: string): Record<string, string | null>[] {
  const [names, ...rows] = parseCsv(text);
  return rows.map((row) => Object.fromEntries(row.map((cell, at) => [names![at], cell])));
}
