// The root resolvers, called directly: which rows does a root field mean?
import { getMetadataStorage } from "type-graphql";
import type { Arguments, Select } from "./select";

interface QueryMetadata {
  readonly schemaName: string;
  readonly methodName: string;
  readonly target: new () => Record<string, (...args: unknown[]) => Select>;
  readonly params?: readonly { readonly kind: string; readonly index: number; readonly name?: string }[];
}

/** Calls root resolvers by their field's name. */
export interface RootResolvers {
  select(field: string, args: Arguments): Select;
}

/**
 * The resolvers that type-graphql collected. They are called without type-graphql's own wrapper: that would copy the
 * arguments into class instances, and what stands for a variable must reach the resolver as it is.
 */
export function rootResolvers(): RootResolvers {
  const calls = new Map<string, (args: Arguments) => Select>();
  for (const query of getMetadataStorage().queries as unknown as QueryMetadata[]) {
    const resolver = new query.target();
    const params = [...(query.params ?? [])].sort((a, b) => a.index - b.index);
    calls.set(query.schemaName, (args) =>
      resolver[query.methodName]!(
        ...params.map((param) => (param.kind === "arg" ? args[param.name!] : args)),
      ),
    );
  }
  return {
    select(field, args) {
      const call = calls.get(field);
      if (!call) throw new Error(`Query.${field} has no resolver`);
      return call(args);
    },
  };
}
