// A listing page of the DHS Office of Inspector General, as copied text or saved HTML, as canonical records.
// How such a page is laid out is dhs-oig/'s business.

import { squeeze } from "../../../extract/text";
import type { Bytes } from "../../input/bytes";
import { wholeText } from "../../input/whole-file";
import { type Item, reject } from "../../records/items";
import type { CanonicalRecord } from "../../records/records";
import { mentionsOf, slugOf } from "../federal-records";
import type { Format, ImportOptions, Reading } from "../format";
import { readProse, referenceTo } from "../summary-records";
import { detect, type Entry, readDhsOigPage } from "./page";
import { isProven } from "./proof";

const home = "dhs";

export const listingPage: Format = {
  name: "dhs-oig-page",
  version: "2",
  about: "a listing page of DHS OIG, as copied text or saved HTML",
  proof: "the office's name, or the form of its report numbers",
  detects: (sample) => detect(sample).confidence > 0.5 && isProven(readDhsOigPage(sample)),
  read,
};

async function read(bytes: Bytes, options: ImportOptions): Promise<Reading> {
  const office = options.office ?? "dhs-oig";
  const page = readDhsOigPage(await wholeText(bytes, options));
  async function* items(): AsyncGenerator<readonly Item[]> {
    yield page.problems.map(({ line, reason }) => reject(line, null, reason));
    yield officeRecords(office).map((record) => ({ row: 1, record }));
    for (const entry of page.entries)
      yield recordsOf(office, entry, page.topic, options).map((record) => ({ row: entry.line, record }));
  }
  return {
    items: items(),
    source: () => ({
      publisher: "DHS OIG",
      fileName: bytes.fileName,
      format: "dhs-oig-page",
      importerVersion: "2",
      asOf: options.asOf ?? null,
    }),
    // All of such an entry is imported, so it is no reject.
    notes: () =>
      page.entries
        .filter(({ reportNumber, title }) => reportNumber === null && title !== null)
        .map(
          ({ line, title }) => `Line ${line}: “${title}” has no report number; it is kept under its title`,
        ),
  };
}

function officeRecords(office: string): CanonicalRecord[] {
  const isOurs = office === "dhs-oig";
  return [
    ...mentionsOf([home]),
    {
      record: "office",
      slug: office,
      name: isOurs ? "Department of Homeland Security, Office of Inspector General" : office,
      shortName: isOurs ? "DHS OIG" : null,
      kind: "INSPECTOR_GENERAL",
      mention: true,
    },
    ...(isOurs ? [{ record: "office_agency", office, agency: home } as const] : []),
  ];
}

function recordsOf(
  office: string,
  entry: Entry,
  topic: string | null,
  { minConfidence }: ImportOptions,
): CanonicalRecord[] {
  const { reportNumber: number, title, summary, summarySpan, agencies } = entry;
  if (number === null && title === null) return [];
  const ref = referenceTo(office, number, title);
  const prose =
    summary === null
      ? undefined
      : readProse({
          office,
          number,
          title,
          summary,
          home,
          issuedOn: entry.issuedOn,
          agencies: agencies.slugs,
          minConfidence,
        });
  const topics = [
    ...new Set([...(topic === null ? [] : [topic]), ...entry.oversightAreas, ...entry.keywords].map(squeeze)),
  ];
  return [
    {
      record: "report",
      office,
      number,
      title,
      type: entry.typeHint,
      summary,
      issuedOn: entry.issuedOn,
      fiscalYear: entry.fiscalYear,
      sourceStart: entry.span.start,
      sourceEnd: entry.span.end,
      summaryStart: summarySpan?.start ?? null,
      ...prose?.facts,
    },
    ...mentionsOf(agencies.slugs),
    ...agencies.slugs.map(
      (agency) =>
        ({ record: "report_agency", ...ref, agency, isInferred: agencies.source === "TEXT" }) as const,
    ),
    ...topics.flatMap((name) => topicRecords(ref, name)),
    ...(prose?.records ?? []),
  ];
}

function topicRecords(ref: ReturnType<typeof referenceTo>, name: string): CanonicalRecord[] {
  const slug = slugOf(name);
  if (slug === undefined) return [];
  return [
    { record: "topic", slug, name, mention: true },
    { record: "report_topic", ...ref, topic: slug },
  ];
}
