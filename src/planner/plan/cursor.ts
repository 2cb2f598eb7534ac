// Cursors: a row's sort keys, and a mark of the order and filter in which they mean something.
import { createHash } from "node:crypto";
import { badInput } from "../errors";
import { resolve } from "../selection/variable-probes";
import type { Binding } from "../sql";
import type { List } from "./plan";

/** The mark of a list's order and of its filter with this request's values. */
export function markOf(identity: List["identity"], binding: Binding): string {
  const before = binding.memo.get(identity);
  if (before !== undefined) return before as string;
  const filter = identity.filter === null ? "" : canonical(resolve(identity.filter, binding));
  const mark = createHash("md5").update(`${identity.static}\n${filter}`).digest("base64url").slice(0, 8);
  binding.memo.set(identity, mark);
  return mark;
}

export function encodeCursor(mark: string, keys: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify([mark, ...keys])).toString("base64url");
}

/** The sort keys in a cursor. Throws BAD_USER_INPUT unless it comes from this order and filter. */
export function decodeCursor(cursor: unknown, mark: string, keys: number): readonly string[] {
  const read = readCursor(String(cursor));
  if (!read || read.length !== keys + 1) {
    throw badInput(
      `${JSON.stringify(String(cursor).slice(0, 60))} is not a cursor. Take one from pageInfo or edges.`,
    );
  }
  if (read[0] !== mark) {
    throw badInput(
      "The cursor comes from a list with another order or filter. Start again without it, or ask as you did then.",
    );
  }
  return read.slice(1);
}

function readCursor(text: string): string[] | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : null;
  } catch {
    return null;
  }
}

/** JSON with sorted keys, so that the order in which a client writes its filter does not matter. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}
