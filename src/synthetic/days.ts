// Days as numbers since 1970, and their text.

/** The last day of which generated data knows: the same whenever it is generated. */
export const today = dayOf("2025-09-30");

const texts = new Map<number, string>();

export function dayOf(text: string): number {
  return Math.round(Date.parse(`${text}T00:00:00Z`) / 86_400_000);
}

export function dayText(day: number): string {
  let text = texts.get(day);
  if (text === undefined) texts.set(day, (text = new Date(day * 86_400_000).toISOString().slice(0, 10)));
  return text;
}

/** A moment on that day, in milliseconds. */
export function noonOf(day: number): number {
  return (day + 0.5) * 86_400_000;
}

/** The federal fiscal year (1 October to 30 September, named for the year it ends in). */
export function fiscalYearOf(day: number): number {
  const text = dayText(day);
  return Number(text.slice(0, 4)) + (text.slice(5, 7) >= "10" ? 1 : 0);
}
