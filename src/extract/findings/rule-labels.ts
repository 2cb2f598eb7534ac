// The sentences whose words alone say what they are: recommendations, management's answer, furniture.
// What is left is a finding or background: see finding-model.ts.

import { agenciesMentioned } from "../agencies";
import { positionFacts } from "../answers/positions";
import type { Context } from "../facts";
import { ASKED_PART } from "../recommendations/asking";
import type { Sentence } from "../sentences";
import { AUDITOR, RESULT } from "./cues";

export type FixedKind = "HEADING" | "RECOMMENDATION" | "RESPONSE" | "WORK";

/** Null for what may be a finding. WORK stands for furniture here: "See appendix B." */
export function fixedKinds(all: readonly Sentence[], context: Context): (FixedKind | null)[] {
  let wasResponse = false;
  let isEarlier = false;
  return all.map((sentence) => {
    let kind = kindByWords(sentence, context);
    isEarlier = EARLIER.test(sentence.statement) || (isEarlier && GOES_ON.test(sentence.statement));
    if (kind === null && isEarlier) kind = "WORK";
    if (kind === null && wasResponse && continuesResponse(sentence)) kind = "RESPONSE";
    wasResponse = kind === "RESPONSE" || (wasResponse && kind === "HEADING");
    return kind;
  });
}

// A footnote's law or report, and what a word means.
const CITATION =
  /^(?:\([^)]*\) )?(?:\d{1,3} )?(?:Pub\. L\.|\d+ (?:U\.S\.C\.|C\.F\.R\.|Stat\.)|OMB (?:Guidance|Circular|Memorandum) [^;]{0,120}\.$)|^[^;]{10,200}\(?(?:GAO|OIG)-?\d{2}-\d+\w*\)?,? (?:\([^)]*\)|\p{Lu}\p{L}+ (?:\d{1,2}, )?\d{4})\.$/u;
const DEFINITION =
  /\b(?:statute|[Aa]ct|law|regulations?|guidance|circular|policy) defines?\b|\bis defined as\b|, as defined by\b|^(?:An?|The) [^,;]{2,60} is an? (?:repository|set|collection|kind|type|form|list) of\b|^It is (?:essential|important|critical|vital|imperative) (?:to|for|that)\b|\bscope of (?:our|this|the) (?:work|audit|review) (?:did|does) not\b|\bGAO defined\b/u;

// What was alleged is not what was found.
const ALLEGED =
  /^(?:(?:In addition|Additionally|Further|Also|Specifically), )?(?:According to (?:the|an?|one|these|this) (?:\p{L}+ ){0,2}(?:allegations?|complaints?|complainants?|whistleblowers?)\b(?![^;]*\bwe (?:found|determined|concluded|substantiated)\b)|The (?:\p{L}+ ){0,2}(?:allegations?|complaints?|complainants?|whistleblowers?) (?:(?:also|further|had) )?(?:alleged|claimed|contended|asserted|stated)\b)/u;

// What an earlier report found is told again until the text comes back to this one.
const EARLIER =
  /^(?:In )?(?:an?|our|the) (?:initial|prior|previous|earlier|original) (?:audit |inspection |evaluation )?(?:reports?|audits?|reviews?|inspections?|evaluations?)\b(?!.*\b(?:follow(?:ed|ing)?[- ]?up|still|remain|since|now|again|continue[sd]? to)\b)/iu;
const GOES_ON =
  /^(?!.*\b(?:follow(?:ed)?[- ]?up|still|since then|now|this (?:audit|review|report)|current)\b)(?:Auditors also|(?:The|That) (?:audit|report|review) also|It also|In addition|Additionally|Also|In some|In particular|Specifically|For example|As a result|These)\b/iu;

