-- The current status and resolution leave out what was taken back, and a resolution may stand without a status.

create or replace view current_statuses as
  select coalesce(s.recommendation_id, a.recommendation_id) as recommendation_id, coalesce(s.status, 'UNKNOWN') as status, s.status_raw, s.as_of, s.closed_on,
    coalesce(a.resolution, 'UNKNOWN') as resolution, a.resolution_raw, s.basis as status_basis, a.basis as resolution_basis
  from (
    select distinct on (e.recommendation_id) e.recommendation_id, e.status, e.status_raw, e.as_of, e.closed_on, e.basis from status_events e
    where e.kind = 'STATUS' and not exists (select from retractions x where x.status_event_id = e.id)
    order by e.recommendation_id, e.as_of_key desc, e.observed_at desc, e.id desc) s
  full join (
    select distinct on (e.recommendation_id) e.recommendation_id, e.resolution, e.resolution_raw, e.basis from status_events e
    where e.resolution is not null and not exists (select from retractions x where x.status_event_id = e.id)
    order by e.recommendation_id, e.as_of_key desc, e.observed_at desc, e.id desc) a on a.recommendation_id = s.recommendation_id;
comment on view current_statuses is 'The last stated status of each recommendation, and the last stated resolution; what was retracted left out.';

create or replace function follow_last_event() returns trigger language plpgsql as $$
begin
  execute $query$
    with touched as (select distinct w.recommendation_id from written w),
    stated as (
      select distinct on (e.recommendation_id) e.recommendation_id, e.status, e.status_raw, e.as_of, e.closed_on, e.basis from status_events e
      where e.kind = 'STATUS' and e.recommendation_id in (select t.recommendation_id from touched t)
        and not exists (select from retractions x where x.status_event_id = e.id)
      order by e.recommendation_id desc, e.as_of_key desc, e.observed_at desc, e.id desc),
    agreed as (
      select distinct on (e.recommendation_id) e.recommendation_id, e.resolution, e.resolution_raw, e.basis from status_events e
      where e.resolution is not null and e.recommendation_id in (select t.recommendation_id from touched t)
        and not exists (select from retractions x where x.status_event_id = e.id)
      order by e.recommendation_id desc, e.as_of_key desc, e.observed_at desc, e.id desc),
    last as (
      select t.recommendation_id, coalesce(s.status, 'UNKNOWN') as status, s.status_raw, s.as_of, s.closed_on, s.basis as status_basis,
        coalesce(a.resolution, 'UNKNOWN') as resolution, a.resolution_raw, a.basis as resolution_basis
      from touched t left join stated s on s.recommendation_id = t.recommendation_id left join agreed a on a.recommendation_id = t.recommendation_id)
    update recommendations r set
      status = l.status, status_raw = l.status_raw, status_as_of = l.as_of, status_basis = l.status_basis,
      resolution = l.resolution, resolution_raw = l.resolution_raw, resolution_basis = l.resolution_basis,
      closed_on = l.closed_on,
      is_closing_date_unknown = l.closed_on is null and l.status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'),
      updated_at = now()
    from last l
    where r.id = l.recommendation_id
      and (r.status, r.status_raw, r.status_as_of, r.status_basis, r.resolution, r.resolution_raw, r.resolution_basis, r.closed_on)
        is distinct from (l.status, l.status_raw, l.as_of, l.status_basis, l.resolution, l.resolution_raw, l.resolution_basis, l.closed_on)
    $query$;
  return null;
end $$;
create trigger retractions_follow after insert on retractions
  referencing new table as written for each statement execute function follow_last_event();

create or replace function settle_pending_check() returns trigger language plpgsql as $$
declare
  broken text;
