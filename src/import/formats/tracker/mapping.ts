// A tracker mapping: which column says what, and what its values mean. Data written by people, so all mistakes are told together.
import { InputError } from "../../input/input-error";
import { fieldsOf } from "../../records/records";
import { date, slug } from "../../records/values";
import { agencyKind, officeKind } from "../../records/vocabulary";
import { entryNames, type Group, groups, mappedFields } from "./mapping-entries";
import {
  asObject,
  expression,
  foldValue,
  optionalText,
  type Source,
  sourceIn,
  textList,
} from "./mapping-source";

export { foldValue, type Source } from "./mapping-source";

export type DateStyle = "MDY" | "DMY" | "excel";

export interface Mapping {
  readonly name: string;
  readonly about: string;
  readonly publisher: string;
  readonly office: {
    readonly slug?: string;
    readonly column?: Source;
    readonly name?: string;
    readonly kind: (typeof officeKind.values)[number];
  };
  /** Columns by which a file is told to be of this kind. */
  readonly detect: readonly string[];
  /** How days are written besides 2021-03-31 and March 31, 2021. */
  readonly dates: readonly DateStyle[];
  readonly decimalComma: boolean;
  readonly delimiter?: string;
  /** Cells that say nothing. */
  readonly blanks: readonly string[];
  readonly asOf?: string;
  /** The file lists everything of the office that is open. */
  readonly isOpenList: boolean;
  /** Day of issue opens a recommendation where no status is mapped. */
  readonly opensByRule: boolean;
  readonly agency:
    | { readonly source: Source; readonly kind: (typeof agencyKind.values)[number]; readonly parent?: string }
    | undefined;
  readonly topics: Source | undefined;
  readonly report: Fields;
  readonly recommendation: Fields;
  readonly response: Fields;
  readonly event: Fields;
  /** Further events of a row: rounds that stand in columns of their own. */
  readonly events: readonly Fields[];
  /** Further answers of a row, each with its period. */
  readonly responses: readonly Fields[];
  /** Number recommendations in the order of a report's rows where the number's cell is empty, or no column holds one. */
  readonly numberByOrder: boolean;
  /** Month in which the office's fiscal year begins; 10 is the federal one. Undefined: not derived. */
  readonly fiscalYearStart: number | undefined;
  /** Columns whose empty cells mean the same as the cell above. */
  readonly fillDown: readonly string[];
  /** Rows to leave out: those whose cell is one of the values, or matches. */
  readonly skip: readonly Skip[];
  /** Currency of plain amounts, as ISO 4217 has it. */
  readonly currency: string;
  /** Name of a workbook's sheet; undefined: the first whose columns fit. */
  readonly sheet: string | undefined;
  readonly repeats: Source | undefined;
}

/** A row that is none: a total, a heading, a note. */
export interface Skip {
  readonly column: string;
  readonly values: ReadonlySet<string>;
  readonly pattern?: RegExp;
}

export type Fields = Readonly<Record<string, Source>>;

/** Reads a mapping as YAML or JSON gave it. */
export function readMapping(given: unknown, name: string): Mapping {
  const problems: string[] = [];
  const root = asObject(given, "the mapping", problems);
  for (const key of Object.keys(root))
    if (!(entryNames as readonly string[]).includes(key))
      problems.push(`${key}: there is no such entry; there are ${entryNames.join(", ")}`);
  const group = (key: Group) => fieldsIn(key, root[key], problems);
  const report = group("report");
  const recommendation = group("recommendation");
  if (report.number === undefined && report.title === undefined)
    problems.push("report: number or title has to be mapped, else no report can be told from another");
  const event = group("event");
  const response = group("response");
  const several = (key: "events" | "responses", kind: Group) =>
    listOf(root[key], key, problems).map((one) => fieldsIn(kind, one, problems));
  const events = several("events", "event");
  const responses = several("responses", "response");
  const numberBy = optionalText(root.numberBy, "numberBy", problems);
  if (numberBy !== undefined && numberBy !== "order")
    problems.push(`numberBy: ${numberBy} is not order, which numbers recommendations as their rows stand`);
  if (
    recommendation.number === undefined &&
    recommendation.text === undefined &&
    numberBy === undefined &&
    [event, response, ...events, ...responses].some((fields) => Object.keys(fields).length > 0)
  )
    problems.push(
      "recommendation: number or text has to be mapped where event or response are, or numberBy: order be given",
    );
  const fiscalYearStart = monthIn(root.fiscalYearStart, problems);
  const currency = optionalText(root.currency, "currency", problems)?.toUpperCase() ?? "USD";
  if (!/^[A-Z]{3}$/.test(currency))
    problems.push(`currency: ${currency} is no code of three letters such as EUR`);
  const office = officeIn(root.office, problems);
  const agency = agencyIn(root.agency, problems);
  if ([response, ...responses].some((fields) => Object.keys(fields).length > 0) && agency === undefined)
    problems.push("response: needs agency, for somebody has to answer");
  const asOf = optionalText(root.asOf, "asOf", problems);
  if (asOf !== undefined && date.problem(asOf)) problems.push(`asOf ${date.problem(asOf)}`);
  const mapping: Mapping = {
    name: optionalText(root.name, "name", problems) ?? name,
    about: optionalText(root.about, "about", problems) ?? "",
    publisher: optionalText(root.publisher, "publisher", problems) ?? office.name ?? office.slug ?? name,
    office,
    detect: textList(root.detect, "detect", problems),
    dates: textList(root.dates, "dates", problems) as DateStyle[],
    decimalComma: root.decimal === ",",
    ...(typeof root.delimiter === "string" ? { delimiter: root.delimiter } : {}),
    blanks: root.blanks === undefined ? ["N/A", "NA", "-", "--"] : textList(root.blanks, "blanks", problems),
    ...(asOf === undefined ? {} : { asOf }),
    isOpenList: root.openList === true,
    opensByRule: root.opensByRule === true,
    agency,
    topics: root.topics === undefined ? undefined : sourceIn("topics", root.topics, problems),
    repeats: root.repeats === undefined ? undefined : sourceIn("repeats", root.repeats, problems),
    report,
    recommendation,
    response,
    event,
    events,
    responses,
    numberByOrder:
      numberBy === "order" || (recommendation.number === undefined && recommendation.text !== undefined),
    fiscalYearStart,
    fillDown: textList(root.fillDown, "fillDown", problems),
    skip: skipsIn(root.skip, problems),
    currency,
    sheet: optionalText(root.sheet, "sheet", problems),
  };
  for (const style of mapping.dates)
    if (!["MDY", "DMY", "excel"].includes(style)) problems.push(`dates: ${style} is none of MDY, DMY, excel`);
  if (mapping.dates.includes("MDY") && mapping.dates.includes("DMY"))
    problems.push("dates: MDY and DMY together leave 03/04/2021 open");
  if (mapping.isOpenList && mapping.office.slug === undefined)
    problems.push("openList: needs one office for the whole file");
  if (problems.length > 0)
    throw new InputError(
      `The mapping ${name} has ${problems.length === 1 ? "a mistake" : `${problems.length} mistakes`}:\n${problems.map((problem) => `  ${problem}`).join("\n")}`,
    );
  return mapping;
}

