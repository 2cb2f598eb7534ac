// What a semiannual report lists and tells, with page and line; what can't be read is named.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { semiannualFacts } from "../../src/extract/semiannual/semiannual";

const REPORT = `TABLE OF CONTENTS
Table 1: Reports Issued                                                    2
Page 1                                     Semiannual Report
REPORTS ISSUED DURING THE PERIOD

                                                        Questioned   Unsupported   Funds Put to
Report Number     Date          Title                        Costs         Costs     Better Use
OIG-20-01         10/15/2019    Purchase Cards              $12,400        $2,400           $0
OIG-20-02         11/02/2019    Grants to Two Tribes             $0            $0     $310,000
                                in the West

Page 2                                     Semiannual Report
Reports With No Management Decision Over Six Months
OIG-19-44         03/04/2019    Travel Cards

LOST RADIOS (OIG-20-01)
The office lost nine radios. We made three recommendations. FEMA agreed with our
Page 3                                     Semiannual Report
recommendations.

Table 9: Shares by region
North        3        4
South        9        1
`;

test("rows of reports: number, day, wrapped title, sums by the names of their columns, list, page and line", () => {
  const { listed } = semiannualFacts(REPORT, { home: "dhs" });
  expect(
    listed.map(({ number, issuedOn, title, sums, list, page, line }) => [
      number,
      issuedOn,
      title,
      sums,
      list,
      page,
      line,
    ]),
  ).toEqual([
    [
      "OIG-20-01",
      "2019-10-15",
      "Purchase Cards",
      { QUESTIONED: "12400", UNSUPPORTED: "2400", BETTER_USE: "0" },
      "ISSUED",
      2,
      8,
    ],
    [
      "OIG-20-02",
      "2019-11-02",
      "Grants to Two Tribes in the West",
      { QUESTIONED: "0", UNSUPPORTED: "0", BETTER_USE: "310000" },
      "ISSUED",
      2,
      9,
    ],
    ["OIG-19-44", "2019-03-04", "Travel Cards", {}, "UNDECIDED", 3, 14],
  ]);
  for (const { quote, span } of listed) expect(REPORT.slice(span.start, span.end)).toBe(quote);
});

test("a section tells how many recommendations a report made and who agreed, over a page's end", () => {
  const { described, unread } = semiannualFacts(REPORT, { home: "dhs" });
  expect(
    described.map(({ number, declared, positions, page }) => [
      number,
      declared?.count,
      positions.map(({ position, agency }) => [position, agency]),
      page,
    ]),
  ).toEqual([["OIG-20-01", 3, [["CONCUR", "fema"]], 3]]);
  expect(unread).toEqual([{ title: "Table 9: Shares by region", page: null, line: 21 }]);
});

test("prose that names reports is no table", () => {
  expect(
    semiannualFacts("In OIG-20-01 we told of radios.\nOIG-20-02 told of trucks.\n", { home: "dhs" }),
  ).toEqual({
    listed: [],
    described: [],
    unread: [],
  });
});

const SAR = join(__dirname, "../../../../shared/data/unitedstates-reports/ccr/2013/SAR-2013-H1/report.txt");
const given = existsSync(SAR) ? test : test.skip;
given("a real one", () => {
  const { listed, described, unread } = semiannualFacts(readFileSync(SAR, "utf8"), { home: "usccr" });
  expect(listed.map(({ number, issuedOn, page }) => [number, issuedOn, page])).toEqual([
    ["OIG-USCCR-13-1", "2012-11-07", 4],
    ["OIG-USCCR-13-2", "2012-11-15", 4],
    ["OIG-USCCR-13-3", "2013-03-15", 4],
  ]);
  expect(described.map(({ number, declared }) => [number, declared?.count])).toEqual([
    ["OIG-USCCR-13-1", 0],
    ["OIG-USCCR-13-2", 5],
  ]);
  expect(unread).toHaveLength(4);
});
