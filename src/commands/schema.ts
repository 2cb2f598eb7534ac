// npm run schema: writes schema.graphql as src/ describes it. With --check it changes nothing and ends with 1 when the
// committed file is another one. It needs no database.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../project-root";
import { schemaText } from "../schema";

const file = join(projectRoot(), "schema.graphql");

function run(args: readonly string[]): number {
  if (args.length === 0) {
    writeFileSync(file, schemaText());
    return 0;
  }
  if (args.length !== 1 || args[0] !== "--check") {
    console.error("Usage: npm run schema -- [--check]");
    return 2;
  }
  const at = firstDifference(readFileSync(file, "utf8"), schemaText());
  if (at === null) return 0;
  console.error(
    `schema.graphql is not what src/ describes, from line ${at} on. Write it anew: npm run schema`,
  );
  return 1;
}

/** The first line that differs, from 1; null for equal texts. */
function firstDifference(committed: string, current: string): number | null {
  if (committed === current) return null;
  const lines = current.split("\n");
  const at = committed.split("\n").findIndex((line, index) => line !== lines[index]);
  return at < 0 ? lines.length : at + 1;
}

process.exitCode = run(process.argv.slice(2));
