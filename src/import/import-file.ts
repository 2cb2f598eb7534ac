// One file from bytes to graph: which format, read, loaded, summed up. The way in for the command line, tests and the sample.
import type { Database } from "../database";
import type { ImportOptions } from "./formats/format";
import { chooseFormat } from "./formats/formats";
import type { Bytes } from "./input/bytes";
import { type LoadOptions, load, type Outcome } from "./loader/load";

export interface FileOptions extends ImportOptions {
  readonly format?: string | undefined;
}

export interface FileOutcome extends Outcome {
  readonly format: string;
  /** Things worth telling that are no rejects. */
  readonly notes: readonly string[];
}

/** Imports all of a file, or nothing of it. Throws InputError where the file as a whole is unusable. */
export async function importFile(
  database: Database,
  bytes: Bytes,
  options: FileOptions = {},
  how: LoadOptions = {},
): Promise<FileOutcome> {
  const format = await chooseFormat(bytes, options.format, options.encoding, options.mapping !== undefined);
  const reading = await format.read(bytes, options);
  const outcome = await load(
    database,
    { items: reading.items, source: () => reading.source(), sha256: () => bytes.sha256() },
    how,
  );
  return { ...outcome, format: format.name, notes: reading.notes?.() ?? [] };
}
