// Money, dates, references, report numbers, agencies, elements of a finding.

import { agencySlugs } from "../../src/extract/agencies";
import { dateFacts, isoDay } from "../../src/extract/dates";
import { findingFacts } from "../../src/extract/findings/findings";
import { moneyFacts } from "../../src/extract/money";
import { referenceFacts } from "../../src/extract/references";
import {
  isSemiannual,
  normalizeReportNumber,
  reportTypeHint,
  titleMarks,
} from "../../src/extract/report-number";

test.each<[string, string[]]>([
  ["FEMA questioned $1.2 million.", ["QUESTIONED 1200000"]],
  ["We question costs of $3,400.50 as unsupported.", ["UNSUPPORTED 3400.50"]],
  [
    "The County claimed $2.7 million in questioned costs, including $1.1 million in unsupported costs.",
    ["QUESTIONED 2700000", "UNSUPPORTED 1100000"],
  ],
  ["That would put $17.3 million to better use.", ["BETTER_USE 17300000"]],
  ["The program cost nearly $5 million and about $2 billion.", ["OTHER 5000000~", "OTHER 2000000000~"]],
  [
    "It paid 3 million dollars and $12,345,678,901,234,567,890.12.",
    ["OTHER 3000000", "OTHER 12345678901234567890.12"],
  ],
  [
    "Refunds were about $2,200 to $10,800; the estimated average was $6,100.",
    ["OTHER 2200~", "OTHER 10800~", "OTHER 6100~"],
  ],
  ["FEMA should disallow $2.0 million of $3.5 million awarded.", ["QUESTIONED 2000000", "OTHER 3500000"]],
  ["The town did not provide adequate support for $771,461.", ["UNSUPPORTED 771461"]],
  ["No money here: 5,000 people.", []],
])("money: %s", (text, expected) => {
  const found = moneyFacts(text);
  expect(
    found.map(({ kind, amount, isApproximate }) => `${kind} ${amount}${isApproximate ? "~" : ""}`),
  ).toEqual(expected);
  for (const { quote, span } of found) expect(text.slice(span.start, span.end)).toBe(quote);
});

test.each<[string, (string | number)[]]>([
  ["On September 30, 2019, and Dec. 31, 2018, and 4 July 2020", ["2019-09-30", "2018-12-31", "2020-07-04"]],
  ["9/30/2019, 01/04/16 and 2021-02-03", ["2019-09-30", "2016-01-04", "2021-02-03"]],
  ["in July 2017, FY 2018, fiscal year 2019, FY ’20", ["2017-07", 2018, 2019, 2020]],
  ["February 30, 2019 and 13/45/2019", []],
])("dates: %s", (text, expected) =>
  expect(dateFacts(text).map(({ iso, fiscalYear }) => iso ?? fiscalYear)).toEqual(expected),
);

test("isoDay takes a date and nothing else", () => {
  expect([isoDay("June 26, 2018"), isoDay("about June 26, 2018"), isoDay("June 2018"), isoDay("")]).toEqual([
    "2018-06-26",
    null,
    null,
    null,
  ]);
});

test("references to other reports, with why they are named", () => {
  const text =
    "We followed up on OIG-17-51 (see also GAO-19-123 and A-09-12-02047). This report, OIG-21-36, repeats nothing. OIG-18-10-D was retracted.";
  expect(referenceFacts(text, "oig 21-36").map(({ number, kind }) => [number, kind])).toEqual([
    ["OIG-17-51", "FOLLOW_UP"],
    ["GAO-19-123", "FOLLOW_UP"],
    ["A-09-12-02047", "FOLLOW_UP"],
    ["OIG-18-10-D", "SUPERSEDES"],
  ]);
});

test.each([
  ["oig 21-36", "OIG-21-36"],
  ["OIG–21–36", "OIG-21-36"],
  ["OIG/USCCR-13-2", "OIG-USCCR-13-2"],
  ["OIG-17-13-d", "OIG-17-13-D"],
  ["OIG-20-06-VR", "OIG-20-06-VR"],
  ["OIG-22-01-UNSUM", "OIG-22-01-UNSUM"],
  [" Report No. A07-C0001. ", "A07-C0001"],
  ["AUD/SI-11-25", "AUD-SI-11-25"],
  ["n/a", null],
  ["", null],
])("number %j is %j", (raw, expected) => expect(normalizeReportNumber(raw)).toBe(expected));

