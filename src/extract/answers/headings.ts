// The headings under which full reports print what management answered to a recommendation, and what the office says to that.

const WHOSE = "(?:[\\p{L}\\p{N}&.’'-]+ ){0,5}";
const NUMBERED =
  "(?: (?:to|on|for) (?:the )?(?:OIG |[Dd]raft )?(?:[Rr]eport )?(?:[Rr]ecommendations?|RECOMMENDATIONS?) (?:[Nn]os?\\. ?|#)?(?<number>\\d{1,3}(?:[-.]\\d{1,2})?[a-z]?))?";

/** Management's side: "Agency Response", "FEMA Comments to Recommendation 1: Concur. …". Words may follow on the line. */
export const MANAGEMENT_HEADING = new RegExp(
  `^[\\s•*-]*(?!(?:OIG|Our|We|In|The OIG|Evaluation|Analysis|Auditors?[’']?s?) )(?:${WHOSE}(?:[Cc]omments?|[Rr]esponses?|[Rr]eply|COMMENTS?|RESPONSES?|REPLY)|(?:[Pp]roposed|[Pp]lanned|[Cc]orrective|[Aa]greed[- ][Uu]pon) [Aa]ctions?(?: and [Tt]imelines?)?|Management [Dd]ecision)${NUMBERED}\\s*(?:[:.–—]\\s*(?<words>\\S.*)?)?$`,
  "u",
);

/** The office's side: "OIG Position", "OIG Analysis: …", "Evaluation of Agency Response". */
export const OFFICE_HEADING = new RegExp(
  `^[\\s•*-]*(?:(?:(?:[A-Z]{2,6} )?OIG(?:[’']s)?|Our|Auditors?[’']?s?|Office of Inspector General|Office of Audit) (?:Analysis|Position|Reply|Response|Evaluation|Assessment|Comments?|ANALYSIS|POSITION|REPLY|RESPONSE)|(?:Evaluation|Analysis|Assessment) of (?:${WHOSE})(?:Comments?|Responses?|Reply))(?: (?:of|to|on|and) [^:.]{3,60}?)?${NUMBERED}\\s*(?:[:.–—]\\s*(?<words>\\S.*)?)?$`,
  "u",
);

/** Both sides under one heading: "Management Comments and OIG Analysis". */
export const BOTH_HEADING = new RegExp(
  `^[\\s•*-]*(?:Summary of )?(?:${WHOSE})(?:Comments?|Responses?|Reply|COMMENTS?|RESPONSES?)(?:,? (?:and|&|AND)|,) (?:the )?(?:OIG|Our|Auditors?|OUR)(?:[’']s)? (?:Analysis|Position|Reply|Response|Evaluation|Assessment|Comments?|ANALYSIS|RESPONSE|EVALUATION)${NUMBERED}\\s*(?:[:.–—]\\s*(?<words>\\S.*)?)?$`,
  "u",
);

/** Any of them. */
export const ANSWER_HEADING = {
  test: (line: string): boolean => answerHeading(line) !== null,
};

export type Side = "MANAGEMENT" | "OFFICE" | "BOTH";

export interface AnswerHeading {
  readonly side: Side;
  /** Number of the recommendation that the heading names; null: none. */
  readonly number: string | null;
  /** What follows the heading on its line; empty: nothing. */
  readonly words: string;
}

/** What a line opens as a heading of an answer; null when it is none. */
export function answerHeading(line: string): AnswerHeading | null {
  const squeezed = line.trimEnd();
  for (const [side, pattern] of SIDES) {
    const match = pattern.exec(squeezed);
    if (!match) continue;
    const words = match.groups?.words ?? "";
    const head = squeezed.slice(0, squeezed.length - words.length);
    // A sentence that ends in "comments." is no heading, nor one whose words run on in lower case.
    if (words === "" && /\.\s*$/u.test(head)) return null;
    if (words !== "" && !/[:–—]\s*$/u.test(head) && !/^\p{Lu}/u.test(words)) return null;
    if (
      /(?<![\p{L}])(?:is|are|was|were|has|have|we|provided|included|received|its|their)(?![\p{L}])/u.test(
        head,
      )
    )
      return null;
    return { side, number: match.groups?.number ?? null, words };
  }
  return null;
}

const SIDES: readonly (readonly [Side, RegExp])[] = [
  ["BOTH", BOTH_HEADING],
  ["OFFICE", OFFICE_HEADING],
  ["MANAGEMENT", MANAGEMENT_HEADING],
];
