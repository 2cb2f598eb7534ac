// A service whose schema has mutations, over the rows of the golden tests. The real one has no public mutation.
import "reflect-metadata";
import { readFileSync } from "node:fs";
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

/** What a test does in the middle of a change, and how often one began. */
export const during: { meanwhile: (() => Promise<void>) | undefined; calls: number } = {
  meanwhile: undefined,
  calls: 0,
};

@Resolver()
class Changes {
  @Mutation(() => Topic, { nullable: true })
  async addTopic(
    @Arg("slug", () => String) slug: string,
    @Arg("name", () => String) name: string,
    @Ctx() { transaction }: Change,
  ) {
    during.calls++;
    await transaction.query("insert into topics (slug, name) values ($1, $2)", [slug, name]);
    const [report] = await transaction.query<{ id: number }>("select min(id) as id from reports");
    await transaction.query(
      "insert into report_topics (report_id, topic_id) select $1, id from topics where slug = $2",
      [report!.id, slug],
    );
    await during.meanwhile?.();
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
    await during.meanwhile?.();
    return nothing();
  }

  @Mutation(() => Topic)
  async promised() {
    return one(Topic, { slug: { eq: "none" } });
  }
}

/** Call it at the top of a test file; it is there from beforeAll on. */
export function changingService() {
  const db = testDatabase();
  const logged: string[] = [];
  let service: Service;
  let revision: ReturnType<typeof watchRevision>;
  let url = "";
  beforeAll(async () => {
    const sample = readFileSync(join(__dirname, "..", "queries", "data.sql"), "utf8");
    await db.database.transaction((transaction) => transaction.script(sample));
    // The rows of the sample bring their own keys.
    for (const table of ["topics", "agencies", "reports"])
      await db.database.query(`select setval(pg_get_serial_sequence('${table}', 'id'), 1000)`);
    const schema = buildSchemaSync({
      resolvers: [AgencyQueries, ReportQueries, RecommendationQueries, TopicQueries, Changes],
      validate: false,
      authChecker: () => false,
    });
    const database: Database = db.open();
    revision = watchRevision(
      { databaseUrl: db.url, databaseReadUrls: [], prepared: "on", wire: "fast" },
      database,
    );
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
    during.meanwhile = undefined;
  });
  return {
    get url() {
      return url;
    },
    get service() {
      return service;
    },
    logged,
    change: (query: string, variables: Record<string, unknown> = {}) => post(url, { query, variables }),
    async topics() {
      const rows = await db.database.query<{ slug: string }>("select slug from topics order by slug");
      return rows.map(({ slug }) => slug);
    },
  };
}
