// What the service would send to PostgreSQL for an operation, taken from its own engine.
import { parse } from "graphql";
import { loadBuilt, type RowBytes, type Statement } from "./built";

interface Answering {
  answer(operation: {
    document: unknown;
    variables: Readonly<Record<string, unknown>>;
    run: (statement: Statement) => Promise<RowBytes>;
  }): Promise<unknown>;
}

let engine: Answering | undefined;

/** The operation's statement; null when it needs none. */
export async function statementOf(
  text: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Statement | null> {
  engine ??= loadBuilt<{ serviceEngine(): { engine: Answering } }>("service.js").serviceEngine().engine;
  let seen: Statement | null = null;
  const run = async (statement: Statement): Promise<RowBytes> => {
    seen = statement;
    throw new Seen();
  };
  try {
    await engine.answer({ document: parse(text), variables, run });
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
  engine ??= loadBuilt<{ serviceEngine(): { engine: Answering } }>("service.js").serviceEngine().engine;
  const answer = (await engine.answer({ document: parse(text), variables, run })) as { json: Buffer };
  return JSON.parse(answer.json.toString());
}
