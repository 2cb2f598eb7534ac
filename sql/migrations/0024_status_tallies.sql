-- Tallies: how many of a report's recommendations are open, closed, resolved or unresolved, where the source does not say which.

create table status_tallies (
  id bigint generated always as identity primary key,
  report_id bigint not null references reports (id) on delete cascade,
  publisher nonblank not null,
  as_of calendar_date,
  total_count integer check (total_count between 0 and 10000),
  open_count integer check (open_count between 0 and 10000),
  closed_count integer check (closed_count between 0 and 10000),
  resolved_count integer check (resolved_count between 0 and 10000),
  unresolved_count integer check (unresolved_count between 0 and 10000),
  source_quote nonblank,
  confidence double precision check (confidence between 0 and 1),
  extraction_rule nonblank,
  source_id bigint not null references sources (id),
  as_of_key date not null generated always as (coalesce(as_of, date '-infinity')) stored,
  constraint status_tallies_natural_key unique (report_id, publisher, as_of_key),
  constraint status_tallies_publisher_bounded check (length(publisher) <= 500),
  constraint status_tallies_says_something check (coalesce(open_count, closed_count, resolved_count, unresolved_count) is not null),
  constraint status_tallies_parts_within_total check (
    greatest(open_count, closed_count, resolved_count, unresolved_count, coalesce(open_count, 0) + coalesce(closed_count, 0),
      coalesce(resolved_count, 0) + coalesce(unresolved_count, 0)) <= total_count),
  constraint status_tallies_rule_has_confidence check ((confidence is null) = (extraction_rule is null))
);
create index status_tallies_report on status_tallies (report_id, as_of_key, id);
create index status_tallies_as_of on status_tallies (as_of_key, id);
create index status_tallies_open on status_tallies (open_count, id);
create index status_tallies_unresolved on status_tallies (unresolved_count, id);
create index status_tallies_confidence on status_tallies (confidence, id) where confidence is not null;
create index status_tallies_source on status_tallies (source_id);
comment on index status_tallies_report is 'Serves: a report''s tallies in order; its latest one.';
comment on index status_tallies_as_of is 'Serves: tallies in the order of their days.';
comment on index status_tallies_open is 'Serves: tallies by how many are open.';
comment on index status_tallies_unresolved is 'Serves: tallies by how many are unresolved.';
comment on index status_tallies_confidence is 'Serves: tallies that are less, or more, sure than a bound.';
comment on index status_tallies_source is 'Serves: what came from a source.';
comment on table status_tallies is 'How many of a report''s recommendations stand how on a day, where the source does not say which.';
comment on column status_tallies.id is 'Surrogate key.';
comment on column status_tallies.report_id is 'The report that makes the recommendations.';
comment on column status_tallies.publisher is 'Who says so.';
comment on column status_tallies.as_of is 'The day on which this was true; null when the source gives none.';
comment on column status_tallies.total_count is 'Of how many it speaks; null when the source does not say.';
comment on column status_tallies.open_count is 'How many are open; null when the source does not say.';
comment on column status_tallies.closed_count is 'How many are closed; null when the source does not say.';
comment on column status_tallies.resolved_count is 'Of how many office and management agree; null when the source does not say.';
comment on column status_tallies.unresolved_count is 'Of how many they do not; null when the source does not say.';
comment on column status_tallies.source_quote is 'The source''s own words for it.';
comment on column status_tallies.confidence is 'From 0 to 1: how often what the rule reads is right on labelled texts; null where a source states it outright.';
comment on column status_tallies.extraction_rule is 'The rule that read it from prose; null where a source states it outright.';
comment on column status_tallies.source_id is 'Where it was read.';
comment on column status_tallies.as_of_key is 'as_of for sorting; unknown days come first.';
create trigger status_tallies_revision after insert or update or delete or truncate on status_tallies
  for each statement execute function bump_data_revision();

-- A report's count of unresolved recommendations heeds the latest tally that speaks of it.
create function follow_tallies() returns trigger language plpgsql as $$
declare
  touched bigint[];
begin
  if tg_op = 'INSERT' then
    touched := array(select distinct report_id from written);
  elsif tg_op = 'DELETE' then
    touched := array(select distinct report_id from erased);
  else
    touched := array(select report_id from written union select report_id from erased);
  end if;
  update report_counts c set tallied_unresolved = latest.unresolved_count
  from (
    select t.report_id, (
      select s.unresolved_count from status_tallies s where s.report_id = t.report_id and s.unresolved_count is not null
      order by s.as_of_key desc, s.id desc limit 1) as unresolved_count
    from unnest(touched) t (report_id)) latest
  where latest.report_id = c.report_id and c.tallied_unresolved is distinct from latest.unresolved_count;
  return null;
end $$;
create trigger status_tallies_follow_insert after insert on status_tallies
  referencing new table as written for each statement execute function follow_tallies();
create trigger status_tallies_follow_update after update on status_tallies
  referencing new table as written old table as erased for each statement execute function follow_tallies();
create trigger status_tallies_follow_delete after delete on status_tallies
  referencing old table as erased for each statement execute function follow_tallies();
