// npm run schema: writes schema.graphql as src/ describes it, and the schema of mappings. With --check it changes nothing
// and ends with 1 when a committed file is another one. It needs no database.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mappingSchema } from "../import/formats/tracker/mapping-schema";
import { projectRoot } from "../project-root";
import { schemaText } from "../schema";

const files = [
  { name: "schema.graphql", text: schemaText },
  { name: "mappings/mapping.schema.json", text: mappingSchema },
] as const;

function run(args: readonly string[]): number {
  if (args.length === 0) {
    for (const { name, text } of files) writeFileSync(join(projectRoot(), name), text());
    return 0;
  }
  if (args.length !== 1 || args[0] !== "--check") {
    console.error("Usage: npm run schema -- [--check]");
    return 2;
  }
  let code = 0;
  for (const { name, text } of files) {
    const path = join(projectRoot(), name);
    const at = firstDifference(existsSync(path) ? readFileSync(path, "utf8") : "", text());
    if (at === null) continue;
    console.error(`${name} is not what src/ describes, from line ${at} on. Write it anew: npm run schema`);
    code = 1;
  }
  return code;
}

/** The first line that differs, from 1; null for equal texts. */
function firstDifference(committed: string, current: string): number | null {
  if (committed === current) return null;
  const lines = current.split("\n");
  const at = committed.split("\n").findIndex((line, index) => line !== lines[index]);
  return at < 0 ? lines.length : at + 1;
}

process.exitCode = run(process.argv.slice(2));
