// Tables of a semiannual report: rows that begin with a report's number, their sums by the names of their columns.

import { dateFacts } from "../dates";
import type { Quote } from "../facts";
import { NUMBER } from "../references";
import { normalizeReportNumber } from "../report-number";
import { quoteOf, squeeze } from "../text";
import { type Line, PAGE, type Place } from "./lines";

export type SumKind = "QUESTIONED" | "UNSUPPORTED" | "BETTER_USE";

/** A row of a table of reports. */
export interface ListedReport extends Quote, Place {
  readonly number: string;
  readonly title: string | null;
  readonly issuedOn: string | null;
  /** Exact sums by kind; only those whose column has a name. */
  readonly sums: Readonly<Partial<Record<SumKind, string>>>;
  /** What the list above it is of. */
  readonly list: "ISSUED" | "UNDECIDED" | "OTHER";
}

/** A table of which nothing is taken. */
export interface UnreadTable extends Place {
  readonly title: string;
}

const TABLE = /^\s*(?:table|exhibit|schedule|appendix)\s+[\dA-Z]{1,3}(?:[-.]\d+)?\s*[:.–—-]?\s*(\S.*)?$/iu;
const UNDECIDED =
  /no management decision|undecided|without (?:a )?management decision|(?:awaiting|pending) (?:a )?(?:management )?decision|unresolved|over (?:six|6) months|not (?:yet )?resolved/iu;

/** The reports that tables list, each once in a list. */
export function listedReports(text: string, lines: readonly Line[]): ListedReport[] {
  const found: ListedReport[] = [];
  let list: ListedReport["list"] = "OTHER";
  let heading = -1;
  for (const [i, { text: words }] of lines.entries()) {
    if (
      TABLE.test(words) ||
      (/\breports?\b/iu.test(words) &&
        /^[^\p{Ll}]{12,}$|^\s*\p{Lu}[^.]{8,90}$/u.test(words) &&
        !rowNumber(words))
    ) {
      const title = squeeze(`${words} ${lines[i + 1]?.text ?? ""}`);
      list = UNDECIDED.test(title)
        ? "UNDECIDED"
        : /\bissued\b|completed/iu.test(title)
          ? "ISSUED"
          : TABLE.test(words)
            ? "OTHER"
            : list;
      heading = i;
    }
    const number = rowNumber(words);
    if (number === null || found.some((other) => other.number === number.number && other.list === list))
      continue;
    const row = readRow(text, lines, i, number, heading);
    if (row) found.push({ ...row, list });
  }
  return found;
}

interface RowNumber {
  readonly number: string;
  readonly end: number;
}

