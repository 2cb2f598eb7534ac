// The recommendations a summary declares, one by one: with their own words where a sentence gives exactly as many parts
// as there are recommendations, else without. No words are made up: a part is a stretch of the text.

import type { Context, Quote, RecommendationTextFact } from "../facts";
import { type Sentence, sentences } from "../sentences";
import { quoteOf, squeeze } from "../text";
import { declaredRecommendations } from "./counts";

// What recommendations ask for begins with such a verb, in any form: "develop", "develops", "developing".
const ASKED =
  "act|add|address|adjust|adopt|align|allocate|analyze|apply|approve|ask|assess|assign|begin|bring|cease|clarify|collect|communicate|complete|conduct|confirm|consider|continue|coordinate|correct|create|deobligate|define|design|designate|determine|develop|direct|disallow|discontinue|document|ease|educate|eliminate|enforce|enhance|ensure|establish|evaluate|examine|expand|expedite|explore|finalize|fix|follow|formalize|hire|hold|identify|implement|improve|incorporate|increase|inform|install|instruct|issue|keep|launch|limit|maintain|make|manage|measure|mitigate|modify|monitor|notify|obtain|organize|perform|plan|prepare|prevent|prioritize|provide|publish|recover|reduce|reimburse|remedy|replace|report|request|require|resolve|review|revise|safeguard|secure|seek|select|set|share|standardize|stop|strengthen|submit|suspend|take|test|track|train|update|upgrade|use|validate|verify|work|write";
const VERB = new RegExp(
  `^(?:(?:will|should|would|must|to|help|helps|helping|better|also|then|that)[\\s\\u00A0]+)*(?:${ASKED})(?:e?s|ing|ping|ting)?(?![\\p{L}])|^(?:(?:will|should|to|help)[\\s\\u00A0]+)*(?:${ASKED.replaceAll(/(\p{L}+)e(?=\||$)/gu, "$1")})ing(?![\\p{L}])`,
  "iu",
);
const TAIL =
  /\brecommendations?(?![\p{L}])[\s\u00A0]*(?:[^.;:]{0,60}?(?:that|which|to|aimed at|designed to|intended to|including that|including|for [^,;.]{2,40} to|:)[\s\u00A0]+)((?:(?:when|if|once)[\s\u00A0]+implemented,?[\s\u00A0]+)?[\s\S]+)$/iu;
const ASKING = /\brecommend(?:s|ed)?(?:[\s\u00A0]+that)?[\s\u00A0]+([\s\S]+)$/iu;

/**
 * As many as are declared, numbered from "1"; where none are declared, those that "We recommend …" sentences tell apart.
 * Empty when the text declares none or no number at all and asks for nothing.
 */
export function recommendationTexts(text: string, context: Context): RecommendationTextFact[] {
  const { total } = declaredRecommendations(text, context);
  if (total?.count === 0) return [];
  const asking = sentences(text).filter(
    ({ isHeading, text: words }) => !isHeading && /recommend/iu.test(words),
  );
  if (total) {
    for (const sentence of asking) {
      const parts = [TAIL, ASKING]
        .map((opening) => partsOf(text, sentence, opening, total.count))
        .find((found) => found !== null);
      if (parts) return parts;
    }
    const declared = { quote: total.quote, span: total.span };
    return Array.from({ length: total.count }, (_, i) => ({
      number: String(i + 1),
      text: null,
      comment: null,
      ...declared,
    }));
  }
  const told = asking.flatMap((sentence) => enumerated(text, sentence) ?? []);
  return told.map((quote, i) => ({
    number: String(i + 1),
    text: squeeze(quote.quote),
    comment: null,
    ...quote,
  }));
}

