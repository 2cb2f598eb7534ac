// The headings under which oversight offices tell things, and what each announces.

import { squeeze } from "./text";

export type Section = "BACKGROUND" | "FINDINGS" | "RECOMMENDATIONS" | "RESPONSE" | "OTHER";

const WORK =
  "(?:Audit|Review|Inspection|Evaluation|Investigation|Report|Alert|Assessment|Special Report|Work|Follow-?up)";
const WHO =
  "(?:We|(?:[Tt]he )?OIG|GAO|(?:[Tt]he )?Auditors|[Tt]he (?:Audit|Review|Inspection|Evaluation|Investigation|Report))";

// Title-case phrases so particular that they are headings even in the middle of a line.
const INLINE: readonly (readonly [string, Section])[] = [
  [`Why ${WHO} Did (?:This|the)(?: ${WORK})?`, "BACKGROUND"],
  [`What ${WHO} (?:Audited|Inspected|Reviewed|Evaluated|Did|Examined)(?: (?:and|&) Why)?`, "BACKGROUND"],
  [
    `Why (?:This (?:Matters|${WORK})|${WHO} (?:Audited|Inspected|Reviewed|Evaluated)(?: This)?)`,
    "BACKGROUND",
  ],
  [`What ${WHO} (?:Found|Concluded|Learned|Observed|Determined|Identified|Noted)`, "FINDINGS"],
  [`What ${WHO} (?:Recommend(?:s|ed)?|Is Recommending)`, "RECOMMENDATIONS"],
  [`What ${WHO} (?:Looked At)`, "BACKGROUND"],
  ["What Was (?:Performed|Reviewed|Audited)\\??", "BACKGROUND"],
  ["What Was Found:?", "FINDINGS"],
  ["For Further Information:", "OTHER"],
];

/** Finds those headings inside running text. */
export const INLINE_HEADING = new RegExp(
  `(?<![\\p{L}\\d])(?:${INLINE.map(([words]) => words).join("|")})(?=[\\s\\u00A0]+[\\p{Lu}\\d“"]|[\\s\\u00A0]*$)`,
  "gu",
);

const WHOLE_LINE: readonly (readonly [RegExp, Section])[] = [
  ...INLINE.map(([words, section]) => [new RegExp(`^${words}$`, "iu"), section] as const),
  [
    /^(?:finding|issue|objective)(?: no\.?)? ?(?:[\dA-Z]{1,3}|[IVX]{1,4})(?:[.:)]| ?[–—-]).{0,120}$/iu,
    "FINDINGS",
  ],
  [
    /^(?:background|introduction|purpose|the issue|why this matters|what we did|objectives? and scope|(?:audit )?objectives?(?:, scope,? (?:and|&) methodology)?|scope(?: (?:and|&) methodology)?)$/iu,
    "BACKGROUND",
  ],
  [
    /^(?:results?(?: (?:of|in) (?:audit|review|brief|inspection|evaluation))?|results and conclusions|findings?|conclusions?|(?:key|audit|major) (?:findings|results)|summary of findings|audit results|(?:the )?(?:audit|review|inspection|evaluation|inspector|OIG|our|key|major|principal)[’']?s? (?:findings?|results|conclusions?|observations)|observations|(?:results|findings) (?:and|&) (?:conclusions|recommendations|observations))$/iu,
    "FINDINGS",
  ],
  [
    /^(?:(?:our |OIG |key |audit |major )?recommendations?(?: \d{1,3}(?: ?[-–—] ?\d{1,3})?)?(?: for executive action| (?:and|&) (?:planned )?(?:agency |management )?(?:corrective actions?|actions?))?|summary of recommendations)$/iu,
    "RECOMMENDATIONS",
  ],
  [
    /^(?:[A-Z]{2,6}|\p{Lu}\p{L}+(?: (?:and|of|\p{Lu}[\p{L}.]+)){0,6})(?:’s|['’])? (?:Comments?|Responses?|Reply)(?: (?:and|&) (?:OIG|Our|Auditors?)(?:’s|'s)? (?:Analysis|Response|Evaluation|Assessment|Position|Reply|Comments?))?$/u,
    "RESPONSE",
  ],
  [
    /^(?:OIG|Our|Auditors?[’']?s?) (?:Analysis|Position|Reply|Response|Evaluation|Assessment|Comments?)(?: of (?:Management|Auditee|Agency)(?:’s|'s)? (?:Comments?|Responses?))?$/iu,
    "RESPONSE",
  ],
  [
    /^(?:executive summary|summary|highlights|at a glance|for further information|(?:summary|overview) of (?:issues|concerns|the (?:audit|report|review)))$/iu,
    "OTHER",
  ],
];

/** What a line announces; null when it is no heading. A line that opens in lower case is none. */
export function headingSection(line: string): Section | null {
  if (line.length > 90 || !/^\s*\p{Lu}/u.test(line)) return null;
  const words = squeeze(line).replace(/:$/u, "");
  for (const [pattern, section] of WHOLE_LINE) if (pattern.test(words)) return section;
  return null;
}
