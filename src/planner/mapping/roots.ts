// The root resolvers, called directly: which rows does a root field mean? And the changes: what a mutation does first.
import { getMetadataStorage } from "type-graphql";
import type { Arguments, Select } from "./select";

interface RootMetadata {
  readonly schemaName: string;
  readonly methodName: string;
  readonly target: new () => Record<string, (...args: unknown[]) => unknown>;
  readonly roles?: readonly string[];
  readonly params?: readonly { readonly kind: string; readonly index: number; readonly name?: string }[];
}

/** Calls root resolvers by their field's name. */
export interface RootResolvers {
  /** `key`: the field's name in the response, an alias perhaps. */
  select(field: string, args: Arguments, key: string): Select;
  /** Runs a mutation's resolver. Its arguments are values, never variables; `context` is what it takes by `@Ctx()`. */
  change(field: string, args: Arguments, context: unknown): Promise<Select>;
  /** What `@Authorized` says of a mutation; empty where it says nothing. */
  rolesOf(field: string): readonly string[];
}

type Call = (args: Arguments, context?: unknown) => unknown;

/**
 * The resolvers that type-graphql collected. They are called without type-graphql's own wrapper: that would copy the
 * arguments into class instances, and what stands for a variable must reach the resolver as it is.
 */
export function rootResolvers(): RootResolvers {
  const { queries, mutations } = getMetadataStorage();
  const selects = callsOf(queries as unknown as RootMetadata[]);
  const changes = callsOf(mutations as unknown as RootMetadata[]);
  const roles = new Map(
    (mutations as unknown as RootMetadata[]).map((root) => [root.schemaName, root.roles ?? []] as const),
  );
  return {
    rolesOf: (field) => roles.get(field) ?? [],
    select: (field, args) => found(selects, "Query", field)(args) as Select,
    change: async (field, args, context) =>
      (await found(changes, "Mutation", field)(args, context)) as Select,
  };
}

function callsOf(roots: readonly RootMetadata[]): ReadonlyMap<string, Call> {
  const calls = new Map<string, Call>();
  for (const root of roots) {
    const resolver = new root.target();
    const params = [...(root.params ?? [])].sort((a, b) => a.index - b.index);
    calls.set(root.schemaName, (args, context) =>
      resolver[root.methodName]!(
        ...params.map(({ kind, name }) => {
          if (kind === "context") return context;
          return kind === "arg" ? args[name!] : args;
        }),
      ),
    );
  }
  return calls;
}

function found(calls: ReadonlyMap<string, Call>, type: string, field: string): Call {
  const call = calls.get(field);
  if (!call) throw new Error(`${type}.${field} has no resolver`);
  return call;
}