test("titles and numbers give types and marks away", () => {
  expect(reportTypeHint("OIG-19-46", "Management Alert - DHS Needs to Act")).toBe("MANAGEMENT_ALERT");
  expect(reportTypeHint("OIG-20-06-VR", "Guards")).toBe("VERIFICATION_REVIEW");
  expect(reportTypeHint("SAR-2012-H1", null)).toBe("SEMIANNUAL_REPORT");
  expect(reportTypeHint("OIG-17-51", "ICE Deportation Operations")).toBeNull();
  expect(titleMarks("Housing in Ajo, Arizona (Revised)")).toMatchObject({
    isRevised: true,
    isRedacted: false,
  });
  expect(titleMarks("Telemetry Data - (REDACTED)")).toMatchObject({ isRevised: false, isRedacted: true });
  expect(isSemiannual({ title: "Semiannual Report — April 1, 2012 - September 30, 2012" })).toBe(true);
  expect(
    findingFacts("Semiannual Report to Congress. We found that ICE did not keep records.", { home: "dhs" }),
  ).toEqual([]);
});

test.each<[string, string | null, string[]]>([
  ["U.S. Immigration and Customs Enforcement’s (ICE) work", "dhs", ["ice"]],
  ["The POLICE sent Notice of ice on roads", "dhs", []],
  ["The Department’s policy and Department staff", "dhs", ["dhs"]],
  ["The Department’s policy", null, []],
  ["The Department of Nowhere", "dhs", []],
  ["the Indiana Department of Homeland Security", "dhs", []],
  ["United States Coast Guard, the Secret Service and Border Patrol", "dhs", ["uscg", "usss", "cbp"]],
  ["Arlington, VA 22209; VA paid", "va", ["va"]],
  ["FSA was late", "ed", ["fsa"]],
  ["DOD and DoD", "dhs", ["dod"]],
  ["FSA was late", "usda", ["farm-service"]],
  ["FSA was late", "dhs", []],
  ["Federal Student Aid (FSA) was late; FSA said so", "dhs", ["fsa"]],
  ["the Department of Transportation and Public Works of the island", "dhs", []],
  ["as the FAA Modernization Act of 2012 asks", "dhs", []],
  ["the Secretary of Health and Human Services", "dhs", ["hhs"]],
  ["VBA’s Office of Field Operations", "va", ["vba"]],
  ["CBP’s Office of Field Operations", "dhs", ["cbp"]],
  ["the Temporary Shelter Assistance (TSA) program paid; TSA ran late", "dhs", []],
  ["the economic price adjustment (EPA) clause; EPA was paid twice", "va", []],
  ["the Environmental Protection Agency (EPA); EPA agreed", "dhs", ["epa"]],
])("agencies in %j at %j", (text, home, expected) => expect(agencySlugs(text, { home })).toEqual(expected));

const elements = (text: string) =>
  findingFacts(text, { home: "dhs" }).map(({ condition, criteria, cause, effect }) => ({
    condition: condition?.text ?? null,
    criteria: criteria?.text ?? null,
    cause: cause?.text ?? null,
    effect: effect?.text ?? null,
  }));

test("elements are there where words mark them, and nowhere else", () => {
  expect(elements("FEMA paid twice because staff skipped a check.")).toEqual([
    { condition: "FEMA paid twice", criteria: null, cause: "staff skipped a check", effect: null },
  ]);
  expect(elements("ICE did not keep logs, as required by the 2011 standards.")).toMatchObject([
    { criteria: "the 2011 standards", cause: null },
  ]);
  expect(elements("CBP did not test the radios, resulting in lost calls.")).toMatchObject([
    { effect: "lost calls", condition: "CBP did not test the radios" },
  ]);
  expect(elements("TSA has lacked data since 2016.")).toMatchObject([
    { cause: null, effect: null, criteria: null },
  ]);
});

test("a cause or effect told in the next sentence belongs to the finding before it too", () => {
  const [first, second, third] = elements(
    "CBP did not count its trucks. This occurred because no one was in charge. As a result, CBP lost 12 trucks.",
  );
  expect(first).toMatchObject({ cause: "no one was in charge", effect: null });
  expect(second).toMatchObject({
    condition: null,
    cause: "no one was in charge",
    effect: "CBP lost 12 trucks",
  });
  expect(third).toMatchObject({ effect: "CBP lost 12 trucks", cause: null });
});
