// Listing pages of DHS OIG: the seed page, the three layouts against their oracle files, and variants of our own.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { summaryFacts } from "../../src/extract/summary";
import { type DhsOigPage, detect, readDhsOigPage } from "../../src/import/formats/dhs-oig/page";

const DATA = join(__dirname, "../../../shared/data/dhs-oig");
const withData = existsSync(DATA) ? describe : describe.skip;
if (!existsSync(DATA)) console.warn("skipped: ../shared/data is absent");

const read = (name: string) => readFileSync(join(DATA, name), "utf8");

function expectVerbatim(page: DhsOigPage): void {
  for (const { summary, summarySpan, span } of page.entries) {
    if (summarySpan) expect(page.text.slice(summarySpan.start, summarySpan.end)).toBe(summary);
    expect(page.text.slice(span.start, span.end).trim()).toBe(page.text.slice(span.start, span.end));
  }
}

withData("the seed page", () => {
  const page = existsSync(DATA) ? readDhsOigPage(read("deportation.txt")) : readDhsOigPage("");
  const facts = page.entries.map(({ summary, reportNumber }) =>
    summaryFacts(summary ?? "", { home: "dhs" }, reportNumber),
  );

  test("has two reports on Deportation, about ICE, without issue dates", () => {
    expect(page).toMatchObject({ layout: "A", heading: "Deportation", topic: "Deportation", problems: [] });
    expect(
      page.entries.map((entry) => [
        entry.reportNumber,
        entry.fiscalYear,
        entry.issuedOn,
        entry.agencies.slugs,
      ]),
    ).toEqual([
      ["OIG-21-36", 2021, null, ["ice"]],
      ["OIG-17-51", 2017, null, ["ice"]],
    ]);
    expect(page.entries.map((entry) => entry.agencies.source)).toEqual(["TEXT", "TEXT"]);
    expectVerbatim(page);
  });

  test("tells two and five recommendations: what they will ensure is not what they ask for", () => {
    expect(facts.map(({ declared }) => declared.total?.count)).toEqual([2, 5]);
    expect(facts[0]!.recommendations.map(({ number, text }) => [number, text])).toEqual([
      ["1", null],
      ["2", null],
    ]);
    expect(facts[1]!.recommendations.map(({ number, text }) => [number, text])).toEqual(
      ["1", "2", "3", "4", "5"].map((n) => [n, null]),
    );
  });

  test("tells at least four findings in each, every quote found in the page at its span", () => {
    for (const [i, { findings }] of facts.entries()) {
      const { summary, summarySpan } = page.entries[i]!;
      expect(findings.length).toBeGreaterThanOrEqual(4);
      for (const { quote, span } of findings) {
        expect(summary!.slice(span.start, span.end)).toBe(quote);
        expect(page.text.slice(summarySpan!.start + span.start, summarySpan!.start + span.end)).toBe(quote);
      }
    }
    expect(
      facts[0]!.findings.filter(({ statement }) => /^In (?:fact|addition),/u.test(statement)),
    ).toHaveLength(2);
  });

  test("says that ICE concurred with all", () => {
    expect(
      facts.map(({ positions }) => positions.map(({ agency, position, scope }) => [agency, position, scope])),
    ).toEqual([[["ice", "CONCUR", "ALL"]], [["ice", "CONCUR", "ALL"]]]);
  });
});

interface Expected {
  report_number: string;
  title: string | null;
  fiscal_year: number;
  agencies: string;
  n_recommendations: number | "";
  response: string;
}

withData("the oracle files", () => {
  test.each([
    ["layout-a-ice.txt", "expected-ice.json", "A"],
    ["layout-a-cbp.txt", "expected-cbp.json", "A"],
    ["layout-b-ice.txt", "expected-layout-b-ice.json", "B"],
    ["layout-b-cbp.txt", "expected-layout-b-cbp.json", "B"],
    ["layout-c-ice.txt", "expected-ice.json", "C"],
    ["layout-c-cbp.txt", "expected-cbp.json", "C"],
  ])("%s", (file, oracle, layout) => {
    const page = readDhsOigPage(read(file));
    const expected = JSON.parse(read(oracle)) as Expected[];
    expect(page.layout).toBe(layout);
    expect(
      page.entries.map(({ reportNumber, title, fiscalYear }) => [reportNumber, title, fiscalYear]),
    ).toEqual(expected.map((one) => [one.report_number, one.title, one.fiscal_year]));
    expectVerbatim(page);
    for (const [i, entry] of page.entries.entries()) {
      if (entry.summary === null) continue; // the page has lost what the rest of the oracle is about
      const facts = summaryFacts(entry.summary, { home: "dhs" }, entry.reportNumber);
      const want = expected[i]!;
      expect([...entry.agencies.slugs].sort()).toEqual(want.agencies.toLowerCase().split(";").sort());
      expect(facts.declared.total?.count ?? "").toBe(want.n_recommendations);
      expect(facts.positions.length > 0).toBe(want.response !== "");
      for (const position of facts.positions)
        expect(position).toMatchObject({ position: "CONCUR", scope: "ALL" });
    }
  });
});

