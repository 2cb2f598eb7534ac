// Ways to write the same operation differently. The answer must not change.
import {
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  parseType,
  print,
  type SelectionSetNode,
  TypeInfo,
  type VariableDefinitionNode,
  type VariableNode,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { Variables } from "../support/engine";

export interface Rewritten {
  readonly text: string;
  readonly variables: Variables;
}

export type Rewrite = (schema: GraphQLSchema, text: string, variables: Variables) => Rewritten;

/** Every literal argument is brought by a variable instead. */
export const literalsToVariables: Rewrite = (schema, text, variables) => {
  const types = new TypeInfo(schema);
  const definitions: VariableDefinitionNode[] = [];
  const values: Record<string, unknown> = { ...variables };
  const known = new Map<string, VariableNode>();
  const document = visit(
    parse(text),
    visitWithTypeInfo(types, {
      Argument: {
        enter(node) {
          if (hasVariables(node)) return undefined;
          const type = String(types.getArgument()!.type);
          const same = `${type} ${print(node.value)}`;
          const before = known.get(same);
          if (before) return { ...node, value: before };
          const variable = {
            kind: Kind.VARIABLE as const,
            name: { kind: Kind.NAME as const, value: `x${definitions.length}` },
          };
          known.set(same, variable);
          definitions.push({ kind: Kind.VARIABLE_DEFINITION, variable, type: parseType(type) });
          values[variable.name.value] = valueFromASTUntyped(node.value);
          return { ...node, value: variable };
        },
      },
    }),
  );
  const withDefinitions = mapOperation(document, (operation) => ({
    ...operation,
    variableDefinitions: [...(operation.variableDefinitions ?? []), ...definitions],
  }));
  return { text: print(withDefinitions), variables: values };
};

/** Every selection set stands in an inline fragment. */
export const selectionsToInlineFragments: Rewrite = (_, text, variables) => {
  const document = visit(parse(text), {
    SelectionSet: { leave: (node) => setOf({ kind: Kind.INLINE_FRAGMENT as const, selectionSet: node }) },
  });
  return { text: print(document), variables };
};

/** Every selection set becomes a fragment with a name. */
export const selectionsToNamedFragments: Rewrite = (schema, text, variables) => {
  const types = new TypeInfo(schema);
  const fragments: FragmentDefinitionNode[] = [];
  const document = visit(
    parse(text),
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave(node) {
          const type = types.getParentType()!.name;
          const name = { kind: Kind.NAME as const, value: `X${fragments.length}` };
          const typeCondition = {
            kind: Kind.NAMED_TYPE as const,
            name: { kind: Kind.NAME as const, value: type },
          };
          fragments.push({ kind: Kind.FRAGMENT_DEFINITION, name, typeCondition, selectionSet: node });
          return setOf({ kind: Kind.FRAGMENT_SPREAD as const, name });
        },
      },
    }),
  );
  return { text: print({ ...document, definitions: [...document.definitions, ...fragments] }), variables };
};

/** Every field gets another alias; see `withOldAliases`. */
export const renameAliases: Rewrite = (_, text, variables) => {
  const document = visit(parse(text), {
    Field: {
      enter: (node) => ({
        ...node,
        alias: { kind: Kind.NAME as const, value: `x_${(node.alias ?? node.name).value}` },
      }),
    },
  });
  return { text: print(document), variables };
};

/** An answer to an operation of `renameAliases` under the aliases it had before. */
export function withOldAliases(data: string): string {
  return data.replace(/"x_(\w+)":/g, '"$1":');
}

function setOf(selection: SelectionSetNode["selections"][number]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections: [selection] };
}

function hasVariables(node: ASTNode): boolean {
  let found = false;
  visit(node, {
    Variable() {
      found = true;
    },
  });
  return found;
}

function mapOperation(
  document: DocumentNode,
  change: (operation: OperationDefinitionNode) => OperationDefinitionNode,
): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.map((node) =>
      node.kind === Kind.OPERATION_DEFINITION ? change(node) : node,
    ),
  };
}
