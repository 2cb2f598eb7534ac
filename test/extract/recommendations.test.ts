// Declared counts, the recommendations' own words, and management's positions.

import { positionFacts } from "../../src/extract/answers/positions";
import type { PositionFact } from "../../src/extract/facts";
import { declaredRecommendations } from "../../src/extract/recommendations/counts";
import { recommendationTexts } from "../../src/extract/recommendations/texts";

const DHS = { home: "dhs" };

test.each<[string, number | null]>([
  ["We made two recommendation that will help.", 2],
  ["ICE concurred with our five recommendations.", 5],
  ["We made no recommendations.", 0],
  ["KPMG did not make any recommendations as a result of its review.", 0],
  ["The report does not contain recommendations.", 0],
  ["This report contains no formal recommendations.", 0],
  ["We are not making any recommendations at this time.", 0],
  ["ICE concurred with all nine recommendations.", 9],
  ["We made 13 recommendations.", 13],
  ["We made thirteen new recommendations to CBP.", 13],
  ["We issued twenty-one recommendations.", 21],
  ["ICE concurred with all 14.", 14],
  ["The Department concurred with both.", 2],
  ["ICE concurred with seven recommendations and did not concur with one.", 8],
  ["Our report includes a total of four recommendations.", 4],
  ["We recommend that the Director take the following five actions:", 5],
  ["TSA agreed with our recommendation.", 1],
  ["FPS has implemented all three prior recommendations.", null],
  ["CBP has 12 open recommendations from earlier reports.", null],
  ["In 2016 we made three recommendations.", null],
  ["This report includes a recommendation to count the trucks.", 1],
  ["The letter contains one comment and one recommendation.", 1],
  ["ICE did nothing.", null],
  ["", null],
])("%s", (text, count) => {
  const { total } = declaredRecommendations(text, DHS);
  expect(total?.count ?? null).toBe(count);
  if (total) expect(text.slice(total.span.start, total.span.end)).toBe(total.quote);
});

test.each<[string, number, Record<string, number>]>([
  ["We made one recommendation to ICE and two recommendations to USCIS.", 3, { ice: 1, uscis: 2 }],
  ["We directed five recommendations to FEMA and two to CISA.", 7, { fema: 5, cisa: 2 }],
  ["We made seven recommendations: five to FEMA and two to the Coast Guard.", 7, { fema: 5, uscg: 2 }],
])("%s", (text, total, parts) => {
  const declared = declaredRecommendations(text, DHS);
  expect(declared.total?.count).toBe(total);
  expect(Object.fromEntries(declared.perAgency.map(({ agency, count }) => [agency, count]))).toEqual(parts);
});

const partsOf = (text: string) =>
  recommendationTexts(text, DHS).map(({ number, text: words }) => [number, words]);

test("a sentence that gives one part for each recommendation is split, in its own words", () => {
  expect(
    partsOf(
      "We made three recommendations. We recommend that FEMA update policy, train staff, and track results.",
    ),
  ).toEqual([
    ["1", "FEMA update policy"],
    ["2", "train staff"],
    ["3", "track results"],
  ]);
  expect(
    partsOf("We recommend that FEMA (1) hire staff; (2) review claims, old and new; and (3) report yearly."),
  ).toEqual([
    ["1", "hire staff"],
    ["2", "review claims, old and new"],
    ["3", "report yearly"],
  ]);
});

test.each([
  "We made three recommendations on technology, awareness of the border, and IT weaknesses.",
  "We made two recommendations to update policy, train staff, and track results.",
  "We made two recommendations.",
])("no words are made up: %s", (text) =>
  expect(partsOf(text).every(([, words]) => words === null)).toBe(true),
);

const line = ({ agency, position, scope, count, numbers }: PositionFact) =>
  [agency, position, scope, scope === "NUMBERS" ? numbers.join(" ") : count].join(" ").trim();

test.each<[string, string[]]>([
  ["ICE concurred with our recommendations.", ["ice CONCUR ALL"]],
  ["ICE concurred with all four recommendations.", ["ice CONCUR ALL 4"]],
  ["ICE concurred with seven and did not concur with one.", ["ice CONCUR COUNT 7", "ice NON_CONCUR COUNT 1"]],
  ["FEMA non-concurred with recommendation 3.", ["fema NON_CONCUR NUMBERS 3"]],
  ["CBP concurred with recommendations 1, 3 and 4.", ["cbp CONCUR NUMBERS 1 3 4"]],
  [
    "CBP concurred with recommendations 1 through 3, and partially concurred with recommendation 4.",
    ["cbp CONCUR NUMBERS 1 2 3", "cbp PARTIALLY_CONCUR NUMBERS 4"],
  ],
  [
    "DHS concurred with recommendation two but did not concur with recommendation one.",
    ["dhs CONCUR NUMBERS 2", "dhs NON_CONCUR NUMBERS 1"],
  ],
  ["The Department partially agreed with our recommendations.", ["dhs PARTIALLY_CONCUR ALL"]],
  ["CBP and TSA concurred with both recommendations.", ["cbp CONCUR ALL 2", "tsa CONCUR ALL 2"]],
  [
    "ICE concurred with both recommendations, and USCIS did not concur with one.",
    ["ice CONCUR ALL 2", "uscis NON_CONCUR COUNT 1"],
  ],
  ["TSA neither agreed nor disagreed with our recommendation.", ["tsa NO_POSITION ALL 1"]],
  ["The Director concurred with the recommendations.", ["dhs CONCUR ALL"]],
  ["FEMA disagreed with some recommendations.", ["fema NON_CONCUR UNSTATED"]],
  [
    "CBP concurred with our recommendations, and later took action to close recommendation 2.",
    ["cbp CONCUR ALL"],
  ],
  ["FEMA agreed with our findings.", []],
  ["The vendor agreed to rebate the difference.", []],
  ["ICE agreed to leave.", []],
])("%s", (text, expected) => {
  const found = positionFacts(text, DHS);
  expect(found.map(line)).toEqual(expected);
  for (const { quote, span } of found) expect(text.slice(span.start, span.end)).toBe(quote);
});

test("a letter's reader is the one agency that it names, the office's own department aside", () => {
  const letter = "We sent this report of DHS OIG to FEMA. You concur with Recommendations #2 and #3.";
  expect(positionFacts(letter, DHS)).toMatchObject([
    { agency: "fema", isAgencyInferred: true, position: "CONCUR", numbers: ["2", "3"] },
  ]);
  expect(
    positionFacts("FEMA and ICE paid twice. Your office concurred with both recommendations.", DHS),
  ).toMatchObject([{ agency: "dhs", isAgencyInferred: true, scope: "ALL" }]);
});

test("without a department to fall back on, an unnamed speaker stays unknown", () => {
  expect(positionFacts("Officials concurred with both recommendations.", { home: null })).toMatchObject([
    { agency: null, isAgencyInferred: true, position: "CONCUR" },
  ]);
});
