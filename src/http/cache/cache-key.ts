// Cache keys: what makes two requests the same request, so that one response serves both; and the headers by which other
// caches know it (ETag, Cache-Control, Vary).
import * as crypto from "node:crypto";
import type { IncomingMessage } from "node:http";
import { LRUCache } from "lru-cache";
import { announcedHash, hashOf } from "../documents/persisted-documents";
import type { Acceptance } from "../protocol/negotiation";
import type { RequestParameters } from "../protocol/parameters";

/** A request that can be recognised when it comes again. */
export interface CacheKey {
  /** Document, operation name, variables and viewer as one hash. */
  readonly key: string;
  readonly type: string;
  /** The If-None-Match header. */
  readonly known: string | undefined;
  readonly cacheControl: string;
}

/** The parts of a request, besides its parameters, on which its answer depends. */
export type CacheKeySource = Pick<IncomingMessage, "method" | "headers">;

/**
 * Undefined where the document is in doubt; such a request is not cached. `knownHash` is the document's hash where it
 * has been computed already.
 */
export function cacheKeyOf(
  source: CacheKeySource,
  parameters: RequestParameters,
  accepted: Acceptance,
  knownHash?: string,
): CacheKey | undefined {
  const document = knownHash ?? documentHash(parameters);
  if (document === undefined) return undefined;
  const { operationName = "", variables } = parameters;
  const viewer = source.headers.authorization ?? null;
  // Lengths keep apart what stands side by side; making JSON of all of it costs a microsecond more.
  const others = viewer === null ? "" : `${viewer.length}:${viewer}`;
  const asked = `${document}${operationName.length}:${operationName}${others}`;
  return {
    key: keyOf(variables ? asked + JSON.stringify(variables) : `${asked}{}`),
    type: accepted.type,
    known: source.headers["if-none-match"],
    cacheControl: cacheControl(source.method, viewer !== null),
  };
}

/**
 * Begins with the data revision. Weak: it names what the answer says, not its bytes, so that a proxy may compress them,
 * and the version in it may be older than the data (see revalidation.ts). `release` is the program that wrote the answer.
 */
export function entityTag(release: string, version: string, { key, type }: CacheKey): string {
  return `W/"${version}.${release}.${type === "application/json" ? "j" : "g"}.${key}"`;
}

/** Whether an If-None-Match header names the tag. `*` names none: see revalidation.ts. */
export function matchesIfNoneMatch(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  const opaque = tag.slice(2);
  return header.split(",", 50).some((one) => one.trim().replace(/^W\//, "") === opaque);
}

/** On every answer at this path, because it depends on them. */
export const vary = "accept, authorization";

/** For refusals, mutations, and answers whose version is unknown. */
export const noStore: readonly [string, string] = ["cache-control", "no-store"];

// Shared caches may store what anybody may read, but must revalidate it each time.
function cacheControl(method: string | undefined, isAuthorised: boolean): string {
  return (method === "GET" || method === "HEAD") && !isAuthorised
    ? "public, max-age=0, must-revalidate"
    : "private, no-cache";
}

function documentHash(parameters: RequestParameters): string | undefined {
  const { query } = parameters;
  const announced = announcedHash(parameters);
  if (announced === null || query === undefined) return announced ?? undefined;
  // Lone surrogates all become the same bytes: two documents would have one hash.
  if (!query.isWellFormed()) return undefined;
  const actual = hashOf(query);
  return announced === undefined || announced === actual ? actual : undefined;
}

// Hashes of recent requests: hashing takes about as long as parsing the request's JSON.
const keys = new LRUCache<string, string>({ max: 2000 });
const maxCachedLength = 1000;

function keyOf(text: string): string {
  if (text.length > maxCachedLength) return hash(text);
  const known = keys.get(text);
  if (known !== undefined) return known;
  const key = hash(text);
  keys.set(text, key);
  return key;
}

// In one call where Node has it (from 20.12): less than half the cost.
const oneCall = (crypto as { hash?: (algorithm: string, data: string, encoding: string) => string }).hash;

function hash(text: string): string {
  return (
    oneCall?.("sha256", text, "base64url") ?? crypto.createHash("sha256").update(text).digest("base64url")
  );
}
