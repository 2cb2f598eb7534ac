// Request parameters of GraphQL over HTTP, checked for type and size before anything is done with them.
import { refusal } from "../../errors";
import { limits } from "../../limits";

export interface RequestParameters {
  readonly query?: string;
  /** Names the document instead; see persisted-documents.ts. */
  readonly documentId?: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly extensions?: Record<string, unknown>;
}

/** What a POST body holds. Throws a refusal that names the parameter at fault. */
export function parametersOfBody(body: unknown): RequestParameters {
  if (Array.isArray(body))
    throw refusal("BAD_USER_INPUT", "Batches of operations are not accepted.", {
      hint: "Send one operation per request.",
    });
  if (!isRecord(body))
    throw refusal("BAD_USER_INPUT", "The body is not a JSON object.", {
      hint: 'It looks like { "query": "…" }.',
    });
  const { query, documentId, operationName, variables, extensions } = body;
  if (documentId !== undefined && documentId !== null && typeof documentId !== "string")
    throw wrong("documentId", "a string");
  if (query !== undefined && query !== null && typeof query !== "string") throw wrong("query", "a string");
  if (operationName !== undefined && operationName !== null && typeof operationName !== "string")
    throw wrong("operationName", "a string or null");
  if (variables !== undefined && variables !== null && !isRecord(variables))
    throw wrong("variables", "an object or null");
  if (extensions !== undefined && extensions !== null && !isRecord(extensions))
    throw wrong("extensions", "an object or null");
  if (variables) checkSize(variables);
  // Apollo distinguishes an absent parameter from an undefined one.
  const parameters: { -readonly [K in keyof RequestParameters]: RequestParameters[K] } = {};
  if (typeof query === "string") parameters.query = query;
  if (typeof documentId === "string") parameters.documentId = documentId;
  if (typeof operationName === "string") parameters.operationName = operationName;
  if (variables) parameters.variables = variables;
  if (extensions) parameters.extensions = extensions;
  requireQuery(parameters);
  return parameters;
}

/** What the query string of a GET holds. */
export function parametersOfSearch(search: URLSearchParams): RequestParameters {
  const once = (name: string) => {
    const values = search.getAll(name);
    if (values.length > 1)
      throw refusal("BAD_USER_INPUT", `The parameter "${name}" is given ${values.length} times.`, {
        hint: "Give it once.",
      });
    return values[0];
  };
  const json = (name: string) => {
    const text = once(name);
    if (text === undefined || text === "") return undefined;
    const value = parseJson(text);
    if (value === null) return undefined;
    if (!isRecord(value)) throw wrong(name, "a JSON object");
    return value;
  };
  const parameters: RequestParameters = {
    query: once("query"),
    documentId: once("documentId"),
    operationName: once("operationName"),
    variables: json("variables"),
    extensions: json("extensions"),
  };
  if (parameters.variables) checkSize(parameters.variables);
  requireQuery(parameters);
  return parameters;
}

function requireQuery({ query, documentId, extensions }: RequestParameters): void {
  if (query || documentId || isRecord(extensions?.persistedQuery)) return;
  throw refusal("BAD_USER_INPUT", 'The parameter "query" is missing or empty.', {
    hint: 'Give a document such as "{ __typename }", its documentId, or the extension persistedQuery.',
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wrong(name: string, expected: string) {
  return refusal("BAD_USER_INPUT", `The parameter "${name}" is not ${expected}.`);
}

// Walked with a list of its own instead of by recursion: the values may be nested as deep as a body allows.
function checkSize(variables: Record<string, unknown>): void {
  let level: unknown[] = [variables];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limits.variableDepth.value)
      throw refusal(
        "QUERY_TOO_LARGE",
        `The variables are nested more than ${limits.variableDepth.value} levels deep.`,
      );
    const next: unknown[] = [];
    for (const value of level) {
      if (Array.isArray(value) && value.length > limits.variableItems.value)
        throw refusal("QUERY_TOO_LARGE", `A list in the variables holds ${value.length} values.`, {
          hint: `At most ${limits.variableItems.value} are accepted.`,
        });
      for (const inner of Object.values(value as object))
        if (typeof inner === "object" && inner !== null) next.push(inner);
    }
    level = next;
  }
}
