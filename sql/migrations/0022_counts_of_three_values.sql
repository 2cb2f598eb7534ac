-- Counts that tell "proven unresolved" from "nobody says", kept by the same triggers as before.

drop function add_recommendation_cells(recommendation_cells[]), add_office_recommendation_cells(recommendation_cells[]),
  add_agency_recommendation_totals(agency_recommendation_totals[]), rebuild_recommendation_cells(), rebuild_agency_recommendation_totals(),
  recommendation_cell(bigint, bigint, integer, date, recommendation_status, boolean, integer);
drop table recommendation_cells, office_recommendation_cells, agency_recommendation_totals;

create table agency_recommendation_totals (
  agency_id bigint references agencies (id) on delete cascade,
  count bigint not null default 0,
  open_count bigint not null default 0,
  unresolved_count bigint not null default 0,
  resolution_unknown_count bigint not null default 0,
  constraint agency_recommendation_totals_natural_key unique nulls not distinct (agency_id)
);
comment on table agency_recommendation_totals is 'Recommendations addressed to each agency, counted; the row without an agency counts those addressed to nobody. Maintained by triggers.';
comment on column agency_recommendation_totals.agency_id is 'The agency; null for recommendations that are addressed to nobody.';
comment on column agency_recommendation_totals.count is 'All of them.';
comment on column agency_recommendation_totals.open_count is 'Those that are open.';
comment on column agency_recommendation_totals.unresolved_count is 'Those that are proven unresolved.';
comment on column agency_recommendation_totals.resolution_unknown_count is 'Those that are open and of which nobody says whether they are resolved.';

create function rebuild_agency_recommendation_totals() returns void language sql as $$
  delete from agency_recommendation_totals;
  insert into agency_recommendation_totals
    select a.agency_id, count(*), count(*) filter (where r.is_open), count(*) filter (where r.unresolved_key = 3), count(*) filter (where r.unresolved_key = 2)
    from recommendations r left join recommendation_agencies a on a.recommendation_id = r.id group by a.agency_id;
$$;
comment on function rebuild_agency_recommendation_totals() is 'Recomputes what the triggers maintain; for bulk loads that run with the triggers disabled.';

-- A new recommendation has no addressee and counts in the row without an agency; its first addressee moves it from there,
-- and removing the last one moves it back.
create function add_agency_recommendation_totals(changes agency_recommendation_totals[]) returns void language sql as $$
  insert into agency_recommendation_totals as t
    select agency_id, sum(count), sum(open_count), sum(unresolved_count), sum(resolution_unknown_count) from unnest(changes) c group by agency_id
  on conflict (agency_id) do update set count = t.count + excluded.count, open_count = t.open_count + excluded.open_count,
    unresolved_count = t.unresolved_count + excluded.unresolved_count,
    resolution_unknown_count = t.resolution_unknown_count + excluded.resolution_unknown_count;
$$;
comment on function add_agency_recommendation_totals(agency_recommendation_totals[]) is 'Adds changes, which may be negative, to the totals.';

create or replace function follow_recommendation_totals() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform add_agency_recommendation_totals(array(
      select row(null, count(*), count(*) filter (where is_open), count(*) filter (where unresolved_key = 3), count(*) filter (where unresolved_key = 2))::agency_recommendation_totals from written having count(*) > 0));
  elsif tg_op = 'DELETE' then
    perform add_agency_recommendation_totals(array(
      select row(null, -count(*), -count(*) filter (where is_open), -count(*) filter (where unresolved_key = 3), -count(*) filter (where unresolved_key = 2))::agency_recommendation_totals from erased having count(*) > 0));
  else
    perform add_agency_recommendation_totals(array(
      select row(a.agency_id, 0, sum(d.o), sum(d.u), sum(d.k))::agency_recommendation_totals
      from (select id, sum(o) as o, sum(u) as u, sum(k) as k from (
              select id, is_open::integer as o, (unresolved_key = 3)::integer as u, (unresolved_key = 2)::integer as k from written
              union all
              select id, -is_open::integer, -(unresolved_key = 3)::integer, -(unresolved_key = 2)::integer from erased) both_sides
            group by id having sum(o) <> 0 or sum(u) <> 0 or sum(k) <> 0) d
      left join recommendation_agencies a on a.recommendation_id = d.id group by a.agency_id));
  end if;
  return null;
end $$;

create or replace function follow_addressee_totals() returns trigger language plpgsql as $$
declare
  changes agency_recommendation_totals[];
