// THE table of limits: what is bounded, at which value, in which unit. The README shows this same table and a test
// compares the two. Each limit is enforced in exactly one place, which reads its value here.

export interface Limit {
  readonly value: number;
  readonly unit: string;
  /** What it bounds, for people. */
  readonly bounds: string;
}

export const limits = {
  bodyBytes: limit(102_400, "bytes", "body of a request"),
  tokens: limit(2_000, "tokens", "length of a document"),
  depth: limit(12, "levels", "nesting of fields, fragments followed"),
  introspectionDepth: limit(16, "levels", "nesting of fields under `__schema` and `__type`"),
  rootFields: limit(20, "fields", "root fields of an operation"),
  aliases: limit(
    30,
    "aliases",
    "aliases of an operation, `__typename` included, each use of a fragment counted",
  ),
  directives: limit(50, "directives", "directives of an operation, each use of a fragment counted"),
  operations: limit(20, "operations", "operations in one document"),
  errors: limit(20, "errors", "errors in one answer; the rest are not listed"),
  variableItems: limit(1_000, "values", "values in one list of a request's variables"),
  variableDepth: limit(20, "levels", "nesting of a request's variables"),
  pageSize: limit(100, "nodes", "`first` and `last`; at least 1"),
  defaultPageSize: limit(20, "nodes", "a page when neither `first` nor `last` is given"),
  nodes: limit(10_000, "nodes", "most nodes that one operation could answer"),
  cost: limit(5_000, "points", "cost of an operation, counted before it runs"),
  responseBytes: limit(10 * 1024 * 1024, "bytes", "data of an answer"),
  inItems: limit(100, "values", "list of an `in` or `notIn`"),
  filterDepth: limit(5, "levels", "nesting of a filter"),
  filterConditions: limit(50, "conditions", "conditions in one filter"),
  expandedFields: limit(5_000, "fields", "fields of an operation once its fragments are expanded"),
  orderKeys: limit(5, "keys", "keys of an `orderBy`"),
  groupKeys: limit(4, "keys", "keys of a `groupBy`"),
  groups: limit(1_000, "groups", "groups of statistics; 100 when `first` is not given"),
  searchCharacters: limit(500, "characters", "text of a search"),
  headerBytes: limit(16_384, "bytes", "headers of a request, its URL included"),
  headersMs: limit(10_000, "ms", "arrival of a request's headers"),
  requestMs: limit(15_000, "ms", "arrival of a whole request"),
  idleMs: limit(65_000, "ms", "silence on a connection that is kept for more requests"),
  stalledMs: limit(30_000, "ms", "a connection on which nothing moves while a request is open"),
  connections: limit(2_000, "connections", "connections open at once"),
  inFlight: limit(128, "operations", "operations in flight"),
  inFlightBusy: limit(
    12,
    "operations",
    "operations in flight while the service is congested, and for 1 s afterwards",
  ),
  crowd: limit(
    64,
    "operations",
    "congestion threshold: operations in flight, once one has waited 20 ms for a database connection; or in flight and being refused",
  ),
  downloads: limit(16, "downloads", "downloads that are being sent at once"),
  listeners: limit(1_500, "streams", "streams of changes that are open at once"),
  listenedDocuments: limit(
    200,
    "documents",
    "different documents, with their variables, that are listened to",
  ),
  streamBacklogBytes: limit(1_048_576, "bytes", "what a slow listener has yet to take before it is dropped"),
  streamMs: limit(3_600_000, "ms", "a stream of changes; the client connects again where it left off"),
  queuedMs: limit(1_000, "ms", "queue wait for a database connection"),
  eventLoopDelayMs: limit(
    150,
    "ms",
    "event-loop delay, four samples of 20 ms in a row, above which operations are refused",
  ),
} as const satisfies Record<string, Limit>;

/** The table as Markdown, for the README. */
export function limitsTable(): string {
  const rows = Object.values(limits).map(
    ({ value, unit, bounds }: Limit) => `| ${bounds} | ${value.toLocaleString("en-US")} ${unit} |`,
  );
  return ["| What is bounded | At most |", "|---|---:|", ...rows].join("\n");
}

function limit<const V extends number>(value: V, unit: string, bounds: string) {
  return Object.freeze({ value, unit, bounds });
}
