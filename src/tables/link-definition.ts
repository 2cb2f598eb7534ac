// Tables between two nouns: the keys of both, and what the table itself says. The graph walks through them without showing
// them; a file needs them to be joined.
import type { GraphQLObjectType } from "graphql";
import { type HasManyMapping, type OrderMapping, type TableMapping } from "../planner/mapping/model";
import { snakeCase } from "../planner/mapping/pending";
import { valueTypeOf } from "../planner/mapping/values";
import type { ListedLink } from "./listed-tables";
import type { TableColumn, TableDefinition } from "./table";

/** `tableOfNoun` gives the name of the table with a noun's rows. */
export function linkDefinition(
  listed: ListedLink,
  type: GraphQLObjectType,
  owner: TableMapping,
  tableOfNoun: (noun: string) => string,
): TableDefinition {
  const relation = owner.relations.get(listed.relation);
  if (relation?.kind !== "hasMany" || !relation.through)
    throw new Error(`${owner.name}.${listed.relation} leads through no table`);
  const { through } = relation;
  const path = `${type.name}.${listed.relation}.nodes`;
  const keys = [
    keyColumn(owner, through.from, `${type.name}.id`, tableOfNoun),
    keyColumn(relation.target(), through.to, `${path}.id`, tableOfNoun),
  ];
  return {
    name: listed.name,
    title: `${type.name}, ${listed.relation}`,
    description: listed.description,
    columns: [...keys, ...ownColumns(listed, path)],
    key: keys.map(({ name }) => name),
    mapping: linkMapping(listed.name, relation),
    filter: null,
    order: null,
  };
}

function keyColumn(
  noun: TableMapping,
  column: string,
  graphqlPath: string,
  tableOfNoun: (noun: string) => string,
): TableColumn {
  const name = snakeCase(noun.name).replace(/^_/, "");
  return {
    name: `${name}_id`,
    graphqlPath,
    description: `The ${name.replaceAll("_", " ")}'s id.`,
    kind: "id",
    nullable: false,
    values: undefined,
    idPrefix: noun.idPrefix,
    references: tableOfNoun(noun.name),
    isFreeText: false,
    isRawJson: false,
    source: { path: [], cell: { kind: "key", name: column } },
  };
}

function ownColumns({ own = {} }: ListedLink, path: string): TableColumn[] {
  return Object.entries(own).map(([name, { kind, description }]) => ({
    name,
    graphqlPath: path,
    description,
    kind,
    nullable: false,
    values: undefined,
    idPrefix: undefined,
    references: undefined,
    isFreeText: kind === "text",
    isRawJson: kind === "boolean",
    source: {
      path: [],
      cell: {
        kind: "column",
        column: {
          field: name,
          column: name,
          type: valueTypeOf(kind === "boolean" ? Boolean : String),
          nullable: false,
        },
      },
    },
  }));
}

/** Sorted by the one key and then the other, which is the table's own key. */
function linkMapping(name: string, { through }: HasManyMapping): TableMapping {
  const { table, from, to } = through!;
  const order = (key: string, column: string): OrderMapping => ({
    name: key,
    key: (c) => c(column),
    sqlType: "bigint",
  });
  return {
    name,
    table,
    idPrefix: name,
    columns: new Map(),
    relations: new Map(),
    orders: new Map([
      ["FROM", order("FROM", from)],
      ["ID", order("ID", to)],
    ]),
    defaultOrder: ["FROM_ASC", "ID_ASC"],
  };
}
