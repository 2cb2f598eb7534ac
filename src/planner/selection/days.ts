// Calendar days as text.
import { badInput } from "../errors";

/** Whether a text that begins with YYYY-MM-DD begins with a day that exists. */
export function beginsWithDay(text: string): boolean {
  const date = text.slice(0, 10);
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date) && !date.startsWith("0000");
}

/** Throws BAD_USER_INPUT for what is no day. */
export function checkDay(text: string): void {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !beginsWithDay(text))
    throw badInput(
      `${JSON.stringify(text.slice(0, 40))} is no day. Write an existing one as YYYY-MM-DD, for example 2024-03-31.`,
    );
}
