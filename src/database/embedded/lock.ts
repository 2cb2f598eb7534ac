// One living process per data folder. The lock file names its holder, so the refusal can say who it is; a holder
// that died is recognised by pid and start time together, one in another container or host by its heartbeat.
import { randomBytes } from "node:crypto";
import {
  linkSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { basename, join } from "node:path";
import { DataFolderInUse } from "./error";
import { processIdentity } from "./processes";

const heartbeatMs = 1000;

interface Holder {
  readonly pid: number;
  readonly identity: string | undefined;
  readonly space: string;
  readonly command: string;
  readonly since: string;
}

export interface FolderLock {
  /** False once somebody took the folder over, believing us dead. */
  isHeld(): boolean;
  release(): void;
}

/** Takes the lock, or throws DataFolderInUse that says who holds it. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const file = join(folder, "service.lock");
  for (let attempt = 0; ; attempt++) {
    const mine = tryToTake(file);
    if (mine !== undefined) return mine;
    const holder = readHolder(file);
    if (holder === undefined) continue;
    if (attempt > 20 || (await isHeld(file, holder))) throw new DataFolderInUse(describe(folder, holder));
    discard(file, holder);
  }
}

/** Who holds the folder now, if a living process does. */
export async function folderHolder(folder: string): Promise<{ pid: number } | undefined> {
  const file = join(folder, "service.lock");
  const holder = readHolder(file);
  return holder !== undefined && (await isHeld(file, holder)) ? holder : undefined;
}

// A hard link appears at once with its contents and fails where one exists: no moment with an empty lock file.
function tryToTake(file: string): FolderLock | undefined {
  const aside = `${file}.${process.pid}-${randomBytes(4).toString("hex")}`;
  const self: Holder = {
    pid: process.pid,
    identity: processIdentity(process.pid),
    space: processSpace(),
    command: basename(process.argv[1] ?? "node"),
    since: new Date().toISOString(),
  };
  writeFileSync(aside, JSON.stringify(self), { mode: 0o600 });
  try {
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return undefined;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
  const inode = statSync(file).ino;
  const isMine = () => statSync(file, { throwIfNoEntry: false })?.ino === inode;
  const beat = setInterval(() => {
    try {
      if (isMine()) utimesSync(file, new Date(), new Date());
    } catch {
      // A full or vanished disk is for the statements to report, not for this timer.
    }
  }, heartbeatMs);
  beat.unref();
  const release = () => {
    clearInterval(beat);
    if (isMine()) rmSync(file, { force: true });
  };
  return { isHeld: isMine, release };
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    if (!(error instanceof SyntaxError)) throw error;
    return { pid: 0, identity: undefined, space: processSpace(), command: "unreadable", since: "" };
  }
}

async function isHeld(file: string, holder: Holder): Promise<boolean> {
  if (holder.space === processSpace())
    return holder.identity !== undefined && processIdentity(holder.pid) === holder.identity;
  // Another container's or host's pids say nothing here; only compared with itself can its clock be trusted.
  const before = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  await new Promise((resolve) => setTimeout(resolve, 3.5 * heartbeatMs));
  const after = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return before !== undefined && after !== undefined && before !== after;
}

// Whoever moves the dead holder's file away must see that it was that one: a quicker rival may have replaced it.
function discard(file: string, dead: Holder): void {
  const aside = `${file}.stale-${randomBytes(4).toString("hex")}`;
  try {
    renameSync(file, aside);
    if (JSON.stringify(readHolder(aside)) !== JSON.stringify(dead) && dead.pid !== 0) linkSync(aside, file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "ENOENT" && code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** The space in which a pid means something: the host, and on Linux its pid namespace. */
function processSpace(): string {
  try {
    return `${hostname()} ${process.platform === "linux" ? readlinkSync("/proc/self/ns/pid") : ""}`.trim();
  } catch {
    return hostname();
  }
}

function describe(folder: string, holder: Holder): string {
  return (
    `The data folder ${folder} is in use by process ${holder.pid} (${holder.command}, on ${holder.space.split(" ")[0]}, ` +
    `since ${holder.since}). Stop that process, or set DATA_DIR to another folder.`
  );
}
