// LISTEN on a connection of its own that reconnects. Notifications sent while it is down are lost: `onGap` reports that some
// may have been missed.
import { Client, type ClientConfig } from "pg";
import { parse } from "pg-connection-string";

export interface ListenOptions {
  /** Called after each reconnect, and on every round of polling: look for yourself what changed. */
  readonly onGap: () => void;
  /** LISTEN is impossible here (PgBouncer in transaction mode): call `onGap` every `pollMs` instead. */
  readonly poll?: boolean;
  readonly pollMs?: number;
}

export interface Listening {
  /** Resolves when the first connection listens (at once where it polls). */
  readonly started: Promise<void>;
  stop(): Promise<void>;
}

const firstPauseMs = 100;
const maxPauseMs = 10_000;

export function listen(
  url: string,
  channel: string,
  handler: (payload: string) => void,
  options: ListenOptions,
): Listening {
  if (options.poll) return polling(options);
  let stopped = false;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let connectedBefore = false;
  let announce: () => void = () => {};
  const started = new Promise<void>((resolve) => (announce = resolve));

  const retry = (lost: Client) => {
    if (stopped || client !== lost) return;
    client = undefined;
    timer = setTimeout(connect, Math.min(maxPauseMs, firstPauseMs * 2 ** failures++));
    timer.unref();
  };
  const connect = async () => {
    const session = new Client({
      ...(parse(url) as ClientConfig),
      application_name: "oversight-graph listen",
      connectionTimeoutMillis: 5000,
      // A dead peer sends nothing and a listener never speaks: only keep-alive notices.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    client = session;
    session.on("error", () => retry(session));
    session.on("end", () => retry(session));
    session.on("notification", (message) => {
      if (message.channel === channel) handler(message.payload ?? "");
    });
    try {
      await session.connect();
      await session.query(`listen ${session.escapeIdentifier(channel)}`);
      failures = 0;
      if (connectedBefore) options.onGap();
      connectedBefore = true;
      announce();
    } catch {
      retry(session);
      session.end().catch(() => {});
    }
  };
  void connect();
  return {
    started,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      announce();
      await client?.end().catch(() => {});
    },
  };
}

function polling(options: ListenOptions): Listening {
  const timer = setInterval(() => options.onGap(), options.pollMs ?? 5000);
  timer.unref();
  return { started: Promise.resolve(), stop: async () => clearInterval(timer) };
}
