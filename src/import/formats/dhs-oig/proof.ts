// Whether a page is DHS OIG's: by the office's own name outside of its prose, and by the form of its report numbers.
// A label such as "Report Number" is every office's, and other offices write OIG-23-031 or speak of DHS OIG in a summary.
import type { DhsOigPage } from "./page";

/** OIG-21-36, OIG-12-117, never OIG-23-031: the office counts without leading zeros beyond two places. */
const ownNumber =
  /^(?:DHS[-‐‑–— ])?OIG[-‐‑–— ]?(?:[A-Z]{2,6}[-‐‑–— ])?\d{2}[-‐‑–— ](?:\d{2}|[1-9]\d{2})(?!\d)/iu;
/** The office's name, its site, and the label that only its pages have. */
const ownName =
  /\bDHS[ -]OIG\b|\boig\.dhs\.gov\b|\bDHS Agency\b|\b(?:Department of Homeland Security|DHS)(?:['’]s)?[\s,|·–—-]{1,4}(?:the )?(?:Office of (?:the )?)?Inspector General\b|\bInspector General[\s,|·–—-]{1,4}(?:(?:U\.S\. |of (?:the )?|for (?:the )?|at (?:the )?)?)(?:U\.S\. )?(?:Department of Homeland Security|DHS)\b/iu;
/** An inspector general with a name that is not this one's. */
const anyOffice =
  /\b(?:Inspector General|Auditor General|State Auditor|City Auditor|Comptroller|Court of A(?:ccounts|uditors)|Audit Office)\b/iu;

/** Whether a report number is of the form that this office gives. */
export function isOwnNumber(number: string): boolean {
  return ownNumber.test(number);
}

/** True where the page's content proves that it is DHS OIG's. */
export function isProven(page: DhsOigPage): boolean {
  const numbers = page.entries.flatMap(({ reportNumber }) => reportNumber ?? []);
  const own = numbers.filter(isOwnNumber).length;
  if (numbers.length > 0 && own * 2 < numbers.length) return false;
  const frame = frameOf(page);
  const isNamed = ownName.test(frame);
  if (isNamed) return true;
  return own > 0 && !anyOffice.test(frame);
}

/** The page without what its entries tell: another office's name in a summary says nothing of whose page it is. */
function frameOf({ text, entries }: DhsOigPage): string {
  let [frame, from] = ["", 0];
  const told = entries.flatMap(({ summarySpan }) => summarySpan ?? []).sort((a, b) => a.start - b.start);
  for (const { start, end } of told) {
    if (start < from) continue;
    frame += `${text.slice(from, start)}\n`;
    from = end;
  }
  const titles = entries.flatMap(({ title }) => title ?? []);
  const rest = frame + text.slice(from);
  return titles.reduce((left, title) => left.replaceAll(title, ""), rest);
}
