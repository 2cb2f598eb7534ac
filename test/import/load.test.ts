// What the loader does with records that meet what is known already.

import { verify } from "../../src/database/verify";
import type { CanonicalRecord } from "../../src/import/records";
import { createTestDatabase, testDatabase } from "../support/database";
import { ask, changes, exported, importRecords, importText } from "./importing";

const db = testDatabase();
const office: CanonicalRecord = { record: "office", slug: "x-oig", name: "X", mention: true };
const agency = (slug: string, parent?: string): CanonicalRecord => ({
  record: "agency",
  slug,
  name: slug.toUpperCase(),
  parent: parent ?? null,
});
const report = (number: string, more: object = {}): CanonicalRecord => ({
  record: "report",
  office: "x-oig",
  number,
  ...more,
});
const recommendation = (number: string, more: object = {}): CanonicalRecord => ({
  record: "recommendation",
  office: "x-oig",
  report: "R-1",
  number,
  ...more,
});
const event = (more: object): CanonicalRecord => ({
  record: "status_event",
  office: "x-oig",
  report: "R-1",
  recommendation: "1",
  ...more,
});

test("a later source replaces what it states and leaves what it does not mention", async () => {
  await importRecords(db.database, [
    office,
    report("R-1", { title: "First", fiscalYear: 2020, url: "https://a" }),
  ]);
  await importRecords(db.database, [office, report("r 1", { title: "Second" })]);
  expect(await ask(db.database, "select number, title, fiscal_year, url from reports")).toEqual([
    ["R-1", "Second", "2020", "https://a"],
  ]);
  expect(await ask(db.database, "select count(*) from report_sources")).toEqual([["2"]]);
});

test("an earlier source read again fills gaps and changes nothing that a later one said", async () => {
  const again = await importRecords(db.database, [
    office,
    report("R-1", { title: "First", fiscalYear: 2020, url: "https://a" }),
  ]);
  expect(changes(again)).toEqual({ inserted: 0, updated: 0, removed: 0 });
  expect(await ask(db.database, "select title from reports")).toEqual([["Second"]]);
});

test("a known day of issue gives the fiscal year, a stated one is kept", async () => {
  await importRecords(db.database, [
    office,
    report("FY-1", { issuedOn: "2020-10-01" }),
    report("FY-2", { issuedOn: "2020-10-01", fiscalYear: 2020 }),
  ]);
  expect(
    await ask(db.database, "select number, fiscal_year from reports where number like 'FY%' order by 1"),
  ).toEqual([
    ["FY-1", "2021"],
    ["FY-2", "2020"],
  ]);
});

test("records of one file about the same thing become one; a contradiction is told and the first is kept", async () => {
  const outcome = await importRecords(db.database, [
    office,
    report("D-1", { title: "One" }),
    report("d/1", { fiscalYear: 2019 }),
    report("D-1", { title: "Another" }),
    report("D-1", { title: "One" }),
  ]);
  expect(outcome.rejects).toEqual([
    { row: 4, column: "title", reason: expect.stringContaining("row 2"), value: null },
  ]);
  expect(await ask(db.database, "select title, fiscal_year from reports where number_key = 'D-1'")).toEqual([
    ["One", "2019"],
  ]);
});

test("what refers to nothing is rejected with its row, and the rest is imported", async () => {
  const outcome = await importRecords(db.database, [
    office,
    report("U-1"),
    { record: "finding", office: "x-oig", report: "U-9", number: "1" },
    { record: "report_agency", office: "x-oig", report: "U-1", agency: "nobody" },
    { record: "report", office: "no-office", number: "1" },
  ]);
  expect(outcome.rejects.map(({ row, column }) => [row, column])).toEqual([
    [3, "report"],
    [4, "agency"],
    [5, "office"],
  ]);
  expect(outcome.counts.reports).toMatchObject({ inserted: 1, rejected: 1 });
});

test("events are added once, the last one is the status, and a date beats the order of arrival", async () => {
  await importRecords(db.database, [
    office,
    report("R-1"),
    recommendation("1"),
    event({ status: "OPEN", asOf: "2021-01-01" }),
  ]);
  await importRecords(db.database, [
    office,
    report("R-1"),
    event({ status: "CLOSED_IMPLEMENTED", closedOn: "2022-02-02", asOf: "2022-02-02" }),
  ]);
  const older = [
    office,
    report("R-1"),
    event({ status: "OPEN", resolution: "RESOLVED", asOf: "2021-06-01" }),
  ];
  await importRecords(db.database, older);
  expect(changes(await importRecords(db.database, older))).toEqual({ inserted: 0, updated: 0, removed: 0 });
  expect(
    await ask(db.database, "select status, closed_on, resolution, status_as_of from recommendations"),
  ).toEqual([["CLOSED_IMPLEMENTED", "2022-02-02", "RESOLVED", "2022-02-02"]]);
  expect(await ask(db.database, "select count(*) from status_events")).toEqual([["3"]]);
});

