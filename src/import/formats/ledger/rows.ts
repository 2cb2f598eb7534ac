// Reports and recommendations of a ledger as canonical records.
import type { Item } from "../../records/items";
import type { CanonicalRecord } from "../../records/records";
import { slug } from "../../records/values";
import { openedByRule } from "../summary-records";
import { CellError, type Row } from "./row";

export function reportItems(row: Row, office: string): Item[] {
  return row.items(() => {
    const number = row.text("report");
    if (number === "") throw new CellError("report", "is empty; every report has a number", "");
    const agencies = agenciesOf(row);
    const records: CanonicalRecord[] = [
      ...mentions(agencies),
      {
        record: "report",
        office,
        number,
        title: row.text("title") || null,
        issuedOn: row.date("issued_on"),
        providedOn: row.date("provided_on"),
        commentedOn: row.date("commented_on"),
        // The ledger has a column for comments: an empty cell says that none came.
        areCommentsRecorded: row.has("commented_on") || null,
      },
      ...agencies.map(
        (agency): CanonicalRecord => ({ record: "report_agency", office, report: number, agency }),
      ),
    ];
    return records.map((record) => ({ row: row.line, record }));
  });
}

export function recommendationItems(row: Row, office: string, issuedOn: string | null): Item[] {
  return row.items(() => {
    const [report, number] = [row.text("report"), row.text("rec")];
    if (report === "" || number === "")
      throw new CellError(
        report === "" ? "report" : "rec",
        "is empty; a recommendation is named by its report and its number",
        "",
      );
    const ref = { office, report };
    const agencies = agenciesOf(row);
    const text = row.text("text");
    const records: CanonicalRecord[] = [
      ...mentions(agencies),
      {
        record: "recommendation",
        ...ref,
        number,
        text: text || null,
        textMissingReason: text ? null : "NOT_IMPORTED",
        questionedCosts: row.amount("questioned"),
        unsupportedCosts: row.amount("unsupported"),
        fundsPutToBetterUse: row.amount("better_use"),
      },
      ...agencies.map(
        (agency): CanonicalRecord => ({
          record: "recommendation_agency",
          ...ref,
          recommendation: number,
          agency,
        }),
      ),
      // A ledger lists every agreement: until it lists one, there is none.
      { ...openedByRule(ref, number, issuedOn), resolution: "UNRESOLVED" },
      ...links(row, ref, number, "repeats", "REPEATS"),
      ...links(row, ref, number, "supersedes", "SUPERSEDES"),
    ];
    return records.map((record) => ({ row: row.line, record }));
  });
}

function links(
  row: Row,
  ref: { readonly office: string; readonly report: string },
  recommendation: string,
  column: string,
  kind: "REPEATS" | "SUPERSEDES",
): CanonicalRecord[] {
  return row.list(column).map((targetRaw) => {
    const [targetReport, targetRecommendation] = targetRaw.split("#").map((part) => part.trim());
    return {
      record: "recommendation_link",
      ...ref,
      recommendation,
      kind,
      targetRaw,
      ...(targetReport && targetRecommendation ? { targetReport, targetRecommendation } : {}),
    };
  });
}

function agenciesOf(row: Row): string[] {
  return row.list("agencies").map((name) => {
    const folded = name.toLowerCase().replace(/[\s_]+/g, "-");
    if (slug.problem(folded)) throw new CellError("agencies", slug.problem(folded)!, name);
    return folded;
  });
}

function mentions(agencies: readonly string[]): CanonicalRecord[] {
  return agencies.map((agency) => ({
    record: "agency",
    slug: agency,
    name: agency,
    kind: "OTHER",
    mention: true,
  }));
}
