-- Summary tables for statistics of recommendations, updated by triggers: by addressee; and in cells, by addressee, office,
-- fiscal year and first overdue day, few enough to be summed for any question about these, on any day.

create table agency_recommendation_totals (
  agency_id bigint references agencies (id) on delete cascade,
  count bigint not null default 0,
  open_count bigint not null default 0,
  unresolved_count bigint not null default 0,
  constraint agency_recommendation_totals_natural_key unique nulls not distinct (agency_id)
);
comment on table agency_recommendation_totals is 'Recommendations addressed to each agency, counted; the row without an agency counts those addressed to nobody. Maintained by triggers.';
comment on column agency_recommendation_totals.agency_id is 'The agency; null for recommendations that are addressed to nobody.';
comment on column agency_recommendation_totals.count is 'All of them.';
comment on column agency_recommendation_totals.open_count is 'Those that are open.';
comment on column agency_recommendation_totals.unresolved_count is 'Those that are unresolved.';

create function rebuild_agency_recommendation_totals() returns void language sql as $$
  delete from agency_recommendation_totals;
  insert into agency_recommendation_totals
    select a.agency_id, count(*), count(*) filter (where r.is_open), count(*) filter (where r.is_unresolved)
    from recommendations r left join recommendation_agencies a on a.recommendation_id = r.id group by a.agency_id;
$$;
comment on function rebuild_agency_recommendation_totals() is 'Recomputes what the triggers maintain; for bulk loads that run with the triggers disabled.';

-- A new recommendation has no addressee and counts in the row without an agency; its first addressee moves it from there,
-- and removing the last one moves it back.
create function add_agency_recommendation_totals(changes agency_recommendation_totals[]) returns void language sql as $$
  insert into agency_recommendation_totals as t
    select agency_id, sum(count), sum(open_count), sum(unresolved_count) from unnest(changes) c group by agency_id
  on conflict (agency_id) do update set count = t.count + excluded.count, open_count = t.open_count + excluded.open_count,
    unresolved_count = t.unresolved_count + excluded.unresolved_count;
$$;
comment on function add_agency_recommendation_totals(agency_recommendation_totals[]) is 'Adds changes, which may be negative, to the totals.';

create function follow_recommendation_totals() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform add_agency_recommendation_totals(array(
      select row(null, count(*), count(*) filter (where is_open), count(*) filter (where is_unresolved))::agency_recommendation_totals from written having count(*) > 0));
  elsif tg_op = 'DELETE' then
    perform add_agency_recommendation_totals(array(
      select row(null, -count(*), -count(*) filter (where is_open), -count(*) filter (where is_unresolved))::agency_recommendation_totals from erased having count(*) > 0));
  else
    perform add_agency_recommendation_totals(array(
      select row(a.agency_id, 0, sum(d.o), sum(d.u))::agency_recommendation_totals
      from (select id, sum(o) as o, sum(u) as u from (
              select id, is_open::integer as o, is_unresolved::integer as u from written
              union all
              select id, -is_open::integer, -is_unresolved::integer from erased) both_sides
            group by id having sum(o) <> 0 or sum(u) <> 0) d
      left join recommendation_agencies a on a.recommendation_id = d.id group by a.agency_id));
  end if;
  return null;
end $$;
create trigger recommendations_totals_insert after insert on recommendations
  referencing new table as written for each statement execute function follow_recommendation_totals();
create trigger recommendations_totals_update after update on recommendations
  referencing new table as written old table as erased for each statement execute function follow_recommendation_totals();
create trigger recommendations_totals_delete after delete on recommendations
  referencing old table as erased for each statement execute function follow_recommendation_totals();

create function follow_addressee_totals() returns trigger language plpgsql as $$
declare
  changes agency_recommendation_totals[];
