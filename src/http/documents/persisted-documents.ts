// Persisted documents: clients send a hash instead of a text. Those of a folder are always known; those that clients register
// are cached, bounded by memory. Serves the parameter `documentId` and Apollo's automatic persisted queries.
import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { refusal } from "../../errors";
import type { RequestParameters } from "../protocol/parameters";

const maxRegisteredBytes = 4 * 1024 * 1024;
const prefix = "sha256:";

export class PersistedDocuments {
  private readonly fixed: ReadonlyMap<string, string>;
  // V8 takes up to two bytes for a character.
  private readonly registered = new LRUCache<string, string>({
    maxSize: maxRegisteredBytes,
    sizeCalculation: (text) => 2 * text.length + 200,
  });

  constructor(documents: Iterable<string> = []) {
    this.fixed = new Map([...documents].map((text) => [hashOf(text), text]));
  }

  /**
   * The same request with the document's text in place of its id. Throws PERSISTED_QUERY_NOT_FOUND (404) where the id is
   * unknown, BAD_USER_INPUT where it is none or a text is given as well that is another.
   */
  resolve(parameters: RequestParameters): RequestParameters {
    const { documentId, query } = parameters;
    if (documentId === undefined) return parameters;
    const hash = hashIn(documentId);
    const announced = (parameters.extensions?.persistedQuery as { sha256Hash?: unknown } | undefined)
      ?.sha256Hash;
    if ((announced !== undefined && announced !== hash) || (query && hashOf(query) !== hash))
      throw refusal(
        "BAD_USER_INPUT",
        'The parameter "documentId" does not name the document that is given.',
        {
          hint: "Give either of them.",
        },
      );
    const text = query || this.find(hash);
    if (text === undefined)
      throw refusal("PERSISTED_QUERY_NOT_FOUND", "No document of this id is known.", {
        status: 404,
        hint: "Send its text as the parameter query, or register it by the extension persistedQuery.",
      });
    const { documentId: _, ...others } = parameters;
    return { ...others, query: text };
  }

  /** Throws FORBIDDEN unless the document is one of the folder's. */
  requireFixed(parameters: RequestParameters): void {
    const { query } = parameters;
    const hash = query === undefined ? announcedHash(parameters) : hashOf(query);
    if (hash && this.fixed.has(hash)) return;
    throw refusal("FORBIDDEN", "This service answers registered documents alone.", {
      hint: "Send documentId; whoever runs the service registers documents.",
    });
  }

  /** The text that a request names by the extension persistedQuery; undefined when it names none, or one unknown. */
  announced(parameters: RequestParameters): string | undefined {
    const hash = announcedHash(parameters);
    return hash === undefined || hash === null ? undefined : this.find(hash);
  }

  /** Keeps the text of a request that names its hash too, as Apollo does for those that it executes. */
  register(parameters: RequestParameters): void {
    const { query } = parameters;
    const hash = announcedHash(parameters);
    if (query && hash && !this.find(hash) && hashOf(query) === hash) this.registered.set(hash, query);
  }

  /** Fits Apollo's `persistedQueries.cache`. */
  readonly apolloCache = {
    get: async (key: string): Promise<string | undefined> => this.find(withoutPrefix(key)),
    set: async (key: string, text: string): Promise<void> => {
      const hash = withoutPrefix(key);
      if (!this.fixed.has(hash)) this.registered.set(hash, text);
    },
    delete: async (key: string): Promise<boolean> => this.registered.delete(withoutPrefix(key)),
  };

  private find(hash: string): string | undefined {
    return this.fixed.get(hash) ?? this.registered.get(hash);
  }
}

/**
 * The hash by which a request names its document in the extension persistedQuery. Undefined without that extension; null
 * where it is not as Apollo's protocol has it.
 */
export function announcedHash({ extensions }: RequestParameters): string | null | undefined {
  const persisted = extensions?.persistedQuery as { version?: unknown; sha256Hash?: unknown } | undefined;
  if (persisted === undefined) return undefined;
  const hash = persisted?.sha256Hash;
  return persisted?.version === 1 && typeof hash === "string" && /^[0-9a-f]{64}$/.test(hash) ? hash : null;
}

function hashIn(documentId: string): string {
  if (/^sha256:[0-9a-f]{64}$/.test(documentId)) return documentId.slice(prefix.length);
  throw refusal("BAD_USER_INPUT", 'The parameter "documentId" is not an id that is known here.', {
    hint: 'An id is "sha256:" and the SHA-256 of the document\'s text in 64 lower-case hexadecimal digits.',
  });
}

/** SHA-256 of a document's text in hexadecimal digits: its name everywhere here. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

// Apollo puts its own word before the hash.
function withoutPrefix(key: string): string {
  return key.slice(key.lastIndexOf(":") + 1);
}