test.each(["", "   \n\n", "hello\nworld", "{}", "a,b,c\n1,2,3"])(
  "garbage %j is told by its line, not passed over",
  (text) => {
    const page = readDhsOigPage(text);
    expect(page.entries).toEqual([]);
    expect(page.problems).toHaveLength(1);
    expect(page.problems[0]!.line).toBeGreaterThanOrEqual(1);
    expect(detect(text)).toMatchObject({ layout: null, confidence: 0 });
  },
);

const LAYOUT_A = `Detention

  • Management Alert - ICE Must Act (REDACTED)

    Executive Summary

    ICE did not test locks.\u00A0 Staff  knew.

    This happened in OIG-17-51 too:
    • one list item

    Report Number: OIG-20-06-VR
    Issue Date
    June 26, 2018
    DHS Agency
    ICE
    CBP
    Oversight Area
    Law Enforcement
    Keywords
    Locks, Doors
    Fiscal Year
    2020
  • A Report Without a Number
    Report Number
    Fiscal Year
    2019
  • FEMA Should Disallow Costs
    Claimed by a County
    Report Number
    OIG-17-13-D
    Issue Date
    soon
    Fiscal Year
    20x7
Next ›
stray words
`;

test("layout A: labels with values, several values, wrapped titles, missing numbers; what is wrong is told with its line", () => {
  const page = readDhsOigPage(LAYOUT_A);
  expect(
    page.entries.map(({ reportNumber, title, fiscalYear, issuedOn }) => [
      reportNumber,
      title,
      fiscalYear,
      issuedOn,
    ]),
  ).toEqual([
    ["OIG-20-06-VR", "Management Alert - ICE Must Act (REDACTED)", 2020, "2018-06-26"],
    [null, "A Report Without a Number", 2019, null],
    ["OIG-17-13-D", "FEMA Should Disallow Costs Claimed by a County", null, null],
  ]);
  expect(page.entries[0]).toMatchObject({
    summary:
      "ICE did not test locks.\u00A0 Staff  knew.\n\n    This happened in OIG-17-51 too:\n    • one list item",
    agencies: { slugs: ["ice", "cbp"], source: "LABEL", raw: ["ICE", "CBP"] },
    oversightAreas: ["Law Enforcement"],
    keywords: ["Locks", "Doors"],
    typeHint: "VERIFICATION_REVIEW",
    marks: { isRedacted: true, isRevised: false },
  });
  expect(page.problems.map(({ line, reason }) => `line ${line}: ${reason}`)).toEqual([
    "line 28: fiscal year “20x7” is no year",
    "line 28: issue date “soon” is no date",
    "line 37: “stray words” belongs to no label",
  ]);
  expectVerbatim(page);
});

test("layout B: labels may be absent, a title may have lost its number, and the first may have kept its own", () => {
  const page = readDhsOigPage(
    "USCIS\nUnited States Citizenship and Immigration Services\nFirst Title\nExecutive SummaryUSCIS lacks data.\nReport NumberOIG-23-61Issue DateDocument FileFiscal Year2023A Lost One\nReview of Fiscal Year 2016 Fees - (REDACTED)\nReport NumberOIG-23-56-DIssue DateJune 1, 2023Document FileDHS AgencyUSCISKeywordsFees, WorkFiscal Year2023A Last Title\n",
  );
  expect(page).toMatchObject({ layout: "B", heading: "USCIS" });
  expect(
    page.entries.map(({ reportNumber, title, fiscalYear, summary }) => [
      reportNumber,
      title,
      fiscalYear,
      summary,
    ]),
  ).toEqual([
    ["OIG-23-61", "First Title", 2023, "USCIS lacks data."],
    [null, "A Lost One", null, null],
    ["OIG-23-56-D", "Review of Fiscal Year 2016 Fees - (REDACTED)", 2023, null],
    [null, "A Last Title", null, null],
  ]);
  expect(page.entries[2]).toMatchObject({
    issuedOn: "2023-06-01",
    keywords: ["Fees", "Work"],
    agencies: { source: "LABEL", slugs: ["uscis"] },
  });
  // Titles without a number are entries, not problems.
  expect(page.problems).toEqual([]);
  expectVerbatim(page);
});

