// Made-up summaries and full reports with what is right of each: recommendations, who answered what, statuses, sums.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { answersIn } from "../../src/extract/answers/blocks";
import { recommendationList } from "../../src/extract/recommendations/lists";
import { executiveSummarySpan } from "../../src/extract/report-text";
import { summaryFacts } from "../../src/extract/summary";

const folder = join(__dirname, "acceptance");
const texts = join(folder, "full-texts");
const expected = JSON.parse(readFileSync(join(texts, "expected.json"), "utf8")) as {
  positions: Record<string, Record<string, string | null>>;
  findings_in_summary: Record<string, number>;
};
const facts = (text: string, home = "dhs") => summaryFacts(text, { home }, null);

describe.each(["dhs", "va", "hud", "usda", "epa"])("full report of %s", (home) => {
  const [id] = readdirSync(join(texts, home, "2020"));
  const text = readFileSync(join(texts, home, "2020", id!, "report.txt"), "utf8");
  const items = recommendationList(text, { home });

  test("recommendations and answers", () => {
    const answers = answersIn(text, items, { home });
    const position = (number: string) =>
      answers.find((one) => one.number === number)?.position?.position ?? null;
    expect(Object.fromEntries(items.map(({ number }) => [number, position(number)]))).toEqual(
      expected.positions[id!],
    );
    for (const { text: words } of items) expect(words).toMatch(/^[\p{Lu}].*[.]$/u);
  });

  test("findings of the summary", () => {
    const span = executiveSummarySpan(text)!;
    expect(facts(text.slice(span.start, span.end), home).findings).toHaveLength(
      expected.findings_in_summary[id!]!,
    );
  });
});

test.each<[string, number | null]>([
  [
    "We made two recommendations to improve oversight of forfeitures and provide one process for all components.",
    2,
  ],
  ["We made three recommendations to improve, strengthen, and monitor training.", 3],
  ["The County disagreed with our recommended disallowance of $40,000.", null],
  ["OIG recommended several actions to improve tracking.", null],
])("no words: %s", (text, count) => {
  const { declared, recommendations } = facts(text);
  expect(declared.total?.count ?? null).toBe(count);
  expect(recommendations.map(({ text: words }) => words)).toEqual(Array(count ?? 0).fill(null));
});

test.each<[string, string, string[]]>([
  ["The County disagreed with both recommendations.", "dhs", ["NON_CONCUR The County"]],
  ["The Authority disagreed with our recommendations.", "hud", ["NON_CONCUR The Authority"]],
  [
    "The State agency disagreed with our finding on the second facility. However, it agreed with the remaining findings and recommendations.",
    "hhs",
    ["PARTIALLY_CONCUR The State agency"],
  ],
  ["TSA agreed in principle with recommendation 2.", "dhs", ["CONCUR tsa 2"]],
  [
    "ICE did not log cell searches. We made nine recommendations. ICE concurred with all but one of the nine recommendations.",
    "dhs",
    ["CONCUR ice"],
  ],
  [
    "DHS did not count task forces. We made seven recommendations. DHS provided a response but declined to comment on the recommendations.",
    "dhs",
    ["NO_POSITION dhs"],
  ],
  [
    "CBP did not count boats. We made two recommendations. CBP did not explicitly agree or disagree with our recommendations.",
    "dhs",
    ["NO_POSITION cbp"],
  ],
  ["CBP agreed with our first recommendation.", "dhs", ["CONCUR cbp 1"]],
  ["We accepted management decision on recommendations 1 and 2.", "usda", []],
])("who answered: %s", (text, home, right) => {
  expect(
    facts(text, home).positions.map(({ position, agency, respondent, numbers }) =>
      [position, agency ?? respondent, ...numbers].join(" "),
    ),
  ).toEqual(right);
});

test("statuses stand beside the answers", () => {
  const { statuses } = facts(
    "CBP concurred with recommendation two, which we consider resolved and open, but did not concur with recommendation one, which is unresolved and open.",
  );
  expect(statuses.map(({ numbers, status, resolution }) => [numbers, status, resolution])).toEqual([
    [["2"], "OPEN", "RESOLVED"],
    [["1"], "OPEN", "UNRESOLVED"],
  ]);
});

