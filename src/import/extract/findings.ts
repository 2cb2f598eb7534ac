// Findings of an executive summary: which sentences tell what the office found, and how they judge it.
// What is not a finding: objective, scope, method, background, recommendations, management's answer, furniture.

import { agenciesMentioned } from "./agencies-mentioned";
import type { Context, FindingClass, FindingFact } from "./facts";
import {
  ALWAYS_BACKGROUND,
  AUDITOR,
  BACKGROUND,
  LATER_RESULT,
  OBJECTIVE,
  PLAIN_FAULT,
  RESULT,
  WORK_DONE,
} from "./finding-cues";
import { elementsOf, tellsCauseOnly, tellsEffectOnly } from "./finding-elements";
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
import { positionFacts } from "./positions";
import { isSemiannual } from "./report-number";
import { isMarked, opensWithTheScene, tellsDatedEvent, tellsHowThingsAre } from "./scene";
import { type Sentence, sentences } from "./sentences";

export type SentenceKind = "HEADING" | "FINDING" | "RECOMMENDATION" | "RESPONSE" | "WORK" | "BACKGROUND";

/** Findings in the order of the text. Empty when nothing is told, or when the text is a semiannual report's. */
export function findingFacts(text: string, context: Context): FindingFact[] {
  if (isSemiannual({ text })) return [];
  const found: FindingFact[] = [];
  for (const { sentence, kind } of sentenceKinds(text, context)) {
    if (kind !== "FINDING") continue;
    const { text: quote, span, statement } = sentence;
    const elements = elementsOf(text, sentence);
    // "As a result, …" and "This occurred because …" speak of the finding before them too.
    const before = found.at(-1);
    if (before && tellsEffectOnly(statement) && !before.effect)
      found[found.length - 1] = { ...before, effect: elements.effect };
    if (before && tellsCauseOnly(statement) && !before.cause)
      found[found.length - 1] = { ...before, cause: elements.cause };
    found.push({ quote, span, statement, class: classOf(statement), ...elements });
  }
  return found;
}

/** Every sentence with what it is for: the extraction's reasoning, open to tests. */
export function sentenceKinds(text: string, context: Context): { sentence: Sentence; kind: SentenceKind }[] {
  const all = sentences(text);
  const byWords = all.map((sentence) => kindByWords(sentence, context));
  const lastWork = all.findLastIndex(
    ({ statement }, i) => byWords[i] === "WORK" && OBJECTIVE.test(statement) && !FURTHER_WORK.test(statement),
  );
  // A summary that breaks off at its objective has told the scene only, its faults included.
  const isSceneOnly = lastWork >= 0 && lastWork === all.length - 1;
  const firstResult = all.findIndex(({ statement }) => tellsResult(statement));
  const hasFindingsSection = all.some(({ section }) => section === "FINDINGS");
  const isBrought = all.some(
    ({ statement }, i) =>
      byWords[i] === "RECOMMENDATION" ||
      byWords[i] === "RESPONSE" ||
      (byWords[i] === null && FAULT.test(statement)),
  );
  let hasFinding = false;
  let wasResponse = false;
  return all.map((sentence, i) => {
    let kind = byWords[i] ?? null;
    if (kind === null && hasFindingsSection && sentence.section === "BACKGROUND") kind = "BACKGROUND";
    if (kind === null && !hasFinding && isScene(i, sentence)) kind = "BACKGROUND";
    if (kind === null && isNeutral(i, sentence)) kind = "BACKGROUND";
    if (kind === null && isBackground(sentence, hasFinding)) kind = "BACKGROUND";
    if (kind === null && wasResponse && continuesResponse(sentence)) kind = "RESPONSE";
    const known = kind ?? "FINDING";
    hasFinding ||= known === "FINDING";
    wasResponse = known === "RESPONSE" || (wasResponse && known === "HEADING");
    return { sentence, kind: known };
  });

  // What neither reports nor judges is no finding before the first that does, nor, where it tells how things always are, after it.
  // The very first sentence may tell a bare fact when findings, recommendations or a response follow.
  function isNeutral(i: number, { statement, section }: Sentence): boolean {
    // What would follow from a fault not yet told, or what one must do, is the scene too.
    if (
      !hasFinding &&
      !tellsResult(statement) &&
      (/^Without\b/u.test(statement) || /^[^,;]+ must\b/u.test(statement))
    )
      return true;
    const main = statement.replace(AFTERTHOUGHT, "");
    if (isMarked(statement, main) || tellsResult(statement)) return false;
    // Shares counted after the objective are results.
    if (lastWork >= 0 && i > lastWork && /\b\d+(?:\.\d+)? percent\b/u.test(statement)) return false;
    if (!hasFinding && i > 0 && section !== "FINDINGS") return true;
    if ((i === 0 && !isBrought) || tellsDatedEvent(statement)) return true;
    return tellsHowThingsAre(main);
  }

  // What stands before the objective, or before the first "We found", tells how things are, not what was found.
  function isScene(i: number, { statement, section }: Sentence): boolean {
    if (section === "FINDINGS" || (PLAIN_FAULT.test(statement) && !isSceneOnly)) return false;
    if (lastWork > i) return firstResult > i || firstResult < 0;
    return (
      lastWork >= 0 &&
      firstResult > i &&
      !NEGATIVE.test(statement) &&
      !POSITIVE.test(statement) &&
      !POSITIVE_VERB.test(statement)
    );
  }
}

