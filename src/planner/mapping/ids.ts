// Opaque ids: the noun's prefix and its row's key, for example report_42. Stable for as long as the row exists.
import { badInput } from "../errors";
import type { ValueType } from "./model";

/** What an opaque id is: compared by its row's key. */
export const idType: ValueType = {
  graphqlName: "ID",
  sqlType: "bigint",
  encoding: "id",
  operators: ["eq", "ne", "in", "notIn"],
};

const maxKeyLength = 9223372036854775807n;

/** The key in an id, as text. Throws BAD_USER_INPUT for an id of another noun or of no noun at all. */
export function keyOfId(prefix: string, id: unknown): string {
  const text = String(id);
  const digits = text.startsWith(`${prefix}_`) ? text.slice(prefix.length + 1) : "";
  if (!/^(0|[1-9][0-9]{0,18})$/.test(digits) || BigInt(digits) > maxKeyLength) {
    throw badInput(
      `${JSON.stringify(text.slice(0, 60))} is not an id of this kind; such ids look like ${prefix}_42.`,
    );
  }
  return digits;
}
