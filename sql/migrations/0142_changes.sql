-- What changed: one row for each thing that was said, with the data revision that brought it, so that others can be told.

create type change_kind as enum ('REPORT', 'FINDING', 'RECOMMENDATION', 'STATUS', 'RESPONSE', 'LINK', 'RETRACTION', 'BULK');
comment on type change_kind is 'What was changed: a thing was added or described anew, something was said of it, a source was taken back, or so much came at once that it is counted only.';

create table changes (
  id bigint generated always as identity primary key,
  revision bigint not null check (revision >= 0),
  changed_at timestamptz not null default now() check (isfinite(changed_at)),
  kind change_kind not null,
  row_count integer not null default 1 check (row_count > 0),
  report_id bigint references reports (id) on delete set null,
  recommendation_id bigint references recommendations (id) on delete set null,
  source_id bigint not null references sources (id)
);
create index changes_revision on changes (revision, id);
create index changes_report on changes (report_id, id);
create index changes_recommendation on changes (recommendation_id, id);
create index changes_source on changes (source_id, id);
create index changes_kind on changes (kind, id);
comment on index changes_revision is 'Serves: what changed since a revision.';
comment on index changes_report is 'Serves: changes of a report.';
comment on index changes_recommendation is 'Serves: changes of a recommendation.';
comment on index changes_source is 'Serves: what a source changed.';
comment on index changes_kind is 'Serves: changes of a kind.';
comment on table changes is 'What changed, in the order in which it did. Begins with the migration that made this table.';
comment on column changes.id is 'Surrogate key.';
comment on column changes.revision is 'The data revision that brought it.';
comment on column changes.changed_at is 'When the transaction that brought it began.';
comment on column changes.kind is 'What was changed.';
comment on column changes.row_count is 'How many rows it stands for: one, or more for BULK.';
comment on column changes.report_id is 'The report concerned; null for BULK, and once the report is gone.';
comment on column changes.recommendation_id is 'The recommendation concerned; null where none is, and once it is gone.';
comment on column changes.source_id is 'Who says so.';

-- Argument: the kind. By name these triggers come after the one that increments the revision. What is told again after a
-- retraction is no change; retract tells of it. More than 2,000 rows of one statement are one change for each source.
create function note_changes() returns trigger language plpgsql as $$
declare
  now_at bigint;
begin
  if not exists (select from written) or current_setting('oversight_graph.retraction', true) = 'on' then
    return null;
  end if;
  select revision into now_at from data_revision;
  if (select count(*) from (select from written limit 2001) w) > 2000 then
    insert into changes (revision, kind, row_count, source_id) select now_at, 'BULK', count(*), source_id from written group by source_id;
  elsif tg_argv[0] = 'REPORT' then
    insert into changes (revision, kind, report_id, source_id) select now_at, 'REPORT', id, source_id from written order by id;
  elsif tg_argv[0] = 'FINDING' then
    insert into changes (revision, kind, report_id, source_id) select now_at, 'FINDING', report_id, source_id from written order by id;
  elsif tg_argv[0] = 'RECOMMENDATION' then
    insert into changes (revision, kind, report_id, recommendation_id, source_id)
      select now_at, 'RECOMMENDATION', report_id, id, source_id from written order by id;
  else
    execute 'insert into changes (revision, kind, report_id, recommendation_id, source_id)
      select $1, $2::change_kind, r.report_id, w.recommendation_id, w.source_id from written w join recommendations r on r.id = w.recommendation_id order by w.id'
      using now_at, tg_argv[0];
  end if;
  return null;
end $$;
comment on function note_changes() is 'Notes the rows that a statement added as changes.';

create trigger reports_tell_changes after insert on reports
  referencing new table as written for each statement execute function note_changes('REPORT');
create trigger findings_tell_changes after insert on findings
  referencing new table as written for each statement execute function note_changes('FINDING');
create trigger recommendations_tell_changes after insert on recommendations
  referencing new table as written for each statement execute function note_changes('RECOMMENDATION');
create trigger status_events_tell_changes after insert on status_events
  referencing new table as written for each statement execute function note_changes('STATUS');
create trigger responses_tell_changes after insert on responses
  referencing new table as written for each statement execute function note_changes('RESPONSE');
create trigger recommendation_links_tell_changes after insert on recommendation_links
  referencing new table as written for each statement execute function note_changes('LINK');
