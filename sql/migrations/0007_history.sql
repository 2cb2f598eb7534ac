-- Status history: append-only; the current status of a recommendation is the last event's.

create table status_events (
  id bigint generated always as identity primary key,
  recommendation_id bigint not null references recommendations (id),
  kind status_event_kind not null default 'STATUS',
  status recommendation_status,
  status_raw text,
  resolution resolution_status,
  resolution_raw text,
  closed_on calendar_date,
  basis event_basis not null default 'STATED',
  as_of calendar_date,
  observed_at timestamptz not null default now() check (isfinite(observed_at)),
  note text,
  source_id bigint not null references sources (id),
  as_of_key date not null generated always as (coalesce(as_of, date '-infinity')) stored,
  confidence double precision check (confidence between 0 and 1),
  extraction_rule nonblank,
  source_quote nonblank,
  constraint status_events_states_something check ((kind = 'STATUS') = (status is not null)),
  constraint status_events_not_shown_states_nothing check (kind = 'STATUS' or (resolution is null and closed_on is null)),
  constraint status_events_closing_date check (
    closed_on is null or status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN')),
  constraint status_events_rule_has_confidence check ((confidence is null) = (extraction_rule is null))
);
create unique index status_events_natural_key on status_events (
  recommendation_id, source_id, as_of_key, kind, coalesce(status, 'UNKNOWN'), coalesce(resolution, 'UNKNOWN'));
create index status_events_history on status_events (recommendation_id, as_of_key, observed_at, id);
create index status_events_source on status_events (source_id);
create index status_events_confidence on status_events (confidence, id) where confidence is not null;
comment on index status_events_natural_key is 'Serves: importing the same statement twice adds nothing.';
comment on index status_events_history is 'Serves: a recommendation''s history in order; its last event.';
comment on index status_events_source is 'Serves: what came from a source.';
comment on index status_events_confidence is 'Serves: facts read from prose that are less, or more, sure than a bound.';
comment on table status_events is 'What a source said of a recommendation on a day. Rows are only ever added.';
comment on column status_events.id is 'Surrogate key.';
comment on column status_events.recommendation_id is 'The recommendation.';
comment on column status_events.kind is 'A status was stated, or an open list did not show it.';
comment on column status_events.status is 'The status stated; null for NOT_SHOWN.';
comment on column status_events.status_raw is 'The source''s own words for it.';
comment on column status_events.resolution is 'The resolution stated; null when the source does not speak of it.';
comment on column status_events.resolution_raw is 'The source''s own words for it.';
comment on column status_events.closed_on is 'Day of closing, where the event closes it and the source says when.';
comment on column status_events.basis is 'Stated by a source, or by the rule that a recommendation opens with its report.';
comment on column status_events.as_of is 'The day on which this was true; null when the source gives none.';
comment on column status_events.observed_at is 'When we learned it.';
comment on column status_events.note is 'Remark of the source or the importer.';
comment on column status_events.source_id is 'Who says so.';
comment on column status_events.as_of_key is 'as_of for sorting; unknown days come first.';
comment on column status_events.confidence is 'From 0 to 1: how often what the rule reads is right on labelled texts; null where a source states it outright.';
comment on column status_events.extraction_rule is 'The rule that read it from prose; null where a source states it outright.';
comment on column status_events.source_quote is 'The words of the text that state it; null when the source is not prose.';

create function refuse_history_change() returns trigger language plpgsql as $$
begin
  raise exception 'status history is append-only' using errcode = '23514', constraint = 'status_events_append_only';
end $$;
create trigger status_events_append_only before update or delete on status_events
  for each row execute function refuse_history_change();
create trigger status_events_no_truncate before truncate on status_events
  for each statement execute function refuse_history_change();

create view current_statuses as
  select distinct on (e.recommendation_id)
    e.recommendation_id, e.status, e.status_raw, e.as_of, e.closed_on,
    coalesce(said.resolution, 'UNKNOWN') as resolution, said.resolution_raw
  from status_events e
  left join lateral (
    select r.resolution, r.resolution_raw from status_events r
    where r.recommendation_id = e.recommendation_id and r.resolution is not null
    order by r.as_of_key desc, r.observed_at desc, r.id desc limit 1) said on true
  where e.kind = 'STATUS'
  order by e.recommendation_id, e.as_of_key desc, e.observed_at desc, e.id desc;
comment on view current_statuses is 'The last stated status of each recommendation, and the last stated resolution.';

-- A recommendation's current status follows from its events. Dynamic SQL: a statement that brings many events is best
-- served by joins, one that brings few by index look-ups, so it is planned each time.
create function follow_last_event() returns trigger language plpgsql as $$
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
create trigger status_events_follow after insert on status_events
  referencing new table as written for each statement execute function follow_last_event();

create view status_claims as
  select distinct on (e.recommendation_id, s.publisher)
    e.id, e.recommendation_id, s.publisher, e.kind, e.status, e.status_raw, e.resolution, e.resolution_raw, e.closed_on,
    e.as_of, e.observed_at, e.source_id,
    e.kind = 'STATUS' and e.status is distinct from r.status as disagrees
  from status_events e
  join sources s on s.id = e.source_id
  join recommendations r on r.id = e.recommendation_id
  order by e.recommendation_id, s.publisher, e.as_of_key desc, e.observed_at desc, e.id desc;
comment on view status_claims is 'The last thing each publisher said of each recommendation; two that disagree are both here.';
comment on column status_claims.publisher is 'Who says so.';
comment on column status_claims.disagrees is 'It states another status than the one the recommendation has now, which is that of the last event.';

create table recommendation_disputes (
  recommendation_id bigint primary key references recommendations (id) on delete cascade
);
comment on table recommendation_disputes is 'Recommendations whose current status some publisher''s last statement contradicts. Maintained by a trigger on status_events; see status_claims.';
comment on column recommendation_disputes.recommendation_id is 'The recommendation.';

-- Runs after status_events_follow (triggers of one event run in the order of their names), so that the current status
-- includes the new events.
create function note_disputes() returns trigger language plpgsql as $$
begin
  delete from recommendation_disputes d using (select distinct w.recommendation_id from written w) touched
    where d.recommendation_id = touched.recommendation_id
      and not exists (select from status_claims c where c.recommendation_id = d.recommendation_id and c.disagrees);
  insert into recommendation_disputes
    select touched.recommendation_id from (
      -- Most recommendations have events of one source only: skip them before the costlier check.
      select distinct w.recommendation_id from written w
      where exists (select from status_events o where o.recommendation_id = w.recommendation_id and o.source_id <> w.source_id)
    ) touched
    where exists (select from status_claims c where c.recommendation_id = touched.recommendation_id and c.disagrees)
    on conflict do nothing;
  return null;
end $$;
create trigger status_events_note_disputes after insert on status_events
  referencing new table as written for each statement execute function note_disputes();
