// Cache of parsed and validated documents by the hash of their text (Apollo's document store): a hit saves 200 µs. Bounded
// by memory, so a flood of different documents evicts others and nothing more.
import type { DocumentNode } from "graphql";
import { LRUCache } from "lru-cache";

// A document takes about 480 bytes for each of its tokens: 30 MB in all, or a thousand ordinary ones.
const bytesOfToken = 480;
const maxTokens = 64_000;

/** Fits Apollo's `documentStore`. */
export class DocumentStore {
  private readonly documents = new LRUCache<string, DocumentNode>({ maxSize: maxTokens });

  async get(key: string): Promise<DocumentNode | undefined> {
    return this.documents.get(key);
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    this.documents.set(key, document, { size: tokensOf(document) });
  }

  async delete(key: string): Promise<boolean> {
    return this.documents.delete(key);
  }
}

/** Memory of a parsed document in tokens: its own, and as many as its text, which it holds on to, takes. */
export function tokensOf(document: DocumentNode): number {
  let count = 1;
  for (let token = document.loc?.startToken ?? null; token; token = token.next) count++;
  // A comment is one token, however long it is.
  const characters = document.loc?.source.body.length ?? 0;
  return count + Math.ceil((2 * characters) / bytesOfToken);
}
