// A filter argument becomes a condition. Knows the filter language, no SQL.
import { badInput, tooLarge } from "../errors";
import { idType } from "../mapping/ids";
import {
  type ColumnMapping,
  keyColumn,
  type Operator,
  operators,
  type RelationMapping,
  type TableMapping,
} from "../mapping/model";
import { hasFewRows } from "../mapping/scale";
import { look } from "../selection/variable-probes";
import { type Condition, type PlannerLimits, quantifiers } from "./plan";

const always: Condition = { kind: "constant", value: true };

/** The condition a filter states; null when it states none. Throws BAD_USER_INPUT or QUERY_TOO_LARGE. */
export function conditionOf(table: TableMapping, filter: unknown, limits: PlannerLimits): Condition | null {
  const condition = objectCondition(table, filter, limits, 0);
  const count = countConditions(condition);
  if (count > limits.filterConditions)
    throw tooLarge(`A filter has ${count} conditions; at most ${limits.filterConditions} are allowed.`);
  return condition.kind === "constant" && condition.value ? null : condition;
}

/** The condition on a group's measures; null when there is none. */
export function havingCondition(row: TableMapping, having: unknown, limits: PlannerLimits): Condition | null {
  return conditionOf(row, having, limits);
}

/** Both hold. */
export function bothOf(a: Condition | null, b: Condition | null): Condition | null {
  return a && b ? { kind: "and", of: [a, b] } : (a ?? b);
}

function countConditions(condition: Condition): number {
  if (condition.kind === "compare" || condition.kind === "constant") return 1;
  if (condition.kind === "and" || condition.kind === "or") {
    return (condition.of as readonly Condition[]).reduce((sum, part) => sum + countConditions(part), 0);
  }
  return 1 + countConditions(condition.of as Condition);
}

function objectCondition(
  table: TableMapping,
  filter: unknown,
  limits: PlannerLimits,
  depth: number,
): Condition {
  if (filter === undefined || filter === null) return always;
  if (depth > limits.filterDepth) throw tooLarge(`Filters may be nested ${limits.filterDepth} deep at most.`);
  const parts: Condition[] = [];
  for (const [name, value] of Object.entries(filter as Record<string, unknown>)) {
    if (value === undefined) continue;
    if (value === null)
      throw badInput(
        `The filter's \`${name}\` is null. Leave it out, or ask for unknown values with { isNull: true }.`,
      );
    parts.push(part(table, name, value, limits, depth + 1));
  }
  return parts.length === 1 ? parts[0]! : allOf(parts);
}

function part(
  table: TableMapping,
  name: string,
  value: unknown,
  limits: PlannerLimits,
  depth: number,
): Condition {
  if (name === "not") return { kind: "not", of: objectCondition(table, value, limits, depth) };
  if (name === "and" || name === "or") {
    const of = (value as unknown[]).map((item) => objectCondition(table, notNull(name, item), limits, depth));
    return name === "and"
      ? allOf(of)
      : of.length === 0
        ? { kind: "constant", value: false }
        : { kind: "or", of };
  }
  const relation = table.relations.get(name);
  if (relation)
    return relationCondition(table.table, relation, value as Record<string, unknown>, limits, depth);
  const column =
    name === keyColumn ? idColumn(table) : (table.columns.get(name) ?? table.conditions?.get(name));
  if (!column) throw new Error(`${table.name} has no column ${name}`);
  return columnCondition(column, value as Record<string, unknown>);
}

function relationCondition(
  owner: string,
  relation: RelationMapping,
  value: Record<string, unknown>,
  limits: PlannerLimits,
  depth: number,
): Condition {
  const target = relation.target();
  if (relation.kind === "belongsTo")
    return { kind: "belongsTo", relation, of: objectCondition(target, value, limits, depth) };
  const parts: Condition[] = [];
  for (const quantifier of quantifiers) {
    const inner = value[quantifier];
    if (inner === undefined) continue;
    const of = objectCondition(target, notNull(quantifier, inner), limits, depth);
    parts.push({
      kind: "hasMany",
      relation,
      quantifier,
      of,
      ...(hasFewRows(owner) && { asSet: true as const }),
    });
  }
  return allOf(parts);
}

function columnCondition(column: ColumnMapping, value: Record<string, unknown>): Condition {
  const parts: Condition[] = [];
  for (const operator of operators) {
    const operand = value[operator];
    if (operand === undefined) continue;
    notNull(`${column.field}: { ${operator} }`, operand);
    parts.push({ kind: "compare", column, operator, value: settled(column, operator, operand) });
  }
  return allOf(parts);
}

/** Operands that change the statement's text are looked at here; all others stay slots. */
function settled(column: ColumnMapping, operator: Operator, operand: unknown): unknown {
  if (operator === "isNull" || column.type.sqlType === "boolean") return look(operand);
  return operand;
}

function notNull<T>(name: string, value: T): T {
  if (value === null)
    throw badInput(
      `The filter's \`${name}\` is null. Leave it out, or ask for unknown values with { isNull: true }.`,
    );
  return value;
}

function allOf(parts: readonly Condition[]): Condition {
  if (parts.length === 0) return always;
  return parts.length === 1 ? parts[0]! : { kind: "and", of: parts };
}

function idColumn(table: TableMapping): ColumnMapping {
  return {
    field: keyColumn,
    column: keyColumn,
    type: { ...idType, idPrefix: table.idPrefix },
    nullable: false,
  };
}
