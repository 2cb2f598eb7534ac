// Listing pages of DHS OIG: the seed page, the three layouts against their oracle files, and variants of our own.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type DhsOigPage, detect, readDhsOigPage } from "../../src/import/dhs-oig/page";
import { summaryFacts } from "../../src/import/extract/summary";

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

  test("tells two and five recommendations, the two in their own words", () => {
    expect(facts.map(({ declared }) => declared.total?.count)).toEqual([2, 5]);
    expect(facts[0]!.recommendations.map(({ text }) => text?.split(" ").slice(0, 4).join(" "))).toEqual([
      "will ensure ICE documents",
      "develops a process to",
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
