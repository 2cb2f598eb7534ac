// A query for the violations of each constraint, made from the catalogue: a new table is covered without a change here.
import type { Transaction } from "../transaction";
import type { Invariant } from "./invariant";

/** Foreign keys, checks, not-null, uniqueness, domain checks; and constraints that were never validated. */
export async function constraintChecks(transaction: Transaction): Promise<readonly Invariant[]> {
  // An index may be what is broken; rows are counted from the tables themselves.
  await transaction.script(
    "set local enable_indexscan = off; set local enable_indexonlyscan = off; set local enable_bitmapscan = off",
  );
  const checks = await transaction.query<{ name: string; sentence: string; select: string }>(text);
  return [...checks, unvalidated];
}

const unvalidated: Invariant = {
  name: "unvalidated constraints",
  sentence: "Every constraint has been validated.",
  select: `select conrelid::regclass::text as "table", conname as "constraint" from pg_constraint
    where not convalidated and connamespace = 'public'::regnamespace`,
};

const columns = (keys: string, table: string, prefix = "") => `(
  select string_agg(format('${prefix}%I', attname), ', ' order by place)
  from unnest(${keys}) with ordinality as key(number, place)
  join pg_attribute on attrelid = ${table} and attnum = key.number)`;

const allNotNull = (keys: string, table: string, prefix = "") => `(
  select string_agg(format('${prefix}%I is not null', attname), ' and ' order by place)
  from unnest(${keys}) with ordinality as key(number, place)
  join pg_attribute on attrelid = ${table} and attnum = key.number)`;

const domainBase = `
  with recursive bases as (
    select oid as type, oid as base from pg_type where typtype = 'd' and typnamespace = 'public'::regnamespace
    union
    select bases.type, parent.typbasetype from bases join pg_type parent on parent.oid = bases.base
    where parent.typtype = 'd' and parent.typbasetype <> 0)`;

const text = `
${domainBase}
select conrelid::regclass || '.' || conname as name,
  format('Every %s (%s) exists in %s.', conrelid::regclass, ${columns("conkey", "conrelid")}, confrelid::regclass) as sentence,
  format('select child.* from only %s child where %s and not exists (select from only %s parent where (%s) = (%s))',
    conrelid::regclass, ${allNotNull("conkey", "conrelid", "child.")}, confrelid::regclass,
    ${columns("confkey", "confrelid", "parent.")}, ${columns("conkey", "conrelid", "child.")}) as select
from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
union all
select conrelid::regclass || '.' || conname,
  format('Every row of %s satisfies %s.', conrelid::regclass, pg_get_constraintdef(oid)),
  format('select * from only %s where not (%s)', conrelid::regclass, pg_get_expr(conbin, conrelid))
from pg_constraint where contype = 'c' and conrelid <> 0 and connamespace = 'public'::regnamespace
union all
select conrelid::regclass || '.' || conname,
  format('No two rows of %s have the same (%s).', conrelid::regclass, ${columns("conkey", "conrelid")}),
  format('select %1$s, count(*) from only %2$s where %3$s group by %1$s having count(*) > 1',
    ${columns("conkey", "conrelid")}, conrelid::regclass, ${allNotNull("conkey", "conrelid")})
from pg_constraint where contype in ('p', 'u') and connamespace = 'public'::regnamespace
union all
select format('%s.%I', attrelid::regclass, attname), format('%s.%I is never null.', attrelid::regclass, attname),
  format('select * from only %s where %I is null', attrelid::regclass, attname)
from pg_attribute join pg_class on pg_class.oid = attrelid
where attnotnull and attnum > 0 and not attisdropped and relkind = 'r' and relnamespace = 'public'::regnamespace
union all
select format('%s.%I (%s)', attrelid::regclass, attname, conname),
  format('Every %s.%I satisfies %s of %s.', attrelid::regclass, attname, pg_get_constraintdef(pg_constraint.oid), atttypid::regtype),
  format('select %1$I from only %2$s where %1$I is not null and not (%3$s)', attname, attrelid::regclass,
    regexp_replace(pg_get_expr(conbin, 0), '\\mVALUE\\M', format('%I', attname), 'g'))
from pg_attribute join pg_class on pg_class.oid = attrelid join bases on bases.type = atttypid
  join pg_constraint on contypid = bases.base and contype = 'c'
where attnum > 0 and not attisdropped and relkind = 'r' and relnamespace = 'public'::regnamespace
order by 1`;
