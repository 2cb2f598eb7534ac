// Runs one of the benchmark's programs: node bench/run.mjs <program> [options]. Builds the service and the program first.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "../scripts/build.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [program = "main", ...rest] = process.argv.slice(2);
process.env.BENCH_SERVICE ??= build();
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
const compiled = spawnSync(process.execPath, [tsc, "-p", join(here, "tsconfig.json")], {
  stdio: ["ignore", "inherit", "inherit"],
});
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
const file = join(here, "dist", `${program}.js`);
process.argv = [process.argv[0], file, ...rest];
await import(pathToFileURL(file).href);
