// npm run export: the whole graph as canonical NDJSON on standard output, or into the file named.
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { ConfigError, loadConfig } from "../config";
import type { Database } from "../database";
import { DatabaseError, EmbeddedError, openDatabase } from "../database";
import { exportGraph } from "../import/export";
import { progressOn } from "./progress";

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

async function main(argv: readonly string[]): Promise<number> {
  const [path = "-", ...more] = argv;
  if (more.length > 0 || (path !== "-" && path.startsWith("-"))) {
    process.stderr.write("npm run export -- [FILE]   (without a file, or with -, to standard output)\n");
    return path === "--help" || path === "-h" ? 0 : 2;
  }
  let database: Database | undefined;
  try {
    database = await openDatabase(loadConfig(undefined, []), { share: true });
    const target = path === "-" ? process.stdout : createWriteStream(path);
    if (path !== "-") await once(target, "open");
    const progress = progressOn(process.stderr);
    const records = await exportGraph(
      database,
      async (lines) => {
        if (!target.write(lines)) await once(target, "drain");
      },
      (count, kind, share) => progress.show(`${count.toLocaleString("en")} records, ${kind}`, share),
    ).finally(() => progress.end());
    if (path !== "-") {
      target.end();
      await once(target, "close");
    }
    process.stderr.write(`${records.toLocaleString("en")} records exported.\n`);
    return 0;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (
      !(
        error instanceof ConfigError ||
        error instanceof DatabaseError ||
        error instanceof EmbeddedError ||
        code !== undefined
      )
    )
      throw error;
    process.stderr.write(`npm run export: ${(error as Error).message}\n`);
    return error instanceof ConfigError ? 2 : 1;
  } finally {
    await database?.close();
  }
}
