// Which files a folder stands for: all of them in a fixed order, except those that another file brings along.
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "./input-error";

const hidden = /^\./;

/** The files to import for the paths given, folders opened. */
export async function filesOf(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) files.push(...(path === "-" ? [path] : await expand(path, true)));
  return files;
}

async function expand(path: string, isNamed: boolean): Promise<string[]> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new InputError(
      `${path} ${error.code === "ENOENT" ? "does not exist" : `cannot be read (${error.code})`}.`,
    );
  });
  if (!found.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => !hidden.test(name)).sort();
  const files: string[] = [];
  for (const name of names) {
    if (names.includes("report.json") && /^report\.(?:txt|html?|pdf)$/.test(name)) continue;
    files.push(...(await expand(join(path, name), false)));
  }
  if (isNamed && files.length === 0) throw new InputError(`${path} holds no files.`);
  return files;
}
