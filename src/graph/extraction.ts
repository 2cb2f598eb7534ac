// The two columns that every fact read from prose has: how sure it is, and which rule read it.
import { Float } from "type-graphql";
import type { ColumnOptions } from "../planner/mapping/decorators";

/** The GraphQL type and the options of the column `confidence`. */
export const confidence = [
  () => Float,
  {
    nullable: true,
    filter: true,
    description: "From 0 to 1: how often what its rule reads is right on labelled texts, or for a finding how surely its words weigh; null where a source states it outright.",
  } satisfies ColumnOptions,
] as const;

/** The options of the column `extraction_rule`. */
export const extractionRule = {
  nullable: true,
  description: "The rule that read it from prose, for example position: named agency; null where a source states it outright.",
} satisfies ColumnOptions;
