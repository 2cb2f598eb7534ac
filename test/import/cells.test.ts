// What a tracker's cells say: dates and sums as people write them, and what of them is kept where a field cannot hold it.
import {
  readBoolean,
  readDate,
  readMoney,
  readNumber,
  readYear,
} from "../../src/import/formats/tracker/cells";
import { readMapping } from "../../src/import/formats/tracker/mapping";
import { testDatabase } from "../support/database";
import { ask, exported, importText } from "./importing";

const db = testDatabase();

test.each([
  ["2021-03-04", "2021-03-04"],
  ["2021/3/4", "2021-03-04"],
  ["2021.03.04", "2021-03-04"],
  ["20210304", "2021-03-04"],
  ["2021-03-04T12:30:00Z", "2021-03-04"],
  ["3/4/21", "2021-03-04"],
  ["03/04/2021 12:00:00 AM", "2021-03-04"],
  ["3-4-2021", "2021-03-04"],
  ["4-Mar-21", "2021-03-04"],
  ["04 March 2021", "2021-03-04"],
  ["4th of March 2021", "2021-03-04"],
  ["March 4, 2021", "2021-03-04"],
  ["March 4th, 2021", "2021-03-04"],
  ["Mar. 4, 2021", "2021-03-04"],
  ["Sept. 4, 2021", "2021-09-04"],
  ["Thursday, March 4, 2021", "2021-03-04"],
  ["Thu Mar 4 2021", "2021-03-04"],
])("%s is a day", (text, value) => {
  expect(readDate(text, ["MDY"])).toEqual({ value });
});

test.each([
  ["March 2021", "MONTH", "2021-03-01", "2021-03-31"],
  ["Feb-24", "MONTH", "2024-02-01", "2024-02-29"],
  ["2021-03", "MONTH", "2021-03-01", "2021-03-31"],
  ["03/2021", "MONTH", "2021-03-01", "2021-03-31"],
  ["Q3 2021", "QUARTER", "2021-07-01", "2021-09-30"],
  ["3Q21", "QUARTER", "2021-07-01", "2021-09-30"],
  ["2021 Q3", "QUARTER", "2021-07-01", "2021-09-30"],
  ["third quarter of 2021", "QUARTER", "2021-07-01", "2021-09-30"],
  ["FY2021 Q3", "QUARTER", "2021-04-01", "2021-06-30"],
  ["Q1 FY 21", "QUARTER", "2020-10-01", "2020-12-31"],
  ["4th Quarter FY2021", "QUARTER", "2021-07-01", "2021-09-30"],
  ["2021", "YEAR", "2021-01-01", "2021-12-31"],
  ["FY 2021", "YEAR", "2020-10-01", "2021-09-30"],
  ["FY21", "YEAR", "2020-10-01", "2021-09-30"],
])("%s gives a %s", (text, precision, earliestOn, latestOn) => {
  expect(readDate(text, ["MDY"], 10)).toMatchObject({ printed: { precision, earliestOn, latestOn } });
});

test.each(["soon", "TBD", "13/2021", "Q5 2021", "March", "2021-13"])("%s is no date", (text) => {
  expect(readDate(text, ["MDY"], 10)).toEqual({ flaw: expect.stringMatching(/is not a day/) });
});

test("a fiscal year is known only where its beginning is", () => {
  expect(readDate("FY 2021", [])).toMatchObject({ printed: { precision: "YEAR", earliestOn: null } });
  expect(readDate("FY 2021", [], 7)).toMatchObject({
    printed: { earliestOn: "2020-07-01", latestOn: "2021-06-30" },
  });
  expect(readDate("03/04/2021", [])).toEqual({ flaw: expect.stringContaining("MDY or DMY") });
  expect(readDate("13/04/2021", [])).toEqual({ value: "2021-04-13" });
});

test.each([
  ["$1,234.50", "1234.5"],
  [" $ -   ", "0"],
  ["$1.2M", "1200000"],
  ["1.2 million", "1200000"],
  ["$3.4 billion", "3400000000"],
  ["1.25E+06", "1250000"],
  ["USD 500", "500"],
  ["US$ 500", "500"],
  ["$1,000*", "1000"],
  ["1250000.0", "1250000"],
  ["0.30000000000000004", "0.30"],
  ["1234.5599999999999", "1234.56"],
])("%s is a sum", (text, value) => {
  expect(readMoney(text, false)).toEqual({ value });
});

test("a comma is a decimal mark where the mapping says so", () => {
  expect(readMoney("1.234,56", true)).toEqual({ value: "1234.56" });
  expect(readMoney("1.234,56", false)).toEqual({ flaw: expect.any(String) });
  expect(readMoney("1 234,56", true)).toEqual({ value: "1234.56" });
});

