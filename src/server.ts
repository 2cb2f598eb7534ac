// Puts the service together: schema and engine, database, limits, HTTP. Starts nothing but what it returns to be started.
import type { GraphQLSchema } from "graphql";
import { Admission } from "./http/admission";
import { answerPlugin } from "./http/answer-plugin";
import type { Answering, Querying } from "./http/answering";
import { startApollo } from "./http/apollo";
import { Listener } from "./http/listener";
import { apolloLogger, type Logger } from "./http/log";
import { Metrics } from "./http/metrics";
import { RateGate } from "./http/rate-gate";
import { MemoryRateStore, type RateStore } from "./http/rate-limit";
import { cachedReadiness } from "./http/readiness";
import { type Page, router } from "./http/routes";
import { createRunner } from "./http/runner";
import { limits } from "./limits";

/** What the service needs of the database. */
export interface ServiceDatabase extends Querying {
  readonly counts: { readonly open: number; readonly idle: number; readonly waiting: number };
  ready(): Promise<{ ready: boolean; reason?: string }>;
  onStatement(listener: (event: { readonly ms: number; readonly error: unknown }) => void): () => void;
}

export interface ServiceOptions {
  readonly schema: GraphQLSchema;
  readonly sdl: string;
  readonly engine: Answering;
  readonly database: ServiceDatabase;
  readonly log: Logger;
  readonly pages?: ReadonlyMap<string, Page>;
  readonly rateStore?: RateStore;
  readonly settings: ServiceSettings;
}

export interface ServiceSettings {
  readonly poolMax: number;
  readonly statementTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly rateLimit: number;
  readonly rateLimitExempt: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly serverTiming: boolean;
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
  const readiness = cachedReadiness(() => database.ready());
  const admission = new Admission(admissionLimits(settings), (reason) => metrics.shed(reason));
  const metrics = new Metrics({
    connections: () => ({ ...database.counts }),
    admission: () => admission.counts,
  });
  const stopListening = database.onStatement((event) =>
    metrics.statement(event.ms, event.error !== undefined),
  );
  const plugin = answerPlugin(engine, createRunner(database, admission, settings.statementTimeoutMs));
  const apollo = await startApollo(options.schema, [plugin], apolloLogger(log));
  const rate = new RateGate({
    pointsPerMinute: settings.rateLimit,
    trustedProxies: settings.trustedProxies,
    exempt: settings.rateLimitExempt,
    store: options.rateStore ?? new MemoryRateStore(settings.rateLimit),
  });
  const listener = new Listener(
    router({
      graphql: { apollo, admission, rate, ...settings },
      sdl: options.sdl,
      metrics,
      log,
      readiness: async () => (isDraining ? { ready: false, reason: "the service is stopping" } : readiness()),
      pages: options.pages ?? new Map(),
    }),
    () => metrics.shed("connection"),
  );
  return {
    admission,
    listen: (port, host) => listener.listen(port, host),
    async close(graceMs) {
      isDraining = true;
      await listener.close(graceMs);
      await apollo.stop();
      admission.close();
      stopListening();
    },
  };
}

function admissionLimits({ poolMax }: ServiceSettings) {
  return {
    running: poolMax,
    inFlight: poolMax + limits.queued.value,
    queued: limits.queued.value,
    queuedMs: limits.queuedMs.value,
    eventLoopDelayMs: limits.eventLoopDelayMs.value,
  };
}
