// Every place of the schema where a client can put a text: arguments and input fields of string-like scalars, each with
// an operation that carries a value there by a variable.
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from "graphql";

export interface TextPlace {
  /** For example `reports(filter.number.contains)`. */
  readonly name: string;
  readonly query: string;
  readonly variables: (text: string) => Record<string, unknown>;
}

const depthOfInputs = 4;
const numeric: ReadonlySet<string> = new Set(["Int", "Float", "Boolean"]);

export function textPlaces(schema: GraphQLSchema): TextPlace[] {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  return fields.flatMap((field) => field.args.flatMap((argument) => placesOf(field, argument)));
}

function placesOf(field: GraphQLField<unknown, unknown>, argument: GraphQLArgument): TextPlace[] {
  const others = field.args.filter((other) => other !== argument && isNonNullType(other.type));
  const given = [
    `${argument.name}: $value`,
    ...others.map((other) => `${other.name}: ${sample(other.type)}`),
  ];
  const query = `query Contract($value: ${argument.type}) { ${field.name}(${given.join(", ")}) ${selection(field.type)} }`;
  return leaves(argument.type, depthOfInputs, new Set()).map(({ path, wrap }) => ({
    name: `${field.name}(${[argument.name, ...path].join(".")})`,
    query,
    variables: (text) => ({ value: wrap(text) }),
  }));
}

interface Leaf {
  readonly path: readonly string[];
  readonly wrap: (text: string) => unknown;
}

function leaves(type: GraphQLInputType, depth: number, seen: ReadonlySet<string>): Leaf[] {
  if (isNonNullType(type)) return leaves(type.ofType, depth, seen);
  if (isListType(type))
    return leaves(type.ofType, depth, seen).map(({ path, wrap }) => ({ path, wrap: (text) => [wrap(text)] }));
  if (isScalarType(type)) return numeric.has(type.name) ? [] : [{ path: [], wrap: (text) => text }];
  if (!isInputObjectType(type) || depth === 0 || seen.has(type.name)) return [];
  const inner = new Set([...seen, type.name]);
  return Object.values(type.getFields()).flatMap((field) =>
    leaves(field.type, depth - 1, inner).map(({ path, wrap }) => ({
      path: [field.name, ...path],
      wrap: (text) => ({ [field.name]: wrap(text) }),
    })),
  );
}

function sample(type: GraphQLInputType): string {
  const named = getNamedType(type);
  if (named.name === "Int") return "1";
  if (isScalarType(named)) return isListType(isNonNullType(type) ? type.ofType : type) ? '["x"]' : '"x"';
  if ("getValues" in named) return `[${named.getValues()[0]?.name}]`;
  return "{}";
}

/** Something to ask of a field's rows, so that they are really read. */
function selection(type: GraphQLOutputType, depth = 3): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return "getFields" in named ? "{ __typename id }" : "";
  const fields = named.getFields();
  const rows = fields.nodes ?? fields.groups;
  if (rows && depth > 0) return `{ ${rows.name} ${selection(rows.type, depth - 1)} }`;
  if (fields.id) return "{ id }";
  const leaf = Object.values(fields).find(
    (field) => field.args.length === 0 && !isObjectType(getNamedType(field.type)),
  );
  return `{ ${leaf?.name ?? "__typename"} }`;
}
