// The whole text of a report, beside its data: the executive summary, the recommendations it prints, management's comments.
import { createHash } from "node:crypto";
import type { RecommendationTextFact } from "../../extract/facts";
import { positionFacts } from "../../extract/positions";
import { recommendationList } from "../../extract/recommendations/lists";
import { executiveSummarySpan, withoutFurniture } from "../../extract/report-text";
import type { Bytes } from "../input/bytes";
import { decodeAll } from "../input/decode";
import type { CanonicalRecord } from "../records/records";
import { openedByRule } from "./summary-records";

const longest = 8_000_000;

export interface FullText {
  /** Key of the text as a source of its own. */
  readonly source: string;
  readonly record: CanonicalRecord;
  readonly summary: string | null;
  readonly recommendations: readonly RecommendationTextFact[];
  readonly notes: readonly string[];
  /** What of it can't be read, and why. */
  readonly problem?: string;
}

/** Reads report.txt beside the file; undefined where there is none. */
export async function fullTextOf(bytes: Bytes): Promise<FullText | undefined> {
  const content = await bytes.beside("report.txt");
  if (content === undefined) return undefined;
  const sha256 = createHash("sha256").update(content).digest("hex");
  const format = "unitedstates-text";
  const described = {
    source: `${sha256} ${format}`,
    record: {
      record: "source",
      sha256,
      format,
      publisher: "unitedstates/inspectors-general",
      fileName: "report.txt",
      importerVersion: "1",
    } as const,
    summary: null,
    recommendations: [],
    notes: [],
  };
  async function* once(): AsyncGenerator<Buffer> {
    yield content!;
  }
  if (content.length > longest) return { ...described, problem: `is larger than ${longest} bytes` };
  // Texts made from pages hold NULs and halves of characters where a font had no letter for a quotation mark or bullet.
  const broken = await decodeAll(once());
  const text = broken.replace(/[\u0000\udc80-\udcff]/g, " ");
  const unreadable = broken.match(/[\u0000\udc80-\udcff]/g)?.length ?? 0;
  const notes =
    unreadable === 0 ? [] : [`report.txt: ${unreadable} characters that cannot be read were left blank`];
  const span = executiveSummarySpan(text);
  const summary = span === null ? "" : withoutFurniture(text).slice(span.start, span.end);
  return {
    ...described,
    notes,
    summary: summary.trim() === "" ? null : summary,
    recommendations: recommendationList(text),
  };
}

/** Records that rest on the text: recommendations in their own words, and what management said of each. */
export function recordsOfText(
  ref: { readonly office: string; readonly report: string },
  text: FullText,
  agency: string | null,
  issuedOn: string | null,
): CanonicalRecord[] {
  const { source } = text;
  const recommendations = text.recommendations.flatMap(
    ({ number, text: words, comment }): CanonicalRecord[] => {
      const answer = comment === null ? [] : positionFacts(comment.quote, { home: agency });
      const positions = new Set(answer.map(({ position }) => position));
      const [position] = positions.size === 1 ? positions : [];
      return [
        {
          record: "recommendation",
          ...ref,
          number,
          text: words,
          textMissingReason: words === null ? "NOT_PUBLISHED" : null,
          source,
        },
        ...(agency === null
          ? []
          : [{ record: "recommendation_agency", ...ref, recommendation: number, agency } as const]),
        openedByRule(ref, number, issuedOn),
        ...(comment === null || agency === null
          ? []
          : [
              {
                record: "response",
                ...ref,
                recommendation: number,
                agency,
                position: position ?? "UNKNOWN",
                positionRaw: answer[0]?.quote ?? null,
                text: comment.text,
                sourceQuote: comment.quote,
                source,
              } as const,
            ]),
      ];
    },
  );
  return [text.record, { record: "report_source", ...ref, source }, ...recommendations];
}
