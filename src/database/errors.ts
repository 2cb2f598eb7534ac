// Errors of statements, told apart by SQLSTATE and kind of failure, never by message text. A rejected statement (constraint,
// bad input) is a StatementRejected with the SQLSTATE.
import { DatabaseError as ServerError } from "pg";

/** The SQLSTATEs that the service acts on: https://www.postgresql.org/docs/current/errcodes-appendix.html */
export const SqlState = {
  protocolViolation: "08P01",
  notNullViolation: "23502",
  foreignKeyViolation: "23503",
  uniqueViolation: "23505",
  checkViolation: "23514",
  exclusionViolation: "23P01",
  serializationFailure: "40001",
  deadlockDetected: "40P01",
  undefinedTable: "42P01",
  invalidCatalogName: "3D000",
  queryCanceled: "57014",
  lockNotAvailable: "55P03",
  adminShutdown: "57P01",
  crashShutdown: "57P02",
  cannotConnectNow: "57P03",
  databaseDropped: "57P04",
  idleSessionTimeout: "57P05",
  tooManyConnections: "53300",
  duplicatePreparedStatement: "42P05",
  invalidSqlStatementName: "26000",
  featureNotSupported: "0A000",
} as const;

export abstract class DatabaseError extends Error {
  /** A stable name for logs, metrics and the HTTP layer. */
  abstract readonly code: string;
  override get name(): string {
    return this.constructor.name;
  }
}

/** The database cannot be reached, went away, or refuses new connections. Trying later is sensible. */
export class DatabaseUnavailable extends DatabaseError {
  readonly code = "DATABASE_UNAVAILABLE";
}

/** A statement ran longer than it may; the database has been told to stop it. */
export class StatementTimeout extends DatabaseError {
  readonly code = "STATEMENT_TIMEOUT";
}

/** The caller's signal was aborted; the database has been told to stop the statement. */
export class StatementCancelled extends DatabaseError {
  readonly code = "STATEMENT_CANCELLED";
}

/** No connection became free in time. */
export class PoolExhausted extends DatabaseError {
  readonly code = "POOL_EXHAUSTED";
}

/** PostgreSQL refused the statement. `detail` can hold contents of rows: never show it to a client. */
export class StatementRejected extends DatabaseError {
  readonly code = "STATEMENT_REJECTED";
  readonly sqlState: string;
  readonly constraint: string | undefined;
  readonly table: string | undefined;
  readonly column: string | undefined;
  readonly dataType: string | undefined;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  readonly where: string | undefined;
  /** Place of the mistake in the statement's text, in characters, from 1. */
  readonly position: number | undefined;
  constructor(server: ServerError) {
    super(server.message, { cause: server });
    this.sqlState = server.code ?? "";
    this.constraint = server.constraint;
    this.table = server.table;
    this.column = server.column;
    this.dataType = server.dataType;
    this.detail = server.detail;
    this.hint = server.hint;
    this.where = server.where;
    this.position = server.position === undefined ? undefined : Number(server.position);
  }
}

/** True when the connection is lost or about to be: everything that is not an answer of a healthy server. */
export function isConnectionLoss(error: unknown): boolean {
  if (error instanceof DatabaseError) return error instanceof DatabaseUnavailable;
  if (error instanceof ServerError) return error.code?.startsWith("08") || unavailable.has(error.code ?? "");
  // pg and the sockets below it report a lost connection as a plain Error; a mistake of ours has a class of its own.
  return !(error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError);
}

/** The server's own word that it stopped a statement, by its limit or because it was asked to. */
export function isServerCancel(error: unknown): boolean {
  return error instanceof ServerError && error.code === SqlState.queryCanceled;
}

/**
 * A statement prepared before a migration, or on a server that was replaced behind the connection. Prepared anew, it
 * works: "cached plan must not change result type", "prepared statement does not exist" or "already exists".
 */
export function isStalePlan(error: unknown): boolean {
  return error instanceof StatementRejected && stalePlan.has(error.sqlState);
}

/** What the rest of the service sees of an error that `pg` gave; a programming mistake stays what it is. */
export function translate(error: unknown): unknown {
  if (error instanceof DatabaseError) return error;
  if (isConnectionLoss(error))
    return new DatabaseUnavailable("The database is not reachable.", { cause: error });
  if (!(error instanceof ServerError)) return error;
  if (isServerCancel(error))
    return new StatementTimeout("The statement ran too long and was stopped.", { cause: error });
  if (error.code === SqlState.tooManyConnections)
    return new DatabaseUnavailable(error.message, { cause: error });
  return new StatementRejected(error);
}

const stalePlan: ReadonlySet<string> = new Set([
  SqlState.featureNotSupported,
  SqlState.invalidSqlStatementName,
  SqlState.duplicatePreparedStatement,
]);

const unavailable: ReadonlySet<string> = new Set([
  SqlState.adminShutdown,
  SqlState.crashShutdown,
  SqlState.cannotConnectNow,
  SqlState.databaseDropped,
  SqlState.idleSessionTimeout,
]);
