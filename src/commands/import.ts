// npm run import: files and folders into the graph. Reads arguments, opens the database, prints what was done.
import { createInterface } from "node:readline/promises";
import { ConfigError, loadConfig } from "../config";
import type { Database } from "../database";
import { DatabaseError, EmbeddedError, MigrationError, migrate, openDatabase } from "../database";
import type { ImportOptions } from "../import/formats/format";
import { ledger, ledgerFiles } from "../import/formats/ledger/format";
import { loadMapping } from "../import/formats/tracker/mapping-file";
import { suggestMapping } from "../import/formats/tracker/suggest";
import { type FileOutcome, importFile } from "../import/import-file";
import { filesWithin } from "../import/input/archive";
import { type Bytes, openBytes, openFolder } from "../import/input/bytes";
import { InputError } from "../import/input/input-error";
import { filesOf, isFolder } from "../import/input/paths";
import { slugsNear } from "../import/loader/known-offices";
import type { Place } from "../import/loader/load";
import { retract } from "../import/loader/retract";
import { type Arguments, readArguments, UsageError, usage } from "./import-arguments";
import { asJson, asText } from "./import-summary";
import { progressOn } from "./progress";
import { RejectsFile } from "./rejects-file";

const readingShare = 1 / 3;

void main().then((code) => {
  process.exitCode = code;
});

async function main(): Promise<number> {
  let database: Database | undefined;
  try {
    const given = readArguments(process.argv.slice(2));
    if (given.help) return print(usage);
    if (given.suggestMapping !== undefined)
      return print(await suggestMapping(await openBytes(given.suggestMapping), given.encoding));
    const config = loadConfig(undefined, []);
    // A ledger's folder is one file, also where something is missing in it.
    const files = given.format === ledger.name ? given.paths : await filesOf(given.paths, ledgerFiles);
    const mapping = given.mapping === undefined ? undefined : await loadMapping(given.mapping);
    database = await openDatabase(config, { share: true });
    if (config.databaseUrl === undefined) await migrate(database);
    if (given.retract !== undefined) return await takeBack(database, given.retract, given.why);
    if (given.office !== undefined && !given.newOffice) await refuseUnknown(database, given.office);
    return await importAll(database, files, given, {
      mapping,
      minConfidence: config.extractionMinConfidence,
    });
  } catch (error) {
    return explain(error);
  } finally {
    await database?.close();
  }
}

async function importAll(
  database: Database,
  files: readonly string[],
  given: Arguments,
  options: Pick<ImportOptions, "mapping" | "minConfidence">,
): Promise<0 | 1> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const rejects = new RejectsFile(given.rejects, given.json ? () => {} : say);
  const progress = progressOn(process.stderr);
  const asks = process.stdin.isTTY && process.stderr.isTTY && !given.yes && !given.dryRun && !given.json;
  let isClean = true;
  const importOne = async (file: string, bytes: Bytes): Promise<void> => {
    rejects.begin();
    progress.begin();
    const started = Date.now();
    const outcome: FileOutcome = await importFile(
      database,
      bytes,
      {
        format: given.format,
        office: given.office,
        encoding: given.encoding,
        asOf: given.asOf,
        ...options,
      },
      {
        dryRun: given.dryRun,
        replaces: given.replaces,
        keepsEarlier: given.keepEarlier,
        ...(asks
          ? {
              confirm: (found: FileOutcome) => {
                progress.clear();
                return keepsIt(file, found, Date.now() - started);
              },
            }
          : {}),
        onReject: (one) => {
          progress.clear();
          rejects.add(file, one);
        },
        onProgress: (row, step, place) =>
          progress.show(
            `${bytes.fileName}: ${row.toLocaleString("en")} rows, ${step}`,
            shareOf(place, bytes.readShare()),
          ),
      },
    );
    progress.clear();
    if (outcome.rejected > 0) isClean = false;
    print(
      given.json
        ? asJson(file, outcome, !outcome.isKept, Date.now() - started)
        : asText(file, outcome, !outcome.isKept, Date.now() - started),
    );
  };
  const attempt = async (file: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      progress.clear();
      if (!(error instanceof InputError)) throw error;
      isClean = false;
      rejects.add(file, { row: 0, column: null, reason: error.message, value: null });
      if (given.json) print(JSON.stringify({ file, refused: error.message }));
      else say(`${file}: not imported. ${error.message}`);
    }
  };
  try {
    for (const file of files)
      await attempt(file, async () => {
        const bytes = (await isFolder(file)) ? await openFolder(file, ledgerFiles) : await openBytes(file);
        for await (const one of filesWithin(bytes)) {
          if (one.fileName === bytes.fileName) await importOne(file, one);
          else if (given.replaces !== undefined)
            throw new InputError("--replaces goes with one file, and this is an archive of several.");
          else {
            const inside = `${file}${one.fileName.slice(bytes.fileName.length)}`;
            await attempt(inside, () => importOne(inside, one));
          }
        }
      });
  } finally {
    progress.end();
  }
  await rejects.close();
  return isClean ? 0 : 1;
}

/** How much of an import is done: reading takes about a third of it, the steps that follow the rest. */
function shareOf({ step, steps }: Place, read: number | undefined): number | undefined {
  // A workbook is taken into memory before its first row: that all is read says nothing of the rows then.
  if (step === 0) return read === undefined || read >= 1 ? undefined : read * readingShare;
  return readingShare + ((1 - readingShare) * step) / steps;
}

/** A slip of the slug would make a second office with the same reports. */
async function refuseUnknown(database: Database, office: string): Promise<void> {
  const near = await slugsNear(database, office);
  if (near === undefined) return;
  const meant = near.length === 0 ? "" : ` Known are ${near.join(", ")}.`;
  throw new UsageError(
    `--office ${office} is no office that is known.${meant} Say --new-office if it is a new one.`,
  );
}

/** Shows what would be kept and why that is in doubt, and asks. */
async function keepsIt(file: string, found: FileOutcome, ms: number): Promise<boolean> {
  const asked = createInterface({ input: process.stdin, output: process.stderr });
  try {
    process.stderr.write(
      `${asText(file, found, true, ms)}\n${found.doubts.map((doubt) => `  In doubt: ${doubt}.\n`).join("")}`,
    );
    return /^y(?:es)?$/i.test((await asked.question("Keep it? [y/N] ")).trim());
  } finally {
    asked.close();
  }
}

async function takeBack(database: Database, named: string, why: string | undefined): Promise<0> {
  const { sourceId, fileName, reports, removedReports, replayed } = await retract(
    database,
    named,
    why ?? null,
  );
  return print(
    `Taken back: source ${sourceId}, ${fileName}. Of its ${reports} reports ${removedReports} are gone; ` +
      `${replayed} other ${replayed === 1 ? "source" : "sources"} of the rest were told again.`,
  );
}

function print(text: string): 0 {
  process.stdout.write(`${text}\n`);
  return 0;
}

function explain(error: unknown): number {
  const isUsage = error instanceof UsageError || error instanceof ConfigError || error instanceof InputError;
  const isExpected =
    isUsage ||
    error instanceof DatabaseError ||
    error instanceof EmbeddedError ||
    error instanceof MigrationError;
  if (!isExpected) throw error;
  const cause =
    error instanceof DatabaseError && error.cause instanceof Error && error.cause.message !== error.message
      ? ` (${error.cause.message})`
      : "";
  process.stderr.write(
    `npm run import: ${(error as Error).message}${cause}\n${error instanceof UsageError ? "npm run import -- --help shows how it is called.\n" : ""}`,
  );
  return isUsage ? 2 : 1;
}
