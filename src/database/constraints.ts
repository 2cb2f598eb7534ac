// Which columns a violated constraint is about. The server's error names the constraint; its columns are looked up in the
// catalogue, because the error's own texts hold the rows' contents and depend on the server's language.
import type { Database } from "./database";
import type { StatementRejected } from "./errors";

export interface ViolatedConstraint {
  /** Empty for a rule that a trigger checks, and for a domain. A generated column stands for those it is made of. */
  readonly columns: readonly string[];
  /** What the constraint, or the domain, is commented with. */
  readonly comment: string | null;
}

// A column's sources, where it is generated: what a caller can set.
const sources = `
  select coalesce(source.attname, own.attname) as name, key.place
  from unnest(keys.numbers) with ordinality key(number, place)
  join pg_attribute own on own.attrelid = keys.relation and own.attnum = key.number
  left join pg_attrdef def on own.attgenerated <> '' and def.adrelid = own.attrelid and def.adnum = own.attnum
  left join pg_depend on pg_depend.classid = 'pg_attrdef'::regclass and pg_depend.objid = def.oid
    and pg_depend.refclassid = 'pg_class'::regclass and pg_depend.refobjid = own.attrelid and pg_depend.refobjsubid <> own.attnum
  left join pg_attribute source on source.attrelid = own.attrelid and source.attnum = pg_depend.refobjsubid`;

const text = `
with keys(relation, numbers, comment) as (
  select conrelid, conkey::int[], obj_description(oid, 'pg_constraint')
  from pg_constraint where conname = $1 and conrelid = to_regclass($2)
  union all
  select indrelid, string_to_array(indkey::text, ' ')::int[], obj_description(indexrelid, 'pg_class')
  from pg_index join pg_class on pg_class.oid = indexrelid where relname = $1 and indrelid = to_regclass($2)
  union all
  select 0, '{}', obj_description(pg_type.oid, 'pg_type')
  from pg_constraint join pg_type on pg_type.oid = contypid where conname = $1 and typname = $3
)
select (select string_agg(name, ',' order by place) from (${sources}) s), comment from keys limit 1`;

/** Asks the catalogue; call it outside the transaction that failed. */
export async function violatedConstraint(
  database: Pick<Database, "rows">,
  { constraint, table, column, dataType }: StatementRejected,
): Promise<ViolatedConstraint> {
  if (column !== undefined) return { columns: [column], comment: null };
  if (constraint === undefined) return { columns: [], comment: null };
  const values = [constraint, table === undefined ? "" : `public.${quoted(table)}`, dataType ?? ""];
  const [found] = await database.rows({ text, values });
  const columns = found?.[0]?.split(",") ?? [];
  return { columns: [...new Set(columns)], comment: found?.[1] ?? null };
}

function quoted(name: string): string {
  return `"${name.replace(/"/g, '""')}"`;
}
