// Real material, where it lies beside the project: counts, no unexplained rejects, and nothing to do the second time.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { verify } from "../../src/database/schema/verify";
import { importFile } from "../../src/import/import-file";
import { openBytes } from "../../src/import/input/bytes";
import { filesOf } from "../../src/import/input/paths";
import type { Reject } from "../../src/import/records/items";
import { testDatabase } from "../support/database";
import { ask, changes } from "./importing";

const data = join(__dirname, "../../../shared/data");
const isThere = existsSync(data);
const given = isThere
  ? test
  : (name: string, _: () => Promise<void>, __?: number) =>
      test(`${name} (skipped: the data is not here)`, () =>
        console.log("skipped: no shared data beside the project"));
const db = testDatabase();

async function importAll() {
  const paths = ["offices/inspectors.json", "dhs-oig", "unitedstates-reports", "fac/findings.csv.gz"].map(
    (path) => join(data, path),
  );
  const files = (await filesOf(paths)).filter((file) => !file.includes("expected-"));
  const sum = { inserted: 0, updated: 0, removed: 0 };
  const rejects: Reject[] = [];
  for (const file of files) {
    const outcome = await importFile(
      db.database,
      await openBytes(file),
      {},
      { onReject: (reject) => rejects.push(reject) },
    );
    const change = changes(outcome);
    sum.inserted += change.inserted;
    sum.updated += change.updated;
    sum.removed += change.removed;
  }
  return { files: files.length, sum, rejects };
}

given(
  "everything is imported without a reject",
  async () => {
    const { rejects, files } = await importAll();
    expect(rejects).toEqual([]);
    expect(files).toBeGreaterThanOrEqual(25);
  },
  240_000,
);

given("the single audits are all there, linked as far as their earlier findings are", async () => {
  const [counts] = await ask(
    db.database,
    `select (select count(*) from reports r where r.office_id = o.id), count(f.id), count(f.id) filter (where f.is_repeat),
       (select count(*) from finding_awards), (select count(*) from finding_links), (select count(target_finding_id) from finding_links)
     from offices o join reports r on r.office_id = o.id join findings f on f.report_id = r.id where o.slug = 'fac' group by o.id`,
  );
  expect(counts).toEqual(["2808", "6183", "1857", "31770", "1945", "84"]);
});

given("the seed's two reports are ICE's, with what they declare and what was found", async () => {
  const found = await ask(
    db.database,
    `select r.number, r.fiscal_year, r.declared_recommendation_count, count(distinct c.id), count(distinct f.id) >= 4, bool_and(c.unresolved_key = 2 and c.overdue_from is not null)
     from reports r join report_agencies a on a.report_id = r.id join agencies g on g.id = a.agency_id and g.slug = 'ice'
     join recommendations c on c.report_id = r.id join findings f on f.report_id = r.id
     where r.number in ('OIG-21-36', 'OIG-17-51') group by r.id order by 1`,
  );
  expect(found).toEqual([
    ["OIG-17-51", "2017", "5", "5", "t", "t"],
    ["OIG-21-36", "2021", "2", "2", "t", "t"],
  ]);
  expect(
    await ask(
      db.database,
      "select p.slug from agencies a join agencies p on p.id = a.parent_id where a.slug = 'ice'",
    ),
  ).toEqual([["dhs"]]);
});

given("what became of 51 recommendations is told as it was stated", async () => {
  const [counts] = await ask(
    db.database,
    `select count(distinct c.id), count(*) filter (where e.kind = 'NOT_SHOWN' and e.as_of = '2026-07-14'), count(*) filter (where e.kind = 'STATUS' and e.as_of = '2026-07-14')
     from recommendations c join reports r on r.id = c.report_id left join status_events e on e.recommendation_id = c.id
     where r.number in ('OIG-22-40', 'OIG-22-47', 'OIG-23-26', 'OIG-24-03', 'OIG-24-23', 'OIG-24-29', 'OIG-18-86')`,
  );
  // Two lists say so: each statement is one, with two sources.
  expect(counts).toEqual(["51", "20", "17"]);
  expect(
    await ask(
      db.database,
      "select distinct c.status from recommendations c join reports r on r.id = c.report_id where r.number = 'OIG-24-23' and c.number in ('4', '6')",
    ),
  ).toEqual([["CLOSED_UNSPECIFIED"]]);
});

given(
  "a second import of everything changes nothing, and no rule is broken",
  async () => {
    const { sum } = await importAll();
    expect(sum).toEqual({ inserted: 0, updated: 0, removed: 0 });
    expect((await verify(db.database)).violations).toEqual([]);
  },
  240_000,
);
