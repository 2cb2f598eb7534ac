// The recommendations a summary declares, one by one: with their own words where sentences that ask, or a numbered list,
// give exactly as many parts as there are recommendations, else without. No words are made up: a part is a stretch of the text.

import type { Context, DeclaredRecommendations, Quote, RecommendationTextFact } from "../facts";
import { by, type RuleName } from "../rules";
import { sentences } from "../sentences";
import { quoteOf, squeeze } from "../text";
import { ASKED_PART, type Ask, asksIn } from "./asking";
import { declaredRecommendations } from "./counts";
import { EARLIER_RECOMMENDATIONS } from "./earlier";
import { type Cut, commaCuts, numberedCuts, semicolonCuts } from "./parts";

interface Part extends Quote {
  readonly number: string | null;
  readonly addressees: readonly string[];
  readonly rule: RuleName;
}

/**
 * As many as are declared, numbered from "1" where the text prints no numbers; where none are declared, those that
 * "We recommend …" sentences tell apart. Empty when the text declares none or no number at all and asks for nothing.
 */
export function recommendationTexts(text: string, context: Context): RecommendationTextFact[] {
  const declared = declaredRecommendations(text, context);
  const { total } = declared;
  if (total?.count === 0) return [];
  const asks = asksIn(text, context);
  const addressees = declared.addressees.length === 1 ? declared.addressees : [];
  const parts = total === null ? asks.flatMap((ask) => apart(text, ask)) : matching(text, asks, declared);
  if (parts) return parts.map((part, i) => factOf(part, i, addressees));
  return Array.from({ length: total?.count ?? 0 }, (_, i) => ({
    number: String(i + 1),
    text: null,
    addressees,
    quote: total!.quote,
    span: total!.span,
    ...by("recommendation: counted, no words"),
  }));
}

function factOf(
  { number, addressees, quote, span, rule }: Part,
  i: number,
  others: readonly string[],
): RecommendationTextFact {
  return {
    number: number ?? String(i + 1),
    text: squeeze(quote),
    addressees: addressees.length > 0 ? addressees : others,
    quote,
    span,
    ...by(rule),
  };
}

/** Parts that are exactly as many as declared; null when the text tells them apart in no way. */
function matching(text: string, asks: readonly Ask[], { total }: DeclaredRecommendations): Part[] | null {
  const count = total!.count;
  const loose = asks.flatMap((ask) => apart(text, ask));
  if (loose.length === count && areNumbered(loose)) return loose;
  if (count === 1 && asks.length === 1) return [whole(asks[0]!)];
  for (const ask of asks.filter(({ isListed }) => !isListed)) {
    for (const cut of [numberedCuts, semicolonCuts, commaCuts]) {
      const parts = partsBy(text, ask, cut);
      if (parts.length === count) return parts;
    }
  }
  return listed(text, count);
}

/** Printed numbers count on from one, or none is printed. */
function areNumbered(parts: readonly Part[]): boolean {
  const numbers = parts.map(({ number }) => number).filter((number) => number !== null);
  return numbers.length === 0 || (numbers.length === parts.length && new Set(numbers).size === parts.length);
}

/** What an ask holds when nothing says how many: the parts of a printed list, else one. */
function apart(text: string, ask: Ask): Part[] {
  if (ask.isListed) return [whole(ask)];
  for (const cut of [numberedCuts, semicolonCuts]) {
    const parts = partsBy(text, ask, cut);
    if (parts.length > 1) return parts;
  }
  return [whole(ask)];
}

function whole({ tail, number, addressees, isListed }: Ask): Part {
  const { quote, span } = withoutStop(tail);
  return {
    quote,
    span,
    number,
    addressees,
    rule: isListed ? "recommendation: asked under a heading" : "recommendation: asking sentence",
  };
}

function withoutStop({ quote, span }: Quote): Quote {
  const shorter = quote.replace(/[\s.]+$/u, "");
  return { quote: shorter, span: { start: span.start, end: span.start + shorter.length } };
}

function partsBy(text: string, ask: Ask, cut: (tail: string) => Cut[]): Part[] {
  const { quote: tail, span } = withoutStop(ask.tail);
  const quotes = cut(tail).map(([from, to]) => quoteOf(text, span.start + from, span.start + to));
  const asking = quotes.filter(
    (quote, i) => quote !== null && ASKED_PART.test(i === 0 ? afterSubject(quote.quote) : quote.quote),
  );
  // Printed marks part by themselves, whatever verbs follow; commas and semicolons only where each part asks.
  const least = cut === numberedCuts ? quotes.length / 2 : quotes.length;
  if (quotes.includes(null) || asking.length < least) return [];
  return quotes.map((quote) => ({
    ...quote!,
    number: null,
    addressees: ask.addressees,
    rule: "recommendation: listed parts",
  }));
}

/** "that CISA hire analysts": the first part may name who is to act. */
function afterSubject(part: string): string {
  if (ASKED_PART.test(part)) return part;
  return part.replace(
    /^(?:that[\s\u00A0]+)?(?:the[\s\u00A0]+)?(?:\p{Lu}[\p{L}’'.,()&-]*[\s\u00A0]+(?:(?:of|for|and|the|officials?)[\s\u00A0]+)*){1,8}/u,
    "",
  );
}

// "We made three recommendations to the Director: (1) …; (2) …". A clause of purpose before the list makes its parts purposes.
const LIST =
  /\brecommendations?(?![\p{L}])(?<between>[^.;:(]{0,120}?)(?::[\s\u00A0]*|[\s\u00A0]+(?:to[\s\u00A0]+|that[\s\u00A0]+)?(?=\(?1\)))(?<tail>[\s\S]+)$/iu;
const PURPOSE =
  /\b(?:aimed at|designed to|intended to|will|would|when implemented|if implemented|should help|help(?:ing)?|address(?:ing)?|related to|regarding|to (?:improve|strengthen|enhance|ensure|address|help)[\s\u00A0]+\p{L})/iu;

/** A declaring sentence with a printed list of as many parts. */
function listed(text: string, count: number): Part[] | null {
  for (const { text: words, span } of sentences(text)) {
    const match = EARLIER_RECOMMENDATIONS.test(words) ? null : LIST.exec(words);
    const tail = match?.groups?.tail;
    if (!tail || PURPOSE.test(match.groups!.between!)) continue;
    const start = span.start + words.length - tail.length;
    const quote = quoteOf(text, start, span.end);
    if (!quote) continue;
    const ask: Ask = { tail: quote, number: null, addressees: [], isListed: false };
    for (const cut of [numberedCuts, semicolonCuts, commaCuts]) {
      const parts = partsBy(text, ask, cut);
      if (parts.length === count && count > 0) return parts;
    }
  }
  return null;
}
