// After all tests: stops the server that global-setup.ts started.
import type { EmbeddedServer } from "../../src/database/embedded/server";

export default async function globalTeardown(): Promise<void> {
  await (globalThis as { testServer?: EmbeddedServer }).testServer?.close();
}
