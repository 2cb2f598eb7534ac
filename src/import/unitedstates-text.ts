// The whole text of a report, beside its data: the executive summary, the recommendations it prints, management's comments.
import { createHash } from "node:crypto";
import type { Bytes } from "./bytes";
import { decodeAll } from "./decode";
import type { RecommendationTextFact } from "./extract/facts";
import { positionFacts } from "./extract/positions";
import { recommendationList } from "./extract/recommendation-lists";
import { executiveSummarySpan, withoutFurniture } from "./extract/report-text";
import { openedByRule } from "./prose";
import type { CanonicalRecord } from "./records";
import { unstorable } from "./values";

const longest = 8_000_000;

export interface FullText {
  /** Key of the text as a source of its own. */
  readonly source: string;
  readonly record: CanonicalRecord;
  readonly summary: string | null;
  readonly recommendations: readonly RecommendationTextFact[];
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
  };
  async function* once(): AsyncGenerator<Buffer> {
    yield content!;
  }
  if (content.length > longest) return { ...described, problem: `is larger than ${longest} bytes` };
  // Texts made from scans hold broken bytes here and there: only what quotes one of them is lost, and said so.
  const text = await decodeAll(once());
  const span = executiveSummarySpan(text);
  const summary = span === null ? "" : withoutFurniture(text).slice(span.start, span.end);
  const recommendations = recommendationList(text);
  const problem = unstorable(summary);
  if (problem !== undefined)
    return { ...described, recommendations, problem: `the executive summary ${problem}` };
  return { ...described, summary: summary.trim() === "" ? null : summary, recommendations };
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
