// Pages of oversight.gov, saved as HTML: one report's page, and the list of reports with its highlights unfolded.
// Proof is the site's own field names; whose report it is stands in "Submitting OIG".
import * as cheerio from "cheerio";
import { squeeze } from "../../../extract/text";
import type { Bytes } from "../../input/bytes";
import { InputError } from "../../input/input-error";
import { wholeText } from "../../input/whole-file";
import { type Item, reject } from "../../records/items";
import type { CanonicalRecord, RecordOf } from "../../records/records";
import { agencyNamed, mentionsOf, slugOf } from "../federal-records";
import type { Format, ImportOptions, Reading } from "../format";
import { officeOfName } from "../office-names";
import { readProse, referenceTo } from "../summary-records";
import { readDate, readMoney } from "../tracker/cells";
import { type OpenRecommendation, openRecommendations } from "./open-recommendations";

const version = "1";
const site = "https://www.oversight.gov";

export const oversightGov: Format = {
  name: "oversight-gov",
  version,
  about: "a report's page or a list of reports of oversight.gov, as saved HTML",
  proof: "the site's field names",
  detects: (sample) => /field--name-field-report-submitting-oig/.test(sample),
  read,
};

type ReportType = NonNullable<RecordOf<"report">["type"]>;

const types: readonly (readonly [RegExp, ReportType])[] = [
  [/inspection|evaluation/i, "INSPECTION_EVALUATION"],
  [/semiannual/i, "SEMIANNUAL_REPORT"],
  [/peer review/i, "PEER_REVIEW"],
  [/management challenges/i, "TOP_MANAGEMENT_CHALLENGES"],
  [/management (?:alert|advisory)/i, "MANAGEMENT_ALERT"],
  [/investigat/i, "INVESTIGATION"],
  [/verification/i, "VERIFICATION_REVIEW"],
  [/management letter/i, "MANAGEMENT_LETTER"],
  [/special|review/i, "SPECIAL_REVIEW"],
  [/audit/i, "AUDIT"],
];

/** What a page says of one report, in its own words. */
interface Entry {
  readonly title: string | null;
  readonly number: string | null;
  readonly issued: string | null;
  readonly office: string | null;
  readonly agencies: readonly string[];
  readonly type: string | null;
  readonly summary: string | null;
  readonly location: string | null;
  readonly url: string | null;
  readonly landingUrl: string | null;
  readonly recommendations: string | null;
  readonly questioned: string | null;
  readonly betterUse: string | null;
  /** Those that the page lists as open; a page of a list has none. */
  readonly open: readonly OpenRecommendation[];
}

async function read(bytes: Bytes, options: ImportOptions): Promise<Reading> {
  const $ = cheerio.load(await wholeText(bytes, options));
  const entries = entriesOf($);
  if (entries.length === 0) throw new InputError("The page shows no report of oversight.gov.");
  async function* items(): AsyncGenerator<readonly Item[]> {
    for (const [index, entry] of entries.entries()) yield itemsOf(entry, index + 1, options);
  }
  return {
    items: items(),
    source: () => ({
      publisher: "oversight.gov",
      isSecondary: true,
      fileName: bytes.fileName,
      url: entries.length === 1 ? (entries[0]?.landingUrl ?? null) : `${site}/reports`,
      format: "oversight-gov",
      importerVersion: version,
      asOf: options.asOf ?? null,
    }),
  };
}

function entriesOf($: cheerio.CheerioAPI): Entry[] {
  // On a list, each report's highlights are folded below its row.
  const highlights = $("tr").filter(
    (_, row) => $(row).find(".field--name-field-report-submitting-oig").length > 0,
  );
  if (highlights.length > 0)
    return highlights
      .toArray()
      .map((row) => listEntry($, $(row).prevAll("tr").not(".accordion-row").first(), $(row)));
  return $(".field--name-field-report-submitting-oig").length > 0 ? [pageEntry($)] : [];
}

function pageEntry($: cheerio.CheerioAPI): Entry {
  const root = $("body");
  const canonical = $('link[rel="canonical"]').attr("href") ?? null;
  return {
    ...fieldsIn($, root),
    title: text($("h1").first()) ?? text($('meta[property="og:title"]'), "content"),
    landingUrl: canonical === null ? null : absolute(canonical),
    open: openRecommendations($),
  };
}

function listEntry(
  $: cheerio.CheerioAPI,
  row: ReturnType<cheerio.CheerioAPI>,
  highlights: ReturnType<cheerio.CheerioAPI>,
): Entry {
  const cell = (name: string) => row.find(`td.views-field-${name}, td[headers*="${name}"]`).first();
  const own = fieldsIn($, highlights);
  const title = cell("title");
  const link = row.find('a[href^="/reports/"], a[href*="oversight.gov/reports/"]').first().attr("href");
  const reviewed = text(cell("field-report-agency-reviewed"));
  return {
    ...own,
    title: text(title.find("a").first()) ?? text(title),
    issued: timeOf(row) ?? own.issued,
    agencies: own.agencies.length > 0 ? own.agencies : reviewed === null ? [] : [reviewed],
    type: text(cell("field-report-type")) ?? own.type,
    location: text(cell("field-report-location")) ?? own.location,
    landingUrl: link === undefined ? null : absolute(link),
    open: [],
  };
}

