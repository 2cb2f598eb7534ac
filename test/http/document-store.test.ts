// Kept documents are bounded by the memory they take, of which a long comment takes as much as many fields.
import { parse } from "graphql";
import { DocumentStore } from "../../src/http/documents/document-store";
import { ValidatedOperations } from "../../src/http/documents/validated-operations";

const commented = (at: number) => `{ a${at} } # ${"x".repeat(90_000)}`;

test("documents with long comments push each other out", async () => {
  const store = new DocumentStore();
  const known = new ValidatedOperations();
  const texts = Array.from({ length: 400 }, (_, at) => commented(at));
  for (const text of texts) {
    const document = parse(text);
    await store.set(text, document);
    known.add(text, document, "hash");
  }
  const held = await Promise.all(texts.map((text) => store.get(text)));
  expect(held.filter(Boolean).length).toBeLessThan(200);
  expect(texts.filter((text) => known.find(text, undefined)).length).toBeLessThan(200);
  expect(held.at(-1)).toBeDefined();
  expect(known.find(texts.at(-1)!, undefined)).toBeDefined();
});
