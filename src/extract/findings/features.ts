// What of a sentence speaks for or against its being a finding: its cues, shape and opening words, as names.
// Knows nothing of where the sentence stands, nor what each name weighs.

import { opensWithTheScene, SAMPLE, tellsDatedEvent, tellsHowThingsAre } from "./background-cues";
import {
  ALWAYS_BACKGROUND,
  BACKGROUND,
  type Cues,
  LATER_RESULT,
  OBJECTIVE,
  PLAIN_FAULT,
  RESULT,
  WORK_DONE,
} from "./cues";
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
} from "./sentiment-cues";

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

const SHAPES: Cues = {
  "past be or have": /\b(?:was|were|had|did)\b/u,
  "present be or have": /\b(?:is|are|has|have|does|do)\b/u,
  "must or should": /\b(?:must|shall|should|may|can)\b/u,
  "will or would": /\b(?:will|would)\b/u,
  money: /\$\d/u,
  percent: /\d (?:percent|%)|\d%/u,
  "short form introduced": /\([A-Z][A-Z&-]+\)/u,
  "shares counted": /\b\d[\d,]* (?:\([^)]*\) )?of (?:the |its |our )?\d/u,
  short: /^.{0,60}$/u,
  long: /^.{280}/u,
  list: /\(1\)|; and\b/u,
  because: /(?<=.)\b(?:because|due to)\b/iu,
  "of any such thing": /^(?:An?|All|Each|Every|Any|If|When|Most|Many)\b(?! (?:result|consequence)\b)/u,
  "as once planned": /\b(?:initial(?:ly)?|original(?:ly)?|historically|traditionally|formerly)\b/iu,
  "over the years":
    /\b(?:for (?:years|decades)|(?:over|in) the (?:years|past)|long been|decades|recent(?:ly)?|increasing(?:ly)?)\b/iu,
  "names the act": /\b(?:Act|Law|U\.S\.C\.|C\.?F\.?R\.?|Order|Directive|Circular)\b/u,
  "denied by": /\b(?:did|does|do|was|were|is|are|has|have|had|could) not\b/u,
  "opens by saying which":
    /^(?:Specifically|For (?:example|instance)|First|Second|Third|Finally|Lastly|Also|Additionally|In addition|Further(?:more)?|Moreover|However|In particular|Primarily|Similarly|Likewise|Instead|Overall),? /u,
  "opens with a consequence":
    /^(?:As a result|Consequently|Therefore|Thus|Accordingly|Without|Until|Unless)\b/u,
  "points back": /^(?:This|These|Those|Such|It|They|Their|That)\b/u,
};

const CUES = [
  ...named("work: ", WORK_DONE, "any work"),
  ...named("scene always: ", ALWAYS_BACKGROUND, "any scene always"),
  ...named("scene: ", BACKGROUND, "any scene"),
  ...named("cue ", JUDGEMENT, null),
  ...named("shape ", SHAPES, null),
];

function named(prefix: string, cues: Cues, group: string | null) {
  return Object.entries(cues).map(([name, cue]) => [prefix + name, group, cue] as const);
}

/** Names of all that a sentence holds, each once: "cue result", "work: objective of", "shape money", "opens specifically". */
export function featuresOf(statement: string): ReadonlySet<string> {
  const found = new Set<string>();
  if (RESULT.test(statement)) found.add("cue result");
  else if (LATER_RESULT.test(statement.replace(/\bwhether\b.*$/u, ""))) found.add("cue later result");
  for (const [name, group, cue] of CUES) {
    if (!cue.test(statement)) continue;
    found.add(name);
    if (group) found.add(group);
  }

  const has = (...cues: string[]) => cues.some((cue) => found.has(`cue ${cue}`));
  if (
    has("foreseeing", "underway", "fault", "plain fault", "praise", "praising verb", "strong praise") ||
    // Words of risk count in the main clause only.
    (has("weighing") && WEIGHING.test(statement.replace(AFTERTHOUGHT, ""))) ||
    SAMPLE.test(statement) ||
    /(?<=.)\bbecause\b/u.test(statement)
  )
    found.add("cue any judgement");
  if (!has("blame", "praise", "praising verb", "strong praise", "weighing") && tellsHowThingsAre(statement))
    found.add("cue how things are");
  if (opensWithTheScene(statement)) found.add("cue opens with the scene");
  if (tellsDatedEvent(statement)) found.add("cue dated event");
  for (const group of ["any work", "any scene always", "any scene"])
    if (found.has(group)) {
      for (const cue of ["cue fault", "cue plain fault", "cue praise", "cue weighing"])
        if (found.has(cue)) found.add(`${group}, ${cue}`);
    }
  const [first = "", second = ""] = openingWords(statement);
  found.add(`opens ${first}`).add(`opens ${first} ${second}`);
  return found;
}

/** The first two words in lower case; names are ACRONYM or Name, figures #, years #year, sums $: what a sentence is about does not count. */
function openingWords(statement: string): string[] {
  const plain = statement
    .slice(0, 100)
    .replace(/[’']s(?!\p{L})/gu, "")
    .replace(/\$[\d,.]+(?: (?:million|billion|trillion))?/gu, " $ ")
    .replace(/\b(?:19|20)\d\d\b/gu, " #year ")
    .replace(/(?<![\p{L}#])\d[\d,.]*/gu, " # ");
  const words = plain.match(/\$|#year|#|\p{L}[\p{L}-]*/gu) ?? [];
  return words.slice(0, 2).map((word, i) => {
    if (word === "OIG" || word === "KPMG") return word.toLowerCase();
    if (/^\p{Lu}[\p{Lu}&-]*\p{Lu}$/u.test(word)) return "ACRONYM";
    return i > 0 && /^\p{Lu}/u.test(word) ? "Name" : word.toLowerCase();
  });
}
