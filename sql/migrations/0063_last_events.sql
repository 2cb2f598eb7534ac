-- The current status and resolution leave out what was taken back, and a resolution may stand without a status.

create or replace view current_statuses as
  select coalesce(s.recommendation_id, a.recommendation_id) as recommendation_id, coalesce(s.status, 'UNKNOWN') as status, s.status_raw, s.as_of, s.closed_on,
    coalesce(a.resolution, 'UNKNOWN') as resolution, a.resolution_raw
  from (
    select distinct on (e.recommendation_id) e.recommendation_id, e.status, e.status_raw, e.as_of, e.closed_on from status_events e
    where e.kind = 'STATUS' and not exists (select from retractions x where x.status_event_id = e.id)
    order by e.recommendation_id, e.as_of_key desc, e.observed_at desc, e.id desc) s
  full join (
    select distinct on (e.recommendation_id) e.recommendation_id, e.resolution, e.resolution_raw from status_events e
    where e.resolution is not null and not exists (select from retractions x where x.status_event_id = e.id)
    order by e.recommendation_id, e.as_of_key desc, e.observed_at desc, e.id desc) a on a.recommendation_id = s.recommendation_id;
comment on view current_statuses is 'The last stated status of each recommendation, and the last stated resolution; what was retracted left out.';

create or replace function follow_last_event() returns trigger language plpgsql as $$
begin
  execute $query$
    with touched as (select distinct w.recommendation_id from written w),
    stated as (
      select distinct on (e.recommendation_id) e.recommendation_id, e.status, e.status_raw, e.as_of, e.closed_on from status_events e
      where e.kind = 'STATUS' and e.recommendation_id in (select t.recommendation_id from touched t)
        and not exists (select from retractions x where x.status_event_id = e.id)
      order by e.recommendation_id desc, e.as_of_key desc, e.observed_at desc, e.id desc),
    agreed as (
      select distinct on (e.recommendation_id) e.recommendation_id, e.resolution, e.resolution_raw from status_events e
      where e.resolution is not null and e.recommendation_id in (select t.recommendation_id from touched t)
        and not exists (select from retractions x where x.status_event_id = e.id)
      order by e.recommendation_id desc, e.as_of_key desc, e.observed_at desc, e.id desc),
    last as (
      select t.recommendation_id, coalesce(s.status, 'UNKNOWN') as status, s.status_raw, s.as_of, s.closed_on,
        coalesce(a.resolution, 'UNKNOWN') as resolution, a.resolution_raw
      from touched t left join stated s on s.recommendation_id = t.recommendation_id left join agreed a on a.recommendation_id = t.recommendation_id)
    update recommendations r set
      status = l.status, status_raw = l.status_raw, status_as_of = l.as_of,
      resolution = l.resolution, resolution_raw = l.resolution_raw,
      closed_on = l.closed_on,
      is_closing_date_unknown = l.closed_on is null and l.status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'),
      updated_at = now()
    from last l
    where r.id = l.recommendation_id
      and (r.status, r.status_raw, r.status_as_of, r.resolution, r.resolution_raw, r.closed_on)
        is distinct from (l.status, l.status_raw, l.as_of, l.resolution, l.resolution_raw, l.closed_on)
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
