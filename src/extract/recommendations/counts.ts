// How many recommendations a report declares, in words or digits, as a whole and per agency.

import { agenciesMentioned } from "../agencies";
import { positionFacts } from "../answers/positions";
import { ALL_BUT } from "../answers/scope";
import type { Context, DeclaredRecommendations, RecommendationCountFact } from "../facts";
import { by, type RuleName } from "../rules";
import { type Sentence, sentences } from "../sentences";
import { NUMBER, numberOf, quoteOf } from "../text";
import { EARLIER_RECOMMENDATIONS, isAnothers } from "./earlier";
import { speaksForGao } from "./speaker";

const NOUN = "recommendations?(?![\\p{L}])";
const ADJECTIVE =
  "(?:[\\s\\u00A0]+(?:new|formal|specific|separate|overall|total|audit|broad|key|additional|further|related|priority|actionable|other|more))*";
const MAKING =
  "(?:ma[dk]es?|making|issu(?:e[ds]?|ing)|contain(?:s|ed|ing)?|includ(?:e[ds]?|ing)|offer(?:s|ed|ing)?|provid(?:e[ds]?|ing)|direct(?:s|ed)?|present(?:s|ed)?|propos(?:e[ds]?|ing)|address(?:es|ed)?|yield(?:s|ed)?|result(?:s|ed)? in|generat(?:e[ds]?))";

// Counted by their state, recommendations say nothing about how many this report makes.
const BY_STATE =
  /\b(?:open|closed|remaining|unresolved|resolved)[\s\u00A0]+(?:\p{L}+[\s\u00A0]+){0,2}recommendations?/iu;

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
  const isOurs = ownName(text, context);
  let counted: Candidate[] = [];
  for (const sentence of sentences(text)) {
    if (EARLIER_RECOMMENDATIONS.test(sentence.text) || BY_STATE.test(sentence.text)) continue;
    const groups = countedGroups(text, sentence, context);
    if (counted.length === 0 || (counted.length === 1 && groups.length > 1)) counted = groups;
    else if (GOING_ON.test(sentence.text)) counted = [...counted, ...groups];
    for (const found of declarations(sentence, isOurs)) {
      // "We made two other recommendations" comes on top of those made before.
      const before = candidates.find(({ rank }) => rank <= 2)?.fact;
      if (before && before.count > 0 && found.rank === 2 && GOING_ON.test(sentence.text))
        add(1, before.count + found.count, before.span.start, found.end, "count: declared");
      else add(found.rank, found.count, found.start, found.end, "count: declared");
    }
  }
  if (counted.length > 1) {
    const sum = counted.reduce((total, { fact }) => total + fact.count, 0);
    add(1, sum, counted[0]!.fact.span.start, counted.at(-1)!.fact.span.end, "count: per agency");
  }
  for (const found of answered(text, context)) add(4, found.count, found.start, found.end, "count: answered");
  const total = candidates.sort((a, b) => a.rank - b.rank)[0]?.fact ?? null;
  const agencies = new Set(counted.map(({ fact }) => fact.agency));
  const perAgency = agencies.size > 1 ? counted.flatMap(({ fact }) => (fact.agency ? [fact] : [])) : [];
  return { total, perAgency, addressees: addressed(counted, agencies) };

  function add(rank: number, count: number, start: number, end: number, rule: RuleName): void {
    const quote = quoteOf(text, start, end);
    if (quote) candidates.push({ rank, fact: { count, agency: null, ...quote, ...by(rule) } });
  }
}

/** The agencies to which the counted groups go; none where one group goes to a body that the table doesn't know. */
function addressed(counted: readonly Candidate[], agencies: ReadonlySet<string | null>): string[] {
  return counted.length === 0 || agencies.has(null) ? [] : [...agencies].filter((slug) => slug !== null);
}

/** Tells whether an auditor's name is that of the text's own office. */
function ownName(text: string, context: Context): (name: string) => boolean {
  const isGao = speaksForGao(text, context);
  return (name) =>
    /GAO|Accountability Office/u.test(name)
      ? isGao
      : context.home !== null && agenciesMentioned(name, context).some(({ slug }) => slug === context.home);
}

