// Every setting of the service: its name, its default and what is allowed. The only file that reads process.env.
// All mistakes are reported together, so that fixing one never uncovers the next.
import { homedir } from "node:os";
import { join } from "node:path";
import {
  addresses,
  type Environment,
  fraction,
  integer,
  list,
  oneOf,
  optional,
  type Parsed,
  plain,
  type Setting,
  text,
  webAddress,
} from "./setting";

export type { Environment } from "./setting";

const settings = {
  port: integer("PORT", "TCP port to listen on; 0 = any free one", 4000, 0, 65_535),
  host: text("HOST", "address to bind to", "127.0.0.1"),
  databaseUrl: optional(
    "DATABASE_URL",
    "PostgreSQL 15 to 18; absent = the embedded one",
    databaseUrl,
    withoutPassword,
  ),
  databaseReadUrls: list(
    "DATABASE_READ_URL",
    "streaming replicas to read from, comma-separated",
    databaseUrl,
    withoutPassword,
  ),
  dataDir: text("DATA_DIR", "where the embedded server keeps its data", defaultDataDir),
  prepared: oneOf(
    "PG_PREPARED",
    "named prepared statements; off behind PgBouncer in transaction mode",
    "on",
    ["on", "off"],
  ),
  wire: oneOf(
    "PG_WIRE",
    "how rows are read: fast = from the socket's bytes; plain = by the driver pg alone, slower",
    "fast",
    ["fast", "plain"],
  ),
  poolMax: integer("POOL_MAX", "connections to each database", 10, 1, 1000),
  statementTimeoutMs: integer("STATEMENT_TIMEOUT_MS", "longest run of one statement", 5000, 1, 3_600_000),
  requestTimeoutMs: integer("REQUEST_TIMEOUT_MS", "longest run of one request", 10_000, 1, 3_600_000),
  streamTimeoutMs: integer("STREAM_TIMEOUT_MS", "longest run of one download", 300_000, 1, 3_600_000),
  shutdownGraceMs: integer(
    "SHUTDOWN_GRACE_MS",
    "how long requests may finish after a stop signal",
    10_000,
    0,
    600_000,
  ),
  rateLimit: integer(
    "RATE_LIMIT",
    "points of cost per client and minute; 0 = no limit",
    60_000,
    0,
    999_999_999,
  ),
  rateLimitExempt: addresses("RATE_LIMIT_EXEMPT", "clients without a rate limit; none = nobody", [
    "127.0.0.1",
    "::1",
  ]),
  rateStore: oneOf(
    "RATE_STORE",
    "where the rate limit counts: memory = each service for itself; database = all together",
    "memory",
    ["memory", "database"],
  ),
  trustedProxies: addresses(
    "TRUSTED_PROXIES",
    "proxies whose X-Forwarded-For is believed; none = nobody",
    [],
  ),
  serverTiming: oneOf("SERVER_TIMING", "tells clients where the time went; for development", "off", [
    "on",
    "off",
  ]),
  answerCacheBytes: integer(
    "ANSWER_CACHE_BYTES",
    "memory for ready answers; 0 = none are kept",
    64 * 1024 * 1024,
    0,
    999_999_999,
  ),
  anonymous: oneOf("ANONYMOUS", "who may ask without a key: read = anybody; none = nobody", "read", [
    "read",
    "none",
  ]),
  jwksUrl: optional(
    "JWKS_URL",
    "keys of an identity provider whose tokens are accepted; absent = API keys alone",
    webAddress,
    (value) => value,
  ),
  jwtIssuer: optional("JWT_ISSUER", "issuer that a token must name", plain, (value) => value),
  jwtAudience: optional("JWT_AUDIENCE", "audience that a token must name", plain, (value) => value),
  jwtRoleClaim: text(
    "JWT_ROLE_CLAIM",
    "claim of a token that names the role; a.b leads into objects",
    "role",
  ),
  mcp: oneOf("MCP", "on = the Model Context Protocol is spoken at /mcp, read-only", "off", ["on", "off"]),
  persistedOnly: oneOf(
    "PERSISTED_ONLY",
    "on = only documents of PERSISTED_DOCUMENTS_DIR are answered",
    "off",
    ["on", "off"],
  ),
  persistedDocumentsDir: optional(
    "PERSISTED_DOCUMENTS_DIR",
    "its .graphql files are answered by documentId; absent = the examples",
    (value) => ({ value }),
    (value) => value,
  ),
  sampleData: oneOf("SAMPLE_DATA", "auto loads the sample into an empty embedded database", "auto", [
    "auto",
    "off",
  ]),
  extractionMinConfidence: fraction(
    "EXTRACTION_MIN_CONFIDENCE",
    "facts that an import reads from prose less surely than this are left out; 0 to 1",
    0.55,
  ),
  logLevel: oneOf("LOG_LEVEL", "the least level that is logged", "info", [
    "trace",
    "debug",
    "info",
    "warn",
    "error",
    "fatal",
    "silent",
  ]),
} as const;

