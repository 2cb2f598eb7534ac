// Random arguments of statistics and facets.
import { type GraphQLEnumType, type GraphQLField, getNamedType } from "graphql";
import type { Choices } from "./choices";
import type { Inputs } from "./inputs";

type Field = GraphQLField<unknown, unknown>;

export function statisticsArguments(field: Field, choices: Choices, inputs: Inputs): string {
  const typeOf = (name: string) => field.args.find((argument) => argument.name === name)!.type;
  const parts: string[] = [];
  const groupBy = namesOf(field, "groupBy");
  const keys = Array.from({ length: choices.below(choices.chance(5) ? 6 : 4) }, () => choices.pick(groupBy));
  if (choices.chance(90)) parts.push(`groupBy: [${keys.join(", ")}]`);
  if (choices.chance(40)) parts.push(`filter: ${inputs.text(typeOf("filter"), null, "filter")}`);
  if (choices.chance(25)) parts.push(`having: ${inputs.text(typeOf("having"), null, "having")}`);
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
