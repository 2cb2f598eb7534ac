// Input that is damaged, ambiguous or made to harm: read as declared, or refused with row, column and reason. Never half of it.
import { gzipSync } from "node:zlib";
import { verify } from "../../src/database/schema/verify";
import { readMapping } from "../../src/import/formats/tracker/mapping";
import { importFile } from "../../src/import/import-file";
import { bytesOf } from "../../src/import/input/bytes";
import { testDatabase } from "../support/database";
import { ask, importText } from "./importing";

const db = testDatabase();
const mapping = readMapping(
  {
    office: "x-oig",
    report: { number: "Report", title: "Title", issuedOn: "Issued" },
    recommendation: { number: "Rec", text: "Text", questionedCosts: "Questioned" },
    event: {
      status: { column: "Status", values: { Open: "OPEN", Done: "CLOSED_IMPLEMENTED" } },
      asOf: "As of",
    },
  },
  "test",
);
const header = "Report,Title,Rec,Text,Questioned,Status,As of,Issued";
const csv = (content: string | Buffer, more: object = {}) =>
  importText(db.database, content, { format: "tracker", mapping, ...more });
const rows = (...lines: string[]) => csv([header, ...lines].join("\n"));
const titleOf = async (number: string) =>
  (await ask(db.database, "select title from reports where number = $1", [number]))[0]?.[0];

afterEach(async () => {
  expect(
    (await ask(db.database, "select count(*) from reports where title ~ '[\\ufffd\\u0080-\\u009f]'"))[0],
  ).toEqual(["0"]);
});

test("a byte order mark is no part of the first column's name", async () => {
  expect((await csv(`\ufeff${header}\nBOM-1,Titled,1,Do,,Open,2021-01-01,`)).rejects).toEqual([]);
  expect(await titleOf("BOM-1")).toBe("Titled");
});

test("UTF-16 is read by its mark, in both byte orders, and by declaration", async () => {
  const text = `${header}\nU16-1,Prüfung “eins”,1,Do,,Open,2021-01-01,`;
  expect((await csv(Buffer.from(`\ufeff${text}`, "utf16le"))).rejects).toEqual([]);
  expect(await titleOf("U16-1")).toBe("Prüfung “eins”");
  expect(
    (await csv(Buffer.from(`\ufeff${text.replace("U16-1", "U16-2")}`, "utf16le").swap16())).rejects,
  ).toEqual([]);
  expect(await titleOf("U16-2")).toBe("Prüfung “eins”");
  const bare = Buffer.from(text.replace("U16-1", "U16-3"), "utf16le");
  await expect(csv(bare)).rejects.toThrow(/looks like UTF-16/);
  expect((await csv(bare, { encoding: "utf-16le" })).rejects).toEqual([]);
});

test("a mark that contradicts the declaration is refused", async () => {
  await expect(csv(Buffer.from(`\ufeff${header}\n`, "utf8"), { encoding: "windows-1252" })).rejects.toThrow(
    /marked as utf-8/,
  );
});

test("CP1252 bytes are rejected in their row and column, and read when declared", async () => {
  const bytes = Buffer.concat([
    Buffer.from(`${header}\nCP-1,Auditor`),
    Buffer.from([0x92]),
    Buffer.from("s view,1,Do,,Open,2021-01-01,\nCP-2,Plain,1,Do,,Open,2021-01-01,"),
  ]);
  expect((await csv(bytes)).rejects).toEqual([
    { row: 2, column: "Title", reason: expect.stringContaining("0x92"), value: expect.any(String) },
  ]);
  expect(await titleOf("CP-2")).toBe("Plain");
  expect(await titleOf("CP-1")).toBeNull();
  expect((await csv(bytes, { encoding: "windows-1252" })).rejects).toEqual([]);
  expect(await titleOf("CP-1")).toBe("Auditor’s view");
});

test("NUL is rejected in its row and column", async () => {
  expect((await rows("NUL-1,Ti\u0000tle,1,Do,,Open,2021-01-01,")).rejects).toEqual([
    expect.objectContaining({
      row: 2,
      column: "Title",
      reason: expect.stringContaining("contains a NUL character"),
    }),
  ]);
});

test("a character cut in half at the end is rejected where it stands", async () => {
  const bytes = Buffer.concat([Buffer.from(`${header}\nCUT-1,Title,1,Do`), Buffer.from([0xe2, 0x82])]);
  const { rejects } = await csv(bytes);
  expect(rejects).toEqual([expect.objectContaining({ row: 2 })]);
  expect(await titleOf("CUT-1")).toBeUndefined();
});

