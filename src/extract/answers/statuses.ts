// How the office says its recommendations stand: resolved or unresolved, open or closed, and which of them.
// What will be, or would be, is no status; nor is what became of another report's recommendations.

import type { Scope, StatusFact } from "../facts";
import { EARLIER_RECOMMENDATIONS } from "../recommendations/earlier";
import { by } from "../rules";
import { type Sentence, sentences } from "../sentences";
import { NUMBER, numberOf, quoteOf } from "../text";
import { expand, NUMBER_LIST } from "./scope";

interface Standing {
  readonly status: StatusFact["status"];
  readonly resolution: StatusFact["resolution"];
}

const STANDINGS: readonly (readonly [string, Standing])[] = [
  [
    "final actions? (?:has|have|had|was|were) (?:been )?(?:taken|completed|achieved)",
    { status: "CLOSED_UNSPECIFIED", resolution: "RESOLVED" },
  ],
  [
    "(?:un-?resolved|not resolved)(?: and open)?|open and un-?resolved|unable to (?:accept|reach) (?:the )?management decision|(?:do|does|did|could|can)(?: |)not (?:accept|agree (?:with|to)|reach) (?:the |a )?management decision|management decision (?:has|have|had|was) not(?: yet)?(?: been)? (?:reached|made|accepted)",
    { status: "OPEN", resolution: "UNRESOLVED" },
  ],
  [
    "resolved(?:,| and| but)? (?:but )?(?:(?:will )?(?:remains?|stays?) )?open|open and resolved|resolved,? (?:with|pending) (?:corrective actions?|planned (?:corrective )?actions?|completion)(?: (?:of|pending)(?: \\p{L}+){0,3})?|resolved but not (?:yet )?(?:closed|implemented)",
    { status: "OPEN", resolution: "RESOLVED" },
  ],
  [
    "(?:resolved|implemented),? and (?:are |is )?(?:now )?closed|closed and resolved",
    { status: "CLOSED_UNSPECIFIED", resolution: "RESOLVED" },
  ],
  [
    "(?:accept(?:ed)?|agreed? (?:with|to)|concur(?:red)? with) (?:the )?management decisions?|management decisions? (?:has|have|had|was|were) (?:been )?(?:reached|accepted)",
    { status: null, resolution: "RESOLVED" },
  ],
  [
    "remain(?:s|ed)? open|(?:is|are|was|were|as|be) (?:still )?open(?! (?:to|for|until (?!we)))|(?<=recommendations?[^.;,]{0,30} )open",
    { status: "OPEN", resolution: null },
  ],
  ["closed", { status: "CLOSED_UNSPECIFIED", resolution: null }],
  ["resolved", { status: null, resolution: "RESOLVED" }],
];
const STANDING = new RegExp(
  `(?<![\\p{L}-])(?:${STANDINGS.map(([source]) => `(${source.replaceAll(" ", "[\\s\\u00A0]+")})`).join("|")})(?![\\p{L}])`,
  "giu",
);
const NOT_YET =
  /(?<![\p{L}])(?:will(?! (?:remain|stay))|can|could|may|might|should|would|to|until|once|when|if|before|after|upon|after being|not be|no longer|not|toward|for it to|for us to)(?:[\s\u00A0]+(?:be|been|have|has|we|consider(?:ed)?|it|them|they|are|is|being|formally|fully|the|these|this|those|both|all|recommendations?|able|completely))*[\s\u00A0]+$/iu;
const CONSIDERED = /\bconsider(?:s|ed)?(?![\p{L}])[^.;]{0,120}\bto be[\s\u00A0]+$/iu;
// "closed facilities", "the resolved complaint": the words describe something else.
const ABOUT =
  /recommendations?|management decision|final action|(?:^|[^\p{L}])(?:both|all|these|those|it|this|them|they|which|one|\d+)(?![\p{L}])/iu;

