// Makes the GraphQL input and connection types that follow from a noun's columns and relations.
// type-graphql links classes before it calls thunks, so each is made while the noun's own decorator runs.
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { idType } from "./ids";
import type { ColumnMapping, Operator, OrderMapping, ValueType } from "./model";

type Class = new () => object;

/** A relation as its owner declares it: enough to make the filter's field. */
export interface RelationInput {
  readonly field: string;
  readonly many: boolean;
  readonly filter: () => Class;
  readonly description: string;
}

const operatorTexts: Record<Operator, string> = {
  eq: "Equal to this value. Null is refused: ask isNull instead.",
  ne: "Different from this value; rows where the value is unknown do not match.",
  in: "Equal to one of these values; an empty list matches nothing.",
  notIn: "Equal to none of these values; rows where the value is unknown do not match.",
  lt: "Less (earlier) than this value.",
  lte: "Less (earlier) than this value, or equal to it.",
  gt: "Greater (later) than this value.",
  gte: "Greater (later) than this value, or equal to it.",
  contains:
    "Has this text anywhere inside; letters a to z match in either case; every character stands for itself.",
  startsWith:
    "Begins with this text; letters a to z match in either case; every character stands for itself.",
  matches:
    'Has these words, in the way of web search: "quoted phrase", or, -without. Word endings do not matter.',
  isNull: "true: the value is unknown. false: it is known.",
};

/** A new class with a name, for type-graphql to hang metadata on. */
export function named(name: string): Class {
  return { [name]: class {} }[name] as Class;
}

/** Adds a field to an input or object class. */
export function addField(
  owner: Class,
  name: string,
  type: () => unknown,
  description: string,
  nullable = true,
): void {
  Field(type as () => never, { nullable, description })(owner.prototype, name);
}

const operatorInputs = new Map<string, Class>();

/** The input type with the operators of a stored type, for example DateFilter. `type` is its GraphQL type. */
export function operatorsOf(value: ValueType, type: unknown): Class {
  const made = operatorInputs.get(value.graphqlName);
  if (made) return made;
  const name = `${value.graphqlName}Filter`;
  const input = named(name);
  for (const operator of value.operators) {
    const list = operator === "in" || operator === "notIn";
    const operand = operator === "isNull" ? Boolean : type;
    addField(input, operator, () => (list ? [operand] : operand), operatorTexts[operator]);
  }
  InputType(name, {
    description: `Conditions on a value of type ${value.graphqlName}; all that are given must hold.`,
  })(input);
  operatorInputs.set(value.graphqlName, input);
  return input;
}

/** The filter's class of a noun, to be filled by `fillFilter`; made first so that nouns can refer to each other. */
export function newFilter(noun: string): Class {
  return named(`${noun}Filter`);
}

export interface FilterableColumn {
  readonly column: ColumnMapping;
  readonly type: unknown;
  readonly description: string;
}

export function fillFilter(
  filter: Class,
  noun: string,
  columns: readonly FilterableColumn[],
  relations: readonly RelationInput[],
): void {
  const ids = operatorsOf(idType, ID);
  addField(filter, "id", () => ids, `The ${noun}'s own id.`);
  for (const { column, type, description } of columns) {
    const input = operatorsOf(column.type, type);
    addField(filter, column.field, () => input, description);
  }
  for (const { field, many, filter: target, description } of relations) {
    addField(filter, field, many ? () => quantifiedOf(target()) : target, description);
  }
  addField(filter, "and", () => [filter], "All of these hold; an empty list always holds.");
  addField(filter, "or", () => [filter], "At least one of these holds; an empty list never holds.");
  addField(
    filter,
    "not",
    () => filter,
    "This is false. Where it is unknown (a compared value is null) the row matches neither way; a condition on related rows is never unknown.",
  );
  InputType(filter.name, { description: `Which rows of ${noun} are meant; all conditions given must hold.` })(
    filter,
  );
  quantify(filter, noun);
}

const quantified = new Map<Class, Class>();

function quantifiedOf(filter: Class): Class {
  return quantified.get(filter)!;
}

function quantify(filter: Class, noun: string): void {
  const input = named(`${noun}ListFilter`);
  addField(input, "some", () => filter, "At least one row of the list matches.");
  addField(input, "none", () => filter, "No row of the list matches.");
  addField(input, "every", () => filter, "Every row of the list matches; true for an empty list.");
  InputType(input.name, { description: `Conditions on a list of ${noun}; all that are given must hold.` })(
    input,
  );
  quantified.set(filter, input);
}

