// The values of an operation's variables by their declared types. Most variables are single values; graphql-js looks up
// their types anew for each request, which costs more than all the reading. What is not plain, or wrong, is left to it.
import {
  type GraphQLLeafType,
  type GraphQLSchema,
  getVariableValues,
  isLeafType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
} from "graphql";
import { badInput } from "../errors";
import type { Variables } from "./variable-probes";

type Given = Readonly<Record<string, unknown>> | null | undefined;

interface PlainVariable {
  readonly name: string;
  readonly type: GraphQLLeafType;
}

const maxErrors = 5;

export class VariableReader {
  /** By operation; null where one of its variables is a list, an input object, or has a default. */
  private readonly plain = new WeakMap<OperationDefinitionNode, readonly PlainVariable[] | null>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Throws BAD_USER_INPUT with the first mistakes. */
  read(operation: OperationDefinitionNode, given: Given): Variables {
    const declared = operation.variableDefinitions ?? [];
    if (declared.length === 0) return {};
    return this.readPlain(operation, declared, given) ?? this.readAny(declared, given);
  }

  private readAny(declared: readonly VariableDefinitionNode[], given: Given): Variables {
    const { coerced, errors } = getVariableValues(this.schema, declared, given ?? {}, {
      maxErrors: maxErrors,
    });
    if (errors) throw badInput(errors.map(({ message }) => message).join("\n"));
    return coerced;
  }

  /** Null where a value is missing, no single value, or not of its type. */
  private readPlain(
    operation: OperationDefinitionNode,
    declared: readonly VariableDefinitionNode[],
    given: Given,
  ): Variables | null {
    let variables = this.plain.get(operation);
    if (variables === undefined) this.plain.set(operation, (variables = this.plainOf(declared)));
    if (!variables || !given) return null;
    const values: Record<string, unknown> = {};
    for (const { name, type } of variables) {
      const value = Object.hasOwn(given, name) ? given[name] : undefined;
      if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return null;
      try {
        values[name] = type.parseValue(value);
      } catch {
        return null;
      }
      if (values[name] === undefined) return null;
    }
    return values;
  }

  private plainOf(declared: readonly VariableDefinitionNode[]): readonly PlainVariable[] | null {
    const variables: PlainVariable[] = [];
    for (const { variable, type: node, defaultValue } of declared) {
      const type = typeFromAST(this.schema, node as Parameters<typeof typeFromAST>[1]);
      const named = isNonNullType(type) ? type.ofType : type;
      if (defaultValue !== undefined || !isLeafType(named)) return null;
      // Such a name would set the object's prototype.
      if (variable.name.value === "__proto__") return null;
      variables.push({ name: variable.name.value, type: named });
    }
    return variables;
  }
}
