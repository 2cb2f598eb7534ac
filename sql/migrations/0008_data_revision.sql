-- The data revision: a number that every writing transaction increments. Caches and ETags use it as their key.

create table data_revision (
  only_row boolean primary key default true check (only_row),
  revision bigint not null default 0 check (revision >= 0),
  changed_at timestamptz not null default now(),
  changed_by xid8 not null default '0'
);
insert into data_revision default values;
comment on table data_revision is 'The data revision: one row, one number.';
comment on column data_revision.only_row is 'Always true: there is one row.';
comment on column data_revision.revision is 'Grows by one in every transaction that writes to a domain table.';
comment on column data_revision.changed_at is 'When the last such transaction began.';
comment on column data_revision.changed_by is 'Id of that transaction, so that one with many statements counts once.';

create function bump_data_revision() returns trigger language plpgsql as $$
declare
  grown bigint;
begin
  -- The transaction id alone is ambiguous: a restored database may reuse ids that it had in its old cluster.
  update data_revision set revision = revision + 1, changed_at = now(), changed_by = pg_current_xact_id()
    where (changed_by, changed_at) is distinct from (pg_current_xact_id(), now()) returning revision into grown;
  if grown is not null then
    perform pg_notify('data_revision', grown::text);
  end if;
  return null;
end $$;
comment on function bump_data_revision() is 'Increments the revision once for each transaction and notifies channel data_revision on commit.';

-- Every domain table has this trigger.
do $$
declare
  name text;
begin
  foreach name in array array['sources', 'agencies', 'agency_aliases', 'offices', 'office_agencies', 'reports', 'report_sources',
    'report_agencies', 'topics', 'report_topics', 'report_links', 'findings', 'finding_awards', 'finding_links', 'recommendations',
    'recommendation_findings', 'recommendation_agencies', 'recommendation_links', 'recommendation_shares', 'responses',
    'status_events']
  loop
    execute format('create trigger %I after insert or update or delete or truncate on %I for each statement execute function bump_data_revision()',
      name || '_revision', name);
  end loop;
end $$;

create view service_facts as
  select 1::bigint as id, revision, changed_at from data_revision;
comment on view service_facts is 'One row: the data revision and when it last changed.';
