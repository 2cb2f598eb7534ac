// A migrated database of a test file's own, empty at first, gone afterwards.
import { randomBytes } from "node:crypto";
import { Database, type DatabaseOptions } from "../../src/database/database";

/** PG_WIRE=plain runs the tests on plain pg. */
const wire = process.env.PG_WIRE === "plain" ? "plain" : "fast";
const templateName = "template_oversight";

export interface TestDatabase {
  readonly database: Database;
  readonly url: string;
  /** A further pool to the same database, with other options; closed with the test file. */
  open(options?: Partial<DatabaseOptions>): Database;
  /** Only needed where afterAll is not at hand, as in scripts. */
  drop(): Promise<void>;
}

/** Call it at the top of a test file or describe block: `const db = testDatabase()`, then use `db.database` in tests. */
export function testDatabase(
  options: { readonly empty?: boolean } & Partial<DatabaseOptions> = {},
): TestDatabase {
  let made: TestDatabase | undefined;
  beforeAll(async () => {
    made = await createTestDatabase(options);
  });
  afterAll(async () => {
    await made?.drop();
  });
  const get = () => {
    if (made === undefined)
      throw new Error("The test database exists from beforeAll on, not while tests are declared.");
    return made;
  };
  return {
    get database() {
      return get().database;
    },
    get url() {
      return get().url;
    },
    open: (more) => get().open(more),
    drop: () => get().drop(),
  };
}

/** The same without jest's hooks: the caller drops it. `empty`: without the migrations. */
export async function createTestDatabase({
  empty = false,
  ...options
}: { readonly empty?: boolean } & Partial<DatabaseOptions> = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await administer(`create database ${name} template ${empty ? "template0" : templateName}`);
  const url = testServerUrl(name);
  const pools: Database[] = [];
  const open = (more: Partial<DatabaseOptions> = {}) => {
    const pool = new Database({ url, poolMax: 4, wire, ...options, ...more });
    pools.push(pool);
    return pool;
  };
  return {
    database: open(),
    url,
    open,
    async drop() {
      await Promise.all(pools.map((pool) => pool.close()));
      await administer(`drop database if exists ${name} with (force)`);
    },
  };
}

/** The URL of a database on the test server. */
export function testServerUrl(database: string): string {
  const server = process.env.TEST_SERVER_URL;
  if (server === undefined)
    throw new Error("There is no test server: run the tests by jest, with its global setup.");
  return server.replace(/\/postgres\?/, `/${database}?`).replace(/\/postgres$/, `/${database}`);
}

async function administer(text: string): Promise<void> {
  const admin = new Database({ url: testServerUrl("postgres"), poolMax: 1, statementTimeoutMs: 30_000 });
  try {
    await admin.rows({ text, values: [] });
  } finally {
    await admin.close();
  }
}
