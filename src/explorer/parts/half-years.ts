// The semiannual periods of 5 U.S.C. 405: they end on 31 March and 30 September.

/** The last day of the latest period that has ended by a day. */
export function lastHalfYear(day: string): string {
  const year = Number(day.slice(0, 4));
  const monthDay = day.slice(5);
  if (monthDay >= "09-30") return `${year}-09-30`;
  return monthDay >= "03-31" ? `${year}-03-31` : `${year - 1}-09-30`;
}

/** The last days of so many periods, the latest first. */
export function halfYears(latest: string, count: number): string[] {
  const found = [latest];
  while (found.length < count) {
    const last = found.at(-1) as string;
    const year = Number(last.slice(0, 4));
    found.push(last.endsWith("09-30") ? `${year}-03-31` : `${year - 1}-09-30`);
  }
  return found;
}
