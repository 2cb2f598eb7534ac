-- Who says what: the publisher that a source names, all sources by which one statement came, what the current status rests
-- on, and which statements contradict each other.

alter table status_events add column publisher nonblank constraint status_events_publisher_bounded check (length(publisher) <= 500);
comment on column status_events.publisher is 'Who says so, as the source names it; null where that is the publisher of the source itself.';
create index status_events_basis on status_events (basis, recommendation_id);
create index status_events_kind on status_events (kind, recommendation_id);
comment on index status_events_basis is 'Serves: recommendations with an event of a basis.';
comment on index status_events_kind is 'Serves: recommendations that a list did not show.';

create table status_event_sources (
  event_id bigint not null references status_events (id) on delete cascade,
  source_id bigint not null references sources (id),
  primary key (event_id, source_id)
);
create index status_event_sources_source on status_event_sources (source_id, event_id);
comment on index status_event_sources_source is 'Serves: the statements that came by a source too.';
comment on table status_event_sources is 'Further sources by which the same statement of the same publisher came.';
comment on column status_event_sources.event_id is 'The statement.';
comment on column status_event_sources.source_id is 'A source, other than that of the statement''s own row.';
create trigger status_event_sources_revision after insert or update or delete or truncate on status_event_sources
  for each statement execute function bump_data_revision();

create view event_sources as
  select id as event_id, source_id from status_events
  union all
  select event_id, source_id from status_event_sources;
comment on view event_sources is 'Every source by which a statement came.';
comment on column event_sources.event_id is 'The statement.';
comment on column event_sources.source_id is 'A source that has it.';

alter table recommendations add column status_basis event_basis, add column resolution_basis event_basis;
comment on column recommendations.status_basis is 'What the status rests on; null where no event gives one.';
comment on column recommendations.resolution_basis is 'What the resolution rests on; null where no event gives one.';
create index recommendations_status_basis on recommendations (status_basis, report_issued_key, id);
create index recommendations_resolution_basis on recommendations (resolution_basis, report_issued_key, id);
comment on index recommendations_status_basis is 'Serves: recommendations by what their status rests on, latest first.';
comment on index recommendations_resolution_basis is 'Serves: recommendations by what their resolution rests on, latest first.';

create or replace view current_statuses as
  select distinct on (e.recommendation_id)
    e.recommendation_id, e.status, e.status_raw, e.as_of, e.closed_on,
    coalesce(said.resolution, 'UNKNOWN') as resolution, said.resolution_raw, e.basis as status_basis, said.basis as resolution_basis
  from status_events e
  left join lateral (
    select r.resolution, r.resolution_raw, r.basis from status_events r
    where r.recommendation_id = e.recommendation_id and r.resolution is not null
    order by r.as_of_key desc, r.observed_at desc, r.id desc limit 1) said on true
  where e.kind = 'STATUS'
  order by e.recommendation_id, e.as_of_key desc, e.observed_at desc, e.id desc;

create or replace function follow_last_event() returns trigger language plpgsql as $$
begin
  execute $query$
    with stated as (
      select distinct on (e.recommendation_id) e.recommendation_id, e.status, e.status_raw, e.as_of, e.closed_on, e.basis from status_events e
      where e.kind = 'STATUS' and e.recommendation_id in (select w.recommendation_id from written w)
      order by e.recommendation_id desc, e.as_of_key desc, e.observed_at desc, e.id desc),
    agreed as (
      select distinct on (e.recommendation_id) e.recommendation_id, e.resolution, e.resolution_raw, e.basis from status_events e
      where e.resolution is not null and e.recommendation_id in (select w.recommendation_id from written w)
      order by e.recommendation_id desc, e.as_of_key desc, e.observed_at desc, e.id desc)
    update recommendations r set
      status = s.status, status_raw = s.status_raw, status_as_of = s.as_of, status_basis = s.basis,
      resolution = coalesce(a.resolution, 'UNKNOWN'), resolution_raw = a.resolution_raw, resolution_basis = a.basis,
      closed_on = s.closed_on,
      is_closing_date_unknown = s.closed_on is null and s.status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'),
      updated_at = now()
    from stated s left join agreed a on a.recommendation_id = s.recommendation_id
    where r.id = s.recommendation_id
      and (r.status, r.status_raw, r.status_as_of, r.status_basis, r.resolution, r.resolution_raw, r.resolution_basis, r.closed_on)
        is distinct from (s.status, s.status_raw, s.as_of, s.basis, coalesce(a.resolution, 'UNKNOWN'), a.resolution_raw, a.basis, s.closed_on)
    $query$;
  return null;
end $$;

create function is_incompatible(status recommendation_status, resolution resolution_status, other_status recommendation_status, other_resolution resolution_status)
  returns boolean language sql immutable parallel safe
  return coalesce(
    (status in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED') and other_status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'))
    or (other_status in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED') and status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'))
    or (status in ('CLOSED_IMPLEMENTED', 'CLOSED_ALTERNATIVE') and other_status = 'CLOSED_NOT_IMPLEMENTED')
    or (other_status in ('CLOSED_IMPLEMENTED', 'CLOSED_ALTERNATIVE') and status = 'CLOSED_NOT_IMPLEMENTED'), false)
  or coalesce((resolution, other_resolution) in (('RESOLVED', 'UNRESOLVED'), ('UNRESOLVED', 'RESOLVED')), false);
