// Sums in US dollars, exact, with the kind the sentence gives them: questioned, unsupported, better use.

import type { MoneyFact, MoneyKind } from "./facts";
import { EARLIER_WORK } from "./recommendations/earlier";
import { by } from "./rules";
import { sentences } from "./sentences";
import { quoteOf } from "./text";

const MAGNITUDE: Record<string, number> = {
  thousand: 3,
  k: 3,
  million: 6,
  m: 6,
  billion: 9,
  b: 9,
  trillion: 12,
};
const AMOUNT =
  /(?:US)?\$[\s\u00A0]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:[\s\u00A0-]?(thousand|million|billion|trillion|[KMB](?![\p{L}\d])))?(?![\p{L}\d])|(?<![\p{L}\d.,$])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?[\s\u00A0]+(?:(thousand|million|billion|trillion)[\s\u00A0]+)?(?:U\.S\.[\s\u00A0]+)?dollars/giu;
const APPROXIMATE =
  /(?:about|approximately|approx\.|around|roughly|nearly|almost|some|close to|an estimated|estimated(?:[\s\u00A0]+(?:cost|value|total)s?)?(?:[\s\u00A0]+of)?|estimated[\s\u00A0]+at|estimated[\s\u00A0](?:average|cost|value|total|amount|saving|loss)\p{L}*[^.;$,]{0,50}[\s\u00A0](?:was|were|is|are)|(?:about|approximately|around|roughly|between)[\s\u00A0]+\$[\d,.]+(?:[\s\u00A0]+(?:thousand|million|billion))?[\s\u00A0]+(?:to|and|or|-|–))[\s\u00A0]+$/iu;

