-- Rules that must hold when a transaction ends are looked at once for all rows that a statement wrote: a trigger called
-- for every row of a file takes longer than writing them.

-- Unlogged, for no transaction leaves anything in it.
create unlogged table pending_checks (
  id bigint generated always as identity primary key,
  rule text not null check (rule in ('recommendations_status_is_last_event', 'findings_quote_is_true', 'recommendations_quote_is_true', 'reports_quote_is_true')),
  row_ids bigint[] not null
);
alter table pending_checks alter column row_ids set storage external;
comment on table pending_checks is 'What a running transaction has to look at before it ends; empty to everybody else.';
comment on column pending_checks.id is 'Surrogate key.';
comment on column pending_checks.rule is 'The rule, by the name of the constraint as which its violation is told.';
comment on column pending_checks.row_ids is 'Keys of rows that a statement wrote, in ascending order.';

-- Argument: the rule. What an update changed is found without a join of the rows as they are and as they were: a plan that
-- joins two rows one way is kept, and would join two million the same way.
create function note_pending_check() returns trigger language plpgsql as $$
declare
  -- In portions, so that no check needs memory for all rows of a statement.
  portion constant integer := 10000;
  chosen bigint[];
begin
  if tg_argv[0] = 'recommendations_status_is_last_event' and tg_op = 'INSERT' then
    chosen := array(select w.id from written w where (w.status, w.resolution) <> ('UNKNOWN', 'UNKNOWN') order by w.id);
  elsif tg_argv[0] = 'recommendations_status_is_last_event' then
    chosen := array(select c.id from (
      select id, status, resolution from written except select id, status, resolution from erased) c order by c.id);
  elsif tg_argv[0] = 'reports_quote_is_true' then
    chosen := array(select c.id from (
      select id, md5(summary) from written except select id, md5(summary) from erased) c order by c.id);
  elsif tg_op = 'INSERT' then
    chosen := array(select w.id from written w where w.source_quote is not null order by w.id);
  else
    chosen := array(select c.id from (
      select id, report_id, source_quote, quote_start, quote_end from written where source_quote is not null
      except select id, report_id, source_quote, quote_start, quote_end from erased) c order by c.id);
  end if;
  for place in 1..cardinality(chosen) by portion loop
    insert into pending_checks (rule, row_ids) values (tg_argv[0], chosen[place:place + portion - 1]);
  end loop;
  return null;
end $$;

create function settle_pending_check() returns trigger language plpgsql as $$
declare
  broken text;
begin
  case new.rule
    when 'recommendations_status_is_last_event' then
      -- Planned anew each time, with the number of keys in sight: the plan for ten is no plan for ten thousand.
      execute $query$
        with stated as (
          select distinct on (recommendation_id) recommendation_id, status from status_events
          where recommendation_id = any ($1) and kind = 'STATUS'
          order by recommendation_id desc, as_of_key desc, observed_at desc, id desc),
        agreed as (
          select distinct on (recommendation_id) recommendation_id, resolution from status_events
          where recommendation_id = any ($1) and resolution is not null
          order by recommendation_id desc, as_of_key desc, observed_at desc, id desc)
        select min(format('recommendation %s is %s / %s, its last event says %s / %s', r.id, r.status, r.resolution,
          coalesce(s.status, 'UNKNOWN'), coalesce(a.resolution, 'UNKNOWN')))
        from recommendations r left join stated s on s.recommendation_id = r.id left join agreed a on a.recommendation_id = r.id
        where r.id = any ($1) and (r.status, r.resolution) is distinct from (coalesce(s.status, 'UNKNOWN'), coalesce(a.resolution, 'UNKNOWN'))
        $query$ into broken using new.row_ids;
    when 'findings_quote_is_true' then
      select format('a quote of finding %s does not stand in the summary of its report', f.id) into broken
        from unnest(new.row_ids) as chosen (id) join findings f on f.id = chosen.id join reports r on r.id = f.report_id
        where f.source_quote is not null and f.source_quote is distinct from utf16_slice(r.summary, f.quote_start, f.quote_end) limit 1;
    when 'recommendations_quote_is_true' then
      select format('a quote of recommendation %s does not stand in the summary of its report', c.id) into broken
        from unnest(new.row_ids) as chosen (id) join recommendations c on c.id = chosen.id join reports r on r.id = c.report_id
        where c.source_quote is not null and c.source_quote is distinct from utf16_slice(r.summary, c.quote_start, c.quote_end) limit 1;
    when 'reports_quote_is_true' then
      select format('a quote from report %s does not stand in its summary', r.id) into broken
        from unnest(new.row_ids) as chosen (id) join reports r on r.id = chosen.id
        where exists (select from findings f where f.report_id = r.id and f.source_quote is not null
            and f.source_quote is distinct from utf16_slice(r.summary, f.quote_start, f.quote_end))
          or exists (select from recommendations c where c.report_id = r.id and c.source_quote is not null
            and c.source_quote is distinct from utf16_slice(r.summary, c.quote_start, c.quote_end)) limit 1;
  end case;
  if broken is not null then
    raise exception '%', broken using errcode = '23514', constraint = new.rule;
  end if;
  delete from pending_checks where id = new.id;
  return null;
