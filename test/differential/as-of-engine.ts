// The engine asked about another day: every operation is put below asOf, and its answer taken out again.
import { Kind, type OperationDefinitionNode, parse, print, type SelectionNode } from "graphql";
import { type Asked, anyCost, TestEngine, type Variables } from "../support/engine";

export class AsOfEngine extends TestEngine {
  constructor(
    database: ConstructorParameters<typeof TestEngine>[0],
    private readonly day: string,
    private readonly knownOn: string | null,
  ) {
    super(database, anyCost);
  }

  override async ask(text: string, variables: Variables = {}): Promise<Asked> {
    const asked = await super.ask(below(text, this.day, this.knownOn), variables);
    if (asked.data === null) return asked;
    return { ...asked, data: JSON.stringify((JSON.parse(asked.data) as { asOf: unknown }).asOf) };
  }
}

function below(text: string, day: string, knownOn: string | null): string {
  const document = parse(text);
  const days = knownOn === null ? `date: "${day}"` : `date: "${day}", knownOn: "${knownOn}"`;
  const wrapper = (parse(`{ asOf(${days}) { __typename } }`).definitions[0] as OperationDefinitionNode)
    .selectionSet.selections[0] as SelectionNode & { kind: Kind.FIELD };
  const definitions = document.definitions.map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? {
          ...definition,
          selectionSet: {
            ...definition.selectionSet,
            selections: [{ ...wrapper, selectionSet: definition.selectionSet }],
          },
        }
      : definition,
  );
  return print({ ...document, definitions });
}
