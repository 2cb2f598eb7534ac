-- Summary tables: numbers of rows, updated by triggers, so that sorting by a count or asking for the total of a long list
-- reads one row.

create table report_counts (
  report_id bigint primary key references reports (id) on delete cascade,
  recommendation_count integer not null default 0 check (recommendation_count >= 0),
  open_count integer not null default 0 check (open_count >= 0),
  unresolved_count integer not null default 0 check (unresolved_count >= 0)
);
create index report_counts_recommendations on report_counts (recommendation_count, report_id);
create index report_counts_open on report_counts (open_count, report_id);
create index report_counts_unresolved on report_counts (unresolved_count, report_id);
comment on index report_counts_recommendations is 'Serves: the reports with the most recommendations.';
comment on index report_counts_open is 'Serves: the reports with the most open recommendations.';
comment on index report_counts_unresolved is 'Serves: the reports with the most unresolved recommendations.';
comment on table report_counts is 'How many recommendations each report has. Maintained by triggers; a separate table so that counting does not rewrite rows of reports.';
comment on column report_counts.report_id is 'The report.';
comment on column report_counts.recommendation_count is 'All its recommendations.';
comment on column report_counts.open_count is 'Those that are open.';
comment on column report_counts.unresolved_count is 'Those that are unresolved.';

create function begin_report_counts() returns trigger language plpgsql as $$
begin
  insert into report_counts (report_id) select id from written;
  return null;
end $$;
create trigger reports_begin_counts after insert on reports
  referencing new table as written for each statement execute function begin_report_counts();

-- Adds the change that a statement makes and does not count again: it may touch one of a report's many recommendations.
create function follow_report_counts() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update report_counts c set recommendation_count = c.recommendation_count + d.n, open_count = c.open_count + d.o,
      unresolved_count = c.unresolved_count + d.u
    from (select report_id, count(*) as n, count(*) filter (where is_open) as o, count(*) filter (where is_unresolved) as u
          from written group by report_id) d where c.report_id = d.report_id;
  elsif tg_op = 'DELETE' then
    update report_counts c set recommendation_count = c.recommendation_count - d.n, open_count = c.open_count - d.o,
      unresolved_count = c.unresolved_count - d.u
    from (select report_id, count(*) as n, count(*) filter (where is_open) as o, count(*) filter (where is_unresolved) as u
          from erased group by report_id) d where c.report_id = d.report_id;
  else
    update report_counts c set recommendation_count = c.recommendation_count + d.n, open_count = c.open_count + d.o,
      unresolved_count = c.unresolved_count + d.u
    from (select report_id, sum(n) as n, sum(o) as o, sum(u) as u from (
            select report_id, 1 as n, is_open::integer as o, is_unresolved::integer as u from written
            union all
            select report_id, -1, -is_open::integer, -is_unresolved::integer from erased) both_sides
          group by report_id having sum(n) <> 0 or sum(o) <> 0 or sum(u) <> 0) d where c.report_id = d.report_id;
  end if;
  return null;
end $$;
create trigger recommendations_count_insert after insert on recommendations
  referencing new table as written for each statement execute function follow_report_counts();
create trigger recommendations_count_update after update on recommendations
  referencing new table as written old table as erased for each statement execute function follow_report_counts();
create trigger recommendations_count_delete after delete on recommendations
  referencing old table as erased for each statement execute function follow_report_counts();

create table agency_totals (
  agency_id bigint primary key references agencies (id) on delete cascade,
  report_count integer not null default 0 check (report_count >= 0)
);
comment on table agency_totals is 'How many reports are about each agency. Maintained by triggers; no row means none.';
comment on column agency_totals.agency_id is 'The agency.';
comment on column agency_totals.report_count is 'Reports about it.';

create table office_totals (
  office_id bigint primary key references offices (id) on delete cascade,
  report_count integer not null default 0 check (report_count >= 0)
);
comment on table office_totals is 'How many reports each office issued. Maintained by triggers; no row means none.';
comment on column office_totals.office_id is 'The office.';
comment on column office_totals.report_count is 'Reports it issued.';

create table topic_totals (
  topic_id bigint primary key references topics (id) on delete cascade,
  report_count integer not null default 0 check (report_count >= 0)
);
comment on table topic_totals is 'How many reports are filed under each topic. Maintained by triggers; no row means none.';
comment on column topic_totals.topic_id is 'The topic.';
comment on column topic_totals.report_count is 'Reports filed under it.';

-- Arguments: the summary table, its key (also the name of the column that is grouped by), and the column of the count.
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

-- follow_totals does not handle updates of the owner; nothing needs them.
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
      ('reports', 'office_totals', 'office_id', 'report_count'),
      ('report_topics', 'topic_totals', 'topic_id', 'report_count')) as v (source, totals, key, total)
  loop
    execute format('create trigger %1$I after insert on %2$I referencing new table as written for each statement execute function follow_totals(%3$L, %4$L, %5$L)',
      counted.source || '_total_insert', counted.source, counted.totals, counted.key, counted.total);
    execute format('create trigger %1$I after delete on %2$I referencing old table as erased for each statement execute function follow_totals(%3$L, %4$L, %5$L)',
      counted.source || '_total_delete', counted.source, counted.totals, counted.key, counted.total);
    execute format('create trigger %1$I before update of %3$I on %2$I for each row when (old.%3$I is distinct from new.%3$I) execute function refuse_to_move()',
      counted.source || '_stays', counted.source, counted.key);
  end loop;
end $$;

create table corpus_totals (
  only_row boolean primary key default true check (only_row),
  report_count bigint not null default 0 check (report_count >= 0),
  finding_count bigint not null default 0 check (finding_count >= 0),
  recommendation_count bigint not null default 0 check (recommendation_count >= 0)
);
insert into corpus_totals default values;
comment on table corpus_totals is 'How many rows the largest tables have: one row. Maintained by triggers.';
comment on column corpus_totals.only_row is 'Always true: there is one row.';
comment on column corpus_totals.report_count is 'All reports.';
comment on column corpus_totals.finding_count is 'All findings.';
comment on column corpus_totals.recommendation_count is 'All recommendations.';

-- Argument: the column of the count. Lock order: by name, the trigger that locks the row of data_revision comes first, so a
-- transaction that waits for this row holds no lock that others wait for.
create function follow_corpus_total() returns trigger language plpgsql as $$
declare
  change bigint := case when tg_op = 'INSERT' then 1 else -1 end;
begin
  execute format('select %s * count(*) from %s', change, case when tg_op = 'INSERT' then 'written' else 'erased' end) into change;
  if change <> 0 then
    execute format('update corpus_totals set %1$I = %1$I + $1', tg_argv[0]) using change;
  end if;
  return null;
end $$;

do $$
declare
  counted record;
begin
  for counted in select * from (values ('reports', 'report_count'), ('findings', 'finding_count'), ('recommendations', 'recommendation_count')) as v (source, total)
  loop
    execute format('create trigger %1$I after insert on %2$I referencing new table as written for each statement execute function follow_corpus_total(%3$L)',
      counted.source || '_rows_insert', counted.source, counted.total);
    execute format('create trigger %1$I after delete on %2$I referencing old table as erased for each statement execute function follow_corpus_total(%3$L)',
      counted.source || '_rows_delete', counted.source, counted.total);
  end loop;
end $$;
