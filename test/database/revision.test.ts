// The version of the data: every commit changes it, whoever asks after a commit sees it, and doubt is said.
import { RevisionWatch } from "../../src/database";
import { waitUntil } from "../../src/database/embedded/processes";
import { migrate } from "../../src/database/schema/migrate";
import { readMigrations } from "../../src/database/schema/migration-files";
import { testDatabase } from "../support/database";
import { proxyTo } from "../support/proxy";

const db = testDatabase();
const open: RevisionWatch[] = [];
afterEach(async () => {
  for (const watch of open.splice(0)) await watch.close();
});

function watch(changes: { url?: string; readUrls?: string[]; poll?: boolean; prepared?: boolean } = {}) {
  const { poll, ...others } = changes;
  const made = new RevisionWatch({
    url: db.url,
    listen: (channel, handler, options) =>
      db.database.listen(channel, handler, { poll, ...options, pollMs: 50 }),
    ...others,
  });
  open.push(made);
  return made;
}

let made = 0;
const insert = () => `insert into topics (slug, name) values ('t${++made}', 'Topic ${made}')`;
const write = () => db.database.rows({ text: insert(), values: [] });

test("what is read after a commit is another version", async () => {
  const revision = watch();
  let before = await revision.current();
  expect(before).toMatch(/^\d+\.\d+\.\d{8}$/);
  for (let time = 0; time < 50; time++) {
    await write();
    const after = await revision.current();
    expect(after).not.toBe(before);
    expect(revision.latest).toBe(after);
    before = after;
  }
});

test("a transaction that changes nothing, or takes all of it back, changes no version", async () => {
  const revision = watch();
  const before = await revision.current();
  await db.database.query("select count(*) from topics");
  await db.database
    .transaction(async (transaction) => {
      await transaction.query(insert());
      throw new Error("no");
    })
    .catch(() => {});
  expect(await revision.current()).toBe(before);
});

test("a transaction of many statements, some taken back, counts once", async () => {
  const revision = watch();
  const number = async () => Number((await revision.current())?.split(".")[0]);
  const before = await number();
  await db.database.transaction(async (transaction) => {
    await transaction.query(insert());
    await transaction.query("savepoint s");
    await transaction.query(insert());
    await transaction.query("rollback to s");
    await transaction.query(insert());
  });
  expect(await number()).toBe(before + 1);
  await db.database.transaction(async (transaction) => {
    await transaction.query("savepoint s");
    await transaction.query(insert());
    await transaction.query("rollback to s");
    await transaction.query(insert());
  });
  expect(await number()).toBe(before + 2);
});

test("a transaction counts also when the restored row bears its number", async () => {
  const revision = watch();
  const before = await revision.current();
  await db.database.transaction(async (transaction) => {
    await transaction.query("update data_revision set changed_by = pg_current_xact_id()");
    await transaction.query(insert());
  });
  expect(await revision.current()).not.toBe(before);
});

test("a migration changes the version, for it may change what a view says", async () => {
  const revision = watch();
  const before = await revision.current();
  const later = {
    name: "9999_later.sql",
    text: "comment on table topics is 'Topics.'",
    sha256: "0".repeat(64),
  };
  await migrate(db.database, [...readMigrations(), later]);
  expect(await revision.current()).not.toBe(before);
});

test("commits of others are heard of", async () => {
  const revision = watch();
  const before = await revision.current();
  const heard = new Promise((resolve) => revision.onChange(resolve));
  await write();
  expect(await heard).not.toBe(before);
});

test("where nobody can be heard they are looked for", async () => {
  const revision = watch({ poll: true, prepared: false });
  const before = await revision.current();
  await write();
  await waitUntil(() => revision.latest !== before, 5000);
  expect(revision.latest).not.toBe(before);
});

test("many who ask at once share few readings", async () => {
  const revision = watch();
  await revision.current();
  const before = revision.readCount;
  const versions = await Promise.all(Array.from({ length: 1000 }, () => revision.current()));
  expect(new Set(versions).size).toBe(1);
  expect(revision.readCount - before).toBeLessThanOrEqual(2);
});

test("with the database away there is no version; with it back there is", async () => {
  const line = await proxyTo(db.url);
  const revision = watch({ url: line.url });
  expect(await revision.current()).toBeDefined();
  await line.close();
  expect(await revision.current()).toBeUndefined();
  expect(revision.latest).toBeUndefined();
  await line.reopen();
  await waitUntil(() => revision.latest !== undefined, 5000);
  expect(revision.latest).toBeDefined();
  line.silence();
  expect(await revision.current()).toBeUndefined();
  await line.close();
});

test("with a replica behind, or away, there is no version", async () => {
  const replica = await proxyTo(db.url);
  const revision = watch({ readUrls: [replica.url] });
  expect(await revision.current()).toBeDefined();
  await replica.close();
  expect(await revision.current()).toBeUndefined();
  // A copy that stands still plays a replica that lags.
  const behind = watch({ readUrls: [db.url.replace(/\/test_\w+/, "/template_oversight")] });
  await write();
  expect(await behind.current()).toBeUndefined();
});

test("every table with data has the trigger that counts", async () => {
  const rows = await db.database.query<{ name: string }>(`
    select c.relname as name from pg_class c
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = 'bump_data_revision'::regproc)
    order by 1`);
  const derivedOrForgotten = [
    // Who may ask is no part of any answer that is kept.
    "access_keys",
    "change_requests",
    // Written by the changes that it tells of, which count.
    "changes",
    "agency_recommendation_totals",
    "agency_subtrees",
    "agency_totals",
    "corpus_totals",
    "office_recommendation_cells",
    "office_totals",
    "pending_checks",
    "rate_buckets",
    "recommendation_cells",
    "recommendation_chains",
    "recommendation_disputes",
    "recommendation_states",
    "report_counts",
    // What sources said is kept for taking them back; no answer reads it.
    "source_mentions",
    "source_records",
    "stale_recommendation_states",
    "topic_totals",
  ];
  const others = rows.map(({ name }) => name).filter((name) => !derivedOrForgotten.includes(name));
  expect(others).toEqual(["data_revision", "migrations"]);
});
