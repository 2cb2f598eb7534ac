// Everything that can be filtered or sorted by is served by an index: each is explained, and none may pass over a big
// table. On little data the question is whether there is another way at all; on a real database (EXPLAIN_DATABASE_URL,
// npm run explain) whether PostgreSQL takes it.
import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLList,
  getNamedType,
  isEnumType,
  isInputObjectType,
  parse,
} from "graphql";
import { Database } from "../../src/database/database";
import { explainStatement } from "../../src/database/explain";
import { serviceEngine } from "../../src/service";
import { generate } from "../../src/synthetic/generate";
import { testDatabase } from "../support/database";

const given = process.env.EXPLAIN_DATABASE_URL;
const db = testDatabase({ statementTimeoutMs: 60_000 });
const { schema, engine } = serviceEngine();
/** Tables that grow with the number of reports; a pass over any other is no harm. */
const bigRows = given ? 10_000 : 1_000;
let database: Database;
let big: ReadonlySet<string>;

beforeAll(async () => {
  database = given ? new Database({ url: given, statementTimeoutMs: 60_000 }) : db.database;
  if (!given) await generate(database, { reports: 2_000, seed: 3, intoRealData: false });
  const found = await database.query<{ name: string }>(
    "select oid::regclass::text as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples > $1",
    [bigRows],
  );
  big = new Set(found.map(({ name }) => name));
}, 60_000);
afterAll(() => (given ? database.close() : undefined));

/** What excludes little, such as "not this one", is a pass over nearly everything whatever there is to help. */
const selective = new Set(["eq", "in", "lt", "lte", "gt", "gte", "contains", "startsWith", "matches"]);
/** Compared with what comes before or after it, a title may be longer than an index entry; the condition is a pass. */
const known = new Set(["title lt", "title lte", "title gt", "title gte"]);
/** Agencies by a count that is kept in another table: all are looked up, by its key, before the first is known. */
const countedAnew = /^(REPORT|OPEN_RECOMMENDATION|UNRESOLVED_RECOMMENDATION)_COUNT_/;
const lists = Object.values(schema.getQueryType()!.getFields()).filter(({ args }) =>
  ["after", "filter", "orderBy"].every((wanted) => args.some(({ name }) => name === wanted)),
);

const filters = lists.flatMap((list) => {
  const filter = getNamedType(
    list.args.find(({ name }) => name === "filter")!.type,
  ) as GraphQLInputObjectType;
  return Object.values(filter.getFields()).flatMap((field) => {
    const operators = getNamedType(field.type);
    if (
      !isInputObjectType(operators) ||
      !/Filter$/.test(operators.name) ||
      !("isNull" in operators.getFields() || "eq" in operators.getFields())
    )
      return [];
    return Object.values(operators.getFields())
      .filter(({ name }) => selective.has(name) && field.name !== "id" && !known.has(`${field.name} ${name}`))
      .map(
        (operator) =>
          `{ ${list.name}(filter: { ${field.name}: { ${operator.name}: ${literal(operator.name, operator.type)} } }) { totalCount } }`,
      );
  });
});

const orders = lists.flatMap((list) => {
  const argument = list.args.find(({ name }) => name === "orderBy");
  const order = argument && getNamedType(argument.type);
  if (!isEnumType(order)) return [];
  return order
    .getValues()
    .filter(({ name }) => !(list.name === "agencies" && countedAnew.test(name)))
    .map(({ name }) => `{ ${list.name}(first: 10, orderBy: [${name}]) { nodes { id } } }`);
});

test.each(filters)("%s", async (text) => {
  expect(passesOver(await planOf(text))).toEqual([]);
});

test.each(orders)("%s", async (text) => {
  const plan = await planOf(text);
  expect(passesOver(plan)).toEqual([]);
  expect(sortsAll(plan)).toEqual([]);
});

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Cond"?: string;
  readonly Filter?: string;
  readonly "Plan Rows": number;
  readonly Plans?: readonly PlanNode[];
}

async function planOf(text: string): Promise<PlanNode> {
  let plan: PlanNode | undefined;
  const run = async (statement: { text: string; values: readonly (string | null)[] }) => {
    const lines = await database.transaction(async (transaction) => {
      if (!given) await transaction.script("set local enable_seqscan = off");
      return explainStatement(transaction, statement, { plan: "custom", format: "json" });
    });
    plan = (JSON.parse(lines.join("\n")) as { Plan: PlanNode }[])[0]!.Plan;
    throw new Error("explained");
  };
  await engine.answer({ document: parse(text), run }).catch((error: Error) => {
    if (error.message !== "explained") throw error;
  });
  return plan!;
}

function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** Scans of whole big tables, and of whole indexes in search of what no index entry is kept for. */
function passesOver(plan: PlanNode): string[] {
  return nodesOf(plan)
    .filter((node) => big.has(node["Relation Name"] ?? ""))
    .filter(
      (node) => node["Node Type"] === "Seq Scan" || (isIndexScan(node) && !node["Index Cond"] && node.Filter),
    )
    .map((node) => `${node["Node Type"]} on ${node["Relation Name"]}: ${node.Filter ?? ""}`);
}

function isIndexScan(node: PlanNode): boolean {
  return /^Index (Only )?Scan/.test(node["Node Type"]);
}

/** Sorts of a whole big table. */
function sortsAll(plan: PlanNode): string[] {
  return nodesOf(plan)
    .filter((node) => node["Node Type"] === "Sort")
    .filter((sort) => nodesOf(sort).some((node) => big.has(node["Relation Name"] ?? "")))
    .map((sort) => `Sort of ${sort["Plan Rows"]} rows`);
}

/** A value that few rows meet. */
function literal(operator: string, type: GraphQLInputType): string {
  if (type instanceof GraphQLList) return `[${literal(operator, type.ofType)}]`;
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]!.name;
  const values: Record<string, string> = {
    Int: "2019",
    Float: "1",
    Boolean: "true",
    Date: '"2019-01-31"',
    DateTime: '"2019-01-31T00:00:00Z"',
    Decimal: '"1000000.00"',
  };
  const text = /^gte?$/.test(operator) ? '"zz"' : /^lte?$/.test(operator) ? '"!"' : '"culvert"';
  return values[named.name] ?? text;
}
