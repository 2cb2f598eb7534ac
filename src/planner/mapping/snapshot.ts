// Where a table's rows come from when a question is about another day, or about what was known on another day.
import type { Sql } from "../sql";

/** The days a question is about, as bound values. */
export interface SnapshotDays {
  /** What was true at the close of this day. */
  readonly day: Sql;
  /** As far as it was known by the close of this one; null: as known now. */
  readonly knownOn: Sql | null;
}

export type SnapshotSource = (days: SnapshotDays) => Sql;

/** Tables that only exist below one field, made of its arguments; `shared` are read by several of them and made once. */
export interface TableSources {
  readonly shared: Readonly<Record<string, SnapshotSource>>;
  readonly tables: Readonly<Record<string, (days: SnapshotDays, shared: (name: string) => Sql) => Sql>>;
}

const sources = new Map<string, SnapshotSource>();

/** Declares what takes a table's place below a question about another day: a select in parentheses with its columns. */
export function declareSnapshot(table: string, source: SnapshotSource): void {
  sources.set(table, source);
}

/** What takes a table's place; undefined for one that is the same on all days. */
export function snapshotSource(table: string): SnapshotSource | undefined {
  return sources.get(table);
}

/** Tables that are not the same on all days. */
export function snapshotTables(): readonly string[] {
  return [...sources.keys()];
}
