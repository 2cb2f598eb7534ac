// Report numbers as identities: how two spellings of one number are told to be one, and what a title's marks say of the report.

/** Report types as the graph names them. */
export type ReportType =
  | "AUDIT"
  | "INSPECTION_EVALUATION"
  | "INVESTIGATION"
  | "MANAGEMENT_ALERT"
  | "SPECIAL_REVIEW"
  | "SEMIANNUAL_REPORT"
  | "PEER_REVIEW"
  | "TOP_MANAGEMENT_CHALLENGES"
  | "VERIFICATION_REVIEW"
  | "MANAGEMENT_LETTER"
  | "OTHER";

const DASHES = /[\u002D\u00AD\u2010-\u2015\u2043\u2212\uFE58\uFE63\uFF0D]/gu;

/**
 * The form in which numbers are compared: capitals, one kind of dash, slashes, underscores and spaces folded into it.
 * "oig 21-36" and "OIG–21/36" are "OIG-21-36". Suffixes (-D, -VR, -UNSUM) belong to the number. Null: no digit in it.
 */
export function normalizeReportNumber(raw: string): string | null {
  const plain = raw
    .normalize("NFKC")
    .trim()
    .replace(/^(?:report\s*)?(?:no\.?|number|#)\s*:?\s*/iu, "")
    .replace(DASHES, "-")
    .replace(/[\s\u00A0/_]+/gu, "-")
    .replace(/-{2,}/gu, "-")
    .replace(/^[-.,;:()]+|[-.,;:()]+$/gu, "")
    .toUpperCase();
  return /\d/.test(plain) ? plain : null;
}

/** Marks that a title carries besides its words. */
export interface TitleMarks {
  readonly isRevised: boolean;
  readonly isRedacted: boolean;
  readonly isUnclassifiedSummary: boolean;
}

/** Which marks a title carries: "(Revised)", "(REDACTED)", "(Unclassified Summary)". The title itself keeps them. */
export function titleMarks(title: string): TitleMarks {
  return {
    isRevised: /[([]\s*revised\s*[)\]]|\brevised (?:report|version)\b/iu.test(title),
    isRedacted: /[([]\s*redacted\s*[)\]]|\bredacted version\b/iu.test(title),
    isUnclassifiedSummary: /unclassified summary/iu.test(title),
  };
}

const TYPES: readonly (readonly [ReportType, RegExp])[] = [
  ["SEMIANNUAL_REPORT", /\bsemi-?\s?annual\b/iu],
  ["MANAGEMENT_ALERT", /\bmanagement (?:alert|advisory)\b/iu],
  ["TOP_MANAGEMENT_CHALLENGES", /\bmanagement (?:and performance )?challenges\b/iu],
  ["PEER_REVIEW", /\bpeer review\b/iu],
  ["VERIFICATION_REVIEW", /\bverification review\b/iu],
  ["MANAGEMENT_LETTER", /\bmanagement letter\b/iu],
  ["INVESTIGATION", /^(?:report of )?investigati(?:on|ve)\b/iu],
  ["SPECIAL_REVIEW", /\bspecial (?:review|report)\b/iu],
  ["INSPECTION_EVALUATION", /\b(?:inspections?|evaluations?)\b(?!.{0,40}\bdo(?:es)? not\b)/iu],
  ["AUDIT", /\baudits?\b|\bfinancial statements\b/iu],
];

/** The type that number and title give away; null where they don't. A hint: a source that states the type is right. */
export function reportTypeHint(number: string | null, title: string | null): ReportType | null {
  if (number && /-VR$/iu.test(number)) return "VERIFICATION_REVIEW";
  if (number && /^SAR\b/iu.test(number)) return "SEMIANNUAL_REPORT";
  if (!title) return null;
  return TYPES.find(([, pattern]) => pattern.test(title))?.[0] ?? null;
}

/** True for a semiannual report to Congress, told by number, title or the opening of its text: such a report is not mined for findings. */
export function isSemiannual(report: {
  number?: string | null;
  title?: string | null;
  text?: string | null;
}): boolean {
  if (reportTypeHint(report.number ?? null, report.title ?? null) === "SEMIANNUAL_REPORT") return true;
  return /\bsemi-?\s?annual\s+report\b/iu.test((report.text ?? "").slice(0, 2000));
}
