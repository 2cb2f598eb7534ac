// What management answered to the recommendations: who, to which of them, and how. Concurrence never implies resolution.

import { agenciesMentioned } from "../agencies";
import type { AgencyMention, Context, ManagementPosition, PositionFact } from "../facts";
import { by, type RuleName } from "../rules";
import { type Sentence, sentences } from "../sentences";
import { quoteOf } from "../text";
import { type Actors, isManagement, named, pointsBack, unknownName } from "./parties";
import { scopeOf } from "./scope";

// In the order in which they are tried at one place: the longer denial before the plain verb.
const VERBS: readonly (readonly [ManagementPosition, string])[] = [
  [
    "NO_POSITION",
    "neither (?:agree[ds]?|concur(?:red|s)?)(?: with)? n?or (?:disagree[ds]?|non-?concur(?:red|s)?)|took no position|did not (?:say|state|indicate|specify) (?:whether|if) (?:it|they) (?:agree[ds]?|concur(?:red|s)?)|declined to comment|did not (?:explicitly |specifically |formally |clearly )?(?:agree|concur)(?: with)? (?:or|nor) (?:disagree|non-?concur)|did not (?:explicitly |specifically )?(?:indicate|state|express|provide) (?:its |their )?(?:concurrence|agreement)(?: (?:or|nor) (?:non-?concurrence|disagreement))?|(?:did|does) not (?:provide|submit) (?:any )?(?:written |formal )?comments?",
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
// "whether the agency concurred", "to concur", "if management agrees": nothing is answered.
const UNANSWERED =
  /(?<![\p{L}])(?:whether|if|unless|until|to|please|should|must|may|can|will need to|asked|requested)(?:[\s\u00A0]+\p{L}+){0,4}[\s\u00A0]+$|\bstate (?:whether|if)\b/iu;

/** "we accepted management decision": the office, not management, speaks. */
const OURSELVES =
  /(?<![\p{L}])(?:we|(?:the )?OIG|our office)(?:[\s\u00A0]+(?:also|have|has|generally|fully))*[\s\u00A0]*$/iu;

/** Positions in the order of the text, one for each agency that answers. Empty when the text tells none. */
export function positionFacts(text: string, context: Context): PositionFact[] {
  const found: PositionFact[] = [];
  let before: Actors | null = null;
  for (const sentence of sentences(text)) {
    if (sentence.isHeading) continue;
    const read = positionsIn(text, sentence, before, context);
    found.push(...read.found);
    before = read.last ?? before;
  }
  return found;
}

function positionsIn(text: string, sentence: Sentence, before: Actors | null, context: Context) {
  const found: PositionFact[] = [];
  const verbs = [...sentence.text.matchAll(VERB)];
  let actors: Actors | null = null;
  let last: Actors | null = null;
  verbs.forEach((verb, i) => {
    const from = i === 0 ? 0 : verbs[i - 1]!.index + verbs[i - 1]![0].length;
    const objectEnd = clauseEnd(
      sentence.text,
      verb.index + verb[0].length,
      verbs[i + 1]?.index ?? sentence.text.length,
    );
    const object = sentence.text.slice(verb.index + verb[0].length, objectEnd);
    const position = VERBS.find((_, group) => verb[group + 1] !== undefined)?.[0];
    const subject = sentence.text.slice(startOf(sentence.text, from, verb.index, i > 0), verb.index);
    actors = actorsOf(text, sentence, subject, i > 0, before, context) ?? actors ?? department(context);
    last = actors.basis === "department" ? last : actors;
    if (!position || UNANSWERED.test(subject) || OURSELVES.test(subject)) return;
    const scope =
      position === "NO_POSITION" ? (scopeOf(object, "concur") ?? silence(verb[0])) : scopeOf(object, verb[0]);
    const quote = quoteOf(
      text,
      sentence.span.start + startOf(sentence.text, from, verb.index, i > 0),
      sentence.span.start + objectEnd,
    );
    if (!scope || !quote) return;
    const { respondent, isInferred, basis } = actors;
    // What remains after a disagreement with a finding is a part.
    const isPart = position === "CONCUR" && /\bthe (?:remaining|other) findings?\b/iu.test(object);
    for (const agency of actors.slugs.length > 0 ? actors.slugs : [null])
      found.push({
        position: isPart ? "PARTIALLY_CONCUR" : position,
        agency,
        respondent: agency === null ? respondent : null,
        isAgencyInferred: isInferred,
        ...scope,
        ...quote,
        ...by(ruleOf(basis, respondent)),
      });
  });
  return { found, last: last ?? (verbs.length === 0 ? speaker(sentence, context) : null) };
}

function ruleOf(basis: Actors["basis"], respondent: string | null): RuleName {
  if (basis === "before") return "position: the subject before";
  if (basis === "department") return "position: own department";
  return respondent === null ? "position: named agency" : "position: named party";
}

/** "declined to comment" answers all of them with nothing. */
function silence(verb: string) {
  return /comment/iu.test(verb) ? { scope: "ALL" as const, count: null, numbers: [] } : null;
}

/** A sentence about somebody's reply makes that party the one that "it" means next. */
function speaker(sentence: Sentence, context: Context): Actors | null {
  const verb =
    /(?<![\p{L}])(?:responded|replied|stated|said|provided|commented|submitted|wrote)(?![\p{L}])/iu.exec(
      sentence.text,
    );
  return verb ? named(sentence.text.slice(0, verb.index), context) : null;
}

/** The agencies named in the subject. A later verb keeps the earlier subject unless a new one stands before it. */
function actorsOf(
  text: string,
  sentence: Sentence,
  subject: string,
  isLater: boolean,
  before: Actors | null,
  context: Context,
): Actors | null {
  const direct = named(subject, context);
  if (direct) return direct;
  if (isLater) {
    const other = unknownName(subject);
    return other ? { slugs: [], respondent: other, isInferred: false, basis: "named" } : null;
  }
  const known = official(text, sentence, subject, context) ?? addressee(text, sentence, subject, context);
  if (known) return known;
  if (before && pointsBack(subject)) return { ...before, isInferred: true, basis: "before" };
  const party = isManagement(subject) ? null : unknownName(subject);
  return party ? { slugs: [], respondent: party, isInferred: false, basis: "named" } : null;
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
  const title = /(?:Under Secretary|Administrator|Commissioner|Director|Secretary)(?![\p{L}])/iu.exec(
    subject,
  )?.[0];
  if (!title) return null;
  const earlier: AgencyMention | undefined = agenciesMentioned(text.slice(0, sentence.span.start), context)
    .filter(({ quote }) => quote.toLowerCase().startsWith(`${title.toLowerCase()} `))
    .at(-1);
  return earlier ? { slugs: [earlier.slug], respondent: null, isInferred: true, basis: "before" } : null;
}

/** "Your office concurred", "You agreed": of a letter, the one agency that it names before, the office's own department aside. */
function addressee(text: string, sentence: Sentence, subject: string, context: Context): Actors | null {
  if (!/(?<![\p{L}])(?:your office|you|your staff)(?![\p{L}])/iu.test(subject)) return null;
  const mentioned = agenciesMentioned(text.slice(0, sentence.span.start), context).map(({ slug }) => slug);
  const slugs = [...new Set(mentioned)].filter((slug) => slug !== context.home);
  return slugs.length === 1 ? { slugs, respondent: null, isInferred: true, basis: "before" } : null;
}

/** Nobody known is named: the one agency that the report is about, or else the office's own department, answers. */
function department(context: Context): Actors {
  const slug = context.about ?? context.home;
  return { slugs: slug === null ? [] : [slug], respondent: null, isInferred: true, basis: "department" };
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