/** The order's enum of a noun: every sortable column, both ways. */
export function makeOrder(
  noun: string,
  orders: readonly { order: OrderMapping; description: string }[],
): Record<string, string> {
  const values: Record<string, string> = {};
  const valuesConfig: Record<string, { description: string }> = {};
  for (const { order, description } of orders) {
    const directions = [
      ["ASC", "smallest first, unknown before all"],
      ["DESC", "largest first, unknown last"],
    ];
    if (order.unknownLargest) {
      directions.push(["ASC_NULLS_LAST", "smallest first, unknown last"]);
      directions.push(["DESC_NULLS_FIRST", "largest first, unknown before all"]);
    }
    for (const [direction, words] of directions) {
      const name = `${order.name}_${direction}`;
      values[name] = name;
      valuesConfig[name] = { description: `${description} Sorted ${words}.` };
    }
  }
  registerEnumType(values, {
    name: `${noun}Order`,
    description: `How a list of ${noun} is sorted. Ties are broken by id, so that pages never overlap.`,
    valuesConfig: valuesConfig as never,
  });
  return values;
}

export interface ListClasses {
  readonly connection: Class;
  readonly connectionArgs: Class;
  readonly listArgs: Class;
}

/** The Relay connection of a noun. */
export function makeConnection(
  noun: string,
  type: () => unknown,
  pageInfo: Class,
): { readonly connection: Class } {
  const edge = named(`${noun}Edge`);
  addField(
    edge,
    "cursor",
    () => String,
    "Opaque position of this row in this order and filter, for `after` and `before`.",
    false,
  );
  addField(edge, "node", type, `The ${noun}.`, false);
  ObjectType(edge.name, { description: `A ${noun} and its position in a list.`, simpleResolvers: true })(
    edge,
  );

  const connection = named(`${noun}Connection`);
  addField(connection, "edges", () => [edge], "This page's rows with their positions.", false);
  addField(connection, "nodes", () => [(type as () => unknown)()], "This page's rows.", false);
  addField(connection, "pageInfo", () => pageInfo, "Whether there is more, and where to go on.", false);
  addField(
    connection,
    "totalCount",
    () => Int,
    "How many rows match in all; counted only when asked for.",
    false,
  );
  ObjectType(connection.name, {
    description: `A page of a list of ${noun} (Relay connection).`,
    simpleResolvers: true,
  })(connection);
  return { connection };
}

/** The arguments of a plain list that is neither filtered nor sorted. */
export function makeFirstArgs(noun: string): Class {
  const args = named(`${noun}ListArguments`);
  addField(args, "first", () => Int, "How many rows at most, 1 to 100; 10 when absent.");
  ArgsType()(args);
  return args;
}

/** The arguments of a connection of rows that can be neither filtered nor sorted. */
export function makePageArgs(noun: string): Class {
  const args = named(`${noun}PageArguments`);
  addField(
    args,
    "first",
    () => Int,
    "How many rows from the start, 1 to 100; 20 when neither first nor last is given.",
  );
  addField(args, "after", () => String, "Only rows after this cursor.");
  addField(args, "last", () => Int, "How many rows from the end, 1 to 100; not together with first.");
  addField(args, "before", () => String, "Only rows before this cursor.");
  ArgsType()(args);
  return args;
}

/** The Relay connection of a noun and the arguments of its lists. */
export function makeLists(
  noun: string,
  type: () => unknown,
  filter: Class,
  order: Record<string, string>,
  pageInfo: Class,
): ListClasses {
  const { connection } = makeConnection(noun, type, pageInfo);

  const selection = (args: Class, first: string): Class => {
    addField(args, "first", () => Int, first);
    addField(args, "filter", () => filter, "Which rows are meant; all when absent.");
    addField(
      args,
      "orderBy",
      () => [order],
      "Sort keys, the most important first; a sensible order when absent.",
    );
    return args;
  };
  const connectionArgs = selection(
    named(`${noun}ConnectionArguments`),
    "How many rows from the start, 1 to 100; 20 when neither first nor last is given.",
  );
  addField(
    connectionArgs,
    "after",
    () => String,
    "Only rows after this cursor, which must come from the same order and filter.",
  );
  addField(
    connectionArgs,
    "last",
    () => Int,
    "How many rows from the end, 1 to 100; not together with first.",
  );
  addField(
    connectionArgs,
    "before",
    () => String,
    "Only rows before this cursor, which must come from the same order and filter.",
  );
  ArgsType()(connectionArgs);
  const listArgs = selection(
    named(`${noun}ListArguments`),
    "How many rows at most, 1 to 100; 10 when absent.",
  );
  ArgsType()(listArgs);
  return { connection, connectionArgs, listArgs };
}
