// Recommendations that are another report's or another auditor's: what is said of them is not said of this report's.

const TIME =
  "(?:prior|previous|earlier|past|last|(?:19|20)\\d{2}|(?:fiscal year|FY) ?(?:19|20)\\d{2}|(?:January|February|March|April|May|June|July|August|September|October|November|December),? (?:19|20)\\d{2})";
const REPORT = "(?:audit|report|review|evaluation|inspection|alert|assessment|work|memorandum)s?";

/** "our 2015 report", "prior audits", "previously recommended": words that lead to an earlier report. */
export const EARLIER_WORK = new RegExp(
  [
    `\\b${TIME}[\\s\\u00A0]+(?:\\p{L}+[\\s\\u00A0]+){0,3}?${REPORT}(?![\\p{L}])`,
    `\\b(?:in|from) (?:an?|our|the|its) ${TIME}[\\s\\u00A0]+(?:\\p{L}+[\\s\\u00A0]+){0,3}?${REPORT}`,
    `\\b(?:in|since) (?:(?:January|February|March|April|May|June|July|August|September|October|November|December) )?(?:19|20)\\d{2},? (?:we|OIG|the OIG) (?:also |previously )*(?:made|recommended|issued|reported|questioned|found|identified)`,
    "\\bpreviously[\\s\\u00A0]+(?:made|recommended|questioned|reported|identified|issued|unsupported|disallowed|unresolved)",
  ].join("|"),
  "iu",
);

/** Recommendations of an earlier report, or counted by how they stand: they say nothing of how many this report makes. */
export const EARLIER_RECOMMENDATIONS = new RegExp(
  [
    "\\b(?:prior|previous(?:ly)?|earlier|past|outstanding|unimplemented|follow[- ]?up (?:on|of)|(?:19|20)\\d{2})[\\s\\u00A0]+(?:\\p{L}+[\\s\\u00A0]+){0,2}recommendations?",
    "recommendations?[\\s\\u00A0]+(?:that[\\s\\u00A0]+)?(?:(?:we|OIG)[\\s\\u00A0]+(?:had[\\s\\u00A0]+)?made[\\s\\u00A0]+)?(?:from|in|of)[\\s\\u00A0]+(?:(?:our|a|an|the|its)[\\s\\u00A0]+)?(?:two|three|four|five|several|prior|previous|earlier|past|\\d{4}|(?:January|February|March|April|May|June|July|August|September|October|November|December)[\\s\\u00A0]+\\d{4}|fiscal)",
    "recommendations?[\\s\\u00A0]+(?:from|in|of)[\\s\\u00A0]+(?:\\p{L}+[\\s\\u00A0]+){0,4}(?:OIG|GAO)[-‐–]\\d{2}[-‐–]\\d+",
    "\\breports[\\s\\u00A0]+(?:contained|included|made)\\b",
    `\\b(?:our|the|an?|in)[\\s\\u00A0]+${TIME}[\\s\\u00A0]+(?:\\p{L}+[\\s\\u00A0]+){0,3}?${REPORT}(?![\\p{L}])[^.;]{0,80}\\b(?:recommend|made|contained|included|closed|resolved|open)`,
    "\\bin (?:(?:January|February|March|April|May|June|July|August|September|October|November|December) )?(?:19|20)\\d{2},? (?:we|OIG|the OIG) (?:also )?(?:made|recommended|issued)",
    "\\b(?:we|OIG) previously (?:made|recommended)",
  ].join("|"),
  "iu",
);

const OTHER_AUDITOR =
  "(?:GAO|(?:U\\.S\\. )?Government Accountability Office|Congress|the (?:task force|commission|panel|consultant|contractor)|NTSB|(?:the )?National Transportation Safety Board|(?:the )?[A-Z]{2,5} (?:OIG|Office of Inspector General)|other (?:auditors|OIGs))";

/** Whether the words just before a "made three recommendations" name another auditor as the one who made them. */
export function isAnothers(before: string, isOurs: (name: string) => boolean): boolean {
  const subject = new RegExp(
    `(?<![\\p{L}])(${OTHER_AUDITOR})(?: \\([^)]*\\))?(?:[\\s\\u00A0]+(?:also|has|had|have|previously))*[\\s\\u00A0]*$`,
    "u",
  ).exec(before);
  return subject !== null && !isOurs(subject[1]!);
}
