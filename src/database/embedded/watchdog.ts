// Ends a throw-away server when the process that made it is gone, even by kill -9: a shell that waits for the end of
// a pipe which only that process holds open. The service itself has none: its next start adopts the server.
import { spawn } from "node:child_process";

const script = `cat >/dev/null
kill -INT "$1" 2>/dev/null
n=0
while kill -0 "$1" 2>/dev/null && [ $n -lt 50 ]; do sleep 0.1; n=$((n+1)); done
kill -KILL "$1" 2>/dev/null
shift
rm -rf -- "$@"`;

export function watchOver(pid: number, folders: readonly string[]): { dismiss(): void } {
  if (process.platform === "win32") return { dismiss() {} };
  const child = spawn("/bin/sh", ["-c", script, "watchdog", String(pid), ...folders], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    cwd: "/",
  });
  child.on("error", () => {});
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  return { dismiss: () => void child.kill("SIGKILL") };
}
