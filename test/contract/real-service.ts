// The whole service in this process: real schema, real engine, a database of the test file's own with the sample in it.

import type { Database } from "../../src/database";
import { createLog } from "../../src/http/observability/log";
import { loadSample } from "../../src/sample/sample";
import {
  createService,
  type Service,
  type ServiceOptions,
  type ServiceSettings,
  serviceEngine,
} from "../../src/service";
import { testDatabase } from "../support/database";

export interface RealService {
  readonly url: string;
  readonly service: Service;
  /** Another pool to the same database, for what tests do behind the service's back. */
  readonly database: Database;
  /** What the log said, line by line. */
  readonly logged: readonly Record<string, unknown>[];
}

const settings: ServiceSettings = {
  poolMax: 4,
  statementTimeoutMs: 2000,
  requestTimeoutMs: 5000,
  streamTimeoutMs: 5000,
  rateLimit: 0,
  rateLimitExempt: [],
  rateStore: "memory" as const,
  trustedProxies: [],
  serverTiming: false,
};

/** Call it at the top of a test file; it is there from beforeAll on. */
export function realService(
  changes: Partial<ServiceSettings> = {},
  routes: ServiceOptions["routes"] = [],
  fill: (database: Database) => Promise<unknown> = loadSample,
): RealService {
  const db = testDatabase();
  const logged: Record<string, unknown>[] = [];
  let service: Service;
  let port = 0;
  beforeAll(async () => {
    await fill(db.database);
    service = await createService({
      ...serviceEngine(),
      database: db.open(changes.poolMax === undefined ? {} : { poolMax: changes.poolMax }),
      log: createLog("warn", { write: (line: string) => void logged.push(JSON.parse(line)) }),
      routes,
      settings: { ...settings, ...changes },
    });
    ({ port } = await service.listen(0, "127.0.0.1"));
  });
  afterAll(() => service.close(100));
  return {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    get service() {
      return service;
    },
    get database() {
      return db.database;
    },
    logged,
  };
}