function kindByWords(sentence: Sentence, context: Context): SentenceKind | null {
  const { section } = sentence;
  // What stands in brackets ("see Exhibit, Projects Audited and Questioned Costs") says nothing of the sentence's part.
  const statement =
    sentence.statement.replace(/ ?\((?!\d{1,2}\)|[A-Z][\p{L}.]*\))[^()]{8,}\)/gu, "") || sentence.statement;
  if (sentence.isHeading) return "HEADING";
  if (
    !/\p{L}{2}/u.test(statement) ||
    /^see (?:appendix|attachments?|exhibits?|tables?|figures?)\b/iu.test(statement)
  )
    return "WORK";
  if (section === "RESPONSE") return "RESPONSE";
  if (isAboutRecommendations(statement) || asksForAction(statement, context)) return "RECOMMENDATION";
  if (isResponse(statement, context)) return "RESPONSE";
  if (section === "RECOMMENDATIONS") return "RECOMMENDATION";
  if (tellsResult(statement)) return isReviewOfAllegations(statement) ? "WORK" : null;
  if (WORK_DONE.some((pattern) => pattern.test(statement))) return "WORK";
  return section === "BACKGROUND" ? "BACKGROUND" : null;
}

/** "… examined whether staff made visits and identified errors" tells no result: all of it is the question. */
function tellsResult(statement: string): boolean {
  return RESULT.test(statement) || LATER_RESULT.test(statement.replace(/\bwhether\b.*$/u, ""));
}

function isReviewOfAllegations(statement: string): boolean {
  return (
    /\b(?:reviewed|evaluated?|assess(?:ed)?|investigated) (?:\p{L}+ ){0,3}(?:allegations?|complaints?)\b/iu.test(
      statement,
    ) && !LATER_RESULT.test(statement)
  );
}

// "Additionally, we reviewed …" goes on to the next matter: what stands before it is no scene.
const FURTHER_WORK =
  /^(?:Additionally|In addition|Further|Furthermore|Moreover|Also|Separately|Finally|Lastly),? /iu;

const RECOMMENDING = new RegExp(
  `(?<![\\p{L}])${AUDITOR}(?: (?:also|further|therefore|again|have|has|had|is|are|previously|additionally))* recommend(?:s|ed|ing)?(?![\\p{L}])`,
  "iu",
);
const COUNTING =
  /\b(?:ma[dk]es?|making|made|issue[ds]?|issuing|contain(?:s|ed)?|includes?|included|offer(?:s|ed)?|provides?|provided|direct(?:s|ed)?|generate|result in|aimed|proposed?)\b[^.;]{0,60}\brecommendations?\b|\brecommendations? (?:was|were|are|is) (?:made|issued|directed|addressed|aimed|designed|intended|resolved|closed|open)|\b(?:our|these|the|both|all|each|implementing|implement(?:ed|ation of)?)\b[^.;]{0,40}\brecommendations?,? (?:\p{L}+, )?(?:if|when|once|will|would|should|is|are|aim|focus|address)\b|\bno (?:new )?recommendations\b|^recommendations? \d[^.;]{0,80}\b(?:remains?|is|are|was|were)\b/iu;
