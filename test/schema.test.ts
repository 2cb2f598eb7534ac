// What the schema promises: described throughout, Relay's shapes, and null exactly where the database allows it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
} from "graphql";
import type { TableMapping } from "../src/planner/mapping/model";
import { tableOfType } from "../src/planner/mapping/registry";
import { schemaText, serviceSchema } from "../src/schema";
import { testDatabase } from "./support/database";

const { schema } = serviceSchema();
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const objects = types.filter(isObjectType);
/** Types whose objects are rows of a table; groups of statistics and search hits are made for one answer only. */
const rows = objects.flatMap((type): [GraphQLObjectType, TableMapping][] => {
  const table = tableOfType(type);
  return table && type.getInterfaces().length > 0 ? [[type, table]] : [];
});

test("schema.graphql is current (if not: npm run schema)", () => {
  expect(readFileSync(join(__dirname, "../schema.graphql"), "utf8")).toBe(schemaText());
});

/** Every element that a description can stand on, by its path. */
function* elements(type: GraphQLNamedType): Iterable<[string, string, string | null | undefined]> {
  yield [type.name, type.name, type.description];
  if (isEnumType(type))
    for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value.name, value.description];
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return;
  for (const field of Object.values(type.getFields())) {
    yield [`${type.name}.${field.name}`, field.name, field.description];
    if (!("args" in field)) continue;
    for (const argument of field.args)
      yield [`${type.name}.${field.name}(${argument.name}:)`, argument.name, argument.description];
  }
}

