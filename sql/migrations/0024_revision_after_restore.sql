-- The data revision also grows in a database that was restored elsewhere, where transactions are numbered anew.

create or replace function bump_data_revision() returns trigger language plpgsql as $$
declare
  grown bigint;
begin
  -- The number alone could be one that the database had given out where it came from.
  update data_revision set revision = revision + 1, changed_at = now(), changed_by = pg_current_xact_id()
    where (changed_by, changed_at) is distinct from (pg_current_xact_id(), now()) returning revision into grown;
  if grown is not null then
    perform pg_notify('data_revision', grown::text);
  end if;
  return null;
end $$;
