// Random arguments of statistics and facets.
import {
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
} from "graphql";
import { rootLists } from "../reference/roots";
import { rootStatistics } from "../reference/statistics";
import { dimensionsOf } from "../reference/statistics-keys";
import type { Choices } from "./choices";
import type { Inputs } from "./inputs";

const periodNames = new Set([
  "MONTH",
  "FISCAL_QUARTER",
  "SEMIANNUAL_PERIOD",
  "FISCAL_YEAR",
  "CLOSED_FISCAL_YEAR",
]);

type Field = GraphQLField<unknown, unknown>;

export function statisticsArguments(field: Field, choices: Choices, inputs: Inputs): string {
  const typeOf = (name: string) => field.args.find((argument) => argument.name === name)!.type;
  const parts: string[] = [];
  const groupBy = namesOf(field, "groupBy");
  const keys = Array.from({ length: choices.below(choices.chance(5) ? 6 : 4) }, () => choices.pick(groupBy));
  if (choices.chance(90)) parts.push(`groupBy: [${keys.join(", ")}]`);
  if (choices.chance(40)) parts.push(`filter: ${inputs.text(typeOf("filter"), null, "filter")}`);
  if (choices.chance(20)) parts.push(`having: ${inputs.text(typeOf("having"), null, "having")}`);
  const isTimed = new Set(keys.filter((name) => periodNames.has(name))).size === 1;
  if (choices.chance(isTimed ? 50 : 4)) parts.push(`fillGaps: ${choices.chance(85)}`);
  if (choices.chance(50)) {
    // Sorting by a key is allowed where it is one of the groups'.
    const fitting = namesOf(field, "orderBy").filter((name) => {
      const key = /^(.+)_KEY_/.exec(name)?.[1];
      return key === undefined || keys.includes(key);
    });
    const order = choices.chance(4) ? namesOf(field, "orderBy") : fitting;
    parts.push(
      `orderBy: [${Array.from({ length: choices.between(1, 2) }, () => choices.pick(order)).join(", ")}]`,
    );
  }
  if (choices.chance(30))
    parts.push(`first: ${choices.chance(3) ? choices.pick([0, 1001]) : choices.between(1, 4)}`);
  return parts.length > 0 ? `(${parts.join(", ")})` : "";
}

export function facetsArguments(field: Field, choices: Choices): string {
  const by = choices.pick(namesOf(field, "by"));
  if (!choices.chance(60)) return `(by: ${by})`;
  return `(by: ${by}, first: ${choices.chance(3) ? choices.pick([0, 101]) : choices.between(1, 3)})`;
}

function namesOf(field: Field, argument: string): string[] {
  const { type } = field.args.find(({ name }) => name === argument)!;
  return (getNamedType(type) as GraphQLEnumType).getValues().map(({ name }) => name);
}

/** Statistics with their keys and measures, and nothing beside them. */
export function wholeStatistics(query: GraphQLObjectType, choices: Choices, inputs: Inputs): string {
  const name = choices.pick(Object.keys(rootStatistics));
  const field = query.getFields()[name]!;
  const group = (getNamedType(field.type) as GraphQLObjectType).getFields().total!;
  const fields = Object.values((getNamedType(group.type) as GraphQLObjectType).getFields());
  const asked = choices
    .some(fields, 60)
    .map((one) => (isLeafType(getNamedType(one.type)) ? one.name : `${one.name} { id }`));
  const set = `{ count ${asked.join(" ")} }`;
  return `${name}${statisticsArguments(field, choices, inputs)} { rows ${set} total ${set} groupCount }`;
}

/** Facets of a list whose filter speaks of the same thing. */
export function wholeFacets(query: GraphQLObjectType, choices: Choices, inputs: Inputs): string {
  const noun = choices.pick(Object.values(rootStatistics));
  const list = Object.keys(rootLists).find((name) => rootLists[name] === noun)!;
  const filter = query.getFields()[list]!.args.find(({ name }) => name === "filter")!;
  const by = choices.pick(Object.keys(dimensionsOf(noun)));
  const { field, filter: path, noun: of } = dimensionsOf(noun)[by]!;
  const written =
    path && choices.chance(80) ? atPath(filter.type, path, inputs) : inputs.text(filter.type, null, "filter");
  return `${list}(first: 1, filter: ${written}) { totalCount facets(by: ${by}) { ${field}${of ? " { id }" : ""} count } }`;
}

/** A filter that says something at a path of fields. */
function atPath(type: GraphQLInputType, [name, ...rest]: readonly string[], inputs: Inputs): string {
  const { type: inner } = (getNamedType(type) as GraphQLInputObjectType).getFields()[name!]!;
  return `{ ${name}: ${rest.length > 0 ? atPath(inner, rest, inputs) : inputs.text(inner, null, name!)} }`;
}
