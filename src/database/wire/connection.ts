// One connection to PostgreSQL and its prepared statements. Can be cancelled from outside and destroyed at any moment.
import { Socket } from "node:net";
import { Client, type ClientConfig } from "pg";
import { parse } from "pg-connection-string";
import { assertPgInternals, internalsOf, type WireMode } from "./pg-internals";
import { sendByPg } from "./plain-query";
import { type Completion, RowsQuery } from "./query";
import { RowReader } from "./row-reader";
import type { RowCollector, Statement } from "./rows";
import { sharedBufferSocket } from "./shared-buffer-socket";
import { typeParsers } from "./type-parsers";

/** More would cost PostgreSQL memory on every connection: it keeps each one's plan, a tenth of a megabyte. */
export const maxPreparedStatements = 200;

// Pages below many parents are looked up once for each. Which parents come again is not known when a statement is planned,
// and what the planner keeps in case they do was measured to cost more than it spares: a tenth of a small answer.
const plannerOptions = "-c enable_memoize=off";

export interface Target {
  readonly url: string;
  /** The server's own limit for each statement. Undefined behind PgBouncer, which refuses it at startup. */
  readonly statementTimeoutMs: number | undefined;
  readonly connectTimeoutMs: number;
  readonly wire: WireMode;
}

export class Connection {
  readonly client: Client;
  /** When it was last released; for closing idle connections. */
  idleSince = 0;
  private broken = false;
  private reader: RowReader | undefined;
  private readonly prepared = new Map<string, true>();
  private newest: string | undefined;
  private readonly config: ClientConfig;
  private readonly isPlain: boolean;

  private constructor(target: Target) {
    const config = parse(target.url) as ClientConfig;
    this.config = {
      ...config,
      application_name: "oversight-graph",
      connectionTimeoutMillis: target.connectTimeoutMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      types: typeParsers,
      ...(target.statementTimeoutMs === undefined
        ? {}
        : {
            statement_timeout: target.statementTimeoutMs,
            options: [config.options, plannerOptions].filter(Boolean).join(" "),
          }),
    };
    assertPgInternals(target.wire);
    this.isPlain = target.wire === "plain";
    // pg says whether it will encrypt, by the URL or by PGSSLMODE: such bytes are not ours to read.
    const stream = (settings?: { readonly ssl?: unknown }) =>
      settings?.ssl ? new Socket() : sharedBufferSocket(() => this.reader?.takeBorrowed);
    this.client = new Client(this.isPlain ? this.config : { ...this.config, stream });
    // Without a listener a lost connection would end the process.
    this.client.on("error", () => this.markBroken());
    this.client.on("end", () => this.markBroken());
  }

  static async open(target: Target, onLost: (connection: Connection) => void): Promise<Connection> {
    const connection = new Connection(target);
    await connection.client.connect();
    if (!connection.isPlain)
      connection.reader = RowReader.install(internalsOf(connection.client).connection.stream);
    connection.onLost = onLost;
    if (connection.broken) throw new Error("The connection was lost while it was being opened.");
    return connection;
  }

  get isUsable(): boolean {
    return !this.broken;
  }

  /** Sends a statement; prepared under `name`, or unnamed. Throws for one that cannot be sent at all. */
  send<T>(
    statement: Statement,
    name: string | undefined,
    collector: RowCollector<T>,
    completion: Completion<T>,
  ): void {
    if (this.isPlain) {
      const preparedName = this.mayPrepare(name) ? name : undefined;
      return void sendByPg(this.client, statement, preparedName, collector, completion);
    }
    const retire = name === undefined ? none : this.remember(name);
    this.client.query(new RowsQuery(statement, name, retire, this.reader, collector, completion));
  }

  /** Asks the server, by a connection of its own, to stop what this one is doing. */
  cancel(): void {
    const { host, port, processID, secretKey, ssl } = internalsOf(this.client);
    if (processID === null || secretKey === null) return;
    const messenger = internalsOf(new Client(this.config)).connection;
    const send = () => messenger.cancel(processID, secretKey);
    messenger.on("error", () => messenger.stream.destroy());
    messenger.on("connect", () => (ssl ? messenger.requestSsl() : send()));
    messenger.on("sslconnect", send);
    setTimeout(() => messenger.stream.destroy(), 2000).unref();
    if (host.startsWith("/")) messenger.connect(`${host}/.s.PGSQL.${port}`);
    else messenger.connect(port, host);
  }

  /** Closes it, politely when it is idle and at once when it is not. */
  destroy(): void {
    const wire = internalsOf(this.client).connection;
    if (this.idleSince > 0 && !this.broken) void this.client.end().catch(() => {});
    else wire.stream.destroy();
    this.broken = true;
  }

  private onLost: (connection: Connection) => void = () => {};

  private markBroken(): void {
    if (this.broken) return;
    this.broken = true;
    this.onLost(this);
  }

  // pg cannot close a prepared statement: the first ones stay, further ones are sent unnamed.
  private mayPrepare(name: string | undefined): boolean {
    if (name === undefined) return false;
    if (this.prepared.size < maxPreparedStatements) this.prepared.set(name, true);
    return this.prepared.has(name);
  }

  /** Notes the name as the one used last; returns those that must be closed to make room. */
  private remember(name: string): readonly string[] {
    if (name === this.newest) return none;
    this.newest = name;
    this.prepared.delete(name);
    this.prepared.set(name, true);
    if (this.prepared.size <= maxPreparedStatements) return none;
    const [oldest] = this.prepared.keys();
    if (oldest === undefined) return none;
    this.prepared.delete(oldest);
    return [oldest];
  }
}

const none: readonly string[] = [];
