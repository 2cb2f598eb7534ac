// The sample as canonical records, and its way into an empty database.
import { createHash } from "node:crypto";
import type { Database } from "../database";
import { mentionsOf } from "../import/formats/federal-records";
import { load, type Outcome } from "../import/loader/load";
import type { Item } from "../import/records/items";
import type { CanonicalRecord } from "../import/records/records";
import { atIssue, openList } from "./history";
import type { SampleReport } from "./report-facts";
import { sampleReports, sampleTopics } from "./reports";

const office = "dhs-oig";
/** Who says how recommendations stood at issue: the report itself. */
const reporter = "DHS OIG";

/** Loads the sample. Meant for an empty database; in another it adds what is missing and changes nothing newer. */
export function loadSample(database: Database): Promise<Outcome> {
  const records = sampleRecords();
  async function* items(): AsyncGenerator<readonly Item[]> {
    yield records.map((record, index) => ({ row: index + 1, record }));
  }
  const source = () => ({
    publisher: "DHS OIG, facts retold for the sample",
    fileName: "sample",
    format: "sample",
    importerVersion: "1",
  });
  return load(database, { items: items(), source, sha256: () => fingerprint(records) });
}

/** True when nothing has been imported yet. */
export async function isEmpty(database: Database): Promise<boolean> {
  const [row] = await database.rows({ text: "select exists (select from sources)", values: [] });
  return row?.[0] === "f";
}

/** All records of the sample, in loading order. */
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
    ...atIssue.flatMap(issueEvents),
    ...openList.shown.flatMap(([report, total, shown]) => listEvents(report, total, shown, list.key)),
  ];
}

function recordsOf(report: SampleReport): CanonicalRecord[] {
  const ref = { office, report: report.number };
  const summary = report.summary
    .map((sentence) => (typeof sentence === "string" ? sentence : sentence[1]))
    .join(" ");
  return [
    {
      record: "report",
      office,
      number: report.number,
      title: report.title,
      summary,
      fiscalYear: report.fiscalYear,
      issuedOn: report.issuedOn ?? null,
      declaredRecommendationCount: report.recommendations ?? null,
    },
    ...report.agencies.map((agency) => ({ record: "report_agency", ...ref, agency }) as const),
    ...report.topics.map((topic) => ({ record: "report_topic", ...ref, topic }) as const),
    ...findingsOf(report, summary),
    ...Array.from({ length: report.recommendations ?? 0 }, (_, index) =>
      recommendationRecords(report, String(index + 1)),
    ).flat(),
  ];
}

function findingsOf(report: SampleReport, summary: string): CanonicalRecord[] {
  const findings = report.summary.filter((sentence) => typeof sentence !== "string");
  return findings.map(([kind, quote], index) => {
    const quoteStart = summary.indexOf(quote);
    return {
      record: "finding",
      office,
      report: report.number,
      number: String(index + 1),
      isNumberPrinted: false,
      class: kind,
      statement: quote,
      sourceQuote: quote,
      quoteStart,
      quoteEnd: quoteStart + quote.length,
    };
  });
}

function recommendationRecords(report: SampleReport, number: string): CanonicalRecord[] {
  const ref = { office, report: report.number, recommendation: number };
  const [agencies, words] = report.concurred ?? [[], null];
  return [
    { record: "recommendation", office, report: report.number, number, textMissingReason: "NOT_PUBLISHED" },
    ...agencies.map(
      (agency) =>
        ({
          record: "response",
          ...ref,
          agency,
          position: "CONCUR",
          positionRaw: words,
          sourceQuote: words,
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