test("line ends of all kinds may be mixed, and quoted ones are part of the cell", async () => {
  const outcome = await csv(
    `${header}\r\nEOL-1,"Two\nlines",1,Do,,Open,2021-01-01,\rEOL-2,b,1,Do,,Open,2021-01-01,\n\r\nEOL-3,c,1,Do,,Open,2021-01-01,`,
  );
  expect(outcome.rejects).toEqual([]);
  expect(await titleOf("EOL-1")).toBe("Two\nlines");
  const late = await csv(`${header}\nEOL-4,"Two\nlines",1,Do,,Open,2021-01-01,\nEOL-5,b,1,Do,,Open,never,`);
  expect(late.rejects).toEqual([expect.objectContaining({ row: 4, column: "As of", value: "never" })]);
});

test("rows with too few or too many cells are rejected; empty cells at the end are none", async () => {
  const outcome = await rows(
    "RAG-1,a,1",
    "RAG-2,b,1,Do,,Open,2021-01-01,,x",
    "RAG-3,c,1,Do,,Open,2021-01-01,,,",
    'RAG-4,"d"e,1,Do,,Open,2021-01-01,',
  );
  expect(outcome.rejects.map(({ row, reason }) => [row, reason])).toEqual([
    [2, "has 3 cells; the header has 8"],
    [3, "has 9 cells; the header has 8"],
    [5, "there is text after a closing quotation mark"],
  ]);
  expect(await titleOf("RAG-3")).toBe("c");
});

test("a quotation mark that is never closed rejects its row", async () => {
  expect((await rows('OPEN-1,"never closed,1,Do')).rejects).toEqual([
    expect.objectContaining({ row: 2, reason: expect.stringContaining("never closed") }),
  ]);
});

test("an empty file and a bare header are refused", async () => {
  await expect(csv("")).rejects.toThrow(/empty/);
  await expect(csv(header)).rejects.toThrow(/no rows/);
  await expect(importText(db.database, "")).rejects.toThrow(/empty/);
});

test("a column that stands twice is refused where it is needed; unknown columns are told", async () => {
  await expect(csv(`${header},Report\nTW-1,a,1,Do,,Open,2021-01-01,,TW-2`)).rejects.toThrow(/stands twice/);
  await expect(csv("Title,Rec\na,1")).rejects.toThrow(/column Report is missing/);
  expect((await csv(`${header},Mood\nMOOD-1,a,1,Do,,Open,2021-01-01,,good`)).notes).toEqual([
    expect.stringContaining("Mood"),
  ]);
});

test("the same row twice is one; a row that contradicts another is rejected", async () => {
  const outcome = await rows(
    "DUP-1,a,1,Do,,Open,2021-01-01,",
    "DUP-1,a,1,Do,,Open,2021-01-01,",
    "DUP-1,a,1,Do other,,Open,2021-01-01,",
  );
  expect(outcome.rejects).toEqual([
    expect.objectContaining({ row: 4, column: "text", reason: expect.stringContaining("row 2") }),
  ]);
});

test("dates that do not exist, could be two days, or are counts are rejected", async () => {
  const outcome = await rows(
    "DAY-1,a,1,Do,,Open,2021-02-30,",
    "DAY-2,a,1,Do,,Open,03/04/2021,",
    "DAY-3,a,1,Do,,Open,44197,",
    "DAY-4,a,1,Do,,Open,20221-01-01,",
    "DAY-5,a,1,Do,,Open,infinity,",
    'DAY-6,a,1,Do,,Open,"March 3, 2021",',
    "DAY-7,a,1,Do,,Open,0001-01-01,",
  );
  expect(outcome.rejects.map(({ row, column }) => [row, column])).toEqual([
    [2, "As of"],
    [3, "As of"],
    [4, "As of"],
    [5, "As of"],
    [6, "As of"],
    [8, "As of"],
  ]);
  const excel = await csv(`${header}\nDAY-8,a,1,Do,,Open,44197,43831`, {
    mapping: { ...mapping, dates: ["excel"] },
  });
  expect(excel.rejects).toEqual([]);
  expect(await ask(db.database, "select issued_on, fiscal_year from reports where number = 'DAY-8'")).toEqual(
    [["2020-01-01", "2020"]],
  );
});

test("amounts are exact; negative, vague and endless ones are rejected", async () => {
  const outcome = await rows(
    'SUM-1,a,1,Do,"$1,234.50",Open,2021-01-01,',
    "SUM-2,a,1,Do,(500),Open,2021-01-01,",
    "SUM-3,a,1,Do,12345678901234567890,Open,2021-01-01,",
    "SUM-4,a,1,Do,about 5,Open,2021-01-01,",
    "SUM-5,a,1,Do,1.234,Open,2021-01-01,",
    "SUM-6,a,1,Do,NaN,Open,2021-01-01,",
    "SUM-7,a,1,Do,999999999999999999.99,Open,2021-01-01,",
  );
  expect(outcome.rejects.map(({ row, column }) => [row, column])).toEqual(
    [3, 4, 5, 6, 7].map((row) => [row, "Questioned"]),
  );
  expect(
    await ask(
      db.database,
      "select c.questioned_costs from recommendations c join reports r on r.id = c.report_id where r.number in ('SUM-1', 'SUM-7') order by 1",
    ),
  ).toEqual([["1234.50"], ["999999999999999999.99"]]);
});

