// Puts the service together: schema and engine, database, limits, HTTP. Starts nothing but what it returns to be started.
import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { GraphQLSchema } from "graphql";
import { type Access, openAccess } from "./access/access";
import { checkReadiness, type Database, type Readiness } from "./database";
import { Door } from "./http/admit";
import { ResponseCache } from "./http/cache/response-cache";
import { Revalidation, type Revision } from "./http/cache/revalidation";
import { PersistedDocuments } from "./http/documents/persisted-documents";
import { ValidatedOperations } from "./http/documents/validated-operations";
import { startApollo } from "./http/graphql/apollo";
import { apolloPlugin } from "./http/graphql/apollo-plugin";
import { type Answering, OperationExecutor } from "./http/graphql/execute";
import { graphqlRoute } from "./http/graphql/handler";
import { OperationPipeline } from "./http/graphql/pipeline";
import { createRunner } from "./http/graphql/statement-runner";
import { Listener } from "./http/listener";
import { apolloLogger, Debounced, type Logger } from "./http/observability/log";
import { Metrics } from "./http/observability/metrics";
import { Admission } from "./http/overload/admission";
import { LoadShedder } from "./http/overload/load-shedding";
import { PostgresTokenBucket } from "./http/overload/postgres-token-bucket";
import { RateLimiter } from "./http/overload/rate-limiter";
import { MemoryTokenBucket, type TokenBucketStore } from "./http/overload/token-bucket";
import { cachedReadiness } from "./http/readiness";
import type { Route } from "./http/route";
import { router } from "./http/router";
import { serviceRoutes } from "./http/service-routes";
import { changeHub } from "./http/stream/evaluate";
import { streamRoute } from "./http/stream/route";
import { limits } from "./limits";
import { Engine } from "./planner/engine";
import type { PlannerLimits } from "./planner/plan/plan";
import { schemaText, serviceSchema } from "./schema";

/** What the service needs of the database. */
export type ServiceDatabase = Pick<Database, "read" | "rows" | "transaction" | "counts" | "onStatement">;

export interface ServiceOptions {
  readonly schema: GraphQLSchema;
  readonly sdl: string;
  readonly engine: Answering;
  readonly database: ServiceDatabase;
  /** Whether the database can be used. Default: it answers and its migrations are up to date. */
  readonly readiness?: () => Promise<Readiness>;
  readonly log: Logger;
  /** Routes besides /graphql and those of service-routes.ts. They may ask for what the service is made of. */
  readonly routes?: readonly Route[] | ((parts: ServiceParts) => readonly Route[]);
  readonly rateStore?: TokenBucketStore;
  /** Who is let in. Default: everybody may read, credentials are not looked at. */
  readonly access?: Access;
  /** Without it no answer is reused and none has an ETag. */
  readonly revision?: Revision;
  readonly documents?: PersistedDocuments;
  readonly settings: ServiceSettings;
}

/** What a route may be made of. */
export interface ServiceParts {
  readonly pipeline: OperationPipeline;
  readonly metrics: Metrics;
}

export interface ServiceSettings {
  readonly poolMax: number;
  readonly statementTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly streamTimeoutMs: number;
  readonly rateLimit: number;
  readonly rateLimitExempt: readonly string[];
  readonly rateStore: "memory" | "database";
  readonly trustedProxies: readonly string[];
  readonly serverTiming: boolean;
  readonly answerCacheBytes?: number;
  readonly persistedOnly?: boolean;
}

export interface Service {
  listen(port: number, host: string): Promise<{ port: number }>;
  /** From now on not ready; open requests finish within the grace. */
  close(graceMs: number): Promise<void>;
  readonly admission: Admission;
}

