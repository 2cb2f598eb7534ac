-- What was true of each recommendation on each day, as known on each day: rectangles of valid time and known time, made of
-- its events. A day's state is that of the last event up to it; a retracted event counts for who asks what was known before.

create function days_of_office(moment timestamptz) returns date language sql immutable
  return (moment at time zone 'UTC')::date;
comment on function days_of_office(timestamptz) is 'The day of a moment, in UTC.';

create function exists_from(issued_key date, fiscal_key integer) returns date language sql immutable
  return case when issued_key > date '-infinity' then issued_key
    when fiscal_key > 0 then make_date(fiscal_key - 1, 10, 1) else date '-infinity' end;
comment on function exists_from(date, integer) is 'First day on which a report can exist: its day of issue, else the first of its fiscal year, else always.';

-- Only "unknown" where a bound does not prove it.
create function is_decided(questioned numeric, questioned_decided numeric, better_use numeric, better_use_decided numeric, resolution resolution_status)
  returns boolean language sql immutable
  return case when coalesce(questioned, 0) > 0 or coalesce(better_use, 0) > 0
    then coalesce(questioned, 0) <= coalesce(questioned_decided, 0) and coalesce(better_use, 0) <= coalesce(better_use_decided, 0)
    else resolution = 'RESOLVED' end;
comment on function is_decided(numeric, numeric, numeric, numeric, resolution_status) is 'Whether a recommendation is decided: all of its sums are; without sums, a source states that office and management agree. A part decided is undecided.';

create function resolution_due_on(issued_key date) returns date language sql immutable
  return case when issued_key > date '-infinity' then (issued_key + interval '6 months')::date end;
comment on function resolution_due_on(date) is 'Six calendar months after issue, cut to the last day of a shorter month; null when the day of issue is unknown.';

create function not_below_zero(amount numeric) returns numeric language sql immutable strict return greatest(amount, 0);
comment on function not_below_zero(numeric) is 'The amount, or nothing where a revision took away more than was decided.';

create function last_of_two(anyelement, anyelement) returns anyelement language sql immutable strict parallel safe as 'select $2';
create aggregate last_known(anyelement) (sfunc = last_of_two, stype = anyelement);
comment on aggregate last_known(anyelement) is 'The last value that is not null, in the order of the window.';
create function first_of_two(anyelement, anyelement) returns anyelement language sql immutable strict parallel safe as 'select $1';
create aggregate first_known(anyelement) (sfunc = first_of_two, stype = anyelement);
comment on aggregate first_known(anyelement) is 'The first value that is not null, in the order of the window.';

