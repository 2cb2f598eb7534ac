// docs/graph.md's tables: every noun with its fields, and every enumeration, from the schema and the mapping alone.
import {
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isObjectType,
} from "graphql";
import type { TableMapping } from "../../src/planner/mapping/model";
import { tableOfType } from "../../src/planner/mapping/registry";

export function dataDictionary(schema: GraphQLSchema): string {
  const types = Object.values(schema.getTypeMap());
  const nouns = types.filter((type): type is GraphQLObjectType => isObjectType(type) && !!tableOfType(type));
  const enums = types.filter(
    (type): type is GraphQLEnumType => isEnumType(type) && !/^__|(Order|Dimension)$/.test(type.name),
  );
  return [
    "## Types",
    ...byName(nouns).map((type) => nounText(schema, type, tableOfType(type)!)),
    "## Enumerations",
    ...byName(enums).map(enumText),
  ].join("\n\n");
}

function byName<T extends { readonly name: string }>(types: readonly T[]): T[] {
  return [...types].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function nounText(schema: GraphQLSchema, type: GraphQLObjectType, table: TableMapping): string {
  const isNode = type.getInterfaces().length > 0;
  const filter = schema.getType(`${type.name}Filter`);
  const filters = new Set(isNode && isInputObjectType(filter) ? Object.keys(filter.getFields()) : []);
  const order = schema.getType(`${type.name}Order`);
  const orders = isNode && isEnumType(order) ? order.getValues().map(({ name }) => name) : [];
  const rows = Object.values(type.getFields()).map((field) => {
    const sortable = orders.includes(`${constantName(field.name)}_ASC`);
    const uses = [filters.has(field.name) ? "filter" : "", sortable ? "sort" : ""].filter(Boolean).join(", ");
    return `| \`${field.name}\` | ${typeText(field)} | ${uses} | ${cell(field.description)} |`;
  });
  return [
    `### ${type.name}`,
    cell(type.description),
    ...(isNode ? [`Table \`${table.table}\`; ids look like \`${table.idPrefix}_42\`.`] : []),
    ["| Field | Type | In lists | Meaning |", "|---|---|---|---|", ...rows].join("\n"),
  ].join("\n\n");
}

function typeText(field: GraphQLField<unknown, unknown>): string {
  return `\`${String(field.type).replace(/^(\w+)Connection!$/, "$1 …")}\``;
}

function enumText(type: GraphQLEnumType): string {
  const rows = type.getValues().map(({ name, description }) => `| \`${name}\` | ${cell(description)} |`);
  return [
    `### ${type.name}`,
    cell(type.description),
    ["| Value | Meaning |", "|---|---|", ...rows].join("\n"),
  ].join("\n\n");
}

function constantName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

function cell(text: string | null | undefined): string {
  return (text ?? "").replace(/\|/g, "\\|").replace(/\s+/g, " ");
}
