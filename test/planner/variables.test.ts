// Plain variables are read without graphql-js; it has the last word on everything else. Both must say the same.
import { buildSchema, getVariableValues, type OperationDefinitionNode, parse } from "graphql";
import { VariableReader } from "../../src/planner/selection/variables";

const schema = buildSchema(`
  enum Status { OPEN CLOSED }
  input Filter { a: Int }
  type Query { f(s: String, n: String!, i: Int, x: Float, b: Boolean, id: ID, e: Status, l: [Int], o: Filter): Int }
`);

const values: readonly unknown[] = [
  undefined,
  null,
  "",
  "text",
  "OPEN",
  "\ud800",
  0,
  -1,
  1.5,
  3e9,
  Number.NaN,
  true,
  [],
  ["a"],
  {},
  { a: 1 },
  "__proto__",
];
const types = ["String", "String!", "Int", "Int!", "Float", "Boolean!", "ID", "ID!", "Status", "Status!"];
const others = ["[Int]", "[Int!]!", "Filter", 'String = "d"', "Int! = 3"];

test.each([...types, ...others])("a variable of type %s", (type) => {
  const operation = parse(`query ($v: ${type}) { __typename }`).definitions[0] as OperationDefinitionNode;
  const reader = new VariableReader(schema);
  for (const value of values)
    for (const given of [{ v: value }, value === undefined ? {} : { v: value, unknown: 1 }]) {
      const expected = getVariableValues(schema, operation.variableDefinitions ?? [], given, {
        maxErrors: 5,
      });
      const read = () => reader.read(operation, given);
      if (expected.errors) expect(read).toThrow(expected.errors[0]!.message);
      else expect(read()).toEqual(expected.coerced);
    }
});

test("nothing is taken from an object's prototype", () => {
  const text = "query ($toString: String, $constructor: String) { __typename }";
  const operation = parse(text).definitions[0] as OperationDefinitionNode;
  expect(new VariableReader(schema).read(operation, JSON.parse("{}"))).toEqual({});
  expect(new VariableReader(schema).read(operation, null)).toEqual({});
});
