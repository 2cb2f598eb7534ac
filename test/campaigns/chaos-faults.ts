// The faults of the chaos run: each is begun, lasts for a while under load, and is ended. What recovers, recovers alone.
import type { Client } from "pg";
import type { FaultProxy } from "../support/fault-proxy";
import type { Service } from "../support/processes";
import { ask } from "./load";
import { open, rawPost } from "./raw-http";

export interface Stage {
  readonly proxy: FaultProxy;
  readonly service: Service;
  /** The database server's own process. */
  readonly postmaster: () => number;
  /** A connection beside the service's; a new one each time, for servers die. */
  readonly admin: <T>(work: (client: Client) => Promise<T>) => Promise<T>;
}

export interface Fault {
  readonly name: string;
  readonly seconds: number;
  /** Also in the short run. */
  readonly quick?: boolean;
  /** Begins the fault; what it returns ends it. */
  readonly begin: (stage: Stage) => Promise<() => Promise<void> | void>;
}

const nothing = () => {};
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export const faults: readonly Fault[] = [
  { name: "none (at work)", seconds: 3, begin: async () => nothing },
  {
    name: "sessions terminated, ten a second",
    quick: true,
    seconds: 3,
    begin: repeat(100, ({ admin }) => admin(terminateSome)),
  },
  {
    name: "connections reset",
    quick: true,
    seconds: 3,
    begin: repeat(150, async ({ proxy }) => proxy.cut("reset")),
  },
  { name: "connections closed", seconds: 3, begin: repeat(150, async ({ proxy }) => proxy.cut()) },
  {
    name: "latency of 100 ms",
    seconds: 3,
    begin: line(
      (proxy) => proxy.set({ delayMs: 50 }),
      (proxy) => proxy.set("none"),
    ),
  },
  {
    name: "black hole",
    quick: true,
    seconds: 5,
    begin: line(
      (proxy) => proxy.set("silent"),
      (proxy) => proxy.set("none"),
    ),
  },
  {
    name: "connections refused",
    quick: true,
    seconds: 5,
    begin: line(
      (proxy) => proxy.close(),
      (proxy) => proxy.reopen(),
    ),
  },
  { name: "kill -9 of a session's process", seconds: 2, begin: once(({ admin }) => admin(killOne)) },
  {
    name: "kill -9 of the database server",
    quick: true,
    seconds: 2,
    begin: once(async ({ postmaster }) => void process.kill(postmaster(), "SIGKILL")),
  },
  {
    name: "restart of the database server",
    seconds: 2,
    begin: once(async ({ postmaster }) => void process.kill(postmaster(), "SIGINT")),
  },
  {
    name: "database server stopped dead (SIGSTOP)",
    seconds: 4,
    begin: frozen(({ postmaster }) => [postmaster()]),
  },
  { name: "a table locked", quick: true, seconds: 4, begin: locked("reports") },
  { name: "max_connections reached", seconds: 4, begin: crowded },
  { name: "read-only", seconds: 2, begin: readOnly },
  { name: "the service paused (SIGSTOP)", seconds: 3, begin: frozen(({ service }) => [service.pid]) },
  { name: "300 clients at once", seconds: 4, begin: crowd },
  { name: "clients that leave, 100 a second", quick: true, seconds: 3, begin: repeat(50, leave) },
];

function repeat(everyMs: number, work: (stage: Stage) => Promise<unknown>): Fault["begin"] {
  return async (stage) => {
    let running = true;
    const loop = (async () => {
      while (running) {
        await work(stage).catch(nothing);
        await sleep(everyMs);
      }
    })();
    return async () => {
      running = false;
      await loop;
    };
  };
}

function once(work: (stage: Stage) => Promise<unknown>): Fault["begin"] {
  return async (stage) => {
    await work(stage);
    return nothing;
  };
}

function line(begin: (proxy: FaultProxy) => unknown, end: (proxy: FaultProxy) => unknown): Fault["begin"] {
  return async ({ proxy }) => {
    await begin(proxy);
    return async () => void (await end(proxy));
  };
}

function frozen(pids: (stage: Stage) => number[]): Fault["begin"] {
  return async (stage) => {
    const all = pids(stage);
    for (const pid of all) process.kill(pid, "SIGSTOP");
    return () => {
      for (const pid of all) process.kill(pid, "SIGCONT");
    };
  };
}

async function terminateSome(client: Client) {
  await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'oversight-graph' and pid <> pg_backend_pid() order by random() limit 2`);
}

async function killOne(client: Client) {
  const { rows } = await client.query<{ pid: number }>(
    "select pid from pg_stat_activity where application_name = 'oversight-graph' limit 1",
  );
  for (const { pid } of rows) process.kill(pid, "SIGKILL");
}

function locked(table: string): Fault["begin"] {
  return async ({ admin }) => {
    let release = nothing;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const done = admin(async (client) => {
      await client.query("begin");
      await client.query(`lock table ${table} in access exclusive mode`);
      await held;
      await client.query("rollback");
    });
    return async () => {
      release();
      await done;
    };
  };
}

// All places of the server are taken by others; then the service loses its own connections.
async function crowded({ admin, proxy }: Stage) {
  let release = nothing;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let full = true;
  void held.then(() => {
    full = false;
  });
  // Whoever is refused tries again, so that the service has to compete for each place.
  const guests = Array.from({ length: 120 }, async () => {
    while (full) {
      await admin(() => held).catch(nothing);
      await sleep(10);
    }
  });
  await sleep(500);
  proxy.cut();
  return async () => {
    release();
    await Promise.all(guests);
  };
}

async function readOnly({ admin, proxy }: Stage) {
  const set = (value: string) =>
    admin((client) => client.query(`alter system set default_transaction_read_only = ${value}`));
  const reload = () => admin((client) => client.query("select pg_reload_conf()"));
  await set("on");
  await reload();
  proxy.cut();
  return async () => {
    await set("off");
    await reload();
  };
}

async function crowd({ service }: Stage) {
  let running = true;
  const query = "{ reports(first: 100) { nodes { number title findings { nodes { statement } } } } }";
  const guests = Array.from({ length: 300 }, async () => {
    while (running) await ask(service.url, { query });
  });
  return async () => {
    running = false;
    await Promise.all(guests);
  };
}

async function leave({ service }: Stage) {
  const body = JSON.stringify({ query: "{ reports(first: 100) { nodes { number title } } }" });
  for (let n = 0; n < 5; n++) {
    const socket = open(service.url);
    for (const part of rawPost(body)) socket.write(part);
    setTimeout(() => socket.destroy(), Math.random() * 20);
  }
}
