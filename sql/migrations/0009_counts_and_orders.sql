-- Sort keys that no column gives: how many recommendations a report has, and unknown values at the other end.

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
comment on table report_counts is 'How many recommendations each report has. Kept by triggers; a table of its own so that counting does not rewrite reports.';
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

-- The change a statement makes, not a new count: a statement may touch one of a report's many recommendations.
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

insert into report_counts
  select r.id, count(c.id), count(c.id) filter (where c.is_open), count(c.id) filter (where c.is_unresolved)
  from reports r left join recommendations c on c.report_id = r.id group by r.id;

create index reports_issued_unknown_last on reports ((coalesce(issued_on, date 'infinity')), id);
create index reports_fiscal_unknown_last on reports ((coalesce(fiscal_year, 9999)), id);
create index recommendations_target_unknown_last on recommendations ((coalesce(target_on, date 'infinity')), id);
create index recommendations_closed_unknown_last on recommendations ((coalesce(closed_on, date 'infinity')), id);
comment on index reports_issued_unknown_last is 'Serves: reports by day of issue, unknown days at the late end.';
comment on index reports_fiscal_unknown_last is 'Serves: reports by fiscal year, unknown years at the late end.';
comment on index recommendations_target_unknown_last is 'Serves: recommendations by target date, unknown ones at the late end.';
comment on index recommendations_closed_unknown_last is 'Serves: recommendations by closing date, unknown ones at the late end.';

create view suggestible_names as
  select 'AGENCY'::text as type, a.id * 4 as id, a.id as agency_id, null::bigint as office_id, null::bigint as topic_id, a.name::text as name from agencies a
  union all select 'OFFICE', o.id * 4 + 1, null, o.id, null, o.name from offices o
  union all select 'TOPIC', t.id * 4 + 2, null, null, t.id, t.name from topics t;
comment on view suggestible_names is 'Names that a misspelt one may mean.';
