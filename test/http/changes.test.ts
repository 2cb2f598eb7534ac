// Mutations: the resolver runs first in one transaction, the selection is answered from the same transaction, everything
// happens or nothing does, and what the database refuses is a refusal with the names of the fields. The service has no
// public mutation; these belong to a schema of this file.
import "reflect-metadata";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { printSchema } from "graphql";
import { Arg, buildSchemaSync, Ctx, Field, Int, Mutation, ObjectType, Resolver } from "type-graphql";
import { type Database, type Transaction, watchRevision } from "../../src/database";
import { Agency, AgencyQueries } from "../../src/graph/agency";
import { RecommendationQueries } from "../../src/graph/recommendation";
import { ReportQueries } from "../../src/graph/report";
import { Topic, TopicQueries } from "../../src/graph/topic";
import { createLog } from "../../src/http/observability/log";
import { Engine } from "../../src/planner/engine";
import { rootResolvers } from "../../src/planner/mapping/roots";
import { byId, nothing, one, payload } from "../../src/planner/mapping/select";
import { createService, plannerLimits, type Service } from "../../src/service";
import { testDatabase } from "../support/database";
import { until } from "./fake-revision";
import { post, settings } from "./stub-service";

interface Change {
  readonly transaction: Transaction;
}

@ObjectType({ simpleResolvers: true })
class Complaint {
  @Field(() => String) field!: string;
  @Field(() => String) message!: string;
}

@ObjectType({ simpleResolvers: true })
class TopicPayload {
  @Field(() => Topic, { nullable: true }) topic!: Topic | null;
  @Field(() => [Complaint]) userErrors!: Complaint[];
  @Field(() => Int) tried!: number;
}

let calls = 0;
let meanwhile: (() => Promise<void>) | undefined;

@Resolver()
class Changes {
  @Mutation(() => Topic, { nullable: true })
  async addTopic(
    @Arg("slug", () => String) slug: string,
    @Arg("name", () => String) name: string,
    @Ctx() { transaction }: Change,
  ) {
    calls++;
    await transaction.query("insert into topics (slug, name) values ($1, $2)", [slug, name]);
    const [report] = await transaction.query<{ id: number }>("select min(id) as id from reports");
    await transaction.query(
      "insert into report_topics (report_id, topic_id) select $1, id from topics where slug = $2",
      [report!.id, slug],
    );
    await meanwhile?.();
    return one(Topic, { slug: { eq: slug } });
  }

  @Mutation(() => TopicPayload)
  async renameTopic(
    @Arg("id", () => String) id: string,
    @Arg("name", () => String, { nullable: true }) name: string | undefined,
    @Ctx() { transaction }: Change,
  ) {
    if (name === undefined)
      return payload({ topic: null, userErrors: [{ field: "name", message: "is missing" }], tried: 0 });
    await transaction.query("update topics set name = $1 where id = split_part($2, '_', 2)::bigint", [
      name,
      id,
    ]);
    return payload({ topic: byId(id), userErrors: [], tried: 1 });
  }

  /** Whatever statement a test wants. */
  @Mutation(() => Agency, { nullable: true })
  async run(@Arg("sql", () => String) sql: string, @Ctx() { transaction }: Change) {
    await transaction.script(sql);
    await meanwhile?.();
    return nothing();
  }

  @Mutation(() => Topic)
  async promised() {
    return one(Topic, { slug: { eq: "none" } });
  }
}

const db = testDatabase();
let service: Service;
let url = "";
const logged: string[] = [];
let revision: ReturnType<typeof watchRevision>;
beforeAll(async () => {
  const sample = readFileSync(join(__dirname, "..", "queries", "data.sql"), "utf8");
  await db.database.transaction((transaction) => transaction.script(sample));
  // The rows of the sample bring their own keys.
  for (const table of ["topics", "agencies", "reports"])
    await db.database.query(`select setval(pg_get_serial_sequence('${table}', 'id'), 1000)`);
  const schema = buildSchemaSync({
    resolvers: [AgencyQueries, ReportQueries, RecommendationQueries, TopicQueries, Changes],
    validate: false,
  });
  const database: Database = db.open();
  revision = watchRevision({ databaseUrl: db.url, databaseReadUrls: [], prepared: "on" }, database);
  service = await createService({
    schema,
    sdl: printSchema(schema),
    engine: new Engine(schema, rootResolvers(), plannerLimits),
    database,
    revision,
    log: createLog("info", { write: (line: string) => void logged.push(line) }),
    settings: { ...settings, requestTimeoutMs: 10_000, statementTimeoutMs: 5000, answerCacheBytes: 1e6 },
  });
  url = `http://127.0.0.1:${(await service.listen(0, "127.0.0.1")).port}`;
});
afterAll(async () => {
  await service.close(100);
  await revision.close();
});
afterEach(() => {
  meanwhile = undefined;
});

