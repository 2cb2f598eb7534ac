// What planning may know of the variables: each look at one is noted as a probe, so that a plan can be used again
// for every request whose variables answer the same probes alike. Values that are only bound are never looked at.
import type { Binding } from "../sql";

export type Path = readonly (string | number)[];
export type Variables = Readonly<Record<string, unknown>>;

/** One question to the variables; its answer is text. */
export interface Probe {
  readonly path: Path;
  readonly aspect: Aspect;
}

/** "kind": absent, null, list or value. "keys": an input object's. "length": a list's. "value": all of it. "prefix": an id's. */
export type Aspect = "kind" | "keys" | "length" | "value" | "prefix";

/** Stands, in arguments, for a value that a variable will bring. */
export class Slot {
  constructor(
    readonly path: Path,
    private readonly scope: Scope,
  ) {}

  valueIn(variables: Variables): unknown {
    return at(variables, this.path);
  }

  /** The value of the request at hand; makes the plan depend on it. */
  look(): unknown {
    this.scope.observe({ path: this.path, aspect: "value" });
    return this.valueIn(this.scope.variables);
  }

  /** An id's prefix; makes the plan depend on it alone. */
  lookAtPrefix(): string {
    return this.scope.observe({ path: this.path, aspect: "prefix" });
  }
}

export class Scope {
  private readonly noted = new Map<string, string>();
  readonly probes: { probe: Probe; answer: string }[] = [];

  constructor(readonly variables: Variables) {}

  observe(probe: Probe): string {
    const key = `${probe.aspect} ${JSON.stringify(probe.path)}`;
    const before = this.noted.get(key);
    if (before !== undefined) return before;
    const answer = answerProbe(probe, this.variables);
    this.noted.set(key, answer);
    this.probes.push({ probe, answer });
    return answer;
  }
}

/** What the variables answer to a probe. */
export function answerProbe(probe: Probe, variables: Variables): string {
  const value = at(variables, probe.path);
  switch (probe.aspect) {
    case "kind":
      return value === undefined
        ? "absent"
        : value === null
          ? "null"
          : Array.isArray(value)
            ? "list"
            : "value";
    case "keys":
      return JSON.stringify(Object.keys(value as object));
    case "length":
      return String((value as unknown[]).length);
    case "value":
      return JSON.stringify(value) ?? "undefined";
    case "prefix":
      return idPrefix(value);
  }
}

/** The part of an opaque id that names its type; of a list of ids, all such parts. */
export function idPrefix(value: unknown): string {
  if (Array.isArray(value)) return [...new Set(value.map(idPrefix))].sort().join(" ");
  const text = String(value);
  return /^[a-z][a-z_]*_(?=[0-9]+$)/.exec(text)?.[0].slice(0, -1) ?? "?";
}

/** Replaces the slots in an argument's value by what the variables hold. */
export function resolve(value: unknown, binding: Binding): unknown {
  if (value instanceof Slot) return value.valueIn(binding.variables);
  if (Array.isArray(value)) return value.map((item) => resolve(item, binding));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, binding)]));
  }
  return value;
}

/** The value itself, of a slot too; makes the plan depend on it. */
export function look(value: unknown): unknown {
  if (value instanceof Slot) return value.look();
  return Array.isArray(value) ? value.map(look) : value;
}

function at(variables: Variables, path: Path): unknown {
  let value: unknown = variables;
  for (const step of path) {
    if (value === undefined || value === null) return undefined;
    value = Object.hasOwn(value as object, step)
      ? (value as Record<string | number, unknown>)[step]
      : undefined;
  }
  return value;
}
