// A semiannual report as records: the reports it lists, with dates and sums, and what it says of single ones.
// Its words count from the day it came out: what a report's own text says later or at more length outweighs them.
import type { SemiannualFacts } from "../../extract/semiannual/semiannual";
import type { CanonicalRecord } from "../records/records";
import { answeredAsAWhole } from "./answer-records";
import type { FullText } from "./unitedstates-text";

export function recordsOfSemiannual(
  ref: { readonly office: string; readonly report: string },
  text: FullText,
  facts: SemiannualFacts,
): CanonicalRecord[] {
  const { source } = text;
  const { office } = ref;
  const listed = facts.listed.flatMap((row): CanonicalRecord[] => [
    {
      record: "report",
      office,
      number: row.number,
      title: row.title,
      issuedOn: row.issuedOn,
      questionedCosts: row.sums.QUESTIONED ?? null,
      unsupportedCosts: row.sums.UNSUPPORTED ?? null,
      fundsPutToBetterUse: row.sums.BETTER_USE ?? null,
      source,
    },
    { record: "report_source", office, report: row.number, source },
    {
      record: "report_link",
      ...ref,
      kind: "REFERENCES",
      targetRaw: row.number,
      targetOffice: office,
      targetReport: row.number,
      listedAs: row.list === "OTHER" ? null : row.list,
      page: row.page,
      line: row.line,
      sourceQuote: row.quote,
      source,
    },
  ]);
  const described = facts.described.flatMap(({ number, declared, positions }): CanonicalRecord[] => [
    {
      record: "report",
      office,
      number,
      declaredRecommendationCount: declared?.count ?? null,
      source,
    },
    ...positions.flatMap((position) => {
      const share = answeredAsAWhole({ office, report: number }, position, declared?.count ?? null);
      return share === null ? [] : [{ ...share, source }];
    }),
  ]);
  return [text.record, { record: "report_source", ...ref, source }, ...unique([...listed, ...described])];
}

/** A report stands in one record only: what a table and a section say of it belongs together. */
function unique(records: readonly CanonicalRecord[]): CanonicalRecord[] {
  const reports = new Map<string, CanonicalRecord & { record: "report" }>();
  const links = new Map<string, CanonicalRecord>();
  const others: CanonicalRecord[] = [];
  for (const record of records) {
    if (record.record === "report") {
      const before = reports.get(record.number!);
      const known = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
      reports.set(record.number!, { ...record, ...before, ...known } as CanonicalRecord & {
        record: "report";
      });
    } else if (record.record === "report_link") {
      if (!links.has(record.targetRaw)) links.set(record.targetRaw, record);
    } else others.push(record);
  }
  return [...reports.values(), ...others, ...links.values()];
}