begin
  case new.rule
    when 'recommendations_status_is_last_event' then
      -- Planned anew each time, with the number of keys in sight: the plan for ten is no plan for ten thousand.
      execute $query$
        with stated as (
          select distinct on (recommendation_id) recommendation_id, status from status_events e
          where recommendation_id = any ($1) and kind = 'STATUS' and not exists (select from retractions x where x.status_event_id = e.id)
          order by recommendation_id desc, as_of_key desc, observed_at desc, id desc),
        agreed as (
          select distinct on (recommendation_id) recommendation_id, resolution from status_events e
          where recommendation_id = any ($1) and resolution is not null and not exists (select from retractions x where x.status_event_id = e.id)
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

-- What was taken back is no statement of anybody; a resolution alone is one.
create function is_of_one_time(a_from date, a_until date, a_dated boolean, b_from date, b_until date, b_dated boolean) returns boolean
  language sql immutable parallel safe
  return case
    when a_from <= b_until and b_from <= a_until then true
    when coalesce(a_from, '-infinity') <= case when b_dated then b_until else 'infinity' end
      and coalesce(b_from, '-infinity') <= case when a_dated then a_until else 'infinity' end then null
    else false end;
comment on function is_of_one_time is 'Whether two statements speak of one time; null where a day is unknown and they may.';

create or replace view status_statements as
  select e.id, e.recommendation_id, coalesce(e.publisher, s.publisher) as publisher, e.status, e.resolution,
    least(e.closed_on, e.as_of) as holds_from, greatest(e.as_of, e.closed_on) as holds_until,
    e.as_of is not null as is_dated
  from status_events e join sources s on s.id = e.source_id
  where e.kind <> 'NOT_SHOWN' and e.basis <> 'RULE' and not exists (select from retractions x where x.status_event_id = e.id);

create or replace view status_conflicts as
  select a.recommendation_id, a.id as event_id, b.id as other_event_id,
    coalesce(is_of_one_time(a.holds_from, a.holds_until, a.is_dated, b.holds_from, b.holds_until, b.is_dated), false) as is_certain
  from status_statements a
  join status_statements b on b.recommendation_id = a.recommendation_id and b.publisher <> a.publisher
  where is_incompatible(a.status, a.resolution, b.status, b.resolution)
    and is_of_one_time(a.holds_from, a.holds_until, a.is_dated, b.holds_from, b.holds_until, b.is_dated) is not false;

create or replace view status_claims as
  select c.*, exists (select from status_conflicts k where k.recommendation_id = c.recommendation_id and k.event_id = c.id and k.is_certain) as disagrees
  from (
    select distinct on (e.recommendation_id, coalesce(e.publisher, s.publisher))
      e.id, e.recommendation_id, coalesce(e.publisher, s.publisher) as publisher, e.kind, e.status, e.status_raw, e.resolution, e.resolution_raw,
      e.closed_on, e.basis, e.as_of, e.observed_at, e.source_id
    from status_events e join sources s on s.id = e.source_id
    where not exists (select from retractions x where x.status_event_id = e.id)
    order by e.recommendation_id, coalesce(e.publisher, s.publisher), e.as_of_key desc, e.observed_at desc, e.id desc) c;

create function note_disputes_of_retractions() returns trigger language plpgsql as $$
declare
  touched bigint[] := array(select distinct w.recommendation_id from written w where w.status_event_id is not null);
begin
  delete from recommendation_disputes d where d.recommendation_id = any (touched);
  insert into recommendation_disputes (recommendation_id, is_certain)
    select k.recommendation_id, bool_or(k.is_certain) from status_conflicts k where k.recommendation_id = any (touched)
    group by k.recommendation_id;
  return null;
end $$;
create trigger retractions_note_disputes after insert on retractions
  referencing new table as written for each statement execute function note_disputes_of_retractions();

-- Planned each time: a plan that was made while there was little would look through all events for each.
create or replace function note_disputes() returns trigger language plpgsql as $$
begin
  execute $query$
    delete from recommendation_disputes d using (select distinct w.recommendation_id from written w) touched
      where d.recommendation_id = touched.recommendation_id
  $query$;
  execute $query$
    insert into recommendation_disputes (recommendation_id, is_certain)
      select k.recommendation_id, bool_or(k.is_certain) from (
        -- Most recommendations have events of one publisher only: skip them before the costlier check.
        select distinct w.recommendation_id from written w
        where w.publisher is not null
          or exists (select from status_events o where o.recommendation_id = w.recommendation_id and (o.source_id <> w.source_id or o.publisher is not null))
      ) touched join status_conflicts k on k.recommendation_id = touched.recommendation_id
      group by k.recommendation_id
      on conflict (recommendation_id) do update set is_certain = excluded.is_certain
  $query$;
  return null;
end $$;
