// Cache of validated operations by the text of their document. Clients send the same few texts again and again; a hit skips
// Apollo's pipeline, which is most of the cost of a small answer.
import { type DocumentNode, Kind, type OperationDefinitionNode, OperationTypeNode } from "graphql";
import { LRUCache } from "lru-cache";
import { tokensOf } from "./document-store";

/** A query of a valid document. */
export interface ValidatedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** SHA-256 of the document's text, in hexadecimal digits. */
  readonly documentHash: string;
}

// The documents are those that Apollo keeps; as many of them are remembered here, by their text.
const maxTokens = 64_000;

export class ValidatedOperations {
  private readonly documents = new LRUCache<string, ReadonlyMap<string, ValidatedOperation>>({
    maxSize: maxTokens,
  });

  /** The query that a request means; undefined when the text is new, or the name is not that of a query in it. */
  find(text: string, operationName: string | undefined): ValidatedOperation | undefined {
    return this.documents.get(text)?.get(operationName ?? "");
  }

  /** Adds a document that has passed validation. */
  add(text: string, document: DocumentNode, documentHash: string): void {
    // Texts with lone surrogates share their hash with others.
    if (this.documents.has(text) || !text.isWellFormed()) return;
    const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    const byName = new Map<string, ValidatedOperation>();
    for (const operation of operations as OperationDefinitionNode[]) {
      if (operation.operation !== OperationTypeNode.QUERY) continue;
      const known = { document, operation, documentHash };
      if (operation.name) byName.set(operation.name.value, known);
      if (operations.length === 1) byName.set("", known);
    }
    this.documents.set(text, byName, { size: tokensOf(document) });
  }
}