end $$;
create constraint trigger pending_checks_settle after insert on pending_checks
  deferrable initially deferred for each row execute function settle_pending_check();

drop trigger recommendations_status_is_last_event on recommendations;
drop trigger recommendations_status_not_forgotten on recommendations;
drop trigger findings_quote_is_true on findings;
drop trigger recommendations_quote_is_true on recommendations;
drop trigger reports_quote_is_true on reports;
drop function check_status_is_last_event();
drop function refuse_false_quote();

create trigger recommendations_status_is_last_event after insert on recommendations
  referencing new table as written for each statement execute function note_pending_check('recommendations_status_is_last_event');
create trigger recommendations_status_stays_last_event after update on recommendations
  referencing new table as written old table as erased for each statement execute function note_pending_check('recommendations_status_is_last_event');
create trigger recommendations_quote_is_true after insert on recommendations
  referencing new table as written for each statement execute function note_pending_check('recommendations_quote_is_true');
create trigger recommendations_quote_stays_true after update on recommendations
  referencing new table as written old table as erased for each statement execute function note_pending_check('recommendations_quote_is_true');
create trigger findings_quote_is_true after insert on findings
  referencing new table as written for each statement execute function note_pending_check('findings_quote_is_true');
create trigger findings_quote_stays_true after update on findings
  referencing new table as written old table as erased for each statement execute function note_pending_check('findings_quote_is_true');
create trigger reports_quote_is_true after update on reports
  referencing new table as written old table as erased for each statement execute function note_pending_check('reports_quote_is_true');

-- The status of many recommendations at once: joined as a whole where a statement brings many events, looked up where it
-- brings few. Which of the two is seen from their number, so the statement is planned each time.
create or replace function follow_last_event() returns trigger language plpgsql as $$
begin
  execute $query$
    with stated as (
      select distinct on (e.recommendation_id) e.recommendation_id, e.status, e.status_raw, e.as_of, e.closed_on from status_events e
      where e.kind = 'STATUS' and e.recommendation_id in (select w.recommendation_id from written w)
      order by e.recommendation_id desc, e.as_of_key desc, e.observed_at desc, e.id desc),
    agreed as (
      select distinct on (e.recommendation_id) e.recommendation_id, e.resolution, e.resolution_raw from status_events e
      where e.resolution is not null and e.recommendation_id in (select w.recommendation_id from written w)
      order by e.recommendation_id desc, e.as_of_key desc, e.observed_at desc, e.id desc)
    update recommendations r set
      status = s.status, status_raw = s.status_raw, status_as_of = s.as_of,
      resolution = coalesce(a.resolution, 'UNKNOWN'), resolution_raw = a.resolution_raw,
      closed_on = s.closed_on,
      is_closing_date_unknown = s.closed_on is null and s.status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'),
      updated_at = now()
    from stated s left join agreed a on a.recommendation_id = s.recommendation_id
    where r.id = s.recommendation_id
      and (r.status, r.status_raw, r.status_as_of, r.resolution, r.resolution_raw, r.closed_on)
        is distinct from (s.status, s.status_raw, s.as_of, coalesce(a.resolution, 'UNKNOWN'), a.resolution_raw, s.closed_on)
    $query$;
  return null;
end $$;

create or replace function keep_latest_target() returns trigger language plpgsql as $$
begin
  execute $query$
    update recommendations r set target_on = latest.target_on
    from (select a.recommendation_id, max(coalesce(a.revised_target_on, a.target_on)) as target_on
          from responses a where a.recommendation_id in (select w.recommendation_id from written w)
          group by a.recommendation_id) latest
    where r.id = latest.recommendation_id and latest.target_on is not null and r.target_on is distinct from latest.target_on
    $query$;
  return null;
end $$;

create or replace function follow_addressee_totals() returns trigger language plpgsql as $$
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
    -- Also of recommendations that are being deleted themselves: their own trigger takes them from nobody's again.
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

create or replace function follow_recommendation_totals() returns trigger language plpgsql as $$
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
