// A file that takes the place of an earlier one: named by the caller, or a correction, which speaks of the same day under
// the same name and says most of it again. What only the earlier one said is taken back in the same transaction.
import type { Database, Transaction } from "../../database";
import {
  commitPlace,
  dropTemporaryTables,
  type LoadInput,
  type LoadOptions,
  loadWithin,
  lockImports,
  type Outcome,
} from "./load";
import { type NamedSource, type Retraction, retractWithin, sourceNamed } from "./retract";
import { recordsOf } from "./source-records";

export interface EditionOptions extends LoadOptions {
  /** The source whose place the file takes: its id, SHA-256 or file name. */
  readonly replaces?: string | undefined;
  /** Asked before what was loaded is kept; false undoes it. */
  readonly keeps?: ((outcome: EditionOutcome) => Promise<boolean>) | undefined;
  /** Keep an earlier file of the same day even where this one looks like its correction. */
  readonly keepsEarlier?: boolean | undefined;
}

export interface EditionOutcome extends Outcome {
  /** The sources whose place the file took. */
  readonly replaced: readonly Retraction[];
  /** False for a dry run, and where whoever was asked said no. */
  readonly isKept: boolean;
}

/** A correction says at least this share of the earlier file's recommendations again. */
const minOverlap = 0.5;

/** Thrown to undo a dry run; never seen outside. */
class DryRun extends Error {
  constructor(readonly outcome: EditionOutcome) {
    super("dry run");
  }
}

/** Loads a file, all of it or nothing, with what it replaces taken back. */
export async function loadEdition(
  database: Database,
  input: LoadInput,
  options: EditionOptions = {},
): Promise<EditionOutcome> {
  try {
    return await database.transaction(
      async (transaction) => {
        const outcome = await within(transaction, input, options);
        const isKept = !options.dryRun && (await (options.keeps?.(outcome) ?? true));
        if (!isKept) throw new DryRun({ ...outcome, isKept });
        options.onProgress?.(outcome.rows, "commit", commitPlace);
        return outcome;
      },
      { timeoutMs: 0 },
    );
  } catch (error) {
    if (error instanceof DryRun) return error.outcome;
    throw error;
  }
}

async function within(
  transaction: Transaction,
  input: LoadInput,
  options: EditionOptions,
): Promise<EditionOutcome> {
  await lockImports(transaction);
  const replaced: Retraction[] = [];
  const takeBack = async (source: NamedSource, note: string) => {
    replaced.push(await retractWithin(transaction, source, note));
  };
  const named = options.replaces === undefined ? undefined : await sourceNamed(transaction, options.replaces);
  const outcome = await loadWithin(transaction, input, options);
  await dropTemporaryTables(transaction);
  const by = `a newer edition takes its place: source ${outcome.source.id}`;
  if (named !== undefined && named.id !== outcome.source.id) await takeBack(named, by);
  if (outcome.source.isNew && !options.keepsEarlier)
    for (const earlier of await correctedBy(transaction, outcome.source.id)) await takeBack(earlier, by);
  return { ...outcome, replaced, isKept: true };
}

/** Earlier files of the same tracker, of the same day, whose names differ in digits alone, and of which this one says most again. */
async function correctedBy(transaction: Transaction, id: number): Promise<readonly NamedSource[]> {
  const stem = (alias: string) => `regexp_replace(lower(${alias}.file_name), '[0-9]+', '#', 'g')`;
  const candidates = await transaction.query<NamedSource>(
    `select s.id, s.file_name from sources s join sources n on n.id = $1
     where s.id <> n.id and s.retracted_at is null and n.format like 'tracker %' and n.file_name <> '-'
       and (s.format, s.publisher, s.as_of) = (n.format, n.publisher, n.as_of) and ${stem("s")} = ${stem("n")}
       and exists (select from report_sources x join report_sources y on y.report_id = x.report_id where x.source_id = s.id and y.source_id = n.id)
     order by s.id`,
    [id],
  );
  if (candidates.length === 0) return [];
  const own = await recommendationsIn(transaction, id);
  const corrected: NamedSource[] = [];
  for (const candidate of candidates) {
    const earlier = await recommendationsIn(transaction, candidate.id);
    const again = [...earlier].filter((name) => own.has(name)).length;
    if (earlier.size > 0 && again / earlier.size >= minOverlap) corrected.push(candidate);
  }
  return corrected;
}

async function recommendationsIn(transaction: Transaction, sourceId: number): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const part of recordsOf(transaction, sourceId))
    for (const { record } of part)
      if (record.record === "recommendation")
        names.add([record.office, record.report, record.reportTitle, record.number].join("\t"));
  return names;
}
