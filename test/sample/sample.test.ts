// The sample: honest, loaded once, and good for a question or two.
import { contradictions, verify } from "../../src/database/schema/verify";
import { exportGraph } from "../../src/import/export";
import { importFile } from "../../src/import/import-file";
import { bytesOf } from "../../src/import/input/bytes";
import { isEmpty, loadSample, sampleRecords } from "../../src/sample/sample";
import { createTestDatabase, testDatabase } from "../support/database";

const db = testDatabase();

async function count(text: string): Promise<number[] | undefined> {
  const [row] = await db.database.rows({ text, values: [] });
  return row?.map(Number);
}

async function exported(database = db.database): Promise<string> {
  const parts: string[] = [];
  await exportGraph(database, async (lines) => void parts.push(lines));
  return parts.join("");
}

test("the sample loads into an empty database without rejects, and a second time without changes", async () => {
  expect(await isEmpty(db.database)).toBe(true);
  const first = await loadSample(db.database);
  expect(first.rejected).toBe(0);
  expect(first.counts.reports?.inserted).toBeGreaterThanOrEqual(90);
  expect(first.counts.offices?.inserted).toBeGreaterThanOrEqual(84);
  expect(await isEmpty(db.database)).toBe(false);
  const before = await exported();
  const second = await loadSample(db.database);
  for (const [table, tally] of Object.entries(second.counts))
    expect({ table, inserted: tally.inserted, updated: tally.updated, removed: tally.removed }).toEqual({
      table,
      inserted: 0,
      updated: 0,
      removed: 0,
    });
  expect(await exported()).toBe(before);
});

test("no rule is broken, no sources contradict each other, and nobody is called disputed", async () => {
  const { violations } = await verify(db.database);
  expect(violations).toEqual([]);
  expect(await contradictions(db.database)).toEqual([]);
  expect(await count("select count(*) from recommendation_disputes")).toEqual([0]);
  expect(sampleRecords().length).toBeGreaterThan(200);
});

test("an export of it restores the same graph, byte for byte", async () => {
  const text = await exported();
  const other = await createTestDatabase();
  try {
    const outcome = await importFile(other.database, await bytesOf(text, "export.ndjson"));
    expect(outcome.rejected).toBe(0);
    expect(await exported(other.database)).toBe(text);
  } finally {
    await other.drop();
  }
});

test("ICE's unresolved recommendations are those that are open and that nobody calls resolved", async () => {
  const [row] = await db.database.rows({
    text: `select count(*) filter (where c.unresolved_key >= 2), count(*) filter (where c.is_open), count(*) filter (where c.status = 'UNKNOWN')
           from recommendations c join report_agencies a on a.report_id = c.report_id join agencies g on g.id = a.agency_id where g.slug = 'ice'`,
    values: [],
  });
  expect(row?.map(Number)).toEqual([22, 39, 27]);
});

test("a count that does not say which proves one of OIG-23-26 unresolved, and accuses no row", async () => {
  expect(
    await count(
      `select k.unresolved_count, k.resolution_unknown_count, k.open_count,
         (select count(*) from recommendations c where c.report_id = r.id and c.unresolved_key = 3)
       from reports r join report_counts k on k.report_id = r.id where r.number = 'OIG-23-26'`,
    ),
  ).toEqual([1, 4, 5, 0]);
});

test("at least sixty reports of six offices have titles; single audits have none, and their findings repeat earlier ones", async () => {
  const [titled, offices] = (await count(
    "select count(*), count(distinct office_id) from reports where title is not null",
  ))!;
  expect(titled).toBeGreaterThanOrEqual(60);
  expect(offices).toBeGreaterThanOrEqual(6);
  expect(
    await count(
      "select count(*) from reports r join offices o on o.id = r.office_id where title is null and o.slug = 'dhs-oig'",
    ),
  ).toEqual([1]);
  const [linked, awards] = (await count(
    "select (select count(*) from finding_links where target_finding_id is not null), (select count(*) from finding_awards)",
  ))!;
  expect(linked).toBeGreaterThan(10);
  expect(awards).toBeGreaterThan(20);
});

test("what is retold quotes nobody, and says so", async () => {
  expect(
    await count(
      `select (select count(*) from findings f join sources s on s.id = f.source_id where s.is_retold and f.source_quote is not null),
         (select count(*) from reports r join sources s on s.id = r.source_id where r.summary is not null and not s.is_retold)`,
    ),
  ).toEqual([0, 0]);
});

test("without a day of issue the fiscal year proves what is overdue", async () => {
  expect(
    await count(
      `select count(*), count(*) filter (where is_overdue(current_date, c.overdue_from, c.overdue_possible_from)) from recommendations c
       join reports r on r.id = c.report_id where r.number = 'OIG-17-51' and r.issued_on is null`,
    ),
  ).toEqual([5, 5]);
});
