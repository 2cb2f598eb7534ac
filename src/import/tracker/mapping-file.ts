import type { Mapping } from "./mapping";
export async function loadMapping(_path: string): Promise<Mapping> {
  throw new Error("todo");
}
