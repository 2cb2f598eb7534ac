// The migration files: their names, contents and fingerprints. Knows nothing of a database.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../project-root";

export interface MigrationFile {
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
}

export function sqlFolder(...parts: string[]): string {
  return join(projectRoot(), "sql", ...parts);
}

/** The `.sql` files of a folder in the order of their names. */
export function readMigrations(folder: string = sqlFolder("migrations")): readonly MigrationFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => {
      // A checkout on Windows may have changed the line ends; that changes nothing.
      const text = readFileSync(join(folder, name), "utf8").replace(/\r\n/g, "\n");
      return { name, text, sha256: createHash("sha256").update(text).digest("hex") };
    });
}