type ValueOf<S> = S extends Setting<infer T> ? T : never;
type Settings = { readonly [K in keyof typeof settings]: ValueOf<(typeof settings)[K]> };

export interface Config extends Settings {
  /** True for `--print-config`: show the settings and do nothing else. */
  readonly printConfig: boolean;
}

export class ConfigError extends Error {
  override readonly name = "ConfigError";
  constructor(readonly problems: readonly string[]) {
    super(
      `The configuration has ${problems.length === 1 ? "a mistake" : `${problems.length} mistakes`}:\n${problems.map((problem) => `  ${problem}`).join("\n")}`,
    );
  }
}

/** Reads the settings; throws one ConfigError that lists every mistake. `argv` is what follows the command's name. */
export function loadConfig(env: Environment = process.env, argv: readonly string[] = []): Config {
  const problems: string[] = [];
  const config: Record<string, unknown> = { printConfig: false };
  for (const [key, setting] of Object.entries(settings) as [string, Setting<unknown>][]) {
    const given = env[setting.name]?.trim();
    // A blank value counts as absent: compose files and shells pass `NAME=` for "not set".
    const parsed = given ? setting.parse(given) : { value: fallback(setting, env) };
    if ("problem" in parsed) problems.push(`${setting.name}: ${parsed.problem}`);
    else config[key] = parsed.value;
  }
  for (const argument of argv) {
    if (argument === "--print-config") config.printConfig = true;
    else problems.push(`${argument}: unknown argument; the only one is --print-config`);
  }
  problems.push(...incomplete(config as Partial<Settings>));
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config) as unknown as Config;
}

/** Settings that mean nothing without each other. A token is only as good as what it is checked against. */
function incomplete({ jwksUrl, jwtIssuer, jwtAudience }: Partial<Settings>): string[] {
  if (jwksUrl === undefined && jwtIssuer === undefined && jwtAudience === undefined) return [];
  const needed = { JWKS_URL: jwksUrl, JWT_ISSUER: jwtIssuer, JWT_AUDIENCE: jwtAudience };
  return Object.entries(needed)
    .filter(([, value]) => value === undefined)
    .map(([name]) => `${name}: tokens need JWKS_URL, JWT_ISSUER and JWT_AUDIENCE together`);
}

/** The settings as `NAME=value  # meaning` lines, secrets hidden. */
export function describeConfig(config: Config): string {
  const lines = (Object.entries(settings) as [keyof Settings, Setting<unknown>][]).map(([key, setting]) => {
    const shown = setting.show ? setting.show(config[key]) : config[key];
    return [`${setting.name}=${shown ?? ""}`, setting.meaning] as const;
  });
  const width = Math.max(...lines.map(([assignment]) => Math.min(assignment.length, 50)));
  return lines.map(([assignment, meaning]) => `${assignment.padEnd(width)}  # ${meaning}`).join("\n");
}

/** A database URL that can be shown to people. */
export function withoutPassword(url: string): string {
  const { parsed, socket } = parseUrl(url);
  if (parsed.password) parsed.password = "***";
  if (parsed.searchParams.has("password")) parsed.searchParams.set("password", "***");
  return socket ? parsed.href.replace("@socket/", "@/") : parsed.href;
}

function fallback<T>(setting: Setting<T>, env: Environment): T {
  return typeof setting.fallback === "function"
    ? (setting.fallback as (env: Environment) => T)(env)
    : setting.fallback;
}

// What arrived is not repeated in these problems: it may hold a password.
function databaseUrl(value: string): Parsed<string> {
  try {
    const { parsed } = parseUrl(value);
    if (parsed.protocol !== "postgres:" && parsed.protocol !== "postgresql:")
      return { problem: `it starts with "${parsed.protocol}", not with "postgres://"` };
    return { value };
  } catch {
    return { problem: "it is not a URL; it looks like postgres://user:password@host:5432/database" };
  }
}

// `postgres://user@/database?host=/run/postgresql` names a socket folder; the WHATWG parser refuses its empty host.
function parseUrl(url: string): { parsed: URL; socket: boolean } {
  const socket = /^[a-z]+:\/\/[^/]*@\//.test(url);
  return { parsed: new URL(socket ? url.replace("@/", "@socket/") : url), socket };
}

function defaultDataDir(env: Environment): string {
  if (process.platform === "win32")
    return join(env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "oversight-graph");
  if (process.platform === "darwin")
    return join(homedir(), "Library", "Application Support", "oversight-graph");
  return join(env.XDG_DATA_HOME || join(homedir(), ".local", "share"), "oversight-graph");
}
