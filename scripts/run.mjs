// Runs one of the service's commands from a current build: node scripts/run.mjs <module under src> [arguments].
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.mjs";

// npm runs us in a shell that dies of a signal without passing it on: whoever stops npm wants us stopped too.
if (process.env.npm_lifecycle_event) {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 250);
  watch.unref();
}

const [name, ...rest] = process.argv.slice(2);
const file = join(build(), `${name}.js`);
process.argv = [process.argv[0], file, ...rest];
await import(pathToFileURL(file).href);
