// Answers in full reports: what stands under "Agency Response", "OIG Position" and the like, brought to the recommendation
// it answers: the one its heading names, the one printed just before, or those whose numbers its sentences name.

import { agencySlugs } from "../agencies";
import type {
  AnswerBlock,
  Context,
  ElementFact,
  ManagementPosition,
  PositionFact,
  RecommendationTextFact,
  StatusFact,
} from "../facts";
import { headingSection } from "../headings";
import { type ContentLine, contentLines, withoutFurniture } from "../pages";
import { HEADING, NAMED, SECTION_END } from "../recommendations/lists";
import { by } from "../rules";
import { elementOf, squeeze } from "../text";
import { type AnswerHeading, answerHeading } from "./headings";
import { positionFacts } from "./positions";
import { statusFacts, THIS_ONE } from "./statuses";

/** What a full report says of one recommendation. */
export interface Answer extends AnswerBlock {
  readonly position: PositionFact | null;
  readonly status: StatusFact | null;
}

interface Block extends AnswerHeading {
  readonly start: number;
  readonly end: number;
  /** The heading's own words, which may name who answers. */
  readonly head: string;
  /** Numbers of the recommendations printed since the answers before. */
  readonly since: readonly string[];
  /** Recommendations were printed between it and the block before. */
  readonly isFresh: boolean;
}

/** One answer for each recommendation of which the text says something under such a heading. */
export function answersIn(
  text: string,
  items: readonly RecommendationTextFact[],
  context: Context,
): Answer[] {
  const lines = contentLines(text);
  const clean = withoutFurniture(text);
  const answers = new Map<string, Answer>();
  const blocks = inOrder(lines, blocksIn(lines, items), items);
  let last: string | null = null;
  for (const block of blocks) {
    const element = elementOf(text, block.start, block.end);
    if (!element) continue;
    const words = { ...element, text: squeeze(clean.slice(element.span.start, element.span.end)) };
    const alone: string | null =
      block.number ??
      (!block.isFresh && block.side === "OFFICE" && last !== null
        ? last
        : block.since.length === 1
          ? block.since[0]!
          : null);
    if (alone !== null && items.some(({ number }) => number === alone)) {
      last = alone;
      add(alone, aloneAnswer(words, block, alone, context));
    } else {
      last = null;
      for (const [number, answer] of sharedAnswers(words, block, items, context)) add(number, answer);
    }
  }
  return [...answers.values()];

  function add(number: string, answer: Omit<Answer, "number">): void {
    const before = answers.get(number);
    answers.set(number, {
      number,
      management: before?.management ?? answer.management,
      office: before?.office ?? answer.office,
      position: before?.position ?? answer.position,
      status: answer.status ?? before?.status ?? null,
    });
  }
}

/** Answers that repeat every recommendation unnumbered ("OIG recommendation: …") follow the recommendations' order. */
function inOrder(
  lines: readonly ContentLine[],
  blocks: readonly Block[],
  items: readonly RecommendationTextFact[],
): readonly Block[] {
  const repeated = lines.filter((line) => /^[\s•*\0-]*OIG recommendation\s*:/iu.test(line.text)).length;
  const unnumbered = blocks.filter(
    ({ side, number, words }) => side === "MANAGEMENT" && number === null && words !== "",
  );
  if (repeated !== items.length || unnumbered.length !== items.length) return blocks;
  return unnumbered.map((block, i) => ({ ...block, number: items[i]!.number }));
}

/** Answers told below the list under no heading of their own begin so. */
const DRAFT_SENT =
  /^\s*(?:We|OIG|The OIG) (?:provided|sent|issued|submitted) (?:a |our |the )?draft (?:of this |of the |of our )?(?:audit )?report\b|^\s*In (?:its |their |his |her |the )?(?:written )?(?:response|comments|responding) (?:to|on) (?:a |our |the )?draft\b/u;

function blocksIn(lines: readonly ContentLine[], items: readonly RecommendationTextFact[]): Block[] {
  const blocks: Block[] = [];
  let since: string[] = [];
  let next = 0;
  let isAnswered = false;
  for (const [at, line] of lines.entries()) {
    while (next < items.length && items[next]!.span.start <= line.end) {
      if (isAnswered) since = [];
      isAnswered = false;
      const { number } = items[next++]!;
      if (!since.includes(number)) since.push(number);
    }
    const isParagraph =
      !isAnswered && since.length > 0 && (lines[at - 1]?.isBlank ?? true) && DRAFT_SENT.test(line.text);
    const heading: AnswerHeading | null = line.isBlank
      ? null
      : isParagraph
        ? { side: "BOTH", number: null, words: line.text.trim() }
        : answerHeading(line.text);
    if (!heading) {
      // "Recommendation 2" again, among the answers: what follows belongs to it.
      const again = NAMED.exec(line.text)?.[1];
      if (again && isAnswered && items.some(({ number }) => number === again))
        [since, isAnswered] = [[again], false];
      continue;
    }
    const rest = lines.slice(at + 1);
    const length = rest.findIndex((other, i) => isEnd(other, rest[i - 1]));
    const last = (length < 0 ? rest : rest.slice(0, length)).findLast(({ isBlank }) => !isBlank) ?? line;
    const isFollowing = blocks.length > 0 && isAnswered;
    blocks.push({
      ...heading,
      head: line.text.slice(0, line.text.length - heading.words.length),
      start: heading.words ? line.end - heading.words.length : line.end,
      end: Math.max(last.end, line.end),
      isFresh: !isFollowing,
      since: isFollowing && heading.side !== "OFFICE" && since.length === 1 ? [] : since,
    });
    isAnswered = true;
  }
  return blocks;
}

