// How many rows tables have at the size that the service is made for. Plans and costs are the same for every database: what
// is allowed today stays allowed as data grows. Declared once, by the domain.

const declared = new Map<string, number>();

const shares = new Map<string, number>();

/** A table that nobody has declared counts as large. */
const unknown = 1_000_000;
/** Up to so many, a set of their keys is small whatever it was made of. */
const few = 20_000;

/** Says how many rows tables have at the size that the service is made for. */
export function declareScale(rows: Readonly<Record<string, number>>): void {
  for (const [table, count] of Object.entries(rows)) declared.set(table, count);
}

/** Says which part of all rows at most has one value of a column, by the column's name. */
export function declareShares(parts: Readonly<Record<string, number>>): void {
  for (const [column, part] of Object.entries(parts)) shares.set(column, part);
}

/** At most this part of all rows has one value of the column; 1 where nobody says. */
export function shareOf(column: string): number {
  return shares.get(column) ?? 1;
}

/** The fields that narrow a filter most, as a schema calls them. */
export function narrowingFields(): string[] {
  return [...shares.keys()].map((column) =>
    column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
  );
}

export function expectedRows(table: string): number {
  return declared.get(table) ?? unknown;
}

/** Whether many rows of other tables point to each row of this one. */
export function hasFewRows(table: string): boolean {
  return expectedRows(table) <= few;
}
