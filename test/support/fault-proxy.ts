// A TCP line to a database on which faults can be made: refused, cut, reset, slow, silent; and made good again.
import { connect, createServer, type Server, type Socket } from "node:net";

export type Fault = "none" | "silent" | { readonly delayMs: number };

export class FaultProxy {
  private fault: Fault = "none";
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private readonly server: Server;
  private port = 0;

  /** `target` is asked for each connection: a server that was restarted may be elsewhere. */
  constructor(private readonly target: () => string) {
    this.server = createServer((client) => this.join(client));
  }

  static async to(target: () => string): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    await proxy.listen();
    return proxy;
  }

  /** The database's URL through this line. */
  get url(): string {
    const { username, password, pathname } = this.parsed();
    return `postgres://${username}:${password}@127.0.0.1:${this.port}${pathname}`;
  }

  get connections(): number {
    return this.pairs.size;
  }

  /** What happens to all bytes from now on. Silent: nothing passes and nothing is closed, as in a network black hole. */
  set(fault: Fault): void {
    this.fault = fault;
  }

  /** Ends all connections, politely or by a reset. */
  cut(how: "end" | "reset" = "end"): void {
    for (const sockets of this.pairs)
      for (const socket of sockets) how === "reset" ? socket.resetAndDestroy() : socket.destroy();
  }

  /** New connections are refused, old ones cut. */
  async close(): Promise<void> {
    this.cut();
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
  }

  async reopen(): Promise<void> {
    this.fault = "none";
    if (!this.server.listening) await this.listen();
  }

  private async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.port, "127.0.0.1", resolve));
    this.port = (this.server.address() as { port: number }).port;
  }

  private parsed(): URL {
    return new URL(this.target().replace("@/", "@socket/"));
  }

  private join(client: Socket): void {
    const { hostname, port, searchParams } = this.parsed();
    const folder = searchParams.get("host");
    const path = `${folder}/.s.PGSQL.${searchParams.get("port") ?? 5432}`;
    const upstream = folder ? connect(path) : connect(Number(port), hostname);
    const pair = [client, upstream] as const;
    this.pairs.add(pair);
    this.pass(client, upstream, pair);
    this.pass(upstream, client, pair);
  }

  private pass(from: Socket, to: Socket, pair: readonly [Socket, Socket]): void {
    from.on("data", (chunk) => {
      if (this.fault === "none") return void to.write(chunk);
      if (this.fault !== "silent") setTimeout(() => to.writable && to.write(chunk), this.fault.delayMs);
    });
    from.on("error", () => {});
    from.on("close", () => {
      this.pairs.delete(pair);
      to.destroy();
    });
  }
}