const LIST = new RegExp(`recommendations?[\\s\\u00A0]+${NUMBER_LIST}`, "giu");
const BARE_LIST = new RegExp(
  `(?<![\\p{L}\\d$.,])${NUMBER_LIST}(?=[\\s\\u00A0]+(?:(?:as|are|is|were|was|to be|remain)[\\s\\u00A0]+)*$)`,
  "giu",
);
const WORDED = new RegExp(`recommendation[\\s\\u00A0]+(${NUMBER})`, "giu");
const COUNTED = new RegExp(
  `(?<![\\p{L}\\d])(${NUMBER})(?:[\\s\\u00A0]+of[\\s\\u00A0]+(?:the|our|its)[\\s\\u00A0]+(?:${NUMBER}[\\s\\u00A0]+)?)?[\\s\\u00A0]*(?:recommendations?)?(?:[\\s\\u00A0]+(?:as|are|is|were|was|remain(?:s)?|to be|still))*[\\s\\u00A0]*$`,
  "iu",
);
// ", four" after "three resolved and closed": the list of counts goes on.
const NEXT_COUNT = new RegExp(
  `^[\\s\\u00A0,;]*(?:(?:and|but|while|whereas|with)[\\s\\u00A0]+)?(${NUMBER})(?:[\\s\\u00A0]+recommendations?)?(?:[\\s\\u00A0]+(?:as|are|is|were|was|to be|still))*[\\s\\u00A0]*$`,
  "iu",
);
// "Of the 13 recommendations, we consider 12": a count, not the number of one.
const OF_TOTAL = new RegExp(
  `(?<![\\p{L}])of[\\s\\u00A0]+(?:the|our|its|these)[\\s\\u00A0]+(?:${NUMBER}[\\s\\u00A0]+)(?:\\p{L}+[\\s\\u00A0]+)?recommendations?(?![\\p{L}])`,
  "iu",
);
const ALL = new RegExp(
  `(?<![\\p{L}])(both|all|the|these|those|each of (?:the|our)|our)(?:[\\s\\u00A0]+(?:of[\\s\\u00A0]+)?(?:the|our|these))?(?:[\\s\\u00A0]+(${NUMBER}))?(?:[\\s\\u00A0]+(?:report|audit|remaining))?[\\s\\u00A0]+recommendations(?![\\p{L}])|(?<![\\p{L}])(both)(?=[\\s\\u00A0]+(?:(?:are|as|were|remain|is|now)[\\s\\u00A0]+)*$)`,
  "giu",
);
const SINGLE = /(?<![\p{L}])(?:the|our|this)[\s\u00A0]+recommendation(?![\p{L}])(?![\s\u00A0]+\d)/giu;
const BACK =
  /(?<![\p{L}])(?:those|these) recommendations(?![\p{L}])|(?<![\p{L}])(?:which|it|this|them|they)(?![\p{L}])|^(?:those|these|they)(?![\p{L}])/giu;

/** What a text about one recommendation alone speaks of. */
export const THIS_ONE: Scope = { scope: "ALL", count: 1, numbers: [] };

/**
 * Statuses in the order of the text; empty when it says nothing of how its recommendations stand.
 * `about`: what "this" and "it" mean at its beginning; null: nothing yet.
 */
export function statusFacts(text: string, about: Scope | null = null): StatusFact[] {
  const found: StatusFact[] = [];
  let before = about;
  for (const sentence of sentences(text)) {
    if (sentence.isHeading) continue;
    if (EARLIER_RECOMMENDATIONS.test(sentence.text)) continue;
    found.push(...statusesIn(text, sentence, before));
    before = lastNamed(sentence.text) ?? before;
  }
  return found;
}

function statusesIn(text: string, sentence: Sentence, before: Scope | null): StatusFact[] {
  if (!/recommendation|management decision|final action/iu.test(sentence.text) && before === null) return [];
  const matches = [...sentence.text.matchAll(STANDING)];
  let from = 0;
  let isCounting = false;
  return matches.flatMap((match): StatusFact[] => {
    const clause = sentence.text.slice(from, match.index);
    const start = from;
    const end = match.index + match[0].length;
    from = end;
    const next = isCounting ? NEXT_COUNT.exec(clause)?.[1] : undefined;
    isCounting = false;
    const isAbout = next !== undefined || ABOUT.test(clause) || ABOUT.test(match[0]);
    if ((NOT_YET.test(clause) && !CONSIDERED.test(clause)) || !isAbout) return [];
    // "closed 62 of 150 reviews", "resolved complaints": a verb or an adjective of other things.
    const after = sentence.text.slice(end);
    if (
      /^[\s\u00A0]+(?!(?:and|but|as|at|in|upon|with|when|since|based|because|pending|until|while|on|by the OIG|after|recommendations?|by us|for|is|are|was|the recommendations?|these|those)(?![\p{L}]))[\p{L}\d$]/u.test(
        after,
      )
    )
      return [];
    // "decisions have been reached on recommendations 1 and 4": said behind it.
    const behind = /decision|final action/iu.test(match[0]) ? scopeAfter(after) : null;
    const counted: Scope | null =
      next === undefined ? null : { scope: "COUNT", count: numberOf(next), numbers: none };
    const scope = behind ?? counted ?? scopeBefore(clause, before);
    isCounting = scope?.scope === "COUNT";
    const standing = STANDINGS.find((_, group) => match[group + 1] !== undefined)![1];
    const quote = quoteOf(text, sentence.span.start + start + leading(clause), sentence.span.start + end);
    return scope && quote ? [{ ...standing, ...scope, ...quote, ...by("status: stated") }] : [];
  });
}

