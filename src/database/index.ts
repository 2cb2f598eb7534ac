// The door of this folder: the only file that others import.

export type { CancelSignal } from "./cancellation";
export { type ViolatedConstraint, violatedConstraint } from "./constraints";
export {
  Database,
  type DatabaseOptions,
  type NamedStatement,
  type RowsOptions,
  type StatementEvent,
} from "./database";
export { DataFolderInUse, EmbeddedError } from "./embedded/error";
export { startEmbedded } from "./embedded/server";
export {
  DatabaseError,
  DatabaseUnavailable,
  PoolExhausted,
  SqlState,
  StatementCancelled,
  StatementRejected,
  StatementTimeout,
  translate,
} from "./errors";
export type { ExplainMode } from "./explain";
export type { Listening, ListenOptions } from "./listen";
export { clientOptions, openDatabase } from "./open";
export { RevisionWatch, watchRevision } from "./revision";
export { dumpSchema } from "./schema/dump";
export {
  checkReadiness,
  MigrationError,
  type Migrations,
  migrate,
  pendingMigrations,
  type Readiness,
} from "./schema/migrate";
export { sqlFolder } from "./schema/migration-files";
export { readerRole, rolesScript, serviceRole, withLeastPrivilege } from "./schema/roles";
export {
  contradictions,
  describeViolation,
  type Verification,
  type Violation,
  verify,
} from "./schema/verify";
export type { RowStream, Snapshot, StreamOptions } from "./snapshot";
export type { Transaction, TransactionOptions } from "./transaction";
export { UnsupportedDriver, type WireMode } from "./wire/pg-internals";
export type { Row, RowBytes, Statement } from "./wire/rows";
