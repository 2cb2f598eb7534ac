// How many recommendations a report declares, in words or digits, as a whole and per agency.

import { agenciesMentioned } from "../agencies";
import type { Context, DeclaredRecommendations, RecommendationCountFact } from "../facts";
import { positionFacts } from "../positions";
import { type Sentence, sentences } from "../sentences";
import { NUMBER, numberOf, quoteOf } from "../text";

const NOUN = "recommendations?(?![\\p{L}])";
const ADJECTIVE =
  "(?:[\\s\\u00A0]+(?:new|formal|specific|separate|overall|total|audit|broad|key|additional|further|related|priority|actionable|other|more))*";
const MAKING =
  "(?:ma[dk]es?|making|issu(?:e[ds]?|ing)|contain(?:s|ed|ing)?|includ(?:e[ds]?|ing)|offer(?:s|ed|ing)?|provid(?:e[ds]?|ing)|direct(?:s|ed)?|present(?:s|ed)?|propos(?:e[ds]?|ing)|address(?:es|ed)?|yield(?:s|ed)?|result(?:s|ed)? in|generat(?:e[ds]?))";

// Recommendations of another report, or counted by their state, say nothing about how many this one makes.
const ELSEWHERE =
  /\b(?:prior|previous(?:ly)?|earlier|past|open|closed|unimplemented|outstanding|remaining|unresolved|follow[- ]?up (?:on|of))[\s\u00A0]+(?:\p{L}+[\s\u00A0]+){0,2}recommendations?|recommendations?[\s\u00A0]+(?:from|in)[\s\u00A0]+(?:(?:our|a|the|its)[\s\u00A0]+)?(?:prior|previous|earlier|past|\d{4})|\breports[\s\u00A0]+(?:contained|included|made)\b|\bin (?:19|20)\d\d,? (?:we|OIG|the OIG) (?:made|recommended)/iu;

const ZERO = new RegExp(
  `(?:\\bno(?:[\\s\\u00A0]+(?:new|formal|specific|additional|further|audit))*|\\b(?:not|never|n[’']t)[\\s\\u00A0]+(?:\\p{L}+[\\s\\u00A0]+){0,3}?${MAKING}[\\s\\u00A0]+(?:any[\\s\\u00A0]+)?(?:(?:new|formal|specific|additional|further)[\\s\\u00A0]+)?|\\bwithout[\\s\\u00A0]+(?:any[\\s\\u00A0]+)?)[\\s\\u00A0]*${NOUN}`,
  "iu",
);

/** A number found, and how plainly it declares the report's total: the lower the rank, the plainer. */
interface Candidate {
  readonly rank: number;
  readonly fact: RecommendationCountFact;
}

// "In addition, we made two recommendations to CBP" adds to those made to others before.
const GOING_ON = new RegExp(
  `^(?:In addition|Additionally|Further|Also),?[\\s\\u00A0]+we(?:[\\s\\u00A0]+also)?[\\s\\u00A0]+${MAKING}|^we also[\\s\\u00A0]+${MAKING}|(?:${NUMBER})[\\s\\u00A0]+(?:other|additional|more)[\\s\\u00A0]+${NOUN}`,
  "iu",
);

/** The declared counts. `total` null: the text declares none; zero is declared in words ("made no recommendations"). */
export function declaredRecommendations(text: string, context: Context): DeclaredRecommendations {
  const candidates: Candidate[] = [];
  let counted: Candidate[] = [];
  for (const sentence of sentences(text)) {
    if (ELSEWHERE.test(sentence.text)) continue;
    const groups = countedGroups(text, sentence, context);
    if (counted.length === 0 || (counted.length === 1 && groups.length > 1)) counted = groups;
    else if (GOING_ON.test(sentence.text)) counted = [...counted, ...groups];
    for (const found of declarations(sentence)) {
      // "We made two other recommendations" comes on top of those made before.
      const before = candidates.find(({ rank }) => rank <= 2)?.fact;
      if (before && before.count > 0 && found.rank === 2 && GOING_ON.test(sentence.text))
        add(1, before.count + found.count, before.span.start, found.end);
      else add(found.rank, found.count, found.start, found.end);
    }
  }
  if (counted.length > 1) {
    const sum = counted.reduce((total, { fact }) => total + fact.count, 0);
    add(1, sum, counted[0]!.fact.span.start, counted.at(-1)!.fact.span.end);
  }
  for (const found of answered(text, context)) add(4, found.count, found.start, found.end);
  const total = candidates.sort((a, b) => a.rank - b.rank)[0]?.fact ?? null;
  const agencies = new Set(counted.map(({ fact }) => fact.agency));
  const perAgency = agencies.size > 1 ? counted.flatMap(({ fact }) => (fact.agency ? [fact] : [])) : [];
  return { total, perAgency };

  function add(rank: number, count: number, start: number, end: number): void {
    const quote = quoteOf(text, start, end);
    if (quote) candidates.push({ rank, fact: { count, agency: null, ...quote } });
  }
}

