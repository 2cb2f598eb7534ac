// What a table is: its columns, each with its place in the graph, its type and its description.
import type { GraphQLInputType } from "graphql";
import type { FlatColumn } from "../planner/flat-rows";
import type { TableMapping } from "../planner/mapping/model";

/** What a column's values are, for whoever reads the file. */
export type ValueKind =
  | "id"
  | "text"
  | "enum"
  | "boolean"
  | "integer"
  | "number"
  | "money"
  | "date"
  | "moment"
  | "url"
  | "list";

/** What is needed to write a column's cells: plain data, which other threads understand too. */
export interface CellColumn {
  /** In snake case, the joined row's name before it. */
  readonly name: string;
  readonly kind: ValueKind;
  readonly nullable: boolean;
  /** What the ids in it begin with. */
  readonly idPrefix: string | undefined;
  /** Its text can hold any character. */
  readonly isFreeText: boolean;
  /** Its text is JSON as it stands. */
  readonly isRawJson: boolean;
}

export interface TableColumn extends CellColumn {
  /** Where it is in GraphQL, for example Recommendation.report.issuedOn. */
  readonly graphqlPath: string;
  readonly description: string;
  /** The values of an enumeration. */
  readonly values: readonly string[] | undefined;
  /** The table whose ids stand in it. */
  readonly references: string | undefined;
  readonly source: FlatColumn;
}

export interface TableDefinition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly columns: readonly TableColumn[];
  /** The columns that no two rows have the same values of. */
  readonly key: readonly string[];
  readonly mapping: TableMapping;
  /** The input types of its list's arguments; null where the graph has no such list. */
  readonly filter: GraphQLInputType | null;
  readonly order: GraphQLInputType | null;
}
