// From made-up texts to the graph: words, answers, shares, statuses and addressees as rows that queries find.
import { join } from "node:path";
import { verify } from "../../src/database/schema/verify";
import { importFile } from "../../src/import/import-file";
import { openBytes } from "../../src/import/input/bytes";
import { testDatabase } from "../support/database";
import { ask, changes } from "./importing";

const db = testDatabase();
const folder = join(__dirname, "../extract/acceptance");
const files = [
  "mini-page-a.txt",
  ...[
    "dhs/2020/OIG-98-01",
    "va/2020/98-00001-11",
    "hud/2020/98-AT-1001",
    "usda/2020/27001-0098-21",
    "epa/2020/98-P-0044",
  ].map((report) => `full-texts/${report}/report.json`),
];

async function importAll() {
  const done = [];
  for (const file of files) {
    const outcome = await importFile(db.database, await openBytes(join(folder, file)));
    expect(outcome.rejected).toBe(0);
    done.push(changes(outcome));
  }
  return done;
}

beforeAll(async () => {
  await importAll();
});

const rows = (sql: string) => ask(db.database, sql);

test("a county that disagrees is a party of its own", async () => {
  expect(
    await rows(
      `select r.number, s.party, a.slug, s.position, s.recommendation_count, s.is_all from recommendation_shares s
       join reports r on r.id = s.report_id left join agencies a on a.id = s.agency_id where r.number like 'OIG-97%' order by 1`,
    ),
  ).toEqual([
    ["OIG-97-01", "The County", null, "NON_CONCUR", "2", "t"],
    ["OIG-97-03", "ice", "ice", "CONCUR", "8", "f"],
  ]);
  expect(
    await rows(
      "select count(*) from responses p join recommendations c on c.id = p.recommendation_id join reports r on r.id = c.report_id where r.number in ('OIG-97-01', 'OIG-97-03')",
    ),
  ).toEqual([["0"]]);
});

test("no answer and no invented sum", async () => {
  expect(
    await rows(
      "select distinct p.position, a.slug from responses p join agencies a on a.id = p.agency_id join recommendations c on c.id = p.recommendation_id join reports r on r.id = c.report_id where r.number = 'OIG-97-07'",
    ),
  ).toEqual([["NO_POSITION", "dhs"]]);
  expect(
    await rows(
      "select questioned_costs, unsupported_costs, declared_recommendation_count from reports where number = 'OIG-97-05'",
    ),
  ).toEqual([[null, null, null]]);
});

test("full reports: words, addressees, answers and statuses of each recommendation", async () => {
  expect(
    await rows(
      `select c.number, c.status, c.resolution, string_agg(distinct a.slug, ' '), string_agg(distinct p.position::text, ' '), bool_or(x.is_inferred)
       from recommendations c join reports r on r.id = c.report_id
       left join recommendation_agencies x on x.recommendation_id = c.id left join agencies a on a.id = x.agency_id
       left join responses p on p.recommendation_id = c.id
       where r.number in ('OIG-98-01', '27001-0098-21') group by r.number, c.number, c.status, c.resolution order by r.number, c.number`,
    ),
  ).toEqual([
    ["1", "OPEN", "RESOLVED", "fns", "CONCUR", "f"],
    ["2", "OPEN", "UNRESOLVED", "fns", "NON_CONCUR", "f"],
    ["1", "OPEN", "RESOLVED", "fema", "CONCUR", "f"],
    ["2", "OPEN", "UNRESOLVED", "fema", "NON_CONCUR", "f"],
    ["3", "CLOSED_UNSPECIFIED", "RESOLVED", "fema", "CONCUR", "f"],
  ]);
});

test("every fact that prose gave has its rule and quote, and stated events are quoted", async () => {
  expect(
    await rows(
      `select count(*) filter (where extraction_rule is null or source_quote is null) from status_events where basis = 'STATED'`,
    ),
  ).toEqual([["0"]]);
  expect(
    await rows(
      "select count(*) from recommendations where extraction_rule is null or confidence not between 0.5 and 1",
    ),
  ).toEqual([["0"]]);
});

test("the same again changes nothing, and no rule is broken", async () => {
  for (const change of await importAll()) expect(change).toEqual({ inserted: 0, updated: 0, removed: 0 });
  expect((await verify(db.database)).violations).toEqual([]);
});
