// Compiles src/ into dist/<hash of the sources>/ so that several commands started at once can never read a
// half-written build: each builds aside and renames into place, and whoever comes second finds it there.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)],
    );
}

function fingerprint() {
  const hash = createHash("sha256");
  for (const file of [
    ...sources(join(root, "src")),
    join(root, "tsconfig.json"),
    join(root, "tsconfig.build.json"),
  ]) {
    hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

/** Returns the folder that holds the build of the sources as they are now; builds it first where it is missing. */
export function build() {
  const target = join(root, "dist", fingerprint());
  if (existsSync(target)) return target;
  const aside = join(root, "dist", `.building-${process.pid}`);
  mkdirSync(aside, { recursive: true });
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
  const run = spawnSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json"), "--outDir", aside], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (run.status !== 0) {
    rmSync(aside, { recursive: true, force: true });
    process.exit(run.status ?? 1);
  }
  try {
    renameSync(aside, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
    rmSync(aside, { recursive: true, force: true });
  }
  removeOldBuilds(target);
  return target;
}

function removeOldBuilds(current) {
  const hourAgo = Date.now() - 3_600_000;
  for (const entry of readdirSync(join(root, "dist"))) {
    const folder = join(root, "dist", entry);
    if (folder === current || statSync(folder).mtimeMs > hourAgo) continue;
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(build());
