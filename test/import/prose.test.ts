// From made-up texts to the graph: words, answers, shares, statuses and addressees as rows that queries find.
import { join } from "node:path";
import { contradictions, verify } from "../../src/database/schema/verify";
import { importFile } from "../../src/import/import-file";
import { openBytes } from "../../src/import/input/bytes";
import { testDatabase } from "../support/database";
import { ask, changes, importRecords, importText } from "./importing";

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

const counted = `Made up

  • Counted at issue

    Executive Summary

    CBP did not weigh its vans.  We made eight recommendations.  CBP concurred with seven of the eight recommendations.  We consider three recommendations resolved and closed, four resolved and open, and one unresolved and open.

    Report Number
    OIG-97-31
    Issue Date
    2019-05-22
    Document File
    DHS Agency
    Keywords
    Fiscal Year
    2019
  • Each one resolved

    Executive Summary

    ICE kept no log.  We made 13 recommendations.  Of the 13 recommendations, we consider 12 resolved and closed and one resolved and open.

    Report Number
    OIG-97-33
    Issue Date
    2019-06-01
    Document File
    DHS Agency
    Keywords
    Fiscal Year
    2019
`;

test("counts that do not say which are a tally: no row is accused, and no rule calls what was closed open", async () => {
  const outcome = await importText(
    db.database,
    counted,
    { format: "dhs-oig-page", office: "dhs-oig" },
    "counted.txt",
  );
  expect(outcome.rejects).toEqual([]);
  expect(
    await rows(
      `select r.number, t.total_count, t.open_count, t.closed_count, t.resolved_count, t.unresolved_count, t.source_quote, t.extraction_rule
       from status_tallies t join reports r on r.id = t.report_id where r.number like 'OIG-97-3%' order by 1`,
    ),
  ).toEqual([
    [
      "OIG-97-31",
      "8",
      "5",
      "3",
      "7",
      "1",
      "We consider three recommendations resolved and closed, four resolved and open, and one unresolved and open",
      "status: stated",
    ],
    [
      "OIG-97-33",
      "13",
      "1",
      "12",
      "13",
      "0",
      "Of the 13 recommendations, we consider 12 resolved and closed and one resolved and open",
      "status: stated",
    ],
  ]);
  expect(
    await rows(
      `select r.number, c.status, c.resolution, c.status_basis, c.unresolved_key, count(*) from recommendations c join reports r on r.id = c.report_id
       where r.number like 'OIG-97-3%' group by 1, 2, 3, 4, 5 order by 1`,
    ),
  ).toEqual([
    ["OIG-97-31", "UNKNOWN", "UNKNOWN", null, "1", "8"],
    ["OIG-97-33", "UNKNOWN", "RESOLVED", "DERIVED", "0", "13"],
  ]);
  expect(await contradictions(db.database)).toEqual([]);
  expect((await verify(db.database)).violations).toEqual([]);
});

test("a tally that the rows contradict is told beside them, and breaks no rule", async () => {
  const ref = { office: "dhs-oig", report: "OIG-97-31" };
  const said = {
    ...ref,
    recommendation: "2",
    status: "OPEN",
    resolution: "UNRESOLVED",
    asOf: "2019-05-22",
  } as const;
  await importRecords(db.database, [
    { record: "status_event", ...said },
    { record: "status_event", ...said, recommendation: "3" },
  ]);
  const [found, ...more] = await contradictions(db.database);
  expect(more).toEqual([]);
  expect(found?.name).toBe("recommendations-stand-as-tallies-count-them.sql");
  expect(found?.rows.map((row) => JSON.parse(row))).toEqual([
    expect.objectContaining({ report: "OIG-97-31", unresolved_count: 1, unresolved_rows: 2 }),
  ]);
  expect((await verify(db.database)).violations).toEqual([]);
});
