// What a tracker's columns and values may mean, by the words that trackers use. Never guesses that something is closed.
import { managementPosition, recommendationStatus, resolutionStatus } from "../../records/vocabulary";
import { foldValue } from "./mapping-source";

export interface Guess {
  readonly group: "report" | "recommendation" | "response" | "event" | "agency" | "topics";
  readonly field: string;
  readonly header: RegExp;
  readonly vocabulary?: readonly string[];
}

/** The most telling first: a column goes to the first guess that it fits. */
const guesses: readonly Guess[] = [
  { group: "event", field: "closedOn", header: /clos(?:ed|ure|ing).*(?:date|on)|date.*clos/i },
  {
    group: "response",
    field: "targetOn",
    header: /target|due date|estimated.*(?:completion|date)|expected.*date|planned.*date/i,
  },
  { group: "event", field: "asOf", header: /status.*(?:date|as of)|as of|last updated/i },
  {
    group: "report",
    field: "issuedOn",
    header: /(?:issue|publish|publication|report|release).*date|date.*(?:issue|publish|release)|^date$/i,
  },
  { group: "report", field: "fiscalYear", header: /fiscal.*year|^fy$/i },
  {
    group: "recommendation",
    field: "number",
    header: /rec\w*\.?.*(?:no\b|number|num\b|#|id\b)|^rec(?:ommendation)?\s*#?$/i,
  },
  {
    group: "report",
    field: "number",
    header: /(?:report|audit|product|project).*(?:no\b|number|num\b|#|id\b)/i,
  },
  { group: "report", field: "title", header: /title|report name|audit name/i },
  {
    group: "response",
    field: "position",
    header: /concur|agree|position/i,
    vocabulary: managementPosition.values,
  },
  { group: "event", field: "resolution", header: /resol/i, vocabulary: resolutionStatus.values },
  { group: "event", field: "status", header: /status/i, vocabulary: recommendationStatus.values },
  { group: "recommendation", field: "questionedCosts", header: /question/i },
  { group: "recommendation", field: "unsupportedCosts", header: /unsupported/i },
  { group: "recommendation", field: "fundsPutToBetterUse", header: /better use|fpbu/i },
  { group: "response", field: "plannedAction", header: /corrective action|planned action/i },
  { group: "response", field: "text", header: /response|management comment/i },
  {
    group: "agency",
    field: "agency",
    header: /agency|component|department|office|bureau|respondent|recipient|auditee/i,
  },
  { group: "topics", field: "topics", header: /topic|subject|keyword|area/i },
  { group: "report", field: "url", header: /url|link/i },
  { group: "recommendation", field: "text", header: /recommendation|finding|text|description/i },
];

/** The guesses that fit a header, each with its column; no column serves two. */
export function guessesFor(header: readonly string[]): ReadonlyMap<Guess, string> {
  const taken = new Set<string>();
  const found = new Map<Guess, string>();
  for (const guess of guesses) {
    const column = header.find((name) => !taken.has(name) && guess.header.test(name));
    if (column === undefined) continue;
    taken.add(column);
    found.set(guess, column);
  }
  return found;
}

/** Words that mean one thing in every tracker. What is closed is told from what is not done in too many ways to be guessed. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [/^(?:open|pending|in progress|in process|ongoing|not started|outstanding|active)$/, "OPEN"],
  [/^(?:open ?- ?)?partially (?:addressed|implemented|complete|completed)$/, "OPEN_PARTIALLY_ADDRESSED"],
  [/^unresolved$/, "UNRESOLVED"],
  [/^(?:on )?hold$/, "ON_HOLD"],
  [/^resolved$/, "RESOLVED"],
  [/^(?:concur(?:red|s)?|agree[ds]?|accept(?:ed|s)?)$/, "CONCUR"],
  [/^(?:partial(?:ly)?[ -](?:concur(?:red|s)?|agree[ds]?)|concur(?:red|s)? in part)$/, "PARTIALLY_CONCUR"],
  [
    /^(?:non-?concur(?:red|s)?|disagree[ds]?|did not (?:concur|agree)|do(?:es)? not (?:concur|agree))$/,
    "NON_CONCUR",
  ],
];

/** What a value means in a vocabulary, where that is beyond doubt; undefined where somebody has to decide. */
export function meaningOf(value: string, vocabulary: readonly string[]): string | undefined {
  const words = foldValue(value);
  const own = vocabulary.find((one) => foldValue(one) === words);
  return own ?? meanings.find(([form, meaning]) => vocabulary.includes(meaning) && form.test(words))?.[1];
}
