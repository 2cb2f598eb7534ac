// npm run generate: fills a database with synthetic data, marked as such. Exit codes: 0 done, 1 refused, 2 unusable call.
import { parseArgs } from "node:util";
import { ConfigError, loadConfig } from "../config";
import { DatabaseError, EmbeddedError, MigrationError, migrate, openDatabase } from "../database";
import { InputError } from "../import/input/input-error";
import { generate, type Order } from "../synthetic/generate";
import { progressOn } from "./progress";

const usage = `npm run generate -- --reports N [--seed S] [--into-real-data]

  --reports N        how many reports, 1 to 1000000; each has five recommendations on average
  --seed S           which ones, a whole number from 0; 1 when not said. The same seed gives the same data
  --into-real-data   mix them into a database that holds real data, which is refused otherwise`;

/** No limit that a large load could reach; interrupting the command undoes it. */
const statementTimeoutMs = 24 * 3_600_000;

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

async function main(argv: readonly string[]): Promise<number> {
  let order: Order | string;
  try {
    order = orderOf(argv);
  } catch (error) {
    order = (error as Error).message;
  }
  if (typeof order === "string") {
    process.stderr.write(`npm run generate: ${order}\n${usage}\n`);
    return 2;
  }
  return await run(order);
}

function orderOf(argv: readonly string[]): Order | string {
  const text = { type: "string" } as const;
  const options = {
    reports: text,
    seed: { ...text, default: "1" },
    "into-real-data": { type: "boolean", default: false },
  } as const;
  const { values } = parseArgs({ args: [...argv], options, strict: true });
  const reports = whole(values.reports, 1, 1_000_000);
  const seed = whole(values.seed, 0, 999_999);
  if (reports === null)
    return `--reports must be a whole number from 1 to 1000000, not ${values.reports ?? "missing"}`;
  if (seed === null) return `--seed must be a whole number from 0 to 999999, not ${values.seed}`;
  return { reports, seed, intoRealData: values["into-real-data"] };
}

function whole(text: string | undefined, low: number, high: number): number | null {
  const value = /^\d{1,7}$/.test(text ?? "") ? Number(text) : Number.NaN;
  return value >= low && value <= high ? value : null;
}

async function run(order: Order): Promise<number> {
  const started = Date.now();
  let database: Awaited<ReturnType<typeof openDatabase>> | undefined;
  try {
    const config = loadConfig(undefined, []);
    database = await openDatabase({ ...config, statementTimeoutMs }, { share: true });
    if (config.databaseUrl === undefined) await migrate(database);
    const progress = progressOn(process.stderr);
    const counts = await generate(database, order, (step) => progress.show(step)).finally(() =>
      progress.end(),
    );
    for (const [table, count] of counts)
      process.stdout.write(`${table.padEnd(24)}${String(count).padStart(9)}\n`);
    process.stdout.write(
      `generated in ${((Date.now() - started) / 1000).toFixed(1)} s; agencies, offices and numbers are marked syn, their source is_synthetic\n`,
    );
    return 0;
  } catch (error) {
    if (error instanceof ConfigError) {
      process.stderr.write(`npm run generate: ${error.message}\n`);
      return 2;
    }
    const isExpected = [InputError, DatabaseError, EmbeddedError, MigrationError].some(
      (kind) => error instanceof kind,
    );
    if (!isExpected) throw error;
    const cause = (error as Error).cause;
    process.stderr.write(
      `npm run generate: ${(error as Error).message}${cause instanceof Error ? ` (${cause.message})` : ""}\n`,
    );
    return 1;
  } finally {
    await database?.close();
  }
}
