// npm run schema:sql: writes sql/schema.sql from a throw-away database with all migrations applied.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Database, dumpSchema, migrate, sqlFolder, startEmbedded } from "../database";

async function writeSchema(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "oversight-graph-schema-"));
  const server = await startEmbedded({ dataDir, ephemeral: true });
  const database = new Database({ url: server.url(), onClose: () => server.close() });
  try {
    await migrate(database);
    writeFileSync(sqlFolder("schema.sql"), await dumpSchema(database));
  } finally {
    await database.close();
  }
}

async function run(args: readonly string[]): Promise<void> {
  if (args.length === 0) return writeSchema();
  console.error("Usage: npm run schema:sql");
  process.exitCode = 2;
}

void run(process.argv.slice(2));
