// Sentences that ask for something, and the parts they ask for. Only such a sentence gives a recommendation's words:
// "two recommendations to improve oversight" tells their purpose, not what is asked.

import { agenciesMentioned } from "../agencies";
import type { Context, Quote } from "../facts";
import { AUDITOR } from "../findings/cues";
import { type Sentence, sentences } from "../sentences";
import { NUMBER, quoteOf } from "../text";
import { EARLIER_RECOMMENDATIONS, EARLIER_WORK, isAnothers } from "./earlier";
import { speaksForGao } from "./speaker";

// What recommendations ask for begins with such a verb, in any form: "develop", "develops", "developing".
const ASKED =
  "act|add|address|adjust|adopt|align|allocate|allow|amend|analyze|apply|appoint|approve|arrange|ask|assess|assign|begin|bring|build|buy|calculate|cancel|cease|certify|clarify|close|collect|communicate|compare|compile|complete|comply|conduct|confirm|consider|consult|continue|convene|coordinate|correct|count|create|de-?obligate|define|demonstrate|deposit|deploy|design|designate|determine|develop|devise|direct|disallow|disclose|discontinue|dispose|distribute|document|ease|educate|eliminate|emphasize|encourage|enforce|engage|enhance|ensure|establish|evaluate|examine|execute|expand|expedite|explore|extend|finalize|fix|follow|formalize|give|grant|halt|help|hire|hold|identify|implement|improve|include|incorporate|increase|inform|inspect|install|instruct|integrate|inventory|investigate|issue|justify|keep|launch|leverage|limit|log|maintain|make|manage|measure|meet|mitigate|modify|monitor|move|negotiate|notify|obtain|offer|organize|oversee|pay|perform|plan|post|prepare|prevent|prioritize|provide|publish|pursue|put|re-?assess|re-?calculate|reconcile|record|recoup|recover|reduce|re-?evaluate|refer|refund|reimburse|reinforce|remedy|remind|remove|repay|replace|report|request|require|resolve|respond|restrict|return|review|revise|safeguard|schedule|secure|seek|segregate|select|send|set|share|specify|standardize|stop|strengthen|submit|support|suspend|take|tell|terminate|test|tighten|track|train|transfer|undertake|update|upgrade|use|utilize|validate|verify|visit|weigh|withhold|work|write";
const ADVERB = "(?:(?:\\p{L}+ly|also|then|better|either|at least|not)[\\s\\u00A0]+)*";
/** A part that asks for something, as it begins. */
export const ASKED_PART = new RegExp(
  `^(?:(?:that|to|it|should|must|would)[\\s\\u00A0]+)*${ADVERB}(?:(?:${ASKED})|(?:${ASKED.replaceAll(/(\p{L}+)e(?=\||$)/gu, "$1")}|plann|set|stopp|putt|cutt)ing)(?![\\p{L}])`,
  "iu",
);
const FIRST_VERB = new RegExp(`(?<![\\p{L}-])${ADVERB}(?:${ASKED})(?![\\p{L}])|\\(?1\\)`, "u");

/** One sentence that asks, or an item under a lead-in that does. */
export interface Ask {
  /** What is asked for, without "We recommend that". */
  readonly tail: Quote;
  /** Number printed before or behind it; null: none. */
  readonly number: string | null;
  readonly addressees: readonly string[];
  readonly isListed: boolean;
}

