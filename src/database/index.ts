// What the rest of the service may use of the database. Nothing else in this folder is imported from outside it.

export { DataFolderInUse, EmbeddedError } from "./embedded/error";
export {
  DatabaseError,
  DatabaseUnavailable,
  PoolExhausted,
  SqlState,
  StatementCancelled,
  StatementRejected,
  StatementTimeout,
} from "./errors";
export type { ExplainMode } from "./explain";
export type { Listening, ListenOptions } from "./listen";
export { MigrationError, type Migrations, migrate, pendingMigrations } from "./schema/migrate";
export { openDatabase } from "./open";
export {
  Database,
  type DatabaseOptions,
  type NamedStatement,
  type Readiness,
  type RowsOptions,
  type StatementEvent,
} from "./database";
export { RevisionWatch, watchRevision } from "./revision";
export type { Row, Statement } from "./wire/query";
export type { Transaction, TransactionOptions } from "./transaction";
export { describeViolation, type Verification, type Violation, verify } from "./schema/verify";