test.each<[string, [string | null, string | null, string][]]>([
  ["We consider recommendations 1 and 2 resolved and open.", [["OPEN", "RESOLVED", "1 2"]]],
  ["We made two recommendations. Both are resolved and closed.", [["CLOSED_UNSPECIFIED", "RESOLVED", "ALL"]]],
  ["All recommendations are resolved.", [[null, "RESOLVED", "ALL"]]],
  ["Recommendations 1 through 3 remain open.", [["OPEN", null, "1 2 3"]]],
  ["We will close recommendation 2 when we see the list.", []],
  ["The recommendation will be closed once FEMA shows its records.", []],
  ["Staff closed 62 of 150 reviews late.", []],
  ["FEMA resolved complaints late. We made two recommendations.", []],
  ["The prior recommendations are closed.", []],
  ["Recommendation 1 is resolved but will remain open.", [["OPEN", "RESOLVED", "1"]]],
  ["We accepted management decision on recommendations 1 and 2.", [[null, "RESOLVED", "1 2"]]],
])("status: %s", (text, right) => {
  expect(
    facts(text).statuses.map(({ status, resolution, scope, numbers }) => [
      status,
      resolution,
      scope === "NUMBERS" ? numbers.join(" ") : scope,
    ]),
  ).toEqual(right);
});

test.each<[string, number | null]>([
  ["We made two recommendations; GAO made three recommendations.", 2],
  ["GAO made three recommendations and we made two recommendations.", 2],
  ["Our 2015 report made five recommendations.", null],
  ["ICE concurred with all but one of the nine recommendations.", 9],
  ["ICE concurred with two of the three recommendations.", 3],
])("how many: %s", (text, count) => expect(facts(text).declared.total?.count ?? null).toBe(count));

test.each<[string, string[]]>([
  ["In a 2014 audit we questioned $4.2 million that FEMA paid the city.", ["OTHER 4200000"]],
  ["FEMA has since accepted $4.2 million in previously unsupported costs.", ["OTHER 4200000"]],
  ["Two hospitals were overpaid $3,609,267.", ["OTHER 3609267"]],
  ["We question $1,200 because receipts were missing.", ["QUESTIONED 1200"]],
  ["Of the $90,000 the city claimed, we question $1,200.", ["OTHER 90000", "QUESTIONED 1200"]],
  ["We identified $1,200 as unsupported.", ["UNSUPPORTED 1200"]],
])("sums: %s", (text, right) =>
  expect(facts(text).money.map(({ kind, amount }) => `${kind} ${amount}`)).toEqual(right),
);

test.each<[string, string[]]>([
  [
    "We recommended FEMA count its trucks. We also recommended that CBP train its drivers.",
    ["FEMA count its trucks", "CBP train its drivers"],
  ],
  ["We recommend that ICE log every search, and ICE agreed.", ["ICE log every search"]],
  ["In 2014 we recommended that FEMA count its trucks.", []],
  ["GAO recommended that FEMA count its trucks.", []],
  ["We recommended improvements in tracking.", []],
])("words of what is asked: %s", (text, right) =>
  expect(facts(text).recommendations.map(({ text: words }) => words)).toEqual(right),
);

const probes = JSON.parse(readFileSync(join(folder, "probes.json"), "utf8")) as {
  findings: { text: string; right: boolean }[];
};
test.each<[string, number]>([
  ["According to the allegation, prices rose sharply overnight without approval.", 0],
  ["The complainant alleged that managers did not review any of the 40 claims.", 0],
  ["We substantiated the allegation that managers did not review the claims.", 1],
])("what was alleged is not what was found: %s", (text, count) =>
  expect(facts(text, "va").findings).toHaveLength(count),
);

test.each(probes.findings)("finding or not: $text", ({ text, right }) =>
  expect(facts(text).findings.length > 0).toBe(right),
);
