// Tells which of the three layouts of DHS OIG listing pages a text is, if any.

import { visibleText } from "./html";
import { collapsedRuns } from "./layout-b";
import { TABLE_HEADER } from "./layout-c";
import { linesOf, NUMBER_AT_START } from "./reading";

/** A: labels on lines of their own. B: everything run together. C: the table. */
export type Layout = "A" | "B" | "C";

export interface Detection {
  readonly layout: Layout | null;
  /** 0 (none) to 1: the share of the layout's marks that were found. */
  readonly confidence: number;
  readonly isHtml: boolean;
}

/** Looks at the text only. Null layout and confidence 0: no entry of any layout is there. */
export function detect(input: string): Detection {
  const isHtml =
    /<(?:!doctype html|html|body|table|dl|ul|ol|div|article|main)[\s>]/iu.test(input.slice(0, 20_000)) &&
    /<\/(?:html|table|dl|ul|ol|div|article|li|main)>/iu.test(input);
  const text = isHtml ? visibleText(input) : input;
  const lines = linesOf(text).map(({ text: line }) => line.trim());
  const collapsed = collapsedRuns(text).length;
  const labels = ["Report Number", "Fiscal Year", "Issue Date", "Document File", "Executive Summary"].filter(
    (label) => lines.some((line) => line === label || line.startsWith(`${label}:`)),
  );
  const rows = lines.filter((line) => NUMBER_AT_START.test(line)).length;
  const hasHeader = lines.some((line) => TABLE_HEADER.test(line));
  const candidates: readonly { layout: Layout; confidence: number }[] = [
    { layout: "B", confidence: collapsed > 0 ? 0.95 : 0 },
    {
      layout: "A",
      confidence: labels.includes("Report Number") ? 0.5 + labels.length / 10 : labels.length >= 3 ? 0.4 : 0,
    },
    {
      layout: "C",
      confidence: hasHeader ? (rows > 0 ? 0.98 : 0.3) : rows > 0 && labels.length === 0 ? 0.5 : 0,
    },
  ];
  const best = candidates.reduce((one, other) => (other.confidence > one.confidence ? other : one));
  return best.confidence > 0 ? { ...best, isHtml } : { layout: null, confidence: 0, isHtml };
}
