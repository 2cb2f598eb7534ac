// Where the project's files are, from the sources and from a build folder alike: the nearest package.json upwards.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

export function projectRoot(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (dirname(folder) === folder) throw new Error(`No package.json above ${__dirname}.`);
  }
}