begin
  if tg_op = 'INSERT' then
    execute $query$
      select array(
        select row(agency_id, count(*), count(*) filter (where is_open), count(*) filter (where is_unresolved))::agency_recommendation_totals
          from written group by agency_id
        union all
        select row(null, -count(*), -count(*) filter (where first.is_open), -count(*) filter (where first.is_unresolved))::agency_recommendation_totals
        from (select w.recommendation_id, bool_or(w.is_open) as is_open, bool_or(w.is_unresolved) as is_unresolved, count(*) as new_ones
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
      select row(agency_id, -count(*), -count(*) filter (where is_open), -count(*) filter (where is_unresolved))::agency_recommendation_totals
        from erased group by agency_id
      union all
      select row(null, count(*), count(*) filter (where last.is_open), count(*) filter (where last.is_unresolved))::agency_recommendation_totals
      from (select e.recommendation_id, bool_or(e.is_open) as is_open, bool_or(e.is_unresolved) as is_unresolved
            from erased e group by e.recommendation_id) last
      where not exists (select from recommendation_agencies a where a.recommendation_id = last.recommendation_id)
      having count(*) > 0);
  end if;
  perform add_agency_recommendation_totals(changes);
  return null;
end $$;
create trigger recommendation_agencies_totals_insert after insert on recommendation_agencies
  referencing new table as written for each statement execute function follow_addressee_totals();
create trigger recommendation_agencies_totals_delete after delete on recommendation_agencies
  referencing old table as erased for each statement execute function follow_addressee_totals();
create trigger recommendation_agencies_stays before update of agency_id on recommendation_agencies
  for each row when (old.agency_id is distinct from new.agency_id) execute function refuse_to_move();

create table recommendation_cells (
  agency_id bigint references agencies (id) on delete cascade,
  office_id bigint not null,
  fiscal_key integer not null,
  overdue_from date not null,
  count bigint not null,
  open_count bigint not null,
  unresolved_count bigint not null,
  closed_count bigint not null,
  constraint recommendation_cells_natural_key unique nulls not distinct (agency_id, fiscal_key, office_id, overdue_from)
);
create index recommendation_cells_empty on recommendation_cells (agency_id) where count = 0;
comment on index recommendation_cells_empty is 'Serves: deleting cells whose count has become 0.';
comment on table recommendation_cells is 'Recommendations to each agency, counted by office, fiscal year and first overdue day. One that addresses several agencies counts in a cell of each. Maintained by triggers.';
comment on column recommendation_cells.agency_id is 'The agency; null for recommendations that are addressed to nobody.';
comment on column recommendation_cells.office_id is 'The office that made them.';
comment on column recommendation_cells.fiscal_key is 'Fiscal year of their reports; 0 when unknown.';
comment on column recommendation_cells.overdue_from is 'First day on which they count as overdue; infinity for never.';
comment on column recommendation_cells.count is 'All of them.';
comment on column recommendation_cells.open_count is 'Those that are open.';
comment on column recommendation_cells.unresolved_count is 'Those that are unresolved.';
comment on column recommendation_cells.closed_count is 'Those that are closed, in whatever manner.';

create table office_recommendation_cells (
  office_id bigint not null references offices (id) on delete cascade,
  fiscal_key integer not null,
  overdue_from date not null,
  count bigint not null,
  open_count bigint not null,
  unresolved_count bigint not null,
  closed_count bigint not null,
  constraint office_recommendation_cells_natural_key primary key (office_id, fiscal_key, overdue_from)
);
create index office_recommendation_cells_empty on office_recommendation_cells (office_id) where count = 0;
comment on index office_recommendation_cells_empty is 'Serves: deleting cells whose count has become 0.';
comment on table office_recommendation_cells is 'Recommendations counted by office, fiscal year and first overdue day, each once. Maintained by triggers.';
comment on column office_recommendation_cells.office_id is 'The office that made them.';
comment on column office_recommendation_cells.fiscal_key is 'Fiscal year of their reports; 0 when unknown.';
comment on column office_recommendation_cells.overdue_from is 'First day on which they count as overdue; infinity for never.';
comment on column office_recommendation_cells.count is 'All of them.';
comment on column office_recommendation_cells.open_count is 'Those that are open.';
comment on column office_recommendation_cells.unresolved_count is 'Those that are unresolved.';
comment on column office_recommendation_cells.closed_count is 'Those that are closed, in whatever manner.';

create function recommendation_cell(agency_id bigint, office_id bigint, fiscal_key integer, overdue_from date,
  status recommendation_status, is_unresolved boolean, sign integer) returns recommendation_cells language sql immutable
  return row(agency_id, office_id, fiscal_key, coalesce(overdue_from, date 'infinity'), sign,
    sign * (status in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED'))::integer, sign * is_unresolved::integer,
    sign * (status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'))::integer)::recommendation_cells;
comment on function recommendation_cell(bigint, bigint, integer, date, recommendation_status, boolean, integer) is 'A recommendation as a cell with count 1; with sign -1, as the change made by removing it.';

create function rebuild_recommendation_cells() returns void language sql as $$
  delete from recommendation_cells;
  insert into recommendation_cells
    select a.agency_id, p.office_id, p.fiscal_key, coalesce(r.overdue_from, date 'infinity'), count(*), count(*) filter (where r.is_open),
      count(*) filter (where r.is_unresolved), count(*) filter (where r.status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'))
    from recommendations r join reports p on p.id = r.report_id left join recommendation_agencies a on a.recommendation_id = r.id
    group by 1, 2, 3, 4;
  delete from office_recommendation_cells;
  insert into office_recommendation_cells
    select p.office_id, p.fiscal_key, coalesce(r.overdue_from, date 'infinity'), count(*), count(*) filter (where r.is_open),
      count(*) filter (where r.is_unresolved), count(*) filter (where r.status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'))
    from recommendations r join reports p on p.id = r.report_id
    group by 1, 2, 3;
$$;
comment on function rebuild_recommendation_cells() is 'Recomputes what the triggers maintain; for bulk loads that run with the triggers disabled.';

create function add_recommendation_cells(changes recommendation_cells[]) returns void language sql as $$
  insert into recommendation_cells as t
    select agency_id, office_id, fiscal_key, overdue_from, sum(count), sum(open_count), sum(unresolved_count), sum(closed_count)
    from unnest(changes) c group by 1, 2, 3, 4
    having (sum(count), sum(open_count), sum(unresolved_count), sum(closed_count)) <> (0, 0, 0, 0)
  on conflict (agency_id, fiscal_key, office_id, overdue_from) do update set count = t.count + excluded.count,
    open_count = t.open_count + excluded.open_count, unresolved_count = t.unresolved_count + excluded.unresolved_count,
    closed_count = t.closed_count + excluded.closed_count;
  delete from recommendation_cells where count = 0;
$$;
comment on function add_recommendation_cells(recommendation_cells[]) is 'Adds changes, which may be negative, to the cells.';

create function add_office_recommendation_cells(changes recommendation_cells[]) returns void language sql as $$
  insert into office_recommendation_cells as t
    select office_id, fiscal_key, overdue_from, sum(count), sum(open_count), sum(unresolved_count), sum(closed_count)
    from unnest(changes) c group by 1, 2, 3
    having (sum(count), sum(open_count), sum(unresolved_count), sum(closed_count)) <> (0, 0, 0, 0)
  on conflict (office_id, fiscal_key, overdue_from) do update set count = t.count + excluded.count,
    open_count = t.open_count + excluded.open_count, unresolved_count = t.unresolved_count + excluded.unresolved_count,
    closed_count = t.closed_count + excluded.closed_count;
  delete from office_recommendation_cells where count = 0;
$$;
comment on function add_office_recommendation_cells(recommendation_cells[]) is 'Adds changes, which may be negative, to the offices'' cells.';

-- A new recommendation has no addressee, as in agency_recommendation_totals. Lock order: by their names these triggers come
-- after the one that locks the row of data_revision, so a transaction that waits for a cell holds no lock that others wait
-- for.
create function follow_recommendation_cells() returns trigger language plpgsql as $$
declare
  changes recommendation_cells[];
begin
  if tg_op = 'INSERT' then
    changes := array(
      select recommendation_cell(null, p.office_id, p.fiscal_key, w.overdue_from, w.status, w.is_unresolved, 1)
      from written w join reports p on p.id = w.report_id);
    perform add_recommendation_cells(changes);
  elsif tg_op = 'DELETE' then
    -- Its addressees are already deleted by cascade, so their cells are unknown. Deletions are rare: recompute all.
    if exists (select from erased) then
      perform rebuild_recommendation_cells();
    end if;
    return null;
  else
    changes := array(
      select recommendation_cell(s.id, p.office_id, p.fiscal_key, s.overdue_from, s.status, s.is_unresolved, s.sign)
      from (select e.id, e.report_id, e.overdue_from, e.status, e.is_unresolved, -1 as sign from erased e
            union all
            select w.id, w.report_id, w.overdue_from, w.status, w.is_unresolved, 1 from written w) s
      join reports p on p.id = s.report_id
      where exists (
        select from erased e join written w on w.id = e.id where e.id = s.id
          and (w.overdue_from, w.status, w.is_unresolved) is distinct from (e.overdue_from, e.status, e.is_unresolved)));
    -- In changes, agency_id holds the recommendation's id; replace it by the ids of the addressees.
    perform add_recommendation_cells(array(
      select row(a.agency_id, c.office_id, c.fiscal_key, c.overdue_from, c.count, c.open_count, c.unresolved_count, c.closed_count)::recommendation_cells
      from unnest(changes) c left join recommendation_agencies a on a.recommendation_id = c.agency_id));
  end if;
  perform add_office_recommendation_cells(changes);
  return null;
end $$;
create trigger recommendations_sums_insert after insert on recommendations
  referencing new table as written for each statement execute function follow_recommendation_cells();
create trigger recommendations_sums_update after update on recommendations
  referencing new table as written old table as erased for each statement execute function follow_recommendation_cells();
create trigger recommendations_sums_delete after delete on recommendations
  referencing old table as erased for each statement execute function follow_recommendation_cells();

create function follow_addressee_cells() returns trigger language plpgsql as $$
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
      select recommendation_cell(m.agency_id, p.office_id, p.fiscal_key, r.overdue_from, r.status, r.is_unresolved, m.sign)
      from moved m join recommendations r on r.id = m.recommendation_id join reports p on p.id = r.report_id));
  else
    perform add_recommendation_cells(array(
      with last as (
        select e.recommendation_id from erased e group by e.recommendation_id
        having not exists (select from recommendation_agencies a where a.recommendation_id = e.recommendation_id)
      ), moved as (
        select e.agency_id, e.recommendation_id, -1 as sign from erased e union all select null, l.recommendation_id, 1 from last l
      )
      select recommendation_cell(m.agency_id, p.office_id, p.fiscal_key, r.overdue_from, r.status, r.is_unresolved, m.sign)
      from moved m join recommendations r on r.id = m.recommendation_id join reports p on p.id = r.report_id));
  end if;
  return null;
end $$;
create trigger recommendation_agencies_sums_insert after insert on recommendation_agencies
  referencing new table as written for each statement execute function follow_addressee_cells();
create trigger recommendation_agencies_sums_delete after delete on recommendation_agencies
  referencing old table as erased for each statement execute function follow_addressee_cells();

-- Before the update, so that its cascade to the recommendations finds their cells in the new year.
create function move_recommendation_cells() returns trigger language plpgsql as $$
declare
  fiscal_keys integer[] := array[coalesce(old.fiscal_year, 0), coalesce(new.fiscal_year, 0)];
begin
  -- Lock order: the row of data_revision first, as in every other change of cells.
  perform from data_revision for update;
  perform add_recommendation_cells(array(
    select recommendation_cell(a.agency_id, old.office_id, fiscal_keys[side], r.overdue_from, r.status, r.is_unresolved, 2 * side - 3)
    from generate_series(1, 2) side cross join recommendations r left join recommendation_agencies a on a.recommendation_id = r.id
    where r.report_id = old.id));
  perform add_office_recommendation_cells(array(
    select recommendation_cell(null, old.office_id, fiscal_keys[side], r.overdue_from, r.status, r.is_unresolved, 2 * side - 3)
    from generate_series(1, 2) side cross join recommendations r where r.report_id = old.id));
  return new;
end $$;
create trigger reports_move_cells before update of fiscal_year on reports
  for each row when (old.fiscal_year is distinct from new.fiscal_year) execute function move_recommendation_cells();
