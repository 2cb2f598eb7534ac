// What each sentence of a summary is for, and why: the same words weigh differently in another place.

import { THRESHOLD } from "../../src/extract/findings/classifier";
import { featuresOf } from "../../src/extract/findings/features";
import { sentenceKinds } from "../../src/extract/findings/findings";
import { PLACE_WEIGHTS, WORD_WEIGHTS } from "../../src/extract/findings/weights";

const kinds = (...sentences: string[]) =>
  sentenceKinds(sentences.join(" "), { home: "dhs" }).map(({ kind }) => kind);

test("objective and scene come before what was found", () => {
  expect(
    kinds(
      "The Border Patrol (BP) operates 40 checkpoints.",
      "We conducted this audit to determine whether agents log every stop.",
      "We found that agents did not log every stop.",
      "As a result, managers may not know how many cars were searched.",
      "We made two recommendations.",
      "CBP concurred with both recommendations.",
    ),
  ).toEqual(["BACKGROUND", "BACKGROUND", "FINDING", "FINDING", "RECOMMENDATION", "RESPONSE"]);
});

test("a summary may tell background only, words of fault included", () => {
  expect(
    kinds(
      "Federal law requires agencies to prevent improper payments.",
      "The Department is responsible for reporting fraud.",
      "Our objective was to determine whether the Department complied with the law.",
    ),
  ).not.toContain("FINDING");
});

test("a cover letter is no finding", () => {
  expect(
    kinds(
      "Attached for your action is our final report, Trucks Were Lost.",
      "We do not require your response to the recommendations.",
      "We appreciate the cooperation of your staff.",
    ),
  ).not.toContain("FINDING");
});

test("what should be done is a recommendation, whoever is named by title", () => {
  expect(
    kinds("ICE lost nine radios.", "Further, the Deputy Director should count the radios every year."),
  ).toEqual(["FINDING", "RECOMMENDATION"]);
});

test("reasons add up to the verdict of a sentence's place, the strongest first", () => {
  const [, found] = sentenceKinds("ICE runs nine jails. ICE did not inspect four of the nine jails.", {
    home: "dhs",
  });
  const { score, reasons } = found!.verdict!;
  expect(score).toBeGreaterThan(THRESHOLD);
  const places = reasons.filter(
    ([name], i) => PLACE_WEIGHTS.has(name) && reasons.findIndex(([n]) => n === name) === i,
  );
  expect(places.reduce((sum, [, share]) => sum + share, 0)).toBeCloseTo(score, 6);
  expect(reasons.map(([name]) => name)).toEqual(
    expect.arrayContaining(["own score", "cue denial", "cue blame"]),
  );
});

test("every weight has a feature of that form, and is finite", () => {
  for (const [name, weight] of [...WORD_WEIGHTS, ...PLACE_WEIGHTS]) {
    expect(name).toMatch(/^[\p{L}#$][^;]*$/u);
    expect(Number.isFinite(weight)).toBe(true);
  }
  const known = featuresOf("We found that ICE did not inspect jails.");
  expect([...known].filter((name) => WORD_WEIGHTS.has(name))).toEqual(
    expect.arrayContaining(["cue result", "cue denial", "opens we found"]),
  );
});