function fieldsIn(
  $: cheerio.CheerioAPI,
  scope: ReturnType<cheerio.CheerioAPI>,
): Omit<Entry, "title" | "landingUrl" | "open"> {
  const field = (name: string) => scope.find(`.field--name-${name}`).first();
  const items = (name: string) => {
    const found = scope.find(`.field--name-${name} .field__item`).toArray();
    const texts = found.map((one) => squeeze($(one).text())).filter((one) => one !== "");
    return [...new Set(texts)];
  };
  const first = (name: string) => items(name)[0] ?? null;
  const amount = (name: string) => field(name).find("[content]").attr("content") ?? first(name);
  const file = scope
    .find("a.report-download-button, .field--name-field-media-document a, .field--name-field-report-link a")
    .first()
    .attr("href");
  const body = field("body").find(".field__item").first();
  return {
    number: first("field-report-number"),
    issued: timeOf(field("field-report-date-issued")) ?? first("field-report-date-issued"),
    office: first("field-report-submitting-oig"),
    agencies: items("field-report-agency-reviewed"),
    type: first("field-report-type"),
    summary: text(body.length > 0 ? body : field("body")),
    location: first("field-report-location"),
    url: file === undefined ? null : absolute(file),
    recommendations: first("field-report-number-of-recs"),
    questioned: amount("field-net-questioned-costs"),
    betterUse: amount("field-net-funds-for-better-use"),
  };
}

function timeOf(scope: ReturnType<cheerio.CheerioAPI>): string | null {
  const moment = scope.find("time[datetime]").first().attr("datetime");
  return moment === undefined ? null : moment.slice(0, 10);
}

function text(element: ReturnType<cheerio.CheerioAPI>, attribute?: string): string | null {
  const found = squeeze((attribute === undefined ? element.text() : (element.attr(attribute) ?? "")) ?? "");
  return found === "" ? null : found;
}

function absolute(href: string): string {
  return href.startsWith("/") ? `${site}${href}` : href;
}

function itemsOf(entry: Entry, row: number, options: ImportOptions): Item[] {
  if (entry.title === null && entry.number === null)
    return [reject(row, "title", "and number are both missing")];
  const office = officeOfName(entry.office ?? "", options.office);
  if (office === undefined)
    return [reject(row, "Submitting OIG", "is missing; say --office SLUG", entry.office)];
  const flaws: Item[] = [];
  const cell = <T>(
    column: string,
    value: string | null,
    reading: (text: string) => { value: T } | { flaw: string },
  ) => {
    if (value === null) return null;
    const found = reading(value);
    if ("value" in found) return found.value;
    flaws.push(reject(row, column, `${found.flaw}; the rest of the report is imported`, value));
    return null;
  };
  const { number, title, summary } = entry;
  const ref = referenceTo(office.slug, number, title);
  const issuedOn = cell("Date Issued", entry.issued, (one) => readDate(one, ["MDY"]));
  const agencies = entry.agencies.flatMap((name) => agencyRecordsOf(name));
  const slugs = [...new Set(agencies.map(({ slug }) => slug))];
  const type =
    entry.type === null ? null : (types.find(([pattern]) => pattern.test(entry.type ?? ""))?.[1] ?? "OTHER");
  const home = office.agency ?? null;
  const prose =
    summary === null || type === "SEMIANNUAL_REPORT"
      ? undefined
      : readProse({ office: office.slug, number, title, summary, home, issuedOn, agencies: slugs });
  const stated = cell("Number of Recommendations", entry.recommendations, (one) =>
    /^\d{1,4}$/.test(one) ? { value: Number(one) } : { flaw: "is not a number" },
  );
  const records: CanonicalRecord[] = [
    ...mentionsOf(home === null ? [] : [home]),
    ...office.records,
    {
      record: "report",
      office: office.slug,
      number,
      title,
      type,
      typeRaw: entry.type,
      summary,
      issuedOn,
      location: entry.location,
      url: entry.url,
      landingUrl: entry.landingUrl,
      ...prose?.facts,
      declaredRecommendationCount: stated ?? prose?.facts?.declaredRecommendationCount ?? null,
      questionedCosts: cell("Questioned Costs", entry.questioned, (one) => readMoney(one, false)),
      fundsPutToBetterUse: cell("Funds for Better Use", entry.betterUse, (one) => readMoney(one, false)),
    },
    ...agencies.flatMap(({ records: known }) => known),
    ...slugs.map((agency) => ({ record: "report_agency", ...ref, agency }) as const),
    ...(prose?.records ?? []),
    ...entry.open.flatMap((one) => openRecords(ref, one, cell)),
  ];
  return [...flaws, ...records.map((record) => ({ row, record }))];
}

function agencyRecordsOf(
  name: string,
): { readonly slug: string; readonly records: readonly CanonicalRecord[] }[] {
  const known = agencyNamed(name);
  if (known !== undefined) return [{ slug: known, records: mentionsOf([known]) }];
  const slug = slugOf(name);
  if (slug === undefined) return [];
  return [{ slug, records: [{ record: "agency", slug, name, kind: "OTHER", mention: true }] }];
}

/** The page's own words for what is open stand in a table; it says nothing of those that are not. */
function openRecords(
  ref: ReturnType<typeof referenceTo>,
  one: OpenRecommendation,
  cell: (
    column: string,
    value: string | null,
    reading: (text: string) => { value: string } | { flaw: string },
  ) => string | null,
): CanonicalRecord[] {
  const sum = (column: string, value: string | null) => cell(column, value, (text) => readMoney(text, false));
  return [
    {
      record: "recommendation",
      ...ref,
      number: one.number,
      text: one.text,
      textMissingReason: one.text === null ? "NOT_PUBLISHED" : null,
      isSignificant: one.isSignificant,
      questionedCosts: sum("Recommended Questioned Costs", one.questioned),
      fundsPutToBetterUse: sum("Recommended Funds for Better Use", one.betterUse),
    },
    {
      record: "status_event",
      ...ref,
      recommendation: one.number,
      status: "OPEN",
      statusRaw: "Open Recommendations",
      asOf: null,
    },
  ];
}
