// Statistics as a file: the rows of a statistics field, one column for each key and measure. It is an operation like any
// client's, answered by the same pipeline: its caches, limits and errors are those of /graphql.
import {
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isLeafType,
  isObjectType,
} from "graphql";
import { refusal } from "../errors";
import type { OperationPipeline } from "../http/graphql/pipeline";
import { send } from "../http/protocol/response";
import type { Exchange, Route } from "../http/route";
import { limits } from "../limits";
import { snakeCase } from "../planner/mapping/pending";
import { csvCell } from "./descriptor";
import { coerceNames, parseJson, readParameters } from "./table-request";

/** The statistics that are offered, by the table whose rows they count. */
const statisticsFields: Readonly<Record<string, string>> = {
  recommendations: "recommendationStatistics",
  reports: "reportStatistics",
  findings: "findingStatistics",
};

/** What is shown of a key that is a row of its own. */
const fieldsOfRow = ["slug", "name"];

interface StatisticsColumn {
  readonly name: string;
  /** Where its value lies in a group's row. */
  readonly path: readonly string[];
  /** The key it belongs to; undefined for a measure. */
  readonly dimension: string | undefined;
}

export function statisticsRoute(schema: GraphQLSchema, answering: Pick<OperationPipeline, "answer">): Route {
  return {
    path: "/data/statistics/:table.csv",
    kind: "operation",
    isCrossOrigin: true,
    async handle(exchange) {
      const lease = await exchange.admit();
      const { req, res, params } = exchange;
      const question = questionOf(schema, params.table ?? "", exchange.search);
      const { query, variables } = question;
      const reply = await answering.answer(
        { query, variables },
        {
          method: "POST",
          headers: withoutCondition(req.headers),
          search: "",
          isOwn: true,
          accepted: { type: "application/graphql-response+json", legacy: false },
        },
        lease.context,
      );
      const answer = JSON.parse(reply.body.toString()) as Answer;
      const points = answer.extensions?.cost?.requested ?? 0;
      if (points > 0) await lease.charge(points);
      if (!answer.data)
        return send(
          res,
          reply.status,
          "application/json; charset=utf-8",
          reply.body,
          withoutType(reply.headers),
        );
      const counted = "asOf" in answer.data ? answer.data.asOf : answer.data;
      sendRows(exchange, params.table!, question.columns, counted);
    },
  };
}

interface Counted {
  readonly statistics: { readonly groupCount: number; readonly rows: readonly Record<string, unknown>[] };
  readonly meta: { readonly revision: number };
}

interface Answer {
  readonly data?: Counted | { readonly asOf: Counted } | null;
  readonly extensions?: { readonly cost?: { readonly requested: number } };
}

function sendRows(
  { res }: Exchange,
  table: string,
  columns: readonly StatisticsColumn[],
  { statistics, meta }: Counted,
): void {
  const { rows, groupCount } = statistics;
  if (groupCount > rows.length)
    throw refusal(
      "QUERY_TOO_LARGE",
      `There are ${groupCount.toLocaleString("en-US")} groups; a file has ${limits.groups.value.toLocaleString("en-US")} at most.`,
      { hint: "Group by fewer keys, or choose rows by filter." },
    );
  const lines = [
    columns.map(({ name }) => name),
    ...rows.map((row) => columns.map(({ path }) => textAt(row, path))),
  ];
  send(
    res,
    200,
    "text/csv; charset=utf-8; header=present",
    lines.map((line) => `${line.join(",")}\n`).join(""),
    [
      ["x-revision", String(meta.revision)],
      ["cache-control", "no-cache"],
      ["content-disposition", `attachment; filename="${table}-statistics.csv"`],
    ],
  );
}

function textAt(row: Record<string, unknown>, path: readonly string[]): string {
  let value: unknown = row;
  for (const step of path) value = (value as Record<string, unknown> | null)?.[step] ?? null;
  return value === null ? "" : csvCell(String(value));
}

