// Prometheus metrics at /metrics. Every label has a small fixed set of values: nothing that a client sends can create a time
// series.
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Shed } from "../overload/admission";
import type { Refused } from "../overload/load-shedding";
import type { CacheStatus, RequestStats } from "../protocol/request-context";
import type { RouteKind } from "../route";
import { Counter, Histogram } from "./metric-series";

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const methods: ReadonlySet<string> = new Set(["GET", "POST", "HEAD", "OPTIONS"]);

export interface Gauges {
  readonly connections: () => { open: number; idle: number; waiting: number };
  readonly admission: () => { inFlight: number; running: number; queued: number };
  readonly answers?: () => { bytes: number; entries: number };
}

export class Metrics {
  readonly registry = new Registry();
  private readonly requests: Counter;
  private readonly operations: Counter;
  private readonly duration: Histogram;
  private readonly cost: Histogram;
  private readonly rows: Counter;
  private readonly statements: Histogram;
  private readonly shedding: Counter;
  private readonly origins: Counter;
  private readonly evictions: Counter;

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
      label: "outcome",
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
    this.requests.add(1, route, known, status);
  }

  /** What answering a request took. Only operations have a type, an outcome and a duration of their own. */
  work(kind: RouteKind, stats: RequestStats, ms: number): void {
    if (kind === "operation") {
      this.operations.add(1, stats.operationType ?? "none", stats.codes?.[0] ?? "ok");
      this.duration.observe(ms / 1000);
    }
    if (stats.cost !== undefined) this.cost.observe(stats.cost);
    if (stats.rows !== undefined) this.rows.add(stats.rows);
    if (stats.cacheStatus !== undefined) this.origins.add(1, labelOf(stats.cacheStatus));
  }

  /** Requests that were refused because there was too much to do, many at a time. */
  refused(refused: Refused): void {
    for (const [kind, count] of refused) {
      const [method = "", route = ""] = kind.split(" ");
      this.requests.add(count, route, method, 503);
      this.operations.add(count, "none", "SERVICE_UNAVAILABLE");
    }
  }

  statement(ms: number, failed: boolean): void {
    this.statements.observe(ms / 1000, failed ? "failed" : "ok");
  }

  evicted(): void {
    this.evictions.add(1);
  }

  shed(reason: Shed | "connection" | "rate"): void {
    this.shedding.add(1, reason);
  }
}

/** The label keeps the value that dashboards know. */
export function labelOf(status: CacheStatus): string {
  return status === "coalesced" ? "shared" : status;
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
