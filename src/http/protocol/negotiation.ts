// Content negotiation: the Content-Type and Accept rules of GraphQL over HTTP.
// https://graphql.github.io/graphql-over-http/draft/

export type AnswerType = "application/json" | "application/graphql-response+json";

export interface Acceptance {
  readonly type: AnswerType;
  /**
   * The client knows nothing but application/json. By the specification such a client reads the status as the
   * transport's: a document with mistakes is then answered with 200 and `errors`.
   */
  readonly legacy: boolean;
}

/** The media type to answer in, or undefined: 406. */
export function negotiate(accept: string | undefined): Acceptance | undefined {
  if (accept === undefined || accept === "" || accept === "*/*") return anything;
  const known = remembered.get(accept);
  if (known !== undefined || remembered.has(accept)) return known;
  const found = choose(accept);
  // Clients send few different values; a flood of invented ones must not fill memory.
  if (remembered.size < 100 && accept.length < 200) remembered.set(accept, found);
  return found;
}

/** Why a body of this Content-Type cannot be read, or undefined when it can. */
export function problemWithContentType(contentType: string | undefined): string | undefined {
  if (contentType === "application/json") return undefined;
  if (contentType === undefined) return "The Content-Type header is missing.";
  const { type, parameters } = mediaType(contentType);
  if (type !== "application/json")
    return `The Content-Type ${JSON.stringify(contentType.slice(0, 100))} is not accepted.`;
  const charset = parameters.get("charset");
  if (charset !== undefined && charset !== "utf-8" && charset !== "utf8")
    return `The charset ${JSON.stringify(charset.slice(0, 100))} is not accepted.`;
  return undefined;
}

/** True for the content types that a foreign page can send without the browser asking first. */
export function isSimpleContentType(contentType: string | undefined): boolean {
  return contentType === undefined || simple.has(mediaType(contentType).type);
}

/** True when the client is a browser that wants a page. */
export function prefersHtml(accept: string | undefined): boolean {
  return accept?.trimStart().startsWith("text/html") ?? false;
}

const simple: ReadonlySet<string> = new Set([
  "",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "text/plain",
]);
const anything: Acceptance = { type: "application/json", legacy: false };
const remembered = new Map<string, Acceptance | undefined>();

function choose(accept: string): Acceptance | undefined {
  const ranges = accept.split(",", 50).map((part) => {
    const { type, parameters } = mediaType(part);
    const q = Number(parameters.get("q") ?? "1");
    const charset = parameters.get("charset");
    const readable = charset === undefined || charset === "utf-8" || charset === "utf8";
    return { type, q: Number.isFinite(q) && readable ? q : 0 };
  });
  const explicit = (type: string) => ranges.find((range) => range.type === type)?.q;
  const wildcard = explicit("application/*") ?? explicit("*/*") ?? 0;
  const json = explicit("application/json") ?? wildcard;
  // Nobody who does not name the newer type gets it.
  const response = explicit("application/graphql-response+json") ?? 0;
  if (response > 0 && response >= json) return { type: "application/graphql-response+json", legacy: false };
  if (json <= 0) return undefined;
  return { type: "application/json", legacy: wildcard <= 0 && response <= 0 };
}

function mediaType(text: string): { type: string; parameters: Map<string, string> } {
  const [type = "", ...rest] = text.split(";", 20);
  const parameters = new Map<string, string>();
  for (const parameter of rest) {
    const [name = "", value = ""] = parameter.split("=", 2);
    parameters.set(
      name.trim().toLowerCase(),
      value
        .trim()
        .replace(/^"(.*)"$/, "$1")
        .toLowerCase(),
    );
  }
  return { type: type.trim().toLowerCase(), parameters };
}
