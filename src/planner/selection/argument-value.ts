// An argument's value as a bound value of SQL, whether it stands in the query or comes with a variable.
import { bound, type Sql } from "../sql";
import { checkedText } from "./stored-text";
import { resolve } from "./variable-probes";

/** Null where the argument is absent or null. `check` throws for a value that is wrong. */
export function argumentValue(value: unknown, sqlType: string, check?: (value: string) => void): Sql {
  return bound((binding) => {
    const found = resolve(value, binding);
    if (found === undefined || found === null) return null;
    const text = checkedText(String(found));
    check?.(text);
    return text;
  }, sqlType);
}
