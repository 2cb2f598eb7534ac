// The JSON Schema of mappings, for editors that complete and check while one is written. Its names are those that the
// reader of mappings goes by: an entry without a description here does not compile.
import { fieldsOf } from "../../records/records";
import { agencyKind, officeKind } from "../../records/vocabulary";
import { type EntryName, type Group, groups, mappedFields } from "./mapping-entries";
import type { SourceEntry } from "./mapping-source";

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: "string" };
const texts: Schema = { anyOf: [text, { type: "array", items: text }] };
const scalar: Schema = { type: ["string", "number", "boolean"] };
const slug: Schema = { type: "string", description: "A slug such as dhs-oig." };

const described = (description: string, schema: Schema): Schema => ({ description, ...schema });

function sourceParts(vocabulary: readonly string[] | undefined): Record<SourceEntry, Schema> {
  const meaning: Schema =
    vocabulary === undefined ? text : { enum: [...new Set([...vocabulary, "NOT_SHOWN"])] };
  return {
    column: described("A column, or several of which the first filled one counts.", texts),
    join: described("The columns together are the value, with this between them.", text),
    partial: described("The day that a month, quarter or year is taken for.", { enum: ["first", "last"] }),
    constant: described("The same for every row.", scalar),
    default: described("The value where the cell says nothing.", scalar),
    values: described("What the column's values mean; null says nothing about this field.", {
      type: "object",
      additionalProperties: { anyOf: [meaning, { type: "null" }] },
    }),
    present: described("The value where the cell is filled.", meaning),
    absent: described("The value where the cell is empty.", meaning),
    split: described("What separates several values in one cell.", text),
    pattern: described("A regular expression whose first group is the value.", text),
  };
}

/** Schemas that stand in several places, by name. */
const shared: Record<string, Schema> = {};

function share(name: string, schema: Schema): Schema {
  shared[name] ??= schema;
  return { $ref: `#/$defs/${name}` };
}

function sourceObject(
  vocabulary: readonly string[] | undefined,
  more: Readonly<Record<string, Schema>> = {},
): Schema {
  return {
    anyOf: [
      text,
      { type: "array", items: text },
      { type: "object", properties: { ...sourceParts(vocabulary), ...more }, additionalProperties: false },
    ],
  };
}

const plainSource = share("source", sourceObject(undefined));

function fields(group: Group): Schema {
  const kind = fieldsOf(groups[group]);
  const properties = mappedFields(group).map((name) => {
    const { sql, values } = kind[name]!.type as { readonly sql: string; readonly values?: readonly string[] };
    return [name, values === undefined ? plainSource : share(sql, sourceObject(values))] as const;
  });
  return share(group, {
    type: "object",
    properties: Object.fromEntries(properties),
    additionalProperties: false,
  });
}

const entries: Readonly<Record<EntryName, Schema>> = {
  name: described("What the mapping is called.", text),
  about: described("What the material is.", text),
  publisher: described("Who publishes it.", text),
  office: described("Whose reports they are.", {
    anyOf: [
      slug,
      {
        type: "object",
        properties: { slug, name: text, kind: { enum: officeKind.values }, column: texts },
        additionalProperties: false,
      },
    ],
  }),
  detect: described("Columns by which a file is told to be of this kind.", texts),
  dates: described("How days are written besides 2021-03-31 and March 31, 2021.", {
    anyOf: [{ enum: ["MDY", "DMY", "excel"] }, { type: "array", items: { enum: ["MDY", "DMY", "excel"] } }],
  }),
  decimal: described("The sign before decimals.", { enum: [",", "."] }),
  delimiter: described("The sign between cells; found out where absent.", text),
  blanks: described("Cells that say nothing.", texts),
  asOf: described("The day of the whole file.", { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" }),
  openList: described("The file lists everything of the office that is open.", { type: "boolean" }),
  opensByRule: described("Without a status, the day of issue opens a recommendation.", { type: "boolean" }),
  agency: described(
    "The bodies that a row names.",
    sourceObject(undefined, { kind: { enum: agencyKind.values }, parent: slug }),
  ),
  topics: described("What a report is about.", plainSource),
  repeats: described("REPORT#RECOMMENDATION that a row repeats.", plainSource),
  events: described("Further events of a row.", { type: "array", items: fields("event") }),
  responses: described("Further answers of a row.", { type: "array", items: fields("response") }),
  numberBy: described("Number recommendations in the order of a report's rows.", { enum: ["order"] }),
  fiscalYearStart: described("The month in which the office's year begins.", { type: ["integer", "string"] }),
  fillDown: described("Columns whose empty cells mean the same as the cell above.", texts),
  skip: described("Rows to leave out.", {
    type: "array",
    items: {
      type: "object",
      properties: { column: text, values: texts, pattern: text },
      required: ["column"],
      additionalProperties: false,
    },
  }),
  currency: described("Of plain amounts, as ISO 4217 has it.", { type: "string", pattern: "^[A-Za-z]{3}$" }),
  sheet: described("A workbook's sheet; else the first whose header fits.", text),
  report: described("Fields of the report.", fields("report")),
  recommendation: described("Fields of the recommendation.", fields("recommendation")),
  response: described("Fields of the answer.", fields("response")),
  event: described("Fields of the status event.", fields("event")),
};

/** The schema as its file holds it. */
export function mappingSchema(): string {
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Mapping of a tracker",
    type: "object",
    properties: entries,
    required: ["report"],
    additionalProperties: false,
    $defs: shared,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
