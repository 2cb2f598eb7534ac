// Which recommendations some words cover: all, so many, those with these numbers, or not said.

import type { Scope } from "../facts";
import { NUMBER, numberOf } from "../text";

const ONE = "\\d{1,3}[a-z]?(?:\\.\\d{1,2}[a-z]?)?";
/** "1, 3 and 4", "1 through 4", "2a-2c", "#5". The first group holds the list. */
export const NUMBER_LIST = `(?:nos?\\.?|numbers?|#)?[\\s\\u00A0]*(${ONE}(?:(?:[\\s\\u00A0]*(?:,|and|&|through|thru|to|–|-|—)[\\s\\u00A0]*)+#?(?:${ONE}|[b-z](?![\\p{L}])))*)(?![\\d\\p{L}]|\\.\\d)`;
// Only right after the verb: "concurred with our recommendations, and … took action to close recommendation 2" is no list.
const RECOMMENDATION_LIST = new RegExp(
  `^[\\s\\u00A0]*(?:(?:with|to|on|in|our|the|report|OIG|draft|audit|principle|part|full|findings?|and|fully|conceptually|generally)[\\s\\u00A0]+)*recommendations?[\\s\\u00A0]+${NUMBER_LIST}`,
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
  `^[\\s\\u00A0]*(?:with|to|in|on)?[\\s\\u00A0]*(?:\\p{L}+[\\s\\u00A0]+){0,3}?\\b(?:our|the|this|these|its|GAO[’']s|OIG[’']s|auditors?[’']s?)(?![\\p{L}])[\\s\\u00A0]+(?:(?:report[’']s|OIG[’']s|draft|proposed|audit|findings?|conclusions?|overall)[\\s\\u00A0]+(?:and[\\s\\u00A0]+)?(?:our[\\s\\u00A0]+|the[\\s\\u00A0]+)?)*(?:(${NUMBER})[\\s\\u00A0]+)?(?:\\p{L}+[\\s\\u00A0]+)?(recommendations?)\\b`,
  "iu",
);
const PART = new RegExp(
  `^[\\s\\u00A0]*(?:with|to|on)?[\\s\\u00A0]*(?:the[\\s\\u00A0]+(?:remaining|other)[\\s\\u00A0]+)?(${NUMBER})(?:[\\s\\u00A0]+of[\\s\\u00A0]+(?:our|the|its)(?:[\\s\\u00A0]+${NUMBER})?)?(?:[\\s\\u00A0]+(?:\\p{L}+[\\s\\u00A0]+)?recommendations?|[\\s\\u00A0.,]|$)`,
  "iu",
);
const SINGLE =
  /^[\s\u00A0]*(?:with|to|on)?[\s\u00A0]*(?:the[\s\u00A0]+)?(?:other|last|remaining|first|second|third|fourth|fifth|sixth)(?:[\s\u00A0]+(?:one|recommendation))?[\s\u00A0.,]*$/iu;

const ORDINAL = [
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
];
// "with our first and third recommendations".
const ORDINALS = new RegExp(
  `^[\\s\\u00A0]*(?:with|to|on)?[\\s\\u00A0]*(?:our|the)[\\s\\u00A0]+((?:${ORDINAL.join("|")})(?:(?:,|[\\s\\u00A0]+and|,[\\s\\u00A0]+and)[\\s\\u00A0]+(?:${ORDINAL.join("|")}))*)[\\s\\u00A0]+recommendations?(?![\\p{L}])`,
  "iu",
);

/** "all but one of the nine recommendations": the exceptions and, where it is told, the total. */
export const ALL_BUT = new RegExp(
  `\\ball (?:but|except(?: for)?)[\\s\\u00A0]+(${NUMBER})(?:[\\s\\u00A0]+of[\\s\\u00A0]+(?:the|our|its)(?:[\\s\\u00A0]+(${NUMBER}))?)?`,
  "iu",
);

/** What the object of the verb covers; null when it isn't about recommendations at all. */
export function scopeOf(object: string, verb: string): Scope | null {
  const none: readonly string[] = [];
  const list = RECOMMENDATION_LIST.exec(object) ?? WORDED_NUMBER.exec(object);
  const ordinals = ORDINALS.exec(object)?.[1];
  if (ordinals) {
    const numbers = [...ordinals.matchAll(/\p{L}+/gu)].flatMap(([word]) => {
      const at = ORDINAL.indexOf(word.toLowerCase());
      return at < 0 ? [] : [String(at + 1)];
    });
    return { scope: "NUMBERS", count: numbers.length, numbers };
  }
  const exception = ALL_BUT.exec(object);
  if (exception) {
    const [but, of] = [numberOf(exception[1]!)!, exception[2] ? numberOf(exception[2]) : null];
    return of === null || of <= but
      ? { scope: "UNSTATED", count: null, numbers: none }
      : { scope: "COUNT", count: of - but, numbers: none };
  }
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

/** "1, 3 and 4", "1 through 4" and "2a-2c" as single numbers. */
export function expand(list: string): string[] {
  const numbers: string[] = [];
  for (const part of list.split(/,|and|&/iu)) {
    const word = part.replace("#", "").trim();
    const range = /^(\d+)[\s\u00A0]*(?:through|thru|to|–|-|—)[\s\u00A0]*#?(\d+)$/iu.exec(word);
    const letters = /^(\d+)([a-z])[\s\u00A0]*(?:through|thru|to|–|-|—)[\s\u00A0]*(?:\1)?([a-z])$/iu.exec(
      word,
    );
    if (range)
      for (let n = Number(range[1]); n <= Number(range[2]) && numbers.length < 300; n++)
        numbers.push(String(n));
    else if (letters)
      for (let code = letters[2]!.charCodeAt(0); code <= letters[3]!.charCodeAt(0); code++)
        numbers.push(letters[1]! + String.fromCharCode(code));
    // "2a and b": the letter belongs to the number before.
    else if (/^[a-z]$/iu.test(word)) numbers.push((/^\d+/u.exec(numbers.at(-1) ?? "")?.[0] ?? "") + word);
    else if (word) numbers.push(word);
  }
  return numbers;
}