/** A row begins with a report's number, and more than running prose stands behind it. */
function rowNumber(line: string): RowNumber | null {
  const match = [...line.matchAll(NUMBER)][0];
  if (!match || line.slice(0, match.index).trim() !== "") return null;
  const number = normalizeReportNumber(match[0]);
  const end = match.index + match[0].length;
  const rest = line.slice(end);
  const isCell =
    /^\s{2,}\S|^,?\s+(?:\d{1,2}\/|(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b)|^\t/u.test(
      rest,
    );
  return number && isCell ? { number, end } : null;
}

interface Cell {
  readonly text: string;
  readonly at: number;
}

function cellsOf(line: string, from: number): Cell[] {
  return [...line.slice(from).matchAll(/\S+(?:\s\S+)*/gu)].map((match) => ({
    text: match[0].replace(/^,\s*/u, ""),
    at: from + match.index,
  }));
}

const SUM = /^\$?\s?\(?(\d{1,3}(?:,\d{3})*(?:\.\d{2})?)\)?$/u;

function readRow(
  text: string,
  lines: readonly Line[],
  i: number,
  { number, end }: RowNumber,
  heading: number,
): Omit<ListedReport, "list"> | null {
  const line = lines[i]!;
  const cells = cellsOf(line.text, end);
  const title = cells.find((cell) => /\p{L}{3}.*\p{L}{3}/u.test(cell.text) && !isDate(cell.text));
  const sums = cells.filter((cell) => cell !== title && SUM.test(cell.text));
  const parts = title ? [title.text] : [];
  let last = line;
  for (const next of lines.slice(i + 1, i + 6)) {
    const more =
      title && next.text.trim() !== "" && !rowNumber(next.text) && !PAGE.test(next.text)
        ? cellsOf(next.text, 0)
        : [];
    const column = more.find((cell) => title && Math.abs(cell.at - title.at) <= 3);
    if (!column || more[0] !== column || /^Source:/u.test(column.text)) break;
    parts.push(column.text);
    last = next;
  }
  const quote = quoteOf(text, line.start, last.start + last.text.length);
  if (!quote) return null;
  const day = dateFacts(line.text.slice(end)).find(({ iso }) => iso?.length === 10)?.iso ?? null;
  return {
    number,
    title: parts.length > 0 ? squeeze(parts.join(" ")) : null,
    issuedOn: day,
    sums: named(sums, lines.slice(Math.max(heading, i - 60), i)),
    ...line.place,
    ...quote,
  };
}

function isDate(words: string): boolean {
  const [first] = dateFacts(words);
  return first !== undefined && first.quote.length >= squeeze(words).length - 1;
}

const COLUMNS: readonly (readonly [SumKind, RegExp])[] = [
  ["UNSUPPORTED", /unsupported/iu],
  ["QUESTIONED", /questioned|disallowed/iu],
  ["BETTER_USE", /better use|better\s*$|put to/iu],
];

/** Sums by the names of their columns: the headings of a table stand above its first row, each over its column. */
function named(sums: readonly Cell[], above: readonly Line[]): ListedReport["sums"] {
  const heads = above.flatMap(({ text: words }) =>
    rowNumber(words) ? [] : cellsOf(words, 0).map((cell) => ({ ...cell, end: cell.at + cell.text.length })),
  );
  const found: Partial<Record<SumKind, string>> = {};
  for (const sum of sums) {
    const end = sum.at + sum.text.length;
    const kindsOver = (slack: number) => {
      const over = heads.filter((head) => head.at < end + slack && head.end > sum.at - slack);
      const words = over.map((head) => head.text).join(" ");
      return COLUMNS.filter(([, pattern]) => pattern.test(words)).map(([kind]) => kind);
    };
    const kinds = kindsOver(0).length > 0 ? kindsOver(0) : kindsOver(3);
    const [kind] = kinds;
    const amount = SUM.exec(sum.text)![1]!.replaceAll(",", "");
    if (kinds.length === 1 && kind && found[kind] === undefined) found[kind] = amount;
  }
  return found;
}

/** Tables by name, without a row that was read. */
export function unreadTables(lines: readonly Line[], listed: readonly ListedReport[]): UnreadTable[] {
  const contents = lines.findIndex(({ text: words }) => /^\s*(?:table of )?contents\s*$/iu.test(words));
  const isContents = (i: number) =>
    contents >= 0 && i >= contents && lines[i]!.place.page === lines[contents]!.place.page;
  const tables = lines.flatMap((line, i) => {
    const isTable =
      /^\s*table\s+[\dA-Z]{1,3}(?:[-.]\d+)?\s*[:.–—-]\s*\S/iu.test(line.text) &&
      !isContents(i) &&
      lines.slice(i + 1, i + 12).some(({ text: words }) => /\S\s{3,}\S/u.test(words));
    return isTable ? [{ i, title: squeeze(line.text), ...line.place }] : [];
  });
  return tables.flatMap(({ i, title, page, line }, k) => {
    const limit = tables[k + 1]?.i ?? lines.length;
    return listed.some((row) => row.line > i && row.line <= limit) ? [] : [{ title, page, line }];
  });
}
