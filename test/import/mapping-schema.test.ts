// The schema of mappings for editors says what the reader of mappings takes: shipped mappings fit it, and so does every
// name that the reader knows, while others are refused by both.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { readMapping } from "../../src/import/formats/tracker/mapping";
import {
  entryNames,
  type Group,
  groups,
  mappedFields,
} from "../../src/import/formats/tracker/mapping-entries";
import { mappingSchema } from "../../src/import/formats/tracker/mapping-schema";
import { sourceEntries } from "../../src/import/formats/tracker/mapping-source";
import { projectRoot } from "../../src/project-root";

const folder = join(projectRoot(), "mappings");
const schema = JSON.parse(readFileSync(join(folder, "mapping.schema.json"), "utf8"));
const names = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

test("the file is what the reader's description gives", () => {
  expect(`${JSON.stringify(schema, null, 2)}\n`).toBe(mappingSchema());
});

test.each(names)("%s fits the schema", (name) => {
  expect(flaws(schema, parse(readFileSync(join(folder, name), "utf8"), { schema: "core" }))).toEqual([]);
});

test("every name that the reader takes is in the schema", () => {
  expect(Object.keys(schema.properties)).toEqual([...entryNames]);
  for (const group of Object.keys(groups) as Group[])
    expect(Object.keys(schema.$defs[group].properties)).toEqual(mappedFields(group));
  expect(Object.keys(schema.$defs.source.anyOf.at(-1).properties)).toEqual([...sourceEntries]);
});

test.each([
  ["an entry", { report: { number: "No" }, reprot: {} }],
  ["a field", { report: { number: "No", nummer: "No" } }],
  ["a part of a source", { report: { number: { column: "No", colum: "x" } } }],
  [
    "a meaning",
    {
      report: { number: "No" },
      recommendation: { number: "R" },
      event: { status: { column: "S", values: { a: "OPENED" } } },
    },
  ],
  ["an order of days", { report: { number: "No" }, dates: ["YMD"] }],
  ["a slip in skip", { report: { number: "No" }, skip: [{ values: ["x"] }] }],
])("%s that is wrong is refused by the reader and by the schema", (_, mapping) => {
  expect(() => readMapping(mapping, "wrong")).toThrow();
  expect(flaws(schema, mapping)).not.toEqual([]);
});

/** Where a value does not fit, by the keywords that this schema uses; any other keyword is an error here. */
function flaws(part: Record<string, unknown>, value: unknown, at = "$"): string[] {
  const { $ref, anyOf, type, properties, additionalProperties, required, items, pattern, ...rest } = part;
  const more = Object.keys(rest).filter(
    (key) => !["enum", "description", "title", "$schema", "$defs"].includes(key),
  );
  if (more.length > 0) throw new Error(`${at}: ${more.join(", ")} is not understood`);
  if (typeof $ref === "string") return flaws(schema.$defs[$ref.slice("#/$defs/".length)], value, at);
  if (Array.isArray(anyOf))
    return anyOf.some((one) => flaws(one, value, at).length === 0) ? [] : [`${at} fits none of the forms`];
  if (Array.isArray(rest.enum)) return rest.enum.includes(value) ? [] : [`${at} is none of the values`];
  if (
    !([] as unknown[])
      .concat(type)
      .some((one) => one === typeOf(value) || (one === "integer" && Number.isInteger(value)))
  )
    return [`${at} is no ${String(type)}`];
  if (typeof pattern === "string" && !new RegExp(pattern).test(String(value)))
    return [`${at} has not the form`];
  if (Array.isArray(value))
    return value.flatMap((one, index) => flaws(items as typeof part, one, `${at}.${index}`));
  if (typeof value !== "object" || value === null) return [];
  const known = (properties ?? {}) as Record<string, Record<string, unknown>>;
  return [
    ...((required ?? []) as string[]).filter((name) => !(name in value)).map((name) => `${at} lacks ${name}`),
    ...Object.entries(value).flatMap(([name, one]) => {
      if (name in known) return flaws(known[name]!, one, `${at}.${name}`);
      return typeof additionalProperties === "object"
        ? flaws(additionalProperties as typeof part, one, `${at}.${name}`)
        : [`${at}.${name} is not known`];
    }),
  ];
}

function typeOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}
