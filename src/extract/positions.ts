// What management answered to the recommendations: who, to which of them, and how. Concurrence never implies resolution.

import { agenciesMentioned } from "./agencies";
import type { AgencyMention, Context, ManagementPosition, PositionFact } from "./facts";
import { type Sentence, sentences } from "./sentences";
import { NUMBER, numberOf, quoteOf } from "./text";

// In the order in which they are tried at one place: the longer denial before the plain verb.
const VERBS: readonly (readonly [ManagementPosition, string])[] = [
  [
    "NO_POSITION",
    "neither (?:agree[ds]?|concur(?:red|s)?)(?: with)? n?or (?:disagree[ds]?|non-?concur(?:red|s)?)|took no position|did not (?:say|state|indicate) whether (?:it|they) (?:agree[ds]?|concur(?:red|s)?)",
  ],
  [
    "PARTIALLY_CONCUR",
    "(?:only )?partial(?:ly)? (?:non-?)?(?:concur(?:red|s)?|agree[ds]?|accept(?:ed|s)?)|(?:concur(?:red|s)?|agree[ds]?) (?:only )?(?:in part|partially)|did not (?:fully|entirely) (?:concur|agree)",
  ],
  [
    "NON_CONCUR",
    "(?:did|does|do|would|could)(?: ?not|n[’']t) (?:concur|agree|accept)|not concur(?:red|ring)?|non-?\\s?concur(?:red|s|ring)?|disagree[ds]?|disagreeing|reject(?:ed|s)",
  ],
  ["CONCUR", "(?:generally )?(?:concur(?:red|s|ring)?|agree[ds]?|agreeing|accept(?:ed|s))"],
];
const VERB = new RegExp(
  `(?<![\\p{L}])(?:${VERBS.map(([, source]) => `(${source.replaceAll(" ", "[\\s\\u00A0]+")})`).join("|")})(?![\\p{L}])`,
  "giu",
);

/** Positions in the order of the text, one for each agency that answers. Empty when the text tells none. */
export function positionFacts(text: string, context: Context): PositionFact[] {
  const found: PositionFact[] = [];
  for (const sentence of sentences(text)) {
    if (sentence.isHeading) continue;
    const verbs = [...sentence.text.matchAll(VERB)];
    let actors: Actors | null = null;
    verbs.forEach((verb, i) => {
      const from = i === 0 ? 0 : verbs[i - 1]!.index + verbs[i - 1]![0].length;
      const objectEnd = clauseEnd(
        sentence.text,
        verb.index + verb[0].length,
        verbs[i + 1]?.index ?? sentence.text.length,
      );
      const object = sentence.text.slice(verb.index + verb[0].length, objectEnd);
      const named: Actors | null = actorsOf(text, sentence, from, verb.index, i > 0, context);
      actors = named ?? actors ?? fallback(context);
      const scope = scopeOf(object, verb[0]);
      const position = VERBS.find((_, group) => verb[group + 1] !== undefined)?.[0];
      const quote = quoteOf(
        text,
        sentence.span.start + startOf(sentence.text, from, verb.index, i > 0),
        sentence.span.start + objectEnd,
      );
      if (!scope || !position || !quote) return;
      for (const agency of actors.slugs.length > 0 ? actors.slugs : [null]) {
        found.push({ position, agency, isAgencyInferred: actors.isInferred, ...scope, ...quote });
      }
    });
  }
  return found;
}

interface Actors {
  readonly slugs: readonly string[];
  readonly isInferred: boolean;
}

interface Scope {
  readonly scope: PositionFact["scope"];
  readonly count: number | null;
  readonly numbers: readonly string[];
}

/** The agencies named in the subject. A later verb keeps the earlier subject unless a new one stands before it. */
function actorsOf(
  text: string,
  sentence: Sentence,
  from: number,
  to: number,
  isLater: boolean,
  context: Context,
): Actors | null {
  const start = startOf(sentence.text, from, to, isLater);
  const subject = sentence.text.slice(start, to);
  const slugs = [...new Set(agenciesMentioned(subject, context).map(({ slug }) => slug))];
  if (slugs.length > 0) return { slugs, isInferred: false };
  return isLater
    ? null
    : (official(text, sentence, subject, context) ?? addressee(text, sentence, subject, context));
}

