// The scene before an audit's results: sentences that neither report nor judge, by their words and tense.
// Knows nothing of where a sentence stands.

import { NUMBER } from "../text";

/** "Four of the nine sites": a share counted. */
export const SAMPLE = new RegExp(`(?<![\\p{L}\\d])${NUMBER} of the ${NUMBER}`, "iu");

// "In August 2015, the office established teams to …": how things came to be.
const DATED_EVENT =
  /^As of [^,]*\d{4}, [^;]*\b(?:reported|had)\b|^In (?:\p{Lu}\p{Ll}+ )?\d{4}, [^;]*\b(?:established|created|enacted|launched|announced|began)\b/u;

// How far a grant's work had come when the audit looked.
const UNFINISHED =
  /^(?!However\b)[^;]*\b(?:ha[sd]|but had) not (?:yet )?(?:completed|submitted)\b[^;]*\b(?:projects?|claims?)\b/u;

// A summary may open with what an earlier report told.
const EARLIER_REPORT =
  /^(?:In|On) (?:\p{Lu}\p{Ll}+ )?(?:\d{1,2}, )?\d{4}, (?:we|our office|(?:the )?(?:\p{Lu}+ )?OIG) (?:also |previously )*(?:reported|issued|recommended|published|completed)\b|\b(?:we|OIG|our office) (?:had |have )?previously (?:reported|found|identified|determined|recommended)\b|^Our (?:prior|previous|earlier) (?:reports?|audits?|reviews?)\b|^(?:In )?(?:an?|our|the) (?:initial|prior|previous|earlier|original) (?:audit |inspection |evaluation )?(?:reports?|audits?|reviews?|inspections?)\b|^(?:An|The|Our) (?:initial|prior|previous|earlier|original) (?:audit )?(?:report|audit|review)\b/iu;

const PAST =
  /\b(?:was|were|had|did|been|(?!need)\p{Ll}{2,}ed|fell|rose|grew|spent|found|made|took|began|paid|bought|sold|held|kept|led|left|lost|met|sent|went|came|gave|knew|ran|saw|told|built|brought|cost|put|set)\b/u;
// "is funded", "seized assets", "information provided by": no past tense.
const PARTICIPLE =
  /\b(?:is|are|be|being|as|a|an|the|its|their|this|these|any|all|of|to|from|for|with|and|or|on|under|in) (?:\p{Ll}+ly )?\p{L}*-?\p{Ll}+ed\b|\p{L}+-\p{Ll}+ed\b|, \p{Ll}+ed (?=\p{Ll})|\b\p{Ll}+ed (?:by|as)\b/gu;

/** Told before any finding: what an earlier report said, how far a grant's work had come. */
export function opensWithTheScene(statement: string): boolean {
  return EARLIER_REPORT.test(statement) || UNFINISHED.test(statement);
}

export function tellsDatedEvent(statement: string): boolean {
  return DATED_EVENT.test(statement);
}

/** Speaks of what always is: "Staff visit offices to …", "Funds pay for …". For sentences that judge nothing. */
export function tellsHowThingsAre(statement: string): boolean {
  if (/\b(?:as of|being|still|remains?|continues?)\b|^according to\b/iu.test(statement)) return false;
  return !PAST.test(statement.replace(PARTICIPLE, ""));
}
