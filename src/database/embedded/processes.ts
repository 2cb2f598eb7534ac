// What the operating system knows about a process: is it alive, is it still the same one, where does it work.
// A pid alone proves nothing: it is given to another process sooner or later, and after every reboot.
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A text that stays the same for the life of a process and differs for every other that gets the same pid. */
export function processIdentity(pid: number): string | undefined {
  try {
    if (process.platform === "linux") {
      const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      // The command's name may hold spaces and brackets, so fields are counted from the last bracket.
      const startTicks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
      return `${boot}/${startTicks}`;
    }
    if (process.platform === "win32") return isAlive(pid) ? "alive" : undefined;
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** True when the process is a PostgreSQL that works in `folder`; unknown (undefined) where one cannot look. */
export function worksIn(pid: number, folder: string): boolean | undefined {
  try {
    if (process.platform === "linux") {
      const theirs = statSync(`/proc/${pid}/cwd`);
      const ours = statSync(folder);
      return theirs.ino === ours.ino && theirs.dev === ours.dev;
    }
    if (process.platform === "win32") return undefined;
    const command = execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return command.includes("postgres");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? false : undefined;
  }
}

export async function waitUntil(condition: () => boolean, timeoutMs: number, everyMs = 10): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() >= end) return false;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  return true;
}
