import type { Bytes } from "../bytes";
import type { Encoding } from "../decode";
export async function suggestMapping(_bytes: Bytes, _encoding: Encoding | undefined): Promise<string> {
  throw new Error("todo");
}