test.each([
  ["£1,000", "GBP", "1000"],
  ["€ 1,200.50", "EUR", "1200.5"],
  ["CAD 12.5 million", "CAD", "12500000"],
  ["C$500", "CAD", "500"],
  ["R$ 500", "BRL", "500"],
  ["CHF 1,000", "CHF", "1000"],
])("%s is kept in %s and never as dollars", (text, currency, amount) => {
  expect(readMoney(text, false)).toEqual({ flaw: expect.any(String), printed: { currency, amount } });
});

test.each(["TBD", "about $5", "$1,250,000.125", "$1,00", "(1,234)", "-5", "¥500", "1e400", "$"])(
  "%s is no sum that can be held",
  (text) => {
    expect(readMoney(text, false)).toEqual({ flaw: expect.any(String) });
  },
);

test("numbers of recommendations, years and yes or no meet in their spellings", () => {
  for (const text of [
    "1",
    "Rec. 1",
    "#1",
    "1.",
    "R1",
    "R-1",
    "1.0",
    "Recommendation No. 1",
    "Recommendation 1",
    "Rec #1",
    "(1)",
    "No. 1",
  ])
    expect([text, readNumber(text)]).toEqual([text, "1"]);
  for (const text of ["1-1", "25-E-05-040.01", "R.A.1.", "2b", "1.1"]) expect(readNumber(text)).toBe(text);
  expect([readYear("FY21"), readYear("2020-21"), readYear("FY 2020/2021")]).toEqual([
    { value: 2021 },
    { value: 2021 },
    { value: 2021 },
  ]);
  expect([readBoolean("X"), readBoolean("No"), readBoolean("maybe")]).toEqual([
    { value: true },
    { value: false },
    { flaw: expect.any(String) },
  ]);
});

const mapping = readMapping(
  {
    name: "printed",
    office: "printed-oig",
    fiscalYearStart: 7,
    agency: "Agency",
    report: { number: "Report", title: "Title", issuedOn: "Issued" },
    recommendation: {
      number: "Rec",
      questionedCosts: "Questioned",
      targetOn: { column: "Target", partial: "last" },
    },
    response: { position: { column: "Answer", values: { Agree: "CONCUR" } } },
    event: { status: { column: "Status", values: { Open: "OPEN" } } },
  },
  "printed",
);
const file = `Report,Title,Issued,Rec,Questioned,Target,Status,Agency,Answer
P-1,On a,March 2021,1,€500,Q4 2022,Open,ICE,Agree
P-1,On a,March 2021,2,to be decided,2022-01-31,Open,ICE,Agree
P-2,On b,2021-08-01,1,(100),someday,Open,ICE,Agree
`;

test("a cell costs itself, its words are kept beside the row, and what is understood is no reject", async () => {
  const { rejects, notes } = await importText(db.database, file, { mapping }, "printed.csv");
  expect(rejects.map(({ row, column, value }) => [row, column, value])).toEqual([
    [3, "Questioned", "to be decided"],
    [4, "Questioned", "(100)"],
    [4, "Target", "someday"],
  ]);
  expect(notes).toContainEqual(
    expect.stringMatching(/^Kept as printed, 2 times: Issued: gives only the month/),
  );
  expect(
    await ask(
      db.database,
      `select r.number, c.number, v.field, v.raw, v.precision, v.earliest_on, v.latest_on, v.currency, v.amount, v.row_number
       from printed_values v join reports r on r.id = v.report_id left join recommendations c on c.id = v.recommendation_id order by 1, 2 nulls first, 3`,
    ),
  ).toEqual([
    ["P-1", null, "report.issuedOn", "March 2021", "MONTH", "2021-03-01", "2021-03-31", null, null, "2"],
    ["P-1", "1", "recommendation.questionedCosts", "€500", null, null, null, "EUR", "500.00", "2"],
    [
      "P-1",
      "1",
      "recommendation.targetOn",
      "Q4 2022",
      "QUARTER",
      "2022-10-01",
      "2022-12-31",
      null,
      null,
      "2",
    ],
    ["P-1", "2", "recommendation.questionedCosts", "to be decided", null, null, null, null, null, "3"],
    ["P-2", "1", "recommendation.questionedCosts", "(100)", null, null, null, null, null, "4"],
    ["P-2", "1", "recommendation.targetOn", "someday", null, null, null, null, null, "4"],
  ]);
  expect(
    await ask(
      db.database,
      "select r.number, r.issued_on, r.fiscal_year, c.number, c.questioned_costs, c.target_on, c.status from recommendations c join reports r on r.id = c.report_id order by 1, 4",
    ),
  ).toEqual([
    ["P-1", null, "2021", "1", null, "2022-12-31", "OPEN"],
    ["P-1", null, "2021", "2", null, "2022-01-31", "OPEN"],
    ["P-2", "2021-08-01", "2022", "1", null, null, "OPEN"],
  ]);
});

test("what is printed survives an export, and the same file again adds nothing", async () => {
  const before = await exported(db.database);
  expect(before.match(/"record":"printed_value"/g)).toHaveLength(6);
  await importText(db.database, file, { mapping }, "printed.csv");
  expect(await exported(db.database)).toBe(before);
});
