// What Prometheus can read at /metrics. Every label has a small fixed set of values: nothing that a client sends can make
// a new time series.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Shed } from "./admission";
import type { Refused } from "./busy";
import type { Facts } from "./request";

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const methods: ReadonlySet<string> = new Set(["GET", "POST", "HEAD", "OPTIONS"]);

export interface Gauges {
  readonly connections: () => { open: number; idle: number; waiting: number };
  readonly admission: () => { inFlight: number; running: number; queued: number };
  readonly answers?: () => { bytes: number; entries: number };
}

export class Metrics {
  readonly registry = new Registry();
  private readonly requests: Counter<"route" | "method" | "status">;
  private readonly operations: Counter<"type" | "outcome">;
  private readonly duration: Histogram<string>;
  private readonly cost: Histogram<string>;
  private readonly rows: Counter<string>;
  private readonly statements: Histogram<"outcome">;
  private readonly shedding: Counter<"reason">;
  private readonly origins: Counter<"origin">;
  private readonly evictions: Counter<string>;

  constructor(gauges: Gauges) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Counter({
      name: "oversight_http_requests_total",
      help: "Requests answered.",
      labelNames: ["route", "method", "status"],
      registers,
    });
    this.operations = new Counter({
      name: "oversight_operations_total",
      help: "GraphQL operations by type and by ok or the first error code.",
      labelNames: ["type", "outcome"],
      registers,
    });
    this.duration = new Histogram({
      name: "oversight_operation_seconds",
      help: "Time from a request's arrival to its answer.",
      buckets: seconds,
      registers,
    });
    this.cost = new Histogram({
      name: "oversight_operation_cost",
      help: "Cost of operations, in points of the limit table.",
      buckets: [1, 5, 10, 50, 100, 500, 1000, 2500, 5000],
      registers,
    });
    this.rows = new Counter({
      name: "oversight_rows_total",
      help: "Rows read from the database.",
      registers,
    });
    this.statements = new Histogram({
      name: "oversight_statement_seconds",
      help: "Time that statements ran.",
      labelNames: ["outcome"],
      buckets: seconds,
      registers,
    });
    this.shedding = new Counter({
      name: "oversight_shed_total",
      help: "Operations refused to protect the others.",
      labelNames: ["reason"],
      registers,
    });
    this.origins = new Counter({
      name: "oversight_answers_total",
      help: "Where answers came from: kept, shared with a request under way, executed, or held by the client.",
      labelNames: ["origin"],
      registers,
    });
    this.evictions = new Counter({
      name: "oversight_answer_cache_evictions_total",
      help: "Answers that others took the place of.",
      registers,
    });
    if (gauges.answers) watch(registers, "oversight_answer_cache", "Kept answers.", gauges.answers);
    watch(registers, "oversight_database_connections", "Connections to the primary.", gauges.connections);
    watch(registers, "oversight_operations_in_flight", "Operations being answered.", gauges.admission);
  }

  request(route: string, method: string | undefined, status: number): void {
    const known = method !== undefined && methods.has(method) ? method : "other";
    this.requests.inc({ route, method: known, status });
  }

  operation(facts: Facts, ms: number): void {
    this.operations.inc({ type: facts.operationType ?? "none", outcome: facts.codes?.[0] ?? "ok" });
    this.duration.observe(ms / 1000);
    if (facts.cost !== undefined) this.cost.observe(facts.cost);
    if (facts.rows !== undefined) this.rows.inc(facts.rows);
    if (facts.origin !== undefined) this.origins.inc({ origin: facts.origin });
  }

  /** Requests that were refused because there was too much to do, many at a time. */
  refused(refused: Refused): void {
    for (const [method, count] of refused) {
      this.requests.inc({ route: "/graphql", method, status: 503 }, count);
      this.operations.inc({ type: "none", outcome: "SERVICE_UNAVAILABLE" }, count);
    }
  }

  statement(ms: number, failed: boolean): void {
    this.statements.observe({ outcome: failed ? "failed" : "ok" }, ms / 1000);
  }

  evicted(): void {
    this.evictions.inc();
  }

  shed(reason: Shed | "connection" | "rate"): void {
    this.shedding.inc({ reason });
  }
}

function watch(registers: Registry[], name: string, help: string, read: () => Record<string, number>): void {
  new Gauge({
    name,
    help,
    labelNames: ["state"],
    registers,
    collect() {
      for (const [state, value] of Object.entries(read())) this.set({ state }, value);
    },
  });
}