comment on function is_incompatible is 'Whether two statements cannot both be true of one time: open and closed, implemented and not implemented, resolved and unresolved. What is vaguer contradicts nothing.';

drop view status_claims;
-- A closing holds from its day until the day for which it is stated. With neither day the time is unknown.
create view status_statements as
  select e.id, e.recommendation_id, coalesce(e.publisher, s.publisher) as publisher, e.status, e.resolution,
    least(e.closed_on, e.as_of) as holds_from, greatest(e.as_of, e.closed_on) as holds_until,
    e.as_of is not null as is_dated
  from status_events e join sources s on s.id = e.source_id
  where e.kind = 'STATUS' and e.basis <> 'RULE';
comment on view status_statements is 'What publishers state, and for which time.';
comment on column status_statements.publisher is 'Who states it.';
comment on column status_statements.holds_from is 'First day of which it is said; null when unknown.';
comment on column status_statements.holds_until is 'Last day of which it is said, as far as known.';
comment on column status_statements.is_dated is 'Whether the day for which it is stated is known.';

create view status_conflicts as
  select a.recommendation_id, a.id as event_id, b.id as other_event_id,
    coalesce(a.holds_from <= b.holds_until and b.holds_from <= a.holds_until, false) as is_certain
  from status_statements a
  join status_statements b on b.recommendation_id = a.recommendation_id and b.publisher <> a.publisher
  where is_incompatible(a.status, a.resolution, b.status, b.resolution)
    and (coalesce(a.holds_from <= b.holds_until and b.holds_from <= a.holds_until, false)
      or coalesce(a.holds_from, '-infinity') <= coalesce(case when b.is_dated then b.holds_until end, 'infinity')
        and coalesce(b.holds_from, '-infinity') <= coalesce(case when a.is_dated then a.holds_until end, 'infinity'));
comment on view status_conflicts is 'Pairs of statements by two publishers that cannot both be true, of the same time or, where a day is unknown, perhaps of the same time.';
comment on column status_conflicts.recommendation_id is 'The recommendation.';
comment on column status_conflicts.event_id is 'One statement.';
comment on column status_conflicts.other_event_id is 'The other one.';
comment on column status_conflicts.is_certain is 'Whether it is known that both speak of the same time.';

create view status_claims as
  select c.*, exists (select from status_conflicts k where k.recommendation_id = c.recommendation_id and k.event_id = c.id and k.is_certain) as disagrees
  from (
    select distinct on (e.recommendation_id, coalesce(e.publisher, s.publisher))
      e.id, e.recommendation_id, coalesce(e.publisher, s.publisher) as publisher, e.kind, e.status, e.status_raw, e.resolution, e.resolution_raw,
      e.closed_on, e.basis, e.as_of, e.observed_at, e.source_id
    from status_events e join sources s on s.id = e.source_id
    order by e.recommendation_id, coalesce(e.publisher, s.publisher), e.as_of_key desc, e.observed_at desc, e.id desc) c;
comment on view status_claims is 'The last thing each publisher said of each recommendation; two that disagree are both here.';
comment on column status_claims.publisher is 'Who says so.';
comment on column status_claims.disagrees is 'Another publisher states something incompatible with it for the same time.';

delete from recommendation_disputes;
alter table recommendation_disputes add column is_certain boolean not null;
create index recommendation_disputes_certain on recommendation_disputes (is_certain, recommendation_id);
comment on index recommendation_disputes_certain is 'Serves: disputed recommendations; those of which it is unknown.';
comment on table recommendation_disputes is 'Recommendations of which two publishers state incompatible things. Maintained by a trigger on status_events; see status_conflicts.';
comment on column recommendation_disputes.is_certain is 'Whether two such statements are known to speak of the same time.';

create or replace function note_disputes() returns trigger language plpgsql as $$
begin
  delete from recommendation_disputes d using (select distinct w.recommendation_id from written w) touched
    where d.recommendation_id = touched.recommendation_id;
  insert into recommendation_disputes (recommendation_id, is_certain)
    select k.recommendation_id, bool_or(k.is_certain) from (
      -- Most recommendations have events of one publisher only: skip them before the costlier check.
      select distinct w.recommendation_id from written w
      where w.publisher is not null
        or exists (select from status_events o where o.recommendation_id = w.recommendation_id and (o.source_id <> w.source_id or o.publisher is not null))
    ) touched join status_conflicts k on k.recommendation_id = touched.recommendation_id
    group by k.recommendation_id
    on conflict (recommendation_id) do update set is_certain = excluded.is_certain;
  return null;
end $$;
insert into recommendation_disputes (recommendation_id, is_certain)
  select recommendation_id, bool_or(is_certain) from status_conflicts group by recommendation_id;

create function is_disputed(has_conflict boolean, is_certain boolean, status_basis event_basis, resolution_basis event_basis) returns boolean
  language sql immutable parallel safe
  return case when is_certain then true
    when has_conflict or (coalesce(status_basis, 'RULE') = 'RULE' and coalesce(resolution_basis, 'RULE') = 'RULE') then null else false end;
comment on function is_disputed is 'True: two publishers state incompatible things for the same time. Null: whether for the same time is unknown, or nobody states anything. False otherwise.';

alter table recommendations disable trigger user;
update recommendations r set status_basis = c.status_basis, resolution_basis = c.resolution_basis
  from current_statuses c where c.recommendation_id = r.id;
alter table recommendations enable trigger user;