// The auditee failing to carry out recommendations is a finding like any other.
const CARRIED_OUT =
  /\b(?:has|have|had|did|does)(?: not| yet| fully| only)* (?:implement\p{L}*|address\p{L}*|correct\p{L}*|complete\p{L}*|close\p{L}*|resolve\p{L}*|act\p{L}* on)\b[^.;]{0,60}\brecommendations?\b/iu;

// "We identified deficiencies … and are making two recommendations" is a finding that mentions them.
const FOUND_AND_MADE =
  /\b(?:found|identified|determined)\b.{10,}\band (?:we )?(?:are |have )?(?:making|made|make)\b/iu;

function isAboutRecommendations(statement: string): boolean {
  if (FOUND_AND_MADE.test(statement) && RESULT.test(statement)) return false;
  if (
    RECOMMENDING.test(statement) ||
    /\b(?:the|our|these) [^,;]{0,60}\breports? recommended\b/iu.test(statement)
  )
    return true;
  return COUNTING.test(statement) && !CARRIED_OUT.test(statement);
}

/** "Additionally, DHS should develop policies": what an agency should do is asked of it; what it should have done is a fault. */
function asksForAction(statement: string, context: Context): boolean {
  const [first] = agenciesMentioned(statement, context);
  if (!first || !/^(?:\p{L}+(?: \p{L}+)?, )?$/u.test(statement.slice(0, first.span.start))) return false;
  return /^ (?:\p{L}+ ){0,2}should (?!have\b)/u.test(statement.slice(first.span.end));
}

const RESPONDING =
  /\b(?:in (?:its|their|his|her) (?:written |formal |official )?(?:response(?! to (?!our|the (?:draft|report|recommendation)|this))|comments|reply)|(?:responded|responding|response) to (?:our|the|this) (?:draft|report|recommendation)|(?:management|technical|written|formal|draft) comments|management (?:response|reply)|officials? (?:said|stated|told us) (?:that )?(?:they|it) (?:will|plans?|intends?)|declined to comment|comments on (?:a|the|our|this) draft|corrective action plans?|action plans?|target (?:completion )?dates?|planned (?:corrective )?actions?|(?:incorporated|summarized|included) (?:their|its|management[’']s|the [^.]{0,40}) comments|full text of|text of (?:the|its)|consider(?:s|ed)? (?:the|these|this|all|each|both|\p{L}+) (?:\p{L}+ )?recommendations?|resolved and (?:open|closed)|open and (?:resolved|unresolved)|(?:will|plans? to) (?:report|provide|follow up|monitor) (?:on )?(?:its|the|their|our)? ?progress)\b/iu;
const ANSWERING =
  /(?<![\p{L}])(?:non-?)?(?:concur(?:red|s|rence)?|(?:dis)?agreed?s? with (?:our|the|this|that|all|both|each|these|some|most)|did not (?:concur|agree))(?![\p{L}])/iu;

function isResponse(statement: string, context: Context): boolean {
  return (
    RESPONDING.test(statement) ||
    (ANSWERING.test(statement) && !RESULT.test(statement)) ||
    positionFacts(statement, context).length > 0
  );
}

/** After management's answer, what it, VA or the office will do next belongs to the answer. */
function continuesResponse({ statement }: Sentence): boolean {
  return /\b(?:will|plans? to|has (?:begun|started|taken|already)|have (?:begun|started|taken)|intends?|expects?|committed|actions?|resolved|closed|comments?)\b/iu.test(
    statement,
  );
}

function isBackground({ statement, section }: Sentence, hasFinding: boolean): boolean {
  if (!hasFinding && opensWithTheScene(statement)) return true;
  if (tellsResult(statement)) return false;
  if (ALWAYS_BACKGROUND.some((pattern) => pattern.test(statement))) return true;
  return (
    section !== "FINDINGS" &&
    !hasFinding &&
    !DENIAL.test(statement) &&
    BACKGROUND.some((pattern) => pattern.test(statement))
  );
}

function classOf(statement: string): FindingClass {
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
  return POSITIVE.test(statement) ? "COMPLIANT" : "OBSERVATION";
}
