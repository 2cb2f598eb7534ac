// Decorators for statistics of a noun: by what its rows can be grouped, and what is measured of each group.
import { ArgsType, Extensions, Field, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { filterOf, registerFacets } from "./decorators";
import { addField, named, operatorsOf } from "./inputs";
import type {
  ColumnMapping,
  DimensionMapping,
  MeasureMapping,
  RelationMapping,
  StatisticsMapping,
  TableMapping,
} from "./model";
import { type NounClass, tableOf } from "./registry";
import { expectedRows } from "./scale";
import type { DimensionOptions, MeasureOptions, StatisticsOptions } from "./statistics-options";
import { valueTypeOf } from "./values";

interface Pending {
  readonly dimensions: {
    mapping: DimensionMapping;
    column: ColumnMapping | null;
    relation: RelationMapping | null;
    description: string;
  }[];
  readonly measures: { mapping: MeasureMapping; column: ColumnMapping; type: unknown; description: string }[];
}

/** So many groups a key makes that is a period, or one of a few values. */
const manyPeriods = 600;
const manyYears = 60;
const manyValues = 10;

const pending = new Map<object, Pending>();

function pendingOf(prototype: object): Pending {
  let draft = pending.get(prototype.constructor);
  if (!draft) pending.set(prototype.constructor, (draft = { dimensions: [], measures: [] }));
  return draft;
}

function columnNamed(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A field that is a key of the groups: a value, or with `noun` a row. Null when not grouped by it, or unknown. */
export function Dimension(
  type: () => unknown,
  options: DimensionOptions & { noun?: boolean },
): PropertyDecorator {
  return (prototype, property) => {
    const field = String(property);
    const description = `${options.description} Null where it is unknown, and when the groups are not made by it.`;
    Field(type as () => never, { nullable: true, description })(prototype, field);
    const name = options.noun ? `${columnNamed(field)}_id` : columnNamed(field);
    const mapping: DimensionMapping = {
      name: options.name,
      column: name,
      sqlType: options.noun ? "bigint" : valueTypeOf(type()).sqlType,
      key: options.key,
      needs: options.needs ?? [],
      repeats: options.repeats ?? false,
      overlaps: options.overlaps ?? false,
      filter: options.filter ?? null,
      periods: options.periods ?? null,
      get expectedGroups() {
        if (options.periods) return type() === Int ? manyYears : manyPeriods;
        return options.noun ? expectedRows(tableOf(type() as NounClass).table) : manyValues;
      },
    };
    pendingOf(prototype).dimensions.push({
      mapping,
      column: options.noun ? null : { field, column: name, type: valueTypeOf(type()), nullable: true },
      relation: options.noun
        ? {
            kind: "belongsTo",
            field,
            target: () => tableOf(type() as NounClass),
            column: name,
            nullable: true,
            targetColumns: {},
          }
        : null,
      description: options.description,
    });
  };
}

/** A field that is measured of each group. */
export function Measure(type: () => unknown, options: MeasureOptions): PropertyDecorator {
  return (prototype, property) => {
    const field = String(property);
    Field(type as () => never, { nullable: options.nullable ?? false, description: options.description })(
      prototype,
      field,
    );
    const column: ColumnMapping = {
      field,
      column: columnNamed(field),
      type: valueTypeOf(type()),
      nullable: options.nullable ?? false,
    };
    const mapping: MeasureMapping = {
      column: column.column!,
      sql: options.sql,
      needs: options.needs ?? [],
      sorts: options.sorts,
      nullable: options.nullable ?? false,
      sqlType: column.type.sqlType,
    };
    pendingOf(prototype).measures.push({ mapping, column, type: type(), description: options.description });
  };
}

interface Generated {
  readonly result: new () => object;
  readonly args: new () => object;
  readonly mapping: StatisticsMapping;
}

const generated = new Map<NounClass, Generated>();

/** Statistics of a noun; the class is one group. */
export function Statistics(noun: () => NounClass, options: StatisticsOptions): ClassDecorator {
  return (target) => {
    const group = target as unknown as new () => object;
    const table = tableOf(noun());
    const draft = pendingOf(group.prototype);
    const mapping: StatisticsMapping = {
      of: table,
      kept: options.kept ?? [],
      joins: new Map(Object.entries(options.joins)),
      dimensions: new Map(draft.dimensions.map(({ mapping: dimension }) => [dimension.name, dimension])),
      measures: new Map(draft.measures.map(({ mapping: measure }) => [measure.column, measure])),
      row: rowTable(group.name, table.table, draft),
    };
    Extensions({ table: mapping.row })(group as never);
    ObjectType(group.name, { description: options.description, simpleResolvers: true })(group);
    const dimensions = enumeration(
      `${table.name}Dimension`,
      `By what statistics of ${table.name} can be grouped.`,
      draft.dimensions.map(({ mapping: { name }, description }) => [name, description]),
    );
    const order = orderOf(table.name, draft);
    const having = havingOf(table.name, draft);
    const result = resultOf(table.name, group);
    const args = argsOf(table.name, noun(), dimensions, order, having);
    generated.set(noun(), { result, args, mapping });
    registerFacets(noun(), group, dimensions, mapping);
  };
}

function rowTable(name: string, table: string, draft: Pending): TableMapping {
  const columns = [
    ...draft.dimensions.flatMap(({ column }) => (column ? [column] : [])),
    ...draft.measures.map(({ column }) => column),
  ];
  const relations = draft.dimensions.flatMap(({ relation }) => (relation ? [relation] : []));
  return {
    name,
    table,
    idPrefix: "",
    columns: new Map(columns.map((column) => [column.field, column])),
    relations: new Map(relations.map((relation) => [relation.field, relation])),
    orders: new Map(),
    defaultOrder: [],
  };
}

function enumeration(
  name: string,
  description: string,
  values: readonly (readonly [string, string])[],
): Record<string, string> {
  const members = Object.fromEntries(values.map(([value]) => [value, value]));
  const valuesConfig = Object.fromEntries(values.map(([value, text]) => [value, { description: text }]));
  registerEnumType(members, { name, description, valuesConfig: valuesConfig as never });
  return members;
}

function orderOf(noun: string, draft: Pending): Record<string, string> {
  const stems = [
    ...draft.measures.map(({ mapping, description }) => [mapping.column.toUpperCase(), description] as const),
    ...draft.dimensions.map(
      ({ mapping, description }) =>
        [`${mapping.name}_KEY`, `${description} Only when grouped by it.`] as const,
    ),
  ];
  const values = stems.flatMap(([stem, description]): [string, string][] => [
    [`${stem}_ASC`, `${description} Smallest first, unknown last.`],
    [`${stem}_DESC`, `${description} Largest first, unknown last.`],
  ]);
  return enumeration(
    `${noun}StatisticsOrder`,
    `How groups of ${noun} are sorted; ties by the groups' keys.`,
    values,
  );
}

function havingOf(noun: string, draft: Pending): new () => object {
  const input = named(`${noun}Having`);
  for (const { column, type, description } of draft.measures) {
    const conditions = operatorsOf(column.type, type);
    addField(input, column.field, () => conditions, description);
  }
  InputType(input.name, {
    description: `Which groups of ${noun} are wanted, by what is measured of them; all conditions given must hold.`,
  })(input);
  return input;
}

function resultOf(noun: string, group: new () => object): new () => object {
  const result = named(`${noun}Statistics`);
  addField(result, "rows", () => [group], "One row for each group, flat.", false);
  addField(
    result,
    "total",
    () => group,
    "The same measures of all matching rows together. Each counts once here, also where it comes into several groups: so groups may add up to more.",
    false,
  );
  addField(
    result,
    "groupCount",
    () => Int,
    "How many groups there are, those beyond `first` among them.",
    false,
  );
  addField(
    result,
    "groupsOverlap",
    () => Boolean,
    "Whether one row can come into several groups (it may concern several agencies, say): then the groups can add up to more than the total.",
    false,
  );
  ObjectType(result.name, { description: `Statistics of ${noun}.`, simpleResolvers: true })(result);
  return result;
}

function argsOf(
  noun: string,
  of: NounClass,
  dimensions: object,
  order: object,
  having: new () => object,
): new () => object {
  const args = named(`${noun}StatisticsArguments`);
  addField(
    args,
    "groupBy",
    () => [dimensions],
    "Keys of the groups, at most four; one group of everything when absent.",
  );
  addField(args, "filter", () => filterOf(of), "Which rows are meant, as in the list; all when absent.");
  addField(args, "having", () => having, "Which groups are wanted; all when absent.");
  addField(
    args,
    "fillGaps",
    () => Boolean,
    "true: periods without rows between the first and the last one are groups too, for each combination of the other keys, with counts of 0 and unknown sums. groupBy must have exactly one key that is a period (a month, quarter, semiannual period or year), and having must be absent.",
  );
  addField(args, "orderBy", () => [order], "How groups are sorted; by their keys when absent.");
  addField(args, "first", () => Int, "How many groups at most, 1 to 1000; 100 when absent.");
  ArgsType()(args);
  return args;
}

/** The GraphQL type of a noun's statistics. */
export function statisticsOf(noun: NounClass): new () => object {
  return generated.get(noun)!.result;
}

/** The arguments of a noun's statistics. */
export function statisticsArgsOf(noun: NounClass): new () => object {
  return generated.get(noun)!.args;
}

/** What the planner knows of a noun's statistics. */
export function statisticsMappingOf(noun: NounClass): StatisticsMapping {
  return generated.get(noun)!.mapping;
}
