// The whole text of a report, beside its data: the executive summary, the recommendations it prints, management's comments.
import { createHash } from "node:crypto";
import { type Answer, answersIn } from "../../extract/answers/blocks";
import type { Context } from "../../extract/facts";
import { withoutFurniture } from "../../extract/pages";
import { type PrintedRecommendation, recommendationList } from "../../extract/recommendations/lists";
import { summaryPart } from "../../extract/report-text";
import { type SemiannualFacts, semiannualFacts } from "../../extract/semiannual/semiannual";
import type { Bytes } from "../input/bytes";
import { decodeAll } from "../input/decode";
import type { CanonicalRecord } from "../records/records";
import { addresseesOf, evidenceOf, statusEvent } from "./answer-records";
import { mentionsOf } from "./federal-records";
import { openedByRule } from "./summary-records";

const longest = 8_000_000;

export interface FullText {
  /** Key of the text as a source of its own. */
  readonly source: string;
  readonly record: CanonicalRecord;
  readonly summary: string | null;
  /** False where the text has no summary by that name, and the part that tells what was found was taken. */
  readonly isSummaryNamed: boolean;
  readonly recommendations: readonly PrintedRecommendation[];
  readonly answers: readonly Answer[];
  /** What a semiannual report lists and tells; null for any other report. */
  readonly semiannual: SemiannualFacts | null;
  readonly notes: readonly string[];
  /** What of it can't be read, and why. */
  readonly problem?: string;
}

/** Reads report.txt beside the file; undefined where there is none. */
export async function fullTextOf(
  bytes: Bytes,
  context: Context,
  semiannual: { readonly publishedOn: string | null } | null,
): Promise<FullText | undefined> {
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
      importerVersion: "2",
    } as const,
    summary: null,
    isSummaryNamed: false,
    recommendations: [],
    answers: [],
    semiannual: null,
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
  if (semiannual !== null) {
    const facts = semiannualFacts(text, context);
    const unread = facts.unread.map(
      ({ title, page, line }) =>
        `report.txt: “${title}” (${page === null ? "" : `page ${page}, `}line ${line}) is a table that is not read`,
    );
    const record = { ...described.record, asOf: semiannual.publishedOn };
    return { ...described, record, notes: [...notes, ...unread], semiannual: facts };
  }
  const part = summaryPart(text);
  const summary = part === null ? "" : withoutFurniture(text).slice(part.span.start, part.span.end);
  const recommendations = recommendationList(text, context);
  return {
    ...described,
    notes,
    summary: summary.trim() === "" ? null : summary,
    isSummaryNamed: part?.isNamed ?? false,
    recommendations,
    answers: answersIn(text, recommendations, context),
  };
}

/** Records that rest on the text: recommendations in their own words, whom they address, and what was said of each. */
export function recordsOfText(
  ref: { readonly office: string; readonly report: string },
  text: FullText,
  agency: string | null,
  issuedOn: string | null,
): CanonicalRecord[] {
  const { source } = text;
  const recommendations = text.recommendations.flatMap((fact): CanonicalRecord[] => {
    const { number, text: words } = fact;
    const answer = text.answers.find((one) => one.number === number);
    return [
      {
        record: "recommendation",
        ...ref,
        number,
        text: words,
        textMissingReason: null,
        ...evidenceOf(fact),
        source,
      },
      ...addresseesOf(ref, fact, agency === null ? [] : [agency], [], namedIn(answer)),
      openedByRule(ref, number, issuedOn),
      ...(answer ? answerRecords(ref, answer, agency, issuedOn, source) : []),
    ];
  });
  const others = new Set(
    recommendations.flatMap((record) =>
      (record.record === "recommendation_agency" || record.record === "response") && record.agency !== agency
        ? [record.agency]
        : [],
    ),
  );
  return [
    text.record,
    { record: "report_source", ...ref, source },
    ...mentionsOf(others),
    ...[...others].map(
      (other) =>
        ({ record: "report_agency", ...ref, agency: other, role: "RESPONSIBLE", isInferred: true }) as const,
    ),
    ...recommendations,
  ];
}

/** Who answered, where the words name it. */
function namedIn(answer: Answer | undefined): string[] {
  const position = answer?.position;
  return position?.agency && !position.isAgencyInferred ? [position.agency] : [];
}

function answerRecords(
  ref: { readonly office: string; readonly report: string },
  { number, management, position, status }: Answer,
  agency: string | null,
  issuedOn: string | null,
  source: string,
): CanonicalRecord[] {
  // A party that is no agency has answered: its words are not the agency's.
  const answering = position === null ? agency : position.agency;
  const isAnswered = answering !== null && (management !== null || position !== null);
  return [
    ...(isAnswered
      ? [
          {
            record: "response",
            ...ref,
            recommendation: number,
            agency: answering,
            position: position?.position ?? "UNKNOWN",
            positionRaw: position?.quote ?? null,
            text: management?.text ?? null,
            sourceQuote: management?.quote ?? position?.quote ?? null,
            ...(position === null ? {} : evidenceOf(position)),
            source,
          } as const,
        ]
      : []),
    ...(status === null ? [] : [{ ...statusEvent(ref, number, status, issuedOn), source }]),
  ];
}
