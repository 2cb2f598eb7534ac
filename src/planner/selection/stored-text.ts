// What PostgreSQL can store as text.
import { badInput } from "../errors";

/** PostgreSQL stores no NUL, and a lone surrogate would silently become another character on the way there. */
export function checkedText(text: string): string {
  if (text.includes("\0"))
    throw badInput("A text contains the character U+0000, which no stored text can contain.");
  if (!text.isWellFormed())
    throw badInput("A text contains half of a surrogate pair: it is not valid Unicode.");
  return text;
}
