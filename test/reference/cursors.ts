// Cursors the service has given out: which row each stands for, and in which list it means something.
import type { Key } from "./lists";
import { type Kind, naturalKey, type Value } from "./values";

interface Known {
  readonly identity: string;
  readonly keys: readonly Value[];
}

export class CursorBook {
  private readonly known = new Map<string, Known>();

  note(cursor: string, identity: string, keys: readonly Value[]): void {
    this.known.set(cursor, { identity, keys });
  }

  /** Whether a list with this identity accepts the cursor. */
  accepts(cursor: string, identity: string): boolean {
    return this.known.get(cursor)?.identity === identity;
  }

  keys(cursor: string): readonly Value[] {
    const known = this.known.get(cursor);
    if (!known) throw new Error(`no such cursor was given out: ${cursor}`);
    return known.keys;
  }
}

/** How the unknown value of each kind is written in a cursor: as the smallest, and as the largest. */
const unknown: Readonly<Partial<Record<Kind, readonly [string, string]>>> = {
  integer: ["0", "9999"],
  decimal: ["-1", ""],
  day: ["-infinity", "infinity"],
};

/** What a cursor says, without its mark: sort keys as texts. */
export function readableCursor(values: readonly Value[], keys: readonly Key[]): string {
  const texts = values.map((value, at) => {
    const { order, unknownLargest } = keys[at]!;
    if (value === null) return unknown[order.kind]?.[unknownLargest ? 1 : 0] ?? "";
    return order.kind === "natural" ? naturalKey(value) : value;
  });
  return `cursor:${JSON.stringify(texts)}`;
}

/** The same of a cursor in an answer of the service; other texts as they are. */
export function readCursor(text: string): string {
  if (!/^[A-Za-z0-9_-]{12,}$/.test(text)) return text;
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    const isCursor =
      Array.isArray(value) && value.length > 1 && value.every((item) => typeof item === "string");
    return isCursor && /^[A-Za-z0-9_-]{8}$/.test(String(value[0]))
      ? `cursor:${JSON.stringify(value.slice(1))}`
      : text;
  } catch {
    return text;
  }
}