create table recommendation_states (
  recommendation_id bigint not null,
  valid_from date not null,
  valid_until date not null,
  known_from date not null,
  known_until date not null,
  report_issued_key date not null,
  report_fiscal_key integer not null,
  status recommendation_status not null,
  status_raw text,
  status_as_of date,
  status_basis event_basis,
  status_since date not null,
  resolution resolution_status not null,
  resolution_raw text,
  resolution_basis event_basis,
  resolved_on date,
  closed_on date,
  is_closing_date_unknown boolean not null,
  target_on date,
  first_target_on date,
  questioned_costs numeric(20, 2),
  unsupported_costs numeric(20, 2),
  better_use numeric(20, 2),
  disallowed numeric(20, 2),
  allowed numeric(20, 2),
  agreed numeric(20, 2),
  not_agreed numeric(20, 2),
  recovered numeric(20, 2),
  written_off numeric(20, 2),
  completed numeric(20, 2),
  dropped numeric(20, 2),
  decided_on date,
  opening text,
  closes boolean not null default false,
  is_open boolean not null generated always as (status in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED')) stored,
  is_decided boolean not null generated always as (
    is_decided(questioned_costs, coalesce(disallowed, 0) + coalesce(allowed, 0), better_use, coalesce(agreed, 0) + coalesce(not_agreed, 0), resolution)) stored,
  unresolved_key integer not null generated always as (
    unresolved_key(status, is_unresolved(status, resolution, is_undecided(questioned_costs, disallowed, allowed, better_use, agreed, not_agreed)))) stored,
  overdue_from date generated always as (
    overdue_from(status, is_unresolved(status, resolution, is_undecided(questioned_costs, disallowed, allowed, better_use, agreed, not_agreed)),
      target_on, report_issued_key, report_fiscal_key)) stored,
  overdue_possible_from date generated always as (
    overdue_possible_from(status, is_unresolved(status, resolution, is_undecided(questioned_costs, disallowed, allowed, better_use, agreed, not_agreed)),
      target_on, report_issued_key, report_fiscal_key)) stored,
  constraint recommendation_states_natural_key primary key (recommendation_id, valid_from, known_from),
  constraint recommendation_states_ranges check (valid_from < valid_until and known_from < known_until),
  constraint recommendation_states_opening check (opening in ('OPENED', 'REOPENED'))
);
comment on table recommendation_states is 'What was true of a recommendation from a day to before another, as known from a day to before another. Made of its events by refresh_recommendation_states; one row holds for each day and each day of knowledge, none before it exists.';
comment on column recommendation_states.recommendation_id is 'The recommendation.';
comment on column recommendation_states.valid_from is 'First day on which this was true.';
comment on column recommendation_states.valid_until is 'First day on which it was true no more; infinity while it is.';
comment on column recommendation_states.known_from is 'First day on which this was known.';
comment on column recommendation_states.known_until is 'First day on which something else was known; infinity for what is known now.';
comment on column recommendation_states.report_issued_key is 'Copy of the recommendation''s own column.';
comment on column recommendation_states.report_fiscal_key is 'Copy of the recommendation''s own column.';
comment on column recommendation_states.status is 'Is final action complete?';
comment on column recommendation_states.status_raw is 'The source''s own words for the status.';
comment on column recommendation_states.status_as_of is 'The day for which the status was stated; null when the source gives none.';
comment on column recommendation_states.status_basis is 'What the status rests on; null where no event gives one.';
comment on column recommendation_states.status_since is 'First day of the status, whatever was said again since.';
comment on column recommendation_states.resolution is 'Do office and management agree on what will be done?';
comment on column recommendation_states.resolution_raw is 'The source''s own words for the resolution.';
comment on column recommendation_states.resolution_basis is 'What the resolution rests on; null where no event gives one.';
comment on column recommendation_states.resolved_on is 'First day of the present agreement; null where none is recorded.';
comment on column recommendation_states.closed_on is 'Day of closing; null while open or when unknown.';
comment on column recommendation_states.is_closing_date_unknown is 'True when it is closed and no source says since when.';
comment on column recommendation_states.target_on is 'Day by which final action is promised, as last stated.';
comment on column recommendation_states.first_target_on is 'The first such day that was stated.';
comment on column recommendation_states.questioned_costs is 'Questioned costs as they then stood, US dollars.';
comment on column recommendation_states.unsupported_costs is 'The unsupported part of them, US dollars.';
comment on column recommendation_states.better_use is 'Funds to be put to better use as they then stood, US dollars.';
comment on column recommendation_states.disallowed is 'Questioned costs disallowed so far, US dollars.';
comment on column recommendation_states.allowed is 'Questioned costs allowed so far, US dollars.';
comment on column recommendation_states.agreed is 'Better use agreed to so far, US dollars.';
comment on column recommendation_states.not_agreed is 'Better use not agreed to so far, US dollars.';
comment on column recommendation_states.recovered is 'Disallowed costs recovered so far, US dollars.';
comment on column recommendation_states.written_off is 'Disallowed costs written off so far, US dollars.';
comment on column recommendation_states.completed is 'Agreed better use completed so far, US dollars.';
comment on column recommendation_states.dropped is 'Agreed better use that will not be implemented, so far, US dollars.';
comment on column recommendation_states.decided_on is 'Day of the last management decision on its sums.';
comment on column recommendation_states.opening is 'OPENED or REOPENED where it was not open on the day before; else null.';
comment on column recommendation_states.closes is 'It is open, and on valid_until it is not any more.';
comment on column recommendation_states.is_open is 'The status is one of the open values.';
comment on column recommendation_states.is_decided is 'All of its sums are decided; without sums, office and management agree.';
comment on column recommendation_states.unresolved_key is 'As in recommendations: 3 unresolved, 2 open and nobody says, 1 neither is known, 0 closed or agreed.';
comment on column recommendation_states.overdue_from is 'First day on which it counts as overdue, were it left as it is; null for never.';
comment on column recommendation_states.overdue_possible_from is 'First day on which dates no longer prove that it is not overdue, where that is before overdue_from; null where nothing is uncertain.';
create index recommendation_states_issued on recommendation_states (report_issued_key, recommendation_id, valid_from, valid_until)
  where known_until = 'infinity';
create index recommendation_states_openings on recommendation_states (valid_from, opening) where known_until = 'infinity' and opening is not null;
create index recommendation_states_closings on recommendation_states (valid_until) where known_until = 'infinity' and closes;
create unique index recommendation_states_now on recommendation_states (recommendation_id) where known_until = 'infinity' and valid_until = 'infinity';
comment on index recommendation_states_issued is 'Serves: recommendations as of a day, latest first.';
comment on index recommendation_states_openings is 'Serves: what opened in a period.';
comment on index recommendation_states_closings is 'Serves: what closed in a period.';
comment on index recommendation_states_now is 'Serves: what is true now.';

create index recommendation_states_first_targets on recommendation_states (first_target_on)
  where known_until = 'infinity' and valid_until = 'infinity' and is_open;
create index recommendation_states_decisions on recommendation_states (coalesce(decided_on, resolved_on))
  where known_until = 'infinity' and valid_until = 'infinity' and is_open and is_decided;
comment on index recommendation_states_first_targets is 'Serves: what is open past the first day that was promised.';
comment on index recommendation_states_decisions is 'Serves: what was decided long ago and has no final action.';
create index recommendations_decided on recommendations (
  is_decided(questioned_costs, coalesce(disallowed_costs, 0) + coalesce(allowed_costs, 0),
    funds_put_to_better_use, coalesce(agreed_better_use, 0) + coalesce(not_agreed_better_use, 0), resolution), report_issued_key, id);
comment on index recommendations_decided is 'Serves: recommendations that are decided, or are not, latest first.';

create type status_statement as (status recommendation_status, raw text, as_of date, closed_on date, basis event_basis);
comment on type status_statement is 'What an event states of the status.';
create type resolution_statement as (resolution resolution_status, raw text, basis event_basis);
comment on type resolution_statement is 'What an event states of the resolution.';

-- The events of some recommendations as one table: from when each is true, and during which days it is known.
create function recommendation_events(ids bigint[]) returns table (
    recommendation_id bigint, valid date, known date, unknown date, observed timestamptz, arrival bigint, report_issued_key date,
    exists_now boolean, status_said status_statement, resolution_said resolution_statement, target_on date,
    questioned_costs numeric, unsupported_costs numeric, better_use numeric, disallowed numeric, allowed numeric, agreed numeric, not_agreed numeric,
    recovered numeric, written_off numeric, completed numeric, dropped numeric, decided_on date)
  -- A transaction that has just written many rows has no statistics of them: never a pass over a table for each.
  language sql stable set enable_seqscan = off as $$
  with chosen as (
    select r.id, r.report_issued_key, exists_from(r.report_issued_key, p.fiscal_key) as born, days_of_office(r.created_at) as arrived,
      r.target_on, r.questioned_costs, r.unsupported_costs, r.funds_put_to_better_use,
      r.disallowed_costs, r.allowed_costs, r.agreed_better_use, r.not_agreed_better_use
    from recommendations r join reports p on p.id = r.report_id where r.id = any (ids)
  ),
  issued as (
    select c.*, q.issued_amount as issued_questioned, q.issued_unsupported_amount as issued_unsupported, q.id is not null as is_questioned_changed,
      b.issued_amount as issued_better_use, b.id is not null as is_better_use_changed
    from chosen c
    left join lateral (select s.* from sum_changes s where s.recommendation_id = c.id and s.kind = 'QUESTIONED_COSTS' order by s.id limit 1) q on true
    left join lateral (select s.* from sum_changes s where s.recommendation_id = c.id and s.kind = 'BETTER_USE' order by s.id limit 1) b on true
  ),
  withdrawn as (
    select x.status_event_id, x.management_decision_id, x.final_action_id, x.sum_change_id, x.target_event_id, min(x.observed_on)::date as on_day
    from retractions x where x.recommendation_id = any (ids) group by 1, 2, 3, 4, 5
  )
  select id, born, date '-infinity', date 'infinity', timestamptz '-infinity', 0::bigint, report_issued_key, true,
    null::status_statement, null::resolution_statement, null::date,
    case when is_questioned_changed then issued_questioned else questioned_costs end,
    case when is_questioned_changed then issued_unsupported else unsupported_costs end,
    case when is_better_use_changed then issued_better_use else funds_put_to_better_use end,
    null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::numeric, null::date
  from issued
  union all
  -- A rule is known from the day it speaks of; what a source states, from the day it was read.
  select c.id, greatest(c.born, case when e.as_of is not null then e.as_of
      when e.basis = 'RULE' and c.report_issued_key > '-infinity' then c.report_issued_key else days_of_office(e.observed_at) end),
    case when e.basis = 'RULE' and (e.as_of is not null or c.report_issued_key > '-infinity') then date '-infinity' else days_of_office(e.observed_at) end,
    coalesce(w.on_day, 'infinity'), e.observed_at, e.id, c.report_issued_key, null,
    case when e.kind = 'STATUS' then row(e.status, e.status_raw, e.as_of, e.closed_on, e.basis)::status_statement end,
    case when e.resolution is not null then row(e.resolution, e.resolution_raw, e.basis)::resolution_statement end,
    null, null, null, null, null, null, null, null, null, null, null, null, null
  from chosen c join status_events e on e.recommendation_id = c.id and e.kind <> 'NOT_SHOWN'
  left join withdrawn w on w.status_event_id = e.id
  union all
  select c.id, greatest(c.born, coalesce(d.happened_on, d.observed_on)), d.observed_on, coalesce(w.on_day, 'infinity'), (d.observed_on + time '00:00') at time zone 'UTC', d.id, c.report_issued_key, null,
    null, null, null, null, null, null,
    case when d.kind = 'QUESTIONED_COSTS' then d.sustained_amount end, case when d.kind = 'QUESTIONED_COSTS' then d.not_sustained_amount end,
    case when d.kind = 'BETTER_USE' then d.sustained_amount end, case when d.kind = 'BETTER_USE' then d.not_sustained_amount end,
    null, null, null, null, greatest(c.born, coalesce(d.happened_on, d.observed_on))
  from chosen c join management_decisions d on d.recommendation_id = c.id
  left join withdrawn w on w.management_decision_id = d.id
  union all
  -- What a source gives as decided, without a day, counts from the day it was read; decisions with days take its place.
  select c.id, greatest(c.born, c.arrived), c.arrived, date 'infinity', timestamptz '-infinity', 0, c.report_issued_key, null,
    null, null, null, null, null, null, q.disallowed, q.allowed, b.agreed, b.not_agreed, null, null, null, null, greatest(c.born, c.arrived)
  from chosen c
  cross join lateral (select case when r.yes then c.disallowed_costs end as disallowed, case when r.yes then c.allowed_costs end as allowed
    from (select not exists (select from management_decisions d where d.recommendation_id = c.id and d.kind = 'QUESTIONED_COSTS') as yes) r) q
  cross join lateral (select case when r.yes then c.agreed_better_use end as agreed, case when r.yes then c.not_agreed_better_use end as not_agreed
    from (select not exists (select from management_decisions d where d.recommendation_id = c.id and d.kind = 'BETTER_USE') as yes) r) b
  where coalesce(q.disallowed, q.allowed, b.agreed, b.not_agreed) is not null
  union all
  select c.id, greatest(c.born, coalesce(a.happened_on, a.observed_on)), a.observed_on, coalesce(w.on_day, 'infinity'), (a.observed_on + time '00:00') at time zone 'UTC', a.id, c.report_issued_key, null,
    null, null, null, null, null, null, null, null, null, null,
    case when a.kind = 'RECOVERED' then a.amount end, case when a.kind = 'WRITTEN_OFF' then a.amount end,
    case when a.kind = 'COMPLETED' then a.amount end, case when a.kind = 'NOT_TO_BE_IMPLEMENTED' then a.amount end, null
  from chosen c join final_actions a on a.recommendation_id = c.id
  left join withdrawn w on w.final_action_id = a.id
  union all
  select c.id, greatest(c.born, coalesce(s.happened_on, s.observed_on)), s.observed_on, coalesce(w.on_day, 'infinity'), (s.observed_on + time '00:00') at time zone 'UTC', s.id, c.report_issued_key, null,
    null, null, null, case when s.kind = 'QUESTIONED_COSTS' then s.amount end, s.unsupported_amount, case when s.kind = 'BETTER_USE' then s.amount end,
    null, null, null, null, null, null, null, null, null
  from chosen c join sum_changes s on s.recommendation_id = c.id
  left join withdrawn w on w.sum_change_id = s.id
  union all
  select c.id, greatest(c.born, coalesce(t.happened_on, t.observed_on)), t.observed_on, coalesce(w.on_day, 'infinity'), (t.observed_on + time '00:00') at time zone 'UTC', t.id, c.report_issued_key, null,
    null, null, t.target_on, null, null, null, null, null, null, null, null, null, null, null, null
  from chosen c join target_events t on t.recommendation_id = c.id
  left join withdrawn w on w.target_event_id = t.id
  union all
  select c.id, greatest(c.born, coalesce(a.responded_on, a.observed_on, days_of_office(s.imported_at))), coalesce(a.observed_on, days_of_office(s.imported_at)), date 'infinity', s.imported_at, a.id, c.report_issued_key, null,
    null, null, coalesce(a.revised_target_on, a.target_on), null, null, null, null, null, null, null, null, null, null, null, null
  from chosen c join responses a on a.recommendation_id = c.id join sources s on s.id = a.source_id
  where coalesce(a.revised_target_on, a.target_on) is not null
  union all
  -- A target that came with the recommendation and with nothing else.
  select c.id, greatest(c.born, c.arrived), c.arrived, date 'infinity', timestamptz '-infinity', 0, c.report_issued_key, null,
    null, null, c.target_on, null, null, null, null, null, null, null, null, null, null, null, null
  from chosen c where c.target_on is not null
    and not exists (select from target_events t where t.recommendation_id = c.id)
    and not exists (select from responses a where a.recommendation_id = c.id and coalesce(a.revised_target_on, a.target_on) is not null)
  union all
  select c.id, greatest(c.born, coalesce(x.happened_on, x.observed_on)), x.observed_on, date 'infinity', (x.observed_on + time '00:00') at time zone 'UTC', x.id, c.report_issued_key, false,
    null, null, null, null, null, null, null, null, null, null, null, null, null, null, null
  from chosen c join retractions x on x.recommendation_id = c.id
    and num_nonnulls(x.status_event_id, x.management_decision_id, x.final_action_id, x.sum_change_id, x.target_event_id) = 0
$$;
comment on function recommendation_events(bigint[]) is 'All events of some recommendations as one table: from when each is true, from when and until when it is known, and what it says.';

create function recommendation_timeline(ids bigint[]) returns setof recommendation_states language sql stable as $$
  with e as (select * from recommendation_events(ids)),
  breaks as (
    select recommendation_id, day, dense_rank() over (partition by recommendation_id order by day) as place,
      coalesce(lead(day) over (partition by recommendation_id order by day), 'infinity') as next_day
    from (select recommendation_id, known as day from e union select recommendation_id, unknown from e where unknown < 'infinity') d
  ),
  running as (
    select e.recommendation_id, b.day, b.place, b.next_day, e.valid, e.report_issued_key,
      lead(e.valid) over w as next_valid,
      coalesce(last_known(e.exists_now) over w, true) as exists_now,
      last_known(e.status_said) over w as s,
      last_known(e.resolution_said) over w as r,
      last_known(e.target_on) over w as target_on, first_known(e.target_on) over w as first_target_on,
      last_known(e.questioned_costs) over w as questioned_costs, last_known(e.unsupported_costs) over w as unsupported_costs,
      last_known(e.better_use) over w as better_use,
      sum(e.disallowed) over w as disallowed, sum(e.allowed) over w as allowed, sum(e.agreed) over w as agreed, sum(e.not_agreed) over w as not_agreed,
      sum(e.recovered) over w as recovered, sum(e.written_off) over w as written_off, sum(e.completed) over w as completed, sum(e.dropped) over w as dropped,
      last_known(e.decided_on) over w as decided_on
    from e join breaks b on b.recommendation_id = e.recommendation_id and e.known <= b.day and e.unknown > b.day
    window w as (partition by e.recommendation_id, b.place order by e.valid, e.observed, e.arrival rows unbounded preceding)
  ),
  ends as (
    -- What holds at the close of a day is what its last event left.
    select recommendation_id, day, place, next_day, valid as valid_from, coalesce(next_valid, 'infinity') as valid_until, report_issued_key, exists_now,
      coalesce((s).status, 'UNKNOWN') as status, (s).raw as status_raw, (s).as_of as status_as_of, (s).closed_on as closed_on, (s).basis as status_basis,
      coalesce((r).resolution, 'UNKNOWN') as resolution, (r).raw as resolution_raw, (r).basis as resolution_basis,
      target_on, first_target_on, questioned_costs, unsupported_costs, better_use, disallowed, allowed, agreed, not_agreed,
      recovered, written_off, completed, dropped, decided_on
    from running where next_valid is distinct from valid
  ),
  before as (
    select *, lag(status) over d as status_before, lag(resolution) over d as resolution_before, coalesce(lag(exists_now) over d, false) as existed,
      lead(status) over d as status_after, coalesce(lead(exists_now) over d, false) as exists_after, status in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED') as is_open
    from ends window d as (partition by recommendation_id, place order by valid_from)
  ),
  runs as (
    select *, max(case when status is distinct from status_before or not existed then valid_from end) over d as status_since,
      max(case when resolution is distinct from resolution_before or not existed then valid_from end) over d as resolution_since,
      bool_or(existed and status_before in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED')) over d as was_open
    from before window d as (partition by recommendation_id, place order by valid_from)
  ),
  states as (
    select recommendation_id, place, day, next_day, row(
        recommendation_id, valid_from, valid_until, null, null, report_issued_key,
        (select c.report_fiscal_key from recommendations c where c.id = recommendation_id),
        status, status_raw, status_as_of, status_basis, status_since, resolution, resolution_raw, resolution_basis,
        case when resolution = 'RESOLVED' then resolution_since end,
        closed_on, closed_on is null and status not in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED', 'UNKNOWN'),
        target_on, first_target_on, questioned_costs, case when unsupported_costs is not null then least(unsupported_costs, questioned_costs) end, better_use, disallowed, allowed, agreed, not_agreed,
        recovered, written_off, completed, dropped, decided_on,
        case when is_open and not (existed and status_before in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED'))
          then case when was_open or existed and status_before <> 'UNKNOWN' then 'REOPENED' else 'OPENED' end end,
        is_open and valid_until < 'infinity' and not (exists_after and status_after in ('OPEN', 'OPEN_PARTIALLY_ADDRESSED')),
        null, null, null, null, null)::recommendation_states as state
    from runs where exists_now
  ),
  islands as (
    select *, place - row_number() over (partition by recommendation_id, state order by place) as island from states
  )
  select recommendation_id, (state).valid_from, (state).valid_until, min(day), max(next_day), (state).report_issued_key, (state).report_fiscal_key, (state).status, (state).status_raw, (state).status_as_of, (state).status_basis,
    (state).status_since, (state).resolution, (state).resolution_raw, (state).resolution_basis, (state).resolved_on, (state).closed_on, (state).is_closing_date_unknown,
    (state).target_on, (state).first_target_on, (state).questioned_costs, (state).unsupported_costs, (state).better_use, (state).disallowed, (state).allowed,
    (state).agreed, (state).not_agreed, (state).recovered, (state).written_off, (state).completed, (state).dropped, (state).decided_on, (state).opening, (state).closes,
    null::boolean, null::boolean, null::integer, null::date, null::date
  from islands group by recommendation_id, state, island
$$;
comment on function recommendation_timeline(bigint[]) is 'The states of some recommendations over valid time and known time, from their events. The generated columns are null here.';

create function refresh_recommendation_states(ids bigint[]) returns void language plpgsql as $$
declare
  moved bigint[];
  changed bigint[];
begin
  perform set_config('oversight_graph.refreshing', 'on', true);
  delete from recommendation_states where recommendation_id = any (ids);
  -- Planned each time, with the number of keys in sight.
  execute 'insert into recommendation_states (recommendation_id, valid_from, valid_until, known_from, known_until, report_issued_key, report_fiscal_key, status, status_raw, status_as_of, status_basis,
      status_since, resolution, resolution_raw, resolution_basis, resolved_on, closed_on, is_closing_date_unknown, target_on, first_target_on, questioned_costs, unsupported_costs,
      better_use, disallowed, allowed, agreed, not_agreed, recovered, written_off, completed, dropped, decided_on, opening, closes)
    select recommendation_id, valid_from, valid_until, known_from, known_until, report_issued_key, report_fiscal_key, status, status_raw, status_as_of, status_basis,
      status_since, resolution, resolution_raw, resolution_basis, resolved_on, closed_on, is_closing_date_unknown, target_on, first_target_on, questioned_costs, unsupported_costs,
      better_use, disallowed, allowed, agreed, not_agreed, recovered, written_off, completed, dropped, decided_on, opening, closes
    from recommendation_timeline($1)' using ids;
  -- Sums and targets that events have changed are those of now in the recommendation's own row too. Looked for first: an
  -- update wakes the triggers of the table even where it finds nothing.
  moved := array(
    select e.recommendation_id from sum_changes e where e.recommendation_id = any (ids)
    union select e.recommendation_id from management_decisions e where e.recommendation_id = any (ids)
    union select e.recommendation_id from target_events e where e.recommendation_id = any (ids));
  changed := case when cardinality(moved) > 0 then array(
    select r.id from recommendations r join recommendation_states s on s.recommendation_id = r.id and s.known_until = 'infinity' and s.valid_until = 'infinity'
    where r.id = any (moved) and (
      (r.questioned_costs, r.unsupported_costs, r.funds_put_to_better_use) is distinct from (s.questioned_costs, s.unsupported_costs, s.better_use)
        and exists (select from sum_changes c where c.recommendation_id = r.id)
      or (r.disallowed_costs, r.allowed_costs, r.agreed_better_use, r.not_agreed_better_use) is distinct from (not_below_zero(s.disallowed), not_below_zero(s.allowed), not_below_zero(s.agreed), not_below_zero(s.not_agreed))
        and exists (select from management_decisions d where d.recommendation_id = r.id)
      or r.target_on is distinct from s.target_on and exists (select from target_events t where t.recommendation_id = r.id))) end;
  if cardinality(changed) > 0 then
    update recommendations r set
        questioned_costs = case when c.yes then s.questioned_costs else r.questioned_costs end,
        unsupported_costs = case when c.yes then s.unsupported_costs else r.unsupported_costs end,
        funds_put_to_better_use = case when c.yes then s.better_use else r.funds_put_to_better_use end,
        disallowed_costs = case when d.yes then not_below_zero(s.disallowed) else r.disallowed_costs end,
        allowed_costs = case when d.yes then not_below_zero(s.allowed) else r.allowed_costs end,
        agreed_better_use = case when d.yes then not_below_zero(s.agreed) else r.agreed_better_use end,
        not_agreed_better_use = case when d.yes then not_below_zero(s.not_agreed) else r.not_agreed_better_use end,
        target_on = case when t.yes then s.target_on else r.target_on end
      from recommendation_states s
        cross join lateral (select exists (select from sum_changes k where k.recommendation_id = s.recommendation_id) as yes) c
        cross join lateral (select exists (select from management_decisions k where k.recommendation_id = s.recommendation_id) as yes) d
        cross join lateral (select exists (select from target_events k where k.recommendation_id = s.recommendation_id) as yes) t
      where r.id = any (changed) and s.recommendation_id = r.id and s.known_until = 'infinity' and s.valid_until = 'infinity';
  end if;
  perform set_config('oversight_graph.refreshing', 'off', true);
end $$;
comment on function refresh_recommendation_states(bigint[]) is 'Makes the states of some recommendations anew from their events.';

create function rebuild_recommendation_states(first bigint) returns void language plpgsql as $$
declare
  portion bigint[];
  place bigint := first;
begin
  loop
    portion := array(select id from recommendations where id >= place order by id limit 20000);
    exit when cardinality(portion) = 0;
    perform refresh_recommendation_states(portion);
    place := portion[cardinality(portion)] + 1;
  end loop;
end $$;
comment on function rebuild_recommendation_states(bigint) is 'Makes the states of all recommendations from a key on; for loads that set triggers aside.';

-- Unlogged, for no transaction leaves anything in it.
create unlogged table stale_recommendation_states (
  id bigint generated always as identity primary key,
  recommendation_ids bigint[] not null
);
comment on table stale_recommendation_states is 'Recommendations whose states a running transaction has to make anew before it ends; empty to everybody else.';
comment on column stale_recommendation_states.id is 'Surrogate key.';
comment on column stale_recommendation_states.recommendation_ids is 'Their keys.';

create function settle_stale_states() returns trigger language plpgsql as $$
declare
  stale bigint[];
  portion constant integer := 20000;
begin
  -- The first to be called does the work of all.
  with taken as (delete from stale_recommendation_states returning recommendation_ids)
    select array_agg(distinct one order by one) into stale from taken cross join unnest(recommendation_ids) one;
  for place in 1..coalesce(cardinality(stale), 0) by portion loop
    perform refresh_recommendation_states(stale[place:place + portion - 1]);
  end loop;
  return null;
end $$;
create constraint trigger stale_recommendation_states_settle after insert on stale_recommendation_states
  deferrable initially deferred for each row execute function settle_stale_states();

create function note_stale_states() returns trigger language plpgsql as $$
declare
  stale bigint[];
begin
  if current_setting('oversight_graph.refreshing', true) = 'on' then return null; end if;
  if tg_argv[0] = 'id' then
    stale := array(select w.id from written w);
  else
    stale := array(select distinct w.recommendation_id from written w);
  end if;
  if cardinality(stale) > 0 then
    insert into stale_recommendation_states (recommendation_ids) values (stale);
  end if;
  return null;
end $$;
create function note_changed_states() returns trigger language plpgsql as $$
declare
  stale bigint[];
begin
  if current_setting('oversight_graph.refreshing', true) = 'on' then return null; end if;
  stale := array(select c.id from (
    select id, report_issued_key, target_on, questioned_costs, unsupported_costs, funds_put_to_better_use, disallowed_costs, allowed_costs, agreed_better_use, not_agreed_better_use, created_at from written
    except
    select id, report_issued_key, target_on, questioned_costs, unsupported_costs, funds_put_to_better_use, disallowed_costs, allowed_costs, agreed_better_use, not_agreed_better_use, created_at from erased) c);
  if cardinality(stale) > 0 then
    insert into stale_recommendation_states (recommendation_ids) values (stale);
  end if;
  return null;
end $$;
create function note_moved_states() returns trigger language plpgsql as $$
begin
  insert into stale_recommendation_states (recommendation_ids)
    select array_agg(r.id) from recommendations r where r.report_id = new.id having count(*) > 0;
  return null;
end $$;
create trigger recommendations_states_insert after insert on recommendations
  referencing new table as written for each statement execute function note_stale_states('id');
create trigger recommendations_states_update after update on recommendations
  referencing new table as written old table as erased for each statement execute function note_changed_states();
-- A foreign key would look each row's recommendation up, though no row is made but for one that was read.
create function forget_states() returns trigger language plpgsql as $$
begin
  delete from recommendation_states s using erased e where s.recommendation_id = e.id;
  return null;
end $$;
create trigger recommendations_states_delete after delete on recommendations
  referencing old table as erased for each statement execute function forget_states();
create trigger reports_states_moved after update of fiscal_year, issued_on on reports
  for each row when (old.fiscal_key is distinct from new.fiscal_key or old.issued_key is distinct from new.issued_key) execute function note_moved_states();
create trigger responses_states_update after update on responses
  referencing new table as written for each statement execute function note_stale_states('recommendation_id');
do $$
declare
  events text;
begin
  foreach events in array array['status_events', 'responses', 'management_decisions', 'final_actions', 'sum_changes', 'target_events', 'retractions'] loop
    execute format('create trigger %1$s_states_insert after insert on %1$s referencing new table as written for each statement execute function note_stale_states(''recommendation_id'')', events);
  end loop;
end $$;

select rebuild_recommendation_states(0);

-- What a sum was at issue is written down with its first change.
create function keep_issued_amount() returns trigger language plpgsql as $$
begin
  if new.issued_amount is null then
    select s.issued_amount, s.issued_unsupported_amount into new.issued_amount, new.issued_unsupported_amount
      from sum_changes s where s.recommendation_id = new.recommendation_id and s.kind = new.kind order by s.id limit 1;
    if not found then
      select case new.kind when 'QUESTIONED_COSTS' then r.questioned_costs else r.funds_put_to_better_use end,
          case new.kind when 'QUESTIONED_COSTS' then r.unsupported_costs end
        into new.issued_amount, new.issued_unsupported_amount from recommendations r where r.id = new.recommendation_id;
    end if;
  end if;
  return new;
end $$;
create trigger sum_changes_keep_issued before insert on sum_changes for each row execute function keep_issued_amount();

create view current_recommendation_states as
  select * from recommendation_states where known_until = 'infinity' and valid_until = 'infinity';
comment on view current_recommendation_states is 'What is true of each recommendation now, as known now.';
