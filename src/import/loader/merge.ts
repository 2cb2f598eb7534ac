// From ready rows to the table: one statement computes what every row will be, one inserts, one updates what differs.
// A newer source replaces, an older one fills gaps, and neither turns something known into nothing.

import { insertMany } from "./bulk-insert";
import type { LoadContext } from "./context";
import { noteChanges } from "./summary";

export interface Merge {
  readonly kind: string;
  readonly table: string;
  /** Columns that identify a row, of the same name in the ready table and in the target. */
  readonly key: readonly string[];
  /** Columns that are merged. */
  readonly facts: readonly string[];
  /** Values of a new row's facts where the source gives none. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** A fact's value in SQL over r (ready) and t (target) where the general rule does not do. */
  readonly rules?: Readonly<Record<string, string>>;
  /** Whether r replaces what t says, in SQL. */
  readonly wins?: string;
  /** Columns that only a new row takes from the ready table. */
  readonly onInsert?: readonly string[];
  /** Columns that only a new row takes, as SQL over r and `joins`. */
  readonly given?: Readonly<Record<string, string>>;
  /** SQL: further tables for `rules` and `given`, joined to r. */
  readonly joins?: string;
  /** Further columns of the merged table for `onUpdate` and `check`, as SQL over r and t. */
  readonly carried?: Readonly<Record<string, string>>;
  /** Key columns that the database computes itself. */
  readonly generated?: readonly string[];
  /** Assignments that go with any change, in SQL over m (merged). */
  readonly onUpdate?: readonly string[];
  /** Run on merged_<kind> before anything is written. */
  readonly check?: (merged: string) => Promise<void>;
}

/** Writes resolved_<kind> into its table and counts. Leaves merged_<kind> with `is_known` and `is_changed` for later steps. */
export async function merge(load: LoadContext, plan: Merge): Promise<void> {
  const merged = `merged_${plan.kind}`;
  const q = (column: string) => `"${column}"`;
  const [firstKey] = plan.key;
  const wins = plan.wins ?? (plan.facts.length === 0 ? "false" : "r.wins");
  const value = (column: string) => {
    const rule = plan.rules?.[column];
    const found =
      rule ??
      `case when ${wins} then coalesce(r.${q(column)}, t.${q(column)}) else coalesce(t.${q(column)}, r.${q(column)}) end`;
    const fallback = plan.defaults?.[column];
    return `${fallback === undefined ? found : `coalesce(${found}, ${fallback})`} as ${q(column)}`;
  };
  const list = (prefix: string, columns: readonly string[]) =>
    columns.map((column) => `${prefix}${q(column)}`).join(", ");
  const facts =
    plan.facts.length === 0 ? "" : `cross join lateral (select ${plan.facts.map(value).join(", ")}) f`;
  const isChanged =
    plan.facts.length === 0
      ? "false"
      : `t.${q(firstKey!)} is not null and (${list("f.", plan.facts)}) is distinct from (${list("t.", plan.facts)})`;
  const alone = (column: string) =>
    plan.defaults?.[column] === undefined
      ? `r.${q(column)}`
      : `coalesce(r.${q(column)}, ${plan.defaults[column]}) as ${q(column)}`;
  const taken = [
    ...plan.facts.map((column) => `f.${q(column)}`),
    ...(plan.onInsert ?? []).map(alone),
    ...Object.entries({ ...plan.given, ...plan.carried }).map(([column, sql]) => `${sql} as ${q(column)}`),
  ];
  const others = taken.map((column) => `, ${column}`).join("");
  await load.script(
    `create temp table ${merged} on commit drop as
     select r.seq, r.row_no, ${list("r.", plan.key)}${others}, ${wins} as wins,
       t.${q(firstKey!)} is not null as is_known, ${isChanged} as is_changed
     from resolved_${plan.kind} r left join ${plan.table} t on (${list("t.", plan.key)}) = (${list("r.", plan.key)})
     ${plan.joins ?? ""} ${facts}`,
  );
  await plan.check?.(merged);
  const columns = [
    ...plan.key.filter((column) => !plan.generated?.includes(column)),
    ...plan.facts,
    ...(plan.onInsert ?? []),
    ...Object.keys(plan.given ?? {}),
  ];
  const [fresh] = await load.query<{ n: number }>(`select count(*) as n from ${merged} where not is_known`);
  // A row that was there before it is told again keeps its id.
  const former = load.formerId(plan.table);
  const target =
    former === undefined
      ? `insert into ${plan.table} (${list("", columns)}) select ${list("", columns)}`
      : `insert into ${plan.table} (id, ${list("", columns)}) overriding system value
         select coalesce(${former}, nextval(pg_get_serial_sequence('${plan.table}', 'id'))), ${list("", columns)}`;
  const inserted = await insertMany(
    load,
    plan.table,
    fresh?.n ?? 0,
    `${target} from ${merged} m where not is_known order by seq`,
  );
  // Later steps join what was just written; without statistics the planner would take the table for empty.
  if (inserted > 1000) await load.script(`analyze ${plan.table}`);
  const updated = plan.facts.length === 0 ? 0 : await update(load, plan, merged, q);
  const [known] = await load.query<{ n: number }>(
    `select count(*) as n from ${merged} where is_known and not is_changed`,
  );
  load.count(plan.table, { inserted, updated, unchanged: known?.n ?? 0 });
}

async function update(
  load: LoadContext,
  plan: Merge,
  merged: string,
  q: (column: string) => string,
): Promise<number> {
  if (!(await load.holds(`select from ${merged} where is_changed`))) return 0;
  await noteChanges(load, { table: plan.table, merged, key: plan.key, facts: plan.facts });
  const assignments = [
    ...plan.facts.map((column) => `${q(column)} = m.${q(column)}`),
    ...(plan.onUpdate ?? []),
  ];
  const on = plan.key.map((column) => `t.${q(column)} = m.${q(column)}`).join(" and ");
  return load.write(
    `update ${plan.table} t set ${assignments.join(", ")} from ${merged} m where m.is_changed and ${on} returning 1`,
  );
}
