// Reads the tables' definitions from the schema and from the mapping that the nouns' decorators made: a field that is added
// to a noun is a column of its table.
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { type BelongsToMapping, keyColumn, type TableMapping } from "../planner/mapping/model";
import { snakeCase } from "../planner/mapping/pending";
import { tableOfType } from "../planner/mapping/registry";
import { linkDefinition } from "./link-definition";
import { type ListedTable, listedLinks, listedTables } from "./listed-tables";
import type { TableColumn, TableDefinition, ValueKind } from "./table";

/** All tables that a schema's graph gives, in the order in which they are offered. */
export function tableDefinitions(schema: GraphQLSchema): readonly TableDefinition[] {
  const links = listedLinks.map((listed) => {
    const [type, mapping] = nounOf(schema, listed.noun);
    return linkDefinition(listed, type, mapping, (noun) => tableOfNoun(noun)!);
  });
  return [...listedTables.map((listed) => new DefinitionReader(schema, listed).read()), ...links];
}

function tableOfNoun(noun: string): string | undefined {
  return listedTables.find((listed) => listed.noun === noun)?.name;
}

function nounOf(schema: GraphQLSchema, name: string): [GraphQLObjectType, TableMapping] {
  const type = schema.getType(name);
  const mapping = type && tableOfType(type);
  if (!isObjectType(type) || !mapping) throw new Error(`the schema has no noun ${name}`);
  return [type, mapping];
}

class DefinitionReader {
  private readonly type: GraphQLObjectType;
  private readonly mapping: TableMapping;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly listed: ListedTable,
  ) {
    [this.type, this.mapping] = nounOf(this.schema, listed.noun);
  }

  read(): TableDefinition {
    const { name, noun, joined = {}, values = {} } = this.listed;
    const own = this.ownColumns();
    const others = Object.entries(joined).flatMap(([path, fields]) => this.joinedColumns(path, fields));
    const lists = Object.entries(values).map(([column, { relation, field }]) =>
      this.listColumn(column, relation, field),
    );
    const columns = [...own, ...lists, ...others];
    const names = columns.map((column) => column.name);
    const twice = names.find((one, at) => names.indexOf(one) !== at);
    if (twice) throw new Error(`table ${name} has two columns named ${twice}`);
    return {
      name,
      title: noun,
      description: this.type.description ?? "",
      columns,
      key: ["id"],
      mapping: this.mapping,
      filter: this.inputType(`${noun}Filter`),
      order: this.inputType(`${noun}Order`),
    };
  }

  private ownColumns(): TableColumn[] {
    const id: TableColumn = {
      name: "id",
      graphqlPath: `${this.type.name}.id`,
      description: this.type.getFields().id?.description ?? "Opaque, stable id.",
      kind: "id",
      nullable: false,
      values: undefined,
      idPrefix: this.mapping.idPrefix,
      references: undefined,
      isFreeText: false,
      isRawJson: false,
      source: { path: [], cell: { kind: "key", name: keyColumn } },
    };
    const keys = [...this.mapping.relations.values()]
      .filter((relation) => relation.kind === "belongsTo")
      .map((relation) => this.keyColumn(relation));
    const fields = [...this.mapping.columns.values()]
      .filter(({ embedded }) => !embedded)
      .map(({ field }) => this.fieldColumn([], field));
    return [id, ...keys, ...fields];
  }

  private keyColumn(relation: BelongsToMapping): TableColumn {
    const target = relation.target();
    const field = this.type.getFields()[relation.field]!;
    return {
      name: `${snakeCase(relation.field)}_id`,
      graphqlPath: `${this.type.name}.${relation.field}.id`,
      description: `${field.description} Its id.`,
      kind: "id",
      nullable: relation.nullable,
      values: undefined,
      idPrefix: target.idPrefix,
      references: tableOfNoun(target.name),
      isFreeText: false,
      isRawJson: false,
      source: { path: [], cell: { kind: "key", name: relation.column } },
    };
  }

  private joinedColumns(path: string, fields: readonly string[]): TableColumn[] {
    let table = this.mapping;
    const relations = path.split(".").map((name) => {
      const relation = table.relations.get(name);
      if (relation?.kind !== "belongsTo") throw new Error(`${table.name}.${name} is no single relation`);
      table = relation.target();
      return relation;
    });
    return fields.map((field) => this.fieldColumn(relations, field));
  }

  private fieldColumn(path: readonly BelongsToMapping[], field: string): TableColumn {
    const [type, mapping] =
      path.length === 0 ? [this.type, this.mapping] : nounOf(this.schema, path.at(-1)!.target().name);
    const declared = type.getFields()[field];
    const column = mapping.columns.get(field);
    if (!declared || !column) throw new Error(`${mapping.name} has no column ${field}`);
    const kind = kindOf(declared);
    const named = getNamedType(declared.type);
    const last = path.at(-1);
    return {
      name: [...(last ? [snakeCase(last.field)] : []), snakeCase(field)].join("_"),
      graphqlPath: [this.type.name, ...path.map((relation) => relation.field), field].join("."),
      description: `${declared.description}${last ? ` Of the ${last.target().name.toLowerCase()}.` : ""}`,
      kind,
      nullable: column.nullable || path.some(({ nullable }) => nullable),
      values: isEnumType(named) ? named.getValues().map(({ name }) => name) : undefined,
      idPrefix: undefined,
      references: undefined,
      isFreeText: kind === "text" || kind === "url" || kind === "list",
      isRawJson: kind === "boolean" || kind === "integer" || kind === "number" || kind === "list",
      source: { path, cell: { kind: "column", column } },
    };
  }

  private listColumn(name: string, relationName: string, field: string): TableColumn {
    const relation = this.mapping.relations.get(relationName);
    if (relation?.kind !== "hasMany") throw new Error(`${this.mapping.name}.${relationName} is no list`);
    const column = relation.target().columns.get(field)!;
    return {
      name,
      graphqlPath: `${this.type.name}.${relationName}.nodes.${field}`,
      description: `${this.type.getFields()[relationName]!.description} Their ${field} in alphabetical order, with a semicolon between each two; null when there are none.`,
      kind: "text",
      nullable: true,
      values: undefined,
      idPrefix: undefined,
      references: undefined,
      isFreeText: true,
      isRawJson: false,
      source: { path: [], cell: { kind: "values", relation, column } },
    };
  }

  private inputType(name: string): GraphQLInputType | null {
    const type = this.schema.getType(name);
    return isInputType(type) ? type : null;
  }
}

const kinds: Readonly<Record<string, ValueKind>> = {
  Boolean: "boolean",
  Int: "integer",
  Float: "number",
  Decimal: "money",
  Date: "date",
  DateTime: "moment",
  URL: "url",
};

function kindOf({ type }: GraphQLField<unknown, unknown>): ValueKind {
  if (isListType(isNonNullType(type) ? type.ofType : type)) return "list";
  const named = getNamedType(type);
  return isEnumType(named) ? "enum" : (kinds[named.name] ?? "text");
}