test("formulas and markup are text like any other", async () => {
  expect(
    (await rows("XSS-1,=cmd|' /C calc'!A0,1,<script>alert(1)</script>,,Open,2021-01-01,")).rejects,
  ).toEqual([]);
  expect(await titleOf("XSS-1")).toBe("=cmd|' /C calc'!A0");
});

test("a cell of five million characters is rejected in its column", async () => {
  expect(
    (await rows(`BIG-1,a,1,"${"x".repeat(5_000_000)}",,Open,2021-01-01,`, "BIG-2,b,1,Do,,Open,2021-01-01,"))
      .rejects,
  ).toEqual([
    expect.objectContaining({
      row: 2,
      column: "Text",
      reason: expect.stringContaining("5000000 characters"),
    }),
  ]);
  expect(await titleOf("BIG-2")).toBe("b");
});

test("keys too long for an index are rejected, not passed on to the database", async () => {
  const outcome = await rows(
    `${"1a".repeat(100)},a,1,Do,,Open,2021-01-01,`,
    `KEY-1,${"漢".repeat(1500)},1,Do,,Open,2021-01-01,`,
    `KEY-2,a,${"2b".repeat(50)},Do,,Open,2021-01-01,`,
  );
  expect(outcome.rejects.map(({ row }) => row)).toEqual([2, 3]);
});

test("a gzip bomb, a damaged gzip and a gzip of nothing are refused; a good one is read", async () => {
  await expect(csv(gzipSync(Buffer.alloc(100_000_000, "\n")), {})).rejects.toThrow(/unpacks to more than/);
  const good = gzipSync(`${header}\nGZ-1,a,1,Do,,Open,2021-01-01,`);
  await expect(csv(good.subarray(0, good.length - 9))).rejects.toThrow(/damaged/);
  const broken = Buffer.from(good);
  broken[good.length >> 1]! ^= 0xff;
  await expect(csv(broken)).rejects.toThrow();
  await expect(csv(gzipSync(""))).rejects.toThrow(/empty/);
  expect((await csv(good)).rejects).toEqual([]);
  expect(await titleOf("GZ-1")).toBe("a");
});

test("a value without a meaning is unknown, keeps its own words and is told", async () => {
  const outcome = await rows("VAL-1,a,1,Do,,Maybe,2021-01-01,");
  expect(outcome.notes).toEqual([expect.stringContaining('"Maybe"')]);
  expect(
    await ask(
      db.database,
      "select status, c.status_raw from recommendations c join reports r on r.id = c.report_id where r.number = 'VAL-1'",
    ),
  ).toEqual([["UNKNOWN", "Maybe"]]);
});

test("JSON that is none, that is nested or misspelt is rejected line by line", async () => {
  const json = await csv(
    '{"Report":"J-1","Title":"a","Rec":"1","Status":"Open"}\n{"Report":\n[1]\n{"Report":"J-2","Rec":{"a":1}}\n',
  );
  expect(json.rejects.map(({ row }) => row)).toEqual([2, 3, 4]);
  const canonical = await importText(
    db.database,
    '{"record":"report","office":"x-oig","number":"C-1","titel":"a"}\n{"record":"report","office":"x-oig","number":"C-2","issuedOn":"2021-13-01"}\n{"record":"rapport"}\n{"record":"recommendation","office":"x-oig","report":"C-1","number":"1","questionedCosts":12}\n{"record":"report","office":"x-oig","number":"C-3","title":"a\\u0000b"}\n{"record":"report","office":"x-oig","number":"C-4","title":"\\ud800"}',
    { format: "canonical" },
  );
  expect(canonical.rejects.map(({ row, column }) => [row, column])).toEqual([
    [1, "titel"],
    [2, "issuedOn"],
    [3, "record"],
    [4, "questionedCosts"],
    [5, "title"],
    [6, "title"],
  ]);
});

test("a dry run does everything and keeps nothing", async () => {
  const before = await ask(db.database, "select count(*) from reports");
  const outcome = await importFile(
    db.database,
    await bytesOf(`${header}\nDRY-1,a,1,Do,,Open,2021-01-01,`),
    { format: "tracker", mapping },
    { dryRun: true },
  );
  expect(outcome.counts.reports?.inserted).toBe(1);
  expect(await ask(db.database, "select count(*) from reports")).toEqual(before);
});

test("after all of that no rule is broken", async () => {
  expect((await verify(db.database)).violations).toEqual([]);
});
