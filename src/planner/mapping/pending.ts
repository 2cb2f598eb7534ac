// What a noun's field decorators have gathered before its @Table runs, and the input types that @Table generates.
import type { FilterableColumn, ListClasses } from "./inputs";
import type { ColumnMapping, OrderMapping, RelationMapping } from "./model";
import type { NounClass } from "./registry";

export interface Pending {
  readonly columns: ColumnMapping[];
  readonly filterable: FilterableColumn[];
  readonly orders: { order: OrderMapping; description: string }[];
  readonly relations: {
    mapping: RelationMapping;
    noun: () => NounClass;
    many: boolean;
    description: string;
  }[];
}

export interface Generated extends ListClasses {
  readonly filter: new () => object;
  readonly order: Record<string, string>;
}

const pending = new Map<object, Pending>();
export const generated = new Map<NounClass, Generated>();

export function pendingOf(prototype: object): Pending {
  let draft = pending.get(prototype.constructor);
  if (!draft)
    pending.set(prototype.constructor, (draft = { columns: [], filterable: [], orders: [], relations: [] }));
  return draft;
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The body of fields with arguments, which are methods to type-graphql. */
export function neverResolved(field: string): never {
  throw new Error(`${field} is read by the compiled statement, never by a resolver`);
}

/** The Relay connection type of a noun. */
export function connectionOf(noun: NounClass): new () => object {
  return generated.get(noun)!.connection;
}

/** The arguments of a noun's connection, or of its plain list. */
export function argsOf(noun: NounClass, plain = false): new () => object {
  return plain ? generated.get(noun)!.listArgs : generated.get(noun)!.connectionArgs;
}

/** The filter's input type of a noun. */
export function filterOf(noun: NounClass): new () => object {
  return generated.get(noun)!.filter;
}
