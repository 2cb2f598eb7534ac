// One file from bytes to graph: which format, read, loaded, summed up. The way in for the command line, tests and the sample.
import type { Database } from "../database";
import type { ImportOptions } from "./formats/format";
import { chooseFormat } from "./formats/formats";
import type { Bytes } from "./input/bytes";
import { type EditionOptions, type EditionOutcome, loadEdition } from "./loader/edition";

export interface FileOptions extends ImportOptions {
  readonly format?: string | undefined;
}

export interface FileOutcome extends EditionOutcome {
  readonly format: string;
}

/** Imports all of a file, or nothing of it. Throws InputError where the file as a whole is unusable. */
export async function importFile(
  database: Database,
  bytes: Bytes,
  options: FileOptions = {},
  how: EditionOptions = {},
): Promise<FileOutcome> {
  const format = await chooseFormat(bytes, options.format, options.encoding, options.mapping !== undefined);
  const reading = await format.read(bytes, options);
  const outcome = await loadEdition(
    database,
    { items: reading.items, source: () => reading.source(), sha256: () => bytes.sha256() },
    how,
  );
  return {
    ...outcome,
    format: format.name,
    notes: [...(reading.notes?.() ?? []), ...replacements(outcome), ...outcome.notes],
  };
}

function replacements({ replaced }: EditionOutcome): string[] {
  return replaced.map(
    ({ sourceId, fileName, reports, removedReports }) =>
      `Takes the place of source ${sourceId}, ${fileName}: of its ${reports} reports ${removedReports} are gone, the others are what is said without it`,
  );
}
