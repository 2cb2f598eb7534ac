// JSON objects, one a line. Knows nothing of what they say.
import { excerpt } from "../records/items";

/** Lines longer than the longest text with room for escapes are no records. */
const maxLineLength = 16_000_000;

export type JsonLine =
  | { readonly line: number; readonly value: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly flaw: string };

/** The objects of newline-delimited JSON in batches; a line that is none comes with the reason. Blank lines are left out. */
export async function* readJsonLines(text: AsyncIterable<string>): AsyncGenerator<JsonLine[]> {
  let rest = "";
  let line = 0;
  let isSkipping = false;
  for await (const chunk of text) {
    const lines = chunk.split("\n");
    lines[0] = rest + lines[0];
    rest = lines.pop() ?? "";
    const batch: JsonLine[] = [];
    for (const one of lines) {
      line++;
      if (isSkipping) isSkipping = false;
      else if (/\S/.test(one)) batch.push(parse(line, one));
    }
    if (rest.length > maxLineLength) {
      if (!isSkipping) batch.push({ line: line + 1, flaw: `is longer than ${maxLineLength} characters` });
      isSkipping = true;
      rest = "";
    }
    if (batch.length > 0) yield batch;
  }
  if (!isSkipping && /\S/.test(rest)) yield [parse(line + 1, rest)];
}

function parse(line: number, text: string): JsonLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { line, flaw: `is not JSON: ${excerpt((error as Error).message)}` };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { line, flaw: "is not a JSON object" };
  return { line, value: value as Readonly<Record<string, unknown>> };
}
