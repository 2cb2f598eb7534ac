// Puts in what depends on the day that is asked about: tables as they are, or as they were.
import { snapshotSource } from "../mapping/snapshot";
import type { Snapshot } from "../plan/plan";
import { identifier, replacePlaceholders, type Sql, sql } from "../sql";

const today = sql`(select (now() at time zone 'UTC')::date)`;

/** The piece for a day; for today when `snapshot` is null. */
export function inSnapshot(piece: Sql, snapshot: Snapshot | null): Sql {
  return replacePlaceholders(piece, (placeholder) => {
    if ("day" in placeholder) return snapshot ? snapshot.day : today;
    const made = snapshot?.tables?.get(placeholder.table);
    if (made) return made;
    const source = snapshot ? snapshotSource(placeholder.table) : undefined;
    return source ? source(snapshot!) : identifier(placeholder.table);
  });
}

/** What several tables of a snapshot are made of, as common table expressions. */
export function sharedExpressions(snapshots: ReadonlySet<Snapshot>): readonly Sql[] {
  return [...snapshots].flatMap((snapshot) =>
    (snapshot.shared ?? []).map(
      ({ name, rows }) => sql`${identifier(name)} as materialized ${inSnapshot(rows, snapshot)}`,
    ),
  );
}

/** Whether a table that is kept beside others can be read for that day. */
export function isKept(table: string, snapshot: Snapshot | null): boolean {
  return snapshot === null || snapshotSource(table) !== undefined;
}
