// The parts of pg that are not its public interface and on which this folder relies, in one place; README.md says what for.
// They are looked for when the service starts: a version of pg that has changed them is refused, not found out later.
import { EventEmitter } from "node:events";
import { Client } from "pg";
import { DatabaseError } from "../errors";

/** fast = statements and rows by this folder; plain = by pg's own client. */
export type WireMode = "fast" | "plain";

/** pg's connection to the server, below its client. */
export interface WireConnection {
  readonly stream: NodeJS.WritableStream & { cork(): void; uncork(): void; destroy(error?: Error): void };
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
  parse(message: { name?: string; text: string; types?: number[] }): void;
  close(message: { type: "S" | "P"; name: string }): void;
  sendCopyFail(reason: string): void;
  connect(portOrPath: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processID: number, secretKey: number): void;
  attachListeners(stream: EventEmitter): void;
  on(event: string, listener: () => void): void;
}

/** pg's client, as far as its type declarations leave it out. */
export interface ClientInternals {
  readonly host: string;
  readonly port: number;
  /** null until the server has told it. */
  readonly processID: number | null;
  readonly secretKey: number | null;
  readonly ssl: unknown;
  readonly connection: WireConnection;
}

export function internalsOf(client: Client): ClientInternals {
  return client as unknown as ClientInternals;
}

/** The installed pg cannot be used in this way. */
export class UnsupportedDriver extends DatabaseError {
  readonly code = "UNSUPPORTED_DRIVER";
}

const checked = new Set<WireMode>();

/** Throws UnsupportedDriver when the installed pg lacks what is relied on. Looks once. */
export function assertPgInternals(mode: WireMode): void {
  if (checked.has(mode)) return;
  const missing = missingInternals(new Client(), mode);
  if (missing.length > 0) {
    const { version } = require("pg/package.json") as { version: string };
    const isOnlyFast = mode === "fast" && missingInternals(new Client(), "plain").length === 0;
    throw new UnsupportedDriver(
      `pg ${version} has no ${missing.join(", ")}, on which src/database/wire relies. ` +
        `Install the version that package-lock.json names (npm ci)${isOnlyFast ? ", or set PG_WIRE=plain" : ""}.`,
    );
  }
  checked.add(mode);
}

/** What a client that is not connected yet should have and has not. */
export function missingInternals(client: object, mode: WireMode): string[] {
  const { connection } = client as { connection?: Record<string, unknown> };
  if (typeof connection !== "object") return ["client.connection"];
  const missing = [
    ...["host", "port", "processID", "secretKey", "ssl"].filter((name) => !(name in client)),
    ...lacking(connection, { object: ["stream"], function: ["connect", "cancel", "requestSsl", "on"] }),
  ];
  if (mode === "plain") return missing;
  missing.push(
    ...lacking(connection, {
      object: ["parsedStatements", "submittedNamedStatements"],
      function: ["parse", "close", "sendCopyFail", "attachListeners"],
    }),
  );
  if (typeof connection.attachListeners === "function" && !isReadByOneListener(connection))
    missing.push("single listener for data in connection.attachListeners");
  return missing;
}

function lacking(connection: Record<string, unknown>, names: Record<string, readonly string[]>): string[] {
  return Object.entries(names).flatMap(([type, all]) =>
    all.filter((name) => typeof connection[name] !== type).map((name) => `connection.${name}`),
  );
}

// Rows are taken before that listener, and the rest is given to it.
function isReadByOneListener(connection: Record<string, unknown>): boolean {
  const stream = new EventEmitter();
  (connection as unknown as WireConnection).attachListeners(stream);
  return stream.listenerCount("data") === 1;
}
