// A listing page over what is known already: the sample's own words give way to the page's, and nothing is left dangling.
import { verify } from "../../src/database/schema/verify";
import { loadSample } from "../../src/sample/sample";
import { testDatabase } from "../support/database";
import { ask, changes, importText } from "./importing";

const db = testDatabase();

const page = `Deportation

  • ICE Deportation Operations

    Executive Summary

    We determined that ICE’s lists were not current.  Officers did not know of 12 cases.  We made two recommendations.  ICE concurred with both recommendations.

    Report Number
    OIG-17-51
    Issue Date
    Document File
    DHS Agency
    Fiscal Year
    2017
  • A Report Nobody Has Heard Of

    Executive Summary

    We found nothing wrong.  This report contains no recommendations.

    Report Number
    OIG-18-99-D
    Issue Date
    Document File
    DHS Agency
    Keywords
    Border, Money
    Fiscal Year
    2018`;

test("the page's summary, findings and positions replace the sample's for that report alone", async () => {
  await loadSample(db.database);
  const others = await ask(
    db.database,
    "select count(*) from findings f join reports r on r.id = f.report_id where r.number <> 'OIG-17-51'",
  );
  const outcome = await importText(db.database, page);
  expect(outcome.rejects).toEqual([]);
  const [[summary]] = (await ask(db.database, "select summary from reports where number = 'OIG-17-51'")) as [
    [string],
  ];
  expect(summary).toContain("lists were not current.  Officers");
  const findings = await ask(
    db.database,
    "select f.source_quote, f.quote_start, f.quote_end, r.summary_start from findings f join reports r on r.id = f.report_id where r.number = 'OIG-17-51' order by f.sort_key",
  );
  expect(findings.length).toBeGreaterThanOrEqual(2);
  for (const [quote, start, end, at] of findings) {
    expect(summary.slice(Number(start), Number(end))).toBe(quote);
    expect(page.slice(Number(at) + Number(start), Number(at) + Number(end))).toBe(quote);
  }
  expect(
    await ask(
      db.database,
      "select count(*) from findings f join reports r on r.id = f.report_id where r.number not in ('OIG-17-51', 'OIG-18-99-D')",
    ),
  ).toEqual(others);
});

test("recommendations stay, whatever a later page says of their number, and keep their status", async () => {
  expect(
    await ask(
      db.database,
      "select c.number, c.status, c.resolution, r.declared_recommendation_count, p.position, g.slug from recommendations c join reports r on r.id = c.report_id left join responses p on p.recommendation_id = c.id left join agencies g on g.id = p.agency_id where r.number = 'OIG-17-51' order by c.sort_key",
    ),
  ).toEqual(["1", "2", "3", "4", "5"].map((number) => [number, "OPEN", "UNKNOWN", "2", "CONCUR", "ice"]));
});

test("zero recommendations are declared as zero", async () => {
  expect(
    await ask(
      db.database,
      "select declared_recommendation_count, (select count(*) from recommendations c where c.report_id = r.id) from reports r where number = 'OIG-18-99-D'",
    ),
  ).toEqual([["0", "0"]]);
});

test("topics come from the heading and the keywords", async () => {
  expect(
    await ask(
      db.database,
      "select t.slug from report_topics x join topics t on t.id = x.topic_id join reports r on r.id = x.report_id where r.number = 'OIG-18-99-D' order by 1",
    ),
  ).toEqual(expect.arrayContaining([["deportation"]]));
});

test("the same page again changes nothing, and neither does the sample after it", async () => {
  expect(changes(await importText(db.database, page))).toEqual({ inserted: 0, updated: 0, removed: 0 });
  const again = await loadSample(db.database);
  expect({ ...changes(again) }).toEqual({
    inserted: 0,
    updated: 0,
    removed: 0,
  });
  expect((await verify(db.database)).violations).toEqual([]);
});

test("a page saved as HTML says the same as the page copied as text", async () => {
  const html = `<html><body><h1>Removal</h1><ul><li><h3>Saved Page Report</h3><div>Executive Summary</div><p>We found that CBP lost 3 files. We made one recommendation.</p><div>Report Number</div><div>OIG-19-01</div><div>Issue Date</div><div>January 5, 2019</div><div>Fiscal Year</div><div>2019</div></li></ul></body></html>`;
  const outcome = await importText(db.database, html);
  expect(outcome.format).toBe("dhs-oig-page");
  expect(
    await ask(
      db.database,
      "select number, title, issued_on, fiscal_year, declared_recommendation_count from reports where number = 'OIG-19-01'",
    ),
  ).toEqual([["OIG-19-01", "Saved Page Report", "2019-01-05", "2019", "1"]]);
});

test("an entry without a number is kept under its title, which is a note and no reject", async () => {
  const outcome = await importText(
    db.database,
    "Topic\n\n  • A Report Without a Number\n\n    Executive Summary\n\n    We found that CBP lost 4 files.\n\n    Report Number\n    Issue Date\n    Document File\n    DHS Agency\n    Fiscal Year\n    2019\n",
  );
  expect(outcome.rejects).toEqual([]);
  expect(outcome.notes).toEqual([
    "Line 3: “A Report Without a Number” has no report number; it is kept under its title",
  ]);
  expect(
    await ask(
      db.database,
      "select number, fiscal_year from reports where title = 'A Report Without a Number'",
    ),
  ).toEqual([[null, "2019"]]);
});

test("what is no page is refused as a whole, with the reason", async () => {
  await expect(importText(db.database, "Dear Sir,\nnothing here.\n")).rejects.toThrow(
    /none of the known formats/,
  );
  const outcome = await importText(db.database, "Dear Sir,\nnothing here.\n", { format: "dhs-oig-page" });
  expect(outcome.rejects).toEqual([expect.objectContaining({ row: 1 })]);
});
