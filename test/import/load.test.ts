// What the loader does with records that meet what is known already.

import { verify } from "../../src/database/schema/verify";
import type { CanonicalRecord } from "../../src/import/records/records";
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

test("a known day of issue gives a federal office's fiscal year, a stated one is kept", async () => {
  await ask(db.database, "update offices set kind = 'INSPECTOR_GENERAL' returning slug");
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
