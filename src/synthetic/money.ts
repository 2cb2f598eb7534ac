// Money in whole cents, so that sums are exact, and its text.

export function amount(dollars: number): number {
  return Math.round((500 + dollars) * 100);
}

export function cents(value: number | null): string | null {
  return value === null ? null : `${Math.floor(value / 100)}.${String(value % 100).padStart(2, "0")}`;
}
