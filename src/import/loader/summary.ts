// What a load did, for the one who decides whether to keep it: whose reports the file speaks of, and which facts changed.
import type { LoadContext } from "./context";

/** An office of whose reports the file speaks. */
export interface OfficeShare {
  readonly slug: string;
  readonly name: string;
  readonly reports: number;
  /** Nobody spoke of the office before. */
  readonly isNew: boolean;
}

export const maxOfficesShown = 20;
/** Examples of each table; the counts say how many there are. */
export const maxChangesShown = 5;

/** The offices with most reports first; of very many only the first. */
export async function officesOf(load: LoadContext): Promise<readonly OfficeShare[]> {
  const fresh =
    load.staging.rows("office") > 0
      ? "exists (select from merged_office m where m.slug = o.slug and not m.is_known)"
      : "false";
  return load.query<{ slug: string; name: string; reports: number; isNew: boolean }>(
    `select o.slug, o.name, count(distinct n.report_id) as reports, ${fresh} as "isNew"
     from report_refs n join offices o on o.slug = n.office where n.report_id is not null
     group by o.id order by 3 desc, 1 limit ${maxOfficesShown}`,
  );
}

/** Notes the first changed facts of a merge: `merged` holds what will be, `table` what still is. */
export async function noteChanges(
  load: LoadContext,
  {
    table,
    merged,
    key,
    facts,
  }: {
    readonly table: string;
    readonly merged: string;
    readonly key: readonly string[];
    readonly facts: readonly string[];
  },
): Promise<void> {
  const on = key.map((column) => `t."${column}" = m."${column}"`).join(" and ");
  const pairs = facts.map((column) => `('${column}', t."${column}"::text, m."${column}"::text)`).join(", ");
  const found = await load.query<{
    row_no: number;
    field: string;
    before: string | null;
    after: string | null;
  }>(
    `select m.row_no, v.field, left(v.before, 200) as before, left(v.after, 200) as after
     from (select * from ${merged} where is_changed order by seq limit ${maxChangesShown}) m join ${table} t on ${on}
     cross join lateral (values ${pairs}) v (field, before, after)
     where v.before is distinct from v.after order by m.seq limit ${maxChangesShown}`,
  );
  for (const { row_no, ...rest } of found) load.changes.push({ row: row_no, table, ...rest });
}
