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
  constraint status_events_states_something check ((kind = 'STATUS') = (status is not null)),
  constraint status_events_not_shown_states_nothing check (kind = 'STATUS' or (resolution is null and closed_on is null)),
  constraint status_events_closing_date check (
    closed_on is null or status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'))
);
create unique index status_events_natural_key on status_events (
  recommendation_id, source_id, as_of_key, kind, coalesce(status, 'UNKNOWN'), coalesce(resolution, 'UNKNOWN'));
create index status_events_history on status_events (recommendation_id, as_of_key, observed_at, id);
create index status_events_source on status_events (source_id);
comment on index status_events_natural_key is 'Serves: importing the same statement twice adds nothing.';
comment on index status_events_history is 'Serves: a recommendation''s history in order; its last event.';
comment on index status_events_source is 'Serves: what came from a source.';
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

create function follow_last_event() returns trigger language plpgsql as $$
begin
  update recommendations r set
    status = c.status, status_raw = c.status_raw, status_as_of = c.as_of,
    resolution = coalesce(said.resolution, 'UNKNOWN'), resolution_raw = said.resolution_raw,
    closed_on = c.closed_on,
    is_closing_date_unknown = c.closed_on is null and c.status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'),
    updated_at = now()
  from (select distinct w.recommendation_id from written w) touched
  -- Lateral, so that one new event costs two index look-ups and not a pass over all history.
  cross join lateral (
    select e.status, e.status_raw, e.as_of, e.closed_on from status_events e
    where e.recommendation_id = touched.recommendation_id and e.kind = 'STATUS'
    order by e.as_of_key desc, e.observed_at desc, e.id desc limit 1) c
  left join lateral (
    select e.resolution, e.resolution_raw from status_events e
    where e.recommendation_id = touched.recommendation_id and e.resolution is not null
    order by e.as_of_key desc, e.observed_at desc, e.id desc limit 1) said on true
  where r.id = touched.recommendation_id
    and (r.status, r.status_raw, r.status_as_of, r.resolution, r.resolution_raw, r.closed_on)
      is distinct from (c.status, c.status_raw, c.as_of, coalesce(said.resolution, 'UNKNOWN'), said.resolution_raw, c.closed_on);
  return null;
end $$;
create trigger status_events_follow after insert on status_events
  referencing new table as written for each statement execute function follow_last_event();

create function check_status_is_last_event() returns trigger language plpgsql as $$
declare
  now_is recommendations%rowtype;
  said record;
begin
  select * into now_is from recommendations where id = new.id;
  if not found then return null; end if;
  select c.status, c.resolution into said from current_statuses c where c.recommendation_id = new.id;
  if (now_is.status, now_is.resolution) is distinct from (coalesce(said.status, 'UNKNOWN'), coalesce(said.resolution, 'UNKNOWN')) then
    raise exception 'recommendation % is % / %, its last event says % / %', new.id, now_is.status, now_is.resolution,
      coalesce(said.status, 'UNKNOWN'), coalesce(said.resolution, 'UNKNOWN')
      using errcode = '23514', constraint = 'recommendations_status_is_last_event';
  end if;
  return null;
end $$;
create constraint trigger recommendations_status_is_last_event
  after insert or update of status, resolution on recommendations
  deferrable initially deferred for each row
  when (new.status <> 'UNKNOWN' or new.resolution <> 'UNKNOWN')
  execute function check_status_is_last_event();
create constraint trigger recommendations_status_not_forgotten
  after update of status, resolution on recommendations
  deferrable initially deferred for each row
  when (new.status = 'UNKNOWN' and old.status <> 'UNKNOWN')
  execute function check_status_is_last_event();
