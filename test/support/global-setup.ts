// Before all tests: one throw-away PostgreSQL, and in it a migrated database that every test file gets a copy of.
// The server vanishes with the jest process, even when that is killed.
import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Database } from "../../src/database/database";
import { type EmbeddedServer, startEmbedded } from "../../src/database/embedded/server";
import { migrate } from "../../src/database/schema/migrate";

export const templateName = "template_oversight";

const shared = globalThis as { testServer?: EmbeddedServer };

export default async function globalSetup(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), `oversight-graph-test-${randomBytes(2).toString("hex")}-`));
  const server = await startEmbedded({ dataDir, ephemeral: true, settings: { max_connections: "200" } });
  shared.testServer = server;
  try {
    const admin = new Database({ url: server.url(), poolMax: 1 });
    await admin.rows({ text: `create database ${templateName}`, values: [] });
    const template = new Database({ url: server.url(templateName), poolMax: 1 });
    await migrate(template);
    await template.close();
    await admin.close();
  } catch (error) {
    await server.close();
    throw error;
  }
  process.env.TEST_SERVER_URL = server.url();
}
