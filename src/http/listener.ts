// The HTTP server: connections, timeouts, errors of the protocol below HTTP requests, graceful shutdown.
import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, createServer as createNetServer, type Socket } from "node:net";
import { type Code, errorCodes } from "../errors";
import { limits } from "../limits";
import { commonHeaders, ServiceResponse } from "./protocol/response";

export type Handler = (req: IncomingMessage, res: ServiceResponse) => void;

export class Listener {
  private readonly server: Server<typeof IncomingMessage, typeof ServiceResponse>;
  private readonly sockets = new Set<Socket>();
  private draining = false;

  constructor(
    handler: Handler,
    onDrop: () => void = () => {},
    maxConnections: number = limits.connections.value,
  ) {
    this.server = createServer(
      {
        maxHeaderSize: limits.headerBytes.value,
        headersTimeout: limits.headersMs.value,
        requestTimeout: limits.requestMs.value,
        keepAliveTimeout: limits.idleMs.value,
        connectionsCheckingInterval: 1000,
        noDelay: true,
        ServerResponse: ServiceResponse,
      },
      (req, res) => {
        // Keep-alive connections end with their next answer; a balancer opens new ones elsewhere.
        if (this.draining) res.add("connection", "close");
        handler(req, res);
      },
    );
    this.server.timeout = limits.stalledMs.value;
    this.boundConnections(maxConnections, onDrop);
    this.server.on("clientError", onClientError);
    // `Expect: 100-continue` would be answered before the size is checked.
    this.server.on("checkContinue", (req, res) => this.server.emit("request", req, res));
  }

  /** Listens; rejects with ListenError when the port cannot be had. */
  listen(port: number, host: string): Promise<AddressInfo> {
    return new Promise((resolve, reject) => {
      this.server.once("error", (error: NodeJS.ErrnoException) => reject(new ListenError(port, host, error)));
      this.server.listen(port, host, () => resolve(this.server.address() as AddressInfo));
    });
  }

  // Node closes connections beyond its bound without an answer, and a client cannot tell a busy service from a broken one.
  // So as many again are accepted and answered with 503.
  private boundConnections(maximum: number, onDrop: () => void): void {
    const serve = this.server.listeners("connection") as ((socket: Socket) => void)[];
    let served = 0;
    this.server.removeAllListeners("connection").on("connection", (socket: Socket) => {
      this.sockets.add(socket);
      socket.once("close", () => this.sockets.delete(socket));
      if (served >= maximum) {
        onDrop();
        return rejectConnection(socket);
      }
      served++;
      socket.once("close", () => served--);
      for (const listener of serve) listener.call(this.server, socket);
    });
    this.server.maxConnections = 2 * maximum;
    this.server.on("drop", onDrop);
  }

  /** Takes no new connections, lets open requests finish for at most `graceMs`, then cuts what is left. */
  async close(graceMs: number): Promise<void> {
    this.draining = true;
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeIdleConnections();
    // Keep-alive connections become idle one after the other, as their requests end.
    const sweep = setInterval(() => this.server.closeIdleConnections(), 20);
    const end = setTimeout(() => this.cut(), graceMs);
    await closed;
    clearInterval(sweep);
    clearTimeout(end);
  }

  /** Ends everything now. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}

/** Rejects with ListenError when the port cannot be had. Nothing listens on it afterwards. */
export function checkPort(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createNetServer();
    probe.once("error", (error: NodeJS.ErrnoException) => reject(new ListenError(port, host, error)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

export class ListenError extends Error {
  override readonly name = "ListenError";
  constructor(port: number, host: string, cause: NodeJS.ErrnoException) {
    const reasons: Record<string, string> = {
      EADDRINUSE: "something else listens there already. Stop it, or choose another PORT",
      EACCES: "this user may not listen there. Choose a PORT above 1023",
      EADDRNOTAVAIL: "this machine has no such address. Choose another HOST",
      ENOTFOUND: "no such host name is known. Choose another HOST",
    };
    super(`Cannot listen on ${host}:${port}: ${reasons[cause.code ?? ""] ?? cause.message}.`, { cause });
  }
}

const answers: Readonly<Record<string, [number, string, string]>> = {
  HPE_HEADER_OVERFLOW: [
    431,
    "Request Header Fields Too Large",
    "The headers or the URL are too long; use POST.",
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout", "The request did not arrive in time."],
};

function onClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") return void socket.destroy();
  const [status, reason, message] = answers[error.code ?? ""] ?? [
    400,
    "Bad Request",
    "This is not an HTTP request.",
  ];
  socket.end(closing(status, reason, "BAD_USER_INPUT", message));
}

const rejectionDelayMs = 1000;

// Answers when the request has arrived, and a second later: a client that is refused at once retries at once.
function rejectConnection(socket: Socket): void {
  let end = setTimeout(() => socket.destroy(), limits.headersMs.value);
  socket.once("close", () => clearTimeout(end));
  socket.on("error", () => {});
  socket.once("end", () => socket.end());
  socket.once("data", () => {
    clearTimeout(end);
    end = setTimeout(() => {
      socket.end(tooManyConnections());
      end = setTimeout(() => socket.destroy(), rejectionDelayMs);
    }, rejectionDelayMs);
  });
}

function tooManyConnections(): string {
  const { status, retryAfter } = errorCodes.SERVICE_UNAVAILABLE;
  const message = "The service has too many connections.";
  return closing(
    status,
    "Service Unavailable",
    "SERVICE_UNAVAILABLE",
    message,
    `retry-after: ${retryAfter}\r\n`,
  );
}

/** A complete answer as text, after which the connection ends: there is no request to answer through. */
function closing(status: number, reason: string, code: Code, message: string, more = ""): string {
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  const headers = commonHeaders.map((text, at) => (at % 2 === 0 ? `${text}: ` : `${text}\r\n`));
  return (
    `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/json; charset=utf-8\r\n` +
    `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n${more}${headers.join("")}\r\n${body}`
  );
}
