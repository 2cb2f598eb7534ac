// Reports as the unitedstates/inspectors-general scrapers keep them: report.json with a report's facts, and beside it
// report.txt with its whole text. What the scrapers guess (a date estimated from a year) is not taken for a fact.

import { departmentOf } from "../../extract/federal-agencies";
import { isSemiannual, reportTypeHint } from "../../extract/report-number";
import { squeeze } from "../../extract/text";
import type { Bytes } from "../input/bytes";
import { InputError } from "../input/input-error";
import { wholeJson } from "../input/whole-file";
import { type Item, reject } from "../records/items";
import type { CanonicalRecord, RecordOf } from "../records/records";
import { agencyNamed, mentionsOf, slugOf } from "./federal-records";
import type { Format, ImportOptions, Reading } from "./format";
import { officeSlug } from "./office-slugs";
import { readProse } from "./summary-records";
import { recordsOfSemiannual } from "./unitedstates-semiannual";
import { type FullText, fullTextOf, recordsOfText } from "./unitedstates-text";

const version = "2";
const types: Readonly<Record<string, NonNullable<RecordOf<"report">["type"]>>> = {
  audit: "AUDIT",
  attestation: "AUDIT",
  inspection: "INSPECTION_EVALUATION",
  evaluation: "INSPECTION_EVALUATION",
  "inspection/evaluation": "INSPECTION_EVALUATION",
  investigation: "INVESTIGATION",
  investigative: "INVESTIGATION",
  management_alert: "MANAGEMENT_ALERT",
  mgmt: "MANAGEMENT_ALERT",
  special_review: "SPECIAL_REVIEW",
  semiannual_report: "SEMIANNUAL_REPORT",
  peer_review: "PEER_REVIEW",
  management_challenges: "TOP_MANAGEMENT_CHALLENGES",
  verification_review: "VERIFICATION_REVIEW",
  management_letter: "MANAGEMENT_LETTER",
};