function startOf(sentence: string, from: number, to: number, isLater: boolean): number {
  const between = sentence.slice(from, to);
  if (!isLater) return /^[\s\S]*;\s*/u.exec(between)?.[0].length ?? 0;
  const joint = [...between.matchAll(/;|,|(?<![\p{L}])(?:and|but|while|whereas|although)(?![\p{L}])/giu)].at(
    -1,
  );
  return joint ? from + joint.index + joint[0].length : to;
}

/** "The Under Secretary concurred": the office whose head the text named in full before. */
function official(text: string, sentence: Sentence, subject: string, context: Context): Actors | null {
  const title = /(?:Under Secretary|Administrator|Commissioner|Director|Secretary)(?![\p{L}])/u.exec(
    subject,
  )?.[0];
  if (!title) return null;
  const earlier: AgencyMention | undefined = agenciesMentioned(text.slice(0, sentence.span.start), context)
    .filter(({ quote }) => quote.startsWith(`${title} `))
    .at(-1);
  return earlier ? { slugs: [earlier.slug], isInferred: true } : null;
}

/** "Your office concurred", "You agreed": of a letter, the one agency that it names before, the office's own department aside. */
function addressee(text: string, sentence: Sentence, subject: string, context: Context): Actors | null {
  if (!/(?<![\p{L}])(?:your office|you|your staff)(?![\p{L}])/iu.test(subject)) return null;
  const named = agenciesMentioned(text.slice(0, sentence.span.start), context).map(({ slug }) => slug);
  const slugs = [...new Set(named)].filter((slug) => slug !== context.home);
  return slugs.length === 1 ? { slugs, isInferred: true } : null;
}

/** Nobody known is named: the office's own department answers. */
function fallback(context: Context): Actors {
  return { slugs: context.home === null ? [] : [context.home], isInferred: true };
}

function clauseEnd(sentence: string, from: number, to: number): number {
  const rest = sentence.slice(from, to);
  const stop =
    /[;:](?=\s)|,?[\s\u00A0]+(?:saying|stating|because|although|and[\s\u00A0]+(?:has|have|had|is|are|was|will|provided|submitted|gave|described|outlined|stated|considers?|took|began|plan(?:s|ned)?|said))(?![\p{L}])|,[\s\u00A0]+(?:with a|which|but|noting|citing)(?![\p{L}])|[.?!]+["”’)]*$/u.exec(
      rest,
    );
  const joint =
    /,?[\s\u00A0]+(?:and|but|while|whereas)(?:[\s\u00A0]+(?!(?:and|but|while|whereas)[\s\u00A0])[^\s]+){0,4}[\s\u00A0]*$/u.exec(
      rest,
    );
  return (
    from + Math.min(stop?.index ?? rest.length, to < sentence.length && joint ? joint.index : rest.length)
  );
}

