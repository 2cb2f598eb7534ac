// How many rows tables have at the size that the service is made for. Plans and costs are the same for every database: what
// is allowed today stays allowed as data grows. Declared once, by the domain.

const declared = new Map<string, number>();

/** A table that nobody has declared counts as large. */
const unknown = 1_000_000;
/** Up to so many, a set of their keys is small whatever it was made of. */
const few = 20_000;

/** Says how many rows tables have at the size that the service is made for. */
export function declareScale(rows: Readonly<Record<string, number>>): void {
  for (const [table, count] of Object.entries(rows)) declared.set(table, count);
}

export function expectedRows(table: string): number {
  return declared.get(table) ?? unknown;
}

/** Whether many rows of other tables point to each row of this one. */
export function hasFewRows(table: string): boolean {
  return expectedRows(table) <= few;
}
