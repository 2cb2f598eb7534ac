// Which parts of a filter look at rows of other tables. How many of our rows they hold for, no statistics tell.
import type { ColumnMapping, ColumnReference } from "../mapping/model";
import { keyColumn } from "../mapping/model";
import { hasFewRows } from "../mapping/scale";
import { sql } from "../sql";
import { conjuncts, namesOne, together } from "./access-path";
import type { Condition, List } from "./plan";

/** A list's filter in two parts: what its own rows tell, and what only rows of other tables do. */
export function partsOf(condition: Condition | null): { own: Condition | null; edges: Condition | null } {
  const parts = conjuncts(condition);
  return {
    own: together(parts.filter((part) => !looksElsewhere(part))),
    edges: together(parts.filter(looksElsewhere)),
  };
}

/** Whether a long list that hangs on no other row is filtered by what other tables hold. */
export function isFilteredByEdges({ table, relation, link, search, condition }: List): boolean {
  if (relation || link || search || hasFewRows(table.table)) return false;
  return conjuncts(condition).some(looksElsewhere);
}

/** Whether a condition needs rows of other tables, beyond one that is named. */
export function looksElsewhere(condition: Condition): boolean {
  switch (condition.kind) {
    case "constant":
    case "compare":
      return false;
    case "and":
    case "or":
      return condition.of.some(looksElsewhere);
    case "not":
      return looksElsewhere(condition.of);
    case "belongsTo":
      return !namesOne(condition.of) && !conjuncts(condition.of).every((part) => hasCopies(condition, part));
    case "hasMany":
      return true;
  }
}

/** Whether our own row has copies of all columns that a condition on the other one looks at. */
function hasCopies({ relation }: Condition & { kind: "belongsTo" }, part: Condition): boolean {
  if (part.kind !== "compare") return part.kind === "constant";
  return columnsOf(part.column).every((name) => name === keyColumn || name in relation.targetColumns);
}

/** The columns of a row that a comparison with a field reads. */
function columnsOf({ column, native, known, output }: ColumnMapping): string[] {
  const names: string[] = [];
  const noted: ColumnReference = (name) => {
    names.push(name);
    return sql`noted`;
  };
  if (native) native(noted);
  else if (output) output(noted);
  else if (column !== null) names.push(column);
  known?.(noted);
  return names;
}
