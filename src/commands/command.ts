// The frame of a command that works on the database: settings, opening, closing, errors, exit code.
import { ConfigError, describeConfig, loadConfig } from "../config";
import type { Database } from "../database";
import { DatabaseError, EmbeddedError, MigrationError, openDatabase } from "../database";

/** Runs `work` with the settings; `argv`: arguments that the command has not taken itself. Ends the process with its exit code: 0 fine, 1 something was rejected; 2 for an unusable call. */
export async function runCommand(
  name: string,
  work: (database: Database) => Promise<0 | 1>,
  argv: readonly string[] = process.argv.slice(2),
): Promise<void> {
  process.exitCode = await run(name, work, argv);
}

async function run(
  name: string,
  work: (database: Database) => Promise<0 | 1>,
  argv: readonly string[],
): Promise<number> {
  let database: Database | undefined;
  try {
    const config = loadConfig(undefined, argv);
    if (config.printConfig) {
      console.log(describeConfig(config));
      return 0;
    }
    database = await openDatabase(config, { share: true });
    return await work(database);
  } catch (error) {
    if (error instanceof ConfigError) {
      console.error(`${name}: ${error.message}`);
      return 2;
    }
    if (!isExpected(error)) throw error;
    const cause =
      error.cause instanceof Error && error.message !== error.cause.message ? error.cause : undefined;
    console.error(
      `${name}: ${error.message}${cause && error instanceof DatabaseError ? ` (${cause.message})` : ""}`,
    );
    return 1;
  } finally {
    await database?.close();
  }
}

function isExpected(error: unknown): error is Error {
  return error instanceof DatabaseError || error instanceof EmbeddedError || error instanceof MigrationError;
}