/** Where the clause's own words begin: after what joins it to the one before. */
function leading(clause: string): number {
  return /^[\s\u00A0,;]*(?:(?:and|but|while|whereas)[\s\u00A0]+)?/iu.exec(clause)![0].length;
}

const none: readonly string[] = [];
const PART_OF = new RegExp(`(?<![\\p{L}\\d])(${NUMBER})[\\s\\u00A0]+of[\\s\\u00A0]+$`, "iu");

/** Which recommendations the words before a status mean: the nearest mention counts. */
function scopeBefore(clause: string, before: Scope | null): Scope | null {
  const near: [number, Scope | null][] = [];
  for (const match of [...clause.matchAll(LIST), ...clause.matchAll(BARE_LIST)]) {
    const numbers = expand(match[1]!);
    near.push([match.index, { scope: "NUMBERS", count: numbers.length, numbers }]);
  }
  for (const match of clause.matchAll(WORDED)) {
    const number = numberOf(match[1]!);
    if (number !== null) near.push([match.index, { scope: "NUMBERS", count: 1, numbers: [String(number)] }]);
  }
  for (const match of clause.matchAll(ALL)) {
    const word = (match[1] ?? match[3])!.toLowerCase();
    const count = word === "both" ? 2 : match[2] ? numberOf(match[2]) : null;
    // "of the 13 recommendations, we consider 12 closed": those closed are told by their own number.
    if (/\bof[\s\u00A0]+$/iu.test(clause.slice(0, match.index))) continue;
    near.push([
      match.index,
      /^th[eo]se/iu.test(word) && before ? before : { scope: "ALL", count, numbers: none },
    ]);
  }
  for (const match of clause.matchAll(SINGLE))
    near.push([match.index, { scope: "ALL", count: 1, numbers: none }]);
  for (const match of clause.matchAll(BACK)) {
    // "two of which are closed": it doesn't say which two.
    const part = PART_OF.exec(clause.slice(0, match.index))?.[1];
    if (part) {
      near.push([match.index, { scope: "COUNT", count: numberOf(part), numbers: none }]);
      continue;
    }
    const own = lastNamed(clause.slice(0, match.index));
    near.push([match.index, own ?? before]);
  }
  const nearest = near.sort(([a], [b]) => a - b).at(-1)?.[1] ?? null;
  // "12 recommendations resolved", "one remains open": a number that does not say which.
  const counted = COUNTED.exec(clause);
  const isOfTotal = OF_TOTAL.test(clause) && nearest?.numbers.length === 1;
  if (counted && (nearest?.scope !== "NUMBERS" || isOfTotal)) {
    const count = numberOf(counted[1]!);
    return nearest?.scope === "ALL" && nearest.count === count
      ? nearest
      : count === null
        ? null
        : { scope: "COUNT", count, numbers: none };
  }
  return nearest;
}

function scopeAfter(after: string): Scope | null {
  const match = new RegExp(`^[^.;]{0,40}?recommendations?[\\s\\u00A0]+${NUMBER_LIST}`, "iu").exec(after);
  if (match) {
    const numbers = expand(match[1]!);
    return { scope: "NUMBERS", count: numbers.length, numbers };
  }
  if (/^[^.;]{0,30}?(?:this|the) recommendation(?![\p{L}])/iu.test(after))
    return { scope: "ALL", count: 1, numbers: none };
  return /^[^.;]{0,30}?(?:all|both|the|these|our)(?: \p{L}+)? recommendations(?![\p{L}])/iu.test(after)
    ? { scope: "ALL", count: null, numbers: none }
    : null;
}

/** The recommendations that a sentence names last, by number or as a whole. */
function lastNamed(words: string): Scope | null {
  const lists = [...words.matchAll(LIST)].map((match) => [match.index, expand(match[1]!)] as const);
  const worded = [...words.matchAll(WORDED)].map(
    (match) => [match.index, [String(numberOf(match[1]!))]] as const,
  );
  const last = [...lists, ...worded].sort(([a], [b]) => a - b).at(-1);
  if (last) return { scope: "NUMBERS", count: last[1].length, numbers: last[1] };
  const all =
    /(?<![\p{L}])(?:all|both|our|the|ma[dk]e|making|issu(?:ed|ing))(?:[\s\u00A0]+[\p{L}\d]+){0,3}[\s\u00A0]+recommendations(?![\p{L}])/iu.exec(
      words,
    );
  return all ? { scope: "ALL", count: null, numbers: none } : null;
}
