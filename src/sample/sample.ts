// The sample as canonical records, and its way into an empty database.
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Database } from "../database";
import { mentionsOf } from "../import/formats/federal-records";
import { importFile } from "../import/import-file";
import { openBytes } from "../import/input/bytes";
import { load, type Outcome, type RowCounts } from "../import/loader/load";
import type { Item } from "../import/records/items";
import type { CanonicalRecord } from "../import/records/records";
import { projectRoot } from "../project-root";
import { answeredInPart, atIssue, openList } from "./history";
import type { SampleReport } from "./report-facts";
import { sampleReports, sampleTopics } from "./reports";

const office = "dhs-oig";
/** The registry of offices and single audits with repeated findings, beside the sources. */
const publishedFiles = ["offices.json", "fac-findings.csv"] as const;

export interface SampleOutcome {
  /** Of all files together. */
  readonly counts: Readonly<Record<string, RowCounts>>;
  readonly rejected: number;
}

/** Who says how recommendations stood at issue: the report itself. */
const reporter = "DHS OIG";

/** Loads the sample. Meant for an empty database; in another it adds what is missing and changes nothing newer. */
export async function loadSample(database: Database): Promise<SampleOutcome> {
  const outcomes: Outcome[] = [];
  // What others publish goes in as they publish it, each file a source of its own.
  for (const file of publishedFiles)
    outcomes.push(await importFile(database, await openBytes(join(projectRoot(), "sample", file))));
  outcomes.push(await loadOwn(database));
  const counts: Record<string, RowCounts> = {};
  for (const outcome of outcomes)
    for (const [table, more] of Object.entries(outcome.counts)) {
      const sum = { ...(counts[table] ?? more) };
      if (counts[table]) for (const key of Object.keys(more) as (keyof RowCounts)[]) sum[key] += more[key];
      counts[table] = sum;
    }
  return { counts, rejected: outcomes.reduce((sum, { rejected }) => sum + rejected, 0) };
}

function loadOwn(database: Database): Promise<Outcome> {
  const records = sampleRecords();
  async function* items(): AsyncGenerator<readonly Item[]> {
    yield records.map((record, index) => ({ row: index + 1, record }));
  }
  const source = () => ({
    publisher: "DHS OIG and other offices, facts retold for the sample",
    fileName: "sample",
    format: "sample",
    importerVersion: "2",
    isRetold: true,
  });
  return load(database, { items: items(), source, sha256: () => fingerprint(records) });
}

/** True when nothing has been imported yet. */
export async function isEmpty(database: Database): Promise<boolean> {
  const [row] = await database.rows({ text: "select exists (select from sources)", values: [] });
  return row?.[0] === "f";
}

/** The records of our own telling, in loading order. */
export function sampleRecords(): CanonicalRecord[] {
  const slugs = new Set(
    sampleReports.flatMap((report) => [...report.agencies, ...(report.concurred?.[0] ?? [])]),
  );
  const list = openListSource();
  return [
    list.record,
    ...mentionsOf(slugs),
    {
      record: "office",
      slug: office,
      name: "Department of Homeland Security, Office of Inspector General",
      shortName: "DHS OIG",
      kind: "INSPECTOR_GENERAL",
      mention: true,
    },
    { record: "office_agency", office, agency: "dhs" },
    ...sampleTopics.map(([slug, name]) => ({ record: "topic", slug, name, mention: true }) as const),
    ...sampleReports.flatMap(recordsOf),
    ...answeredInPart.map(({ report, ...share }) => ({
      record: "recommendation_share" as const,
      office,
      report,
      party: share.agency,
      ...share,
    })),
    ...atIssue.flatMap(issueEvents),
    ...openList.shown.flatMap(([report, total, shown]) => listEvents(report, total, shown, list.key)),
  ];
}