const change = (query: string, variables: Record<string, unknown> = {}) => post(url, { query, variables });
const topics = async () =>
  (await db.database.query<{ slug: string }>("select slug from topics order by slug")).map(
    ({ slug }) => slug,
  );

test("the selection shows what the resolver changed, counts that triggers keep included, and it is committed", async () => {
  const reply = await change(
    `mutation ($slug: String!) { __typename
      added: addTopic(slug: $slug, name: "Fresh") { slug name reports { totalCount nodes { number topics { nodes { slug } } } } } }`,
    { slug: "fresh" },
  );
  expect(reply.status).toBe(200);
  expect(reply.body.data).toMatchObject({
    __typename: "Mutation",
    added: {
      slug: "fresh",
      name: "Fresh",
      reports: { totalCount: 1, nodes: [{ topics: { nodes: expect.arrayContaining([{ slug: "fresh" }]) } }] },
    },
  });
  expect(reply.body.extensions).toMatchObject({ cost: { maximum: 5000 } });
  expect(await topics()).toContain("fresh");
});

test("a payload has rows and values side by side, in the order asked for", async () => {
  const query = `mutation ($name: String) { renameTopic(id: "topic_1", name: $name) {
    __typename tried userErrors { message field } topic { name id } } }`;
  const reply = await change(query, { name: "Removals" });
  expect(JSON.stringify(reply.body.data)).toBe(
    '{"renameTopic":{"__typename":"TopicPayload","tried":1,"userErrors":[],"topic":{"name":"Removals","id":"topic_1"}}}',
  );
  expect((await change(query)).body.data).toEqual({
    renameTopic: {
      __typename: "TopicPayload",
      tried: 0,
      userErrors: [{ message: "is missing", field: "name" }],
      topic: null,
    },
  });
});

test("several changes run in order, in one transaction: all or none", async () => {
  const both = await change(`mutation { a: addTopic(slug: "one", name: "One") { slug }
    b: renameTopic(id: "topic_2", name: "Storms") { topic { name } } }`);
  expect(both.body.data).toEqual({ a: { slug: "one" }, b: { topic: { name: "Storms" } } });
  const before = await topics();
  const failing = await change(`mutation { a: addTopic(slug: "two", name: "Two") { slug }
    b: addTopic(slug: "one", name: "Again") { slug } }`);
  expect(failing.body.errors?.[0]?.extensions.code).toBe("CONFLICT");
  expect(failing.body.data).toBeUndefined();
  expect(await topics()).toEqual(before);
});