begin
  if tg_op = 'INSERT' then
    execute $query$
      select array(
        select row(agency_id, count(*), count(*) filter (where is_open), count(*) filter (where unresolved_key = 3), count(*) filter (where unresolved_key = 2))::agency_recommendation_totals
          from written group by agency_id
        union all
        select row(null, -count(*), -count(*) filter (where first.is_open), -count(*) filter (where first.unresolved_key = 3), -count(*) filter (where first.unresolved_key = 2))::agency_recommendation_totals
        from (select w.recommendation_id, bool_or(w.is_open) as is_open, max(w.unresolved_key) as unresolved_key, count(*) as new_ones
              from written w group by w.recommendation_id) first
        join (select a.recommendation_id, count(*) as all_ones from recommendation_agencies a
              where a.recommendation_id in (select w.recommendation_id from written w) group by a.recommendation_id) known
          on known.recommendation_id = first.recommendation_id and known.all_ones = first.new_ones
        having count(*) > 0)
      $query$ into changes;
  else
    -- This includes recommendations that are being deleted: their own trigger then subtracts them from the row without
    -- an agency.
    changes := array(
      select row(agency_id, -count(*), -count(*) filter (where is_open), -count(*) filter (where unresolved_key = 3), -count(*) filter (where unresolved_key = 2))::agency_recommendation_totals
        from erased group by agency_id
      union all
      select row(null, count(*), count(*) filter (where last.is_open), count(*) filter (where last.unresolved_key = 3), count(*) filter (where last.unresolved_key = 2))::agency_recommendation_totals
      from (select e.recommendation_id, bool_or(e.is_open) as is_open, max(e.unresolved_key) as unresolved_key
            from erased e group by e.recommendation_id) last
      where not exists (select from recommendation_agencies a where a.recommendation_id = last.recommendation_id)
      having count(*) > 0);
  end if;
  perform add_agency_recommendation_totals(changes);
  return null;
end $$;

create table recommendation_cells (
  agency_id bigint references agencies (id) on delete cascade,
  office_id bigint not null,
  fiscal_key integer not null,
  overdue_from date not null,
  overdue_possible_from date not null,
  count bigint not null,
  open_count bigint not null,
  unresolved_count bigint not null,
  resolution_unknown_count bigint not null,
  closed_count bigint not null,
  constraint recommendation_cells_natural_key unique nulls not distinct (agency_id, fiscal_key, office_id, overdue_from, overdue_possible_from)
);
create index recommendation_cells_empty on recommendation_cells (agency_id) where count = 0;
comment on index recommendation_cells_empty is 'Serves: deleting cells whose count has become 0.';
comment on table recommendation_cells is 'Recommendations to each agency, counted by office, fiscal year and first overdue day. One that addresses several agencies counts in a cell of each. Maintained by triggers.';
comment on column recommendation_cells.agency_id is 'The agency; null for recommendations that are addressed to nobody.';
comment on column recommendation_cells.office_id is 'The office that made them.';
comment on column recommendation_cells.fiscal_key is 'Fiscal year of their reports; 0 when unknown.';
comment on column recommendation_cells.overdue_from is 'First day on which they count as overdue; infinity for never.';
comment on column recommendation_cells.overdue_possible_from is 'First day on which they may be overdue, where that is uncertain; infinity for never.';
comment on column recommendation_cells.count is 'All of them.';
comment on column recommendation_cells.open_count is 'Those that are open.';
comment on column recommendation_cells.unresolved_count is 'Those that are proven unresolved.';
comment on column recommendation_cells.resolution_unknown_count is 'Those that are open and of which nobody says whether they are resolved.';
comment on column recommendation_cells.closed_count is 'Those that are closed, in whatever manner.';

create table office_recommendation_cells (
  office_id bigint not null references offices (id) on delete cascade,
  fiscal_key integer not null,
  overdue_from date not null,
  overdue_possible_from date not null,
  count bigint not null,
  open_count bigint not null,
  unresolved_count bigint not null,
  resolution_unknown_count bigint not null,
  closed_count bigint not null,
  constraint office_recommendation_cells_natural_key primary key (office_id, fiscal_key, overdue_from, overdue_possible_from)
);
create index office_recommendation_cells_empty on office_recommendation_cells (office_id) where count = 0;
comment on index office_recommendation_cells_empty is 'Serves: deleting cells whose count has become 0.';
comment on table office_recommendation_cells is 'Recommendations counted by office, fiscal year and first overdue day, each once. Maintained by triggers.';
comment on column office_recommendation_cells.office_id is 'The office that made them.';
comment on column office_recommendation_cells.fiscal_key is 'Fiscal year of their reports; 0 when unknown.';
comment on column office_recommendation_cells.overdue_from is 'First day on which they count as overdue; infinity for never.';
comment on column office_recommendation_cells.overdue_possible_from is 'First day on which they may be overdue, where that is uncertain; infinity for never.';
comment on column office_recommendation_cells.count is 'All of them.';
comment on column office_recommendation_cells.open_count is 'Those that are open.';
comment on column office_recommendation_cells.unresolved_count is 'Those that are proven unresolved.';
comment on column office_recommendation_cells.resolution_unknown_count is 'Those that are open and of which nobody says whether they are resolved.';
comment on column office_recommendation_cells.closed_count is 'Those that are closed, in whatever manner.';

