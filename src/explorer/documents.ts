// The operations of the pages: files of pages/, with the fragments they use, and the same below `asOf` for a day.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from "graphql";
import { projectRoot } from "../project-root";

export interface PageDocument {
  readonly name: string;
  readonly text: string;
  /** The same question about a day: takes the variable `$asOf: Date!`. */
  readonly asOfText: string;
}

/** Where the operations are; they are read at start, also from a build. */
const folder = () => join(projectRoot(), "src", "explorer", "pages");

/** All operations by file name. Throws where a file does not parse or names no operation. */
export function pageDocuments(): ReadonlyMap<string, PageDocument> {
  const files = readdirSync(folder()).filter((file) => file.endsWith(".graphql"));
  const parsed = files.map((file) => [file, parse(readFileSync(join(folder(), file), "utf8"))] as const);
  const fragments = new Map(
    parsed.flatMap(([, { definitions }]) =>
      definitions
        .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
        .map((one) => [one.name.value, one] as const),
    ),
  );
  return new Map(
    parsed.flatMap(([file, document]) => {
      const operation = document.definitions.find(
        (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
      );
      if (operation === undefined) return [];
      const used = fragmentsOf(operation, fragments);
      const text = printAll([operation, ...used]);
      const asOfText = printAll([below(operation), ...used]);
      const name = operation.name?.value ?? file;
      return [[file.slice(0, -".graphql".length), { name, text, asOfText }] as const];
    }),
  );
}

function fragmentsOf(
  node: OperationDefinitionNode | FragmentDefinitionNode,
  all: ReadonlyMap<string, FragmentDefinitionNode>,
  found = new Set<FragmentDefinitionNode>(),
): ReadonlySet<FragmentDefinitionNode> {
  visit(node, {
    FragmentSpread({ name }) {
      const fragment = all.get(name.value);
      if (fragment === undefined) throw new Error(`No file of pages/ defines the fragment ${name.value}.`);
      if (found.has(fragment)) return;
      found.add(fragment);
      fragmentsOf(fragment, all, found);
    },
  });
  return found;
}

/** The operation with all its fields below `asOf(date: $asOf)`. */
function below(operation: OperationDefinitionNode): OperationDefinitionNode {
  const template = parse("query($asOf: Date!) { asOf(date: $asOf) { __typename } }").definitions[0];
  const { variableDefinitions, selectionSet } = template as OperationDefinitionNode;
  return {
    ...operation,
    variableDefinitions: [...(variableDefinitions ?? []), ...(operation.variableDefinitions ?? [])],
    selectionSet: {
      ...selectionSet,
      selections: selectionSet.selections.map((field) => ({
        ...field,
        selectionSet: operation.selectionSet,
      })),
    },
  };
}

function printAll(definitions: DocumentNode["definitions"]): string {
  return `${print({ kind: Kind.DOCUMENT, definitions })}\n`;
}
