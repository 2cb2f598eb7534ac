// The sample: honest, loaded once, and good for a question or two.
import { verify } from "../../src/database/schema/verify";
import { exportGraph } from "../../src/import/export";
import { importFile } from "../../src/import/import-file";
import { bytesOf } from "../../src/import/input/bytes";
import { isEmpty, loadSample, sampleRecords } from "../../src/sample/sample";
import { createTestDatabase, testDatabase } from "../support/database";

const db = testDatabase();

async function exported(database = db.database): Promise<string> {
  const parts: string[] = [];
  await exportGraph(database, async (lines) => void parts.push(lines));
  return parts.join("");
}

test("the sample loads into an empty database without rejects, and a second time without changes", async () => {
  expect(await isEmpty(db.database)).toBe(true);
  const first = await loadSample(db.database);
  expect(first.rejected).toBe(0);
  expect(first.counts.reports?.inserted).toBe(21);
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

test("every sentence a finding quotes stands in the summary, and no rule is broken", async () => {
  const { violations } = await verify(db.database);
  expect(violations).toEqual([]);
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
  expect(row?.map(Number)).toEqual([21, 38, 27]);
});