const LIST =
  /(?:nos?\.?|numbers?|#)?[\s\u00A0]*(\d{1,2}[a-z]?(?:\.\d{1,2})?(?:(?:[\s\u00A0]*(?:,|and|&|through|to|–|-|—)[\s\u00A0]*)+#?\d{1,2}[a-z]?(?:\.\d{1,2})?)*)(?![\d\p{L}])/iu;
// Only right after the verb: "concurred with our recommendations, and … took action to close recommendation 2" is no list.
const RECOMMENDATION_LIST = new RegExp(
  `^[\\s\\u00A0]*(?:(?:with|to|on|in|our|the|report|OIG|draft|audit)[\\s\\u00A0]+)*recommendations?[\\s\\u00A0]+${LIST.source}`,
  "iu",
);
// "recommendation two": its number, written out.
const WORDED_NUMBER = new RegExp(
  `^[\\s\\u00A0]*(?:(?:with|to|on|our)[\\s\\u00A0]+)*recommendation[\\s\\u00A0]+(${NUMBER})`,
  "iu",
);
const WHOLE = new RegExp(
  `\\b(all|both|each|every)\\b(?:[\\s\\u00A0]+of)?(?:[\\s\\u00A0]+(?:our|the|these|its))?(?:[\\s\\u00A0]+(${NUMBER}))?`,
  "iu",
);
const DEFINITE = new RegExp(
  `^[\\s\\u00A0]*(?:with|to|in|on)?[\\s\\u00A0]*(?:\\p{L}+[\\s\\u00A0]+){0,3}?\\b(?:our|the|this|these|its)\\b[\\s\\u00A0]+(?:(?:report[’']s|OIG[’']s|draft|proposed|audit|findings?|conclusions?|overall)[\\s\\u00A0]+(?:and[\\s\\u00A0]+)?(?:our[\\s\\u00A0]+|the[\\s\\u00A0]+)?)*(?:(${NUMBER})[\\s\\u00A0]+)?(?:\\p{L}+[\\s\\u00A0]+)?(recommendations?)\\b`,
  "iu",
);
const PART = new RegExp(
  `^[\\s\\u00A0]*(?:with|to|on)?[\\s\\u00A0]*(?:the[\\s\\u00A0]+(?:remaining|other)[\\s\\u00A0]+)?(${NUMBER})(?:[\\s\\u00A0]+of[\\s\\u00A0]+(?:our|the|its)(?:[\\s\\u00A0]+${NUMBER})?)?(?:[\\s\\u00A0]+(?:\\p{L}+[\\s\\u00A0]+)?recommendations?|[\\s\\u00A0.,]|$)`,
  "iu",
);
const SINGLE =
  /^[\s\u00A0]*(?:with|to|on)?[\s\u00A0]*(?:the[\s\u00A0]+)?(?:other|last|remaining|first|second|third|fourth|fifth|sixth)(?:[\s\u00A0]+(?:one|recommendation))?[\s\u00A0.,]*$/iu;

/** What the object of the verb covers; null when it isn't about recommendations at all. */
function scopeOf(object: string, verb: string): Scope | null {
  const none: readonly string[] = [];
  const list = RECOMMENDATION_LIST.exec(object) ?? WORDED_NUMBER.exec(object);
  if (list) {
    const worded = /^\p{L}/u.test(list[1]!) ? numberOf(list[1]!) : null;
    const numbers = worded === null ? expand(list[1]!) : [String(worded)];
    return { scope: "NUMBERS", count: numbers.length, numbers };
  }
  if (/\b(?:some|most|several|certain|many|few)\b/iu.test(object) && /recommendation/iu.test(object)) {
    return { scope: "UNSTATED", count: null, numbers: none };
  }
  if (SINGLE.test(object)) return { scope: "COUNT", count: 1, numbers: none };
  const part = PART.exec(object);
  if (part) return { scope: "COUNT", count: numberOf(part[1]!), numbers: none };
  const isConcurring = /concur/iu.test(verb);
  const noun = object.search(/recommendation/iu);
  const found = WHOLE.exec(object);
  // "agreed to recommendations to report all errors" is about errors.
  const whole =
    found && noun >= 0 && found.index > noun && !/,\s*$/u.test(object.slice(0, found.index)) ? null : found;
  if (
    whole &&
    (isConcurring ||
      /recommendation/iu.test(object) ||
      /^[\s\u00A0]*with[\s\u00A0]+(?:all|both|each)/iu.test(object))
  ) {
    const count = whole[1]!.toLowerCase() === "both" ? 2 : whole[2] ? numberOf(whole[2]) : null;
    if (!/recommendation/iu.test(object) && /finding|conclusion|challenge/iu.test(object)) return null;
    return { scope: "ALL", count, numbers: none };
  }
  const definite = DEFINITE.exec(object);
  if (definite) {
    const isOne =
      !/s$/iu.test(definite[2]!) &&
      !definite[1] &&
      !/recommendation[\s\u00A0]+(?:to|that|for|on)\b/iu.test(object);
    const isPartOfMany = !/s$/iu.test(definite[2]!) && !definite[1] && !isOne;
    if (isPartOfMany) return { scope: "COUNT", count: 1, numbers: none };
    return { scope: "ALL", count: definite[1] ? numberOf(definite[1]) : isOne ? 1 : null, numbers: none };
  }
  if (/recommendation/iu.test(object)) return { scope: "UNSTATED", count: null, numbers: none };
  return isConcurring && /^[\s\u00A0.,]*$/u.test(object)
    ? { scope: "ALL", count: null, numbers: none }
    : null;
}

/** "1, 3 and 4" and "1 through 4" as single numbers. */
function expand(list: string): string[] {
  const numbers: string[] = [];
  for (const part of list.split(/,|and|&/iu)) {
    const range = /(\d+)[\s\u00A0]*(?:through|to|–|-|—)[\s\u00A0]*(\d+)/iu.exec(part);
    if (range) for (let n = Number(range[1]); n <= Number(range[2]); n++) numbers.push(String(n));
    else if (part.trim()) numbers.push(part.replace("#", "").trim());
  }
  return numbers;
}