interface Found {
  readonly rank: number;
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

const BEFORE = "[\\s\\u00A0]+(?:of[\\s\\u00A0]+(?:our|the|its)[\\s\\u00A0]+)?";
const DECLARING: readonly (readonly [number, RegExp])[] = [
  [2, new RegExp(`\\btotal of[\\s\\u00A0]+(${NUMBER})${ADJECTIVE}[\\s\\u00A0]+${NOUN}`, "giu")],
  [
    2,
    new RegExp(
      `(?:\\p{L}+[\\s\\u00A0]+)?\\b${MAKING}[\\s\\u00A0]+(?:a total of[\\s\\u00A0]+|the following[\\s\\u00A0]+|another[\\s\\u00A0]+|\\p{L}+[\\s\\u00A0]+(?:comments?|findings?|observations?)[\\s\\u00A0]+and[\\s\\u00A0]+)?(a(?=[\\s\\u00A0]+recommendation[\\s\\u00A0]+(?:to|that|for|aimed)\\b)|${NUMBER})${ADJECTIVE}[\\s\\u00A0]+${NOUN}`,
      "giu",
    ),
  ],
  [
    2,
    new RegExp(
      `(${NUMBER})${ADJECTIVE}[\\s\\u00A0]+${NOUN}[\\s\\u00A0]+(?:(?:was|were|are|is)[\\s\\u00A0]+)?(?:made|issued|directed|addressed|aimed|that we made|we made|in total)`,
      "giu",
    ),
  ],
  [2, new RegExp(`\\btake the following[\\s\\u00A0]+(${NUMBER})[\\s\\u00A0]+actions?(?![\\p{L}])`, "giu")],
  [
    3,
    new RegExp(
      `\\b(?:our|all|each of (?:our|the)|(?:report|OIG)[’']s)(?:${BEFORE}|[\\s\\u00A0]+)(${NUMBER})(?:[\\s\\u00A0]+of (?:our|the|its))?${ADJECTIVE}[\\s\\u00A0]+${NOUN}`,
      "giu",
    ),
  ],
  // "We made two. GAO made three recommendations": said short, the noun elsewhere in the sentence.
  [
    2,
    new RegExp(
      `\\b(?:we|OIG|the OIG)[\\s\\u00A0]+(?:also[\\s\\u00A0]+)?(?:made|issued)[\\s\\u00A0]+(${NUMBER})(?=[\\s\\u00A0]*[.,;]|[\\s\\u00A0]+of our own)`,
      "giu",
    ),
  ],
  [
    3,
    new RegExp(
      `\\b(?:of|with|to)[\\s\\u00A0]+the[\\s\\u00A0]+(${NUMBER})${ADJECTIVE}[\\s\\u00A0]+${NOUN}`,
      "giu",
    ),
  ],
  [
    3,
    new RegExp(
      `\\b(both)(?:[\\s\\u00A0]+of)?(?:[\\s\\u00A0]+(?:our|the|these))?${ADJECTIVE}[\\s\\u00A0]+${NOUN}`,
      "giu",
    ),
  ],
];

function declarations({ text, span }: Sentence, isOurs: (name: string) => boolean): Found[] {
  const zero = ZERO.exec(text);
  if (zero && !isAnothers(text.slice(0, zero.index), isOurs))
    return [
      { rank: 0, count: 0, start: span.start + zero.index, end: span.start + zero.index + zero[0].length },
    ];
  if (!/recommendation|the following|\b(?:all|both)\b/iu.test(text)) return [];
  return DECLARING.flatMap(([rank, pattern]) => {
    const match = [...text.matchAll(pattern)].find(
      ({ 0: words, index }) => !isAnothers(text.slice(0, index + Math.max(0, words.search(MAKES))), isOurs),
    );
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

/** Where in a match the verb of making stands: what is before it names who makes. */
const MAKES = new RegExp(`\\b${MAKING}`, "iu");

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
      : [{ rank: 1, fact: { count, agency: named?.slug ?? null, ...quote, ...by("count: per agency") } }];
  });
}

/** The total that management's answers add up to: "concurred with seven and did not concur with one"; "our recommendation" is one. */
function answered(text: string, context: Context): Found[] {
  const exception = ALL_BUT.exec(text);
  if (
    exception?.[2] &&
    /^[\s\u00A0]+(?:\p{L}+[\s\u00A0]+)?recommendations/iu.test(
      text.slice(exception.index + exception[0].length),
    )
  ) {
    const end = exception.index + exception[0].length;
    return [{ rank: 4, count: numberOf(exception[2])!, start: exception.index, end }];
  }
  const positions = positionFacts(text, context);
  const [first] = positions;
  if (!first) return [];
  const ofFirst = positions.filter(
    ({ agency, respondent }) => agency === first.agency && respondent === first.respondent,
  );
  const counts = ofFirst.map(({ scope, count, numbers }) => (scope === "NUMBERS" ? numbers.length : count));
  if (counts.some((count) => count === null)) return [];
  const isWhole = ofFirst.length > 1 || first.scope === "ALL";
  const count = ofFirst.length === 1 ? counts[0]! : counts.reduce<number>((sum, one) => sum + one!, 0);
  return isWhole ? [{ rank: 4, count, start: first.span.start, end: ofFirst.at(-1)!.span.end }] : [];
}
