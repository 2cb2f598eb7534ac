// A tracker mapping: which column says what, and what its values mean. Data written by people, so all mistakes are told together.
import { InputError } from "../../input/input-error";
import { fieldsOf, type Kind } from "../../records/records";
import { date, slug } from "../../records/values";
import { agencyKind, officeKind } from "../../records/vocabulary";

/** Where a field's value comes from. In a mapping file a bare text is short for `{ column: text }`. */
export interface Source {
  /** Column names of which the first present one is read. */
  readonly columns: readonly string[];
  /** The same for every row; `columns` then is empty. */
  readonly constant?: string | number | boolean;
  /** What the column's values mean, for fields with a fixed vocabulary; null: nothing about this field. Compared without regard to case and spaces. */
  readonly values?: Readonly<Record<string, string | null>>;
  /** For columns that only are filled or not, such as a closing date that tells the status. */
  readonly present?: string;
  readonly absent?: string;
  /** Separator of several values in one cell (agencies and topics only). */
  readonly split?: string;
  /** A regular expression whose first group is the value; a cell that does not match is taken whole. */
  readonly pattern?: RegExp;
}

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
  readonly repeats: Source | undefined;
}

export type Fields = Readonly<Record<string, Source>>;

const groups = {
  report: "report",
  recommendation: "recommendation",
  response: "response",
  event: "status_event",
} as const satisfies Record<string, Kind>;
/** Fields that the mapping itself looks after. */
const automatic: ReadonlySet<string> = new Set([
  "office",
  "report",
  "reportTitle",
  "recommendation",
  "agency",
  "source",
  "basis",
  "observedAt",
  "createdAt",
  "updatedAt",
  "sourceStart",
  "sourceEnd",
  "summaryStart",
  "quoteStart",
  "quoteEnd",
  "sourceQuote",
]);
const known: ReadonlySet<string> = new Set([
  "name",
  "about",
  "publisher",
  "office",
  "detect",
  "dates",
  "decimal",
  "delimiter",
  "blanks",
  "asOf",
  "openList",
  "opensByRule",
  "agency",
  "topics",
  "repeats",
  ...Object.keys(groups),
]);

/** Reads a mapping as YAML or JSON gave it. */
export function readMapping(given: unknown, name: string): Mapping {
  const problems: string[] = [];
  const root = asObject(given, "the mapping", problems);
  for (const key of Object.keys(root))
    if (!known.has(key)) problems.push(`${key}: there is no such entry; there are ${[...known].join(", ")}`);
  const group = (key: keyof typeof groups) => fieldsIn(key, root[key], problems);
  const report = group("report");
  const recommendation = group("recommendation");
  if (report.number === undefined && report.title === undefined)
    problems.push("report: number or title has to be mapped, else no report can be told from another");
  const event = group("event");
  const response = group("response");
  if (
    recommendation.number === undefined &&
    (Object.keys(event).length > 0 || Object.keys(response).length > 0)
  )
    problems.push("recommendation: number has to be mapped where event or response are");
  const office = officeIn(root.office, problems);
  const agency = agencyIn(root.agency, problems);
  if (Object.keys(response).length > 0 && agency === undefined)
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

function fieldsIn(group: keyof typeof groups, given: unknown, problems: string[]): Fields {
  if (given === undefined) return {};
  const allowed = Object.keys(fieldsOf(groups[group])).filter((name) => !automatic.has(name));
  const found: Record<string, Source> = {};
  for (const [name, source] of Object.entries(asObject(given, group, problems))) {
    if (!allowed.includes(name))
      problems.push(`${group}.${name}: there is no such field; there are ${allowed.join(", ")}`);
    else found[name] = sourceIn(`${group}.${name}`, source, problems, fieldsOf(groups[group])[name]?.type);
  }
  return found;
}

function sourceIn(
  where: string,
  given: unknown,
  problems: string[],
  type?: { readonly values?: readonly string[]; problem(value: unknown): string | undefined },
): Source {
  if (typeof given === "string") return { columns: [given] };
  const source = asObject(given, where, problems);
  for (const key of Object.keys(source))
    if (!["column", "constant", "values", "present", "absent", "split", "pattern"].includes(key))
      problems.push(
        `${where}.${key}: there is no such entry; there are column, constant, values, present, absent, split, pattern`,
      );
  const columns = source.column === undefined ? [] : textList(source.column, `${where}.column`, problems);
  if (columns.length === 0 && source.constant === undefined)
    problems.push(`${where}: needs a column or a constant`);
  const values =
    source.values === undefined
      ? undefined
      : Object.fromEntries(
          Object.entries(asObject(source.values, `${where}.values`, problems)).map(
            ([raw, meaning]) => [foldValue(raw), meaning === null ? null : String(meaning)] as const,
          ),
        );
  const meanings = [...Object.values(values ?? {}), source.present, source.absent].filter(
    (one) => typeof one === "string",
  );
  for (const meaning of meanings) {
    const isNotShown = where === "event.status" && meaning === "NOT_SHOWN";
    if (!isNotShown && type?.values && !type.values.includes(meaning))
      problems.push(`${where}: ${meaning} is none of ${type.values.join(", ")}`);
  }
  return {
    columns,
    ...(source.constant === undefined ? {} : { constant: source.constant as string | number | boolean }),
    ...(values === undefined ? {} : { values }),
    ...(typeof source.present === "string" ? { present: source.present } : {}),
    ...(typeof source.absent === "string" ? { absent: source.absent } : {}),
    ...(typeof source.split === "string" ? { split: source.split } : {}),
    ...(typeof source.pattern === "string" ? { pattern: expression(source.pattern, where, problems) } : {}),
  };
}

/** Values are compared so: lower case, single spaces, one kind of dash. */
export function foldValue(value: string): string {
  return value
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\s*-\s*/g, "-")
    .replace(/[\s\u00a0]+/g, " ")
    .trim()
    .toLowerCase();
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

function expression(source: string, where: string, problems: string[]): RegExp {
  try {
    return new RegExp(source, "u");
  } catch (error) {
    problems.push(`${where}.pattern: ${(error as Error).message}`);
    return /(?:)/u;
  }
}

function asObject(given: unknown, where: string, problems: string[]): Readonly<Record<string, unknown>> {
  if (typeof given === "object" && given !== null && !Array.isArray(given))
    return given as Readonly<Record<string, unknown>>;
  problems.push(`${where}: is not a set of names with values`);
  return {};
}

function optionalText(given: unknown, where: string, problems: string[]): string | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given === "string" || typeof given === "number") return String(given);
  problems.push(`${where}: is not text`);
  return undefined;
}

function textList(given: unknown, where: string, problems: string[]): string[] {
  if (given === undefined) return [];
  const list = Array.isArray(given) ? given : [given];
  if (!list.every((one) => typeof one === "string"))
    problems.push(`${where}: is neither text nor a list of texts`);
  return list.map(String);
}
