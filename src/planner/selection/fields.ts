// Which fields an object's selections ask for, by response key: fragments expanded, directives obeyed.
import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  typeFromAST,
} from "graphql";
import { tooLarge } from "../errors";
import type { Scope } from "./variable-probes";

/** A document's fragments, and the budget that ends expansion of fragments that multiply. */
export interface Selections {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly scope: Scope;
  readonly budget: { fields: number; readonly maximum: number };
}

/** Response key to the field nodes that ask for it, in the order of first mention, as the GraphQL rules say. */
export function fieldsOf(
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  all: Selections,
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const seen = new Set<string>();
  for (const set of sets) collect(type, set.selections, all, fields, seen);
  return fields;
}

/** The selection sets below some field nodes. */
export function setsBelow(nodes: readonly FieldNode[]): SelectionSetNode[] {
  return nodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : []));
}

function collect(
  type: GraphQLObjectType,
  selections: readonly SelectionNode[],
  all: Selections,
  fields: Map<string, FieldNode[]>,
  seen: Set<string>,
): void {
  for (const selection of selections) {
    spend(all);
    if (!isIncluded(selection, all.scope)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const before = fields.get(key);
      if (before) before.push(selection);
      else fields.set(key, [selection]);
      continue;
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      if (appliesTo(type, selection.typeCondition, all.schema))
        collect(type, selection.selectionSet.selections, all, fields, seen);
      continue;
    }
    const name = selection.name.value;
    const fragment = all.fragments[name];
    if (seen.has(name) || !fragment) continue;
    seen.add(name);
    if (appliesTo(type, fragment.typeCondition, all.schema))
      collect(type, fragment.selectionSet.selections, all, fields, seen);
  }
}

function spend({ budget }: Selections): void {
  budget.fields += 1;
  if (budget.fields > budget.maximum) {
    throw tooLarge(
      `The operation expands to more than ${budget.maximum} fields. Ask for less in one operation.`,
    );
  }
}

function isIncluded(selection: SelectionNode, scope: Scope): boolean {
  if (!selection.directives || selection.directives.length === 0) return true;
  for (const directive of selection.directives) {
    for (const argument of directive.arguments ?? []) {
      if (argument.value.kind === Kind.VARIABLE)
        scope.observe({ path: [argument.value.name.value], aspect: "value" });
    }
  }
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, scope.variables);
  if (skip?.if === true) return false;
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, scope.variables);
  return include?.if !== false;
}

function appliesTo(
  type: GraphQLObjectType,
  condition: FragmentDefinitionNode["typeCondition"] | undefined,
  schema: GraphQLSchema,
): boolean {
  if (!condition) return true;
  const named = typeFromAST(schema, condition);
  if (named === type) return true;
  return named !== undefined && isAbstractType(named) && schema.isSubType(named, type);
}
