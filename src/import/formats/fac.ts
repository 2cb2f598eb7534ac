// Findings of single audits, as the Federal Audit Clearinghouse publishes them: one row for each finding and award.
// The file does not name the audit firms, so all reports stand under one office, the clearinghouse's independent auditors.
import type { Bytes } from "../input/bytes";
import { delimiterOf, readCsv } from "../input/csv";
import { decode } from "../input/decode";
import { InputError } from "../input/input-error";
import { type Item, reject } from "../records/items";
import type { CanonicalRecord } from "../records/records";
import type { Format, ImportOptions, Reading } from "./format";
import { headerOf } from "./tracker/format";

const version = "1";
const office = "fac";
/** In the clearinghouse's own table, and in extracts that join others to it. */
const needed = [
  "report_id",
  "reference_number",
  "auditee_uei",
  "award_reference",
  "is_repeat_finding",
  "prior_finding_ref_numbers",
];
/** Names of the same column in different extracts. */
const columnNames = {
  acceptedOn: ["accepted_date", "fac_accepted_date"],
  listing: ["aln", "federal_award_extension"],
};

export const fac: Format = {
  name: "fac-findings",
  version,
  about: "findings of the Federal Audit Clearinghouse, one row for each finding and award",
  proof: "the clearinghouse's columns",
  detects: (sample) => {
    const header = headerOf(sample);
    return needed.every((column) => header.includes(column));
  },
  read,
};

function read(bytes: Bytes, options: ImportOptions): Reading {
  return {
    items: items(
      decode(bytes.all, options.encoding),
      delimiterOf(bytes.sample.toString("latin1").split("\n", 1)[0] ?? ","),
    ),
    source: () => ({
      publisher: "Federal Audit Clearinghouse",
      fileName: bytes.fileName,
      format: "fac-findings",
      importerVersion: version,
      asOf: options.asOf ?? null,
    }),
  };
}

async function* items(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<readonly Item[]> {
  let places: ReadonlyMap<string, number> | undefined;
  let width = 0;
  for await (const batch of readCsv(text, delimiter)) {
    const found: Item[] = [];
    for (const { line, cells, flaw } of batch) {
      if (places === undefined) {
        places = placesOf(cells);
        width = cells.length;
        found.push({
          row: line,
          record: {
            record: "office",
            slug: office,
            name: "Independent auditors (Federal Audit Clearinghouse)",
            shortName: "FAC",
            kind: "INDEPENDENT_AUDITOR",
            homepageUrl: "https://www.fac.gov/",
            mention: true,
          },
        });
      } else if (flaw !== undefined || cells.length !== width)
        found.push(reject(line, null, flaw ?? `has ${cells.length} cells; the header has ${width}`));
      else found.push(...rowItems(line, cells, places));
    }
    yield found;
  }
  if (places === undefined) throw new InputError("The file is empty.");
}

function placesOf(header: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map(header.map((name, index) => [name.trim(), index]));
  const missing = needed.filter((column) => !places.has(column));
  if (missing.length > 0) throw new InputError(`Columns are missing: ${missing.join(", ")}.`);
  if (places.size < header.length) throw new InputError("A column stands twice in the header.");
  return places;
}

function rowItems(line: number, cells: readonly string[], places: ReadonlyMap<string, number>): Item[] {
  const cell = (column: string) => {
    const value = cells[places.get(column) ?? -1]?.trim() ?? "";
    return value === "" || value === "N/A" ? null : value;
  };
  const flaws: Item[] = [];
  const flag = (column: string) => {
    const value = cell(column)?.toUpperCase();
    if (value === "YES" || value === "Y" || value === "TRUE") return true;
    if (value === "NO" || value === "N" || value === "FALSE") return false;
    if (value !== undefined) flaws.push(reject(line, column, "is neither YES nor NO", value));
    return null;
  };
  const [report, number, uei, name, award] = [
    "report_id",
    "reference_number",
    "auditee_uei",
    "auditee_name",
    "award_reference",
  ].map(cell);
  if (!report || !number || !uei)
    return [reject(line, !report ? "report_id" : !number ? "reference_number" : "auditee_uei", "is missing")];
  const first = (columns: readonly string[]) => columns.map(cell).find((value) => value !== null) ?? null;
  const ref = { office, report };
  const agency = `uei-${uei.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
  const records: CanonicalRecord[] = [
    { record: "agency", slug: agency, name: name ?? `Auditee ${uei}`, kind: "AUDITEE", uei, mention: true },
    // The day on which the clearinghouse accepted it is the day it became public.
    {
      record: "report",
      office,
      number: report,
      type: "AUDIT",
      typeRaw: "single audit",
      issuedOn: first(columnNames.acceptedOn),
      // Named for the year that was audited, not the one in which the audit was filed.
      fiscalYear: auditYear(cell("audit_year"), report),
      auditYear: auditYear(cell("audit_year"), report),
    },
    { record: "report_agency", ...ref, agency },
    {
      record: "finding",
      ...ref,
      number,
      isModifiedOpinion: flag("is_modified_opinion"),
      isOtherMatters: flag("is_other_matters"),
      isMaterialWeakness: flag("is_material_weakness"),
      isSignificantDeficiency: flag("is_significant_deficiency"),
      isOtherFinding: flag("is_other_findings"),
      hasQuestionedCosts: flag("is_questioned_costs"),
      isRepeat: flag("is_repeat_finding"),
    },
  ];
  if (award)
    records.push({
      record: "finding_award",
      ...ref,
      finding: number,
      awardReference: award,
      assistanceListing: cell("aln"),
      programName: cell("federal_program_name"),
      amountExpended: cell("amount_expended"),
      isDirect: flag("is_direct"),
      isMajor: flag("is_major"),
      isPassthrough: flag("is_passthrough_award"),
      passthroughAmount: cell("passthrough_amount"),
    });
  for (const prior of priorReferences(cell("prior_finding_ref_numbers") ?? ""))
    records.push({ record: "finding_link", ...ref, finding: number, targetRaw: prior });
  return [...flaws, ...records.map((record) => ({ row: line, record }))];
}

/** The year whose books were audited: as stated, else as the report's id begins with it. */
function auditYear(stated: string | null, report: string): number | null {
  const year = /^(\d{4})$/.exec(stated ?? "")?.[1] ?? /^(\d{4})-\d{2}-/.exec(report)?.[1];
  return year === undefined ? null : Number(year);
}

/**
 * The findings that a cell refers to: "2022-001 AND 2021-001", "2022-002/2022-003", and both ends of
 * "2022-001 through 2022-003" with what lies between.
 */
export function priorReferences(text: string): readonly string[] {
  const ranges = text.replace(
    /(\d{4})-(\d{1,4})\s*(?:through|thru|to|–|—)\s*(?:\1-)?(\d{1,4})\b/gi,
    (whole, year: string, from: string, to: string) => {
      const [start, end] = [Number(from), Number(to)];
      if (end < start || end - start > 50) return whole;
      return Array.from(
        { length: end - start + 1 },
        (_, at) => `${year}-${String(start + at).padStart(from.length, "0")}`,
      ).join(" ");
    },
  );
  const parts = ranges
    .split(/[,;\s&]+|\band\b|(?<=\d-\d+)\/(?=\w)/i)
    .map((one) => one.replace(/^[.()]+|[.()]+$/g, ""));
  return [...new Set(parts.filter((one) => /\d/.test(one)))];
}