export const unitedstates: Format = {
  name: "unitedstates-report",
  version,
  about: "report.json of unitedstates/inspectors-general, with report.txt beside it",
  proof: "the fields of the scrapers",
  detects: (sample) =>
    /^\s*\{/.test(sample) &&
    ['"inspector"', '"report_id"', '"title"'].every((key) => sample.includes(key)) &&
    !/^\s*\{[^\n]*\}\s*\n\s*\{/.test(sample),
  read,
};

/** The bar for facts from a text that has no summary by that name. */
const bodyConfidence = 0.8;

type Raw = Readonly<Record<string, unknown>>;

async function read(bytes: Bytes, options: ImportOptions): Promise<Reading> {
  const given = await wholeJson(bytes, options);
  if (typeof given !== "object" || given === null || Array.isArray(given))
    throw new InputError("The file is not a report's data.");
  const raw = given as Raw;
  const { department, agency } = subjectOf(raw);
  const text = await fullTextOf(
    bytes,
    {
      home: department ?? null,
      office: options.office ?? officeOf(raw),
      about: agency ?? null,
      minConfidence: options.minConfidence,
    },
    isPeriodic(raw) ? { publishedOn: raw.estimated_date === true ? null : word(raw.published_on) } : null,
  );
  async function* items(): AsyncGenerator<readonly Item[]> {
    if (text?.problem !== undefined) yield [reject(1, "report.txt", text.problem)];
    yield itemsOf(raw, text, options);
  }
  return {
    items: items(),
    source: () => ({
      publisher: publisherOf(raw),
      fileName: bytes.fileName,
      url: word(raw.landing_url) ?? word(raw.url),
      format: "unitedstates-report",
      importerVersion: version,
      asOf: options.asOf ?? null,
    }),
    notes: () => text?.notes ?? [],
  };
}

function publisherOf(raw: Raw): string {
  return `${word(raw.agency_name) ?? word(raw.inspector) ?? "unknown"} OIG`;
}

function word(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

function itemsOf(raw: Raw, text: FullText | undefined, options: ImportOptions): Item[] {
  const inspector = word(raw.inspector);
  const number = word(raw.report_id);
  if (number === null) return [reject(1, "report_id", "is missing")];
  const office = options.office ?? officeOf(raw);
  if (office === undefined || slugOf(inspector ?? office) === undefined)
    return [reject(1, "inspector", "is missing", raw.inspector)];
  const title = word(raw.title) === null ? null : squeeze(String(raw.title));
  const agencyName = word(raw.agency_name);
  const { department, agency } = subjectOf(raw);
  const issuedOn = raw.estimated_date === true ? null : word(raw.published_on);
  const stated = word(raw.type);
  const hint = reportTypeHint(number, title);
  const type = stated === null ? hint : (types[stated.toLowerCase()] ?? hint ?? "OTHER");
  const ref = { office, report: number };
  const isMined = !isPeriodic(raw);
  const own = word(raw.summary)?.trim() ?? null;
  const mined = isMined ? text : undefined;
  const summary = own ?? mined?.summary ?? null;
  const home = department ?? null;
  const printed = mined && mined.recommendations.length > 0 ? { printed: mined.recommendations } : {};
  const prose =
    summary === null || !isMined
      ? undefined
      : readProse({
          office,
          number,
          title,
          summary,
          home,
          issuedOn,
          agencies: agency ? [agency] : [],
          // A report's body holds much that a summary leaves out: there only what is plain is taken.
          minConfidence:
            own === null && mined?.isSummaryNamed === false
              ? Math.max(options.minConfidence ?? 0, bodyConfidence)
              : options.minConfidence,
          ...printed,
        });
  const fromText = own === null && mined ? mined.source : undefined;
  const fromPages = mined ? recordsOfText(ref, mined, agency ?? null, issuedOn) : [];
  // What a comment says of one recommendation outweighs what the summary says of all.
  const isOutdone = (record: CanonicalRecord) =>
    record.record === "response" &&
    fromPages.some(
      (other) =>
        other.record === "response" &&
        other.recommendation === record.recommendation &&
        other.agency === record.agency,
    );
  const withSource = (record: CanonicalRecord): CanonicalRecord =>
    fromText && (record.record === "finding" || record.record === "recommendation")
      ? { ...record, source: fromText }
      : record;
  const records: CanonicalRecord[] = [
    ...(agency && agencyName ? agencyRecords(agency, department!, agencyName) : []),
    {
      record: "office",
      slug: office,
      name: agencyName === null ? office : `${agencyName}, Office of Inspector General`,
      kind: "INSPECTOR_GENERAL",
      homepageUrl: word(raw.inspector_url),
      mention: true,
    },
    ...(department ? [{ record: "office_agency", office, agency: department } as const] : []),
    {
      record: "report",
      office,
      number,
      title,
      type,
      typeRaw: stated,
      summary,
      issuedOn,
      isReleased: raw.unreleased === true ? false : word(raw.url) === null ? null : true,
      url: word(raw.url),
      landingUrl: word(raw.landing_url),
      location: word(raw.location),
      ...prose?.facts,
    },
    ...(agency ? [{ record: "report_agency", ...ref, agency } as const] : []),
    ...[raw.topic, raw.subtopic].flatMap((topic) => topicRecords(ref, word(topic))),
    ...(prose?.records ?? []).filter((record) => !isOutdone(record)).map(withSource),
    ...fromPages,
    ...(text?.semiannual ? recordsOfSemiannual(ref, text, text.semiannual) : []),
  ];
  return records.map((record) => ({ row: 1, record }));
}

/** A semiannual report: listed from, not mined for findings. */
function isPeriodic(raw: Raw): boolean {
  const [number, title] = [word(raw.report_id), word(raw.title)];
  const stated = word(raw.type)?.toLowerCase();
  return (
    (stated !== undefined && types[stated] === "SEMIANNUAL_REPORT") ||
    isSemiannual({ number, title: title && squeeze(title) })
  );
}

function officeOf(raw: Raw): string | undefined {
  const inspector = word(raw.inspector);
  return inspector === null ? undefined : officeSlug(slugOf(inspector) ?? "");
}

/** The department the report names, and its component where it names one. */
function subjectOf(raw: Raw): {
  readonly department: string | undefined;
  readonly agency: string | undefined;
} {
  const name = word(raw.agency_name);
  const code = word(raw.agency);
  const named = name === null ? undefined : agencyNamed(name);
  const coded = code === null ? undefined : agencyNamed(code);
  // The code and the name can both be the component's; its department is then the one it is part of.
  const component = [coded, named].find((one) => one !== undefined && departmentOf(one) !== one);
  if (component !== undefined && (named === undefined || departmentOf(named) === departmentOf(component)))
    return { department: departmentOf(component) ?? component, agency: component };
  const department = named ?? (name === null ? coded : slugOf(name));
  return { department, agency: department };
}

function agencyRecords(agency: string, department: string, name: string): CanonicalRecord[] {
  const known = mentionsOf([agency, department]);
  return known.length > 0 ? known : [{ record: "agency", slug: agency, name, kind: "OTHER", mention: true }];
}

function topicRecords(ref: { office: string; report: string }, name: string | null): CanonicalRecord[] {
  const slug = name === null ? undefined : slugOf(name);
  if (name === null || slug === undefined) return [];
  return [
    { record: "topic", slug, name: squeeze(name), mention: true },
    { record: "report_topic", ...ref, topic: slug },
  ];
}
