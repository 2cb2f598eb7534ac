// Whatever text comes: nothing throws, every quote is verbatim at its span, and noise costs no more than its length is worth.

import * as fc from "fast-check";
import { recommendationList } from "../../src/extract/recommendations/lists";
import { summaryFacts } from "../../src/extract/summary";
import { readDhsOigPage } from "../../src/import/formats/dhs-oig/page";

const WORDS = [
  "We found that ICE did not",
  "made two recommendations",
  "to USCIS",
  "concurred with",
  "recommendation 3",
  "because",
  "As a result,",
  "$1.2 million",
  "in questioned costs",
  "U.S.",
  "No. 3",
  "FY 2018.",
  "OIG-17-51",
  "Report Number",
  "Fiscal Year",
  "2021",
  "Executive Summary",
  "\u00A0",
  "\n",
  "\n\n",
  "• ",
  ">",
  "\0",
  "\uD800",
  "“",
  "”",
  "(1)",
  ";",
  ".",
  ",",
  "and",
  "1. ",
  "Recommendations",
  "DHS AgencyKeywordsFiscal Year2022",
  "<li>",
  "</table>",
]; // prettier reads worse
const text = fc
  .array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: "binary", maxLength: 6 })), { maxLength: 60 })
  .map((words) => words.join(" "));

test("quotes are verbatim, whatever the text", () => {
  fc.assert(
    fc.property(text, (summary) => {
      const { declared, ...facts } = summaryFacts(summary, { home: "dhs" }, "OIG-17-51");
      const quotes = [
        ...Object.values(facts).flat(),
        ...declared.perAgency,
        ...(declared.total ? [declared.total] : []),
        ...recommendationList(summary),
      ];
      for (const { quote, span } of quotes) expect(summary.slice(span.start, span.end)).toBe(quote);
      const elements = facts.findings.flatMap(({ condition, criteria, cause, effect }) => [
        condition,
        criteria,
        cause,
        effect,
      ]);
      for (const element of elements)
        if (element) expect(summary.slice(element.span.start, element.span.end)).toBe(element.quote);
    }),
    { numRuns: 400 },
  );
});

test("a page is read or complained of, whatever the text", () => {
  fc.assert(
    fc.property(text, (input) => {
      const page = readDhsOigPage(input);
      expect(page.entries.length + page.problems.length).toBeGreaterThan(0);
      for (const { summary, summarySpan } of page.entries) {
        if (summarySpan) expect(page.text.slice(summarySpan.start, summarySpan.end)).toBe(summary);
      }
    }),
    { numRuns: 400 },
  );
});

test.each([
  ["letters", "a".repeat(300_000)],
  ["capitals", "A b ".repeat(80_000)],
  ["numbers", "1, 2 and ".repeat(30_000)],
  ["brackets", "ICE (ICE) ".repeat(30_000)],
  ["lines", "Report Number\nFiscal Year\n".repeat(10_000)],
  ["collapsed", "Report NumberIssue DateDocument File".repeat(10_000)],
  ["firms", "Smith, Jones & ".repeat(20_000)],
  ["dollars", "$1,".repeat(100_000)],
])("300 KB of %s take seconds at most", (_, noise) => {
  const started = process.cpuUsage();
  summaryFacts(noise, { home: "dhs" }, null);
  readDhsOigPage(noise);
  recommendationList(noise);
  expect(process.cpuUsage(started).user / 1e6).toBeLessThan(8);
});
