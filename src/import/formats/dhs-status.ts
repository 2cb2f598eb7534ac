// Lists of DHS OIG reports in CSV: the facts of each report, and what a report said of its recommendations when it was issued
// and which of them a public list showed as open on a later day.

import { positionFacts } from "../../extract/answers/positions";
import { numberOf } from "../../extract/text";
import type { Bytes } from "../input/bytes";
import { readCsv } from "../input/csv";
import { decode } from "../input/decode";
import { InputError } from "../input/input-error";
import { type Item, reject } from "../records/items";
import type { CanonicalRecord, RecordOf } from "../records/records";
import { isOwnNumber } from "./dhs-oig/proof";
import { agencyNamed, mentionsOf } from "./federal-records";
import type { Format, ImportOptions, Reading } from "./format";
import { countsOf, impliedOfEach } from "./status-tallies";
import { openedByRule } from "./summary-records";
import { headerOf } from "./tracker/format";

const version = "1";
const home = "dhs";
/** Who says how recommendations stood at issue: the report itself. */
const reporter = "DHS OIG";
/** Whose list shows what is open on a later day. */
const openList = "oversight.gov";
const openOn = /^recs_shown_open_(\d{4})_(\d{2})_(\d{2})$/;

export const dhsStatus: Format = {
  name: "dhs-oig-lists",
  version,
  about: "CSV lists of DHS OIG reports and of what became of their recommendations",
  proof: "its columns and the office's report numbers",
  detects: (sample) => {
    const header = headerOf(sample);
    if (header[0] !== "report_number") return false;
    if (header.includes("n_recommendations") && header.includes("response")) return true;
    // A list of titles alone is this office's where the numbers are of its form.
    const numbers = sample
      .split(/\r?\n/)
      .slice(1, -1)
      .map((line) => /^"?([^",]*)/.exec(line)?.[1] ?? "");
    const own = numbers.filter(isOwnNumber).length;
    return header.includes("title") && header.includes("fiscal_year") && own > 0 && own * 2 > numbers.length;
  },
  read,
};

function read(bytes: Bytes, options: ImportOptions): Reading {
  const office = options.office ?? "dhs-oig";
  return {
    items: items(decode(bytes.all, options.encoding), office),
    source: () => ({
      publisher: "Public record of DHS OIG recommendations",
      fileName: bytes.fileName,
      format: "dhs-oig-lists",
      importerVersion: version,
      asOf: options.asOf ?? null,
    }),
  };
}

async function* items(text: AsyncIterable<string>, office: string): AsyncGenerator<readonly Item[]> {
  let header: readonly string[] | undefined;
  for await (const batch of readCsv(text, ",")) {
    const found: Item[] = [];
    for (const { line, cells, flaw } of batch) {
      if (header === undefined) {
        header = cells;
        const records: CanonicalRecord[] = [
          ...mentionsOf([home]),
          {
            record: "office",
            slug: office,
            name: "Department of Homeland Security, Office of Inspector General",
            shortName: "DHS OIG",
            kind: "INSPECTOR_GENERAL",
            mention: true,
          },
          { record: "office_agency", office, agency: home },
        ];
        found.push(...records.map((record) => ({ row: line, record })));
      } else if (flaw !== undefined || cells.length !== header.length)
        found.push(reject(line, null, flaw ?? `has ${cells.length} cells; the header has ${header.length}`));
      else
        found.push(
          ...rowItems(office, line, new Map(header.map((name, index) => [name, cells[index]?.trim() ?? ""]))),
        );
    }
    yield found;
  }
  if (header === undefined) throw new InputError("The file is empty.");
}

function rowItems(office: string, line: number, row: ReadonlyMap<string, string>): Item[] {
  const cell = (column: string) => row.get(column) || null;
  const number = cell("report_number");
  if (number === null) return [reject(line, "report_number", "is missing")];
  const count = cell("n_recommendations");
  if (count !== null && !/^\d{1,4}$/.test(count))
    return [reject(line, "n_recommendations", "is not a number", count)];
  const year = cell("fiscal_year");
  if (year !== null && !/^\d{4}$/.test(year)) return [reject(line, "fiscal_year", "is not a year", year)];
  const ref = { office, report: number };
  const issuedOn = cell("issue_date");
  // "office's listing for ICE": the office itself files the report under that agency.
  const listed = /\blisting for ([A-Z]{2,6})\b/.exec(cell("note") ?? "")?.[1] ?? "";
  const labels = (cell("agencies") ?? listed).split(";").filter((label) => label.trim() !== "");
  const agencies = labels.flatMap((label) => agencyNamed(label) ?? []);
  const numbers = Array.from({ length: Number(count ?? 0) }, (_, index) => String(index + 1));
  const answers = answersOf(ref, numbers, cell("response"), agencies);
  const concerned = [...new Set([...agencies, ...answers.map(({ agency }) => agency)])];
  const stated = statedAtIssue(ref, numbers, cell("status_at_issuance"), issuedOn);
  const hasStatus = row.has("status_at_issuance");
  const records: CanonicalRecord[] = [
    {
      record: "report",
      office,
      number,
      title: cell("title"),
      fiscalYear: year === null ? null : Number(year),
      issuedOn,
      declaredRecommendationCount: count === null ? null : Number(count),
      landingUrl: pageOf(cell("source_url")),
    },
    ...mentionsOf(concerned),
    ...concerned.map(
      (agency) =>
        ({
          record: "report_agency",
          ...ref,
          agency,
          ...(agencies.includes(agency) ? {} : { role: "RESPONSIBLE" as const }),
        }) as const,
    ),
    ...numbers.map(
      (recommendation) =>
        ({
          record: "recommendation",
          ...ref,
          number: recommendation,
          textMissingReason: "NOT_IMPORTED",
        }) as const,
    ),
    ...answers,
    // Where it is stated that some were closed at issue, no rule may call all of them open.
    ...(hasStatus ? stated : numbers.map((recommendation) => openedByRule(ref, recommendation, issuedOn))),
    ...[...row].flatMap(([column, shown]) => shownLater(ref, numbers, column, shown)),
  ];
  const strangers = labels.filter((label) => agencyNamed(label) === undefined);
  return [
    ...records.map((record) => ({ row: line, record })),
    ...strangers.map((label) => reject(line, "agencies", "is an agency that no table knows", label)),
  ];
}

