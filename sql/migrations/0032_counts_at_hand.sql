-- Counting and sorting many rows without reading them: indexes that hold what conditions and sums look at, and the
-- number of all rows of the largest tables, kept as it changes.

-- Whatever is asked of the recommendations of many reports at once is answered from this index alone.
create index recommendations_report_facts on recommendations (report_id, report_issued_key, id)
  include (status, resolution, is_open, is_unresolved, overdue_from, closed_on, questioned_costs, unsupported_costs, funds_put_to_better_use);
drop index recommendations_report_issued;
comment on index recommendations_report_facts is 'Serves: counts and sums over the recommendations of many reports; the copy''s foreign key.';

create index recommendations_open_facts on recommendations (report_issued_key, id)
  include (report_id, status, resolution, is_open, is_unresolved, overdue_from, closed_on, questioned_costs, unsupported_costs, funds_put_to_better_use)
  where is_open;
drop index recommendations_open_issued;
comment on index recommendations_open_facts is 'Serves: open recommendations, oldest or latest first; counts and sums over them.';

create index findings_report_facts on findings (report_id, sort_key, id) include (class, is_repeat);
drop index findings_report_sorted;
comment on index findings_report_facts is 'Serves: a report''s findings in order; counts over the findings of many reports.';

create index responses_recommendation_position on responses (recommendation_id, id) include (position);
drop index responses_recommendation;
comment on index responses_recommendation_position is 'Serves: the responses to a recommendation, and whether one has a position.';

create table corpus_totals (
  only_row boolean primary key default true check (only_row),
  report_count bigint not null default 0 check (report_count >= 0),
  finding_count bigint not null default 0 check (finding_count >= 0),
  recommendation_count bigint not null default 0 check (recommendation_count >= 0)
);
insert into corpus_totals (report_count, finding_count, recommendation_count)
  values ((select count(*) from reports), (select count(*) from findings), (select count(*) from recommendations));
comment on table corpus_totals is 'How many rows the largest tables have: one row. Kept by triggers.';
comment on column corpus_totals.only_row is 'Always true: there is one row.';
comment on column corpus_totals.report_count is 'All reports.';
comment on column corpus_totals.finding_count is 'All findings.';
comment on column corpus_totals.recommendation_count is 'All recommendations.';

-- Argument: the total's column. A transaction that writes has the row of the data revision already, whose trigger comes
-- first by its name: so this row, too, is only ever waited for by one that holds nothing others wait for.
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

-- An agency's recommendations are counted in agency_recommendation_totals, with those that are open.
drop trigger recommendation_agencies_total_insert on recommendation_agencies;
drop trigger recommendation_agencies_total_delete on recommendation_agencies;
alter table agency_totals drop column recommendation_count;
comment on table agency_totals is 'How many reports are about each agency. Kept by triggers; no row means none.';
