// A TCP line to the test server that can be cut, or fall silent like a network black hole.
import { connect, createServer, type Socket } from "node:net";

export interface Proxy {
  /** The database's URL through this line. */
  readonly url: string;
  /** From now on nothing passes in either direction, on old and new connections, and nothing is closed. */
  silence(): void;
  /** Closes all connections; new ones are accepted. */
  cut(): void;
  /** Closes all connections and refuses new ones. */
  close(): Promise<void>;
  /** Listens again on the same port. */
  reopen(): Promise<void>;
}

export async function proxyTo(databaseUrl: string): Promise<Proxy> {
  const target = new URL(databaseUrl.replace("@/", "@socket/"));
  const folder = target.searchParams.get("host");
  const sockets = new Set<Socket>();
  let silent = false;
  const server = createServer((client) => {
    const upstream = folder
      ? connect(`${folder}/.s.PGSQL.5432`)
      : connect(Number(target.port), target.hostname);
    const pass = (from: Socket, to: Socket) => {
      sockets.add(from);
      from.on("data", (chunk) => silent || to.write(chunk));
      from.on("error", () => {});
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    };
    pass(client, upstream);
    pass(upstream, client);
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address() as { port: number };
  const cut = () => {
    for (const socket of [...sockets]) socket.destroy();
  };
  return {
    url: `postgres://${target.username}:${target.password}@127.0.0.1:${port}${target.pathname}`,
    silence: () => void (silent = true),
    cut,
    close() {
      cut();
      return new Promise((resolve) => (server.listening ? server.close(() => resolve()) : resolve()));
    },
    reopen: () => listen(port),
  };
}