test("the rule of opening is silent where something is stated of that day", async () => {
  const rule = (number: string, asOf: string | null): CanonicalRecord =>
    ({ ...event({ status: "OPEN", basis: "RULE", asOf }), recommendation: number }) as CanonicalRecord;
  await importRecords(db.database, [
    office,
    report("R-1"),
    recommendation("2"),
    recommendation("3"),
    rule("2", null),
    rule("2", "2020-01-01"),
    rule("3", "2020-01-01"),
    {
      ...event({ status: "CLOSED_UNSPECIFIED", asOf: "2020-01-01" }),
      recommendation: "3",
    } as CanonicalRecord,
  ]);
  await importRecords(db.database, [
    office,
    report("R-1", { fiscalYear: 2020 }),
    rule("3", null),
    rule("1", "2023-01-01"),
  ]);
  expect(
    await ask(
      db.database,
      "select c.number, e.status, e.basis, e.as_of from status_events e join recommendations c on c.id = e.recommendation_id where c.number <> '1' order by 1, e.id",
    ),
  ).toEqual([
    ["2", "OPEN", "RULE", null],
    ["2", "OPEN", "RULE", "2020-01-01"],
    ["3", "CLOSED_UNSPECIFIED", "STATED", "2020-01-01"],
  ]);
  expect(await ask(db.database, "select status from recommendations where number = '1'")).toEqual([
    ["CLOSED_IMPLEMENTED"],
  ]);
});

test("two publishers that disagree are both kept and can be asked for", async () => {
  await importRecords(db.database, [
    {
      record: "source",
      sha256: "a".repeat(64),
      format: "test",
      publisher: "The agency",
      fileName: "a",
      importerVersion: "1",
    },
    office,
    report("R-1"),
    { ...event({ status: "OPEN", asOf: "2022-01-01" }), source: `${"a".repeat(64)} test` } as CanonicalRecord,
  ]);
  expect(
    await ask(
      db.database,
      "select publisher, s.status, disagrees from status_claims s join recommendations c on c.id = s.recommendation_id where c.number = '1' order by 1",
    ),
  ).toEqual([
    ["The agency", "OPEN", "t"],
    ["test", "CLOSED_IMPLEMENTED", "f"],
  ]);
});

test("a list of what is open notes what it does not show, once, and closes nothing", async () => {
  const list: readonly CanonicalRecord[] = [
    office,
    report("R-1"),
    recommendation("4"),
    { ...event({ status: "OPEN", asOf: "2025-01-01" }), recommendation: "4" } as CanonicalRecord,
    { record: "open_list", office: "x-oig", asOf: "2025-01-01" },
  ];
  const first = await importRecords(db.database, list);
  expect(first.counts.status_events?.inserted).toBe(2);
  expect(
    await ask(
      db.database,
      "select c.number, e.kind, c.status from status_events e join recommendations c on c.id = e.recommendation_id where e.as_of = '2025-01-01' order by 1",
    ),
  ).toEqual([
    ["2", "NOT_SHOWN", "OPEN"],
    ["4", "STATUS", "OPEN"],
  ]);
  expect(changes(await importRecords(db.database, list))).toEqual({ inserted: 0, updated: 0, removed: 0 });
});

test("a reference waits for its target and is linked when that arrives", async () => {
  await importRecords(db.database, [
    office,
    report("L-2"),
    { record: "report_link", office: "x-oig", report: "L-2", kind: "FOLLOWS_UP", targetRaw: "L 1" },
  ]);
  expect(await ask(db.database, "select target_report_id from report_links")).toEqual([[null]]);
  const outcome = await importRecords(db.database, [office, report("L-1")]);
  expect(outcome.links).toContainEqual({ table: "report_links", linked: 1, dangling: 0 });
  expect(
    await ask(db.database, "select r.number from report_links l join reports r on r.id = l.target_report_id"),
  ).toEqual([["L-1"]]);
});

test("a reference that would close a ring stays unlinked and is told", async () => {
  const link = (from: string, to: string): CanonicalRecord => ({
    record: "recommendation_link",
    office: "x-oig",
    report: "R-1",
    recommendation: from,
    kind: "REPEATS",
    targetRaw: `R-1#${to}`,
    targetReport: "R-1",
    targetRecommendation: to,
  });
  const outcome = await importRecords(db.database, [
    office,
    report("R-1"),
    link("1", "2"),
    link("2", "3"),
    link("3", "1"),
    link("4", "1"),
  ]);
  expect(outcome.rejects.map(({ row, column }) => [row, column])).toEqual([
    [3, "targetRaw"],
    [4, "targetRaw"],
    [5, "targetRaw"],
  ]);
  expect(outcome.links).toContainEqual({ table: "recommendation_links", linked: 1, dangling: 3 });
});