export async function createService(options: ServiceOptions): Promise<Service> {
  const { settings, database, log, engine } = options;
  let isDraining = false;
  const readiness = cachedReadiness(options.readiness ?? (() => checkReadiness(database)));
  const admission = new Admission(admissionLimits(settings), (reason) => metrics.shed(reason));
  const answers = new ResponseCache(settings.answerCacheBytes ?? 0, () => metrics.evicted());
  const metrics = new Metrics({
    connections: () => ({ ...database.counts }),
    admission: () => admission.counts,
    answers: () => ({ ...answers.counts }),
  });
  const stopListening = database.onStatement((event) =>
    metrics.statement(event.ms, event.error !== undefined),
  );
  const runner = createRunner(database, admission, settings.statementTimeoutMs);
  const executor = new OperationExecutor(engine, runner);
  const validated = new ValidatedOperations();
  const plugin = apolloPlugin(executor, validated);
  const busyLog = new Debounced(log);
  const shedder = new LoadShedder(admission, (refused) => {
    metrics.refused(refused);
    busyLog.warn(
      "busy: requests were refused",
      [...refused.values()].reduce((sum, one) => sum + one, 0),
    );
  });
  const documents = options.documents ?? new PersistedDocuments();
  const apollo = await startApollo(options.schema, [plugin], apolloLogger(log), documents);
  const rate = new RateLimiter({
    pointsPerMinute: settings.rateLimit,
    trustedProxies: settings.trustedProxies,
    exempt: settings.rateLimitExempt,
    store: rateStore(options),
  });
  const revalidation = new Revalidation(answers, options.revision, releaseOf(options.sdl));
  const pipeline = new OperationPipeline({
    apollo,
    executor,
    validated,
    documents,
    revalidation,
    persistedOnly: settings.persistedOnly ?? false,
  });
  const hub = options.revision && changeHub(pipeline, options.revision, settings.requestTimeoutMs);
  const { routes: others = [] } = options;
  const routes = [
    graphqlRoute(pipeline, settings),
    streamRoute(options.schema, pipeline, hub),
    ...serviceRoutes({
      sdl: options.sdl,
      metrics,
      readiness: async () => (isDraining ? { ready: false, reason: "the service is stopping" } : readiness()),
    }),
    ...(typeof others === "function" ? others({ pipeline, metrics }) : others),
  ];
  const door = new Door({ admission, shedder, rate, access: options.access ?? openAccess, ...settings });
  const listener = new Listener(router({ routes, door, metrics, log }), () => metrics.shed("connection"));
  return {
    admission,
    listen: (port, host) => listener.listen(port, host),
    async close(graceMs) {
      isDraining = true;
      hub?.close();
      await listener.close(graceMs);
      await apollo.stop();
      admission.close();
      shedder.close();
      stopListening();
    },
  };
}

// Another program may answer otherwise. A build's folder is named after its sources; see scripts/build.mjs.
function releaseOf(sdl: string): string {
  return createHash("sha256")
    .update(`${basename(__dirname)} ${sdl}`)
    .digest("base64url")
    .slice(0, 8);
}

function rateStore({ rateStore: given, settings, database }: ServiceOptions): TokenBucketStore {
  if (given) return given;
  return settings.rateStore === "database"
    ? new PostgresTokenBucket(database, settings.rateLimit)
    : new MemoryTokenBucket(settings.rateLimit);
}

function admissionLimits({ poolMax }: ServiceSettings) {
  return {
    running: poolMax,
    inFlight: Math.max(limits.inFlight.value, 2 * poolMax),
    inFlightCongested: Math.max(limits.inFlightBusy.value, poolMax + 2),
    congestionThreshold: Math.max(limits.crowd.value, 2 * poolMax),
    queuedMs: limits.queuedMs.value,
    eventLoopDelayMs: limits.eventLoopDelayMs.value,
  };
}

export interface ServiceEngine {
  readonly schema: GraphQLSchema;
  readonly sdl: string;
  readonly engine: Engine;
}

/** What the planner enforces of the table of limits. */
export const plannerLimits: PlannerLimits = {
  depth: limits.depth.value,
  pageSize: limits.pageSize.value,
  defaultPageSize: limits.defaultPageSize.value,
  nodes: limits.nodes.value,
  cost: limits.cost.value,
  responseBytes: limits.responseBytes.value,
  searchText: limits.searchCharacters.value,
  filterDepth: limits.filterDepth.value,
  filterConditions: limits.filterConditions.value,
  listValues: limits.inItems.value,
  expandedFields: limits.expandedFields.value,
  orderKeys: limits.orderKeys.value,
  rootFields: limits.rootFields.value,
  groupKeys: limits.groupKeys.value,
  groups: limits.groups.value,
};

/** The service's schema and an engine over it; benchmarks may change single limits. */
export function serviceEngine(changed: Partial<PlannerLimits> = {}): ServiceEngine {
  const { schema, resolvers } = serviceSchema();
  return {
    schema,
    sdl: schemaText(),
    engine: new Engine(schema, resolvers, { ...plannerLimits, ...changed }),
  };
}