function isSentence(text: string, name: string): boolean {
  const words = text.split(/\s+/);
  // What a value of an enumeration means can be its name as a word: AGENCY, an agency.
  const isValue = /^[A-Z_]+$/.test(name);
  return (
    words.length > 1 &&
    /[.]$/.test(text) &&
    /^[\p{Lu}\d`"]|^true: /u.test(text) &&
    (isValue || !repeats(text, name))
  );
}

function repeats(text: string, name: string): boolean {
  const letters = (value: string) => value.toLowerCase().replace(/[^a-z]|\b(a|an|the)\b/g, "");
  return letters(text) === letters(name);
}

test("every type, field, argument, value and input is described by a sentence", () => {
  const all = types.flatMap((type) => [...elements(type)]);
  expect(all.length).toBeGreaterThan(1000);
  const wrong = all.filter(([, name, description]) => !isSentence(description ?? "", name));
  expect(wrong.map(([path, , description]) => `${path}: ${description}`)).toEqual([]);
});

test("the description test can fail", () => {
  expect(isSentence("The report's number as printed.", "number")).toBe(true);
  for (const text of ["", "The number.", "number of the report.", "As printed", "Number"])
    expect([text, isSentence(text, "number")]).toEqual([text, false]);
});

test("every row has an id and is a Node", () => {
  expect(rows.length).toBeGreaterThan(10);
  for (const [type] of rows) {
    expect([type.name, fieldTypes(type).id]).toEqual([type.name, "ID!"]);
    expect([type.name, type.getInterfaces().map(({ name }) => name)]).toEqual([type.name, ["Node"]]);
  }
  for (const name of [
    "Agency",
    "Office",
    "Report",
    "Finding",
    "Recommendation",
    "Response",
    "Topic",
    "Source",
  ])
    expect(rows.map(([type]) => type.name)).toContain(name);
});

function fieldTypes(type: GraphQLNamedType | undefined): Record<string, string> {
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  return Object.fromEntries(fields.map((field) => [field.name, String(field.type)]));
}

test("Relay's shapes: connections, edges, page information, Node", () => {
  expect(fieldTypes(schema.getType("Node"))).toEqual({ id: "ID!" });
  expect(fieldTypes(schema.getType("PageInfo"))).toEqual({
    hasNextPage: "Boolean!",
    hasPreviousPage: "Boolean!",
    startCursor: "String",
    endCursor: "String",
  });
  expect(fieldTypes(schema.getQueryType()!)).toMatchObject({ node: "Node", nodes: "[Node]!" });
  const connections = objects.filter(({ name }) => name.endsWith("Connection"));
  expect(connections.length).toBeGreaterThan(5);
  for (const { name } of connections) {
    const noun = name.slice(0, -"Connection".length);
    expect(fieldTypes(schema.getType(name))).toMatchObject({
      edges: `[${noun}Edge!]!`,
      nodes: `[${noun}!]!`,
      pageInfo: "PageInfo!",
      totalCount: "Int!",
    });
    expect(fieldTypes(schema.getType(`${noun}Edge`))).toMatchObject({ cursor: "String!", node: `${noun}!` });
  }
  for (const type of objects)
    for (const field of Object.values(type.getFields())) {
      if (!/Connection!?$/.test(String(field.type))) continue;
      const args = Object.fromEntries(field.args.map((argument) => [argument.name, String(argument.type)]));
      const forward = { first: "Int", after: "String" };
      const pages =
        "last" in args || "before" in args ? { ...forward, last: "Int", before: "String" } : forward;
      const name = `${type.name}.${field.name}`;
      expect([name, args]).toEqual([name, expect.objectContaining(pages)]);
    }
});

describe("null exactly where the database allows it", () => {
  const db = testDatabase();

  /** Expressions, whose nullability PostgreSQL does not state: these were thought through by hand. */
  const reasoned: Record<string, string> = {
    "Agency.aliases": "an empty list when there is none",
    "Agency.openRecommendationCount": "a count; none is 0",
    "Agency.unresolvedRecommendationCount": "a count; none is 0",
    "Agency.resolutionUnknownRecommendationCount": "a count; none is 0",
    "Office.openRecommendationCount": "a count; none is 0",
    "Office.unresolvedRecommendationCount": "a count; none is 0",
    "Office.resolutionUnknownRecommendationCount": "a count; none is 0",
    "Recommendation.isAddresseeInferred": "whether a row exists",
    "Recommendation.isDisputed": "null where nobody states anything, or it is unknown of which time",
    "Recommendation.isUnresolved": "null where nobody says",
    "RecommendationShare.respondent": "null for an agency",
    "Recommendation.isOverdue": "null where dates prove neither",
    "Change.changedAt": "the text of a column that is not null",
    "Recommendation.revision": "a count; none is 0",
    "Recommendation.createdAt": "the text of a column that is not null",
    "Recommendation.updatedAt": "the text of a column that is not null",
    "Report.openRecommendationCount": "a count; none is 0",
    "Report.recommendationCount": "a count; none is 0",
    "Report.unresolvedRecommendationCount": "a count; none is 0",
    "Report.resolutionUnknownRecommendationCount": "a count; none is 0",
    "Report.createdAt": "the text of a column that is not null",
    "Report.updatedAt": "the text of a column that is not null",
    "Source.importedAt": "the text of a column that is not null",
    "Source.retractedAt": "the text of a column that may be null",
    "StatusEvent.observedAt": "the text of a column that is not null",
    "StatusEvent.publisher": "that of the source, where the event names none",
    "Recommendation.isDecided": "a comparison of sums and of a resolution that is never null",
    "Recommendation.resolutionDueOn": "null when the day of issue is unknown",
    "Recommendation.openDays": "null when it is not open or the day of issue is unknown",
    "Recommendation.retractedOn": "null when it was not withdrawn",
    "Report.commentedOn": "null when there was none by that day",
    ...Object.fromEntries(
      [
        "isResolutionOverdue",
        "isTargetOverdue",
        "isFirstTargetOverdue",
        "isOpenOverAYear",
        "isFinalActionOverdue",
      ].map((field) => [`Recommendation.${field}`, "null where no day proves it"]),
    ),
    "Report.isCommentLate": "null where nobody says when it was provided",
    ...Object.fromEntries(
      [
        "firstTargetOn",
        "decidedOn",
        "statusSince",
        "undecidedQuestionedCosts",
        "undecidedBetterUse",
        "recoveredCosts",
      ]
        .concat(["writtenOffCosts", "completedBetterUse", "notImplementedBetterUse", "potentialSavings"])
        .map((field) => [`Recommendation.${field}`, "a column of the state, which may be null"]),
    ),
  };

  async function notNullColumns(): Promise<Map<string, boolean>> {
    const found = await db.database.query<{ name: string; is_not_null: boolean }>(
      `select c.relname || '.' || a.attname as name, a.attnotnull as is_not_null
       from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`,
    );
    return new Map(found.map(({ name, is_not_null }) => [name, is_not_null]));
  }

  async function referencingColumns(): Promise<Set<string>> {
    const found = await db.database.query<{ name: string }>(
      `select c.relname || '.' || a.attname as name
       from pg_constraint k join pg_class c on c.oid = k.conrelid
       join pg_attribute a on a.attrelid = c.oid and a.attnum = any (k.conkey) where k.contype = 'f'`,
    );
    return new Set(found.map(({ name }) => name));
  }

  test("columns", async () => {
    const known = await notNullColumns();
    const wrong: string[] = [];
    const expressions: string[] = [];
    for (const [type, table] of rows)
      for (const column of table.columns.values()) {
        const field = `${type.name}.${column.field}`;
        const isNonNull = isNonNullType(type.getFields()[column.field]!.type);
        if (isNonNull === column.nullable) wrong.push(`${field}: the mapping says otherwise`);
        const isNotNull = known.get(`${table.table}.${column.column}`);
        if (column.output || isNotNull === undefined) expressions.push(field);
        else if (isNotNull !== isNonNull)
          wrong.push(`${field}: the column is ${isNotNull ? "not null" : "nullable"}`);
      }
    expect(wrong).toEqual([]);
    expect(expressions.sort()).toEqual(Object.keys(reasoned).sort());
  });

  test("enumerations have the values of the database's own", async () => {
    const found = await db.database.query<{ name: string; labels: string[] }>(
      `select t.typname::text as name, array_agg(e.enumlabel::text order by e.enumsortorder) as labels
       from pg_type t join pg_enum e on e.enumtypid = t.oid group by t.typname`,
    );
    const stored = new Map(found.map(({ name, labels }) => [name, labels]));
    const compared = new Set<string>();
    for (const [type, table] of rows)
      for (const column of table.columns.values()) {
        const values = getNamedType(type.getFields()[column.field]!.type);
        if (!isEnumType(values)) continue;
        expect([values.name, values.getValues().map(({ name }) => name)]).toEqual([
          values.name,
          stored.get(column.type.sqlType),
        ]);
        compared.add(values.name);
      }
    expect(compared.size).toBeGreaterThan(8);
  });

  test("single relations: a foreign key guards the row they lead to", async () => {
    const known = await notNullColumns();
    const referencing = await referencingColumns();
    for (const [type, table] of rows)
      for (const relation of table.relations.values()) {
        if (relation.kind !== "belongsTo") continue;
        const name = `${table.table}.${relation.column}`;
        const isNonNull = isNonNullType(type.getFields()[relation.field]!.type);
        expect([name, isNonNull, referencing.has(name)]).toEqual([name, known.get(name), true]);
      }
  });
});
