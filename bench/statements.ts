// What the service would send to PostgreSQL for an operation, taken from its own engine.
import { type DefinitionNode, type DocumentNode, parse } from "graphql";
import { loadBuilt, type RowBytes, type Statement } from "./built";

interface Answering {
  compile(
    document: DocumentNode,
    definition: DefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): { readonly plan: { readonly cost: { readonly requested: number } } };
  answer(operation: {
    document: unknown;
    variables: Readonly<Record<string, unknown>>;
    run: (statement: Statement) => Promise<RowBytes>;
  }): Promise<unknown>;
}

let engine: Answering | undefined;
let changedLimits = {};

/** From here on nothing is refused for its cost: to see what the refused would take. */
export function allowAnyCost(): void {
  changedLimits = { cost: 1_000_000_000 };
  engine = undefined;
}

function theEngine(): Answering {
  engine ??= loadBuilt<{ serviceEngine(limits: object): { engine: Answering } }>("service.js").serviceEngine(
    changedLimits,
  ).engine;
  return engine;
}

/** What an operation without variables costs; null when it is refused for its size. */
export function costOf(text: string): number | null {
  const document = parse(text);
  try {
    return theEngine().compile(document, document.definitions[0]!, {}).plan.cost.requested;
  } catch (error) {
    if ((error as { extensions?: { code?: string } }).extensions?.code === "QUERY_TOO_LARGE") return null;
    throw error;
  }
}

/** The operation's statement; null when it needs none. */
export async function statementOf(
  text: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Statement | null> {
  let seen: Statement | null = null;
  const run = async (statement: Statement): Promise<RowBytes> => {
    seen = statement;
    throw new Seen();
  };
  try {
    await theEngine().answer({ document: parse(text), variables, run });
  } catch (error) {
    if (!(error instanceof Seen)) throw error;
  }
  return seen;
}

class Seen extends Error {}

/** The answer's text, by running the statement. */
export async function answerOf(
  text: string,
  variables: Readonly<Record<string, unknown>>,
  run: (statement: Statement) => Promise<RowBytes>,
): Promise<unknown> {
  const answer = (await theEngine().answer({ document: parse(text), variables, run })) as { json: Buffer };
  return JSON.parse(answer.json.toString());
}