const CUES: readonly (readonly [MoneyKind, RegExp])[] = [
  [
    "UNSUPPORTED",
    /unsupported|(?:did|does|could) not (?:provide|have|maintain) (?:adequate |sufficient |proper )?(?:supporting )?(?:support|documentation|records|receipts) for|(?:could|can|did|does)(?: ?not|n[’']t) (?:be )?(?:support|document|substantiate)|no (?:supporting )?(?:documentation|receipts?|support)|without (?:supporting )?(?:documentation|receipts?|support)|lack(?:ed|ing)? (?:supporting )?(?:documentation|receipts?|support)|unable to (?:support|document|substantiate)|inadequately (?:documented|supported)/giu,
  ],
  [
    "QUESTIONED",
    /question(?:ed|s|ing)?(?= (?:costs?|\$|about|approximately|nearly|more|over|the|these|all|as|another))|questioned|ineligible(?! (?:households?|tenants?|famil\p{L}+|persons?|individuals?|applicants?|beneficiar\p{L}+|recipients?|borrowers?|students?|participants?|people|employees?|registrants?|units?|vendors?|weeks?|entities|companies|contractors?|veterans?))|unallowable|unreasonable cost|disallow(?:ed|s)?|improper(?:ly)? (?:claimed|charged|paid)/giu,
  ],
  [
    "BETTER_USE",
    /(?:put|putting|be put|redirect\p{L}*)[^.;$]{0,80}?(?:better|other) use|(?:funds?|moneys?|dollars) (?:that (?:could|can) be )?put to better use|(?:should|to|could) (?:be )?deobligat\p{L}*|better use/giu,
  ],
];

/**
 * Every sum, in the order of the text; empty when there is none.
 * A sum takes the kind of the nearest cue in its own clause of the sentence; OTHER where there is no cue.
 */
export function moneyFacts(text: string): MoneyFact[] {
  return sentences(text).flatMap(({ text: sentence, span }) =>
    [...sentence.matchAll(AMOUNT)].flatMap((match) => {
      const start = span.start + match.index;
      const quote = quoteOf(text, start, start + match[0].length);
      const amount = decimal(match[1] ?? match[4]!, match[2] ?? match[5], match[3] ?? match[6]);
      if (!quote) return [];
      const isApproximate = APPROXIMATE.test(sentence.slice(0, match.index));
      const kind = kindOf(sentence, match.index, match.index + match[0].length);
      // What another audit questioned, or management has since accepted, is not questioned by this report.
      const isAnothers = kind !== "OTHER" && (isEarlier(sentence, match.index) || SETTLED.test(sentence));
      const evidence = by(
        isAnothers
          ? "money: another audit's"
          : kind === "OTHER"
            ? "money: no cue"
            : "money: cue in the clause",
      );
      return [{ kind: isAnothers ? "OTHER" : kind, amount, isApproximate, ...quote, ...evidence }];
    }),
  );
}

const QUALIFIED =
  /^[\s\u00A0]+(?:as|in|of|was|were|is|are|that[\s\u00A0]+(?:is|was|were))[\s\u00A0]+(?:potentially[\s\u00A0]+)?(unsupported|undocumented|ineligible|unallowable)(?![\p{L}])/iu;
const SETTLED =
  /\b(?:has|have|had) since (?:accepted|allowed|resolved|recovered|repaid|supported)\b|\bpreviously (?:questioned|unsupported|disallowed|reported)\b/iu;

/** Words of an earlier audit that stand in the same clause as the sum, before it or behind it. */
function isEarlier(sentence: string, at: number): boolean {
  const earlier = EARLIER_WORK.exec(sentence);
  if (!earlier) return false;
  const between = sentence.slice(Math.min(at, earlier.index), Math.max(at, earlier.index));
  return !/;|,? (?:but|while|whereas|however|and (?:we|this))(?![\p{L}])|\b(?:now|this (?:audit|report|review))\b/iu.test(
    earlier.index < at ? between.slice(earlier[0].length) : between,
  );
}

/** Digits shifted as text: money never passes through a float. "$1.25 million" is "1250000". */
function decimal(whole: string, fraction: string | undefined, magnitude: string | undefined): string {
  const places = magnitude ? (MAGNITUDE[magnitude.toLowerCase()] ?? 0) : 0;
  const decimals = (fraction ?? "").slice(1);
  const shifted = decimals.padEnd(places, "0");
  const units = (whole.replaceAll(",", "") + shifted.slice(0, places)).replace(/^0+(?=\d)/u, "");
  const cents = shifted.slice(places);
  return cents ? `${units}.${cents}` : units;
}

// A cue belongs to the sums of its own clause: the clause ends at ";", at "including", "of which", at a comma before a new subject.
const CLAUSE_END =
  /;|, (?:including|of which|and (?:also )?\p{L}+ed |while|but|which)|\bincluding\b|(?<=\$[\d.,]+(?: (?:thousand|million|billion))?) of (?=(?:the |its |about )?\$)|\bof which\b|\bvalued at\b|\bworth\b|(?<=\bof (?:about |approximately |nearly |over |more than )?\$[\d.,]+(?: (?:thousand|million|billion))?) and (?=[^.;$]{0,20}\$)/giu;

function kindOf(sentence: string, start: number, end: number): MoneyKind {
  // A sum in brackets belongs to what stands just before them: "unsupported costs ($40,000)", "72 payments (totaling $1,000)".
  const open = sentence.lastIndexOf("(", start);
  const isInside = open >= 0 && !sentence.slice(open, start).includes(")") && sentence.indexOf(")", end) >= 0;
  const bounds = [...sentence.matchAll(CLAUSE_END)].map(({ index }) => index);
  const from = bounds.filter((at) => at < start).at(-1) ?? 0;
  const to = bounds.find((at) => at >= end) ?? sentence.length;
  const bare = sentence.replace(/\([^()$]*\)/gu, (aside) => " ".repeat(aside.length));
  // "$7 million as unsupported costs": said of the sum itself.
  const behind = QUALIFIED.exec(bare.slice(end))?.[1]?.toLowerCase();
  if (behind) return behind.startsWith("un") && behind !== "unallowable" ? "UNSUPPORTED" : "QUESTIONED";
  let best: MoneyKind = "OTHER";
  let distance = Number.POSITIVE_INFINITY;
  for (const [kind, cue] of CUES) {
    for (const match of bare.matchAll(cue)) {
      const cueEnd = match.index + match[0].length;
      if (match.index < from || match.index >= to) continue;
      // "Of the $12 million audited, we question $1 million": the verb is about what follows it.
      const isVerb =
        /^question/iu.test(match[0]) &&
        /^[\s\u00A0]+(?:costs?[\s\u00A0]+of[\s\u00A0]+)?(?:(?:about|approximately|nearly|over|another|more than|the|all)[\s\u00A0]+)*\$/u.test(
          bare.slice(cueEnd),
        );
      if (isVerb && cueEnd > start) continue;
      if (isInside && (match.index > end || open - cueEnd > 30)) continue;
      const gap = cueEnd <= start ? start - cueEnd : Math.max(0, match.index - end);
      if (gap < distance) [best, distance] = [kind, gap];
    }
  }
  return best;
}
