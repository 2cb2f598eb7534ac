// What another process uses: CPU time of all its threads, resident memory, open files. Linux's /proc; zeros elsewhere.
import { existsSync, readdirSync, readFileSync } from "node:fs";

export interface Meter {
  /** CPU time so far, in milliseconds. */
  cpuMs(): number;
  /** Resident memory, in megabytes. */
  rssMb(): number;
  openFiles(): number;
}

export function meter(pid: number): Meter {
  const folder = `/proc/${pid}`;
  const has = existsSync(`${folder}/task`);
  return {
    cpuMs() {
      if (!has) return 0;
      return readdirSync(`${folder}/task`).reduce(
        (sum, task) => sum + threadMs(`${folder}/task/${task}/schedstat`),
        0,
      );
    },
    rssMb() {
      if (!has) return 0;
      const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`${folder}/status`, "utf8")) ?? [];
      return Number(kilobytes) / 1024;
    },
    openFiles: () => (has ? readdirSync(`${folder}/fd`).length : 0),
  };
}

/** CPU time so far of all processes that have the same parent as this one, in milliseconds: PostgreSQL's, given a backend. */
export function siblingsCpuMs(pid: number): number {
  const parent = parentOf(pid);
  if (parent === undefined) return 0;
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && parentOf(Number(name)) === parent)
    .reduce((sum, name) => sum + meter(Number(name)).cpuMs(), 0);
}

function parentOf(pid: number): string | undefined {
  try {
    return /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  } catch {
    return undefined;
  }
}

// A thread can end between the listing and the reading.
function threadMs(file: string): number {
  try {
    return Number(readFileSync(file, "utf8").split(" ")[0]) / 1e6;
  } catch {
    return 0;
  }
}
