// Sentence segmentation: what must not end a sentence, what must, and that every span is verbatim.

import { sentences } from "../../src/extract/sentences";

const texts = (text: string) => sentences(text).map(({ text: sentence }) => sentence);

test.each([
  "The U.S. Government paid $1.2 million to Acme Inc. in FY 2018.",
  "See OMB Circular No. A-123, Appendix C, and Public L. No. 111-204, sec. 3.",
  "On Dec. 31, 2018, Dr. John J. Pershing met Lt. Col. Smith at St. Louis.",
  "The case, Doe v. Roe, turned on 2 C.F.R. 200.403, e.g., on records, i.e. receipts, of J. B. Hunt Co. vehicles.",
  "Staff used version 3.5 at 8 a.m. daily, etc., and nobody asked why.",
  "We visited the U.S. Immigration and Customs Enforcement office.",
  "The report (see Appendix A, p. 4) says so.",
])("one sentence: %s", (text) => expect(texts(text)).toEqual([text]));

test.each<[string, string[]]>([
  ["It ended in FY 2018. The next began.", ["It ended in FY 2018.", "The next began."]],
  ["They live in the U.S. The others do not.", ["They live in the U.S.", "The others do not."]],
  ["We paid Acme Inc. The firm was late.", ["We paid Acme Inc.", "The firm was late."]],
  ["ICE lacked data.\u00A0 CBP had some.", ["ICE lacked data.", "CBP had some."]],
  ["He said, “It failed.” We agree.", ["He said, “It failed.”", "We agree."]],
  ["Costs rose.2 Nobody knew why.", ["Costs rose.2", "Nobody knew why."]],
  ["No stop at the end. And none here", ["No stop at the end.", "And none here"]],
  ["A first line\n\nA second paragraph", ["A first line", "A second paragraph"]],
  ["• One item.\n• Another item.", ["One item.", "Another item."]],
  ["The data were lost.Staff had no copies.", ["The data were lost.", "Staff had no copies."]],
  ["Was it legal? It was!", ["Was it legal?", "It was!"]],
])("%j", (text, expected) => expect(texts(text)).toEqual(expected));

test("a wrapped line goes on, and its statement has single white space", () => {
  const [sentence] = sentences("FEMA did not\n  review   the\u00A0claims.");
  expect(sentence).toMatchObject({
    text: "FEMA did not\n  review   the\u00A0claims.",
    statement: "FEMA did not review the claims.",
  });
});

test("headings are told, also where a copied page has run them into the text", () => {
  const found = sentences(
    "What We Found FEMA paid twice. What We Recommend We made two recommendations.\nFEMA Response\nFEMA concurred.",
  );
  expect(found.filter(({ isHeading }) => isHeading).map(({ text }) => text)).toEqual([
    "What We Found",
    "What We Recommend",
    "FEMA Response",
  ]);
  expect(found.filter(({ isHeading }) => !isHeading).map(({ section }) => section)).toEqual([
    "FINDINGS",
    "RECOMMENDATIONS",
    "RESPONSE",
  ]);
});

test("blank text has none, and noise without an end is left out", () => {
  expect(sentences("")).toEqual([]);
  expect(sentences(" \n\u00A0\n ")).toEqual([]);
  expect(sentences("x".repeat(10_000))).toEqual([]);
});