// Addresses of listing pages, and remarks that are none.
function pageOf(text: string | null): string | null {
  return text !== null && /^https?:\/\//.test(text) ? text : null;
}

/** "ICE concurred with all five recommendations"; without a name it is the one agency of the report that speaks. */
function answersOf(
  ref: { office: string; report: string },
  numbers: readonly string[],
  response: string | null,
  agencies: readonly string[],
): RecordOf<"response">[] {
  if (response === null) return [];
  const isBare = !/^\p{Lu}/u.test(response);
  if (isBare && agencies.length !== 1) return [];
  const text = isBare
    ? `It ${response} ${/recommendation/.test(response) ? "" : "recommendations"}.`
    : `${response}.`;
  return positionFacts(text, { home: null }).flatMap(({ position, agency, scope, count }) => {
    const who = agency ?? (agencies.length === 1 ? agencies[0]! : null);
    const isAboutAll = (scope === "ALL" || scope === "COUNT") && (count === null || count === numbers.length);
    if (who === null || !isAboutAll) return [];
    return numbers.map(
      (recommendation) =>
        ({
          record: "response",
          ...ref,
          recommendation,
          agency: who,
          position,
          positionRaw: response,
        }) as const,
    );
  });
}

/** What a report said of its own recommendations; a count of them without their numbers is a tally, and tells nothing of a single one. */
function statedAtIssue(
  ref: { office: string; report: string },
  numbers: readonly string[],
  words: string | null,
  issuedOn: string | null,
): (RecordOf<"status_event"> | RecordOf<"status_tally">)[] {
  if (words === null) return [];
  const parts = words
    .split(/;|,\s+(?=\p{L})|\band\b(?=\s+\p{L}+\s+(?:un)?resolved)/u)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const event = (
    recommendation: string,
    status: "OPEN" | "CLOSED_UNSPECIFIED",
    resolution: "RESOLVED" | "UNRESOLVED",
  ) =>
    ({
      record: "status_event",
      ...ref,
      publisher: reporter,
      recommendation,
      status,
      basis: "STATED",
      statusRaw: words,
      resolution,
      resolutionRaw: words,
      asOf: issuedOn,
    }) as const;
  const read = parts.map((part) =>
    /^(.*?)\s*\b(resolved|unresolved)\s*(?:and|\/)\s*(open|closed)$/i.exec(part),
  );
  if (read.some((match) => match === null)) return [];
  const told = read.map((match) => ({
    whose: match![1]!.trim(),
    resolution: match![2]!.toLowerCase() === "resolved" ? ("RESOLVED" as const) : ("UNRESOLVED" as const),
    status: match![3]!.toLowerCase() === "open" ? ("OPEN" as const) : ("CLOSED_UNSPECIFIED" as const),
  }));
  if (told.every(({ whose }) => /^\d+(?:\s*,\s*\d+)*$/.test(whose)) && numbers.length > 1)
    return told.flatMap(({ whose, status, resolution }) =>
      whose.split(/\s*,\s*/).map((recommendation) => event(recommendation, status, resolution)),
    );
  const [only] = told;
  if (
    told.length === 1 &&
    only &&
    (/^(?:all|the recommendation)\b/i.test(only.whose) || numbers.length === 1)
  )
    return numbers.map((recommendation) => event(recommendation, only.status, only.resolution));
  const counted = told.map((one) => ({ ...one, count: numberOf(one.whose) ?? Number.NaN }));
  if (counted.reduce((sum, { count }) => sum + count, 0) !== numbers.length) return [];
  const tally = {
    record: "status_tally",
    ...ref,
    publisher: reporter,
    asOf: issuedOn,
    totalCount: numbers.length,
    ...countsOf(counted),
    sourceQuote: words,
  } as const;
  return [tally, ...impliedOfEach(ref, tally, numbers)];
}

function shownLater(
  ref: { office: string; report: string },
  numbers: readonly string[],
  column: string,
  shown: string,
): RecordOf<"status_event">[] {
  const [, year, month, day] = openOn.exec(column) ?? [];
  if (year === undefined || shown === "") return [];
  const open = new Set(shown.split(";").map((one) => one.trim()));
  const asOf = `${year}-${month}-${day}`;
  return numbers.map((recommendation) =>
    open.has(recommendation)
      ? ({
          record: "status_event",
          ...ref,
          publisher: openList,
          recommendation,
          status: "OPEN",
          statusRaw: "shown as open",
          asOf,
        } as const)
      : ({
          record: "status_event",
          ...ref,
          publisher: openList,
          recommendation,
          kind: "NOT_SHOWN",
          asOf,
          note: "a list of open recommendations does not show it; that is no proof that it is closed",
        } as const),
  );
}
