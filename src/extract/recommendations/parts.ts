// Cuts what a sentence asks for into parts, by printed marks, semicolons, or commas before verbs that ask.

import { ASKED_PART } from "./asking";

export type Cut = readonly [from: number, to: number];

/** "(1) …; (2) …", "1) …, 2) …". Empty without such marks. */
export function numberedCuts(tail: string): Cut[] {
  const marks = [
    ...tail.matchAll(
      /\((\d{1,2}|[a-h])\)[\s\u00A0]*|(?:^|[,;:][\s\u00A0]+(?:and[\s\u00A0]+)?)(\d{1,2})\)[\s\u00A0]*/gu,
    ),
  ];
  const first = marks[0]?.[1] ?? marks[0]?.[2];
  if (first !== "1" && first !== "a") return [];
  return marks.map((mark, i) => [
    mark.index + mark[0].length,
    withoutJoint(tail, marks[i + 1]?.index ?? tail.length),
  ]);
}

export function semicolonCuts(tail: string): Cut[] {
  return cutsAt(tail, /;[\s\u00A0]+(?:and[\s\u00A0]+)?/gu);
}

/** Only commas (or a bare "and") before an asking verb part one recommendation from the next; parts of a word or two are none. */
export function commaCuts(tail: string): Cut[] {
  const joints = [...tail.matchAll(/,[\s\u00A0]+(?:and[\s\u00A0]+)?|[\s\u00A0]+and[\s\u00A0]+/gu)].filter(
    ({ 0: joint, index }) => ASKED_PART.test(tail.slice(index + joint.length)),
  );
  const commas = joints.filter(({ 0: joint }) => joint.startsWith(","));
  const used = commas.length > 0 ? commas : joints;
  const cuts = spread(
    tail,
    used.map(({ 0: joint, index }) => [index, index + joint.length] as const),
  );
  return cuts.every(([from, to]) => tail.slice(from, to).trim().split(/\s+/u).length >= 2) ? cuts : [];
}

function cutsAt(tail: string, joint: RegExp): Cut[] {
  return spread(
    tail,
    [...tail.matchAll(joint)].map((match) => [match.index, match.index + match[0].length] as const),
  );
}

function spread(tail: string, joints: readonly Cut[]): Cut[] {
  const starts = [0, ...joints.map(([, end]) => end)];
  return starts.map((start, i) => [start, joints[i]?.[0] ?? tail.length]);
}

function withoutJoint(tail: string, end: number): number {
  return tail.slice(0, end).replace(/[\s\u00A0,;:]*(?:[\s\u00A0]and)?[\s\u00A0,;:]*$/u, "").length;
}