function fieldsIn(group: Group, given: unknown, problems: string[]): Fields {
  if (given === undefined) return {};
  const allowed = mappedFields(group);
  const found: Record<string, Source> = {};
  for (const [name, source] of Object.entries(asObject(given, group, problems))) {
    if (!allowed.includes(name))
      problems.push(`${group}.${name}: there is no such field; there are ${allowed.join(", ")}`);
    else found[name] = sourceIn(`${group}.${name}`, source, problems, fieldsOf(groups[group])[name]?.type);
  }
  return found;
}

function officeIn(given: unknown, problems: string[]): Mapping["office"] {
  if (given === undefined) return { kind: "OTHER" };
  if (typeof given === "string")
    return { slug: checkedSlug(given, "office", problems), kind: "INSPECTOR_GENERAL" };
  const office = asObject(given, "office", problems);
  const kind = office.kind ?? "INSPECTOR_GENERAL";
  if (officeKind.problem(kind)) problems.push(`office.kind ${officeKind.problem(kind)}`);
  const name = optionalText(office.name, "office.name", problems);
  return {
    ...(office.slug === undefined ? {} : { slug: checkedSlug(office.slug, "office.slug", problems) }),
    ...(office.column === undefined
      ? {}
      : { column: sourceIn("office", { column: office.column }, problems) }),
    ...(name === undefined ? {} : { name }),
    kind: kind as Mapping["office"]["kind"],
  };
}

function agencyIn(given: unknown, problems: string[]): Mapping["agency"] {
  if (given === undefined) return undefined;
  if (typeof given === "string") return { source: { columns: [given] }, kind: "OTHER" };
  const { kind = "OTHER", parent, ...source } = asObject(given, "agency", problems);
  if (agencyKind.problem(kind)) problems.push(`agency.kind ${agencyKind.problem(kind)}`);
  return {
    source: sourceIn("agency", source, problems),
    kind: kind as (typeof agencyKind.values)[number],
    ...(parent === undefined ? {} : { parent: checkedSlug(parent, "agency.parent", problems) }),
  };
}

function checkedSlug(given: unknown, where: string, problems: string[]): string {
  const problem = slug.problem(given);
  if (problem !== undefined) problems.push(`${where} ${problem}`);
  return String(given);
}

function listOf(given: unknown, where: string, problems: string[]): readonly unknown[] {
  if (given === undefined) return [];
  if (Array.isArray(given)) return given;
  problems.push(`${where}: is not a list`);
  return [];
}

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function monthIn(given: unknown, problems: string[]): number | undefined {
  if (given === undefined) return undefined;
  const month =
    typeof given === "number" ? given : monthNames.indexOf(String(given).slice(0, 3).toLowerCase()) + 1;
  if (Number.isInteger(month) && month >= 1 && month <= 12) return month;
  problems.push(`fiscalYearStart: ${String(given)} is no month; write 7 or July`);
  return undefined;
}

function skipsIn(given: unknown, problems: string[]): Skip[] {
  return listOf(given, "skip", problems).map((one, index) => {
    const where = `skip.${index + 1}`;
    const { column, values, pattern } = asObject(one, where, problems);
    if (typeof column !== "string") problems.push(`${where}: needs a column`);
    if (values === undefined && pattern === undefined) problems.push(`${where}: needs values or a pattern`);
    return {
      column: String(column),
      values: new Set(textList(values, `${where}.values`, problems).map(foldValue)),
      ...(typeof pattern === "string" ? { pattern: expression(pattern, where, problems) } : {}),
    };
  });
}
