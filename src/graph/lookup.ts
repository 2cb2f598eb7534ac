// Look-ups by one of several natural keys.
import { badInput } from "../planner/errors";

/** The filter for the one key given. Throws BAD_USER_INPUT unless exactly one is. */
export function exactlyOne(field: string, keys: Record<string, unknown>): Record<string, unknown> {
  const given = Object.entries(keys).filter(([, value]) => value !== undefined && value !== null);
  if (given.length !== 1) {
    throw badInput(`\`${field}\` needs exactly one of ${Object.keys(keys).join(", ")}; ${given.length} were given.`);
  }
  const [name, value] = given[0]!;
  return { [name]: { eq: value } };
}
