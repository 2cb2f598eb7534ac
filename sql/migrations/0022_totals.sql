-- How many rows the largest lists have, kept as they change: a total must not cost a pass over half of all reports.

create table agency_totals (
  agency_id bigint primary key references agencies (id) on delete cascade,
  report_count integer not null default 0 check (report_count >= 0),
  recommendation_count integer not null default 0 check (recommendation_count >= 0)
);
comment on table agency_totals is 'How many reports are about each agency, and how many recommendations are addressed to it. Kept by triggers; no row means none.';
comment on column agency_totals.agency_id is 'The agency.';
comment on column agency_totals.report_count is 'Reports about it.';
comment on column agency_totals.recommendation_count is 'Recommendations addressed to it.';

create table office_totals (
  office_id bigint primary key references offices (id) on delete cascade,
  report_count integer not null default 0 check (report_count >= 0)
);
comment on table office_totals is 'How many reports each office issued. Kept by triggers; no row means none.';
comment on column office_totals.office_id is 'The office.';
comment on column office_totals.report_count is 'Reports it issued.';

create table topic_totals (
  topic_id bigint primary key references topics (id) on delete cascade,
  report_count integer not null default 0 check (report_count >= 0)
);
comment on table topic_totals is 'How many reports are filed under each topic. Kept by triggers; no row means none.';
comment on column topic_totals.topic_id is 'The topic.';
comment on column topic_totals.report_count is 'Reports filed under it.';

-- Arguments: the table of totals, its key, which is the column counted by, and the total's column.
create function follow_totals() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    execute format(
      'insert into %1$I (%2$I, %3$I) select %2$I, count(*) from written group by %2$I
       on conflict (%2$I) do update set %3$I = %1$I.%3$I + excluded.%3$I', tg_argv[0], tg_argv[1], tg_argv[2]);
  else
    execute format(
      'update %1$I t set %3$I = t.%3$I - d.n from (select %2$I, count(*) as n from erased group by %2$I) d
       where t.%2$I = d.%2$I', tg_argv[0], tg_argv[1], tg_argv[2]);
  end if;
  return null;
end $$;

create function refuse_to_move() returns trigger language plpgsql as $$
begin
  raise exception 'a row of % is not moved to another owner: remove it and add a new one', tg_table_name
    using errcode = '23514', constraint = tg_table_name || '_stays';
end $$;

do $$
declare
  counted record;
begin
  for counted in select * from (values
      ('report_agencies', 'agency_totals', 'agency_id', 'report_count'),
      ('recommendation_agencies', 'agency_totals', 'agency_id', 'recommendation_count'),
      ('reports', 'office_totals', 'office_id', 'report_count'),
      ('report_topics', 'topic_totals', 'topic_id', 'report_count')) as v (source, totals, key, total)
  loop
    execute format('create trigger %1$I after insert on %2$I referencing new table as written for each statement execute function follow_totals(%3$L, %4$L, %5$L)',
      counted.source || '_total_insert', counted.source, counted.totals, counted.key, counted.total);
    execute format('create trigger %1$I after delete on %2$I referencing old table as erased for each statement execute function follow_totals(%3$L, %4$L, %5$L)',
      counted.source || '_total_delete', counted.source, counted.totals, counted.key, counted.total);
    execute format('create trigger %1$I before update of %3$I on %2$I for each row when (old.%3$I is distinct from new.%3$I) execute function refuse_to_move()',
      counted.source || '_stays', counted.source, counted.key);
    execute format('insert into %1$I (%2$I, %3$I) select %2$I, count(*) from %4$I group by %2$I on conflict (%2$I) do update set %3$I = excluded.%3$I',
      counted.totals, counted.key, counted.total, counted.source);
  end loop;
end $$;

drop view agency_subtree_reports;
drop view agency_subtree_recommendations;
