// One row of a table of the clearinghouse as records. The tables name no audit firm that answers for a report, so all
// reports stand under one office, the clearinghouse's independent auditors.
import { type Item, reject } from "../../records/items";
import type { CanonicalRecord } from "../../records/records";
import { elementsOf } from "./elements";
import { priorReferences } from "./prior-references";
import type { Table } from "./tables";

export const office = "fac";

/** A row: its line and its cells by column, undefined where there is no such column. */
export interface Row {
  readonly line: number;
  cell(column: string): string | undefined;
}

/** The office of all rows. */
export const officeRecord: CanonicalRecord = {
  record: "office",
  slug: office,
  name: "Independent auditors (Federal Audit Clearinghouse)",
  shortName: "FAC",
  kind: "INDEPENDENT_AUDITOR",
  homepageUrl: "https://www.fac.gov/",
  mention: true,
};

/** What the clearinghouse writes where a submission taken over from its predecessor has no value. */
const nothing = new Set(["", "N/A", "GSA_MIGRATION"]);

export function rowItems(table: Table, row: Row): Item[] {
  const cells = new Cells(row);
  const records = readers[table](cells);
  return [...cells.flaws, ...records.map((record) => ({ row: row.line, record }))];
}

class Cells {
  readonly flaws: Item[] = [];

  constructor(private readonly row: Row) {}

  text(...columns: readonly string[]): string | null {
    for (const column of columns) {
      const value = this.row.cell(column)?.trim() ?? "";
      if (!nothing.has(value)) return value;
    }
    return null;
  }

  flag(column: string): boolean | null {
    const value = this.text(column)?.toUpperCase();
    if (value === "YES" || value === "Y" || value === "TRUE") return true;
    if (value === "NO" || value === "N" || value === "FALSE") return false;
    if (value !== undefined) this.flaw(column, "is neither YES nor NO", value);
    return null;
  }

  flaw(column: string, reason: string, value?: string): void {
    this.flaws.push(reject(this.row.line, column, reason, value));
  }

  /** The first of the columns that says nothing makes the row one that cannot be placed. */
  all<K extends string>(...columns: readonly K[]): Record<K, string> | undefined {
    const found = Object.fromEntries(columns.map((column) => [column, this.text(column)]));
    const missing = columns.find((column) => found[column] === null);
    if (missing === undefined) return found as Record<K, string>;
    this.flaw(missing, "is missing");
    return undefined;
  }
}