interface Found {
  readonly rank: number;
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

const BEFORE = "[\\s\\u00A0]+(?:of[\\s\\u00A0]+(?:our|the|its)[\\s\\u00A0]+)?";
const DECLARING: readonly (readonly [number, RegExp])[] = [
  [2, new RegExp(`\\btotal of[\\s\\u00A0]+(${NUMBER})${ADJECTIVE}[\\s\\u00A0]+${NOUN}`, "iu")],
  [
    2,
    new RegExp(
      `(?:\\p{L}+[\\s\\u00A0]+)?\\b${MAKING}[\\s\\u00A0]+(?:a total of[\\s\\u00A0]+|the following[\\s\\u00A0]+|another[\\s\\u00A0]+|\\p{L}+[\\s\\u00A0]+(?:comments?|findings?|observations?)[\\s\\u00A0]+and[\\s\\u00A0]+)?(a(?=[\\s\\u00A0]+recommendation[\\s\\u00A0]+(?:to|that|for|aimed)\\b)|${NUMBER})${ADJECTIVE}[\\s\\u00A0]+${NOUN}`,
      "iu",
    ),
  ],
  [
    2,
    new RegExp(
      `(${NUMBER})${ADJECTIVE}[\\s\\u00A0]+${NOUN}[\\s\\u00A0]+(?:(?:was|were|are|is)[\\s\\u00A0]+)?(?:made|issued|directed|addressed|aimed|that we made|we made|in total)`,
      "iu",
    ),
  ],
  [2, new RegExp(`\\btake the following[\\s\\u00A0]+(${NUMBER})[\\s\\u00A0]+actions?(?![\\p{L}])`, "iu")],
  [
    3,
    new RegExp(
      `\\b(?:our|all|each of (?:our|the)|(?:report|OIG)[’']s)(?:${BEFORE}|[\\s\\u00A0]+)(${NUMBER})(?:[\\s\\u00A0]+of (?:our|the|its))?${ADJECTIVE}[\\s\\u00A0]+${NOUN}`,
      "iu",
    ),
  ],
  [
    3,
    new RegExp(
      `\\b(both)(?:[\\s\\u00A0]+of)?(?:[\\s\\u00A0]+(?:our|the|these))?${ADJECTIVE}[\\s\\u00A0]+${NOUN}`,
      "iu",
    ),
  ],
];

function declarations({ text, span }: Sentence): Found[] {
  const zero = ZERO.exec(text);
  if (zero)
    return [
      { rank: 0, count: 0, start: span.start + zero.index, end: span.start + zero.index + zero[0].length },
    ];
  return DECLARING.flatMap(([rank, pattern]) => {
    const match = pattern.exec(text);
    if (!match) return [];
    const word = match[1]!.toLowerCase();
    const count = word === "both" ? 2 : word === "a" ? 1 : numberOf(word);
    const start = span.start + match.index;
    return count === null ? [] : [{ rank, count, start, end: start + match[0].length }];
  });
}

// "one recommendation to ICE and two recommendations to USCIS", "five recommendations to FEMA and two to CISA".
const GROUP = new RegExp(
  `(${NUMBER})(?:${ADJECTIVE}[\\s\\u00A0]+${NOUN})?[\\s\\u00A0]+(?:(?:was|were)[\\s\\u00A0]+)?(?:(?:addressed|directed|made)[\\s\\u00A0]+)?(?:to|for)[\\s\\u00A0]+(?=(?:the[\\s\\u00A0]+|its[\\s\\u00A0]+|VA[’'\\s\\u00A0]+)?\\p{Lu})`,
  "giu",
);

function countedGroups(text: string, sentence: Sentence, context: Context): Candidate[] {
  if (!/recommendation/iu.test(sentence.text)) return [];
  const matches = [...sentence.text.matchAll(GROUP)].filter(({ 0: words, index }) => {
    const next = sentence.text.slice(index + words.length);
    return /^(?:the[\s\u00A0]+|its[\s\u00A0]+)?\p{Lu}/u.test(next);
  });
  return matches.flatMap((match, i) => {
    const count = numberOf(match[1]!);
    const start = sentence.span.start + match.index;
    const limit = sentence.span.start + (matches[i + 1]?.index ?? sentence.text.length);
    const [named] = agenciesMentioned(text.slice(start, limit), context);
    const quote = quoteOf(text, start, named ? start + named.span.end : start + match[0].length);
    return count === null || !quote
      ? []
      : [{ rank: 1, fact: { count, agency: named?.slug ?? null, ...quote } }];
  });
}

/** The total that management's answers add up to: "concurred with seven and did not concur with one"; "our recommendation" is one. */
function answered(text: string, context: Context): Found[] {
  const positions = positionFacts(text, context);
  const [first] = positions;
  if (!first) return [];
  const ofFirst = positions.filter(({ agency }) => agency === first.agency);
  const counts = ofFirst.map(({ scope, count, numbers }) => (scope === "NUMBERS" ? numbers.length : count));
  if (counts.some((count) => count === null)) return [];
  const isWhole = ofFirst.length > 1 || first.scope === "ALL";
  const count = ofFirst.length === 1 ? counts[0]! : counts.reduce<number>((sum, one) => sum + one!, 0);
  return isWhole ? [{ rank: 4, count, start: first.span.start, end: ofFirst.at(-1)!.span.end }] : [];
}