create function recommendation_cell(agency_id bigint, office_id bigint, fiscal_key integer, overdue_from date, overdue_possible_from date,
  status recommendation_status, unresolved_key integer, sign integer) returns recommendation_cells language sql immutable
  return row(agency_id, office_id, fiscal_key, coalesce(overdue_from, date 'infinity'), coalesce(overdue_possible_from, date 'infinity'), sign,
    sign * (status in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED'))::integer, sign * (unresolved_key = 3)::integer, sign * (unresolved_key = 2)::integer,
    sign * (status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'))::integer)::recommendation_cells;
comment on function recommendation_cell is 'A recommendation as a cell with count 1; with sign -1, as the change made by removing it.';

create function rebuild_recommendation_cells() returns void language sql as $$
  delete from recommendation_cells;
  insert into recommendation_cells
    select a.agency_id, p.office_id, p.fiscal_key, coalesce(r.overdue_from, date 'infinity'), coalesce(r.overdue_possible_from, date 'infinity'), count(*), count(*) filter (where r.is_open),
      count(*) filter (where r.unresolved_key = 3), count(*) filter (where r.unresolved_key = 2), count(*) filter (where r.status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'))
    from recommendations r join reports p on p.id = r.report_id left join recommendation_agencies a on a.recommendation_id = r.id
    group by 1, 2, 3, 4, 5;
  delete from office_recommendation_cells;
  insert into office_recommendation_cells
    select p.office_id, p.fiscal_key, coalesce(r.overdue_from, date 'infinity'), coalesce(r.overdue_possible_from, date 'infinity'), count(*), count(*) filter (where r.is_open),
      count(*) filter (where r.unresolved_key = 3), count(*) filter (where r.unresolved_key = 2), count(*) filter (where r.status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'))
    from recommendations r join reports p on p.id = r.report_id
    group by 1, 2, 3, 4;
$$;
comment on function rebuild_recommendation_cells() is 'Recomputes what the triggers maintain; for bulk loads that run with the triggers disabled.';

create function add_recommendation_cells(changes recommendation_cells[]) returns void language sql as $$
  insert into recommendation_cells as t
    select agency_id, office_id, fiscal_key, overdue_from, overdue_possible_from, sum(count), sum(open_count), sum(unresolved_count), sum(resolution_unknown_count), sum(closed_count)
    from unnest(changes) c group by 1, 2, 3, 4, 5
    having (sum(count), sum(open_count), sum(unresolved_count), sum(resolution_unknown_count), sum(closed_count)) <> (0, 0, 0, 0, 0)
  on conflict (agency_id, fiscal_key, office_id, overdue_from, overdue_possible_from) do update set count = t.count + excluded.count,
    open_count = t.open_count + excluded.open_count, unresolved_count = t.unresolved_count + excluded.unresolved_count,
    resolution_unknown_count = t.resolution_unknown_count + excluded.resolution_unknown_count,
    closed_count = t.closed_count + excluded.closed_count;
  delete from recommendation_cells where count = 0;
$$;
comment on function add_recommendation_cells(recommendation_cells[]) is 'Adds changes, which may be negative, to the cells.';

create function add_office_recommendation_cells(changes recommendation_cells[]) returns void language sql as $$
  insert into office_recommendation_cells as t
    select office_id, fiscal_key, overdue_from, overdue_possible_from, sum(count), sum(open_count), sum(unresolved_count), sum(resolution_unknown_count), sum(closed_count)
    from unnest(changes) c group by 1, 2, 3, 4
    having (sum(count), sum(open_count), sum(unresolved_count), sum(resolution_unknown_count), sum(closed_count)) <> (0, 0, 0, 0, 0)
  on conflict (office_id, fiscal_key, overdue_from, overdue_possible_from) do update set count = t.count + excluded.count,
    open_count = t.open_count + excluded.open_count, unresolved_count = t.unresolved_count + excluded.unresolved_count,
    resolution_unknown_count = t.resolution_unknown_count + excluded.resolution_unknown_count,
    closed_count = t.closed_count + excluded.closed_count;
  delete from office_recommendation_cells where count = 0;
$$;
comment on function add_office_recommendation_cells(recommendation_cells[]) is 'Adds changes, which may be negative, to the offices'' cells.';

-- A new recommendation has no addressee, as in agency_recommendation_totals. Lock order: by their names these triggers come
-- after the one that locks the row of data_revision, so a transaction that waits for a cell holds no lock that others wait
-- for.
create or replace function follow_recommendation_cells() returns trigger language plpgsql as $$
declare
  changes recommendation_cells[];
begin
  if tg_op = 'INSERT' then
    changes := array(
      select recommendation_cell(null, p.office_id, p.fiscal_key, w.overdue_from, w.overdue_possible_from, w.status, w.unresolved_key, 1)
      from written w join reports p on p.id = w.report_id);
    perform add_recommendation_cells(changes);
  elsif tg_op = 'DELETE' then
    -- Its addressees are already deleted by cascade, so their cells are unknown. Deletions are rare: recompute all.
    if exists (select from erased) then
      perform rebuild_recommendation_cells();
    end if;
    return null;
  else
    -- Planned each time, with the number of rows in sight: the plan for one row compares each with each.
    execute $query$
      select array(
        select recommendation_cell(e.id, p.office_id, p.fiscal_key, s.overdue_from, s.overdue_possible_from, s.status, s.unresolved_key, s.sign)
        from erased e join written w on w.id = e.id
        cross join lateral (values
          (e.report_id, e.overdue_from, e.overdue_possible_from, e.status, e.unresolved_key, -1),
          (w.report_id, w.overdue_from, w.overdue_possible_from, w.status, w.unresolved_key, 1)
        ) s (report_id, overdue_from, overdue_possible_from, status, unresolved_key, sign)
        join reports p on p.id = s.report_id
        where (w.overdue_from, w.overdue_possible_from, w.status, w.unresolved_key) is distinct from (e.overdue_from, e.overdue_possible_from, e.status, e.unresolved_key))
      $query$ into changes;
    -- In changes, agency_id holds the recommendation's id; replace it by the ids of the addressees.
    perform add_recommendation_cells(array(
      select row(a.agency_id, c.office_id, c.fiscal_key, c.overdue_from, c.overdue_possible_from, c.count, c.open_count, c.unresolved_count, c.resolution_unknown_count, c.closed_count)::recommendation_cells
      from unnest(changes) c left join recommendation_agencies a on a.recommendation_id = c.agency_id));
  end if;
  perform add_office_recommendation_cells(changes);
  return null;
end $$;

create or replace function follow_addressee_cells() returns trigger language plpgsql as $$
begin
  -- When the recommendation itself is being deleted, the joins find no row and its own trigger does the counting.
  if tg_op = 'INSERT' then
    perform add_recommendation_cells(array(
      with first as (
        select w.recommendation_id from written w group by w.recommendation_id
        having count(*) = (select count(*) from recommendation_agencies a where a.recommendation_id = w.recommendation_id)
      ), moved as (
        select w.agency_id, w.recommendation_id, 1 as sign from written w union all select null, f.recommendation_id, -1 from first f
      )
      select recommendation_cell(m.agency_id, p.office_id, p.fiscal_key, r.overdue_from, r.overdue_possible_from, r.status, r.unresolved_key, m.sign)
      from moved m join recommendations r on r.id = m.recommendation_id join reports p on p.id = r.report_id));
  else
    perform add_recommendation_cells(array(
      with last as (
        select e.recommendation_id from erased e group by e.recommendation_id
        having not exists (select from recommendation_agencies a where a.recommendation_id = e.recommendation_id)
      ), moved as (
        select e.agency_id, e.recommendation_id, -1 as sign from erased e union all select null, l.recommendation_id, 1 from last l
      )
      select recommendation_cell(m.agency_id, p.office_id, p.fiscal_key, r.overdue_from, r.overdue_possible_from, r.status, r.unresolved_key, m.sign)
      from moved m join recommendations r on r.id = m.recommendation_id join reports p on p.id = r.report_id));
  end if;
  return null;
end $$;

-- Before the update, so that its cascade to the recommendations finds their cells in the new year.
create or replace function move_recommendation_cells() returns trigger language plpgsql as $$
declare
  fiscal_keys integer[] := array[coalesce(old.fiscal_year, 0), coalesce(new.fiscal_year, 0)];
begin
  -- Lock order: the row of data_revision first, as in every other change of cells.
  perform from data_revision for update;
  perform add_recommendation_cells(array(
    select recommendation_cell(a.agency_id, old.office_id, fiscal_keys[side], r.overdue_from, r.overdue_possible_from, r.status, r.unresolved_key, 2 * side - 3)
    from generate_series(1, 2) side cross join recommendations r left join recommendation_agencies a on a.recommendation_id = r.id
    where r.report_id = old.id));
  perform add_office_recommendation_cells(array(
    select recommendation_cell(null, old.office_id, fiscal_keys[side], r.overdue_from, r.overdue_possible_from, r.status, r.unresolved_key, 2 * side - 3)
    from generate_series(1, 2) side cross join recommendations r where r.report_id = old.id));
  return new;
end $$;

-- What a report's counts are made of, and what they tell: a tally may say how many are unresolved without saying which.
drop index report_counts_unresolved;
alter table report_counts drop column unresolved_count;
alter table report_counts
  add column unresolved_rows integer not null default 0 check (unresolved_rows >= 0),
  add column unknown_rows integer not null default 0 check (unknown_rows >= 0),
  add column tallied_unresolved integer check (tallied_unresolved >= 0);
alter table report_counts
  add column unresolved_count integer not null generated always as (
    greatest(unresolved_rows, least(coalesce(tallied_unresolved, 0), unresolved_rows + unknown_rows))) stored,
  add column resolution_unknown_count integer not null generated always as (
    unresolved_rows + unknown_rows - greatest(unresolved_rows, least(coalesce(tallied_unresolved, 0), unresolved_rows + unknown_rows))) stored;
create index report_counts_unresolved on report_counts (unresolved_count, report_id);
create index report_counts_resolution_unknown on report_counts (resolution_unknown_count, report_id);
comment on index report_counts_unresolved is 'Serves: the reports with the most unresolved recommendations.';
comment on index report_counts_resolution_unknown is 'Serves: the reports with the most recommendations of which nobody says whether they are resolved.';
comment on column report_counts.unresolved_rows is 'Those that are each proven unresolved.';
comment on column report_counts.unknown_rows is 'Those that are open and of which nobody says which are resolved.';
comment on column report_counts.tallied_unresolved is 'How many the latest tally that speaks of it says are unresolved; null for none.';
comment on column report_counts.unresolved_count is 'Those that are proven unresolved, each by itself or as many as the latest tally says of those that could be meant.';
comment on column report_counts.resolution_unknown_count is 'The other open ones of which nobody says whether they are resolved.';

create or replace function follow_report_counts() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update report_counts c set recommendation_count = c.recommendation_count + d.n, open_count = c.open_count + d.o,
      unresolved_rows = c.unresolved_rows + d.u, unknown_rows = c.unknown_rows + d.k
    from (select report_id, count(*) as n, count(*) filter (where is_open) as o, count(*) filter (where unresolved_key = 3) as u,
            count(*) filter (where unresolved_key = 2) as k
          from written group by report_id) d where c.report_id = d.report_id;
  elsif tg_op = 'DELETE' then
    update report_counts c set recommendation_count = c.recommendation_count - d.n, open_count = c.open_count - d.o,
      unresolved_rows = c.unresolved_rows - d.u, unknown_rows = c.unknown_rows - d.k
    from (select report_id, count(*) as n, count(*) filter (where is_open) as o, count(*) filter (where unresolved_key = 3) as u,
            count(*) filter (where unresolved_key = 2) as k
          from erased group by report_id) d where c.report_id = d.report_id;
  else
    update report_counts c set recommendation_count = c.recommendation_count + d.n, open_count = c.open_count + d.o,
      unresolved_rows = c.unresolved_rows + d.u, unknown_rows = c.unknown_rows + d.k
    from (select report_id, sum(n) as n, sum(o) as o, sum(u) as u, sum(k) as k from (
            select report_id, 1 as n, is_open::integer as o, (unresolved_key = 3)::integer as u, (unresolved_key = 2)::integer as k from written
            union all
            select report_id, -1, -is_open::integer, -(unresolved_key = 3)::integer, -(unresolved_key = 2)::integer from erased) both_sides
          group by report_id having sum(n) <> 0 or sum(o) <> 0 or sum(u) <> 0 or sum(k) <> 0) d where c.report_id = d.report_id;
  end if;
  return null;
end $$;

update report_counts c set unresolved_rows = d.u, unknown_rows = d.k
from (select report_id, count(*) filter (where unresolved_key = 3) as u, count(*) filter (where unresolved_key = 2) as k
      from recommendations group by report_id) d where d.report_id = c.report_id;
select rebuild_agency_recommendation_totals();
select rebuild_recommendation_cells();
