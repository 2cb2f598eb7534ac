// The service as a process: settings, database, sample data, HTTP, signals. Ends with 0 after a stop signal, with 1 when
// it could not start, with 2 when its settings make no sense.
import { join } from "node:path";
import { createAccess } from "./access/access";
import { type Config, ConfigError, describeConfig, loadConfig } from "./config";
import {
  checkReadiness,
  clientOptions,
  type Database,
  DatabaseError,
  EmbeddedError,
  MigrationError,
  migrate,
  openDatabase,
  watchRevision,
  withLeastPrivilege,
} from "./database";
import { explorerRoutes } from "./explorer/routes";
import { feedRoutes } from "./feeds/routes";
import { PersistedDocuments } from "./http/documents/persisted-documents";
import { checkPort, ListenError } from "./http/listener";
import { createLog, describeError, type Logger } from "./http/observability/log";
import { playgroundRoutes, readExamples } from "./http/playground";
import { mcpRoute } from "./mcp/route";
import { projectRoot } from "./project-root";
import { isEmpty, loadSample } from "./sample/sample";
import { createService, plannerLimits, type Service, serviceEngine } from "./service";
import { tableRoutes } from "./tables/routes";

// Rows and answers of a few kilobytes are cut from slabs of memory. Of Node's own size, 8 KB, nearly each would need one.
// Whoever keeps such a piece keeps the slab: what is kept here, the answer cache, copies.
const slabBytes = 65_536;

async function main(): Promise<void> {
  Buffer.poolSize = slabBytes;
  const config = loadConfig(undefined, process.argv.slice(2));
  if (config.printConfig) return console.log(describeConfig(config));
  const log = createLog(config.logLevel);
  // Before a database is made that nobody could then be served from.
  await checkPort(config.port, config.host);
  let database = await openDatabase(config);
  const stopping = stopSignal(log);
  try {
    if (config.databaseUrl === undefined) {
      await prepareEmbedded(database, config, log);
      database = await withLeastPrivilege(database, clientOptions(config));
    }
    const service = await start(config, database, log);
    await stopping;
    await stop(service, database, config, log);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function prepareEmbedded(database: Database, { sampleData }: Config, log: Logger): Promise<void> {
  const applied = await migrate(database);
  if (applied.length > 0) log.info({ applied }, "migrations applied");
  if (sampleData === "off" || !(await isEmpty(database))) return;
  await loadSample(database);
  log.info("the empty database was filled with the sample");
}

async function start(config: Config, database: Database, log: Logger): Promise<Service> {
  const examples = readExamples(join(projectRoot(), "examples"));
  const { persistedDocumentsDir } = config;
  const persisted = persistedDocumentsDir === undefined ? examples : readExamples(persistedDocumentsDir);
  const revision = watchRevision(config, database);
  const engine = serviceEngine();
  const service = await createService({
    ...engine,
    database,
    log,
    routes: ({ pipeline }) => [
      ...playgroundRoutes(examples),
      ...tableRoutes(
        { ...engine, limits: plannerLimits, database, folder: join(config.dataDir, "tables") },
        pipeline,
      ),
      ...feedRoutes(pipeline),
      ...(config.mcp === "on" ? [mcpRoute(pipeline)] : []),
      ...explorerRoutes({ pipeline }),
    ],
    revision,
    access: createAccess(database, { anonymous: config.anonymous, tokens: tokenSettings(config) }),
    documents: new PersistedDocuments(persisted.map(({ query }) => query)),
    settings: {
      ...config,
      serverTiming: config.serverTiming === "on",
      persistedOnly: config.persistedOnly === "on",
    },
  });
  const { port } = await service.listen(config.port, config.host);
  const host = config.host.includes(":") ? `[${config.host}]` : config.host;
  console.log(`Oversight Graph is at http://${host}:${port} (explorer), /playground (GraphiQL) and /graphql`);
  if (config.databaseUrl !== undefined) void sayWhyNotReady(database, log);
  return { ...service, close: (graceMs) => service.close(graceMs).finally(() => revision.close()) };
}

function tokenSettings({ jwksUrl, jwtIssuer, jwtAudience, jwtRoleClaim }: Config) {
  return jwksUrl === undefined || jwtIssuer === undefined || jwtAudience === undefined
    ? undefined
    : { jwksUrl, issuer: jwtIssuer, audience: jwtAudience, roleClaim: jwtRoleClaim };
}

// With a database of one's own the service starts without it and waits; people should read why nothing is answered.
async function sayWhyNotReady(database: Database, log: Logger): Promise<void> {
  const state = await checkReadiness(database);
  if (state.ready) {
    if (await isEmpty(database))
      log.info(
        { hint: "npm run sample loads the sample, npm run import files of your own" },
        "the database is empty",
      );
    return;
  }
  const hint = state.reason.startsWith("migrations") ? "run: npm run migrate" : "it is tried again and again";
  log.warn({ reason: state.reason, hint }, "not ready");
}

async function stop(service: Service, database: Database, config: Config, log: Logger): Promise<void> {
  log.info({ graceMs: config.shutdownGraceMs }, "stopping: open requests finish first");
  await service.close(config.shutdownGraceMs);
  await database.close();
  log.info("stopped");
}

/** Resolves at the first SIGTERM or SIGINT; the second ends the process at once. */
function stopSignal(log: Logger): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const onSignal = (signal: NodeJS.Signals) => {
      if (asked) {
        log.warn({ signal }, "stopped at once");
        process.exit(1);
      }
      asked = true;
      resolve();
    };
    process.on("SIGTERM", onSignal);
    process.on("SIGINT", onSignal);
  });
}

function exitCode(error: unknown): number {
  const expected = [ConfigError, EmbeddedError, MigrationError, DatabaseError, ListenError];
  if (error instanceof Error && expected.some((type) => error instanceof type)) console.error(error.message);
  else console.error("The service could not start:", describeError(error));
  return error instanceof ConfigError ? 2 : 1;
}

main().then(
  () => process.exit(0),
  (error) => process.exit(exitCode(error)),
);
