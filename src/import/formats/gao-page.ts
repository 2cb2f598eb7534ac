// A report's page of GAO, saved as HTML: the report and its table of recommendations, each with agency and status.
// Proof is GAO's own address beside the table's class or heading.
import * as cheerio from "cheerio";
import { squeeze } from "../../extract/text";
import type { Bytes } from "../input/bytes";
import { InputError } from "../input/input-error";
import { wholeText } from "../input/whole-file";
import { type Item, reject } from "../records/items";
import type { CanonicalRecord, RecordOf } from "../records/records";
import { agencyNamed, mentionsOf, slugOf } from "./federal-records";
import type { Format, ImportOptions, Reading } from "./format";
import { readDate } from "./tracker/cells";
import { foldValue } from "./tracker/mapping-source";

const version = "1";
const office = "gao";
const site = "https://www.gao.gov";
const reportNumber = /\b(?:GAO|[A-Z]{3,5})(?:\/[A-Z]+)?-\d{2,4}-\d{1,6}[A-Z]{0,3}\b/;

type Status = NonNullable<RecordOf<"status_event">["status"]>;

/** GAO's statuses in its own words. */
const statuses: Readonly<Record<string, Status>> = {
  open: "OPEN",
  "open-partially addressed": "OPEN_PARTIALLY_ADDRESSED",
  "closed-implemented": "CLOSED_IMPLEMENTED",
  "closed-not implemented": "CLOSED_NOT_IMPLEMENTED",
  "closed-no longer valid": "CLOSED_NO_LONGER_VALID",
};

export const gaoPage: Format = {
  name: "gao-page",
  version,
  about: "a report's page of GAO with its recommendations, as saved HTML",
  proof: "GAO's address and its table of recommendations",
  detects: (sample) =>
    /<html|<!doctype/i.test(sample) &&
    /(?:rel="canonical"|property="og:url")[^>]*gao\.gov\/products\//i.test(sample) &&
    /view--recommendations|Recommendations for Executive Action|GAO-\d{2}-\d/.test(sample),
  read,
};

async function read(bytes: Bytes, options: ImportOptions): Promise<Reading> {
  const $ = cheerio.load(await wholeText(bytes, options));
  const landingUrl = address($);
  const heading = squeeze($("span.d-block.text-small").text()) || squeeze($("main").text()).slice(0, 2000);
  const number = reportNumber.exec(
    squeeze($("span.d-block.text-small strong").first().text()) || heading,
  )?.[0];
  const title = squeeze($("h1").first().text()) || titleOf($('meta[property="og:title"]').attr("content"));
  if (number === undefined || title === "")
    throw new InputError("The page shows no report number or no title of GAO.");
  const matters = $(".view--recommendations--block-3 td.views-field-field-recommendation").length;
  const rows = rowsOf($);
  async function* items(): AsyncGenerator<readonly Item[]> {
    yield reportItems($, { number: number!, title, heading, landingUrl });
    for (const [at, row] of rows.entries()) yield rowItems(number!, row, at + 1);
  }
  return {
    items: items(),
    notes: () =>
      matters === 0
        ? []
        : [
            `${matters} for the consideration of Congress ${matters === 1 ? "is" : "are"} no recommendation to an agency and left out`,
          ],
    source: () => ({
      publisher: "GAO",
      fileName: bytes.fileName,
      url: landingUrl,
      format: "gao-page",
      importerVersion: version,
      asOf: options.asOf ?? null,
    }),
  };
}

function address($: cheerio.CheerioAPI): string | null {
  const found = $('link[rel="canonical"]').attr("href") ?? $('meta[property="og:url"]').attr("content");
  return found === undefined ? null : absolute(found);
}

function absolute(href: string): string {
  return href.startsWith("/") ? `${site}${href}` : href;
}

function titleOf(text: string | undefined): string {
  return squeeze((text ?? "").replace(/^U\.S\. GAO\s*-\s*/, ""));
}

function reportItems(
  $: cheerio.CheerioAPI,
  page: { number: string; title: string; heading: string; landingUrl: string | null },
): Item[] {
  const { number, title, heading, landingUrl } = page;
  const printed = /(?:Published|Issued):\s*([A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})/.exec(heading)?.[1];
  const day = printed === undefined ? undefined : readDate(printed, []);
  const file = $('a[href$=".pdf"]')
    .toArray()
    .map((one) => $(one).attr("href")!)
    .find((href) => !/highlights/i.test(href));
  const records: CanonicalRecord[] = [
    { record: "office", slug: office, name: "Government Accountability Office", kind: "GAO", mention: true },
    {
      record: "report",
      office,
      number,
      title,
      issuedOn: day !== undefined && "value" in day ? day.value : null,
      url: file === undefined ? null : absolute(file),
      landingUrl,
    },
  ];
  return records.map((record) => ({ row: 1, record }));
}

interface Row {
  readonly agency: string;
  readonly text: string;
  readonly status: string;
  readonly comment: string;
  readonly isPriority: boolean;
}

function rowsOf($: cheerio.CheerioAPI): Row[] {
  return $(".view--recommendations--block-1 tr, table:has(th.views-field-field-recommendation) tr")
    .toArray()
    .filter((row) => $(row).closest(".view--recommendations--block-3").length === 0)
    .filter((row) => $(row).find("td.views-field-field-recommendation").length > 0)
    .map((row) => {
      const cell = (name: string) => $(row).find(`td.views-field-${name}`).first();
      const state = cell("field-status-code");
      const code = state.find(".code").first();
      const comment = $(row).find(".comment").first();
      return {
        agency: squeeze(cell("name").text()),
        text: squeeze(cell("field-recommendation").text()),
        status: squeeze((code.length > 0 ? code : state).text()),
        comment: squeeze(comment.text()),
        isPriority: /\bpriority rec/i.test($(row).text()),
      };
    });
}

function rowItems(report: string, row: Row, place: number): Item[] {
  if (row.text === "") return [reject(place, "Recommendation", "is empty", row.agency)];
  const number = /\(Recommendation (\d{1,3})\)\s*$/.exec(row.text)?.[1] ?? String(place);
  const ref = { office, report, recommendation: number };
  const agencies = row.agency
    .split(/\s*;\s*|\n/)
    .filter((name) => name !== "")
    .flatMap((name) => agencyOf(name));
  const status = statuses[foldValue(row.status)];
  const records: CanonicalRecord[] = [
    {
      record: "recommendation",
      office,
      report,
      number,
      text: row.text.replace(/\s*\(Recommendation \d{1,3}\)\s*$/, ""),
      ...(row.isPriority ? { isSignificant: true } : {}),
    },
    ...agencies.flatMap(({ slug, records: known }): CanonicalRecord[] => [
      ...known,
      { record: "report_agency", office, report, agency: slug },
      { record: "recommendation_agency", ...ref, agency: slug },
    ]),
    ...(row.status === ""
      ? []
      : [
          {
            record: "status_event",
            ...ref,
            status: status ?? "UNKNOWN",
            statusRaw: row.status,
            note: row.comment === "" ? null : row.comment,
          } as const,
        ]),
  ];
  return records.map((record) => ({ row: place, record }));
}

function agencyOf(name: string): { readonly slug: string; readonly records: readonly CanonicalRecord[] }[] {
  const known = agencyNamed(name);
  if (known !== undefined) return [{ slug: known, records: mentionsOf([known]) }];
  const slug = slugOf(name);
  return slug === undefined
    ? []
    : [{ slug, records: [{ record: "agency", slug, name, kind: "OTHER", mention: true }] }];
}
