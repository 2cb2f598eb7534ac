// A plan as people read it: one line for each level, with what it reads.
import type { Cell, Condition, Level, Plan } from "../../src/planner/plan/plan";

export function planText({ levels }: Plan): string {
  return levels
    .filter(({ parent }) => parent !== null)
    .map((level) =>
      [
        `${level.name}: ${originText(level)}`,
        ...level.joins.map(({ name, relation }) => `  joins ${name} by ${relation.column}`),
        ...level.cells.map((cell, at) => `  c${at} = ${cellText(cell)}`),
      ].join("\n"),
    )
    .join("\n");
}

function originText({ origin, parent, table }: Level): string {
  if (origin.kind === "one") return `the row of ${table.table}${where(origin.condition)}`;
  if (origin.kind !== "list") return `rows of ${table.table} (${origin.kind})`;
  const { list, page } = origin;
  const order = list.order.map(({ order: { name }, descending }) => `${name}${descending ? " desc" : ""}`);
  const below = parent?.parent ? ` of each row of ${parent.name}` : "";
  const end = page.fromEnd ? "last" : "first";
  return `the ${end} ${page.size} ${table.table}${below}${where(list.condition)}, by ${order.join(", ")}`;
}

function where(condition: Condition | null): string {
  return condition ? ` where ${conditionText(condition)}` : "";
}

function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case "constant":
      return String(condition.value);
    case "and":
    case "or":
      return `(${condition.of.map(conditionText).join(` ${condition.kind} `)})`;
    case "not":
      return `not ${conditionText(condition.of)}`;
    case "compare":
      return `${condition.column.field} ${condition.operator} ${JSON.stringify(condition.value)}`;
    case "belongsTo":
      return `its ${condition.relation.field} has (${conditionText(condition.of)})`;
    case "hasMany":
      return `${condition.quantifier} of its ${condition.relation.field} has (${conditionText(condition.of)})`;
    default:
      return (condition as { readonly kind: string }).kind;
  }
}

function cellText(cell: Cell): string {
  switch (cell.kind) {
    case "column":
      return `${cell.source ? `${cell.source}.` : ""}${cell.column.field}`;
    case "key":
      return `${cell.source ? `${cell.source}.` : ""}${cell.name} (a key)`;
    case "count":
      return `how many ${cell.list.relation?.field ?? cell.list.table.table}`;
    default:
      return cell.kind;
  }
}