function partsOf(
  text: string,
  sentence: Sentence,
  opening: RegExp,
  count: number,
): RecommendationTextFact[] | null {
  const match = opening.exec(sentence.text);
  if (!match?.[1]) return null;
  const tailStart = sentence.span.start + sentence.text.length - match[1].length;
  const end =
    sentence.span.start + sentence.text.replace(/,?[\s\u00A0]+for a total of[^.]*\.?$|[.\s]+$/u, "").length;
  const tail = text.slice(tailStart, end);
  for (const cuts of [numberedCuts(tail), semicolonCuts(tail), commaCuts(tail)]) {
    if (cuts.length !== count || count < 1) continue;
    const quotes = cuts.map(([from, to]) => quoteOf(text, tailStart + from, tailStart + to));
    if (quotes.some((quote) => quote === null || !VERB.test(afterSubject(quote.quote)))) continue;
    return quotes.map((quote, i) => ({
      number: String(i + 1),
      text: squeeze(quote!.quote),
      comment: null,
      ...quote!,
    }));
  }
  return null;
}

/** "that CISA hire analysts": the first part may name who is to act. */
function afterSubject(part: string): string {
  if (VERB.test(part)) return part;
  return part.replace(
    /^(?:that[\s\u00A0]+)?(?:the[\s\u00A0]+)?(?:\p{Lu}[\p{L}’'.,()&-]*[\s\u00A0]+(?:(?:of|for|and|the|officials?)[\s\u00A0]+)*){1,8}/u,
    "",
  );
}

type Cut = readonly [from: number, to: number];

function numberedCuts(tail: string): Cut[] {
  const marks = [
    ...tail.matchAll(
      /\((\d{1,2}|[a-h])\)[\s\u00A0]*|(?:^|[,;:][\s\u00A0]+(?:and[\s\u00A0]+)?)(\d{1,2})\)[\s\u00A0]*/gu,
    ),
  ];
  return marks.map((mark, i) => [
    mark.index + mark[0].length,
    withoutJoint(tail, marks[i + 1]?.index ?? tail.length),
  ]);
}

function semicolonCuts(tail: string): Cut[] {
  return cutsAt(tail, /;[\s\u00A0]+(?:and[\s\u00A0]+)?/gu);
}

/** Only commas (or a bare "and") before an asking verb part one recommendation from the next. */
function commaCuts(tail: string): Cut[] {
  const joints = [...tail.matchAll(/,[\s\u00A0]+(?:and[\s\u00A0]+)?|[\s\u00A0]+and[\s\u00A0]+/gu)].filter(
    ({ 0: joint, index }) => VERB.test(tail.slice(index + joint.length)),
  );
  const commas = joints.filter(({ 0: joint }) => joint.startsWith(","));
  const used = commas.length > 0 ? commas : joints;
  return spread(
    tail,
    used.map(({ 0: joint, index }) => [index, index + joint.length] as const),
  );
}

function cutsAt(tail: string, joint: RegExp): Cut[] {
  return spread(
    tail,
    [...tail.matchAll(joint)].map((match) => [match.index, match.index + match[0].length] as const),
  );
}

function spread(tail: string, joints: readonly Cut[]): Cut[] {
  const starts = [0, ...joints.map(([, end]) => end)];
  return starts.map((start, i) => [start, joints[i]?.[0] ?? tail.length]);
}

function withoutJoint(tail: string, end: number): number {
  return tail.slice(0, end).replace(/[\s\u00A0,;:]*(?:[\s\u00A0]and)?[\s\u00A0,;:]*$/u, "").length;
}

/** "We recommend that X (1) …; (2) …; and (3) …". */
function enumerated(text: string, sentence: Sentence): Quote[] | null {
  const match = ASKING.exec(sentence.text);
  if (!match?.[1]) return null;
  const tailStart = sentence.span.start + sentence.text.length - match[1].length;
  const tail = text.slice(tailStart, sentence.span.end).replace(/[.\s]+$/u, "");
  const cuts = numberedCuts(tail);
  const found = (cuts.length > 1 ? cuts : [[0, tail.length] as const]).map(([from, to]) =>
    quoteOf(text, tailStart + from, tailStart + to),
  );
  return found.filter((quote) => quote !== null);
}
