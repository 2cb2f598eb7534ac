// A first draft of a mapping from a file's headers and values: guesses for a person to check, each with what it saw.
import type { Bytes } from "../../input/bytes";
import { delimiterOf, readCsv } from "../../input/csv";
import { decode, type Encoding } from "../../input/decode";
import { InputError } from "../../input/input-error";
import { readJsonLines } from "../../input/ndjson";
import { managementPosition, recommendationStatus, resolutionStatus } from "../../records/vocabulary";

const maxRows = 20_000;
/** A column with more different values than this is no vocabulary. */
const maxValues = 40;

interface Guess {
  readonly group: "report" | "recommendation" | "response" | "event" | "agency" | "topics";
  readonly field: string;
  readonly header: RegExp;
  readonly vocabulary?: readonly string[];
}

const guesses: readonly Guess[] = [
  { group: "event", field: "closedOn", header: /clos(?:ed|ure|ing).*(?:date|on)|date.*clos/i },
  {
    group: "response",
    field: "targetOn",
    header: /target|due date|estimated.*(?:completion|date)|expected.*date|planned.*date/i,
  },
  { group: "event", field: "asOf", header: /status.*(?:date|as of)|as of|last updated/i },
  {
    group: "report",
    field: "issuedOn",
    header: /(?:issue|publish|publication|report|release).*date|date.*(?:issue|publish|release)|^date$/i,
  },
  { group: "report", field: "fiscalYear", header: /fiscal.*year|^fy$/i },
  {
    group: "recommendation",
    field: "number",
    header: /rec\w*\.?.*(?:no\b|number|num\b|#|id\b)|^rec(?:ommendation)?\s*#?$/i,
  },
  {
    group: "report",
    field: "number",
    header: /(?:report|audit|product|project).*(?:no\b|number|num\b|#|id\b)/i,
  },
  { group: "report", field: "title", header: /title|report name|audit name/i },
  {
    group: "response",
    field: "position",
    header: /concur|agree|position/i,
    vocabulary: managementPosition.values,
  },
  { group: "event", field: "resolution", header: /resol/i, vocabulary: resolutionStatus.values },
  { group: "event", field: "status", header: /status/i, vocabulary: recommendationStatus.values },
  { group: "recommendation", field: "questionedCosts", header: /question/i },
  { group: "recommendation", field: "unsupportedCosts", header: /unsupported/i },
  { group: "recommendation", field: "fundsPutToBetterUse", header: /better use|fpbu/i },
  { group: "response", field: "plannedAction", header: /corrective action|planned action/i },
  { group: "response", field: "text", header: /response|management comment/i },
  {
    group: "agency",
    field: "agency",
    header: /agency|component|department|office|bureau|respondent|recipient|auditee/i,
  },
  { group: "topics", field: "topics", header: /topic|subject|keyword|area/i },
  { group: "report", field: "url", header: /url|link/i },
  { group: "recommendation", field: "text", header: /recommendation|finding|text|description/i },
];

export async function suggestMapping(bytes: Bytes, encoding: Encoding | undefined): Promise<string> {
  const { header, values } = await profile(bytes, encoding);
  if (header.length === 0) throw new InputError("The file has no header to make a mapping from.");
  const taken = new Set<string>();
  const found = new Map<Guess, string>();
  for (const guess of guesses) {
    const column = header.find((name) => !taken.has(name) && guess.header.test(name));
    if (column === undefined) continue;
    taken.add(column);
    found.set(guess, column);
  }
  return write(header, values, found, taken);
}

function write(
  header: readonly string[],
  values: ReadonlyMap<string, ReadonlyMap<string, number>>,
  found: ReadonlyMap<Guess, string>,
  taken: ReadonlySet<string>,
): string {
  const quote = (text: string) => JSON.stringify(text);
  const lines = [
    "# A draft, made from the file's headers and values. Check every line: a guess is no fact.",
    "name: my-tracker",
    "publisher: Whose tracker this is",
    "office: office-slug   # for example dhs-oig",
    `dates: [${[...values.values()].some((seen) => [...seen.keys()].some((value) => /^\d{1,2}\/\d{1,2}\/\d{4}$/.test(value))) ? "MDY" : ""}]   # MDY, DMY, excel; forms such as 2021-03-31 need nothing`,
  ];
  for (const group of ["agency", "topics"] as const)
    for (const [guess, column] of found) if (guess.group === group) lines.push(`${group}: ${quote(column)}`);
  for (const group of ["report", "recommendation", "response", "event"] as const) {
    const fields = [...found].filter(([guess]) => guess.group === group);
    if (fields.length === 0) continue;
    lines.push(`${group}:`);
    for (const [guess, column] of fields) {
      const seen = values.get(column);
      if (guess.vocabulary === undefined) lines.push(`  ${guess.field}: ${quote(column)}`);
      else {
        lines.push(
          `  ${guess.field}:`,
          `    column: ${quote(column)}`,
          `    values:   # ${guess.vocabulary.join(", ")}`,
        );
        for (const [value, count] of seen ?? [])
          lines.push(`      ${quote(value)}: ${meaningOf(value, guess.vocabulary)}   # ${count} times`);
      }
    }
  }
  const rest = header.filter((name) => !taken.has(name));
  if (rest.length > 0) lines.push(`# Columns that no guess fits: ${rest.map(quote).join(", ")}`);
  return lines.join("\n");
}

function meaningOf(value: string, vocabulary: readonly string[]): string {
  const words = value.toLowerCase();
  const pick = (...candidates: readonly [RegExp, string][]) =>
    candidates.find(([pattern, meaning]) => pattern.test(words) && vocabulary.includes(meaning))?.[1];
  return (
    pick(
      [/partial/, "OPEN_PARTIALLY_ADDRESSED"],
      [/not (?:be )?implement|won't|will not/, "CLOSED_NOT_IMPLEMENTED"],
      [/altern/, "CLOSED_ALTERNATIVE"],
      [/supersed/, "CLOSED_SUPERSEDED"],
      [/no longer|overtaken/, "CLOSED_NO_LONGER_VALID"],
      [/unimplemented|open|pending|progress|ongoing/, "OPEN"],
      [/implement|complete/, "CLOSED_IMPLEMENTED"],
      [/clos/, "CLOSED_UNSPECIFIED"],
      [/unresolved/, "UNRESOLVED"],
      [/hold/, "ON_HOLD"],
      [/resolved/, "RESOLVED"],
      [/partial/, "PARTIALLY_CONCUR"],
      [/non|not|disagree/, "NON_CONCUR"],
      [/concur|agree/, "CONCUR"],
    ) ?? "UNKNOWN"
  );
}

async function profile(
  bytes: Bytes,
  encoding: Encoding | undefined,
): Promise<{ header: string[]; values: Map<string, Map<string, number>> }> {
  let header: string[] = [];
  const values = new Map<string, Map<string, number>>();
  let rows = 0;
  const see = (name: string, value: string) => {
    const seen = values.get(name) ?? new Map<string, number>();
    values.set(name, seen);
    if (value !== "" && value.length <= 80 && (seen.has(value) || seen.size < maxValues))
      seen.set(value, (seen.get(value) ?? 0) + 1);
  };
  const sample = bytes.sample.toString("utf8");
  if (/^\s*\{/.test(sample))
    for await (const batch of readJsonLines(decode(bytes.all, encoding))) {
      for (const line of batch) {
        if ("flaw" in line) continue;
        if (header.length === 0) header = Object.keys(line.value);
        for (const name of header) see(name, String(line.value[name] ?? "").trim());
      }
      if ((rows += batch.length) > maxRows) break;
    }
  else
    for await (const batch of readCsv(
      decode(bytes.all, encoding),
      delimiterOf(sample.trimStart().split(/[\r\n]/, 1)[0] ?? ""),
    )) {
      for (const { cells } of batch) {
        if (header.length === 0) header = cells.map((cell) => cell.trim());
        else header.forEach((name, index) => see(name, (cells[index] ?? "").trim()));
      }
      if ((rows += batch.length) > maxRows) break;
    }
  return { header, values };
}
