// The decorators of a noun's fields: each says, once, what a field is in GraphQL and in PostgreSQL.
import { Arg, Args, Field, Int, ObjectType } from "type-graphql";
import type { Sql } from "../sql";
import type {
  ColumnMapping,
  ColumnReference,
  HasManyMapping,
  OrderMapping,
  RelationMapping,
  RollupTotal,
  Through,
} from "./model";
import { argsOf, connectionOf, neverResolved, pendingOf, snakeCase } from "./pending";
import { type NounClass, tableOf } from "./registry";
import { valueTypeOf, wordsType } from "./values";

export interface ColumnOptions {
  readonly description: string;
  /** The table's column; the field's name in snake_case when absent; null when `sql` is all there is. */
  readonly column?: string | null;
  readonly nullable?: boolean;
  /** true: conditions on this field are offered. "words": it is searched by its words (column `words`). */
  readonly filter?: boolean | "words";
  /** true: sortable by the column itself, which must not be null; a string: by that key column, of that SQL type. */
  readonly order?:
    | boolean
    | {
        readonly key: string;
        readonly type?: string;
        /** The table beside the noun's own that holds the key, and its column that is our key. */
        readonly beside?: { readonly table: string; readonly key: string };
        /** The same key with unknown values as the largest. */
        readonly unknownLargest?: (c: ColumnReference) => Sql;
      };
  readonly sql?: (c: ColumnReference) => Sql;
  readonly native?: (c: ColumnReference) => Sql;
  readonly known?: (c: ColumnReference) => Sql;
  readonly comparable?: (value: Sql) => Sql;
  readonly whenTrue?: (c: ColumnReference) => Sql;
  readonly whenFalse?: (c: ColumnReference) => Sql;
  readonly whenNull?: (c: ColumnReference) => Sql;
  readonly unique?: boolean;
  /** Set where `sql` reads other tables: what that comes to beside a row that is read and compared. */
  readonly reads?: number;
}

/** A field that is a column or an expression of the noun's own table. */
export function Column(type: () => unknown, options: ColumnOptions): PropertyDecorator {
  return (prototype, property) => {
    const field = String(property);
    Field(type as () => never, { nullable: options.nullable ?? false, description: options.description })(
      prototype,
      field,
    );
    const draft = pendingOf(prototype);
    const value = options.filter === "words" ? wordsType : valueTypeOf(type());
    const name = options.column === undefined ? (options.sql ? null : snakeCase(field)) : options.column;
    const mapping: ColumnMapping = {
      field,
      column: name,
      type: value,
      nullable: options.nullable ?? false,
      output: options.sql,
      native: options.native,
      known: options.known,
      comparable: options.comparable,
      whenTrue: options.whenTrue,
      reads: options.reads,
      whenFalse: options.whenFalse,
      whenNull: options.whenNull,
      unique: options.unique,
    };
    draft.columns.push(mapping);
    if (options.filter)
      draft.filterable.push({ column: mapping, type: type(), description: options.description });
    if (options.order) {
      const key = options.order === true ? name! : options.order.key;
      const sqlType = options.order === true ? value.sqlType : (options.order.type ?? value.sqlType);
      draft.orders.push({
        order: {
          name: snakeCase(field).toUpperCase(),
          key: (c) => c(key),
          sqlType,
          ...besideAndUnknown(options.order),
        },
        description: options.description,
      });
    }
  };
}

function besideAndUnknown(
  order: NonNullable<ColumnOptions["order"]>,
): Pick<OrderMapping, "beside" | "unknownLargest"> {
  return typeof order === "object" ? { beside: order.beside, unknownLargest: order.unknownLargest } : {};
}

/** A field with one whole number as its argument, and an expression made with it. */
export function ColumnOf(
  argument: { readonly name: string; readonly description: string },
  type: () => unknown,
  options: {
    readonly description: string;
    readonly nullable?: boolean;
    readonly sql: NonNullable<ColumnMapping["parameterized"]>;
  },
): PropertyDecorator {
  return (prototype, property) => {
    const field = String(property);
    const unused = { value: () => neverResolved(field) };
    Object.defineProperty(prototype, field, { ...unused, configurable: true });
    const { nullable = false, description } = options;
    Field(type as () => never, { nullable, description })(prototype, field, unused);
    Arg(argument.name, () => Int, { description: argument.description })(prototype, field, 0);
    pendingOf(prototype).columns.push({
      field,
      column: null,
      type: valueTypeOf(type()),
      nullable,
      parameterized: options.sql,
    });
  };
}

