// Condition, criteria, cause and effect within a finding's sentence: only where its words mark them.

import type { ElementFact } from "../facts";
import type { Sentence } from "../sentences";
import { elementOf } from "../text";

export interface Elements {
  readonly condition: ElementFact | null;
  readonly criteria: ElementFact | null;
  readonly cause: ElementFact | null;
  readonly effect: ElementFact | null;
}

const S = "[\\s\\u00A0]+";
const TO_STOP =
  "([^;.]*?(?:\\.(?=\\S)[^;.]*?)*)(?=,?[\\s\\u00A0]+(?:and|but)[\\s\\u00A0]+as a result|;|[.?!]*$)";

const EFFECT_OPENER = new RegExp(
  `^(?:As a result|Consequently|Therefore|Thus|Accordingly|Hence|For this reason|Because of this|As a consequence),?${S}`,
  "iu",
);
const CAUSE_OPENER = new RegExp(
  `^(?:This|That|These|It|They)(?:${S}[\\p{L}-]+){0,4}?${S}(?:occurred|happened|existed|arose|did${S}so|was|were|is|are)(?:${S}[\\p{L}]+){0,2}?${S}(?:because|due${S}to|caused${S}by|attributable${S}to|the${S}result${S}of)(?:${S}of)?${S}`,
  "iu",
);
const CAUSE_SUBJECT = new RegExp(
  `^(.+?)${S}(?:(?:was|were|is|are)${S}the${S}(?:main${S}|root${S})?causes?|contributed${S}to${S}(?:this|these|the)|caused${S}(?:this|these))(?![\\p{L}])`,
  "iu",
);
const EFFECT_SUBJECT = new RegExp(
  `^(?:The|One)${S}(?:effect|result|consequence)s?${S}(?:may${S}be|is|are|was|were|could${S}be)${S}`,
  "iu",
);

const CAUSES: readonly RegExp[] = [
  new RegExp(
    `(?<![\\p{L}])(?:because(?:${S}of)?|due${S}(?:largely${S}|primarily${S}|mainly${S}|in${S}part${S})?to|owing${S}to|attributable${S}to|caused${S}by|stemmed${S}from|resulted${S}from|the${S}result${S}of)${S}${TO_STOP}`,
    "iu",
  ),
  // "since" gives a cause only where no date or time follows it.
  new RegExp(
    `,${S}since${S}(?!(?:\\d|January|February|March|April|May|June|July|August|September|October|November|December|then|FY|fiscal|the${S}(?:end|start|beginning)|at${S}least|last))${TO_STOP}`,
    "iu",
  ),
  new RegExp(`^As${S}a${S}result${S}of${S}([^,;.]+)`, "iu"),
  new RegExp(`^(?:Because(?:${S}of)?|Due${S}to|Owing${S}to)${S}([^,;]+)`, "iu"),
];
const EFFECTS: readonly RegExp[] = [
  new RegExp(
    `(?<![\\p{L}])(?:as${S}a${S}result|consequently|therefore|thus),?${S}(?!of(?![\\p{L}]))${TO_STOP}`,
    "iu",
  ),
  new RegExp(
    `(?<![\\p{L}])(?:resulting${S}in|which${S}(?:(?:may|could|can|might)${S})?(?:result(?:ed|s)?${S}in|le(?:d|ads?)${S}to)|result(?:ed|s)${S}in|leading${S}to|led${S}to)${S}${TO_STOP}`,
    "iu",
  ),
  new RegExp(`,${S}so(?:${S}that)?${S}${TO_STOP}`, "iu"),
  new RegExp(
    `,${S}((?:making${S}it|putting|causing|leaving|increasing${S}the${S}risk|exposing|allowing|preventing|risking)(?![\\p{L}])[^;.]*)`,
    "iu",
  ),
];
const CRITERIA: readonly RegExp[] = [
  new RegExp(
    `(?<![\\p{L}])(?:as${S})?(?:required|prescribed|mandated|called${S}for|set${S}forth|specified)${S}(?:by|in|under)${S}([^,;.]+(?:\\.\\d+)*)`,
    "iu",
  ),
  new RegExp(
    `(?<![\\p{L}])(?:contrary${S}to|in${S}violation${S}of|violat(?:ed|ing|es)|in${S}noncompliance${S}with|(?:in${S})?(?:compliance|accordance|conformity|line)${S}with|compl(?:y|ied|ies)${S}with|adhere(?:d|s)?${S}to|consistent${S}with|conflicts?${S}with)${S}((?:\\p{L}|\\d|[’'&()\\-/ \\u00A0]|\\.(?=\\d))+)`,
    "iu",
  ),
  new RegExp(
    `^According${S}to${S}((?:[^,;]*?)(?:Directive|Policy|Guidance|Manual|Handbook|Standards?|Act|Circular|Regulations?|NIST|polic(?:y|ies)|guidance|directives?|standards?|regulations?)[^,;]*)`,
    "iu",
  ),
  new RegExp(
    `(?<![\\p{L}])although${S}((?:[^,;.]*?)(?:requires?|required|calls?${S}for|mandates?)(?![\\p{L}])[^,;]*?)(?=,|;|[.?!]*$)`,
    "iu",
  ),
  new RegExp(
    `(?<![\\p{L}])(?:that|which)${S}((?:the${S})?(?:\\p{Lu}[\\p{L}’']*${S}){1,6}(?:requires?|required|prescribes?|calls?${S}for))(?![\\p{L}])`,
    "u",
  ),
];

