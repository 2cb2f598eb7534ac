// Runs one of the service's commands from a current build: node scripts/run.mjs <module under src> [arguments].
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.mjs";

const [name, ...rest] = process.argv.slice(2);
const file = join(build(), `${name}.js`);
process.argv = [process.argv[0], file, ...rest];
await import(pathToFileURL(file).href);
