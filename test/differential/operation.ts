// A random valid operation, the requests to send it with, and the cursors it wishes for.
import type { GraphQLSchema } from "graphql";
import { Choices } from "./choices";
import { Inputs, requests } from "./inputs";
import { type CursorWish, ListMaker } from "./list-arguments";
import { Selections, supportedRoots } from "./selections";
import type { World } from "./world";

export interface MadeOperation {
  /** The document; where cursors belong it has the wishes' names. */
  readonly text: string;
  /** Variable definitions without those of cursors, for example $v1: Int = 3. */
  readonly definitions: readonly string[];
  /** Values of the variables, for each request. */
  readonly requests: readonly Readonly<Record<string, unknown>>[];
  readonly wishes: readonly CursorWish[];
}

export function makeOperation(stream: readonly number[], schema: GraphQLSchema, world: World): MadeOperation {
  const choices = new Choices(stream);
  const inputs = new Inputs(choices, world);
  const lists = new ListMaker(choices, inputs, world);
  const selections = new Selections(choices, schema, inputs, lists);
  const root = selections.root(supportedRoots(schema));
  const count = inputs.variables.length > 0 || lists.wishes.length > 0 ? requests : 1;
  return {
    text: [root, ...selections.fragments].join("\n"),
    definitions: inputs.variables.map(({ name, type, defaultText }) => {
      return `$${name}: ${type}${defaultText === null ? "" : ` = ${defaultText}`}`;
    }),
    requests: Array.from({ length: count }, (_, request) => {
      const given = inputs.variables.map(({ name, values }) => [name, values[request]] as const);
      return Object.fromEntries(given.filter(([, value]) => value !== undefined));
    }),
    wishes: lists.wishes,
  };
}

/** The document with a text for each wish: a literal, or a variable that is declared in front. */
export function documentText(made: MadeOperation, textOf: (wish: CursorWish) => string): string {
  const isVariable = (wish: CursorWish) => textOf(wish).startsWith("$");
  const cursors = made.wishes.filter(isVariable).map((wish) => `${textOf(wish)}: String`);
  const definitions = [...made.definitions, ...cursors];
  const body = made.text.replace(/@c[0-9]+@/g, (name) =>
    textOf(made.wishes.find((wish) => wish.name === name)!),
  );
  return `query${definitions.length > 0 ? `(${definitions.join(", ")})` : ""} ${body}`;
}
