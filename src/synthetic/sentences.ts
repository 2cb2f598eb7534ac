// Makes sentences of the vocabulary: titles, summaries, findings and recommendations of the length real ones have.
import type { Random } from "./random";
import * as words from "./words";

/** A made-up programme under review, for example "the rural culvert grant programme". */
export function programme(random: Random): string {
  return `${random.pick(words.programmeAdjectives)} ${random.pick(words.programmeThings)} ${random.pick(words.programmeKinds)}`;
}

export function title(random: Random, of: string, place: string): string {
  const where = random.chance(0.4) ? ` in ${place}` : "";
  return `${random.pick(words.titleHeads)} the ${of}${where} ${random.pick(words.titleTails)}`;
}

export function introduction(random: Random, agency: string, of: string, place: string): string {
  const money = random.chance(0.5)
    ? ` In the period reviewed it cost about $${random.whole(2, 480)} million.`
    : "";
  const scope = `We examined ${random.whole(20, 400)} ${random.pick(words.things)} and visited ${random.whole(2, 14)} sites, among them ${place}.`;
  const reason = random.chance(0.5)
    ? ` We began this work because ${random.pick(words.causes)}, as an earlier review had shown.`
    : " Our objective was to determine whether controls were designed well and working as described.";
  return `${agency} runs the ${of}.${money} ${scope}${reason}`;
}

/** One finding in a sentence; the text that stands in the summary too. */
export function statement(random: Random, agency: string, isCompliant: boolean): string {
  if (isCompliant)
    return `We found that ${agency} ${random.pick(words.practices)} its ${random.pick(words.things)} ${random.pick(words.shares)}.`;
  const also = random.chance(0.45)
    ? `, and ${random.pick(words.failings)} the ${random.pick(words.things)}`
    : "";
  return `${agency} ${random.pick(words.failings)} ${random.pick(words.things)} ${random.pick(words.shares)}${also} of ${random.pick(words.places)}.`;
}

export function condition(random: Random): string {
  return `Of the ${random.pick(words.things)} we tested, ${random.whole(2, 90)} were incomplete ${random.pick(words.shares)}, and ${random.whole(1, 40)} bore no date or signature.`;
}

export function criteria(random: Random): string {
  return `In this matter ${random.pick(words.rules)} ${random.pick(words.duties)}.`;
}

export function cause(random: Random): string {
  return `This happened because ${random.pick(words.causes)}; moreover, ${random.pick(words.causes)}.`;
}

export function effect(random: Random, agency: string): string {
  return `As a result, ${agency} ${random.pick(words.effects)}.`;
}

export function recommendation(random: Random): string {
  const more = random.chance(0.35) ? `, ${random.pick(words.purposes)}` : "";
  return `We recommend that ${random.pick(words.officials)} ${random.pick(words.actions)} ${random.pick(words.things)} of the ${programme(random)} ${random.pick(words.purposes)}${more}.`;
}

export function answer(random: Random): string {
  return random.chance(0.4)
    ? `${random.pick(words.answers)} ${random.pick(words.answers)}`
    : random.pick(words.answers);
}

export function plan(random: Random): string {
  return `${random.pick(words.plans)} for the ${random.pick(words.things)} of ${random.pick(words.places)}, ${random.pick(words.purposes)}.`;
}
