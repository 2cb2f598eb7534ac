// Clients that take for ever: they send a byte now and then, or nothing. The server must cut each of them off itself.
import { open, rawPost } from "./raw-http";

export interface SlowClients {
  /** Resolves when the server has closed all of them: the longest that one lasted, in seconds. */
  readonly closed: Promise<number>;
  stop(): void;
}

/** `count` clients that dribble headers, and as many that dribble a body. */
export function startSlowClients(url: string, count: number): SlowClients {
  const started = Date.now();
  const heads = Array.from({ length: count }, () =>
    dribble(url, "POST /graphql HTTP/1.1\r\nhost: x\r\nx-a: "),
  );
  const bodies = Array.from({ length: count }, () =>
    dribble(url, rawPost("", { "content-length": "1000" }).join("")),
  );
  const all = [...heads, ...bodies];
  return {
    closed: Promise.all(all.map(({ closed }) => closed)).then(() => (Date.now() - started) / 1000),
    stop: () => all.forEach(({ socket }) => socket.destroy()),
  };
}

function dribble(url: string, start: string) {
  const socket = open(url);
  socket.resume();
  socket.write(start);
  const timer = setInterval(() => socket.writable && socket.write("x"), 1000);
  const closed = new Promise<void>((resolve) =>
    socket.once("close", () => {
      clearInterval(timer);
      resolve();
    }),
  );
  return { socket, closed };
}
