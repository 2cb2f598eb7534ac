// The service with its real schema, keys and tokens, over a database of its own, for tests of who may do what.
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { exportJWK, generateKeyPair, type JWTPayload, type KeyLike, SignJWT } from "jose";
import { createAccess } from "../../src/access/access";
import { createKey } from "../../src/access/api-keys";
import type { Role } from "../../src/access/viewer";
import { watchRevision, withLeastPrivilege } from "../../src/database";
import { PersistedDocuments } from "../../src/http/documents/persisted-documents";
import { createLog } from "../../src/http/observability/log";
import { createService, type Service, type ServiceOptions, serviceEngine } from "../../src/service";
import { post, type Reply, settings } from "../http/stub-service";
import { testDatabase } from "../support/database";

export const issuer = "https://login.example.org";
export const audience = "oversight-graph";

/** An identity provider: signs tokens and publishes its keys. */
export interface Provider {
  readonly jwksUrl: string;
  /** How often its keys were fetched. */
  readonly fetches: number;
  token(
    claims: JWTPayload,
    changes?: { expires?: string; audience?: string; issuer?: string },
  ): Promise<string>;
  /** Signed by a key that the provider does not publish, under the id of one that it does. */
  forged(claims: JWTPayload): Promise<string>;
  close(): Promise<void>;
}

export async function startProvider(): Promise<Provider> {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const other = await generateKeyPair("ES256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "one", alg: "ES256", use: "sig" };
  let fetches = 0;
  const server: Server = createServer((_req, res) => {
    fetches++;
    res.setHeader("content-type", "application/json").end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const sign = (
    key: KeyLike,
    claims: JWTPayload,
    { expires = "5m", audience: aud = audience, issuer: iss = issuer } = {},
  ) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: "ES256", kid: "one" })
      .setSubject(claims.sub ?? "ada")
      .setIssuer(iss)
      .setAudience(aud)
      .setIssuedAt()
      .setExpirationTime(expires)
      .sign(key);
  return {
    jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    get fetches() {
      return fetches;
    },
    token: (claims, changes) => sign(privateKey, claims, changes),
    forged: (claims) => sign(other.privateKey, claims),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export interface AccessService {
  readonly url: string;
  readonly provider: Provider;
  readonly logged: readonly string[];
  readonly db: ReturnType<typeof testDatabase>;
  /** Calls back for every statement of the service, until what is returned is called. */
  statements(seen: (text: string) => void): () => void;
  /** Keys of each role. */
  readonly keys: Readonly<Record<Role, string>>;
  ask(query: string, credential?: string, variables?: Record<string, unknown>): Promise<Reply>;
}

interface Options extends Partial<Omit<ServiceOptions, "settings">> {
  readonly anonymous?: "read" | "none";
  readonly settings?: Partial<ServiceOptions["settings"]>;
  readonly persisted?: readonly string[];
}

/** Call it at the top of a test file. The service runs with the roles of least privilege, as over the embedded database. */
export function accessService({
  anonymous = "read",
  persisted = [],
  ...options
}: Options = {}): AccessService {
  const db = testDatabase();
  const logged: string[] = [];
  const keys = {} as Record<Role, string>;
  let service: Service;
  let revision: ReturnType<typeof watchRevision>;
  let provider: Provider;
  let url = "";
  let close: () => Promise<void>;
  let statements: AccessService["statements"];
  beforeAll(async () => {
    const rows = readFileSync(join(__dirname, "..", "queries", "data.sql"), "utf8");
    await db.database.transaction((transaction) => transaction.script(rows));
    await resetKeys(db.database);
    for (const role of ["READER", "EDITOR", "ADMIN"] as const)
      keys[role] = await createKey(db.database, { name: `the ${role.toLowerCase()}`, role });
    provider = await startProvider();
    const database = await withLeastPrivilege(db.open(), { poolMax: 4 });
    close = () => database.close();
    statements = (seen) => database.onStatement(({ text }) => seen(text));
    revision = watchRevision(
      { databaseUrl: db.url, databaseReadUrls: [], prepared: "on", wire: "fast" },
      database,
    );
    service = await createService({
      ...serviceEngine(),
      database,
      revision,
      documents: new PersistedDocuments(persisted),
      log: createLog("info", { write: (line: string) => void logged.push(line) }),
      access: createAccess(database, {
        anonymous,
        tokens: { jwksUrl: provider.jwksUrl, issuer, audience, roleClaim: "realm.roles" },
      }),
      ...options,
      settings: {
        ...settings,
        requestTimeoutMs: 10_000,
        statementTimeoutMs: 5000,
        answerCacheBytes: 1e6,
        ...options.settings,
      },
    });
    url = `http://127.0.0.1:${(await service.listen(0, "127.0.0.1")).port}`;
  });
  afterAll(async () => {
    await service?.close(100);
    await revision?.close();
    await close?.();
    await provider?.close();
  });
  return {
    get url() {
      return url;
    },
    get provider() {
      return provider;
    },
    statements: (seen) => statements(seen),
    logged,
    db,
    keys,
    ask: (query, credential, variables = {}) =>
      post(
        url,
        { query, variables },
        credential === undefined ? {} : { headers: { authorization: `Bearer ${credential}` } },
      ),
  };
}

/** The rows of the golden tests bring their own keys. */
async function resetKeys(database: AccessService["db"]["database"]): Promise<void> {
  const tables = await database.query<{ name: string }>(
    "select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name) where table_schema = 'public' and column_name = 'id' and is_identity = 'YES' and t.table_type = 'BASE TABLE'",
  );
  for (const { name } of tables)
    await database.query(`select setval(pg_get_serial_sequence('${name}', 'id'), 100000)`);
}