function recordsOf(report: SampleReport): CanonicalRecord[] {
  const issuedBy = report.office ?? office;
  const ref = { office: issuedBy, report: report.number };
  const summary = report.summary
    ?.map((sentence) => (typeof sentence === "string" ? sentence : sentence[1]))
    .join(" ");
  return [
    {
      record: "report",
      office: issuedBy,
      number: report.number,
      title: report.title,
      type: report.type ?? null,
      summary: summary ?? null,
      fiscalYear: report.fiscalYear ?? null,
      issuedOn: report.issuedOn ?? null,
      url: report.url ?? null,
      landingUrl: report.landingUrl ?? null,
      location: report.location ?? null,
      declaredRecommendationCount: report.recommendations ?? null,
    },
    ...report.agencies.map((agency) => ({ record: "report_agency", ...ref, agency }) as const),
    ...(report.topics ?? []).map((topic) => ({ record: "report_topic", ...ref, topic }) as const),
    ...findingsOf(report),
    ...Array.from({ length: report.recommendations ?? 0 }, (_, index) =>
      recommendationRecords(report, String(index + 1)),
    ).flat(),
  ];
}

/** What was found, in our words: a sentence that is retold is no quote. */
function findingsOf(report: SampleReport): CanonicalRecord[] {
  const findings = (report.summary ?? []).filter((sentence) => typeof sentence !== "string");
  return findings.map(([kind, statement], index) => ({
    record: "finding",
    office: report.office ?? office,
    report: report.number,
    number: String(index + 1),
    isNumberPrinted: false,
    class: kind,
    statement,
  }));
}

function recommendationRecords(report: SampleReport, number: string): CanonicalRecord[] {
  const issuedBy = report.office ?? office;
  const ref = { office: issuedBy, report: report.number, recommendation: number };
  const [agencies, words] = report.concurred ?? [[], null];
  return [
    {
      record: "recommendation",
      office: issuedBy,
      report: report.number,
      number,
      textMissingReason: "NOT_PUBLISHED",
    },
    ...agencies.map(
      (agency) =>
        ({
          record: "response",
          ...ref,
          agency,
          position: "CONCUR",
          positionRaw: words,
        }) as const,
    ),
    ...(report.opensByRule === false
      ? []
      : [
          {
            record: "status_event",
            ...ref,
            status: "OPEN",
            basis: "RULE",
            asOf: report.issuedOn ?? null,
          } as const,
        ]),
  ];
}

function issueEvents({
  report,
  words,
  open = [],
  closed = [],
  allResolved,
  tally,
}: (typeof atIssue)[number]): CanonicalRecord[] {
  const found = sampleReports.find(({ number }) => number === report);
  const all = Array.from({ length: found?.recommendations ?? 0 }, (_, index) => index + 1);
  const asOf = found?.issuedOn ?? null;
  const event = (number: number, status: "OPEN" | "CLOSED_UNSPECIFIED" | "UNKNOWN") =>
    ({
      record: "status_event",
      office,
      report,
      recommendation: String(number),
      status,
      statusRaw: words,
      resolution: "RESOLVED",
      resolutionRaw: words,
      basis: status === "UNKNOWN" ? "DERIVED" : "STATED",
      publisher: reporter,
      asOf,
      note: "as stated at issue",
    }) as const;
  return [
    ...open.map((number) => event(number, "OPEN")),
    ...closed.map((number) => event(number, "CLOSED_UNSPECIFIED")),
    ...(allResolved ? all.map((number) => event(number, "UNKNOWN")) : []),
    ...(tally
      ? [
          {
            record: "status_tally",
            office,
            report,
            publisher: reporter,
            asOf,
            totalCount: all.length,
            openCount: tally.open,
            closedCount: tally.closed,
            resolvedCount: tally.resolved,
            unresolvedCount: tally.unresolved,
            sourceQuote: words,
          } as const,
        ]
      : []),
  ];
}

function listEvents(
  report: string,
  total: number,
  shown: readonly number[],
  source: string,
): CanonicalRecord[] {
  return Array.from({ length: total }, (_, index) => {
    const ref = { office, report, recommendation: String(index + 1), asOf: openList.asOf, source };
    return shown.includes(index + 1)
      ? { record: "status_event", ...ref, status: "OPEN", statusRaw: "shown as open" }
      : {
          record: "status_event",
          ...ref,
          kind: "NOT_SHOWN",
          note: "the list of open recommendations does not show it; that is no proof that it is closed",
        };
  });
}

function openListSource(): { key: string; record: CanonicalRecord } {
  const sha256 = fingerprint(openList);
  const format = "sample-open-list";
  return {
    key: `${sha256} ${format}`,
    record: {
      record: "source",
      sha256,
      format,
      publisher: openList.publisher,
      fileName: "sample",
      importerVersion: "1",
      asOf: openList.asOf,
    },
  };
}

function fingerprint(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}
