// Which files a folder stands for: all of them in a fixed order, except those that another file brings along.
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "./input-error";

const hidden = /^\./;

/** The files to import for the paths given, folders opened. A folder that has all of `whole` is one of them itself. */
export async function filesOf(paths: readonly string[], whole: readonly string[] = []): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) files.push(...(path === "-" ? [path] : await expand(path, true, whole)));
  return files;
}

export async function isFolder(path: string): Promise<boolean> {
  return path !== "-" && (await stat(path)).isDirectory();
}

async function expand(path: string, isNamed: boolean, whole: readonly string[]): Promise<string[]> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new InputError(
      `${path} ${error.code === "ENOENT" ? "does not exist" : `cannot be read (${error.code})`}.`,
    );
  });
  if (!found.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => !hidden.test(name)).sort();
  if (whole.length > 0 && whole.every((name) => names.includes(name))) return [path];
  const files: string[] = [];
  for (const name of names) {
    if (names.includes("report.json") && /^report\.(?:txt|html?|pdf)$/.test(name)) continue;
    files.push(...(await expand(join(path, name), false, whole)));
  }
  if (isNamed && files.length === 0) throw new InputError(`${path} holds no files.`);
  return files;
}
