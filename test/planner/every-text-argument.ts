// Every place in the schema where a client's text can come in: an operation for each, with the text as variable $text.
import {
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from "graphql";

export interface TextPlace {
  readonly name: string;
  /** The operation with the text written into it. */
  literal(text: string): string;
  /** The operation that takes it as variable $text. */
  readonly variable: string;
}

const textual = ["String", "ID"];

/** Arguments of root fields and of the fields of nouns, and every operator of every filter; one with relations. */
export function textPlaces(schema: GraphQLSchema): TextPlace[] {
  const query = schema.getQueryType()!;
  const roots = Object.values(query.getFields()).flatMap((field) =>
    placesOf(field, (call) => `{ ${call} }`, field.name),
  );
  const nouns = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && type.getInterfaces().length > 0,
  );
  const nested = nouns.flatMap((noun) => {
    const id = `${noun.name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).slice(1)}_1`;
    const inside = (call: string) => `{ node(id: "${id}") { ... on ${noun.name} { ${call} } } }`;
    return Object.values(noun.getFields()).flatMap((field) =>
      placesOf(field, inside, `${noun.name}.${field.name}`),
    );
  });
  return [...roots, ...nested];
}

function placesOf(
  field: GraphQLField<unknown, unknown>,
  wrap: (call: string) => string,
  name: string,
): TextPlace[] {
  const below = selectionOf(getNamedType(field.type));
  return field.args.flatMap((argument) => {
    const others = field.args.filter((other) => other !== argument && isRequiredArgument(other));
    const required = others.map((other) => `${other.name}: ${sample(other.type)}`);
    return paths(argument.type, name === "reports" ? 3 : 2).map(({ path, type, write }): TextPlace => {
      const call = (text: string) =>
        wrap(`${field.name}(${[...required, `${argument.name}: ${write(text)}`].join(", ")})${below}`);
      return {
        name: [name, argument.name, ...path].join(" "),
        literal: (text) => call(JSON.stringify(text)),
        variable: `query($text: ${type}!) ${call("$text")}`,
      };
    });
  });
}

/** Something that is read of every row, or counted. */
function selectionOf(type: GraphQLNamedType): string {
  if (!isObjectType(type) && !isInterfaceType(type)) return "";
  const fields = type.getFields();
  const field =
    ["totalCount", "groupCount", "id"].find((name) => Object.hasOwn(fields, name)) ??
    Object.values(fields).find((one) => isLeafType(getNamedType(one.type)))?.name;
  if (field) return ` { ${field} }`;
  const [first] = Object.values(fields);
  return ` { ${first!.name}${selectionOf(getNamedType(first!.type))} }`;
}

interface PathOfText {
  readonly path: readonly string[];
  readonly type: string;
  readonly write: (text: string) => string;
}

function paths(type: GraphQLInputType, depth: number): PathOfText[] {
  if (isNonNullType(type)) return paths(type.ofType, depth);
  if (isListType(type))
    return paths(type.ofType, depth).map(({ write, ...rest }) => ({
      ...rest,
      write: (text) => `[${write(text)}]`,
    }));
  if (isInputObjectType(type)) return depth === 0 ? [] : fields(type, depth);
  return textual.includes(getNamedType(type).name)
    ? [{ path: [], type: getNamedType(type).name, write: (text) => text }]
    : [];
}

function fields(type: GraphQLInputObjectType, depth: number): PathOfText[] {
  return Object.values(type.getFields()).flatMap(({ name, type: inner }) =>
    paths(inner, depth - 1).map(({ path, type: of, write }) => ({
      path: [name, ...path],
      type: of,
      write: (text) => `{ ${name}: ${write(text)} }`,
    })),
  );
}

const samples: Readonly<Record<string, string>> = {
  ID: '"report_1"',
  Date: '"2024-03-31"',
  Int: "1",
  Float: "1",
  Boolean: "true",
};

function sample(type: GraphQLInputType): string {
  const named = getNamedType(type);
  if ("getValues" in named) return named.getValues()[0]!.name;
  return samples[named.name] ?? '"words"';
}