function isEnd({ text, isBlank }: ContentLine, before: ContentLine | undefined): boolean {
  if (isBlank) return false;
  const words = squeeze(text);
  const isFree = before === undefined || before.isBlank || /[.:?!]["”’)]*$/u.test(squeeze(before.text));
  return (
    answerHeading(text) !== null ||
    HEADING.test(words) ||
    (isFree && NAMED.test(text)) ||
    (isFree && SECTION_END.test(words)) ||
    /^[\s•*\0-]*OIG recommendation\s*:/iu.test(text) ||
    /^(?:proposed timeline|timeline|target (?:completion )?date|estimated completion date)\b/iu.test(words) ||
    (headingSection(words) !== null && headingSection(words) !== "RESPONSE")
  );
}

// "Concur. The Directorate will …", "Agreed – …": the answer in its first word.
const FIRST_WORD: readonly (readonly [ManagementPosition, RegExp])[] = [
  ["PARTIALLY_CONCUR", /^(?:partial(?:ly)? (?:concur|agree)|concur(?:red|s)? in part|agreed? in part)/iu],
  [
    "NON_CONCUR",
    /^(?:non-?concur|disagree|do(?:es)? not (?:concur|agree)|did not (?:concur|agree)|not concur)/iu,
  ],
  ["CONCUR", /^(?:concur|agree|accept)/iu],
  // "The Director partially agreed." says no more than the verb.
  [
    "PARTIALLY_CONCUR",
    /^\p{Lu}[^.;:,]{2,80}? (?:partially (?:agreed|concurred)|(?:agreed|concurred) in part)\./u,
  ],
  ["NON_CONCUR", /^\p{Lu}[^.;:,]{2,80}? (?:disagreed|non-?concurred|did not (?:agree|concur))\./u],
  ["CONCUR", /^\p{Lu}(?:(?!\bnot\b|\bneither\b|\bpartially\b)[^.;:,]){2,80}? (?:agreed|concurred)\./u],
];

/** An answer to one recommendation alone. */
function aloneAnswer(
  words: ElementFact,
  block: Block,
  number: string,
  context: Context,
): Omit<Answer, "number"> {
  const isOffice = block.side === "OFFICE";
  return {
    management: isOffice ? null : words,
    office: isOffice ? words : null,
    position: isOffice ? null : positionOf(words, block, number, context),
    status: block.side === "MANAGEMENT" ? null : statusOf(words, number),
  };
}

function positionOf(words: ElementFact, block: Block, number: string, context: Context): PositionFact | null {
  const scope = { scope: "NUMBERS" as const, count: 1, numbers: [number] };
  const first = FIRST_WORD.find(([, pattern]) => pattern.test(words.text));
  if (first) {
    const [named] = agencySlugs(block.head, context);
    const quote = /^[^.;:–—]*[.;]?/u.exec(words.quote)![0].trimEnd();
    return {
      position: first[0],
      agency: named ?? context.about ?? context.home,
      respondent: null,
      isAgencyInferred: named === undefined,
      ...scope,
      quote,
      span: { start: words.span.start, end: words.span.start + quote.length },
      ...by("position: answer block"),
    };
  }
  const found = positionFacts(words.quote, context).filter(
    ({ scope: kind, numbers }) => kind === "ALL" || kind === "UNSTATED" || numbers.includes(number),
  );
  const own = found.filter(({ numbers }) => numbers.includes(number));
  const [fact] = own.length > 0 ? own : found;
  const isOne = new Set((own.length > 0 ? own : found).map(({ position }) => position)).size === 1;
  if (!fact || !isOne) return null;
  return { ...fact, ...scope, span: moved(fact.span, words.span.start), ...by("position: answer block") };
}

function statusOf(words: ElementFact, number: string): StatusFact | null {
  const fact = statusFacts(words.quote, THIS_ONE)
    .filter(({ scope, numbers }) => scope === "ALL" || numbers.includes(number))
    .at(-1);
  return fact
    ? {
        ...fact,
        scope: "NUMBERS",
        count: 1,
        numbers: [number],
        span: moved(fact.span, words.span.start),
        ...by("status: answer block"),
      }
    : null;
}

function moved(span: { start: number; end: number }, by: number): { start: number; end: number } {
  return { start: span.start + by, end: span.end + by };
}

/** An answer to several recommendations: each sentence tells which it means. "All" are those printed since the last answers. */
function* sharedAnswers(
  words: ElementFact,
  block: Block,
  items: readonly RecommendationTextFact[],
  context: Context,
): Generator<[string, Omit<Answer, "number">]> {
  const all = block.since.length > 0 ? block.since : items.map(({ number }) => number);
  const which = ({ scope, count, numbers }: PositionFact | StatusFact): readonly string[] =>
    scope === "NUMBERS" ? numbers : scope === "ALL" && (count === null || count === all.length) ? all : [];
  const bySpecificity = <F extends PositionFact | StatusFact>(facts: readonly F[]) =>
    [...facts].sort((a, b) => Number(b.scope === "NUMBERS") - Number(a.scope === "NUMBERS"));
  const empty = { management: null, office: null, position: null, status: null };
  const known = new Set(items.map(({ number }) => number));
  for (const fact of block.side === "OFFICE" ? [] : bySpecificity(positionFacts(words.quote, context)))
    for (const number of which(fact).filter((one) => known.has(one)))
      yield [
        number,
        {
          ...empty,
          position: { ...fact, span: moved(fact.span, words.span.start), ...by("position: answer block") },
        },
      ];
  for (const fact of block.side === "MANAGEMENT" ? [] : bySpecificity(statusFacts(words.quote)))
    for (const number of which(fact).filter((one) => known.has(one)))
      yield [
        number,
        {
          ...empty,
          status: { ...fact, span: moved(fact.span, words.span.start), ...by("status: answer block") },
        },
      ];
}
