// The services under comparison: how each is started and spoken to.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";

export interface ServiceKind {
  readonly name: string;
  readonly title: string;
  readonly command: () => readonly [program: string, ...args: string[]];
  readonly env?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Speaks the schema that PostGraphile makes of the tables. */
  readonly ownSchema?: boolean;
}

export interface RunningService {
  readonly kind: ServiceKind;
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

const here = join(__dirname, "..");
const peer = (file: string): [string, string] => [process.execPath, join(here, "peers", file)];
const service = (): [string, string] => [process.execPath, join(process.env.BENCH_SERVICE!, "main.js")];
const quiet = { LOG_LEVEL: "error", RATE_LIMIT: "0", NODE_ENV: "production" };

/** Another build of the service to compare with: the folder that scripts/build.mjs made of other sources. */
const before = process.env.BENCH_BEFORE;

export const serviceKinds: readonly ServiceKind[] = [
  ...(before === undefined
    ? []
    : [
        {
          name: "before",
          title: "Oversight Graph, the build of BENCH_BEFORE",
          command: (): [string, string] => [process.execPath, join(before, "main.js")],
          env: { ...quiet, ANSWER_CACHE_BYTES: "0" },
        },
      ]),
  { name: "ours", title: "Oversight Graph", command: service, env: { ...quiet, ANSWER_CACHE_BYTES: "0" } },
  { name: "cached", title: "Oversight Graph, answers cached", command: service, env: quiet },
  {
    name: "plain-wire",
    title: "Oversight Graph on plain pg",
    command: service,
    env: { ...quiet, ANSWER_CACHE_BYTES: "0", PG_WIRE: "plain" },
  },
  {
    name: "handwritten",
    title: "hand-written handler",
    command: () => [process.execPath, join(here, "dist", "handwritten.js")],
  },
  {
    name: "handwritten-pg",
    title: "hand-written handler on pg",
    command: () => [process.execPath, join(here, "dist", "handwritten.js")],
    env: { PLAIN_DRIVER: "1" },
  },
  {
    name: "postgraphile",
    title: "PostGraphile 5",
    command: () => [
      join(here, "node_modules", "node", "bin", "node"),
      join(here, "peers", "postgraphile.mjs"),
    ],
    env: { GRAPHILE_ENV: "production" },
    ownSchema: true,
  },
  { name: "mercurius", title: "Mercurius + loaders + jit", command: () => peer("mercurius.mjs") },
  { name: "yoga", title: "GraphQL Yoga + DataLoader", command: () => peer("yoga.mjs") },
  {
    name: "type-graphql",
    title: "Apollo + type-graphql + DataLoader",
    command: () => peer("type-graphql.mjs"),
  },
];

/** Whether the packages of the peers are installed. */
export function arePeersInstalled(): boolean {
  return existsSync(join(here, "node_modules", "postgraphile"));
}

export async function startService(kind: ServiceKind, databaseUrl: string): Promise<RunningService> {
  const port = await freePort();
  const [program, ...args] = kind.command();
  const env = {
    ...process.env,
    NODE_ENV: "production",
    ...kind.env,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    HOST: "127.0.0.1",
  };
  const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  child.stdout.on("data", (text) => said.push(String(text)));
  child.stderr.on("data", (text) => said.push(String(text)));
  try {
    await answers(child, port);
  } catch (error) {
    child.kill("SIGKILL");
    throw new Error(
      `${kind.title} did not start: ${(error as Error).message}\n${said.join("").slice(-2000)}`,
    );
  }
  return { kind, port, pid: child.pid!, stop: () => stop(child) };
}

async function answers(child: ChildProcess, port: number): Promise<void> {
  const until = Date.now() + 30_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    try {
      const body = JSON.stringify({ query: "{ __typename }", operationName: null });
      const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      await response.text();
      if (response.status < 500) return;
    } catch {
      // Not listening yet.
    }
    if (Date.now() > until) throw new Error("no answer within 30 s");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 3000);
  await ended;
  clearTimeout(timer);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