function kindByWords(sentence: Sentence, context: Context): FixedKind | null {
  const { section } = sentence;
  // What stands in brackets ("see Exhibit, Projects Audited and Questioned Costs") says nothing of the sentence's part.
  const statement =
    sentence.statement.replace(/ ?\((?!\d{1,2}\)|[A-Z][\p{L}.]*\))[^()]{8,}\)/gu, "") || sentence.statement;
  if (sentence.isHeading) return "HEADING";
  if (
    !/\p{L}{2}/u.test(statement) ||
    CITATION.test(statement) ||
    DEFINITION.test(statement) ||
    ALLEGED.test(statement) ||
    /^see (?:appendix|attachments?|exhibits?|tables?|figures?)\b/iu.test(statement)
  )
    return "WORK";
  if (section === "RESPONSE") return "RESPONSE";
  if (isAboutRecommendations(statement) || isImperative(statement) || asksForAction(statement, context))
    return "RECOMMENDATION";
  if (isResponse(statement, context)) return "RESPONSE";
  return section === "RECOMMENDATIONS" ? "RECOMMENDATION" : null;
}

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
  if (/\b(?:do|does|did) not require\b[^;]*\brecommendations?\b/iu.test(statement)) return true;
  if (FOUND_AND_MADE.test(statement) && RESULT.test(statement)) return false;
  if (
    RECOMMENDING.test(statement) ||
    /\b(?:the|our|these) [^,;]{0,60}\breports? recommended\b/iu.test(statement)
  )
    return true;
  return COUNTING.test(statement) && !CARRIED_OUT.test(statement);
}

/** "Ensure that claims are filed on time": asked for without naming anybody. */
function isImperative(statement: string): boolean {
  return (
    ASKED_PART.test(statement) &&
    /^\p{Lu}\p{Ll}+(?<!ing) (?:that|the|an?|all|any|each|its|their|whether|how|and \p{Ll}+|or \p{Ll}+|with|to|for all|those|these|more|policies|procedures|controls|guidance|staff)(?![\p{L}])/u.test(
      statement,
    ) &&
    !/^(?:Work|Use|Report|Plan|Record|Test|Review|Support|Request|Track|Address) (?:and|or|for|to|with)\b/u.test(
      statement,
    )
  );
}

/** "Additionally, DHS should develop policies": what an agency should do is asked of it; what it should have done is a fault. */
function asksForAction(statement: string, context: Context): boolean {
  if (!/\bshould\b/u.test(statement)) return false;
  if (ASKED_OF_A_TITLE.test(statement)) return true;
  const [first] = agenciesMentioned(statement, context);
  if (!first || !/^(?:\p{L}+(?: \p{L}+)?, )?$/u.test(statement.slice(0, first.span.start))) return false;
  return /^ (?:\p{L}+ ){0,2}should (?!have\b)/u.test(statement.slice(first.span.end));
}

/** "Further, the Executive Assistant Commissioner should develop a strategy." */
const ASKED_OF_A_TITLE =
  /^(?:\p{L}+(?: \p{L}+)?, )?(?:the )?(?:\p{Lu}[\p{L}&.’']*(?: of| for| and| the)? ){2,8}should (?!have\b)/u;

const RESPONDING =
  /\b(?:in (?:its|their|his|her) (?:written |formal |official )?(?:response(?! to (?!our|the (?:draft|report|recommendation)|this))|comments|reply)|(?:responded|responding|response) to (?:our|the|this) (?:draft|report|recommendation)|(?:management|technical|written|formal|draft) comments|management (?:response|reply)|officials? (?:said|stated|told us) (?:that )?(?:they|it) (?:will|plans?|intends?)|declined to comment|ha(?:s|ve) (?:outlined|described|drawn up|presented) (?:its |their )?(?:corrective |planned )?(?:plans?|actions?|steps) to (?:correct|address|implement|resolve|remedy)|comments on (?:a|the|our|this) draft|corrective action plans?|action plans?|target (?:completion )?dates?|planned (?:corrective )?actions?|(?:incorporated|summarized|included) (?:their|its|management[’']s|the [^.]{0,40}) comments|full text of|text of (?:the|its)|consider(?:s|ed)? (?:the|these|this|all|each|both|\p{L}+) (?:\p{L}+ )?recommendations?|resolved and (?:open|closed)|open and (?:resolved|unresolved)|(?:will|plans? to) (?:report|provide|follow up|monitor) (?:on )?(?:its|the|their|our)? ?progress)\b/iu;
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
  if (
    /^(?:The )?\p{Lu}[\p{L}.&]*(?: \p{Lu}[\p{L}.&]*){0,3} (?:also )?(?:stated|said|noted|acknowledged|explained|emphasized|reiterated|indicated|believes?|provided|described)\b/u.test(
      statement,
    )
  )
    return true;
  return /\b(?:will|plans? to|has (?:begun|started|taken|already)|have (?:begun|started|taken)|intends?|expects?|committed|actions?|resolved|closed|comments?)\b/iu.test(
    statement,
  );
}
