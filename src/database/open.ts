// Opens the configured database, or the embedded one when none is configured.
import type { Config } from "../config";
import { Database } from "./database";
import { type EmbeddedOptions, startEmbedded } from "./embedded/server";

/** What the settings say of every client, whichever database it is of. */
export function clientOptions(
  config: Omit<DatabaseSettings, "databaseUrl" | "databaseReadUrls" | "dataDir">,
) {
  return {
    prepared: config.prepared === "on",
    wire: config.wire,
    poolMax: config.poolMax,
    statementTimeoutMs: config.statementTimeoutMs,
    streamTimeoutMs: config.streamTimeoutMs,
  };
}

type DatabaseSettings = Pick<
  Config,
  | "databaseUrl"
  | "databaseReadUrls"
  | "dataDir"
  | "prepared"
  | "wire"
  | "poolMax"
  | "statementTimeoutMs"
  | "streamTimeoutMs"
>;

/**
 * Opening does not connect: a configured database may be unreachable, see `checkReadiness`. The embedded one is started.
 * `share`: use the embedded server of a running service (for commands), instead of refusing a folder in use.
 */
export async function openDatabase(
  config: DatabaseSettings,
  options: Pick<EmbeddedOptions, "share"> = {},
): Promise<Database> {
  const common = clientOptions(config);
  if (config.databaseUrl !== undefined)
    return new Database({ ...common, url: config.databaseUrl, readUrls: config.databaseReadUrls });
  const server = await startEmbedded({ dataDir: config.dataDir, ...options });
  return new Database({ ...common, url: server.url(), onClose: () => server.close() });
}