/** Throws NOT_FOUND and BAD_USER_INPUT. */
function questionOf(schema: GraphQLSchema, table: string, search: string) {
  const name = Object.hasOwn(statisticsFields, table) ? statisticsFields[table]! : undefined;
  const field = name === undefined ? undefined : schema.getQueryType()!.getFields()[name];
  if (!field)
    throw refusal("NOT_FOUND", `There are no statistics of ${JSON.stringify(table.slice(0, 60))}.`, {
      hint: `There are those of ${Object.keys(statisticsFields).join(", ")}.`,
    });
  const given = readParameters(search, [
    "groupBy",
    "filter",
    "having",
    "orderBy",
    "fillGaps",
    "asOf",
    "knownOn",
  ] as const);
  const typeOf = (argument: string) => field.args.find((one) => one.name === argument)!.type;
  const groupBy = given.get("groupBy")
    ? coerceNames("groupBy", given.get("groupBy")!, typeOf("groupBy"))
    : [];
  const columns = columnsOf(field.type as never, getNamedType(typeOf("groupBy")), groupBy as string[]);
  const names = ["groupBy", "filter", "having", "orderBy", "fillGaps"];
  const declared = names.map((argument) => `$${argument}: ${String(typeOf(argument))}`).join(", ");
  const passed = names.map((argument) => `${argument}: $${argument}`).join(", ");
  const asked = `meta { revision } statistics: ${name}(${passed}, first: ${limits.groups.value}) { groupCount rows { ${selectionOf(columns)} } }`;
  const [asOf, knownOn] = [given.get("asOf"), given.get("knownOn")];
  return {
    columns,
    query: asOf
      ? `query ($asOf: Date!, $knownOn: Date, ${declared}) { asOf(date: $asOf, knownOn: $knownOn) { ${asked} } }`
      : `query (${declared}) { ${asked} }`,
    variables: {
      ...(asOf && { asOf }),
      ...(knownOn && { knownOn }),
      groupBy,
      ...(given.get("filter") && { filter: parseJson("filter", given.get("filter")!) }),
      ...(given.get("having") && { having: parseJson("having", given.get("having")!) }),
      ...(given.get("fillGaps") && { fillGaps: parseJson("fillGaps", given.get("fillGaps")!) }),
      ...(given.get("orderBy") && { orderBy: given.get("orderBy")!.split(",") }),
    } as Record<string, unknown>,
  };
}

/** The keys in the order asked for, then all measures. */
function columnsOf(statistics: unknown, dimensions: unknown, groupBy: readonly string[]): StatisticsColumn[] {
  const answer = getNamedType(statistics as never) as unknown as GraphQLObjectType;
  const group = getNamedType(answer.getFields().rows!.type) as GraphQLObjectType;
  const known = new Set(isEnumType(dimensions) ? dimensions.getValues().map(({ name }) => name) : []);
  const columns = Object.values(group.getFields()).flatMap(({ name, type }): StatisticsColumn[] => {
    const key = snakeCase(name).toUpperCase();
    const dimension = known.has(key) ? key : undefined;
    const named = getNamedType(type);
    if (isLeafType(named)) return [{ name: snakeCase(name), path: [name], dimension }];
    if (!isObjectType(named)) return [];
    return fieldsOfRow
      .filter((field) => named.getFields()[field])
      .map((field) => ({ name: `${snakeCase(name)}_${field}`, path: [name, field], dimension }));
  });
  const keys = groupBy.flatMap((key) => columns.filter(({ dimension }) => dimension === key));
  return [...keys, ...columns.filter(({ dimension }) => dimension === undefined)];
}

function selectionOf(columns: readonly StatisticsColumn[]): string {
  const selected = new Map<string, string[]>();
  for (const { path } of columns) {
    const [field, below] = path;
    selected.set(field!, [...(selected.get(field!) ?? []), ...(below ? [below] : [])]);
  }
  return [...selected]
    .map(([field, below]) => (below.length > 0 ? `${field} { ${below.join(" ")} }` : field))
    .join(" ");
}

// The answer's own tag is not that of this file.
function withoutCondition({ "if-none-match": _, ...headers }: Exchange["req"]["headers"]) {
  return headers;
}

function withoutType(headers: Iterable<readonly [string, string]>): (readonly [string, string])[] {
  return [...headers].filter(([name]) => name !== "content-type" && name !== "etag");
}
