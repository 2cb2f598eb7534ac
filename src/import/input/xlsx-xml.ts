// The XML inside a workbook, as events while it streams. Refuses document types: no entity can grow.
import { SaxesParser } from "saxes";
import { InputError } from "./input-error";
import type { ZipEntry } from "./zip";

type Attributes = Readonly<Record<string, string | undefined>>;

export interface Handlers {
  open?(tag: string, attributes: Attributes): void;
  close?(tag: string): void;
  text?(text: string): void;
}

/** Feeds an XML file to the handlers; names come without their prefix. After each chunk `after` may wait. */
export async function* parsed<T>(
  entry: ZipEntry,
  handlers: Handlers,
  after: () => T | undefined,
): AsyncGenerator<T> {
  const parser = new SaxesParser();
  let failed: Error | undefined;
  parser.on("error", (error) => (failed ??= error));
  parser.on("doctype", () => (failed ??= new Error("it holds a document type")));
  parser.on("opentag", ({ name, attributes }) => {
    const plain: Record<string, string> = {};
    for (const [key, value] of Object.entries(attributes)) plain[local(key)] = value as string;
    handlers.open?.(local(name), plain);
  });
  parser.on("closetag", ({ name }) => handlers.close?.(local(name)));
  parser.on("text", (text) => handlers.text?.(text));
  const decoder = new TextDecoder("utf-8");
  for await (const chunk of await entry.read()) {
    parser.write(decoder.decode(chunk, { stream: true }));
    if (failed) break;
    const given = after();
    if (given !== undefined) yield given;
  }
  if (!failed) parser.close();
  if (failed) throw new InputError(`The workbook is damaged: ${entry.name}: ${(failed as Error).message}.`);
  const rest = after();
  if (rest !== undefined) yield rest;
}

export async function parse(entry: ZipEntry, handlers: Handlers): Promise<void> {
  for await (const _ of parsed(entry, handlers, () => undefined));
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
