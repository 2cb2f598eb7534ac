-- How many recommendations each agency has, how many open and unresolved: kept as they change, for the question that is
-- asked most. The group of those addressed to nobody has no agency.

create table agency_recommendation_totals (
  agency_id bigint references agencies (id) on delete cascade,
  count bigint not null default 0,
  open_count bigint not null default 0,
  unresolved_count bigint not null default 0,
  constraint agency_recommendation_totals_natural_key unique nulls not distinct (agency_id)
);
comment on table agency_recommendation_totals is 'Recommendations addressed to each agency, counted; the row without an agency counts those addressed to nobody. Kept by triggers.';
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
comment on function rebuild_agency_recommendation_totals() is 'Counts anew what the triggers keep; for loads that set them aside.';

-- A recommendation arrives addressed to nobody; each addressee takes it over, the last one that leaves gives it back.
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
      select row(a.agency_id, 0, sum(w.is_open::integer - e.is_open::integer), sum(w.is_unresolved::integer - e.is_unresolved::integer))::agency_recommendation_totals
      from written w join erased e on e.id = w.id left join recommendation_agencies a on a.recommendation_id = w.id
      where w.is_open <> e.is_open or w.is_unresolved <> e.is_unresolved
      group by a.agency_id));
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
begin
  if tg_op = 'INSERT' then
    perform add_agency_recommendation_totals(array(
      select row(agency_id, count(*), count(*) filter (where is_open), count(*) filter (where is_unresolved))::agency_recommendation_totals
        from written group by agency_id
      union all
      select row(null, -count(*), -count(*) filter (where first.is_open), -count(*) filter (where first.is_unresolved))::agency_recommendation_totals
      from (select w.recommendation_id, bool_or(w.is_open) as is_open, bool_or(w.is_unresolved) as is_unresolved, count(*) as new_ones
            from written w group by w.recommendation_id) first
      where first.new_ones = (select count(*) from recommendation_agencies a where a.recommendation_id = first.recommendation_id)
      having count(*) > 0));
  else
    -- Also of recommendations that are being deleted themselves: their own trigger takes them from nobody's again.
    perform add_agency_recommendation_totals(array(
      select row(agency_id, -count(*), -count(*) filter (where is_open), -count(*) filter (where is_unresolved))::agency_recommendation_totals
        from erased group by agency_id
      union all
      select row(null, count(*), count(*) filter (where last.is_open), count(*) filter (where last.is_unresolved))::agency_recommendation_totals
      from (select e.recommendation_id, bool_or(e.is_open) as is_open, bool_or(e.is_unresolved) as is_unresolved
            from erased e group by e.recommendation_id) last
      where not exists (select from recommendation_agencies a where a.recommendation_id = last.recommendation_id)
      having count(*) > 0));
  end if;
  return null;
end $$;
create trigger recommendation_agencies_totals_insert after insert on recommendation_agencies
  referencing new table as written for each statement execute function follow_addressee_totals();
create trigger recommendation_agencies_totals_delete after delete on recommendation_agencies
  referencing old table as erased for each statement execute function follow_addressee_totals();

select rebuild_agency_recommendation_totals();