/** A field that is the one row another table's key, kept in a column of ours, points to. */
export function BelongsTo(
  noun: () => NounClass,
  options: {
    readonly description: string;
    readonly column?: string;
    readonly nullable?: boolean;
    /** Columns of the target of which the table keeps copies: the target's name for each, and ours. */
    readonly targetColumns?: Readonly<Record<string, string>>;
  },
): PropertyDecorator {
  return (prototype, property) => {
    const field = String(property);
    const nullable = options.nullable ?? false;
    Field(noun as () => never, { nullable, description: options.description })(prototype, field);
    const column = options.column ?? `${snakeCase(field)}_id`;
    const mapping: RelationMapping = {
      kind: "belongsTo",
      field,
      target: () => tableOf(noun()),
      column,
      nullable,
      targetColumns: options.targetColumns ?? {},
    };
    pendingOf(prototype).relations.push({ mapping, noun, many: false, description: options.description });
  };
}

/** A field that is an object, or a list of objects, but no row: JSON of an expression, or a value the service knows. */
export function Embedded(
  type: () => unknown,
  options: { description: string; sql?: (c: ColumnReference) => Sql; value?: () => unknown },
): PropertyDecorator {
  return (prototype, property) => {
    const field = String(property);
    Field(type as () => never, { description: options.description })(prototype, field);
    pendingOf(prototype).columns.push({
      field,
      column: null,
      type: valueTypeOf([String]),
      nullable: false,
      output: options.sql,
      embedded: { value: options.value ?? null },
    });
  };
}

/** A type of such objects. */
export function EmbeddedType(name: string, description: string): ClassDecorator {
  return (target) => ObjectType(name, { description, simpleResolvers: true })(target as never);
}

export interface HasManyOptions {
  readonly description: string;
  readonly foreignKey?: string;
  readonly through?: Omit<Through, "targetColumns"> & { readonly targetColumns?: readonly string[] };
  readonly where?: Record<string, unknown>;
  readonly defaultOrder?: readonly string[];
  /** A plain list of so many rows by default, for lists that stay short. */
  readonly list?: number;
  /** Where its number of rows is kept. */
  readonly total?: RollupTotal;
  /** A Boolean argument that asks for another way to the target. */
  readonly variant?: {
    readonly argument: string;
    readonly description: string;
    readonly through: Omit<Through, "targetColumns"> & { readonly targetColumns?: readonly string[] };
  };
  /** A Boolean argument, true when absent, that narrows the list when it is false: by `where` in the place of the list's own. */
  readonly narrowing?: {
    readonly argument: string;
    readonly description: string;
    readonly where: Record<string, unknown>;
  };
  /** false: no condition on this list is offered in filters. */
  readonly filter?: boolean;
}

/** A field that is the list of rows that point to ours: a connection, or a plain list. */
export function HasMany(noun: () => NounClass, options: HasManyOptions): PropertyDecorator {
  return (prototype, property) => {
    const field = String(property);
    const type = options.list === undefined ? () => connectionOf(noun()) : () => [noun()];
    // A field with arguments is a method to type-graphql; this one is never called, the compiler reads the list.
    const unused = { value: () => neverResolved(field) };
    Object.defineProperty(prototype, field, { ...unused, configurable: true });
    Field(type as () => never, { description: options.description })(prototype, field, unused);
    Args(() => argsOf(noun(), options.list !== undefined) as never)(prototype, field, 0);
    const { variant, narrowing } = options;
    if (variant)
      Arg(variant.argument, () => Boolean, { nullable: true, description: variant.description })(
        prototype,
        field,
        1,
      );
    if (narrowing)
      Arg(narrowing.argument, () => Boolean, { defaultValue: true, description: narrowing.description })(
        prototype,
        field,
        variant ? 2 : 1,
      );
    const mapping: HasManyMapping = {
      kind: "hasMany",
      variant: variant && { argument: variant.argument, through: { targetColumns: [], ...variant.through } },
      field,
      target: () => tableOf(noun()),
      foreignKey: options.foreignKey,
      through: options.through && { targetColumns: [], ...options.through },
      where: options.where,
      defaultOrder: options.defaultOrder,
      narrowing,
      total: options.total,
      listSize: options.list,
    };
    const filterable = options.filter ?? !options.where;
    pendingOf(prototype).relations.push({
      mapping,
      noun,
      many: true,
      description: filterable ? options.description : "",
    });
  };
}