const ASKS = new RegExp(
  `(?<![\\p{L}])(?:${AUDITOR}|GAO|the [Cc]ity [Aa]uditor|the [Ss]tate [Aa]uditor|the [Aa]uditor(?: General)?|the (?:[Aa]udit|[Rr]eport|[Oo]ffice))(?: \\([^)]*\\))?(?:[\\s\\u00A0]+(?:also|further|therefore|again|additionally|have|has|had|is|are|then|now))*[\\s\\u00A0]+recommend(?:s|ed|ing)?(?![\\p{L}])(?:[\\s\\u00A0]*,[^,;.]{1,60},)?[\\s\\u00A0]*`,
  "giu",
);
const VAGUE = new RegExp(
  `^(?:that[\\s\\u00A0]+)?(?:several|various|many|some|a number of|a series of|certain|other|additional|further|specific|(?:${NUMBER})[\\s\\u00A0]+(?:\\p{L}+[\\s\\u00A0]+)?(?:actions?|ways|improvements?|changes|steps|measures|corrective)|improvements?|changes|actions?|steps|corrective|measures|ways|disallow(?:ance|ing)|against|in|at|to|for|and|or|by|on|because|as|above|below)(?![\\p{L}])`,
  "iu",
);
const ANSWER =
  /,?[\s\u00A0]+(?:and|but|to which)[\s\u00A0]+(?:the[\s\u00A0]+)?(?:\p{Lu}[\p{L}.&’']*[\s\u00A0]+){0,5}(?:[\p{Ll}]+[\s\u00A0]+)?(?:officials?[\s\u00A0]+|management[\s\u00A0]+|it[\s\u00A0]+|they[\s\u00A0]+)?(?:generally[\s\u00A0]+|partially[\s\u00A0]+)?(?:concurred|agreed|disagreed|accepted|did not (?:concur|agree)|non-?concurred)(?![\p{L}])[\s\S]*$|,?[\s\u00A0]+(?:and[\s\u00A0]+)?(?:we[\s\u00A0]+)?(?:also[\s\u00A0]+)?made[\s\u00A0]+(?:\p{L}+[\s\u00A0]+){1,3}recommendations[\s\S]*$/u;
const ITEM_NUMBER = /^\(?(\d{1,2}(?:\.\d{1,2})?[a-z]?)[.)]\s+/iu;
const END_NUMBER = /\s*\(Recommendation (\d{1,3}[a-z]?)\)[.\s]*$/iu;
const SHOULD =
  /^(?:\p{Lu}[\p{L}’']*, )?(?:[Tt]he )?(?:[\p{L}&.’',()-]+ ){1,25}?should (?!have(?![\p{L}]))(?:\p{L}+ly |also |not |consider |continue to )*\p{Ll}/u;

/** What the text asks for, in its order; what an earlier report or another auditor recommended is left out. */
export function asksIn(text: string, context: Context): Ask[] {
  const asks: Ask[] = [];
  const isGao = speaksForGao(text, context);
  let lead: readonly string[] | null = null;
  for (const sentence of sentences(text)) {
    const { text: words, isHeading, section } = sentence;
    if (isHeading) {
      lead = null;
      continue;
    }
    const direct = asked(sentence, isGao);
    if (direct) {
      const [from, subjectEnd] = direct;
      const addressees = agencies(words.slice(from, subjectEnd ?? words.length), context);
      const isLeadIn = /(?::|following(?: actions?)?[.:]?)\s*$/u.test(words);
      lead = isLeadIn ? addressees : null;
      const ask = isLeadIn || subjectEnd === null ? null : askOf(text, sentence, from, addressees, false);
      if (ask) asks.push(ask);
      continue;
    }
    if (/\b(?:recommendations?)[^.]{0,80}:\s*$/iu.test(words) && !EARLIER_RECOMMENDATIONS.test(words)) {
      lead = agencies(words, context);
      continue;
    }
    const isItem = ASKED_PART.test(words.replace(ITEM_NUMBER, "")) && /^[^\p{Ll}]*\p{Lu}/u.test(words);
    const isUnder = lead !== null || section === "RECOMMENDATIONS";
    const isShould = (section === "RECOMMENDATIONS" || END_NUMBER.test(words)) && SHOULD.test(words);
    if ((isUnder && (isItem || ITEM_NUMBER.test(words))) || isShould) {
      const own = isShould ? agencies(words.slice(0, words.search(/\bshould\b/u)), context) : [];
      const ask = askOf(text, sentence, 0, own.length > 0 ? own : (lead ?? []), true);
      if (ask) asks.push(ask);
    } else if (!/^[\p{Ll}(]/u.test(words)) lead = null;
  }
  return asks;
}

function agencies(words: string, context: Context): string[] {
  return [...new Set(agenciesMentioned(words, context).map(({ slug }) => slug))];
}

/** Where what is asked begins and where its verb stands (null: only a lead-in); null when the sentence asks for nothing. */
function asked({ text: words }: Sentence, isGao: boolean): [from: number, verb: number | null] | null {
  for (const match of words.matchAll(ASKS)) {
    const before = words.slice(0, match.index);
    if (/(?<![\p{L}])(?:our|the|its|this|these)[\s\u00A0]+$/iu.test(before)) continue;
    if (/\bGAO\b|Accountability Office/u.test(match[0]) && !isGao) continue;
    if (isAnothers(before, () => isGao)) continue;
    if (EARLIER_WORK.test(before) || /\bpreviously\b/iu.test(match[0]) || EARLIER_RECOMMENDATIONS.test(words))
      continue;
    const from = match.index + match[0].length;
    const tail = words.slice(from);
    if (/^(?:that[\s\u00A0]+)?[^.;]{0,160}:\s*$/u.test(tail)) return [from, null];
    if (VAGUE.test(tail)) continue;
    const verb = FIRST_VERB.exec(tail.slice(0, 400));
    const isAsking =
      verb !== null &&
      (/^that(?![\p{L}])/u.test(tail) || /^[\p{Lu}(]|^(?:the|its)[\s\u00A0]/u.test(tail) || verb.index === 0);
    if (isAsking || ASKED_PART.test(tail)) return [from, from + (verb?.index ?? 0)];
  }
  return null;
}

function askOf(
  text: string,
  sentence: Sentence,
  from: number,
  addressees: readonly string[],
  isListed: boolean,
): Ask | null {
  const words = sentence.text;
  const front = isListed
    ? (ITEM_NUMBER.exec(words)?.[0].length ?? 0)
    : from + (/^that[\s\u00A0]+/u.exec(words.slice(from))?.[0].length ?? 0);
  const behind = END_NUMBER.exec(words);
  const number = (isListed ? ITEM_NUMBER.exec(words)?.[1] : undefined) ?? behind?.[1] ?? null;
  const cut = isListed ? null : ANSWER.exec(words.slice(front));
  const end = behind?.index ?? (cut ? front + cut.index : words.length);
  const tail = quoteOf(
    text,
    sentence.span.start + front,
    sentence.span.start + words.slice(0, end).replace(/[;,]?(?:[\s\u00A0]+and)?[\s;,]*$/u, "").length,
  );
  return tail && /\p{L}{3}/u.test(tail.quote) ? { tail, number, addressees, isListed } : null;
}