test("layout C: empty and long summaries, dates, sort marks anywhere, a number at the head of a summary's line", () => {
  const page = readDhsOigPage(
    "Audits, Inspections, and Evaluations\n\nReport Number Sort ascending Title Issue Date Fiscal Year\nOIG-10-85  \n\n>The Coast Guard's System Is Unreliable\n2010\nOIG-18-75 FEMA paid twice. See\nOIG-17-51 for more.\n\nWe identified $2 billion.\n\n>Summary of Work (Revised) \n09/30/2018 2018\nOIG-22-21 Review of ICE's Fiscal Year 2021 Budget January 4, 2022 2022\nOIG-08-03 Homeland Grants 2002 through 2004 2008\n« First\n",
  );
  expect(page).toMatchObject({ layout: "C", topic: null, problems: [] });
  expect(
    page.entries.map(({ reportNumber, title, fiscalYear, issuedOn, summary }) => [
      reportNumber,
      title,
      fiscalYear,
      issuedOn,
      summary,
    ]),
  ).toEqual([
    ["OIG-10-85", "The Coast Guard's System Is Unreliable", 2010, null, null],
    [
      "OIG-18-75",
      "Summary of Work (Revised)",
      2018,
      "2018-09-30",
      "FEMA paid twice. See\nOIG-17-51 for more.\n\nWe identified $2 billion.",
    ],
    ["OIG-22-21", "Review of ICE's Fiscal Year 2021 Budget", 2022, "2022-01-04", null],
    ["OIG-08-03", "Homeland Grants 2002 through 2004", 2008, null, null],
  ]);
  expectVerbatim(page);
});

const FIELDS = (tag: "dl" | "div") =>
  [
    ["Report Number", "OIG-21-36"],
    ["Issue Date", ""],
    ["DHS Agency", ""],
    ["Fiscal Year", "2021"],
  ]
    .map(([label, value]) =>
      tag === "dl"
        ? `<dt>${label}</dt><dd>${value}</dd>`
        : `<div class="label">${label}</div><div>${value}</div>`,
    )
    .join("\n");

test.each([
  [
    "list and divs",
    `<ul><li><h3>ICE Removals</h3><div>Executive Summary</div><p>ICE lost\n  files.&nbsp; We made two recommendations.</p>${FIELDS("div")}</li></ul>`,
  ],
  [
    "headings and dl",
    `<h3>ICE Removals</h3><dl><dt>Executive Summary</dt><dd>ICE lost files.&nbsp; We made two recommendations.</dd>${FIELDS("dl")}</dl>`,
  ],
  [
    "table",
    `<table><thead><tr><th>Report Number</th><th>Title</th><th>Issue Date</th><th>Fiscal Year</th></tr></thead><tbody><tr><td>OIG-21-36</td><td><div>ICE lost files.&nbsp; We made two recommendations.</div><a href="/x">ICE Removals</a></td><td></td><td>2021</td></tr></tbody></table>`,
  ],
])("saved HTML: %s", (_, body) => {
  const page = readDhsOigPage(
    `<!doctype html><html><head><title>x</title><script>Report Number</script></head><body><h1>Deportation</h1>${body}<p style="display:none">hidden</p></body></html>`,
  );
  expect(
    page.entries.map(({ reportNumber, title, fiscalYear, summary }) => [
      reportNumber,
      title,
      fiscalYear,
      summary,
    ]),
  ).toEqual([["OIG-21-36", "ICE Removals", 2021, "ICE lost files.\u00A0 We made two recommendations."]]);
  expect(page.heading).toBe("Deportation");
  expect(page.problems).toEqual([]);
  expectVerbatim(page);
});
