// Mappings from files: the caller's YAML or JSON, or one of those in mappings/ that come with the service.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { projectRoot } from "../../../project-root";
import { InputError } from "../../input/input-error";
import { type Mapping, readMapping } from "./mapping";

let shipped: readonly Mapping[] | undefined;

/** All mappings that come with the service. */
export function shippedMappings(): readonly Mapping[] {
  return (shipped ??= shippedNames().map((name) => readFile(join(folder(), `${name}.yaml`))));
}

/** A mapping file, or the shipped mapping of that name. */
export async function loadMapping(nameOrPath: string): Promise<Mapping> {
  if (existsSync(nameOrPath)) return readFile(nameOrPath);
  if (shippedNames().includes(nameOrPath)) return readFile(join(folder(), `${nameOrPath}.yaml`));
  throw new InputError(
    `There is no mapping file ${nameOrPath}, and none of that name is shipped; shipped are ${shippedNames().join(", ")}.`,
  );
}

function folder(): string {
  return join(projectRoot(), "mappings");
}

function shippedNames(): readonly string[] {
  return existsSync(folder())
    ? readdirSync(folder())
        .filter((name) => name.endsWith(".yaml"))
        .map((name) => basename(name, ".yaml"))
        .sort()
    : [];
}

function readFile(path: string): Mapping {
  let given: unknown;
  try {
    // YAML 1.2 core: "yes" and "no" stay text, as a column or a value may well be called so.
    given = parse(readFileSync(path, "utf8"), { schema: "core", maxAliasCount: 100 });
  } catch (error) {
    throw new InputError(`The mapping ${path} is neither YAML nor JSON: ${(error as Error).message}`);
  }
  return readMapping(given, basename(path).replace(/\.(?:ya?ml|json)$/i, ""));
}