test("a selection that is refused after the change takes the change back", async () => {
  const before = await topics();
  const tooMuch = `{ nodes { findings(first: 100) { nodes { recommendations(first: 100) { nodes { number } } } } } }`;
  const reply = await change(
    `mutation { addTopic(slug: "three", name: "Three") { reports(first: 100) ${tooMuch} } }`,
  );
  expect(reply.body.errors?.[0]?.extensions.code).toBe("QUERY_TOO_LARGE");
  const wrong = await change(
    'mutation { addTopic(slug: "three", name: "Three") { reports(after: "?") { totalCount nodes { id } } } }',
  );
  expect(wrong.body.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  expect(await topics()).toEqual(before);
});

test("nothing of a change is cached or shared: the same one sent twice runs twice", async () => {
  const query = 'mutation { addTopic(slug: "four", name: "Four") { slug } }';
  calls = 0;
  const replies = await Promise.all([change(query), change(query), change(query)]);
  expect(calls).toBe(3);
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  for (const { headers } of replies) {
    expect(headers.get("etag")).toBeNull();
    expect(headers.get("cache-control")).toBe("no-store");
  }
});

test("what was read before is not answered again after a change", async () => {
  const query = '{ topic(slug: "disasters") { name } }';
  const first = await post(url, { query });
  await change('mutation { renameTopic(id: "topic_2", name: "Fires") { tried } }');
  expect((await post(url, { query })).body.data).toEqual({ topic: { name: "Fires" } });
  expect(first.body.data).not.toEqual({ topic: { name: "Fires" } });
});

test("GET and HEAD change nothing", async () => {
  const before = await topics();
  const query = encodeURIComponent('mutation { addTopic(slug: "five", name: "Five") { slug } }');
  for (const method of ["GET", "HEAD"])
    expect((await fetch(`${url}/graphql?query=${query}`, { method })).status).toBe(405);
  expect(await topics()).toEqual(before);
});

const secret = "Contents of a Row";
test.each([
  ["a unique key", `insert into topics (slug, name) values ('disasters', '${secret}')`, "CONFLICT", ["slug"]],
  [
    "a unique key of generated columns",
    "insert into reports (office_id, number, title, source_id) select office_id, number, 'Contents of a Row', source_id from reports where id = 1",
    "CONFLICT",
    ["office", "number", "title"],
  ],
  [
    "a unique index",
    `insert into agencies (slug, name, uei) select 'new', '${secret}', uei from agencies where uei is not null limit 1`,
    "CONFLICT",
    ["uei"],
  ],
  ["a missing value", `insert into topics (slug) values ('contents-of-a-row')`, "BAD_USER_INPUT", ["name"]],
  [
    "a reference to nothing",
    `insert into agencies (slug, name, parent_id) values ('new', '${secret}', 987654321)`,
    "BAD_USER_INPUT",
    ["parent"],
  ],
  ["something referred to", "delete from sources", "BAD_USER_INPUT", ["source"]],
  ["a check", `insert into topics (slug, name) values ('${secret}', 'x')`, "BAD_USER_INPUT", ["slug"]],
  [
    "a domain",
    "insert into topics (slug, name) values ('contents-of-a-row', ' ')",
    "BAD_USER_INPUT",
    undefined,
  ],
  [
    "a value out of range",
    "update reports set declared_recommendation_count = 99999999999",
    "BAD_USER_INPUT",
    undefined,
  ],
  ["a value of no enumeration", `update agencies set kind = '${secret}'`, "BAD_USER_INPUT", undefined],
  ["a rule of a trigger", "update agencies set parent_id = 2 where id = 1", "BAD_USER_INPUT", undefined],
  ["history that is append-only", "delete from status_events", "BAD_USER_INPUT", undefined],
  [
    "a rule that is checked at the end",
    "update recommendations set status = 'CLOSED_IMPLEMENTED', closed_on = '2024-01-01' where id = (select min(id) from recommendations where status = 'OPEN')",
    "BAD_USER_INPUT",
    undefined,
  ],
])("%s is refused with its code and fields, and nothing of the rows", async (_, sql, code, fields) => {
  const reply = await change("mutation ($sql: String!) { run(sql: $sql) { slug } }", { sql });
  const [error] = reply.body.errors!;
  expect(error).toMatchObject({
    extensions: { code, hint: expect.any(String), requestId: expect.any(String) },
  });
  expect((error!.extensions as { fields?: string[] }).fields).toEqual(fields);
  expect(reply.status).toBe(code === "CONFLICT" ? 409 : 400);
  expect(JSON.stringify(reply.body)).not.toMatch(/contents.of.a.row|987654321|Key \(|Failing row|DETAIL/i);
});

test("a mistake of the service's own stays an internal error, without its text", async () => {
  const reply = await change('mutation { run(sql: "select nonsense") { slug } }');
  expect(reply.status).toBe(500);
  expect(JSON.stringify(reply.body)).not.toContain("nonsense");
  // A type that promises rows which may be missing is a mistake of the schema.
  expect((await change("mutation { promised { slug } }")).status).toBe(500);
});

test("two changes that lock each other are both done", async () => {
  let waiting = 0;
  const both = new Promise<void>((resolve) => {
    meanwhile = async () => {
      waiting++;
      if (waiting === 2) resolve();
      if (waiting <= 2) await both;
    };
  });
  const lock = (id: number) => `run(sql: "select from topics where id = ${id} for update") { slug }`;
  const write = (slug: string) => `addTopic(slug: "${slug}", name: "Seven") { slug }`;
  const replies = await Promise.all([
    change(`mutation { a: ${lock(1)} b: ${lock(2)} c: ${write("seven-a")} }`),
    change(`mutation { a: ${lock(2)} b: ${lock(1)} c: ${write("seven-b")} }`),
  ]);
  expect(replies.map(({ status }) => status)).toEqual([200, 200]);
  // One of them was run again.
  expect(waiting).toBeGreaterThan(6);
  expect(await topics()).toEqual(expect.arrayContaining(["seven-a", "seven-b"]));
});

test("a client that leaves before the end has changed nothing", async () => {
  const before = await topics();
  let isWaiting = false;
  let go = () => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  meanwhile = () => {
    isWaiting = true;
    return held;
  };
  const client = request(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
  });
  client.on("error", () => {});
  client.end(JSON.stringify({ query: 'mutation { addTopic(slug: "six", name: "Six") { slug } }' }));
  await until(() => isWaiting);
  const seen = logged.length;
  client.destroy();
  await until(() => logged.length > seen);
  go();
  await until(() => service.admission.counts.running === 0);
  expect(await topics()).toEqual(before);
});
