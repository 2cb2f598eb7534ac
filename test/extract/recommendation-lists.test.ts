// Recommendations printed one by one in full report texts, page furniture in between.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { answersIn } from "../../src/extract/answers/blocks";
import { withoutFurniture } from "../../src/extract/pages";
import { recommendationList } from "../../src/extract/recommendations/lists";
import { executiveSummarySpan } from "../../src/extract/report-text";

const page = (n: number) => `\nOffice of Audits\n\n${n}\n\n\fReview of Radios in Three Districts\n\n`;
const REPORT = `Review of Radios in Three Districts
${page(1)}Executive Summary
We found that the districts did not test their radios.${page(2)}Recommendations
We recommend that the Chief:
1. Test every radio before it is fielded, and keep
the results for three years, including those of the${page(3)}districts in the north.
2. Replace radios that fail.

Management Comments
Recommendation 1 is settled, say the districts.

District Comments to Recommendation 1: Concur. The districts will test
all radios by June 30, 2024.
OIG Analysis: We consider this resolved and open.
District Comments to Recommendation 2: Non-concur. There is no money.
`;

test("a numbered list goes on over a page break; each comment finds its recommendation", () => {
  const found = recommendationList(REPORT);
  const answers = answersIn(REPORT, found, { home: "dhs" });
  const answer = (number: string) => answers.find((one) => one.number === number);
  expect(found.map(({ number, text }) => [number, text, answer(number)?.management?.text ?? null])).toEqual([
    [
      "1",
      "Test every radio before it is fielded, and keep the results for three years, including those of the districts in the north.",
      "Concur. The districts will test all radios by June 30, 2024.",
    ],
    ["2", "Replace radios that fail.", "Non-concur. There is no money."],
  ]);
  expect(
    answers.map(({ position, status }) => [position?.position, status?.status, status?.resolution]),
  ).toEqual([
    ["CONCUR", "OPEN", "RESOLVED"],
    ["NON_CONCUR", undefined, undefined],
  ]);
  for (const { quote, span } of found) expect(REPORT.slice(span.start, span.end)).toBe(quote);
});

test("named recommendations with letters, and repeated ones once", () => {
  const text =
    "Recommendation 2a: Train staff\nin the field.\n\nRecommendation #2b. Buy radios.\n\nAppendix\nRecommendation 2a: Train staff in the field.\n";
  expect(recommendationList(text).map(({ number, text: words }) => [number, words])).toEqual([
    ["2a", "Train staff in the field."],
    ["2b", "Buy radios."],
  ]);
});

test("lettered parts stand under their lead-in; the lead-in asks for nothing by itself", () => {
  const text =
    "RECOMMENDATIONS\n1. We recommend that the Chief:\na. Test radios:\n1) in the north;\n2) in the south.\nb. Replace them.\n2. Report yearly.\n";
  expect(recommendationList(text).map(({ number, text: words }) => [number, words])).toEqual([
    ["1a", "Test radios: 1) in the north; 2) in the south."],
    ["1b", "Replace them."],
    ["2", "Report yearly."],
  ]);
});

test("furniture is blanked in place, and the executive summary found between its headings", () => {
  const clean = withoutFurniture(REPORT);
  expect(clean).toHaveLength(REPORT.length);
  expect(clean).not.toContain("Office of Audits");
  const span = executiveSummarySpan(`Executive Summary\nRadios failed.\n\nBackground\nRadios are radios.\n`);
  expect(span).toEqual({ start: 18, end: 32 });
  expect(executiveSummarySpan("No such part.")).toBeNull();
});

test.each([
  "",
  "Recommendations .......... 55",
  "Recommendations\n\nNone were made.",
  "In 1. we saw 2. things",
])("nothing in %j", (text) => {
  expect(recommendationList(text)).toEqual([]);
});

const DATA = join(__dirname, "../../../../shared/data/unitedstates-reports");
const withData = existsSync(DATA) ? describe : describe.skip;
if (!existsSync(DATA)) console.warn("skipped: ../shared/data is absent");

withData("real reports", () => {
  test.each<[string, string[], number]>([
    ["ccr/2012/OIG-USCCR-13-2", ["1", "2", "3", "4", "5"], 0],
    ["education/2002/A07C0001", ["1.1", "1.2", "2.1", "3.1"], 2],
    ["va/2007/05-01670-04", ["1a", "1b", "1c", "1d", "1e", "1f", "1g", "1h"], 8],
    ["va/2009/08-02516-178", [], 0],
    ["cia/2007/2004-7601-IG", [], 0],
    ["ccr/2012/SAR-2012-H1", [], 0],
  ])("%s", (folder, numbers, comments) => {
    const text = readFileSync(join(DATA, folder, "report.txt"), "utf8");
    const found = recommendationList(text);
    expect(found.map(({ number }) => number)).toEqual(numbers);
    const answered = answersIn(text, found, { home: "va" }).filter(({ management }) => management !== null);
    expect(answered).toHaveLength(comments);
    for (const { text: words, quote, span } of found) {
      expect(text.slice(span.start, span.end)).toBe(quote);
      expect(words).toMatch(/[.;]$/u);
      expect(words).not.toMatch(/Office of Inspector General\s+\d|^\d+$/u);
    }
  });
});
