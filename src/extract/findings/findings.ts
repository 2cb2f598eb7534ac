// Findings of an executive summary: which sentences tell what the office found, and how they judge it.
// What is not a finding: objective, scope, method, background, recommendations, management's answer, furniture.

import type { Context, FindingClass, FindingFact } from "../facts";
import { speaksForGao } from "../recommendations/speaker";
import { isSemiannual } from "../report-number";
import { by, MIN_CONFIDENCE } from "../rules";
import { type Sentence, sentences } from "../sentences";
import { confidenceOf, type Verdict, verdicts } from "./classifier";
import { PLAIN_FAULT, RESULT } from "./cues";
import { elementsOf, tellsCauseOnly, tellsEffectOnly } from "./elements";
import { type FixedKind, fixedKinds } from "./rule-labels";
import {
  AFTERTHOUGHT,
  DENIAL,
  FORESEEING,
  NEGATIVE,
  OUTCOME,
  POSITIVE,
  POSITIVE_STRONG,
  POSITIVE_VERB,
  UNDERWAY,
  WEIGHING,
} from "./sentiment-cues";

export type SentenceKind = FixedKind | "FINDING" | "BACKGROUND";

/** Findings in the order of the text. Empty when nothing is told, or when the text is a semiannual report's. */
export function findingFacts(text: string, context: Context): FindingFact[] {
  if (isSemiannual({ text })) return [];
  const found: FindingFact[] = [];
  for (const { sentence, kind, verdict } of sentenceKinds(text, context)) {
    if (kind !== "FINDING" || verdict === null) continue;
    const { text: quote, span, statement } = sentence;
    const elements = elementsOf(text, sentence);
    // "As a result, …" and "This occurred because …" speak of the finding before them too.
    const before = found.at(-1);
    if (before && tellsEffectOnly(statement) && !before.effect)
      found[found.length - 1] = { ...before, effect: elements.effect };
    if (before && tellsCauseOnly(statement) && !before.cause)
      found[found.length - 1] = { ...before, cause: elements.cause };
    found.push({
      quote,
      span,
      statement,
      class: classOf(statement, before?.class ?? null),
      ...elements,
      ...by("finding: weighed words", confidenceOf(verdict)),
    });
  }
  return found;
}

/** A sentence with what it is for; `verdict` tells what weighed how much, and is null where words alone decide. */
export interface KindOfSentence {
  readonly sentence: Sentence;
  readonly kind: SentenceKind;
  readonly verdict: Verdict | null;
}

/** Every sentence with what it is for: the extraction's reasoning, open to tests. */
export function sentenceKinds(text: string, context: Context): KindOfSentence[] {
  const all = sentences(text);
  const heard = inOwnVoice(all, text, context);
  const fixed = fixedKinds(heard, context);
  const bar = context.minConfidence ?? MIN_CONFIDENCE;
  return verdicts(heard, fixed).map((verdict, i) => ({
    sentence: all[i]!,
    kind: fixed[i] ?? (verdict && confidenceOf(verdict) >= bar ? "FINDING" : "BACKGROUND"),
    verdict,
  }));
}

/** GAO's own text says "GAO found" where others say "we found": for the cues it is the same. */
export function inOwnVoice(all: readonly Sentence[], text: string, context: Context): readonly Sentence[] {
  if (!speaksForGao(text, context)) return all;
  return all.map((sentence) => ({
    ...sentence,
    statement: sentence.statement.replace(/\bGAO(?![’']s)\b/gu, "we").replace(/\bGAO[’']s\b/gu, "our"),
  }));
}

function classOf(statement: string, before: FindingClass | null): FindingClass {
  if (FORESEEING.test(statement) && !RESULT.test(statement)) return "CONCLUSION";
  const main = statement.replace(AFTERTHOUGHT, "");
  if (POSITIVE_STRONG.test(statement)) return "COMPLIANT";
  if (POSITIVE_VERB.test(statement) && !DENIAL.test(statement)) return "COMPLIANT";
  if (UNDERWAY.test(statement)) return "OBSERVATION";
  const fault = PLAIN_FAULT.exec(main)?.index ?? Number.POSITIVE_INFINITY;
  const weighing = WEIGHING.exec(main);
  if (weighing && /\bconclude[sd]?\b/iu.test(statement)) return "CONCLUSION";
  if (weighing && !RESULT.test(statement) && (weighing.index <= fault || OUTCOME.test(statement)))
    return "CONCLUSION";
  if (NEGATIVE.test(statement)) return "DEFICIENCY";
  if (POSITIVE.test(statement)) return "COMPLIANT";
  // "Specifically, the stations held 900 people.": after a fault, a bare figure tells the fault.
  return before === "DEFICIENCY" && DETAIL.test(statement) ? "DEFICIENCY" : "OBSERVATION";
}

const DETAIL =
  /^(?:Specifically|For (?:example|instance)|First|Second|Third|Then|Also|Additionally|In addition|Further(?:more)?|Moreover|In particular|Finally|Lastly),? /u;