test("agencies that would be parts of each other are told apart from those that may", async () => {
  const outcome = await importRecords(db.database, [
    agency("a", "b"),
    agency("b", "c"),
    agency("c", "a"),
    agency("d", "a"),
    agency("e", "missing"),
  ]);
  expect(outcome.rejects.map(({ row, column }) => [row, column])).toEqual([
    [1, "parent"],
    [2, "parent"],
    [3, "parent"],
    [5, "parent"],
  ]);
  expect(
    await ask(
      db.database,
      "select a.slug, p.slug from agencies a left join agencies p on p.id = a.parent_id order by 1",
    ),
  ).toEqual([
    ["a", null],
    ["b", null],
    ["c", null],
    ["d", "a"],
    ["e", null],
  ]);
});

test("a mention fills gaps and never renames; an alias leads to the agency it means", async () => {
  await importRecords(db.database, [
    { record: "agency", slug: "a", name: "Other name", acronym: "AA", mention: true },
    { record: "agency_alias", alias: "The  A", agency: "a" },
  ]);
  await importRecords(db.database, [
    office,
    { record: "agency", slug: "the-a", name: "the a", mention: true },
    report("M-1"),
    { record: "report_agency", office: "x-oig", report: "M-1", agency: "the-a" },
  ]);
  expect(await ask(db.database, "select name, acronym from agencies where slug in ('a', 'the-a')")).toEqual([
    ["A", "AA"],
  ]);
  expect(
    await ask(
      db.database,
      "select g.slug from report_agencies a join agencies g on g.id = a.agency_id join reports r on r.id = a.report_id where r.number = 'M-1'",
    ),
  ).toEqual([["a"]]);
});

test("a new summary takes the old one's findings and quotes with it", async () => {
  const finding = (number: string, quote: string, summary: string): CanonicalRecord => ({
    record: "finding",
    office: "x-oig",
    report: "S-1",
    number,
    isNumberPrinted: false,
    statement: quote,
    cause: number === "1" && quote === "One." ? "old" : null,
    sourceQuote: quote,
    quoteStart: summary.indexOf(quote),
    quoteEnd: summary.indexOf(quote) + quote.length,
  });
  const old = "One. Two 😀. Three.";
  await importRecords(db.database, [
    office,
    report("S-1", { summary: old }),
    finding("1", "One.", old),
    finding("2", "Two 😀.", old),
    finding("3", "Three.", old),
    {
      record: "recommendation",
      office: "x-oig",
      report: "S-1",
      number: "1",
      text: "Do",
      sourceQuote: "Three.",
      quoteStart: 13,
      quoteEnd: 19,
    },
  ]);
  const fresh = "Four.";
  const outcome = await importRecords(db.database, [
    office,
    report("S-1", { summary: fresh }),
    finding("1", "Four.", fresh),
  ]);
  expect(outcome.rejects).toEqual([]);
  expect(outcome.counts.findings).toMatchObject({ updated: 1, removed: 2 });
  expect(
    await ask(
      db.database,
      "select f.number, f.source_quote, f.cause from findings f join reports r on r.id = f.report_id where r.number = 'S-1'",
    ),
  ).toEqual([["1", "Four.", null]]);
  expect(
    await ask(
      db.database,
      "select c.text, c.source_quote from recommendations c join reports r on r.id = c.report_id where r.number = 'S-1'",
    ),
  ).toEqual([["Do", null]]);
  // The older source again: its findings belong to a text that is no longer shown.
  const again = await importRecords(db.database, [
    office,
    report("S-1", { summary: old }),
    finding("1", "One.", old),
    finding("2", "Two 😀.", old),
    finding("3", "Three.", old),
    {
      record: "recommendation",
      office: "x-oig",
      report: "S-1",
      number: "1",
      text: "Do",
      sourceQuote: "Three.",
      quoteStart: 13,
      quoteEnd: 19,
    },
  ]);
  expect(changes(again)).toEqual({ inserted: 0, updated: 0, removed: 0 });
});

test("a quote that the summary does not hold is rejected", async () => {
  const outcome = await importRecords(db.database, [
    office,
    report("Q-1", { summary: "Here." }),
    {
      record: "finding",
      office: "x-oig",
      report: "Q-1",
      number: "1",
      sourceQuote: "There",
      quoteStart: 0,
      quoteEnd: 5,
    },
  ]);
  expect(outcome.rejects.map(({ column }) => column)).toEqual(["sourceQuote"]);
});

test("money that only together is wrong is rejected before the database has to", async () => {
  await importRecords(db.database, [office, report("$-1", { questionedCosts: "100" })]);
  const outcome = await importRecords(db.database, [office, report("$-1", { unsupportedCosts: "200.5" })]);
  expect(outcome.rejects.map(({ column }) => column)).toEqual(["unsupportedCosts"]);
});

test("all of this survives an export and an import into an empty database, and breaks no rule", async () => {
  const text = await exported(db.database);
  const other = await createTestDatabase();
  try {
    const outcome = await importText(other.database, text);
    expect(outcome.rejects).toEqual([]);
    expect(await exported(other.database)).toBe(text);
    expect((await verify(other.database)).violations).toEqual([]);
  } finally {
    await other.drop();
  }
});
