// What the tables say of themselves to programs: a Data Package (version 2) with Table Schemas, and the dictionary.
// https://datapackage.org/standard/data-package/
import type { TableColumn, TableDefinition, ValueKind } from "./table";

/** `version` is the revision, `created` the moment it is of. Paths are relative to the package's own address. */
export function dataPackage(tables: readonly TableDefinition[], version: number, created: string) {
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: "oversight-graph",
    title: "Oversight Graph",
    description:
      "Offices of Inspector General, what they report, find and recommend, and what became of it. Each file is of the one revision that its X-Revision header says.",
    version: String(version),
    created,
    resources: tables.map((table) => resource(table)),
  };
}

function resource(table: TableDefinition) {
  const references = table.columns.filter((column) => column.references !== undefined);
  return {
    name: table.name.replaceAll("_", "-"),
    type: "table",
    title: table.title,
    description: table.description,
    path: `${table.name}.csv`,
    format: "csv",
    mediatype: "text/csv",
    encoding: "utf-8",
    dialect: { delimiter: ",", lineTerminator: "\n", quoteChar: '"', doubleQuote: true, header: true },
    schema: {
      $schema: "https://datapackage.org/profiles/2.0/tableschema.json",
      fields: table.columns.map(field),
      missingValues: [""],
      primaryKey: table.key,
      ...(references.length > 0 && {
        foreignKeys: references.map(({ name, references: other }) => ({
          fields: [name],
          reference: { resource: other!.replaceAll("_", "-"), fields: ["id"] },
        })),
      }),
    },
  };
}

const fieldTypes: Readonly<Record<ValueKind, { readonly type: string; readonly format?: string }>> = {
  id: { type: "string" },
  text: { type: "string" },
  enum: { type: "string" },
  boolean: { type: "boolean" },
  integer: { type: "integer" },
  number: { type: "number" },
  money: { type: "number" },
  date: { type: "date" },
  moment: { type: "datetime" },
  url: { type: "string", format: "uri" },
  list: { type: "array" },
};

function field({ name, description, kind, nullable, values }: TableColumn) {
  const constraints = { ...(!nullable && { required: true }), ...(values && { enum: values }) };
  return {
    name,
    ...fieldTypes[kind],
    description,
    ...(Object.keys(constraints).length > 0 && { constraints }),
  };
}

/** One row for each column of each table. */
export function dictionary(tables: readonly TableDefinition[]): string {
  const rows = tables.flatMap((table) =>
    table.columns.map((column) => [
      table.name,
      column.name,
      column.graphqlPath,
      typeName(column),
      String(column.nullable),
      column.values?.join(";") ?? "",
      column.references ?? "",
      column.description,
    ]),
  );
  const header = ["table", "column", "graphql", "type", "nullable", "values", "references", "description"];
  return [header, ...rows].map((row) => `${row.map(csvCell).join(",")}\n`).join("");
}

const typeNames: Partial<Record<ValueKind, string>> = {
  money: "decimal, US dollars",
  moment: "datetime, UTC",
};

/** A column's type in a word. */
export function typeName({ kind }: TableColumn): string {
  return typeNames[kind] ?? kind;
}

/** One cell of CSV. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
