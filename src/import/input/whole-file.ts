// Files small enough to be read whole: pages, registries, one report's data.

import type { ImportOptions } from "../formats/format";
import { unstorable } from "../records/values";
import type { Bytes } from "./bytes";
import { decodeAll } from "./decode";
import { InputError } from "./input-error";

const longest = 20_000_000;

/** The file's text; throws InputError where it is too long or holds what no text can hold. */
export async function wholeText(
  bytes: Pick<Bytes, "all">,
  options: Pick<ImportOptions, "encoding"> = {},
): Promise<string> {
  let length = 0;
  async function* bounded(): AsyncGenerator<Buffer> {
    for await (const chunk of bytes.all) {
      length += chunk.length;
      if (length > longest)
        throw new InputError(`The file is larger than ${longest} bytes, which this format never is.`);
      yield chunk;
    }
  }
  const text = await decodeAll(bounded(), options.encoding);
  const problem = unstorable(text);
  if (problem !== undefined) throw new InputError(`The file ${problem}.`);
  return text;
}

/** The file's JSON value. */
export async function wholeJson(
  bytes: Pick<Bytes, "all">,
  options: Pick<ImportOptions, "encoding"> = {},
): Promise<unknown> {
  const text = await wholeText(bytes, options);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`The file is not JSON: ${(error as Error).message}.`);
  }
}
