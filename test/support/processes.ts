// Programs of ours as processes of their own: the service on a free port, and scripts against the current build.
import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";

export const checkout = join(__dirname, "..", "..");

export interface Service {
  readonly url: string;
  readonly pid: number;
  /** Everything printed so far, both streams. */
  output(): string;
  /** Resolves with the exit code, or the signal's name. */
  readonly ended: Promise<number | NodeJS.Signals>;
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Starts the service and waits until it is ready (or, with `until: "listening"`, until it answers at all). */
export async function startService(
  env: Environment,
  { until = "ready", timeoutMs = 30_000 }: { until?: "ready" | "listening"; timeoutMs?: number } = {},
): Promise<Service> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(checkout, "scripts", "run.mjs"), "main"], {
    cwd: checkout,
    env: { ...cleanEnvironment(), HOST: "127.0.0.1", PORT: String(port), LOG_LEVEL: "info", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const ended = ending(child);
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + timeoutMs;
  while (!(await answers(`${url}/${until === "ready" ? "readyz" : "livez"}`))) {
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    if (!hasEnded && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      continue;
    }
    child.kill("SIGKILL");
    throw new Error(`The service ${hasEnded ? "ended" : `was not ${until} in ${timeoutMs} ms`}:\n${output}`);
  }
  return {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    ended,
    stop(signal = "SIGTERM") {
      child.kill(signal);
      return ended;
    },
  };
}

export interface Run {
  readonly code: number | NodeJS.Signals;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one of the service's commands to its end, as `node scripts/run.mjs <module> …`. */
export function runCommand(
  module: string,
  args: readonly string[] = [],
  env: Environment = {},
): Promise<Run> {
  return runNode([join(checkout, "scripts", "run.mjs"), module, ...args], { env });
}

export interface RunOptions {
  readonly env?: Environment;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly input?: string;
}

export function runNode(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { env, input, ...how } = options;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...args],
      { cwd: checkout, maxBuffer: 64 * 1024 * 1024, ...how, env: { ...cleanEnvironment(), ...env } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? child.signalCode ?? 1, stdout, stderr }),
    );
    child.stdin?.end(input ?? "");
  });
}

let built: string | undefined;

/** The folder with the build of the current sources. */
export function buildFolder(): string {
  built ??= execFileSync(process.execPath, [join(checkout, "scripts", "build.mjs")], {
    encoding: "utf8",
  }).trim();
  return built;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** Our settings in the environment of whoever runs the tests must not reach the programs under test. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const ours =
    /^(PORT|HOST|DATA_DIR|DATABASE_.*|PG.*|POOL_MAX|.*_TIMEOUT_MS|SAMPLE_DATA|LOG_LEVEL|TEST_SERVER_URL|NODE_ENV|JEST_.*)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

function ending(child: ChildProcess): Promise<number | NodeJS.Signals> {
  return new Promise((resolve) => child.once("close", (code, signal) => resolve(code ?? signal ?? 1)));
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