const readers: Readonly<Record<Table, (cells: Cells) => CanonicalRecord[]>> = {
  findings(cells) {
    const keys = cells.all("report_id", "reference_number", "auditee_uei");
    if (keys === undefined) return [];
    const { report_id: report, reference_number: number, auditee_uei: uei } = keys;
    const ref = { office, report };
    const records: CanonicalRecord[] = [
      auditee(uei, cells.text("auditee_name"), true),
      { ...reportOf(cells, report) },
      { record: "report_agency", ...ref, agency: slugOf(uei) },
      {
        record: "finding",
        ...ref,
        number,
        isModifiedOpinion: cells.flag("is_modified_opinion"),
        isOtherMatters: cells.flag("is_other_matters"),
        isMaterialWeakness: cells.flag("is_material_weakness"),
        isSignificantDeficiency: cells.flag("is_significant_deficiency"),
        isOtherFinding: cells.flag("is_other_findings"),
        hasQuestionedCosts: cells.flag("is_questioned_costs"),
        isRepeat: cells.flag("is_repeat_finding"),
      },
    ];
    const award = cells.text("award_reference");
    if (award !== null)
      records.push({
        record: "finding_award",
        ...ref,
        finding: number,
        awardReference: award,
        assistanceListing: cells.text("aln"),
        programName: cells.text("federal_program_name"),
        amountExpended: cells.text("amount_expended"),
        isDirect: cells.flag("is_direct"),
        isMajor: cells.flag("is_major"),
        isPassthrough: cells.flag("is_passthrough_award"),
        passthroughAmount: cells.text("passthrough_amount"),
      });
    for (const prior of priorReferences(cells.text("prior_finding_ref_numbers") ?? ""))
      records.push({ record: "finding_link", ...ref, finding: number, targetRaw: prior });
    return records;
  },

  findings_text(cells) {
    const keys = cells.all("report_id", "finding_ref_number");
    const words = cells.text("finding_text");
    if (keys === undefined || words === null) return [];
    return [
      ...framed(cells, keys.report_id),
      {
        record: "finding",
        office,
        report: keys.report_id,
        number: keys.finding_ref_number,
        statement: words,
        ...elementsOf(words),
      },
    ];
  },

  corrective_action_plans(cells) {
    const keys = cells.all("report_id", "finding_ref_number");
    const plan = cells.text("planned_action");
    if (keys === undefined || plan === null) return [];
    return [
      ...framed(cells, keys.report_id),
      {
        record: "finding",
        office,
        report: keys.report_id,
        number: keys.finding_ref_number,
        correctiveActionPlan: plan,
      },
    ];
  },

  general(cells) {
    const keys = cells.all("report_id", "auditee_uei");
    if (keys === undefined) return [];
    const { report_id: report, auditee_uei: uei } = keys;
    const records: CanonicalRecord[] = [
      auditee(uei, cells.text("auditee_name"), false),
      {
        ...reportOf(cells, report),
        isReleased: cells.flag("is_public"),
        landingUrl: `https://app.fac.gov/dissemination/summary/${report}`,
      },
      { record: "report_agency", office, report, agency: slugOf(uei) },
    ];
    // A submission that takes the place of another revises it, whichever of the two says so.
    const former = cells.text("previous_report_id");
    if (former !== null && former !== report) records.push(revision(report, former));
    const next = cells.text("next_report_id");
    if (next !== null && next !== report)
      records.push({ record: "report", office, number: next }, revision(next, report));
    return records;
  },
};

function revision(report: string, former: string): CanonicalRecord {
  return {
    record: "report_link",
    office,
    report,
    kind: "REVISES",
    targetRaw: former,
    targetOffice: office,
    targetReport: former,
  };
}

/** A report and its auditee, where a row has little else to say of them. */
function framed(cells: Cells, report: string): CanonicalRecord[] {
  const uei = cells.text("auditee_uei");
  return [
    reportOf(cells, report),
    ...(uei === null
      ? []
      : [
          auditee(uei, null, true),
          { record: "report_agency", office, report, agency: slugOf(uei) } as const,
        ]),
  ];
}

function auditee(uei: string, name: string | null, mention: boolean): CanonicalRecord {
  return {
    record: "agency",
    slug: slugOf(uei),
    name: name ?? `Auditee ${uei}`,
    kind: "AUDITEE",
    uei,
    ...(mention || name === null ? { mention: true } : {}),
  };
}

function slugOf(uei: string): string {
  return `uei-${uei.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
}

function reportOf(cells: Cells, report: string): Extract<CanonicalRecord, { record: "report" }> {
  const year = auditYear(cells.text("audit_year"), report);
  // Named for the year that was audited, not the one in which the audit was filed. The day on which the clearinghouse
  // accepted it is the day it became public.
  return {
    record: "report",
    office,
    number: report,
    type: "AUDIT",
    typeRaw: "single audit",
    issuedOn: cells.text("accepted_date", "fac_accepted_date")?.slice(0, 10) ?? null,
    fiscalYear: year,
    auditYear: year,
  };
}

/** The year whose books were audited: as stated, else as the report's id begins with it. */
function auditYear(stated: string | null, report: string): number | null {
  const year = /^(\d{4})$/.exec(stated ?? "")?.[1] ?? /^(\d{4})-\d{2}-/.exec(report)?.[1];
  return year === undefined ? null : Number(year);
}
