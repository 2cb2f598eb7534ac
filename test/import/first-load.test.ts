// A first load that puts indexes and foreign keys aside leaves the database as it was, and stands back where others read.
import { verify } from "../../src/database/schema/verify";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { ask, changes, exported, importText } from "./importing";

const opened: TestDatabase[] = [];
async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  opened.push(database);
  return database;
}
afterAll(async () => {
  for (const one of opened) await one.drop();
});

/** Reports with so many recommendations each, all of them answered. */
function tracker(from: number, to: number, each = 5): string {
  const lines = [
    "office,report_number,report_title,issued_on,agency,topics,recommendation_number,recommendation,position,target_on,status,resolution,closed_on,as_of",
  ];
  for (let report = from; report < to; report++)
    for (let number = 1; number <= each; number++)
      lines.push(
        `many-oig,M-${report},Report ${report},2021-01-${String(1 + (report % 28)).padStart(2, "0")},Agency ${report % 7},Topic ${report % 3},${number},Do number ${number},CONCUR,2023-01-0${number},${number === 5 ? "CLOSED_IMPLEMENTED,RESOLVED,2021-12-31" : "OPEN,UNRESOLVED,"},2022-01-01`,
      );
  return lines.join("\n");
}

const rows = 1200;

/** Everything about the tables that a load could leave otherwise, without the numbers of catalogue rows. */
function structure({ database }: TestDatabase) {
  return ask(
    database,
    `select 'index', pg_get_indexdef(indexrelid), obj_description(indexrelid, 'pg_class'), indisvalid::text from pg_index where indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
     union all select 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid), convalidated::text from pg_constraint where connamespace = 'public'::regnamespace
     union all select 'trigger', tgname, pg_get_triggerdef(oid), tgenabled::text from pg_trigger where not tgisinternal
     order by 1, 2, 3`,
  );
}

const indexId = async ({ database }: TestDatabase, name = "recommendations_status_issued") =>
  (await ask(database, `select '${name}'::regclass::oid::text`))[0]?.[0];

test("alone, a first load makes indexes and keys anew, all of them and as they were", async () => {
  const db = await emptyDatabase();
  const [before, index] = [await structure(db), await indexId(db)];
  const outcome = await importText(db.database, tracker(0, rows));
  expect(outcome.rejects).toEqual([]);
  expect(outcome.counts.recommendations).toMatchObject({ inserted: rows * 5 });
  expect(await indexId(db)).not.toBe(index);
  expect(await structure(db)).toEqual(before);
  expect((await verify(db.database)).violations).toEqual([]);
  expect(changes(await importText(db.database, tracker(0, rows)))).toEqual({
    inserted: 0,
    updated: 0,
    removed: 0,
  });
}, 120_000);

test("what is known stays as it is, however much of it comes again", async () => {
  const db = await emptyDatabase();
  const [first, more] = [tracker(0, 5200, 1), tracker(0, 10_600, 1)];
  expect((await importText(db.database, first)).counts.reports).toMatchObject({ inserted: 5200 });
  expect(changes(await importText(db.database, first))).toEqual({ inserted: 0, updated: 0, removed: 0 });
  expect((await importText(db.database, more)).counts).toMatchObject({
    reports: { inserted: 5400, unchanged: 5200 },
    report_sources: { inserted: 10_600 },
    recommendations: { inserted: 5400, unchanged: 5200 },
    status_events: { inserted: 5400, unchanged: 5200 },
    // What the first file said too has two sources now.
    status_event_sources: { inserted: 5200 },
  });
  expect(changes(await importText(db.database, more))).toEqual({ inserted: 0, updated: 0, removed: 0 });
  expect((await verify(db.database)).violations).toEqual([]);
}, 120_000);

test("with somebody connected the indexes stay, and the outcome is the same", async () => {
  const [alone, watched] = [await emptyDatabase(), await emptyDatabase()];
  const index = await indexId(watched);
  const file = tracker(0, rows);
  const inTime = { asOf: "2022-01-01" };
  const quick = await importText(alone.database, file, inTime);
  const slow = await watched.database.transaction(
    async (transaction) => {
      await transaction.query("select count(*) from reports");
      return importText(watched.database, file, inTime);
    },
    { timeoutMs: 0 },
  );
  expect(await indexId(watched)).toBe(index);
  expect(slow.counts).toEqual(quick.counts);
  const withoutMoments = async ({ database }: TestDatabase) =>
    (await exported(database)).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "…");
  expect(await withoutMoments(watched)).toBe(await withoutMoments(alone));
  expect((await verify(watched.database)).violations).toEqual([]);
}, 120_000);

test("what is there outnumbers what comes: the indexes stay", async () => {
  const db = await emptyDatabase();
  await importText(db.database, tracker(0, rows + 100));
  const index = await indexId(db);
  const outcome = await importText(db.database, tracker(rows, 2 * rows));
  expect(outcome.counts.recommendations).toMatchObject({ inserted: (rows - 100) * 5, unchanged: 500 });
  expect(await indexId(db)).toBe(index);
  expect((await verify(db.database)).violations).toEqual([]);
}, 120_000);

test("a dry run leaves nothing, not even an index made anew", async () => {
  const db = await emptyDatabase();
  const [before, index] = [await structure(db), await indexId(db)];
  await importText(db.database, tracker(0, rows), {}, "dry", { dryRun: true });
  expect(await indexId(db)).toBe(index);
  expect(await structure(db)).toEqual(before);
  expect(await ask(db.database, "select count(*) from reports")).toEqual([["0"]]);
}, 120_000);
