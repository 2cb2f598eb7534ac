// Validation rule for the limits that a document alone decides: depth, aliases, directives, root fields, operations,
// introspection. One pass over the text as written: a fragment is measured once however often it is spread, so the cost is
// linear. (Expanding each spread is exponential: twenty lines of nested fragments can stop a server.)
import {
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  getIntrospectionQuery,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";
import { refusal } from "../../errors";
import { limits } from "../../limits";

/** The validation rule. It runs once per document: Apollo keeps the documents that passed. */
export function documentLimits(context: ValidationContext): ASTVisitor {
  const problem = problemWith(context.getDocument());
  // More errors than are listed end the validation here, before other rules compare every field with every other.
  const end = () => {
    for (let reported = 0; problem && reported <= limits.errors.value; reported++)
      context.reportError(problem);
  };
  return { Document: end };
}

/** The first limit that a document breaks, as a refusal that says what would pass; undefined when it keeps to all. */
export function problemWith(document: DocumentNode): GraphQLError | undefined {
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (operations.length > limits.operations.value)
    return tooMany(
      "operations",
      operations.length,
      limits.operations.value,
      "Send them as requests of their own.",
    );
  const measure = measurer(document);
  for (const operation of operations) {
    const problem = problemWithSize(measure(operation));
    if (problem) return problem;
  }
  return undefined;
}

/** What a selection asks for, every use of a fragment counted. A count can be Infinity. */
interface Size {
  /** Fields of this level, those of fragments included. */
  readonly fields: number;
  readonly depth: number;
  readonly introspectionDepth: number;
  readonly introspection: number;
  readonly aliases: number;
  readonly directives: number;
  /** Roughly how many values it answers if this is a selection of the introspection schema. */
  readonly weight: number;
}

const nothing: Size = {
  fields: 0,
  depth: 0,
  introspectionDepth: 0,
  introspection: 0,
  aliases: 0,
  directives: 0,
  weight: 0,
};

function problemWithSize(size: Size): GraphQLError | undefined {
  const { depth, introspectionDepth, rootFields, aliases, directives } = limits;
  const split = "Ask for it in several operations.";
  const flatter = "Nest less deep: start from the inner type by a root field of its own.";
  if (size.depth > depth.value) return tooMany("levels of fields", size.depth, depth.value, flatter);
  if (size.introspectionDepth > introspectionDepth.value)
    return tooMany("levels of introspection", size.introspectionDepth, introspectionDepth.value, flatter);
  if (size.fields > rootFields.value) return tooMany("root fields", size.fields, rootFields.value, split);
  if (size.aliases > aliases.value) return tooMany("aliases", size.aliases, aliases.value, split);
  if (size.directives > directives.value)
    return tooMany("directives", size.directives, directives.value, split);
  if (size.introspection > maxIntrospection())
    return refusal("QUERY_TOO_LARGE", "The operation asks for too much introspection.", {
      hint: "Ask for what two standard introspection queries give, or fetch /schema.graphql.",
    });
  return undefined;
}

function tooMany(what: string, count: number, maximum: number, hint: string): GraphQLError {
  const counted = count > 1e6 ? "more than a million" : String(count);
  return refusal("QUERY_TOO_LARGE", `The operation has ${counted} ${what}; ${maximum} are allowed.`, {
    hint,
  });
}

// A list of the introspection schema counts as this many entries: not exact, but the same for every query.
const entries: Readonly<Record<string, number>> = {
  types: 200,
  fields: 15,
  inputFields: 15,
  enumValues: 10,
  possibleTypes: 10,
  args: 5,
  interfaces: 3,
  directives: 5,
};

let standardIntrospection: number | undefined;

function maxIntrospection(): number {
  if (standardIntrospection === undefined) {
    const document = parse(
      getIntrospectionQuery({ schemaDescription: true, inputValueDeprecation: true, oneOf: true }),
    );
    const [operation] = document.definitions;
    standardIntrospection = measurer(document)(operation as OperationDefinitionNode).introspection;
  }
  return 2 * standardIntrospection;
}

function measurer(document: DocumentNode): (operation: OperationDefinitionNode) => Size {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measured = new Map<string, Size>();

  const ofFragment = (name: string): Size => {
    const known = measured.get(name);
    if (known) return known;
    // While it is being measured it counts nothing: validation reports the cycle.
    measured.set(name, nothing);
    const fragment = fragments.get(name);
    const size = fragment ? withDirectives(ofSelections(fragment.selectionSet), fragment) : nothing;
    measured.set(name, size);
    return size;
  };

  const ofSelection = (selection: SelectionNode): Size => {
    if (selection.kind === Kind.FRAGMENT_SPREAD)
      return withDirectives(ofFragment(selection.name.value), selection);
    const inner = selection.selectionSet ? ofSelections(selection.selectionSet) : nothing;
    return withDirectives(selection.kind === Kind.FIELD ? ofField(selection, inner) : inner, selection);
  };

  const ofSelections = (set: SelectionSetNode): Size => set.selections.map(ofSelection).reduce(add, nothing);

  return (operation) => {
    const size = withDirectives(ofSelections(operation.selectionSet), operation);
    const ofVariables = operation.variableDefinitions?.reduce(
      (sum, { directives = [] }) => sum + directives.length,
      0,
    );
    return { ...size, directives: size.directives + (ofVariables ?? 0) };
  };
}

function ofField(field: FieldNode, inner: Size): Size {
  const name = field.name.value;
  const isIntrospection = name === "__schema" || name === "__type";
  const weight = 1 + inner.weight * (Object.hasOwn(entries, name) ? (entries[name] ?? 1) : 1);
  return {
    fields: 1,
    depth: isIntrospection ? 1 : 1 + inner.depth,
    introspectionDepth: isIntrospection ? 1 + inner.depth : inner.introspectionDepth,
    introspection: inner.introspection + (isIntrospection ? weight : 0),
    aliases: inner.aliases + (field.alias ? 1 : 0),
    directives: inner.directives,
    weight,
  };
}

function withDirectives(size: Size, node: { readonly directives?: readonly unknown[] }): Size {
  const own = node.directives?.length ?? 0;
  return own === 0 ? size : { ...size, directives: size.directives + own };
}

function add(a: Size, b: Size): Size {
  return {
    fields: a.fields + b.fields,
    depth: Math.max(a.depth, b.depth),
    introspectionDepth: Math.max(a.introspectionDepth, b.introspectionDepth),
    introspection: a.introspection + b.introspection,
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    weight: a.weight + b.weight,
  };
}
