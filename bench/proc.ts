// Processor time and memory of processes, as Linux tells them; nothing where there is no /proc.
import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks a second: 100 on every Linux that Node runs on. */
const ticks = 100;

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly seconds: number;
}

/** Seconds of processor time that a process has used, its threads together. */
export function cpuSeconds(pid: number): number {
  return statOf(pid)?.seconds ?? 0;
}

/** The same of all children of a process, such as PostgreSQL's backends. */
export function childrenCpuSeconds(parent: number): number {
  let sum = 0;
  for (const name of list()) {
    const stat = statOf(Number(name));
    if (stat?.parent === parent) sum += stat.seconds;
  }
  return sum;
}

/**
 * Milliseconds of processor time of one of PostgreSQL's backends and of all parallel workers that have ended; null where
 * it does not run on this machine.
 */
export function backendCpuMs(pid: number): number | null {
  try {
    const own = Number(readFileSync(`/proc/${pid}/schedstat`, "latin1").split(" ")[0]) / 1e6;
    if (!/postgres/.test(readFileSync(`/proc/${pid}/comm`, "latin1"))) return null;
    const text = readFileSync(`/proc/${statOf(pid)!.parent}/stat`, "latin1");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return own + ((Number(fields[13]) + Number(fields[14])) / ticks) * 1000;
  } catch {
    return null;
  }
}

/** Resident memory in MB. */
export function residentMegabytes(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function list(): string[] {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The second field is the command in brackets and may hold spaces.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { pid, parent: Number(fields[1]), seconds: (Number(fields[11]) + Number(fields[12])) / ticks };
  } catch {
    return null;
  }
}
