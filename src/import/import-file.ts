// One file from bytes to graph: which format, read, loaded, summed up. The way in for the command line, tests and the sample.
import type { Database } from "../database";
import type { ImportOptions, Reading } from "./formats/format";
import { chooseFormat } from "./formats/formats";
import type { Bytes } from "./input/bytes";
import { type EditionOptions, type EditionOutcome, loadEdition } from "./loader/edition";

export interface FileOptions extends ImportOptions {
  readonly format?: string | undefined;
}

export interface FileOutcome extends EditionOutcome {
  readonly format: string;
  /** What the file was taken for. */
  readonly taken: Taken;
  /** Why a person should look before it is kept. */
  readonly doubts: readonly string[];
}

export interface Taken {
  readonly about: string;
  /** By what it was told: an option, or what in the content proves it. */
  readonly toldBy: string;
  readonly publisher: string;
  readonly asOf: string | null;
}

export interface FileHow extends Omit<EditionOptions, "keeps"> {
  /** Asked where there is a doubt, before anything is kept; false keeps nothing. */
  readonly confirm?: (outcome: FileOutcome) => Promise<boolean>;
}

/** Imports all of a file, or nothing of it. Throws InputError where the file as a whole is unusable. */
export async function importFile(
  database: Database,
  bytes: Bytes,
  options: FileOptions = {},
  how: FileHow = {},
): Promise<FileOutcome> {
  const { format, toldBy } = await chooseFormat(
    bytes,
    options.format,
    options.encoding,
    options.mapping !== undefined,
  );
  const reading = await format.read(bytes, options);
  const described = (outcome: EditionOutcome): FileOutcome => ({
    ...outcome,
    format: format.name,
    taken: { about: format.about, toldBy, ...saidBy(reading) },
    doubts: doubtsOf(outcome, toldBy === format.proof && options.office === undefined),
    notes: [...(reading.notes?.() ?? []), ...replacements(outcome), ...outcome.notes],
  });
  const { confirm, ...rest } = how;
  const keeps = async (outcome: EditionOutcome) => {
    const all = described(outcome);
    return all.doubts.length === 0 || confirm === undefined || (await confirm(all));
  };
  const outcome = await loadEdition(
    database,
    { items: reading.items, source: () => reading.source(), sha256: () => bytes.sha256() },
    { ...rest, keeps },
  );
  return described(outcome);
}

/** What a person would want to look at before it is kept. */
function doubtsOf({ offices, replaced, rejected, rows }: EditionOutcome, isTold: boolean): string[] {
  const strangers = isTold ? offices.filter(({ isNew }) => isNew).map(({ slug }) => slug) : [];
  return [
    ...(strangers.length > 0
      ? [`nobody said whose it is, and its content names ${strangers.join(", ")}, new here`]
      : []),
    ...replaced.map(({ fileName }) => `it takes the place of ${fileName}`),
    ...(rejected > 10 && rejected * 2 > rows ? [`${rejected} of its ${rows} rows were rejected`] : []),
  ];
}

function saidBy(reading: Reading): Pick<Taken, "publisher" | "asOf"> {
  const { publisher, asOf } = reading.source();
  return { publisher, asOf: asOf ?? null };
}

function replacements({ replaced }: EditionOutcome): string[] {
  return replaced.map(
    ({ sourceId, fileName, reports, removedReports }) =>
      `Takes the place of source ${sourceId}, ${fileName}: of its ${reports} reports ${removedReports} are gone, the others are what is said without it`,
  );
}
