// What of a sentence speaks for or against its being a finding: its cues, words, opening and tense, as names.
// Knows nothing of where the sentence stands, nor what each name weighs.

import {
  ALWAYS_BACKGROUND,
  BACKGROUND,
  type Cues,
  LATER_RESULT,
  OBJECTIVE,
  PLAIN_FAULT,
  RESULT,
  WORK_DONE,
} from "./finding-cues";
import {
  AFTERTHOUGHT,
  DENIAL,
  FAULT,
  FORESEEING,
  NEGATIVE,
  OUTCOME,
  POSITIVE,
  POSITIVE_STRONG,
  POSITIVE_VERB,
  UNDERWAY,
  WEIGHING,
} from "./judgement-cues";
import { isMarked, opensWithTheScene, tellsDatedEvent, tellsHowThingsAre } from "./scene";

const JUDGEMENT: Cues = {
  objective: OBJECTIVE,
  "plain fault": PLAIN_FAULT,
  "strong praise": POSITIVE_STRONG,
  "praising verb": POSITIVE_VERB,
  praise: POSITIVE,
  denial: DENIAL,
  blame: NEGATIVE,
  fault: FAULT,
  weighing: WEIGHING,
  foreseeing: FORESEEING,
  outcome: OUTCOME,
  afterthought: AFTERTHOUGHT,
  underway: UNDERWAY,
};
const GROUPS: readonly (readonly [string, Cues])[] = [
  ["work", WORK_DONE],
  ["scene always", ALWAYS_BACKGROUND],
  ["scene", BACKGROUND],
];

const SHAPES: Cues = {
  "past be or have": /\b(?:was|were|had|did)\b/u,
  "present be or have": /\b(?:is|are|has|have|does|do)\b/u,
  "must or should": /\b(?:must|shall|should|may|can)\b/u,
  "will or would": /\b(?:will|would)\b/u,
  money: /\$\d/u,
  percent: /\d (?:percent|%)|\d%/u,
  "short form introduced": /\([A-Z][A-Z&-]+\)/u,
  "shares counted": /\b\d[\d,]* (?:\([^)]*\) )?of (?:the |its |our )?\d/u,
  list: /\(1\)|; and\b/u,
  because: /(?<=.)\b(?:because|due to)\b/iu,
};

/** "We found …", "… and found …": the sentence says that it reports a result. */
export function tellsResult(statement: string): boolean {
  return RESULT.test(statement) || LATER_RESULT.test(statement.replace(/\bwhether\b.*$/u, ""));
}

/** One of the ways in which auditors tell what they set out to do. */
export function tellsWork(statement: string): boolean {
  return Object.values(WORK_DONE).some((cue) => cue.test(statement));
}

/** Names of all that a sentence holds, each once: "cue result", "word lack", "opens specifically", "verb did". */
export function featuresOf(statement: string): string[] {
  const found = new Set<string>();
  if (RESULT.test(statement)) found.add("cue result");
  else if (tellsResult(statement)) found.add("cue later result");
  for (const [group, cues] of GROUPS) {
    for (const [name, cue] of Object.entries(cues))
      if (cue.test(statement)) found.add(`${group}: ${name}`).add(`any ${group}`);
  }
  for (const [name, cue] of Object.entries(JUDGEMENT)) if (cue.test(statement)) found.add(`cue ${name}`);
  for (const [name, cue] of Object.entries(SHAPES)) if (cue.test(statement)) found.add(`shape ${name}`);
  if (isMarked(statement, statement.replace(AFTERTHOUGHT, ""))) found.add("cue any judgement");
  if (tellsHowThingsAre(statement)) found.add("cue how things are");
  if (opensWithTheScene(statement)) found.add("cue opens with the scene");
  if (tellsDatedEvent(statement)) found.add("cue dated event");
  const words = wordsOf(statement);
  for (const word of words) found.add(`word ${word}`);
  if (words[0]) found.add(`opens ${words[0]}`);
  if (words[1]) found.add(`opens ${words[0]} ${words[1]}`);
  found.add(`verb ${verbOf(words)}`);
  if (words.length < 10) found.add("shape short");
  if (words.length > 40) found.add("shape long");
  return [...found];
}

/** Words in lower case; names are ACRONYM or Name, figures #, years #year, sums $: what a sentence is about does not count. */
export function wordsOf(statement: string): string[] {
  const plain = statement
    .replace(/[’']s(?!\p{L})/gu, "")
    .replace(/\$[\d,.]+(?: (?:million|billion|trillion))?/gu, " $ ")
    .replace(/\b(?:19|20)\d\d\b/gu, " #year ")
    .replace(/(?<![\p{L}#])\d[\d,.]*/gu, " # ");
  const words = plain.match(/\$|#year|#|\p{L}[\p{L}-]*/gu) ?? [];
  return words.map((word, i) => {
    if (word === "OIG" || word === "KPMG") return word.toLowerCase();
    if (/^\p{Lu}[\p{Lu}&-]*\p{Lu}$/u.test(word)) return "ACRONYM";
    return i > 0 && /^\p{Lu}/u.test(word) ? "Name" : word.toLowerCase();
  });
}

const AUXILIARY =
  /^(?:is|are|was|were|has|have|had|does|do|did|will|would|may|might|can|could|should|must|shall|cannot)$/u;
const IRREGULAR =
  /^(?:fell|rose|grew|spent|found|made|took|began|paid|bought|sold|held|kept|led|left|lost|met|sent|went|came|gave|knew|ran|saw|told|built|brought|said|became)$/u;

/** The form of the first verb after the subject: an auxiliary as it stands, PAST, PRESENT or NONE. A guess by endings. */
function verbOf(words: readonly string[]): string {
  for (let i = 1; i < words.length; i++) {
    const [before, word] = [words[i - 1]!, words[i]!];
    if (AUXILIARY.test(word)) return word;
    if (IRREGULAR.test(word)) return "PAST";
    if (/..ed$/u.test(word) && !/^(?:the|an?|of|to|for|and|its|their|with|by|in)$/u.test(before))
      return "PAST";
    if (
      /[^s]s$/u.test(word) &&
      /^(?:ACRONYM|Name|it|which|this|program|department|agency|office|report)$/u.test(before)
    )
      return "PRESENT";
  }
  return "NONE";
}
