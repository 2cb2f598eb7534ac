// What a request for a table asks: filter, order, columns and limit out of its query string, by GraphQL's own rules.
import { coerceInputValue, type GraphQLError, type GraphQLInputType, isEnumType } from "graphql";
import { refusal } from "../errors";
import { type FlatStatement, flatStatement } from "../planner/flat-rows";
import type { PlannerLimits, Snapshot } from "../planner/plan/plan";
import { asOfSnapshot } from "../planner/plan/snapshot";
import type { TableColumn, TableDefinition } from "./table";

export interface TableRequest {
  readonly columns: readonly TableColumn[];
  readonly statement: FlatStatement;
}

const parameters = ["filter", "orderBy", "columns", "limit", "asOf", "knownOn"] as const;

/** Throws BAD_USER_INPUT or QUERY_TOO_LARGE, which say what would be right. */
export function readTableRequest(
  table: TableDefinition,
  search: string,
  limits: PlannerLimits,
): TableRequest {
  const given = readParameters(search, parameters);
  const columns = columnsOf(table, given.get("columns"));
  const args = {
    filter: filterOf(table, given.get("filter")),
    orderBy: orderOf(table, given.get("orderBy")),
  };
  const sources = columns.map(({ source }) => source);
  const limit = limitOf(given.get("limit"));
  const snapshot = snapshotOf(given.get("asOf"), given.get("knownOn"));
  return { columns, statement: flatStatement(table.mapping, sources, args, limit, limits, snapshot) };
}

/** The day that is asked about, and the day of what was known; null for today. */
function snapshotOf(asOf: string | undefined, knownOn: string | undefined): Snapshot | null {
  if (!asOf && knownOn)
    throw badInput("knownOn is given without asOf.", "Name the day that is asked about, too.");
  return asOf ? asOfSnapshot({ date: asOf, knownOn: knownOn || null }) : null;
}

/** The parameters of a query string; each at most once, and none that is not known: a misspelt filter would be no filter. */
export function readParameters<Name extends string>(
  search: string,
  known: readonly Name[],
): ReadonlyMap<Name, string> {
  const given = new Map<Name, string>();
  for (const [name, value] of new URLSearchParams(search)) {
    if (!known.includes(name as Name))
      throw badInput(`There is no parameter ${shown(name)}.`, `Known are ${known.join(", ")}.`);
    if (given.has(name as Name)) throw badInput(`The parameter ${name} is given twice.`, "Give it once.");
    given.set(name as Name, value);
  }
  return given;
}

/** A value given as JSON, coerced as GraphQL coerces a variable of this type. */
export function coerceJson(name: string, text: string, type: GraphQLInputType): unknown {
  return coerce(name, parseJson(name, text), type);
}

/** Throws BAD_USER_INPUT for what is no JSON. */
export function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badInput(
      `The ${name} is not JSON: ${(error as Error).message}.`,
      `Write it as the variable of a GraphQL request, for example ${name}={"status":{"eq":"OPEN"}}, percent-encoded.`,
    );
  }
}

/** One enumeration's values with commas between them, as a list of that type. */
export function coerceNames(name: string, text: string, type: GraphQLInputType): unknown {
  const names = text.split(",").map((one) => one.trim());
  return coerce(name, names, type);
}

function coerce(name: string, value: unknown, type: GraphQLInputType): unknown {
  if (value === null) return undefined;
  const mistakes: string[] = [];
  const coerced = coerceInputValue(value, type, (path, _invalid, { message }) => {
    const at = path.length === 0 ? "" : ` at ${path.join(".")}`;
    if (mistakes.length < mostMistakes) mistakes.push(`The ${name} is wrong${at}: ${message}`);
  });
  if (mistakes.length > 0)
    throw badInput(mistakes.join("\n"), "/schema.graphql and /data/dictionary.csv say what there is.");
  return coerced;
}

const mostMistakes = 5;

function filterOf({ name, filter }: TableDefinition, text: string | undefined): unknown {
  if (text === undefined || text === "") return undefined;
  if (!filter) throw badInput(`The table ${name} takes no filter.`, "Take it whole.");
  return coerceJson("filter", text, filter);
}

function orderOf({ name, order }: TableDefinition, text: string | undefined): unknown {
  if (text === undefined || text === "") return undefined;
  if (!isEnumType(order)) throw badInput(`The table ${name} takes no orderBy.`, "Sort it where you use it.");
  const names = text.split(",").map((one) => one.trim());
  return names.map((one) => coerce("orderBy", one, order));
}

function columnsOf({ name, columns }: TableDefinition, text: string | undefined): readonly TableColumn[] {
  if (text === undefined || text === "") return columns;
  const wanted = text.split(",").map((one) => one.trim());
  const twice = wanted.find((one, at) => wanted.indexOf(one) !== at);
  if (twice !== undefined) throw badInput(`The column ${shown(twice)} is named twice.`, "Name each once.");
  return wanted.map((one) => {
    const found = columns.find((column) => column.name === one);
    if (found) return found;
    const all = columns.map((column) => column.name).join(", ");
    throw badInput(`The table ${name} has no column ${shown(one)}.`, `It has ${all}.`);
  });
}

function limitOf(text: string | undefined): number | null {
  if (text === undefined || text === "") return null;
  if (!/^[0-9]{1,9}$/.test(text))
    throw badInput(`The limit is ${shown(text)}.`, "It is a whole number of rows, for example limit=1000.");
  return Number(text);
}

function badInput(message: string, hint: string): GraphQLError {
  return refusal("BAD_USER_INPUT", message, { hint });
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}

/** Throws NOT_FOUND, with the names of all tables. */
export function tableNamed(tables: readonly TableDefinition[], name: string): TableDefinition {
  const found = tables.find((table) => table.name === name);
  if (found) return found;
  throw refusal("NOT_FOUND", `There is no table ${JSON.stringify(name.slice(0, 60))}.`, {
    hint: `There are ${tables.map((table) => table.name).join(", ")}.`,
  });
}