/** The elements a sentence marks. The condition is what is left in one piece; null when the sentence is all cause or effect. */
export function elementsOf(text: string, sentence: Sentence): Elements {
  const own = sentence.text;
  const at = sentence.span.start;
  const cause = opened(CAUSE_OPENER) ?? subject(CAUSE_SUBJECT) ?? first(CAUSES);
  const effect = opened(EFFECT_OPENER) ?? opened(EFFECT_SUBJECT) ?? first(EFFECTS);
  const criteria = first(CRITERIA);
  return {
    condition: condition(),
    criteria: criteria?.element ?? null,
    cause: cause?.element ?? null,
    effect: effect?.element ?? null,
  };

  function opened(pattern: RegExp): Marked | null {
    const match = pattern.exec(own);
    return match && marked(0, match[0].length, own.length);
  }

  function subject(pattern: RegExp): Marked | null {
    const match = pattern.exec(own);
    return match && marked(0, 0, match[1]!.length, own.length);
  }

  function first(patterns: readonly RegExp[]): Marked | null {
    for (const pattern of patterns) {
      const match = pattern.exec(own);
      if (!match?.[1]?.trim()) continue;
      const from = match.index + match[0].indexOf(match[1]);
      return marked(match.index, from, from + match[1].length);
    }
    return null;
  }

  function marked(markStart: number, start: number, end: number, markEnd = end): Marked | null {
    const bare = own.slice(0, end).replace(/[\s\u00A0.,;!?]+$/u, "").length;
    const element = elementOf(text, at + start, at + Math.max(start, bare));
    return element && { element, start: markStart, end: markEnd };
  }

  function condition(): ElementFact | null {
    const taken = [cause, effect].filter((one): one is Marked => one !== null);
    const from = Math.max(0, ...taken.filter(({ start }) => start === 0).map(({ end }) => end));
    const to = Math.min(own.length, ...taken.filter(({ start }) => start > 0).map(({ start }) => start));
    const lead = /^[\s\u00A0,;]+/u.exec(own.slice(from, to))?.[0].length ?? 0;
    const bare = own.slice(0, to).replace(/[\s\u00A0,;.]+$/u, "").length;
    const rest = elementOf(text, at + from + lead, at + Math.max(from, to < own.length ? bare : to));
    return rest && /\p{L}+[\s\u00A0]+\p{L}+/u.test(rest.text) ? rest : null;
  }
}

interface Marked {
  readonly element: ElementFact;
  /** The stretch of the sentence it takes, marking words included. */
  readonly start: number;
  readonly end: number;
}

/** "As a result, …": the whole sentence is the effect of what stands before it. */
export function tellsEffectOnly(statement: string): boolean {
  return (
    (EFFECT_OPENER.test(statement) && !/^As a result of\b/iu.test(statement)) ||
    EFFECT_SUBJECT.test(statement)
  );
}

/** "This occurred because …", "Staff shortages were the cause.": the whole sentence is the cause of what stands before it. */
export function tellsCauseOnly(statement: string): boolean {
  return CAUSE_OPENER.test(statement) || CAUSE_SUBJECT.test(statement);
}
